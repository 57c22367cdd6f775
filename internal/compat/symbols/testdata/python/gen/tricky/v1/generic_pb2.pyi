from google.protobuf import descriptor as _descriptor
from google.protobuf import message as _message
from google.protobuf import service as _service
from typing import ClassVar as _ClassVar

DESCRIPTOR: _descriptor.FileDescriptor

class Req(_message.Message):
    __slots__ = ()
    def __init__(self) -> None: ...

class Generic(_service.service): ...

class Generic_Stub(Generic): ...
