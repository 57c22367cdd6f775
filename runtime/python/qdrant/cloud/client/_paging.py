"""Lists, item by item and page by page."""

from collections.abc import AsyncIterator, Callable, Coroutine, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from qdrant.cloud.client._method import Listing
from qdrant.cloud.client.errors import QdrantCloudError

if TYPE_CHECKING:
    from google.protobuf.message import Message

ItemT = TypeVar("ItemT")


class Page(Generic[ItemT]):
    """One page of a list."""

    __slots__ = ("items", "next_page_token", "response", "total_size")

    def __init__(self, items: Sequence[ItemT], total_size: int | None, next_page_token: str, response: "Message") -> None:
        self.items = items
        self.total_size = total_size
        """How many items there are in all pages; None if the API does not say it."""
        self.next_page_token = next_page_token
        """What the next page is asked for with; empty on the last one."""
        self.response = response
        """The answer that the page is from."""


class _Walk:
    """The way through the pages of a list: the requests, and what is in the answers."""

    def __init__(self, listing: Listing, request: Any, page_size: int | None) -> None:
        self._listing = listing
        self.request = type(request)()
        self.request.CopyFrom(request)
        if listing.paged and page_size is not None:
            self.request.page_size = page_size
        self.ended = False

    def page(self, response: Any) -> Page[Any]:
        """Return the page in an answer, and make the request that of the next page."""
        items = getattr(response, self._listing.items)
        token = response.next_page_token if self._listing.paged else ""
        total = _total(response) if self._listing.paged else len(items)
        if token and token == self.request.page_token:
            raise QdrantCloudError(f"the list would never end: the page after the token {token[:100]!r} has the same token")
        if token:
            self.request.page_token = token
        self.ended = not token
        return Page(items, total, token, response)


def _total(response: Any) -> int | None:
    field = response.DESCRIPTOR.fields_by_name.get("total_size")
    if field is None or (field.has_presence and not response.HasField("total_size")):
        return None
    return int(response.total_size)


class Items(Generic[ItemT]):
    """The items of a list, which are read page by page while you go through them. Each ``for`` begins anew."""

    def __init__(self, call: Callable[[Any], Any], listing: Listing, request: "Message", page_size: int | None) -> None:
        self._call = call
        self._from = (listing, request, page_size)

    def pages(self) -> Iterator[Page[ItemT]]:
        """Go through the pages. They also tell how many items there are in all."""
        walk = _Walk(*self._from)
        while not walk.ended:
            yield walk.page(self._call(walk.request))

    def __iter__(self) -> Iterator[ItemT]:
        for page in self.pages():
            yield from page.items


class AsyncItems(Generic[ItemT]):
    """The items of a list, which are read page by page while you go through them. Each ``async for`` begins anew."""

    def __init__(self, call: Callable[[Any], Coroutine[Any, Any, Any]], listing: Listing, request: "Message", page_size: int | None) -> None:
        self._call = call
        self._from = (listing, request, page_size)

    async def pages(self) -> AsyncIterator[Page[ItemT]]:
        """Go through the pages. They also tell how many items there are in all."""
        walk = _Walk(*self._from)
        while not walk.ended:
            yield walk.page(await self._call(walk.request))

    async def __aiter__(self) -> AsyncIterator[ItemT]:
        async for page in self.pages():
            for item in page.items:
                yield item
