"""Waits until a resource is where it should be, or gone."""

import time
from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Any

from qdrant.cloud.client._method import Life, Method
from qdrant.cloud.client.errors import ApiError, Code, WaitError, WaitTimeoutError, api_error
from qdrant.cloud.client.options import CallOptions, WaitOptions

if TYPE_CHECKING:
    from google.protobuf.message import Message

_GROWTH = 1.5
_JITTER = 0.2


class Waiting:
    """One wait, which is told what is seen and says how long to pause before the next look."""

    def __init__(
        self,
        method: Method[Any, Any],
        life: Life,
        options: WaitOptions,
        *,
        resource_id: str = "",
        until: Collection[int] | None = None,
        on_progress: Callable[[Any], object] | None = None,
    ) -> None:
        self._method, self._life, self._id = method, life, resource_id
        self._success = life.success if until is None else frozenset(until)
        self._failure = life.failure - self._success
        self._on_progress = on_progress
        timeout = options.get("timeout", 1800.0)
        self._deadline = None if timeout is None else time.monotonic() + timeout
        self._interval = options.get("interval", 1.0)
        self._longest = options.get("max_interval", 10.0)
        self._last: "Message | None" = None
        self.options: CallOptions = {}
        """The options of each look."""
        if "retry" in options:
            self.options["retry"] = options["retry"]
        if "metadata" in options:
            self.options["metadata"] = options["metadata"]

    def reached(self, response: "Message") -> Any:
        """Return the resource if it is where it should be, else None."""
        resource = self._life.find(response, self._id)
        if resource is None:
            raise api_error(Code.NOT_FOUND, f"there is none with the id {self._id!r} in the list", method=self._method.path)
        self._last = resource
        if self._on_progress is not None:
            self._on_progress(resource)
        phase = self._life.phase_of(resource)
        if phase in self._success:
            return resource
        if phase in self._failure:
            raise WaitError(f"waiting is in vain: {self._about()}", state=self._life.name_of(resource), last=resource)
        return None

    def gone(self, outcome: "Message | ApiError") -> bool:
        """Return whether the resource is not there any more, by the answer or the error of a look."""
        if isinstance(outcome, ApiError):
            if outcome.code is not Code.NOT_FOUND:
                raise outcome
            return True
        resource = self._life.find(outcome, self._id)
        if resource is None:
            return True
        self._last = resource
        if self._on_progress is not None:
            self._on_progress(resource)
        return False

    def pause(self) -> float:
        """Return how many seconds to wait before the next look. Raise the error if there is no time for one."""
        import random

        pause = self._interval * random.uniform(1 - _JITTER, 1 + _JITTER)
        self._interval = min(self._interval * _GROWTH, self._longest)
        if self._deadline is not None:
            left = self._deadline - time.monotonic()
            if left <= 0:
                state = "" if self._last is None else self._life.name_of(self._last)
                raise WaitTimeoutError(f"waited too long: {self._about()}", state=state, last=self._last)
            # The last look is at the end of the time.
            pause = min(pause, left)
        return pause

    def _about(self) -> str:
        last = self._last
        if last is None:
            return f"{self._method.path} showed nothing"
        reason = next((text for text in (getattr(_state(last, self._life), "reason", ""),) if text), "")
        return f"{last.DESCRIPTOR.name} {getattr(last, 'id', '')} is {self._life.name_of(last)}" + (f": {reason}" if reason else "")


def _state(resource: Any, life: Life) -> Any:
    """Return the message that has the phase."""
    for name in life.phase[:-1]:
        resource = getattr(resource, name)
    return resource
