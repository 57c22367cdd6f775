"""A transport for unit tests, which calls functions instead of the API.

::

    fake = FakeTransport()
    fake.on("ListClusters", ListClustersResponse(items=[Cluster(name="search")]))
    client = Client("key", transport=fake)

``qdrant.cloud.emulator`` has a server that behaves as the API, for tests of more than single calls.
"""

import inspect
from collections.abc import Callable
from typing import Any, NamedTuple

from google.protobuf.message import Message

from qdrant.cloud.client._method import Method, RequestT, ResponseT
from qdrant.cloud.client._transport import Metadata
from qdrant.cloud.client.errors import ApiError, Code, api_error

__all__ = ["AsyncFakeTransport", "FakeCall", "FakeTransport", "failure"]


class FakeCall(NamedTuple):
    """An attempt that a fake transport got."""

    method: str
    """The full name, as in ``/qdrant.cloud.cluster.v1.ClusterService/ListClusters``."""
    request: Message
    metadata: dict[str, str]
    timeout: float | None


Outcome = Message | ApiError | Callable[[Any], Message]
"""How an attempt ends: with a response, an error, or what a function of the request returns or raises."""


def failure(code: Code, message: str = "", **details: Any) -> ApiError:
    """Return the error of a code, in the class that the API's own errors have."""
    return api_error(code, message, **details)


class _Script:
    """What a fake answers, and what it was asked."""

    name = "fake"

    def __init__(self) -> None:
        self.calls: list[FakeCall] = []
        """The attempts so far, the oldest first."""
        self.closed = False
        """Whether the client was closed."""
        self._outcomes: dict[str, list[Outcome]] = {}

    def on(self, method: str, *outcomes: Outcome) -> None:
        """Say how the next attempts of a method end, in this order; the last outcome stays.

        Args:
            method: the name of a method, as in ``ListClusters``, or with its service if another service has one of that name.
            outcomes: responses, errors or functions of the request.
        """
        if not outcomes:
            raise ValueError(f"say how {method} ends")
        self._outcomes[method] = list(outcomes)

    def _answer(self, method: Method[Any, Any], request: Message, metadata: Metadata, timeout: float | None) -> Any:
        self.calls.append(FakeCall(method.path, request, dict(metadata), timeout))
        service, _, name = method.path[1:].partition("/")
        outcomes = self._outcomes.get(method.path) or self._outcomes.get(f"{service.rpartition('.')[2]}/{name}") or self._outcomes.get(name)
        if outcomes is None:
            raise api_error(Code.UNIMPLEMENTED, f"say how {name} ends, with on({name!r}, ...)", method=method.path)
        outcome = outcomes.pop(0) if len(outcomes) > 1 else outcomes[0]
        if isinstance(outcome, ApiError):
            raise outcome
        return outcome(request) if callable(outcome) else outcome


class FakeTransport(_Script):
    """A transport for ``Client``."""

    def call(
        self, method: Method[RequestT, ResponseT], request: RequestT, metadata: Metadata, timeout: float | None
    ) -> tuple[ResponseT, str]:
        return self._answer(method, request, metadata, timeout), ""

    def close(self) -> None:
        self.closed = True


class AsyncFakeTransport(_Script):
    """A transport for ``AsyncClient``. Its functions may be coroutine functions."""

    async def call(
        self, method: Method[RequestT, ResponseT], request: RequestT, metadata: Metadata, timeout: float | None
    ) -> tuple[ResponseT, str]:
        answer = self._answer(method, request, metadata, timeout)
        return (await answer if inspect.isawaitable(answer) else answer), ""

    async def close(self) -> None:
        self.closed = True
