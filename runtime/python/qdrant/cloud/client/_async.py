"""The client for asyncio without its services, which the generated class adds."""

from collections.abc import Awaitable, Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from qdrant.cloud.client import _settings
from qdrant.cloud.client._call import Call, authorizes, closed
from qdrant.cloud.client._method import Method, RequestT, ResponseT
from qdrant.cloud.client._settings import Settings, Validator
from qdrant.cloud.client._transport import AsyncTransport, Metadata, Unsent
from qdrant.cloud.client.errors import ApiError
from qdrant.cloud.client.options import CallOptions, RetryPolicy

if TYPE_CHECKING:
    import grpc
    import grpc.aio
    import httpx
    from typing_extensions import Self


class BaseAsyncClient:
    """Makes calls over a transport, in one event loop at a time."""

    def __init__(
        self,
        api_key: str | None = None,
        *,
        token: "str | Callable[[], str | Awaitable[str]] | None" = None,
        account_id: str | None = None,
        endpoint: str | None = None,
        transport: Literal["grpc", "rest"] | AsyncTransport | None = None,
        timeout: float | None = 30.0,
        retry: RetryPolicy | None = RetryPolicy(),
        user_agent: str | None = None,
        validator: Validator | None = None,
        insecure: bool = False,
        channel: "grpc.aio.Channel | None" = None,
        channel_credentials: "grpc.ChannelCredentials | None" = None,
        channel_options: Sequence[tuple[str, Any]] = (),
        interceptors: Sequence[Any] = (),
        http_client: "httpx.AsyncClient | None" = None,
    ) -> None:
        """Make a client. It connects with the first call.

        The arguments are those of ``Client``, but for these.

        Args:
            token: a bearer token, or a function, which may be a coroutine function, that returns one for each attempt.
            channel: a channel of ``grpc.aio``, which has its own interceptors. Closing the client does not close it.
            http_client: an asynchronous client of httpx. Closing the client does not close it.

        Raises:
            ConfigurationError: an argument or an environment variable is wrong.
        """
        self._settings = Settings(
            api_key=api_key, token=token, account_id=account_id, timeout=timeout, retry=retry, validator=validator
        )
        self._closed = False
        if transport is None or isinstance(transport, str):
            kind = transport or ("grpc" if channel is not None else "rest" if http_client is not None else None)
            at = _settings.endpoint_of(endpoint, kind, insecure=insecure)
            agent = _settings.user_agent(user_agent)
            if at.transport == "rest":
                over_rest: AsyncTransport = _settings.rest().async_transport(at, agent, client=http_client)
                transport = over_rest
            else:
                from qdrant.cloud.client import _grpc_aio

                transport = _grpc_aio.transport(
                    at, agent, credentials=channel_credentials, options=channel_options, interceptors=interceptors, channel=channel
                )
        self._transport = transport
        self._settings.transport_name = transport.name

    async def call(self, method: Method[RequestT, ResponseT], request: RequestT | None, options: CallOptions) -> ResponseT:
        """Make a call with all that the client adds to it; the methods of the services are made of this."""
        call = Call(self._settings, method, request, options)
        while not self._closed:
            try:
                metadata = await self._authorized(call.metadata)
                response, trace_id = await self._transport.call(method, call.request, metadata, call.begin())
            except (ApiError, Unsent) as error:
                failure = error
            else:
                call.succeeded(trace_id)
                return response
            if self._closed:
                break
            await self.sleep(call.failed(failure))
        raise closed(method.path)

    async def sleep(self, seconds: float) -> None:
        """Wait."""
        import asyncio  # It is large, and most programs that import this package use the other client.

        await asyncio.sleep(seconds)

    async def _authorized(self, metadata: Metadata) -> Metadata:
        credentials = self._settings.credentials
        if credentials.source is None or authorizes(metadata):
            return metadata
        token = credentials.source()
        if not isinstance(token, str):
            token = await token
        return (*metadata, credentials.bearer(token))

    async def close(self) -> None:
        """End the client and the calls that are under way. A second call does nothing."""
        self._closed = True
        await self._transport.close()

    async def __aenter__(self) -> "Self":
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        await self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings!r}>"
