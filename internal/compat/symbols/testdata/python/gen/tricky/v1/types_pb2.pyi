import datetime

from google.protobuf import timestamp_pb2 as _timestamp_pb2
from google.protobuf import duration_pb2 as _duration_pb2
from google.protobuf import struct_pb2 as _struct_pb2
from google.protobuf import wrappers_pb2 as _wrappers_pb2
from google.protobuf import any_pb2 as _any_pb2
from google.protobuf import field_mask_pb2 as _field_mask_pb2
from google.protobuf.internal import containers as _containers
from google.protobuf.internal import enum_type_wrapper as _enum_type_wrapper
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Iterable as _Iterable, Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class Alias(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
    __slots__ = ()
    ALIAS_UNSPECIFIED: _ClassVar[Alias]
    ALIAS_ONE: _ClassVar[Alias]
    ALIAS_UNO: _ClassVar[Alias]
ALIAS_UNSPECIFIED: Alias
ALIAS_ONE: Alias
ALIAS_UNO: Alias

class Scalars(_message.Message):
    __slots__ = ("a_double", "a_float", "a_int32", "a_int64", "a_uint32", "a_uint64", "a_sint32", "a_sint64", "a_fixed32", "a_fixed64", "a_sfixed32", "a_sfixed64", "a_bool", "a_string", "a_bytes", "kind", "self", "nested")
    class Kind(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        KIND_UNSPECIFIED: _ClassVar[Scalars.Kind]
        KIND_ONE: _ClassVar[Scalars.Kind]
    KIND_UNSPECIFIED: Scalars.Kind
    KIND_ONE: Scalars.Kind
    class Nested(_message.Message):
        __slots__ = ("kind", "deeper")
        class Deeper(_message.Message):
            __slots__ = ("yes",)
            YES_FIELD_NUMBER: _ClassVar[int]
            yes: bool
            def __init__(self, yes: bool = ...) -> None: ...
        KIND_FIELD_NUMBER: _ClassVar[int]
        DEEPER_FIELD_NUMBER: _ClassVar[int]
        kind: Scalars.Kind
        deeper: Scalars.Nested.Deeper
        def __init__(self, kind: _Optional[_Union[Scalars.Kind, str]] = ..., deeper: _Optional[_Union[Scalars.Nested.Deeper, _Mapping]] = ...) -> None: ...
    A_DOUBLE_FIELD_NUMBER: _ClassVar[int]
    A_FLOAT_FIELD_NUMBER: _ClassVar[int]
    A_INT32_FIELD_NUMBER: _ClassVar[int]
    A_INT64_FIELD_NUMBER: _ClassVar[int]
    A_UINT32_FIELD_NUMBER: _ClassVar[int]
    A_UINT64_FIELD_NUMBER: _ClassVar[int]
    A_SINT32_FIELD_NUMBER: _ClassVar[int]
    A_SINT64_FIELD_NUMBER: _ClassVar[int]
    A_FIXED32_FIELD_NUMBER: _ClassVar[int]
    A_FIXED64_FIELD_NUMBER: _ClassVar[int]
    A_SFIXED32_FIELD_NUMBER: _ClassVar[int]
    A_SFIXED64_FIELD_NUMBER: _ClassVar[int]
    A_BOOL_FIELD_NUMBER: _ClassVar[int]
    A_STRING_FIELD_NUMBER: _ClassVar[int]
    A_BYTES_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SELF_FIELD_NUMBER: _ClassVar[int]
    NESTED_FIELD_NUMBER: _ClassVar[int]
    a_double: float
    a_float: float
    a_int32: int
    a_int64: int
    a_uint32: int
    a_uint64: int
    a_sint32: int
    a_sint64: int
    a_fixed32: int
    a_fixed64: int
    a_sfixed32: int
    a_sfixed64: int
    a_bool: bool
    a_string: str
    a_bytes: bytes
    kind: Scalars.Kind
    self: Scalars
    nested: Scalars.Nested
    def __init__(self_, a_double: _Optional[float] = ..., a_float: _Optional[float] = ..., a_int32: _Optional[int] = ..., a_int64: _Optional[int] = ..., a_uint32: _Optional[int] = ..., a_uint64: _Optional[int] = ..., a_sint32: _Optional[int] = ..., a_sint64: _Optional[int] = ..., a_fixed32: _Optional[int] = ..., a_fixed64: _Optional[int] = ..., a_sfixed32: _Optional[int] = ..., a_sfixed64: _Optional[int] = ..., a_bool: bool = ..., a_string: _Optional[str] = ..., a_bytes: _Optional[bytes] = ..., kind: _Optional[_Union[Scalars.Kind, str]] = ..., self: _Optional[_Union[Scalars, _Mapping]] = ..., nested: _Optional[_Union[Scalars.Nested, _Mapping]] = ...) -> None: ...

class Optionals(_message.Message):
    __slots__ = ("a_bool", "an_int", "text", "kind", "scalars")
    A_BOOL_FIELD_NUMBER: _ClassVar[int]
    AN_INT_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    KIND_FIELD_NUMBER: _ClassVar[int]
    SCALARS_FIELD_NUMBER: _ClassVar[int]
    a_bool: bool
    an_int: int
    text: str
    kind: Scalars.Kind
    scalars: Scalars
    def __init__(self, a_bool: bool = ..., an_int: _Optional[int] = ..., text: _Optional[str] = ..., kind: _Optional[_Union[Scalars.Kind, str]] = ..., scalars: _Optional[_Union[Scalars, _Mapping]] = ...) -> None: ...

class Lists(_message.Message):
    __slots__ = ("bools", "texts", "kinds", "nested", "times", "durations")
    BOOLS_FIELD_NUMBER: _ClassVar[int]
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    NESTED_FIELD_NUMBER: _ClassVar[int]
    TIMES_FIELD_NUMBER: _ClassVar[int]
    DURATIONS_FIELD_NUMBER: _ClassVar[int]
    bools: _containers.RepeatedScalarFieldContainer[bool]
    texts: _containers.RepeatedScalarFieldContainer[str]
    kinds: _containers.RepeatedScalarFieldContainer[Scalars.Kind]
    nested: _containers.RepeatedCompositeFieldContainer[Scalars.Nested]
    times: _containers.RepeatedCompositeFieldContainer[_timestamp_pb2.Timestamp]
    durations: _containers.RepeatedCompositeFieldContainer[_duration_pb2.Duration]
    def __init__(self, bools: _Optional[_Iterable[bool]] = ..., texts: _Optional[_Iterable[str]] = ..., kinds: _Optional[_Iterable[_Union[Scalars.Kind, str]]] = ..., nested: _Optional[_Iterable[_Union[Scalars.Nested, _Mapping]]] = ..., times: _Optional[_Iterable[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]]] = ..., durations: _Optional[_Iterable[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]]] = ...) -> None: ...

