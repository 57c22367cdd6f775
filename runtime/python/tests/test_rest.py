"""Calls as requests of HTTP: paths, queries and bodies, and answers as messages."""

import json
import random
from datetime import datetime, timezone
from urllib.parse import parse_qsl, unquote, urlsplit

import pytest
from google.protobuf.message import Message

from qdrant.cloud.booking.v1.booking_client import _LIST_PACKAGES
from qdrant.cloud.booking.v1.booking_pb2 import ListPackagesRequest, PackageStatus
from qdrant.cloud.client import ApiError, Code
from qdrant.cloud.client._method import Method
from qdrant.cloud.client._rest import decode, encode
from qdrant.cloud.cluster.v1.cluster_client import _CREATE_CLUSTER, _GET_QDRANT_RELEASE, _LIST_CLUSTERS, _UPDATE_CLUSTER
from qdrant.cloud.cluster.v1.cluster_pb2 import (
    Cluster,
    CreateClusterRequest,
    GetQdrantReleaseRequest,
    ListClustersRequest,
    ListClustersResponse,
    UpdateClusterRequest,
    UpdateClusterResponse,
)
from qdrant.cloud.monitoring.v1.monitoring_client import _GET_CLUSTER_LOGS
from qdrant.cloud.monitoring.v1.monitoring_pb2 import GetClusterLogsRequest


def query(target: str) -> list[tuple[str, str]]:
    return parse_qsl(urlsplit(target).query, keep_blank_values=True)


def test_path_and_query() -> None:
    sent = encode(_LIST_CLUSTERS, ListClustersRequest(account_id="a", page_size=3, page_token="x y&z"))
    assert (sent.verb, urlsplit(sent.target).path, sent.body) == ("GET", "/api/cluster/v1/accounts/a/clusters", None)
    assert query(sent.target) == [("pageSize", "3"), ("pageToken", "x y&z")]


def test_messages_lists_enums_and_booleans_in_a_query() -> None:
    request = ListPackagesRequest(
        account_id="a",
        cloud_provider_id="aws",
        statuses=[PackageStatus.PACKAGE_STATUS_ACTIVE, PackageStatus.PACKAGE_STATUS_DEACTIVATED],
        min_resources={"ram": "1GiB", "cpu": "500m"},
        multi_az=True,
        gpu=False,
    )
    assert sorted(query(encode(_LIST_PACKAGES, request).target)) == [
        ("cloudProviderId", "aws"),
        ("gpu", "false"),
        ("minResources.cpu", "500m"),
        ("minResources.ram", "1GiB"),
        ("multiAz", "true"),
        ("statuses", "PACKAGE_STATUS_ACTIVE"),
        ("statuses", "PACKAGE_STATUS_DEACTIVATED"),
    ]


def test_times_in_a_query() -> None:
    request = GetClusterLogsRequest(account_id="a", cluster_id="c", since=datetime(2026, 1, 2, 3, 4, 5, 600000, timezone.utc))
    assert query(encode(_GET_CLUSTER_LOGS, request).target) == [("since", "2026-01-02T03:04:05.600Z")]


def test_a_field_mask_in_a_query() -> None:
    method = Method("/s/M", UpdateClusterRequest, UpdateClusterResponse, http="PUT /v1/clusters/{cluster.id}", body="cluster")
    sent = encode(method, UpdateClusterRequest(cluster=Cluster(id="c", name="n"), update_mask={"paths": ["name", "configuration.package_id"]}))
    assert json.loads(sent.body or b"") == {"id": "c", "name": "n"}
    assert query(sent.target) == [("updateMask", "name,configuration.package_id")]


def test_body() -> None:
    request = UpdateClusterRequest(cluster=Cluster(account_id="a", id="c", name="Zoë"), update_mask={"paths": ["name", "created_at"]})
    sent = encode(_UPDATE_CLUSTER, request)
    assert (sent.verb, sent.target) == ("PUT", "/api/cluster/v1/accounts/a/clusters/c")
    assert json.loads(sent.body or b"") == {"cluster": {"accountId": "a", "id": "c", "name": "Zoë"}, "updateMask": "name,createdAt"}


