from google.protobuf.internal import containers as _containers
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class MapsOfTwo(_message.Message):
    __slots__ = ("messages", "texts")
    class MessagesEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: MapsOfTwo
        def __init__(self, key: _Optional[str] = ..., value: _Optional[_Union[MapsOfTwo, _Mapping]] = ...) -> None: ...
    class TextsEntry(_message.Message):
        __slots__ = ("key", "value")
        KEY_FIELD_NUMBER: _ClassVar[int]
        VALUE_FIELD_NUMBER: _ClassVar[int]
        key: str
        value: str
        def __init__(self, key: _Optional[str] = ..., value: _Optional[str] = ...) -> None: ...
    MESSAGES_FIELD_NUMBER: _ClassVar[int]
    TEXTS_FIELD_NUMBER: _ClassVar[int]
    messages: _containers.MessageMap[str, MapsOfTwo]
    texts: _containers.ScalarMap[str, str]
    def __init__(self, messages: _Optional[_Mapping[str, MapsOfTwo]] = ..., texts: _Optional[_Mapping[str, str]] = ...) -> None: ...
