from tricky.v1 import middle_pb2 as _middle_pb2
from tricky.v1 import leaf_pb2 as _leaf_pb2
from tricky.v1 import edition_2023_pb2 as _edition_2023_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from tricky.v1.middle_pb2 import Middle as Middle

DESCRIPTOR: _descriptor.FileDescriptor

class Top(_message.Message):
    __slots__ = ("leaf", "ed")
    LEAF_FIELD_NUMBER: _ClassVar[int]
    ED_FIELD_NUMBER: _ClassVar[int]
    leaf: _leaf_pb2.Leaf
    ed: _edition_2023_pb2.Ed
    def __init__(self, leaf: _Optional[_Union[_leaf_pb2.Leaf, _Mapping]] = ..., ed: _Optional[_Union[_edition_2023_pb2.Ed, _Mapping]] = ...) -> None: ...

class Middle(_message.Message):
    __slots__ = ("mine",)
    MINE_FIELD_NUMBER: _ClassVar[int]
    mine: int
    def __init__(self, mine: _Optional[int] = ...) -> None: ...