@pytest.mark.parametrize("value", ["", ".", ".."])
def test_what_a_path_cannot_have(value: str) -> None:
    with pytest.raises(ApiError, match="version is") as raised:
        encode(_GET_QDRANT_RELEASE, GetQdrantReleaseRequest(account_id="a", version=value))
    assert raised.value.code is Code.INVALID_ARGUMENT


def test_slashes_in_a_path() -> None:
    one = Method("/s/M", GetQdrantReleaseRequest, ListClustersResponse, http="GET /v1/{version}")
    many = Method("/s/M", GetQdrantReleaseRequest, ListClustersResponse, http="GET /v1/{version=**}")
    assert encode(one, GetQdrantReleaseRequest(version="a/b")).target == "/v1/a%2Fb"
    assert encode(many, GetQdrantReleaseRequest(version="a/b")).target == "/v1/a/b"
    with pytest.raises(ApiError):
        encode(many, GetQdrantReleaseRequest(version="a/../b"))


def test_a_method_without_a_route() -> None:
    with pytest.raises(ApiError, match="use gRPC") as raised:
        encode(Method("/s/M", CreateClusterRequest, ListClustersResponse), CreateClusterRequest())
    assert raised.value.code is Code.UNIMPLEMENTED


def test_any_text_comes_back() -> None:
    """Whatever is in the path and in the query, a server reads it as it was, and the path keeps its form."""
    chance = random.Random(1)
    letters = "aZ09-_.~!*'();:@&=+$,/?#[]% \"<>\\^`{|}\u00e9\u6771\U0001f680\t\n\x7f"
    for _ in range(2000):
        text = "".join(chance.choices(letters, k=chance.randint(1, 12)))
        sent = encode(_LIST_CLUSTERS, ListClustersRequest(account_id=text if text.strip(".") else "a", page_token=text)).target
        assert sent.isascii() and sent.isprintable() and " " not in sent
        path = urlsplit("https://example.com" + sent).path.split("/")
        assert len(path) == 7 and unquote(path[5]) == (text if text.strip(".") else "a")
        assert query(sent) == [("pageToken", text)]


def test_decode() -> None:
    content = b'{"items": [{"name": "a", "addedLater": {"x": 1}, "state": {"phase": "CLUSTER_PHASE_OF_NEXT_YEAR"}}], "totalSize": 1, "later": []}'
    response = decode(_LIST_CLUSTERS, content)
    assert [cluster.name for cluster in response.items] == ["a"] and response.total_size == 1


def test_decode_a_part() -> None:
    method = Method("/s/M", ListClustersRequest, ListClustersResponse, http="GET /v1", response_body="items")
    assert [cluster.name for cluster in decode(method, b'[{"name": "a"}]').items] == ["a"]


@pytest.mark.parametrize("content", [b"", b"<html>", b"[1]", b"null", b'{"items": 7}', b"\xff", b"[" * 100_000, b'{"totalSize": "many"}'])
def test_what_is_no_answer(content: bytes) -> None:
    with pytest.raises(ApiError, match="is no qdrant.cloud.cluster.v1.ListClustersResponse in JSON") as raised:
        decode(_LIST_CLUSTERS, content)
    assert raised.value.code is Code.UNKNOWN and raised.value.__context__ is None


def test_every_route_can_be_filled_in() -> None:
    """Each method of the contract can be written as a request."""
    import importlib
    import pkgutil

    import qdrant.cloud

    seen = 0
    for module in pkgutil.walk_packages(qdrant.cloud.__path__, "qdrant.cloud."):
        if not module.name.endswith("_client"):
            continue
        for method in vars(importlib.import_module(module.name)).values():
            if isinstance(method, Method):
                request: Message = method.request()
                for name in [part.partition("}")[0] for part in method.http.split("{")[1:]]:
                    holder, *rest = name.split(".")
                    target = getattr(request, holder) if rest else request
                    field = target.DESCRIPTOR.fields_by_name[rest[0] if rest else holder]
                    setattr(target, field.name, "x" if field.type == field.TYPE_STRING else 1)
                assert "{" not in encode(method, request).target
                seen += 1
    assert seen > 140


def test_create() -> None:
    sent = encode(_CREATE_CLUSTER, CreateClusterRequest(cluster=Cluster(account_id="a")))
    assert sent == ("POST", "/api/cluster/v1/accounts/a/clusters", b'{"cluster":{"accountId":"a"}}')
