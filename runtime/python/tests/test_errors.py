"""Errors: their classes, texts and details."""

import copy
import json
import pickle
from datetime import timedelta

import pytest
from google.protobuf.any_pb2 import Any
from google.protobuf.duration_pb2 import Duration
from google.rpc.error_details_pb2 import BadRequest, DebugInfo, ErrorInfo, Help, RetryInfo
from google.rpc.status_pb2 import Status

from qdrant.cloud.client import ApiError, Client, Code, DeadlineExceededError, FieldViolation, Link, NotFoundError, WaitError, WaitTimeoutError
from qdrant.cloud.client import _rest
from qdrant.cloud.client._details import from_json, from_status
from qdrant.cloud.client._violations import Violations
from qdrant.cloud.client.testing import FakeTransport, failure
from qdrant.cloud.cluster.v1.cluster_pb2 import Cluster

FULL = {
    "method": "/s/M",
    "trace_id": "t",
    "violations": [FieldViolation("a.b", "wrong", "rule")],
    "retry_delay": timedelta(seconds=1.5),
    "reason": "R",
    "domain": "d",
    "metadata": {"k": "v"},
    "links": [Link("how", "https://example.com")],
}


@pytest.mark.parametrize("code", list(Code))
def test_every_code_is_pickled(code: Code) -> None:
    error = failure(code, "why", **FULL)
    for other in (pickle.loads(pickle.dumps(error)), copy.copy(error)):
        assert type(other) is type(error) and other.to_dict() == error.to_dict() and str(other) == str(error)
    assert json.loads(json.dumps(error.to_dict()))["retry_delay"] == 1.5
    assert str(error) == f"{code.name}: why (/s/M, trace t)\n  a.b: wrong"


def test_classes() -> None:
    assert isinstance(failure(Code.NOT_FOUND), NotFoundError)
    assert isinstance(failure(Code.DEADLINE_EXCEEDED), TimeoutError) and isinstance(failure(Code.DEADLINE_EXCEEDED), DeadlineExceededError)
    assert type(failure(Code.DATA_LOSS)) is ApiError


def test_wait_errors_are_pickled() -> None:
    for kind in (WaitError, WaitTimeoutError):
        error = pickle.loads(pickle.dumps(kind("why", state="S", last=Cluster(name="a"))))
        assert type(error) is kind and (str(error), error.state, error.last.name) == ("why", "S", "a")


def packed(*details: object) -> bytes:
    status = Status(code=3)
    for detail in details:
        status.details.add().Pack(detail)
    return bytes(status.SerializeToString())


def violations() -> Any:
    made = Violations()
    violation = made.violations.add(rule_id="string.min_len", message="too short")
    violation.field.elements.add(field_name="cluster")
    violation.field.elements.add(field_name="labels", index=2)
    violation.field.elements.add(field_name="map", string_key='a"b\\')
    violation.field.elements.add(field_name="flags", bool_key=True)
    violation.field.elements.add(field_name="numbers", int_key=-1)
    violation.field.elements.add(field_name="ids", uint_key=7)
    return made


PATH = 'cluster.labels[2].map["a\\"b\\\\"].flags[true].numbers[-1].ids[7]'


def test_details_of_grpc() -> None:
    found = from_status(
        packed(
            BadRequest(field_violations=[{"field": "name", "description": "taken"}]),
            DebugInfo(detail="not for users"),
            ErrorInfo(reason="R", domain="d", metadata={"k": "v"}),
            RetryInfo(retry_delay=Duration(seconds=1, nanos=500_000_000)),
            Help(links=[{"description": "how", "url": "https://example.com"}]),
            violations(),
        )
    )
    assert found == {
        "violations": [FieldViolation("name", "taken"), FieldViolation(PATH, "too short", "string.min_len")],
        "reason": "R",
        "domain": "d",
        "metadata": {"k": "v"},
        "retry_delay": timedelta(seconds=1.5),
        "links": [Link("how", "https://example.com")],
    }


