"""What a client needs of a transport."""

from collections.abc import Sequence
from typing import Protocol

from qdrant.cloud.client._method import Method, RequestT, ResponseT
from qdrant.cloud.client.errors import ApiError

Metadata = Sequence[tuple[str, str]]


class Unsent(Exception):
    """No connection could be made, so the request was never sent. It carries the error for the caller."""

    def __init__(self, error: ApiError) -> None:
        super().__init__(error.message)
        self.error = error


class Transport(Protocol):
    """Sends single attempts of calls. It raises ``ApiError``, or ``Unsent`` if nothing left this machine."""

    @property
    def name(self) -> str:
        """What logs call it."""
        ...

    def call(
        self, method: Method[RequestT, ResponseT], request: RequestT, metadata: Metadata, timeout: float | None
    ) -> tuple[ResponseT, str]:
        """Make one attempt; return the response, and the trace id if the server says one."""
        ...

    def close(self) -> None:
        """End the connection and the calls that are under way."""
        ...


class AsyncTransport(Protocol):
    """The same for asyncio."""

    @property
    def name(self) -> str:
        """What logs call it."""
        ...

    async def call(
        self, method: Method[RequestT, ResponseT], request: RequestT, metadata: Metadata, timeout: float | None
    ) -> tuple[ResponseT, str]:
        """Make one attempt; return the response, and the trace id if the server says one."""
        ...

    async def close(self) -> None:
        """End the connection and the calls that are under way."""
        ...
