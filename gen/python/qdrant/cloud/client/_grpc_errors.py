"""What gRPC reports, as exceptions of the client."""

from typing import Any, Protocol

from qdrant.cloud.client._transport import Unsent
from qdrant.cloud.client.errors import ApiError, Code, api_error

TRACE = "qc-trace-id"
_LONGEST_TRACE = 200

# How gRPC itself begins its texts when it has no connection.
_NO_CONNECTION = ("failed to connect to all addresses", "errors resolving ", "DNS resolution failed", "empty address list")

# What servers accept is bounded by them; this bounds what they can make a client hold.
MOST_BYTES = 64 << 20

OPTIONS: tuple[tuple[str, Any], ...] = (
    ("grpc.max_receive_message_length", MOST_BYTES),
    # Only while a call is under way, and not more often than servers accept.
    ("grpc.keepalive_time_ms", 60_000),
    ("grpc.keepalive_timeout_ms", 20_000),
    # So that an attempt after a pause finds a new connection, and not the wait for one.
    ("grpc.initial_reconnect_backoff_ms", 100),
)
"""The options of a channel."""


class Status(Protocol):
    """What the errors of grpc and grpc.aio have in common."""

    def code(self) -> Any: ...
    def details(self) -> Any: ...
    def initial_metadata(self) -> Any: ...
    def trailing_metadata(self) -> Any: ...


def trace_in(metadata: Any) -> str:
    """Return the trace id in metadata, or an empty text."""
    for key, value in metadata or ():
        if key == TRACE and isinstance(value, str):
            return value[:_LONGEST_TRACE]
    return ""


def convert(path: str, status: Status) -> ApiError | Unsent:
    """Return the exception for a call that ended with a status."""
    code, message = Code(status.code().value[0]), str(status.details() or "")
    trailers = status.trailing_metadata() or ()
    encoded = next((value for key, value in trailers if key == "grpc-status-details-bin"), b"")
    details: dict[str, Any] = {}
    if isinstance(encoded, bytes) and encoded:
        from qdrant.cloud.client._details import from_status

        details = {**from_status(encoded)}
    error = api_error(code, message, method=path, trace_id=trace_in(trailers), **details)
    # A server can send such a text too, but not without metadata: it adds at least the trace id.
    if code is Code.UNAVAILABLE and message.startswith(_NO_CONNECTION) and not trailers and not (status.initial_metadata() or ()):
        return Unsent(error)
    return error
