"""The transports over REST. They need httpx, which the extra ``rest`` of the package brings."""

import asyncio
import socket
import time
import weakref
from collections.abc import Mapping
from typing import Any

import httpx

from qdrant.cloud.client import _fork, _rest
from qdrant.cloud.client._call import closed
from qdrant.cloud.client._endpoint import Endpoint
from qdrant.cloud.client._method import Method, RequestT, ResponseT
from qdrant.cloud.client._transport import Metadata, Unsent
from qdrant.cloud.client.errors import ApiError, Code, api_error


class _Deadline(dict[str, float]):
    """The time-outs of a request, which are those of single steps. Each step gets what is left of the whole."""

    def __init__(self, timeout: float) -> None:
        super().__init__(dict.fromkeys(("connect", "read", "write", "pool"), timeout))
        self.end = time.monotonic() + timeout

    def get(self, key: str, default: Any = None) -> float:
        return max(self.end - time.monotonic(), 0.001)

    __getitem__ = get


def _failure(method: Method[Any, Any], error: httpx.HTTPError) -> ApiError | Unsent:
    """Return the exception for a request that got no answer. It does not hold the request, whose headers have the key."""
    what = f"{type(error).__name__}: {error}"
    if isinstance(error, httpx.ConnectError):
        return Unsent(api_error(Code.UNAVAILABLE, f"no connection could be made: {what}", method=method.path))
    if isinstance(error, httpx.TimeoutException):
        return api_error(Code.DEADLINE_EXCEEDED, f"there was no answer in time: {what}", method=method.path)
    return api_error(Code.UNAVAILABLE, f"the connection was lost: {what}", method=method.path)


class _Rest:
    """What both transports share."""

    name = "rest"

    def __init__(self, endpoint: Endpoint, user_agent: str) -> None:
        self._url = endpoint.url
        # No proxy is between this machine and itself. Redirects are not followed, because the key is for this host alone.
        self._client_options: dict[str, Any] = {"trust_env": not endpoint.local, "follow_redirects": False, "timeout": None}
        self._headers = {"user-agent": user_agent, "accept": "application/json"}

    def _request(self, method: Method[Any, Any], request: Any, metadata: Metadata, timeout: float | None) -> httpx.Request:
        verb, target, body = _rest.encode(method, request)
        headers = [*self._headers.items(), *metadata]
        if body is not None:
            headers.append(("content-type", "application/json"))
        return httpx.Request(
            verb,
            self._url + target,
            headers=headers,
            content=body,
            extensions={"timeout": {} if timeout is None else _Deadline(timeout)},
        )