class Maps(_message.Message):
    __slots__ = ("texts", "messages", "kinds", "times", "some_bytes")
    class TextsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    class MessagesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: int
        value: Scalars
        def __init__(self, key: _Optional[int] = ..., value: _Optional[_Union[Scalars, _Mapping]] = ...) -> None: ...
    class KindsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: bool
        value: Scalars.Kind
        def __init__(self, key: bool = ..., value: _Optional[_Union[Scalars.Kind, str]] = ...) -> None: ...
    class TimesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: _timestamp_pb2.Timestamp
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ...) -> None: ...
    class SomeBytesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: bytes
        def __init__(self, key: _Optional[str] = ..., value: _Optional[bytes] = ...) -> None: ...
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    KINDS_FIELD_NUMBER: _ClassVar[int]
    TIMES_FIELD_NUMBER: _ClassVar[int]
    SOME_BYTES_FIELD_NUMBER: _ClassVar[int]
    texts: _containers.ScalarMap[str, str]
    messages: _containers.MessageMap[int, Scalars]
    kinds: _containers.ScalarMap[bool, Scalars.Kind]
    times: _containers.MessageMap[str, _timestamp_pb2.Timestamp]
    some_bytes: _containers.ScalarMap[str, bytes]
    def __init__(self, texts: _Optional[_Mapping[str, str]] = ..., messages: _Optional[_Mapping[int, Scalars]] = ..., kinds: _Optional[_Mapping[bool, Scalars.Kind]] = ..., times: _Optional[_Mapping[str, _timestamp_pb2.Timestamp]] = ..., some_bytes: _Optional[_Mapping[str, bytes]] = ...) -> None: ...

