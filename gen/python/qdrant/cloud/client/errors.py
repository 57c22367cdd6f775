"""The exceptions of the client.

All are a ``QdrantCloudError``. What the API or the connection to it reports is an ``ApiError``, with a class for each code that
programs tell apart::

    try:
        client.clusters.get(request)
    except NotFoundError:
        ...
    except ApiError as error:
        log.error("%s (trace %s)", error, error.trace_id)
"""

import enum
from collections.abc import Iterable, Mapping
from datetime import timedelta
from typing import Any, NamedTuple

__all__ = [
    "AbortedError",
    "AlreadyExistsError",
    "ApiError",
    "CancelledError",
    "Code",
    "ConfigurationError",
    "DeadlineExceededError",
    "FailedPreconditionError",
    "FieldViolation",
    "InternalError",
    "InvalidArgumentError",
    "Link",
    "NotFoundError",
    "PermissionDeniedError",
    "QdrantCloudError",
    "ResourceExhaustedError",
    "UnauthenticatedError",
    "UnavailableError",
    "UnimplementedError",
    "WaitError",
    "WaitTimeoutError",
]


class Code(enum.IntEnum):
    """How a call ended, by the numbers of gRPC."""

    OK = 0
    CANCELLED = 1
    UNKNOWN = 2
    INVALID_ARGUMENT = 3
    DEADLINE_EXCEEDED = 4
    NOT_FOUND = 5
    ALREADY_EXISTS = 6
    PERMISSION_DENIED = 7
    RESOURCE_EXHAUSTED = 8
    FAILED_PRECONDITION = 9
    ABORTED = 10
    OUT_OF_RANGE = 11
    UNIMPLEMENTED = 12
    INTERNAL = 13
    UNAVAILABLE = 14
    DATA_LOSS = 15
    UNAUTHENTICATED = 16


class FieldViolation(NamedTuple):
    """What is wrong with one field of a request."""

    field: str
    """The path of the field, as in ``cluster.name``."""
    description: str
    rule_id: str = ""
    """The rule of protovalidate that is broken, as in ``string.uuid``; empty for checks of the server itself."""


class Link(NamedTuple):
    """A page that helps with an error."""

    description: str
    url: str


class QdrantCloudError(Exception):
    """The base of all exceptions of the client."""


class ConfigurationError(QdrantCloudError, ValueError):
    """The client cannot be made, or not used, with these settings."""


class ApiError(QdrantCloudError):
    """A call that failed. It never contains the key of the caller, and it can be pickled."""

    def __init__(
        self,
        code: Code,
        message: str = "",
        *,
        method: str = "",
        trace_id: str = "",
        violations: Iterable[FieldViolation] = (),
        retry_delay: timedelta | None = None,
        reason: str = "",
        domain: str = "",
        metadata: Mapping[str, str] | None = None,
        links: Iterable[Link] = (),
    ) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.method = method
        """The full name of the method, as in ``/qdrant.cloud.cluster.v1.ClusterService/GetCluster``."""
        self.trace_id = trace_id
        """What identifies the call for the support; empty if no answer came."""
        self.violations = tuple(violations)
        """The fields of the request that are wrong."""
        self.retry_delay = retry_delay
        """How long the API asks to wait before the call is repeated."""
        self.reason = reason
        """The reason for programs, as in ``PERMISSION_MISSING``, which is unique in ``domain``."""
        self.domain = domain
        self.metadata = dict(metadata or {})
        """What belongs to the reason, by name."""
        self.links = tuple(links)

    def __str__(self) -> str:
        about = ", ".join(part for part in (self.method, self.trace_id and f"trace {self.trace_id}") if part)
        text = f"{self.code.name}: {self.message}" if self.message else self.code.name
        if about:
            text += f" ({about})"
        for violation in self.violations:
            text += f"\n  {violation.field}: {violation.description}" if violation.field else f"\n  {violation.description}"
        return text

    def __repr__(self) -> str:
        return f"{type(self).__name__}({str(self)!r})"

    def to_dict(self) -> dict[str, Any]:
        """Return what is known as plain values, for logs in JSON."""
        return {
            "code": self.code.name,
            "message": self.message,
            "method": self.method,
            "trace_id": self.trace_id,
            "violations": [violation._asdict() for violation in self.violations],
            "retry_delay": None if self.retry_delay is None else self.retry_delay.total_seconds(),
            "reason": self.reason,
            "domain": self.domain,
            "metadata": dict(self.metadata),
            "links": [link._asdict() for link in self.links],
        }

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, self.__dict__.copy())


class CancelledError(ApiError):
    """The call was cancelled, for example because the client was closed. An asyncio task ends with its own ``CancelledError``."""


class InvalidArgumentError(ApiError):
    """The request breaks a rule of the contract; ``violations`` names the fields."""


class DeadlineExceededError(ApiError, TimeoutError):
    """There was no answer in time. A call that changes something may have succeeded."""


class NotFoundError(ApiError):
    """There is no such resource in this account."""


class AlreadyExistsError(ApiError):
    """There is a resource with this name or id."""


class PermissionDeniedError(ApiError):
    """The key lacks a permission in this account."""


class ResourceExhaustedError(ApiError):
    """A quota or a limit is used up; ``retry_delay`` says how long to wait, if waiting helps."""


class FailedPreconditionError(ApiError):
    """The resource is in a state that does not allow this."""


class AbortedError(ApiError):
    """Another change came in between."""


class UnimplementedError(ApiError):
    """The server does not know the method: the endpoint is wrong, or the API older than the SDK."""


class InternalError(ApiError):
    """The API failed."""


class UnavailableError(ApiError):
    """The API cannot be reached at the moment."""


class UnauthenticatedError(ApiError):
    """The key is missing, unknown or expired."""


class WaitError(QdrantCloudError):
    """What was waited for reached a state that does not lead to the wanted one any more."""

    def __init__(self, message: str, *, state: str = "", last: Any = None) -> None:
        super().__init__(message)
        self.state = state
        """The name of the last state, as in ``CLUSTER_PHASE_FAILED_TO_CREATE``."""
        self.last = last
        """The resource as it was read last, or None if it never was."""

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, (type(self), self.args, self.__dict__.copy())


class WaitTimeoutError(WaitError, TimeoutError):
    """The wanted state was not reached in time."""


_CLASSES: dict[Code, type[ApiError]] = {
    Code.CANCELLED: CancelledError,
    Code.INVALID_ARGUMENT: InvalidArgumentError,
    Code.DEADLINE_EXCEEDED: DeadlineExceededError,
    Code.NOT_FOUND: NotFoundError,
    Code.ALREADY_EXISTS: AlreadyExistsError,
    Code.PERMISSION_DENIED: PermissionDeniedError,
    Code.RESOURCE_EXHAUSTED: ResourceExhaustedError,
    Code.FAILED_PRECONDITION: FailedPreconditionError,
    Code.ABORTED: AbortedError,
    Code.UNIMPLEMENTED: UnimplementedError,
    Code.INTERNAL: InternalError,
    Code.UNAVAILABLE: UnavailableError,
    Code.UNAUTHENTICATED: UnauthenticatedError,
}


def api_error(code: Code, message: str, **details: Any) -> ApiError:
    """Return the exception of the class that belongs to a code."""
    return _CLASSES.get(code, ApiError)(code, message, **details)


def _restore(cls: type[Exception], args: tuple[Any, ...], state: dict[str, Any]) -> Exception:
    error = cls.__new__(cls, *args)
    error.args = args
    error.__dict__.update(state)
    return error
