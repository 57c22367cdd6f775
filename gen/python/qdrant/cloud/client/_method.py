"""What a client knows of the methods of the contract. The generated modules have one ``Method`` for each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from google.protobuf.message import Message

RequestT = TypeVar("RequestT", bound="Message")
ResponseT = TypeVar("ResponseT", bound="Message")


class Method(Generic[RequestT, ResponseT]):
    """A unary method.

    Args:
        path: its name in gRPC: ``/package.Service/Method``.
        request: the class of its request.
        response: the class of its response.
        idempotent: whether a second call does no more than the first.
        anonymous: whether it needs no authentication.
        account: the path to the field of the request with the account, or empty.
        http: how it goes over REST, as verb and path: ``GET /api/cluster/v1/accounts/{account_id}/clusters``; empty if it does not.
        body: ``*`` if the request is the body, a field if that is, or empty.
        response_body: the field of the response that is sent, or empty for all of it.
    """

    __slots__ = ("account", "anonymous", "body", "http", "idempotent", "path", "request", "response", "response_body")

    def __init__(
        self,
        path: str,
        request: type[RequestT],
        response: type[ResponseT],
        *,
        idempotent: bool = False,
        anonymous: bool = False,
        account: str = "",
        http: str = "",
        body: str = "",
        response_body: str = "",
    ) -> None:
        self.path = path
        self.request = request
        self.response = response
        self.idempotent = idempotent
        self.anonymous = anonymous
        self.account = tuple(account.split(".")) if account else ()
        self.http = http
        self.body = body
        self.response_body = response_body

    def __repr__(self) -> str:
        return f"Method({self.path!r})"


class Listing:
    """Where the items of a list are.

    Args:
        items: the field of the response with the items.
        paged: whether the method has pages.
    """

    __slots__ = ("items", "paged")

    def __init__(self, items: str, *, paged: bool = False) -> None:
        self.items = items
        self.paged = paged


class Life:
    """How a resource tells where it is in its life.

    Args:
        resource: the field of the response with the resource, or with the list that it is in.
        phase: the path to its phase.
        success: the values of the phase with which waiting ends well.
        failure: the values that do not lead to success any more.
        listed: whether the resource is in a list, where it is found by its id.
    """

    __slots__ = ("failure", "listed", "phase", "resource", "success")

    def __init__(self, resource: str, phase: str, *, success: Iterable[int], failure: Iterable[int], listed: bool = False) -> None:
        self.resource = resource
        self.phase = tuple(phase.split("."))
        self.success = frozenset(success)
        self.failure = frozenset(failure)
        self.listed = listed

    def find(self, response: "Message", resource_id: str) -> Any:
        """Return the resource in a response, or None."""
        if not self.listed:
            return getattr(response, self.resource)
        return next((item for item in getattr(response, self.resource) if item.id == resource_id), None)

    def phase_of(self, resource: Any) -> int:
        """Return the phase of a resource."""
        for name in self.phase:
            resource = getattr(resource, name)
        return int(resource)

    def name_of(self, resource: "Message") -> str:
        """Return the name of the phase of a resource; its number if the SDK does not know it."""
        number = self.phase_of(resource)
        descriptor: Any = resource.DESCRIPTOR
        for name in self.phase[:-1]:
            descriptor = descriptor.fields_by_name[name].message_type
        value = descriptor.fields_by_name[self.phase[-1]].enum_type.values_by_number.get(number)
        return str(number) if value is None else str(value.name)
