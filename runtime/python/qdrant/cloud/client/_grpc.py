"""The transport over gRPC for the synchronous client. It is imported with the first client, because grpc is large."""

import threading
from collections.abc import Callable, Sequence
from typing import Any

import grpc

from qdrant.cloud.client import _fork
from qdrant.cloud.client._call import closed
from qdrant.cloud.client._endpoint import Endpoint
from qdrant.cloud.client._grpc_errors import OPTIONS, convert, trace_in
from qdrant.cloud.client._method import Method, RequestT, ResponseT
from qdrant.cloud.client._transport import Metadata


def options_of(endpoint: Endpoint, user_agent: str, further: Sequence[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Return the options of a channel; further ones come last, so that they win."""
    options = [*OPTIONS, ("grpc.primary_user_agent", user_agent)]
    if endpoint.local:
        # No proxy is between this machine and itself.
        options.append(("grpc.enable_http_proxy", 0))
    return [*options, *further]


class GrpcTransport:
    """Calls over a channel, which is opened with the first call."""

    name = "grpc"

    def __init__(self, open_channel: Callable[[], grpc.Channel], *, owned: bool) -> None:
        self._open, self._owned = open_channel, owned
        self._lock = threading.Lock()
        self._closed = False
        self._channel: grpc.Channel | None = None
        self._calls: dict[str, Any] = {}
        _fork.forgets(self)

    def call(
        self, method: Method[RequestT, ResponseT], request: RequestT, metadata: Metadata, timeout: float | None
    ) -> tuple[ResponseT, str]:
        call = self._calls.get(method.path) or self._prepare(method)
        try:
            response, status = call.with_call(request, timeout, metadata)
            return response, trace_in(status.trailing_metadata())
        except grpc.RpcError as error:
            failure = convert(method.path, error)  # type: ignore[arg-type]
        except ValueError:
            if not self._closed:
                raise
            failure = closed(method.path)  # What grpc raises for a channel that was closed in this moment.
        # Not in the block above, so that the error does not hold the call, which cannot be pickled.
        raise failure

    def _prepare(self, method: Method[RequestT, ResponseT]) -> Any:
        with self._lock:
            if self._closed:
                raise closed(method.path)
            if self._channel is None:
                self._channel = self._open()
            call = self._channel.unary_unary(method.path, method.request.SerializeToString, method.response.FromString)
            self._calls[method.path] = call
            return call

    def close(self) -> None:
        with self._lock:
            channel, self._channel = self._channel, None
            self._closed, self._calls = True, {}
        if channel is not None and self._owned:
            channel.close()

    def forget(self) -> None:
        """Leave the channel to the process that opened it: it does not work in another one."""
        if self._owned:
            self._lock, self._channel, self._calls = threading.Lock(), None, {}


def transport(
    endpoint: Endpoint,
    user_agent: str,
    *,
    credentials: grpc.ChannelCredentials | None,
    options: Sequence[tuple[str, Any]],
    interceptors: Sequence[Any],
    channel: grpc.Channel | None,
) -> GrpcTransport:
    """Return the transport to an endpoint, or over a channel of the caller's."""

    def open_channel() -> grpc.Channel:
        opened = channel
        if opened is None:
            chosen = options_of(endpoint, user_agent, options)
            if endpoint.tls:
                opened = grpc.secure_channel(endpoint.target, credentials or grpc.ssl_channel_credentials(), chosen)
            else:
                opened = grpc.insecure_channel(endpoint.target, chosen)
        return grpc.intercept_channel(opened, *interceptors) if interceptors else opened

    return GrpcTransport(open_channel, owned=channel is None)
