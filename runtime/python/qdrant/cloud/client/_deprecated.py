"""The mark of what is deprecated, by which editors and type checkers warn (PEP 702)."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from typing_extensions import deprecated as deprecated
else:

    def deprecated(message: str) -> Any:
        """Return what leaves a function as it is: at run time nothing is said."""
        return lambda function: function