@pytest.mark.parametrize("content", [b"\xff", b"\x1a\xff", packed()[:1], b"x" * 1000])
def test_broken_details_of_grpc(content: bytes) -> None:
    assert from_status(content) == {}


def test_a_delay_is_bounded() -> None:
    for seconds, want in {-5: 0.0, 315_576_000_000: 7 * 24 * 3600.0}.items():
        found = from_status(packed(RetryInfo(retry_delay=Duration(seconds=seconds))))
        assert found["retry_delay"].total_seconds() == want


@pytest.mark.parametrize(
    "content",
    [
        None,
        {},
        "text",
        [None, 1, "a", [], {}],
        [{"@type": 7}],
        [{"@type": "type.googleapis.com/google.rpc.BadRequest", "fieldViolations": "none"}],
        [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "soon"}],
        [{"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": 5}],
        [{"@type": "type.googleapis.com/example.Unknown"}],
    ],
)
def test_broken_details_of_rest(content: object) -> None:
    assert from_json(content) == {}


def test_details_of_rest() -> None:
    body = {
        "code": 3,
        "message": "wrong",
        "details": [
            {"@type": "type.googleapis.com/google.rpc.RetryInfo", "retryDelay": "1.500s"},
            {
                "@type": "type.googleapis.com/buf.validate.Violations",
                "violations": [
                    {
                        "field": {"elements": [{"fieldName": "labels", "fieldType": "TYPE_MESSAGE", "index": "2"}, {"fieldName": "key"}]},
                        "ruleId": "string.min_len",
                        "message": "too short",
                    }
                ],
            },
        ],
    }
    error = _rest.error_of("/s/M", 400, {"qc-trace-id": "t"}, json.dumps(body).encode())
    assert error.code is Code.INVALID_ARGUMENT and error.message == "wrong" and error.trace_id == "t"
    assert error.retry_delay == timedelta(seconds=1.5)
    assert error.violations == (FieldViolation("labels[2].key", "too short", "string.min_len"),)


@pytest.mark.parametrize(
    ("status", "headers", "body", "code", "delay"),
    [
        (503, {"retry-after": "7"}, b"<html>", Code.UNAVAILABLE, 7.0),
        (503, {"retry-after": "9" * 30}, b"", Code.UNAVAILABLE, None),
        (429, {"retry-after": "Thu, 01 Jan 1970 00:00:00 GMT"}, b"", Code.UNAVAILABLE, 0.0),
        (429, {"retry-after": "never"}, b"", Code.UNAVAILABLE, None),
        (404, {}, b"[]", Code.UNIMPLEMENTED, None),
        (404, {}, b'{"code": 5}', Code.NOT_FOUND, None),
        (500, {}, b'{"code": 99}', Code.UNKNOWN, None),
        (500, {}, b'{"code": "5"}', Code.UNKNOWN, None),
        (502, {}, b"[" * 100_000, Code.UNAVAILABLE, None),
        (418, {}, b"\xff\xfe", Code.UNKNOWN, None),
    ],
)
def test_answers_of_proxies(status: int, headers: dict[str, str], body: bytes, code: Code, delay: float | None) -> None:
    error = _rest.error_of("/s/M", status, headers, body)
    assert error.code is code and len(str(error)) < 1000
    assert (None if error.retry_delay is None else error.retry_delay.total_seconds()) == delay


def test_a_key_in_an_error_is_removed() -> None:
    secret = "the-key-of-the-caller"
    fake = FakeTransport()
    fake.on("ListClusters", failure(Code.PERMISSION_DENIED, f"no: {secret}", metadata={"a": secret}, violations=[FieldViolation("f", secret)]))
    with Client(secret, transport=fake) as client, pytest.raises(ApiError) as raised:
        client.clusters.list()
    error = raised.value
    assert error.message == "no: [redacted]"
    assert secret not in f"{error} {error!r} {error.to_dict()} {vars(error)} {error.args}"
