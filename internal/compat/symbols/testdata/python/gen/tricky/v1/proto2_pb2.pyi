from tricky.v1 import types_pb2 as _types_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf.internal import python_message as _python_message
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Kind2(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    KIND2_A: _ClassVar[Kind2]
    KIND2_B: _ClassVar[Kind2]
KIND2_A: Kind2
KIND2_B: Kind2
TOP_EXT_FIELD_NUMBER: _ClassVar[int]
top_ext: _descriptor.FieldDescriptor
KINDEXT_FIELD_NUMBER: _ClassVar[int]
kindExt: _descriptor.FieldDescriptor

class Two(_message.Message):
    __slots__ = ("must", "may", "result", "item")
    Extensions: _python_message._ExtensionDict
    class Result(_message.Message):
        __slots__ = ("url",)
        URL_FIELD_NUMBER: _ClassVar[int]
        url: str
        def __init__(self, url: _Optional[str] = ...) -> None: ...
    class Item(_message.Message):
        __slots__ = ("n",)
        N_FIELD_NUMBER: _ClassVar[int]
        n: int
        def __init__(self, n: _Optional[int] = ...) -> None: ...
    NESTED_EXT_FIELD_NUMBER: _ClassVar[int]
    nested_ext: _descriptor.FieldDescriptor
    SCALARS_EXT_FIELD_NUMBER: _ClassVar[int]
    scalars_ext: _descriptor.FieldDescriptor
    MUST_FIELD_NUMBER: _ClassVar[int]
    MAY_FIELD_NUMBER: _ClassVar[int]
    RESULT_FIELD_NUMBER: _ClassVar[int]
    ITEM_FIELD_NUMBER: _ClassVar[int]
    must: str
    may: bool
    result: Two.Result
    item: _containers.RepeatedCompositeFieldContainer[Two.Item]
    def __init__(self, must: _Optional[str] = ..., may: bool = ..., result: _Optional[_Union[Two.Result, _Mapping]] = ..., item: _Optional[_Iterable[_Union[Two.Item, _Mapping]]] = ...) -> None: ...
