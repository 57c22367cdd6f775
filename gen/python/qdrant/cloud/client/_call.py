"""One call through all its attempts: what the synchronous client and the one for asyncio share."""

import logging
import time
from typing import Any, Generic

from qdrant.cloud.client import _retry
from qdrant.cloud.client._credentials import KEY_VARIABLE
from qdrant.cloud.client._method import Method, RequestT, ResponseT
from qdrant.cloud.client._settings import Settings
from qdrant.cloud.client._transport import Metadata, Unsent
from qdrant.cloud.client.errors import ApiError, Code, api_error
from qdrant.cloud.client.options import CallOptions

logger = logging.getLogger("qdrant.cloud.client")
"""The log of the client: one record for each attempt, at level DEBUG. It shows no metadata, so no key."""


class Call(Generic[RequestT, ResponseT]):
    """A call. Its client makes attempts until one succeeds or ``failed`` raises the error."""

    __slots__ = ("_attempt", "_deadline", "_policy", "_settings", "_started", "metadata", "method", "request")

    def __init__(self, settings: Settings, method: Method[RequestT, ResponseT], request: RequestT | None, options: CallOptions) -> None:
        self.method = method
        self._settings = settings
        timeout = settings.timeout if "timeout" not in options else options["timeout"]
        self._started = time.monotonic()
        self._deadline = None if timeout is None else self._started + timeout
        self._policy = settings.retry if "retry" not in options else options["retry"]
        self._attempt = 1
        self.request = request = self._complete(request)
        self.metadata = settings.metadata
        if "metadata" in options:
            further = tuple(options["metadata"])
            self.metadata = further if authorizes(further) else (*self.metadata, *further)
        if settings.credentials.anonymous and not method.anonymous and not authorizes(self.metadata):
            raise self._local(Code.UNAUTHENTICATED, f"the method needs a key: set the environment variable {KEY_VARIABLE}, or give api_key")
        if settings.validator is not None:
            self._validate(request)

    def _complete(self, request: RequestT | None) -> RequestT:
        """Return the request with the default account; the caller's own message stays as it is."""
        method = self.method
        if request is None:
            request = method.request()
        elif type(request) is not method.request:
            raise TypeError(f"{method.path} takes a {method.request.__name__}, not a {type(request).__name__}")
        if not self._settings.account_id or not method.account:
            return request
        *around, field = method.account
        holder: Any = request
        for name in around:
            if not holder.HasField(name):
                return request  # There is nothing to fill in, and an empty message is another request.
            holder = getattr(holder, name)
        if getattr(holder, field):
            return request
        completed = method.request()
        completed.CopyFrom(request)
        holder = completed
        for name in around:
            holder = getattr(holder, name)
        setattr(holder, field, self._settings.account_id)
        return completed

    def _validate(self, request: RequestT) -> None:
        try:
            self._settings.validator(request)  # type: ignore[misc]
        except Exception as refused:
            from qdrant.cloud.client._details import of_validator

            error = self._local(Code.INVALID_ARGUMENT, f"the request is not valid: {refused}", **of_validator(refused))
        else:
            return
        raise error

    def _local(self, code: Code, message: str, **details: Any) -> ApiError:
        return api_error(code, message, method=self.method.path, **details)

    def begin(self) -> float | None:
        """Note the start of an attempt, and return how many seconds it may take; None for any time."""
        self._started = time.monotonic()
        if self._deadline is None:
            return None
        left = self._deadline - self._started
        if left <= 0:
            raise self._local(Code.DEADLINE_EXCEEDED, "the deadline has passed")
        return left

    def succeeded(self, trace_id: str) -> None:
        """Note the end of an attempt with an answer."""
        self._settings.budget.succeeded()
        if logger.isEnabledFor(logging.DEBUG):
            self._log(Code.OK, trace_id)

    def failed(self, failure: ApiError | Unsent) -> float:
        """Note the end of an attempt without an answer. Return how many seconds to wait for the next one, or raise the error."""
        error = failure.error if isinstance(failure, Unsent) else failure
        self._settings.redact(error)
        if logger.isEnabledFor(logging.DEBUG):
            self._log(error.code, error.trace_id)
        policy = self._policy
        if policy is None or not _retry.may_repeat(error, self.method.idempotent, isinstance(failure, Unsent)):
            raise error from None
        if not self._settings.budget.failed() or self._attempt >= policy.max_attempts:
            raise error from None
        pause = _retry.pause(policy, self._attempt, error)
        if self._deadline is not None and time.monotonic() + pause >= self._deadline:
            raise error from None
        self._attempt += 1
        return pause

    def _log(self, code: Code, trace_id: str) -> None:
        duration = time.monotonic() - self._started
        logger.debug(
            "%s attempt %d over %s: %s after %.0f ms%s",
            self.method.path,
            self._attempt,
            self._settings.transport_name,
            code.name,
            duration * 1000,
            f", trace {trace_id}" if trace_id else "",
            extra={
                "qdrant_method": self.method.path,
                "qdrant_attempt": self._attempt,
                "qdrant_transport": self._settings.transport_name,
                "qdrant_code": code.name,
                "qdrant_duration": duration,
                "qdrant_trace_id": trace_id,
            },
        )


def closed(method: str = "") -> ApiError:
    """Return the error of a call that the end of its client has ended."""
    return api_error(Code.CANCELLED, "the client is closed", method=method)


def authorizes(metadata: Metadata) -> bool:
    """Return whether metadata say who calls."""
    return any(name.lower() == "authorization" for name, _ in metadata)
