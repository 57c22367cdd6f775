"""Calls as requests of HTTP, and answers of HTTP as messages: the rules of ``google.api.http``, without a library for HTTP."""

import json
import re
from collections.abc import Iterator, Mapping
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Any, NamedTuple, cast
from urllib.parse import quote, urlencode

from google.protobuf.json_format import MessageToDict, ParseDict, ParseError
from google.protobuf.message import Message

from qdrant.cloud.client._method import Method, ResponseT
from qdrant.cloud.client.errors import ApiError, Code, api_error

TRACE = "qc-trace-id"

MOST_BYTES = 64 << 20
"""What is read of an answer."""
MOST_ERROR_BYTES = 1 << 20
"""What is read of an error: one that is larger is not from the API."""

_MOST_TEXT = 4096
_LONGEST_TRACE = 200

# What a status means where there is no error of the API in the body, as when a proxy answers; the same as gRPC makes of it. All
# others are UNKNOWN.
_STATUSES = {
    400: Code.INTERNAL,
    401: Code.UNAUTHENTICATED,
    403: Code.PERMISSION_DENIED,
    404: Code.UNIMPLEMENTED,
    429: Code.UNAVAILABLE,
    502: Code.UNAVAILABLE,
    503: Code.UNAVAILABLE,
    504: Code.UNAVAILABLE,
}

_VARIABLE = re.compile(r"\{([^{}=]+)(?:=([^{}]*))?\}")


class HttpRequest(NamedTuple):
    """A request, without what all have in common."""

    verb: str
    target: str
    """Path and query."""
    body: bytes | None


def encode(method: Method[Any, Any], request: Message) -> HttpRequest:
    """Write a call as a request. What is neither in the path nor in the body is in the query."""
    verb, _, template = method.http.partition(" ")
    if not template:
        raise api_error(Code.UNIMPLEMENTED, "the method is not part of the REST API: use gRPC", method=method.path)
    in_path: set[str] = set()

    def value(match: re.Match[str]) -> str:
        in_path.add(match[1])
        text = _text_at(request, match[1])
        slashes = "/" in (match[2] or "") or "**" in (match[2] or "")
        if not text or any(segment in (".", "..") for segment in (text.split("/") if slashes else [text])):
            raise api_error(Code.INVALID_ARGUMENT, f"{match[1]} is {text!r}, which the path of the request cannot have", method=method.path)
        return quote(text, safe="/" if slashes else "")

    path = _VARIABLE.sub(value, template)
    content = MessageToDict(request)
    if method.body == "*":
        return HttpRequest(verb, path, _json(content))
    body = None
    if method.body:
        name = request.DESCRIPTOR.fields_by_name[method.body].json_name
        in_path.add(method.body)
        body = _json(content.get(name, {}))
    query = urlencode(list(_query(request, content, in_path)))
    return HttpRequest(verb, f"{path}?{query}" if query else path, body)


def _json(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()


def _text_at(message: Any, path: str) -> str:
    """Return the value of a field as a path has it."""
    *parents, last = path.split(".")
    for name in parents:
        message = getattr(message, name)
    value, field = getattr(message, last), message.DESCRIPTOR.fields_by_name[last]
    if field.enum_type is not None:
        known = field.enum_type.values_by_number.get(value)
        return known.name if known is not None else str(value)
    return str(value).lower() if isinstance(value, bool) else str(value)


def _query(message: Any, content: Mapping[str, Any], skip: set[str], names: str = "", path: str = "") -> Iterator[tuple[str, str]]:
    """Go through the parameters for a message, whose JSON is content. Messages inside are parameters with dots in their names."""
    for field in message.DESCRIPTOR.fields:
        if field.json_name not in content or path + field.name in skip:
            continue
        name: str = names + field.json_name
        value: Any = content[field.json_name]
        if field.message_type is not None and field.message_type.full_name == "google.protobuf.FieldMask":
            # JSON has the names of a mask in lowerCamel; the gateway takes them from a query as they are.
            yield name, ",".join(getattr(message, field.name).paths)
        elif field.message_type is not None and field.message_type.GetOptions().map_entry:
            yield from ((f"{name}[{key}]", _scalar(each)) for key, each in value.items())
        elif isinstance(value, dict):
            yield from _query(getattr(message, field.name), cast("dict[str, Any]", value), skip, name + ".", path + field.name + ".")
        elif isinstance(value, list):
            yield from ((name, _scalar(each)) for each in cast("list[object]", value))
        else:
            yield name, _scalar(value)


def _scalar(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def decode(method: Method[Any, ResponseT], body: bytes) -> ResponseT:
    """Read the body of an answer. Fields that this SDK does not know are left out."""
    response = method.response()
    try:
        content = json.loads(body)
        if method.response_body:
            content = {method.response_body: content}
        ParseDict(content, response, ignore_unknown_fields=True)
    except (ValueError, ParseError, RecursionError, TypeError):
        failure = api_error(Code.UNKNOWN, f"the answer is no {response.DESCRIPTOR.full_name} in JSON", method=method.path)
    else:
        return response
    raise failure


def error_of(path: str, status: int, headers: Mapping[str, str], body: bytes) -> ApiError:
    """Return the exception for an answer with a status that is no success."""
    content = _object(body)
    code, message = _STATUSES.get(status, Code.UNKNOWN), ""
    details: dict[str, Any] = {}
    if isinstance(content.get("code"), int) and content["code"] in Code._value2member_map_:
        code = Code(content["code"]) or code
        message = str(content.get("message", ""))[:_MOST_TEXT]
        if content.get("details"):
            from qdrant.cloud.client._details import from_json

            details = {**from_json(content["details"])}
    else:
        message = f"the server answered with status {status}, and not as the API does"
    if "retry_delay" not in details and (asked := _retry_after(headers.get("retry-after", ""))) is not None:
        from qdrant.cloud.client._details import delay

        details["retry_delay"] = delay(asked)
    return api_error(code, message, method=path, trace_id=trace_of(headers), **details)


def _object(body: bytes) -> dict[str, Any]:
    """Return the object in a body, or an empty one."""
    try:
        content: Any = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, Any]", content) if isinstance(content, dict) else {}


def trace_of(headers: Mapping[str, str]) -> str:
    """Return the trace id in the headers of an answer, or an empty text."""
    return headers.get(TRACE, "")[:_LONGEST_TRACE]


def _retry_after(value: str) -> float | None:
    """Read the header Retry-After: seconds, or a time."""
    if re.fullmatch(r"\d{1,9}", value):
        return float(value)
    try:
        return (parsedate_to_datetime(value) - datetime.now(timezone.utc)).total_seconds() if value else None
    except (ValueError, TypeError, OverflowError):
        return None
