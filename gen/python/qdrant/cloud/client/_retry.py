"""Decides whether a call is repeated, and when."""

import threading
from datetime import timedelta

from qdrant.cloud.client.errors import ApiError, Code
from qdrant.cloud.client.options import RetryPolicy

_LONGEST_DELAY = timedelta(minutes=5)  # The API may ask to come back tomorrow. A call is not what waits for that.


class Budget:
    """The tokens of a client's retries, so that many failing calls do not become many more (gRPC's retry throttling).

    Each failure takes a token and each success gives a part of one back. Nothing is repeated unless more than half are left.
    """

    _MOST = 10.0
    _RATIO = 0.1

    def __init__(self) -> None:
        self._tokens = self._MOST
        self._lock = threading.Lock()

    def succeeded(self) -> None:
        if self._tokens < self._MOST:
            with self._lock:
                self._tokens = min(self._tokens + self._RATIO, self._MOST)

    def failed(self) -> bool:
        """Take a token, and return whether there is a budget for another attempt."""
        with self._lock:
            self._tokens = max(self._tokens - 1, 0.0)
            return self._tokens > self._MOST / 2


def may_repeat(error: ApiError, idempotent: bool, unsent: bool) -> bool:
    """Return whether a second attempt is safe, and can be expected to do better."""
    if error.retry_delay is not None and error.retry_delay > _LONGEST_DELAY:
        return False
    if unsent:
        return True
    if not idempotent:
        return False
    return error.code is Code.UNAVAILABLE or (error.code is Code.RESOURCE_EXHAUSTED and error.retry_delay is not None)


def pause(policy: RetryPolicy, attempt: int, error: ApiError) -> float:
    """Return how many seconds to wait after the attempt with this number: what the API says, else a random time."""
    if error.retry_delay is not None:
        return error.retry_delay.total_seconds()
    import random  # It brings hashlib, which few programs need before a call has failed.

    # The exponent is bounded, because a policy may allow any number of attempts.
    limit = policy.initial_backoff * policy.multiplier ** min(attempt - 1, 64)
    return random.uniform(0.0, min(limit, policy.max_backoff))
