from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class True(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ZERO_TRUE: _ClassVar[globals()['True']]
    False: _ClassVar[globals()['True']]
ZERO_TRUE: globals()['True']
False: globals()['True']

class Holder(_message.Message):
    __slots__ = ("none", "cls", "why")
    class Why(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        def: _ClassVar[Holder.Why]
    def: Holder.Why
    class In(_message.Message):
        __slots__ = ()
        class class(_message.Message):
            __slots__ = ("x",)
            X_FIELD_NUMBER: _ClassVar[int]
            x: str
            def __init__(self, x: _Optional[str] = ...) -> None: ...
        def __init__(self) -> None: ...
    NONE_FIELD_NUMBER: _ClassVar[int]
    CLS_FIELD_NUMBER: _ClassVar[int]
    WHY_FIELD_NUMBER: _ClassVar[int]
    none: globals()['None']
    cls: getattr(Holder.In, 'class')
    why: Holder.Why
    def __init__(self, none: _Optional[_Union[globals()['None'], _Mapping]] = ..., cls: _Optional[_Union[getattr(Holder.In, 'class'), _Mapping]] = ..., why: _Optional[_Union[Holder.Why, str]] = ...) -> None: ...

class None(_message.Message):
    __slots__ = ("text",)
    TEXT_FIELD_NUMBER: _ClassVar[int]
    text: str
    def __init__(self, text: _Optional[str] = ...) -> None: ...
