from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Closed(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    CLOSED_ONE: _ClassVar[Closed]
CLOSED_ONE: Closed

class Ed(_message.Message):
    __slots__ = ("explicit_bool", "implicit_bool", "required_bool", "s", "child", "in_oneof", "child2")
    class Child2(_message.Message):
        __slots__ = ("x",)
        X_FIELD_NUMBER: _ClassVar[int]
        x: int
        def __init__(self, x: _Optional[int] = ...) -> None: ...
    EXPLICIT_BOOL_FIELD_NUMBER: _ClassVar[int]
    IMPLICIT_BOOL_FIELD_NUMBER: _ClassVar[int]
    REQUIRED_BOOL_FIELD_NUMBER: _ClassVar[int]
    S_FIELD_NUMBER: _ClassVar[int]
    CHILD_FIELD_NUMBER: _ClassVar[int]
    IN_ONEOF_FIELD_NUMBER: _ClassVar[int]
    CHILD2_FIELD_NUMBER: _ClassVar[int]
    explicit_bool: bool
    implicit_bool: bool
    required_bool: bool
    s: str
    child: Ed
    in_oneof: bool
    child2: Ed.Child2
    def __init__(self, explicit_bool: bool = ..., implicit_bool: bool = ..., required_bool: bool = ..., s: _Optional[str] = ..., child: _Optional[_Union[Ed, _Mapping]] = ..., in_oneof: bool = ..., child2: _Optional[_Union[Ed.Child2, _Mapping]] = ...) -> None: ...
