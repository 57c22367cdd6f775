"""The transport over gRPC for asyncio."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any

import grpc
import grpc.aio

from qdrant.cloud.client._endpoint import Endpoint
from qdrant.cloud.client._grpc import options_of
from qdrant.cloud.client._grpc_errors import convert, trace_in
from qdrant.cloud.client._method import Method, RequestT, ResponseT
from qdrant.cloud.client._transport import Metadata


class AsyncGrpcTransport:
    """Calls over a channel, which is opened with the first call and belongs to the event loop of that call."""

    name = "grpc"

    def __init__(self, open_channel: Callable[[], grpc.aio.Channel], *, owned: bool) -> None:
        self._open, self._owned = open_channel, owned
        self._channel: grpc.aio.Channel | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._calls: dict[str, Any] = {}

    async def call(
        self, method: Method[RequestT, ResponseT], request: RequestT, metadata: Metadata, timeout: float | None
    ) -> tuple[ResponseT, str]:
        loop = asyncio.get_running_loop()
        if loop is not self._loop and self._owned:
            # The channel of another loop, which has usually ended with asyncio.run, is of no use here.
            self._loop, self._channel, self._calls = loop, None, {}
        call = self._calls.get(method.path) or self._prepare(method)
        try:
            under_way = call(request, timeout=timeout, metadata=metadata)
            response = await under_way
            return response, trace_in(await under_way.trailing_metadata())
        except grpc.aio.AioRpcError as error:
            failure = convert(method.path, error)
        raise failure

    def _prepare(self, method: Method[RequestT, ResponseT]) -> Any:
        if self._channel is None:
            self._channel = self._open()
        call = self._channel.unary_unary(method.path, method.request.SerializeToString, method.response.FromString)
        self._calls[method.path] = call
        return call

    async def close(self) -> None:
        channel, self._channel = self._channel, None
        self._calls = {}
        if channel is not None and self._owned and self._loop is asyncio.get_running_loop():
            await channel.close()


def transport(
    endpoint: Endpoint,
    user_agent: str,
    *,
    credentials: grpc.ChannelCredentials | None,
    options: Sequence[tuple[str, Any]],
    interceptors: Sequence[Any],
    channel: grpc.aio.Channel | None,
) -> AsyncGrpcTransport:
    """Return the transport to an endpoint, or over a channel of the caller's, which has its own interceptors."""

    def open_channel() -> grpc.aio.Channel:
        if channel is not None:
            return channel
        chosen = options_of(endpoint, user_agent, options)
        if endpoint.tls:
            return grpc.aio.secure_channel(
                endpoint.target, credentials or grpc.ssl_channel_credentials(), chosen, interceptors=list(interceptors)
            )
        return grpc.aio.insecure_channel(endpoint.target, chosen, interceptors=list(interceptors))

    return AsyncGrpcTransport(open_channel, owned=channel is None)
