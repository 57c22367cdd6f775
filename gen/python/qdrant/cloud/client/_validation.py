"""What a validator says of a request, as details of an error."""

from typing import Any

from qdrant.cloud.client._details import Details, from_violations


def details_of(refused: Exception) -> Details:
    """Return the violations in the exception of a validator, where it has them as protovalidate has."""
    to_proto: Any = getattr(refused, "to_proto", None)
    if not callable(to_proto):
        return {}
    violations: Any = to_proto()
    # protovalidate has messages of a runtime of its own.
    encode = getattr(violations, "to_binary", None) or violations.SerializeToString
    return from_violations(encode())