class _Connections:
    """The sockets of a client, so that threads that wait for an answer notice its end: closing a socket does not wake them."""

    def __init__(self) -> None:
        self._streams: weakref.WeakSet[Any] = weakref.WeakSet()
        self._ended = False

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Keep what httpx connects; it calls this with each step of a request."""
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete", "proxy_stream.start_tls.complete"):
            self._streams.add(info["return_value"])
            if self._ended:
                _shut(info["return_value"])

    def end(self) -> None:
        """End all connections, and those that are about to be made."""
        self._ended = True
        for stream in list(self._streams):
            _shut(stream)


def _shut(stream: Any) -> None:
    try:
        stream.get_extra_info("socket").shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # It had ended already.


class _Body:
    """The body of an answer, as far as it is needed."""

    def __init__(self, method: Method[Any, Any], response: httpx.Response, end: float | None) -> None:
        self._method, self._end = method, end
        self._response = response
        self._chunks: list[bytes] = []
        self._size = 0

    def add(self, chunk: bytes) -> bool:
        """Add a chunk, and return whether the rest is wanted."""
        self._chunks.append(chunk)
        self._size += len(chunk)
        if self._response.is_success and self._size > _rest.MOST_BYTES:
            raise api_error(Code.RESOURCE_EXHAUSTED, f"the answer has more than {_rest.MOST_BYTES} bytes", method=self._method.path)
        if self._end is not None and time.monotonic() > self._end:
            raise api_error(Code.DEADLINE_EXCEEDED, "there was no whole answer in time", method=self._method.path)
        return self._response.is_success or self._size < _rest.MOST_ERROR_BYTES

    def result(self) -> tuple[Any, str]:
        """Return the response and the trace id, or raise the error."""
        content, headers = b"".join(self._chunks), self._response.headers
        if not self._response.is_success:
            raise _rest.error_of(self._method.path, self._response.status_code, headers, content[: _rest.MOST_ERROR_BYTES])
        return _rest.decode(self._method, content), _rest.trace_of(headers)


class RestTransport(_Rest):
    """Calls over a client of httpx."""

    def __init__(self, endpoint: Endpoint, user_agent: str, client: httpx.Client | None) -> None:
        super().__init__(endpoint, user_agent)
        self._owned, self._closed = client is None, False
        self._connections = _Connections()
        # Made here and not with the first call, because it reads all certificates that are trusted.
        self._client = client or httpx.Client(**self._client_options)
        _fork.forgets(self)

    def call(
        self, method: Method[RequestT, ResponseT], request: RequestT, metadata: Metadata, timeout: float | None
    ) -> tuple[ResponseT, str]:
        sent = self._request(method, request, metadata, timeout)
        sent.extensions["trace"] = self._connections.trace
        end = None if timeout is None else time.monotonic() + timeout
        try:
            answer = self._client.send(sent, stream=True, follow_redirects=False)
            try:
                body = _Body(method, answer, end)
                for chunk in answer.iter_bytes():
                    if not body.add(chunk):
                        break
            finally:
                answer.close()
        except httpx.HTTPError as error:
            failure = closed(method.path) if self._closed else _failure(method, error)
        except RuntimeError:
            if not self._closed:
                raise
            failure = closed(method.path)  # What httpx raises for a client that is closed.
        else:
            return body.result()
        raise failure

    def close(self) -> None:
        self._closed = True
        if self._owned:
            self._connections.end()
            self._client.close()

    def forget(self) -> None:
        """Leave the connections to the process that made them: two would mix up their answers."""
        if self._owned:
            self._client, self._connections = httpx.Client(**self._client_options), _Connections()


class AsyncRestTransport(_Rest):
    """Calls over an asynchronous client of httpx, which belongs to the event loop of the first call."""

    def __init__(self, endpoint: Endpoint, user_agent: str, client: httpx.AsyncClient | None) -> None:
        super().__init__(endpoint, user_agent)
        self._owned = client is None
        self._client = client or httpx.AsyncClient(**self._client_options)
        self._loop: asyncio.AbstractEventLoop | None = None

    async def call(
        self, method: Method[RequestT, ResponseT], request: RequestT, metadata: Metadata, timeout: float | None
    ) -> tuple[ResponseT, str]:
        sent = self._request(method, request, metadata, timeout)
        try:
            body = await asyncio.wait_for(self._exchange(method, sent), timeout)
        except httpx.HTTPError as error:
            failure = _failure(method, error)
        except asyncio.TimeoutError:
            failure = api_error(Code.DEADLINE_EXCEEDED, "there was no answer in time", method=method.path)
        else:
            return body.result()
        raise failure

    async def _exchange(self, method: Method[Any, Any], sent: httpx.Request) -> _Body:
        answer = await self._opened().send(sent, stream=True, follow_redirects=False)
        try:
            body = _Body(method, answer, None)
            async for chunk in answer.aiter_bytes():
                if not body.add(chunk):
                    break
        finally:
            await answer.aclose()
        return body

    def _opened(self) -> httpx.AsyncClient:
        loop = asyncio.get_running_loop()
        if self._owned and self._loop not in (None, loop):
            # The connections of another loop, which has usually ended with asyncio.run, are of no use here.
            self._client = httpx.AsyncClient(**self._client_options)
        self._loop = loop
        return self._client

    async def close(self) -> None:
        if self._owned and self._loop in (None, asyncio.get_running_loop()):
            await self._client.aclose()


def transport(endpoint: Endpoint, user_agent: str, *, client: httpx.Client | None) -> RestTransport:
    """Return the transport to an endpoint, over a client of the caller's if there is one."""
    return RestTransport(endpoint, user_agent, client)


def async_transport(endpoint: Endpoint, user_agent: str, *, client: httpx.AsyncClient | None) -> AsyncRestTransport:
    """Return the transport for asyncio to an endpoint, over a client of the caller's if there is one."""
    return AsyncRestTransport(endpoint, user_agent, client)
