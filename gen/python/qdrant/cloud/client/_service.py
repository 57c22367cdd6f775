"""What the generated classes of services have in common."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from qdrant.cloud.client._async import BaseAsyncClient
from qdrant.cloud.client._method import Life, Listing, Method
from qdrant.cloud.client._paging import AsyncItems, Items
from qdrant.cloud.client._sync import BaseClient
from qdrant.cloud.client._waiting import Waiting
from qdrant.cloud.client.errors import ApiError
from qdrant.cloud.client.options import CallOptions, WaitOptions


if TYPE_CHECKING:
    # The mark by which editors and type checkers warn (PEP 702).
    from typing_extensions import deprecated as deprecated
else:

    def deprecated(message: str) -> Any:
        """Return what leaves a function as it is: at run time nothing is said."""
        return lambda function: function


class Service:
    """The methods of a service, over a client."""

    def __init__(self, client: BaseClient) -> None:
        self._client = client
        self._call = client.call

    def _all(self, method: Method[Any, Any], listing: Listing, request: Any, page_size: int | None, options: CallOptions) -> Items[Any]:
        return Items(lambda page: self._call(method, page, options), listing, method.request() if request is None else request, page_size)

    def _wait(
        self,
        method: Method[Any, Any],
        life: Life,
        request: Any,
        options: WaitOptions,
        *,
        resource_id: str = "",
        until: Collection[int] | None = None,
        on_progress: Callable[[Any], object] | None = None,
    ) -> Any:
        waiting = Waiting(method, life, options, resource_id=resource_id, until=until, on_progress=on_progress)
        while (resource := waiting.reached(self._call(method, request, waiting.options))) is None:
            self._client.sleep(waiting.pause())
        return resource

    def _wait_gone(
        self,
        method: Method[Any, Any],
        life: Life,
        request: Any,
        options: WaitOptions,
        *,
        resource_id: str = "",
        on_progress: Callable[[Any], object] | None = None,
    ) -> None:
        waiting = Waiting(method, life, options, resource_id=resource_id, on_progress=on_progress)
        while True:
            try:
                outcome = self._call(method, request, waiting.options)
            except ApiError as error:
                outcome = error
            if waiting.gone(outcome):
                return
            self._client.sleep(waiting.pause())


class AsyncService:
    """The methods of a service, over a client for asyncio."""

    def __init__(self, client: BaseAsyncClient) -> None:
        self._client = client
        self._call = client.call

    def _all(
        self, method: Method[Any, Any], listing: Listing, request: Any, page_size: int | None, options: CallOptions
    ) -> AsyncItems[Any]:
        return AsyncItems(lambda page: self._call(method, page, options), listing, method.request() if request is None else request, page_size)

    async def _wait(
        self,
        method: Method[Any, Any],
        life: Life,
        request: Any,
        options: WaitOptions,
        *,
        resource_id: str = "",
        until: Collection[int] | None = None,
        on_progress: Callable[[Any], object] | None = None,
    ) -> Any:
        waiting = Waiting(method, life, options, resource_id=resource_id, until=until, on_progress=on_progress)
        while (resource := waiting.reached(await self._call(method, request, waiting.options))) is None:
            await self._client.sleep(waiting.pause())
        return resource

    async def _wait_gone(
        self,
        method: Method[Any, Any],
        life: Life,
        request: Any,
        options: WaitOptions,
        *,
        resource_id: str = "",
        on_progress: Callable[[Any], object] | None = None,
    ) -> None:
        waiting = Waiting(method, life, options, resource_id=resource_id, on_progress=on_progress)
        while True:
            try:
                outcome = await self._call(method, request, waiting.options)
            except ApiError as error:
                outcome = error
            if waiting.gone(outcome):
                return
            await self._client.sleep(waiting.pause())
