from tricky.v1 import service_pb2 as _service_pb2
from tricky.v1 import top_pb2 as _top_pb2
from tricky.v1 import middle_pb2 as _middle_pb2
from tricky.v1 import proto2_pb2 as _proto2_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar, Optional as _Optional
from tricky.v1.top_pb2 import Top as Top
from tricky.v1.top_pb2 import Middle as Middle
from tricky.v1.proto2_pb2 import Two as Two
from tricky.v1.proto2_pb2 import Kind2 as Kind2

DESCRIPTOR: _descriptor.FileDescriptor
TOP_EXT_FIELD_NUMBER: _ClassVar[int]
top_ext: _descriptor.FieldDescriptor
KINDEXT_FIELD_NUMBER: _ClassVar[int]
kindExt: _descriptor.FieldDescriptor
KIND2_A: _proto2_pb2.Kind2
KIND2_B: _proto2_pb2.Kind2

class Two(_message.Message):
    __slots__ = ("mine",)
    MINE_FIELD_NUMBER: _ClassVar[int]
    mine: bool
    def __init__(self, mine: bool = ...) -> None: ...
