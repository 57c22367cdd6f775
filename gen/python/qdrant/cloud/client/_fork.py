"""Keeps child processes from using the connections of their parent."""

import os
import weakref
from typing import Protocol


class Forgetful(Protocol):
    """A transport whose connections do not outlast a fork."""

    def forget(self) -> None:
        """Leave the connections to the process that made them; the next call makes others."""
        ...


_transports: "weakref.WeakSet[Forgetful]" = weakref.WeakSet()


def forgets(transport: Forgetful) -> None:
    """Have a transport forget its connections in child processes."""
    _transports.add(transport)


def _after_fork() -> None:
    for transport in list(_transports):
        transport.forget()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_after_fork)
