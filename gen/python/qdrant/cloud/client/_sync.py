"""The synchronous client without its services, which the generated class adds."""

import threading
from collections.abc import Callable, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal

from qdrant.cloud.client import _settings
from qdrant.cloud.client._call import Call, authorizes, closed
from qdrant.cloud.client._method import Method, RequestT, ResponseT
from qdrant.cloud.client._settings import Settings, Validator
from qdrant.cloud.client._transport import Metadata, Transport, Unsent
from qdrant.cloud.client.errors import ApiError
from qdrant.cloud.client.options import CallOptions, RetryPolicy

if TYPE_CHECKING:
    import grpc
    import httpx
    from typing_extensions import Self


class BaseClient:
    """Makes calls over a transport. It is safe to share between threads."""

    def __init__(
        self,
        api_key: str | None = None,
        *,
        token: str | Callable[[], str] | None = None,
        account_id: str | None = None,
        endpoint: str | None = None,
        transport: Literal["grpc", "rest"] | Transport | None = None,
        timeout: float | None = 30.0,
        retry: RetryPolicy | None = RetryPolicy(),
        user_agent: str | None = None,
        validator: Validator | None = None,
        insecure: bool = False,
        channel: "grpc.Channel | None" = None,
        channel_credentials: "grpc.ChannelCredentials | None" = None,
        channel_options: Sequence[tuple[str, Any]] = (),
        interceptors: Sequence[Any] = (),
        http_client: "httpx.Client | None" = None,
    ) -> None:
        """Make a client. It connects with the first call.

        Args:
            api_key: the management key, else that of the environment variable ``QDRANT_CLOUD_API_KEY``. An empty text calls
                anonymously, which few methods allow.
            token: a bearer token instead, or a function that returns one and is called for each attempt.
            account_id: the account of requests that name none, else that of ``QDRANT_CLOUD_ACCOUNT_ID``.
            endpoint: ``host:port`` for gRPC or ``https://host`` for REST, else that of ``QDRANT_CLOUD_ENDPOINT``, else production.
                ``http://`` is without TLS, for servers on this machine.
            transport: ``"grpc"`` or ``"rest"``, or an object that is a transport. REST needs the extra ``rest`` of the package.
            timeout: how many seconds a call may take with all its attempts, None for ever.
            retry: how failed calls are repeated, None for not at all.
            user_agent: what your program is called, as in ``terraform/1.9``; it is put before the name of the SDK.
            validator: a function that raises if a request is not valid, before it is sent, as ``protovalidate.validate`` does.
            insecure: connects to ``host:port`` without TLS, and allows ``http://`` to other machines. Everyone in between can
                read the key.
            channel: a channel of your own for gRPC. Closing the client does not close it.
            channel_credentials: how the channel trusts the server, for example ``grpc.ssl_channel_credentials(root)``.
            channel_options: further options of the channel, which win over those of the client.
            interceptors: interceptors of the channel, for example those of OpenTelemetry.
            http_client: a client of httpx of your own for REST. Closing the client does not close it.

        Raises:
            ConfigurationError: an argument or an environment variable is wrong.
        """
        self._settings = Settings(
            api_key=api_key, token=token, account_id=account_id, timeout=timeout, retry=retry, validator=validator
        )
        self._closed = threading.Event()
        if transport is None or isinstance(transport, str):
            kind = transport or ("grpc" if channel is not None else "rest" if http_client is not None else None)
            at = _settings.endpoint_of(endpoint, kind, insecure=insecure)
            agent = _settings.user_agent(user_agent)
            if at.transport == "rest":
                over_rest: Transport = _settings.rest().transport(at, agent, client=http_client)
                transport = over_rest
            else:
                from qdrant.cloud.client import _grpc

                transport = _grpc.transport(
                    at, agent, credentials=channel_credentials, options=channel_options, interceptors=interceptors, channel=channel
                )
        self._transport = transport
        self._settings.transport_name = transport.name

    def call(self, method: Method[RequestT, ResponseT], request: RequestT | None, options: CallOptions) -> ResponseT:
        """Make a call with all that the client adds to it; the methods of the services are made of this."""
        call = Call(self._settings, method, request, options)
        while not self._closed.is_set():
            try:
                metadata = self._authorized(call.metadata)
                response, trace_id = self._transport.call(method, call.request, metadata, call.begin())
            except (ApiError, Unsent) as error:
                failure = error
            else:
                call.succeeded(trace_id)
                return response
            if self._closed.is_set() or self._closed.wait(call.failed(failure)):
                break
        raise closed(method.path)

    def sleep(self, seconds: float) -> None:
        """Wait, but no longer than until the client is closed."""
        if self._closed.wait(seconds):
            raise closed()

    def _authorized(self, metadata: Metadata) -> Metadata:
        credentials = self._settings.credentials
        if credentials.source is None or authorizes(metadata):
            return metadata
        return (*metadata, credentials.bearer(credentials.source()))

    def close(self) -> None:
        """End the client and the calls that are under way. A second call does nothing."""
        self._closed.set()
        self._transport.close()

    def __enter__(self) -> "Self":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._settings!r}>"
