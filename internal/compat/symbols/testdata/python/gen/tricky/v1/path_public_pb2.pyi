import importlib
_path_pb2 = importlib.import_module('tricky.import.v1.path_pb2')
from google.protobuf import descriptor as _descriptor
from typing import ClassVar as _ClassVar
from tricky.import.v1.path_pb2 import Path as Path

DESCRIPTOR: _descriptor.FileDescriptor
