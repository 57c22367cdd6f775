"""Field masks of updates."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from google.protobuf.field_mask_pb2 import FieldMask
    from google.protobuf.message import Message


__all__ = ["changes"]


def changes(before: "Message", after: "Message") -> "FieldMask":
    """Return the mask of what differs between two versions of a message, for the ``update_mask`` of an update.

    It names the fields that changed inside messages that both versions have. Lists, maps, and types such as ``Timestamp`` are named
    as a whole::

        before = client.clusters.get(request).cluster
        after = Cluster()
        after.CopyFrom(before)
        after.name = "search"
        client.clusters.update(UpdateClusterRequest(cluster=after, update_mask=changes(before, after)))

    A mask without paths means that nothing differs. Don't send it: an update with an empty mask replaces the whole resource.
    """
    if type(before) is not type(after):
        raise TypeError(f"these are messages of two types, {type(before).__name__} and {type(after).__name__}")
    from google.protobuf.field_mask_pb2 import FieldMask

    return FieldMask(paths=_paths(before, after))


def _paths(before: "Message", after: "Message") -> Iterator[str]:
    for field in before.DESCRIPTOR.fields:
        old, new = getattr(before, field.name), getattr(after, field.name)
        if field.has_presence and before.HasField(field.name) != after.HasField(field.name):
            yield field.name
        elif field.message_type is not None and field.has_presence and not _whole(field):
            yield from (f"{field.name}.{path}" for path in _paths(old, new))
        elif not _equal(old, new):
            yield field.name


def _whole(field: Any) -> bool:
    """Return whether a message is one value, as those of protobuf itself are."""
    return bool(field.message_type.file.package == "google.protobuf")


def _equal(old: Any, new: Any) -> bool:
    # A NaN differs from itself.
    return bool(old == new) or (isinstance(old, float) and old != old and new != new)
