import importlib
_path_pb2 = importlib.import_module('tricky.import.v1.path_pb2')
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from collections.abc import Mapping as _Mapping
from typing import ClassVar as _ClassVar, Optional as _Optional, Union as _Union

DESCRIPTOR: _descriptor.FileDescriptor

class UsesPath(_message.Message):
    __slots__ = ("path",)
    PATH_FIELD_NUMBER: _ClassVar[int]
    path: _path_pb2.Path
    def __init__(self, path: _Optional[_Union[_path_pb2.Path, _Mapping]] = ...) -> None: ...
