from tricky.v1 import leaf_pb2 as _leaf_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union
from tricky.v1.leaf_pb2 import Leaf as Leaf
from tricky.v1.leaf_pb2 import _Private as _Private
from tricky.v1.leaf_pb2 import LeafKind as LeafKind

DESCRIPTOR: _descriptor.FileDescriptor
LEAF_EXT_FIELD_NUMBER: _ClassVar[int]
leaf_ext: _descriptor.FieldDescriptor
LEAF_KIND_A: _leaf_pb2.LeafKind
_LEAF_HIDDEN: _leaf_pb2.LeafKind

class Middle(_message.Message):
    __slots__ = ("leaf",)
    LEAF_FIELD_NUMBER: _ClassVar[int]
    leaf: _leaf_pb2.Leaf
    def __init__(self, leaf: _Optional[_Union[_leaf_pb2.Leaf, _Mapping]] = ...) -> None: ...
