"""The options of calls."""

from collections.abc import Sequence
from typing import NamedTuple, TypedDict

__all__ = ["CallOptions", "RetryPolicy", "WaitOptions"]


class RetryPolicy(NamedTuple):
    """How failed calls are repeated.

    A call is repeated where that is safe: if the API cannot be reached and the method is idempotent, if the API says how long to
    wait, and, for every method, if no connection could be made, so that the request was never sent. The pause is random, up to a
    limit that grows with each attempt.
    """

    max_attempts: int = 4
    """How often a call is made, the first time included; 1 never repeats it."""
    initial_backoff: float = 0.1
    """The limit of the first pause, in seconds."""
    max_backoff: float = 5.0
    """The highest limit of a pause, in seconds."""
    multiplier: float = 2.0
    """How the limit grows."""


class CallOptions(TypedDict, total=False):
    """What can be said for a single call, as keyword arguments of every method."""

    timeout: float | None
    """How many seconds the call may take, with all its attempts; None for ever. The default is that of the client."""
    retry: RetryPolicy | None
    """How the call is repeated, None for not at all. The default is that of the client."""
    metadata: Sequence[tuple[str, str]]
    """Further metadata: headers of the request. An ``authorization`` takes the place of the client's."""


class WaitOptions(TypedDict, total=False):
    """What can be said for a wait, as keyword arguments."""

    timeout: float | None
    """How many seconds to wait, None for ever. The default is 30 minutes."""
    interval: float
    """The first pause between two looks, in seconds. The default is 1."""
    max_interval: float
    """The longest pause between two looks, in seconds. The default is 10."""
    retry: RetryPolicy | None
    """How each look is repeated, as for other calls."""
    metadata: Sequence[tuple[str, str]]
    """Further metadata of each look."""
