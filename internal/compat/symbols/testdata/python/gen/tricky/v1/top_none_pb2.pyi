from tricky.v1 import none_pb2 as _none_pb2
from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from typing import ClassVar as _ClassVar
from tricky.v1.none_pb2 import Holder as Holder
from tricky.v1.none_pb2 import None as None
from tricky.v1.none_pb2 import True as True

DESCRIPTOR: _descriptor.FileDescriptor
ZERO_TRUE: _none_pb2.globals()['True']
False: _none_pb2.globals()['True']

class TopNone(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...
