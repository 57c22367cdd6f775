"""Endpoints, keys and accounts."""

import pickle

import pytest

from qdrant.cloud.client import Client, ConfigurationError, UnauthenticatedError
from qdrant.cloud.client._credentials import Credentials
from qdrant.cloud.client._endpoint import parse
from qdrant.cloud.client.testing import FakeTransport
from qdrant.cloud.cluster.v1.cluster_pb2 import Cluster, CreateClusterRequest, CreateClusterResponse, ListClustersRequest, ListClustersResponse
from qdrant.cloud.platform.v1.platform_pb2 import ListGlobalCloudProvidersResponse

SECRET = "a-secret-that-nobody-sees"


@pytest.mark.parametrize(
    ("text", "transport", "insecure", "found"),
    [
        ("grpc.example.com:443", None, False, "grpc https://grpc.example.com grpc.example.com:443"),
        ("example.com", None, False, "grpc https://example.com example.com:443"),
        ("example.com:8443", "rest", False, "rest https://example.com:8443 example.com:8443"),
        ("https://api.example.com", None, False, "rest https://api.example.com api.example.com:443"),
        ("https://api.example.com/", "grpc", False, "grpc https://api.example.com api.example.com:443"),
        ("http://127.0.0.1:80", None, False, "rest http://127.0.0.1 127.0.0.1:80"),
        ("http://localhost:7878", "grpc", False, "grpc http://localhost:7878 localhost:7878"),
        ("http://[::1]:7878", None, False, "rest http://[::1]:7878 [::1]:7878"),
        ("http://emulator:7878", None, True, "rest http://emulator:7878 emulator:7878"),
        ("127.0.0.1:7878", None, True, "grpc http://127.0.0.1:7878 127.0.0.1:7878"),
        ("127.0.0.1:7878", None, False, "grpc https://127.0.0.1:7878 127.0.0.1:7878"),
    ],
)
def test_endpoint(text: str, transport: str | None, insecure: bool, found: str) -> None:
    at = parse(text, transport, insecure=insecure)
    assert f"{at.transport} {at.url} {at.target}" == found


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("ftp://example.com", "unknown scheme"),
        ("http://example.com", "in the clear"),
        ("http://localhost.example.com", "in the clear"),
        ("example.com:port", "no valid port"),
        ("example.com:99999", "no valid port"),
        ("https://example.com/api", "no address"),
        ("https://example.com?a=b", "no address"),
        ("https://", "no address"),
        ("exa mple.com", "no address"),
        (f"https://user:{SECRET}@example.com", "no address"),
    ],
)
def test_wrong_endpoint(text: str, error: str) -> None:
    with pytest.raises(ConfigurationError, match=error) as raised:
        parse(text, None, insecure=False)
    assert SECRET not in str(raised.value)


@pytest.mark.parametrize("key", ["two words", "line\n", "ümlaut", "\x00", " " + SECRET])
def test_wrong_key(key: str) -> None:
    with pytest.raises(ConfigurationError) as raised:
        Client(key, transport=FakeTransport())
    assert key not in str(raised.value)


def test_key_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QDRANT_CLOUD_API_KEY", SECRET)
    monkeypatch.setenv("QDRANT_CLOUD_ACCOUNT_ID", "account")
    fake = FakeTransport()
    fake.on("ListClusters", ListClustersResponse())
    with Client(transport=fake) as client:
        client.clusters.list()
        client.clusters.list(ListClustersRequest(account_id="another"), metadata=[("authorization", "Bearer of this call")])
    assert [(call.request.account_id, call.metadata["authorization"]) for call in fake.calls] == [
        ("account", f"apikey {SECRET}"),
        ("another", "Bearer of this call"),
    ]
    assert fake.closed


def test_key_and_token() -> None:
    with pytest.raises(ConfigurationError, match="not both"):
        Client("key", token="token", transport=FakeTransport())


def test_wrong_transport() -> None:
    with pytest.raises(ConfigurationError, match="'carrier pigeon' is unknown"):
        Client(transport="carrier pigeon")


def test_anonymous() -> None:
    fake = FakeTransport()
    fake.on("ListGlobalCloudProviders", ListGlobalCloudProvidersResponse())
    with Client("", transport=fake) as client:
        client.platform.list_global_cloud_providers()
        with pytest.raises(UnauthenticatedError, match="QDRANT_CLOUD_API_KEY"):
            client.clusters.list()
    assert len(fake.calls) == 1 and "authorization" not in fake.calls[0].metadata


def test_token_source() -> None:
    tokens = ["first", "second", "not\na token"]
    fake = FakeTransport()
    fake.on("ListClusters", ListClustersResponse())
    with Client(token=lambda: tokens.pop(0), transport=fake) as client:
        client.clusters.list()
        client.clusters.list()
        with pytest.raises(ConfigurationError):
            client.clusters.list()
    assert [call.metadata["authorization"] for call in fake.calls] == ["Bearer first", "Bearer second"]


def test_account_does_not_change_the_request() -> None:
    fake = FakeTransport()
    fake.on("CreateCluster", lambda request: _created(request))
    request = CreateClusterRequest(cluster=Cluster(name="search"))
    with Client("key", account_id="account", transport=fake) as client:
        assert client.clusters.create(request).cluster.account_id == "account"
        assert client.clusters.create().cluster.account_id == ""
        with pytest.raises(TypeError, match="takes a CreateClusterRequest, not a ListClustersRequest"):
            client.clusters.create(ListClustersRequest())
    assert request == CreateClusterRequest(cluster=Cluster(name="search"))


def _created(request: CreateClusterRequest) -> CreateClusterResponse:
    return CreateClusterResponse(cluster=request.cluster)


def test_secrets_are_not_shown() -> None:
    credentials = Credentials.of(SECRET, None, "")
    client = Client(SECRET, transport=FakeTransport())
    assert SECRET not in f"{credentials!r} {credentials} {client!r} {client}"
    with pytest.raises(TypeError, match="cannot be pickled"):
        pickle.dumps(credentials)
