"""``buf.validate.Violations`` for Python, for which no package has generated code.

It is made in a pool of its own, so that it does not collide with the one of protovalidate where that is installed.
"""

from typing import Any

from google.protobuf.descriptor_pb2 import FieldDescriptorProto, FileDescriptorProto
from google.protobuf.descriptor_pool import DescriptorPool
from google.protobuf.message_factory import GetMessageClass

_STRING, _BOOL = FieldDescriptorProto.TYPE_STRING, FieldDescriptorProto.TYPE_BOOL
_INT64, _UINT64 = FieldDescriptorProto.TYPE_INT64, FieldDescriptorProto.TYPE_UINT64

# The fields that are read, by message: name, number, and a type of its own or a message; [] marks a repeated one.
_FIELDS: dict[str, list[tuple[str, int, "FieldDescriptorProto.Type.ValueType | str"]]] = {
    "Violations": [("violations", 1, "Violation[]")],
    "Violation": [("field", 5, "FieldPath"), ("rule_id", 2, _STRING), ("message", 3, _STRING)],
    "FieldPath": [("elements", 1, "FieldPathElement[]")],
    "FieldPathElement": [
        ("field_name", 2, _STRING),
        ("index", 6, _UINT64),
        ("bool_key", 7, _BOOL),
        ("int_key", 8, _INT64),
        ("uint_key", 9, _UINT64),
        ("string_key", 10, _STRING),
    ],
}


def _make() -> Any:
    file = FileDescriptorProto(name="violations.proto", package="buf.validate", syntax="proto2")
    for name, fields in _FIELDS.items():
        message = file.message_type.add(name=name)
        for field, number, kind in fields:
            added = message.field.add(name=field, number=number, label=FieldDescriptorProto.LABEL_OPTIONAL)
            if not isinstance(kind, str):
                added.type = kind
                continue
            added.type, added.type_name = FieldDescriptorProto.TYPE_MESSAGE, ".buf.validate." + kind.removesuffix("[]")
            if kind.endswith("[]"):
                added.label = FieldDescriptorProto.LABEL_REPEATED
    pool = DescriptorPool()
    pool.AddSerializedFile(file.SerializeToString())
    return GetMessageClass(pool.FindMessageTypeByName("buf.validate.Violations"))


Violations: Any = _make()
"""The class of the message, with the fields that clients read."""


def field_path(violation: Any) -> str:
    """Return the path of the field that a violation is about, as protovalidate writes it: ``cluster.labels[0].key``."""
    path = ""
    for element in violation.field.elements:
        path += "." * bool(path) + element.field_name
        if element.HasField("index"):
            path += f"[{element.index}]"
        elif element.HasField("bool_key"):
            path += f"[{str(element.bool_key).lower()}]"
        elif element.HasField("int_key"):
            path += f"[{element.int_key}]"
        elif element.HasField("uint_key"):
            path += f"[{element.uint_key}]"
        elif element.HasField("string_key"):
            path += '["' + element.string_key.replace("\\", "\\\\").replace('"', '\\"') + '"]'
    return path
