"""Reads the details of an error, from gRPC's bytes and from the JSON of REST."""

import binascii
from collections.abc import Iterable
from datetime import timedelta
from typing import Any, TypedDict, cast

from google.protobuf.any_pb2 import Any as AnyMessage
from google.protobuf.json_format import ParseDict, ParseError
from google.protobuf.message import DecodeError
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, Help, RetryInfo  # type: ignore[import-untyped]
from google.rpc.status_pb2 import Status  # type: ignore[import-untyped]

from qdrant.cloud.client._violations import Violations, field_path
from qdrant.cloud.client.errors import FieldViolation, Link

# A week is more than anyone waits, and keeps arithmetic with what a server sends from overflowing.
_LONGEST_DELAY = timedelta(days=7)
_MOST = 1000  # Of a kind.


class Details(TypedDict, total=False):
    """The arguments of ``ApiError`` that details fill."""

    violations: list[FieldViolation]
    retry_delay: timedelta
    reason: str
    domain: str
    metadata: dict[str, str]
    links: list[Link]


_TYPES: dict[str, Any] = {
    "google.rpc.BadRequest": BadRequest,
    "google.rpc.ErrorInfo": ErrorInfo,
    "google.rpc.Help": Help,
    "google.rpc.RetryInfo": RetryInfo,
    "buf.validate.Violations": Violations,
}


def from_status(status: bytes) -> Details:
    """Read the details of an encoded ``google.rpc.Status``. What cannot be read is left out."""
    try:
        found: Iterable[AnyMessage] = Status.FromString(status).details
    except DecodeError:
        return {}
    details: Details = {}
    for detail in found:
        kind = _TYPES.get(detail.type_url.rpartition("/")[2])
        if kind is not None:
            try:
                _add(details, kind.FromString(detail.value))
            except DecodeError:
                continue
    return details


def from_json(found: Any) -> Details:
    """Read the details of an error of REST, a list of objects with ``@type``. What cannot be read is left out."""
    details: Details = {}
    for entry in cast("list[object]", found) if isinstance(found, list) else []:
        detail = cast("dict[str, Any]", entry) if isinstance(entry, dict) else {}
        kind = _TYPES.get(str(detail.get("@type")).rpartition("/")[2])
        if kind is None:
            continue
        try:
            _add(details, ParseDict({key: value for key, value in detail.items() if key != "@type"}, kind(), ignore_unknown_fields=True))
        except (ParseError, ValueError, TypeError, binascii.Error):
            continue
    return details


def of_validator(refused: Exception) -> Details:
    """Return the violations in the exception of a validator, where it has them as protovalidate has."""
    to_proto: Any = getattr(refused, "to_proto", None)
    details: Details = {}
    if not callable(to_proto):
        return details
    violations: Any = to_proto()
    # protovalidate has messages of a runtime of its own.
    encode = getattr(violations, "to_binary", None) or violations.SerializeToString
    _add(details, Violations.FromString(encode()))
    return details


def _add(details: Details, message: Any) -> None:
    kind = message.DESCRIPTOR.name
    if kind == "BadRequest":
        found = [FieldViolation(each.field, each.description) for each in message.field_violations[:_MOST]]
        details.setdefault("violations", []).extend(found)
    elif kind == "Violations":
        found = [FieldViolation(field_path(each), each.message, each.rule_id) for each in message.violations[:_MOST]]
        details.setdefault("violations", []).extend(found)
    elif kind == "ErrorInfo":
        details.update({"reason": message.reason, "domain": message.domain, "metadata": dict(message.metadata)})
    elif kind == "Help":
        details.setdefault("links", []).extend(Link(link.description, link.url) for link in message.links[:_MOST])
    elif message.HasField("retry_delay"):
        details["retry_delay"] = delay(message.retry_delay.seconds + message.retry_delay.nanos / 1e9)


def delay(seconds: float) -> timedelta:
    """Return what a server asks to wait, within bounds."""
    return timedelta(seconds=min(max(seconds, 0.0), _LONGEST_DELAY.total_seconds()))
