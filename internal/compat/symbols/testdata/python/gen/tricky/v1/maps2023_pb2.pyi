from google.protobuf.internal import containers as _containers
from google.protobuf.internal import python_message as _python_message
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor
IMPLIED_FIELD_NUMBER: _ClassVar[int]
implied: _descriptor.FieldDescriptor
MANY_FIELD_NUMBER: _ClassVar[int]
many: _descriptor.FieldDescriptor

class MapsOf2023(_message.Message):
    __slots__ = ("messages", "texts", "yes")
    class MessagesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: MapsOf2023
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[MapsOf2023, _Mapping]] = ...) -> None: ...
    class TextsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    YES_FIELD_NUMBER: _ClassVar[int]
    messages: _containers.MessageMap[str, MapsOf2023]
    texts: _containers.ScalarMap[str, str]
    yes: bool
    def __init__(self, messages: _Optional[_Mapping[str, MapsOf2023]] = ..., texts: _Optional[_Mapping[str, str]] = ..., yes: bool = ...) -> None: ...

class Extended(_message.Message):
    __slots__ = ()
    Extensions: _python_message._ExtensionDict
    def __init__(self) -> None: ...
