"""A look at the data inside a cluster, made for the web application."""
from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload

DESCRIPTOR: _descriptor.FileDescriptor

class ListCollectionsRequest(_message.Message):
    """Names the cluster that ListCollections looks into."""
    __slots__ = ("account_id", "cluster_id")
    ACCOUNT_ID_FIELD_NUMBER: _ClassVar[int]
    CLUSTER_ID_FIELD_NUMBER: _ClassVar[int]
    account_id: str
    """The account that owns the cluster, as a UUID."""
    cluster_id: str
    """The UUID of the cluster whose collections are listed."""
    def __init__(self, account_id: _Optional[str] = ..., cluster_id: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["account_id", "cluster_id"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class ListCollectionsResponse(_message.Message):
    """The collections that exist in the cluster at the time of the call."""
    __slots__ = ("items",)
    ITEMS_FIELD_NUMBER: _ClassVar[int]
    items: _containers.RepeatedCompositeFieldContainer[CollectionInfo]
    """One entry for each collection; empty when the cluster holds none."""
    def __init__(self, items: _Optional[_Iterable[_Union[CollectionInfo, _Mapping]]] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["items"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...

class CollectionInfo(_message.Message):
    """CollectionInfo describes one collection in a cluster."""
    __slots__ = ("name",)
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    """The name by which the collection is addressed in the cluster; never empty."""
    def __init__(self, name: _Optional[str] = ...) -> None: ...
    def HasField(self, field_name: _NoReturn) -> bool: ...
    def ClearField(self, field_name: _Literal["name"]) -> None: ...
    def WhichOneof(self, oneof_group: _NoReturn) -> None: ...