class Oneofs(_message.Message):
    __slots__ = ("text", "flag", "scalars", "at", "number", "outside")
    TEXT_FIELD_NUMBER: _ClassVar[int]
    FLAG_FIELD_NUMBER: _ClassVar[int]
    SCALARS_FIELD_NUMBER: _ClassVar[int]
    AT_FIELD_NUMBER: _ClassVar[int]
    NUMBER_FIELD_NUMBER: _ClassVar[int]
    OUTSIDE_FIELD_NUMBER: _ClassVar[int]
    text: str
    flag: bool
    scalars: Scalars
    at: _timestamp_pb2.Timestamp
    number: int
    outside: str
    def __init__(self, text: _Optional[str] = ..., flag: bool = ..., scalars: _Optional[_Union[Scalars, _Mapping]] = ..., at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., number: _Optional[int] = ..., outside: _Optional[str] = ...) -> None: ...

class Known(_message.Message):
    __slots__ = ("at", "for_how_long", "struct", "value", "list", "flag", "any", "mask", "null")
    AT_FIELD_NUMBER: _ClassVar[int]
    FOR_HOW_LONG_FIELD_NUMBER: _ClassVar[int]
    STRUCT_FIELD_NUMBER: _ClassVar[int]
    VALUE_FIELD_NUMBER: _ClassVar[int]
    LIST_FIELD_NUMBER: _ClassVar[int]
    FLAG_FIELD_NUMBER: _ClassVar[int]
    ANY_FIELD_NUMBER: _ClassVar[int]
    MASK_FIELD_NUMBER: _ClassVar[int]
    NULL_FIELD_NUMBER: _ClassVar[int]
    at: _timestamp_pb2.Timestamp
    for_how_long: _duration_pb2.Duration
    struct: _struct_pb2.Struct
    value: _struct_pb2.Value
    list: _struct_pb2.ListValue
    flag: _wrappers_pb2.BoolValue
    any: _any_pb2.Any
    mask: _field_mask_pb2.FieldMask
    null: _struct_pb2.NullValue
    def __init__(self, at: _Optional[_Union[datetime.datetime, _timestamp_pb2.Timestamp, _Mapping]] = ..., for_how_long: _Optional[_Union[datetime.timedelta, _duration_pb2.Duration, _Mapping]] = ..., struct: _Optional[_Union[_struct_pb2.Struct, _Mapping]] = ..., value: _Optional[_Union[_struct_pb2.Value, _Mapping]] = ..., list: _Optional[_Union[_struct_pb2.ListValue, _Mapping]] = ..., flag: _Optional[_Union[_wrappers_pb2.BoolValue, _Mapping]] = ..., any: _Optional[_Union[_any_pb2.Any, _Mapping]] = ..., mask: _Optional[_Union[_field_mask_pb2.FieldMask, _Mapping]] = ..., null: _Optional[_Union[_struct_pb2.NullValue, str]] = ...) -> None: ...

class Empty(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Odd(_message.Message):
    __slots__ = ("a", "A", "Clear", "DESCRIPTOR", "__private", "_hidden", "camelCase", "str", "text")
    class E(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        A_FIELD_NUMBER: _ClassVar[Odd.E]
    A_FIELD_NUMBER: Odd.E
    class HasField(int, metaclass=_enum_type_wrapper.EnumTypeWrapper):
        __slots__ = ()
        ZERO: _ClassVar[Odd.HasField]
    ZERO: Odd.HasField
    class Extensions(_message.Message):
        __slots__ = ()
        def __init__(self) -> None: ...
    A_FIELD_NUMBER: _ClassVar[int]
    A_FIELD_NUMBER: _ClassVar[int]
    CLEAR_FIELD_NUMBER: _ClassVar[int]
    DESCRIPTOR_FIELD_NUMBER: _ClassVar[int]
    __PRIVATE_FIELD_NUMBER: _ClassVar[int]
    _HIDDEN_FIELD_NUMBER: _ClassVar[int]
    CAMELCASE_FIELD_NUMBER: _ClassVar[int]
    STR_FIELD_NUMBER: _ClassVar[int]
    TEXT_FIELD_NUMBER: _ClassVar[int]
    a: int
    A: int
    Clear: str
    DESCRIPTOR: str
    __private: int
    _hidden: int
    camelCase: int
    str: int
    text: str
    def __init__(self, a: _Optional[int] = ..., A: _Optional[int] = ..., Clear: _Optional[str] = ..., DESCRIPTOR: _Optional[str] = ..., __private: _Optional[int] = ..., _hidden: _Optional[int] = ..., camelCase: _Optional[int] = ..., str: _Optional[int] = ..., text: _Optional[str] = ...) -> None: ...
