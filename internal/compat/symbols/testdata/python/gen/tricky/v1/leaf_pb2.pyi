from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf.internal import python_message as _python_message
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional

DESCRIPTOR: _descriptor.FileDescriptor

class LeafKind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    LEAF_KIND_A: _ClassVar[LeafKind]
    _LEAF_HIDDEN: _ClassVar[LeafKind]
LEAF_KIND_A: LeafKind
_LEAF_HIDDEN: LeafKind
LEAF_EXT_FIELD_NUMBER: _ClassVar[int]
leaf_ext: _descriptor.FieldDescriptor

class Leaf(_message.Message):
    __slots__ = ("name",)
    Extensions: _python_message._ExtensionDict
    class Color(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        RED: _ClassVar[Leaf.Color]
    RED: Leaf.Color
    NAME_FIELD_NUMBER: _ClassVar[int]
    name: str
    def __init__(self, name: _Optional[str] = ...) -> None: ...

class _Private(_message.Message):
    __slots__ = ("x",)
    X_FIELD_NUMBER: _ClassVar[int]
    x: str
    def __init__(self, x: _Optional[str] = ...) -> None: ...
