"""Writes runtime.txt: what Python itself finds in the generated modules. It has been run once, with the pinned generators:

    cd internal/symbols/testdata/python && PATH="$PWD/../../../../.cache/bin:$PATH" && out=$(mktemp -d)
    protos=$(cd proto && find . -name '*.proto' | sed 's,^./,,' | sort)
    python-grpc-tools-protoc -Iproto --python_out=$out --pyi_out=$out --grpc_python_out=$out $protos
    for proto in $protos; do python-grpc-tools-protoc -Iproto --mypy_grpc_out=quiet:$out "$proto"; done
    python outline.py $out $protos > runtime.txt     # the Python that the pinned tools are installed in
    (cd $out && find . -name '*.pyi') | while read -r stub; do install -D -m 644 "$out/$stub" "gen/$stub"; done

The stubs in gen are those of protoc; the tests complete them as generate does. The plugin for gRPC stubs refuses files of
editions. One line is one symbol. Left out are what every module has, and the oneofs that stand for optional fields of proto3.
"""

import ast
import importlib
import inspect
import keyword
import pathlib
import sys
import types

import grpc
from google.protobuf.descriptor import FieldDescriptor, ServiceDescriptor
from google.protobuf.internal.enum_type_wrapper import EnumTypeWrapper
from google.protobuf.message import Message

root = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(root))
lines = set()


def member(prefix, name):
    return f'getattr({prefix}, "{name}")' if keyword.iskeyword(name) else f"{prefix}.{name}"


def stub(module):
    """Notes that a stub can be parsed, and gives it."""
    text = (root / (module.replace(".", "/") + ".pyi")).read_text()
    try:
        tree = ast.parse(text)
    except SyntaxError:
        return None
    lines.add(module + ".pyi")
    return tree


def load(module):
    try:
        loaded = importlib.import_module(module)
    except SyntaxError:
        return None
    lines.add(module)
    return loaded


def enum(prefix, wrapper):
    lines.add(prefix)
    for name in wrapper.keys():
        getattr(wrapper, name)
        lines.add(member(prefix, name))


def message(prefix, cls):
    lines.add(prefix)
    descriptor = cls.DESCRIPTOR
    if descriptor.is_extendable:
        lines.add(prefix + ".Extensions")
    for nested in descriptor.nested_types:
        message(member(prefix, nested.name), getattr(cls, nested.name))
    for e in descriptor.enum_types:
        if isinstance(getattr(cls, e.name), EnumTypeWrapper):
            enum(member(prefix, e.name), getattr(cls, e.name))
        else:
            enum(member(prefix, e.name), EnumTypeWrapper(e))
        for value in e.values:
            getattr(cls, value.name)
            lines.add(member(prefix, value.name))
    for x in descriptor.extensions:
        getattr(cls, x.name)
        getattr(cls, x.name.upper() + "_FIELD_NUMBER")
        lines.update([member(prefix, x.name), f"{prefix}.{x.name.upper()}_FIELD_NUMBER"])
    for field in descriptor.fields:
        getattr(cls(), field.name)
        cls(**{field.name: None})
        getattr(cls, field.name.upper() + "_FIELD_NUMBER")
        lines.update([member(prefix, field.name), f"{prefix}.{field.name.upper()}_FIELD_NUMBER"])
        if keyword.iskeyword(field.name):
            lines.add(f'{prefix}(**{{"{field.name}": ...}})')
        else:
            lines.add(f"{prefix}({field.name}=)")
        try:
            cls().HasField(field.name)
            lines.add(f'{prefix}.HasField("{field.name}")')
        except ValueError:
            pass
    for oneof in descriptor.oneofs:
        if [field.name for field in oneof.fields] == [oneof.name.removeprefix("_")]:
            continue
        cls().WhichOneof(oneof.name)
        lines.add(f'{prefix}.WhichOneof("{oneof.name}")')
        for field in oneof.fields:
            lines.add(f'{prefix}.WhichOneof() == "{field.name}"')


def messages(module, loaded):
    for name, value in vars(loaded).items():
        if name == "DESCRIPTOR" or name.startswith("__"):
            continue
        prefix = member(module, name)
        if isinstance(value, EnumTypeWrapper):
            enum(prefix, value)
        elif isinstance(value, (int, FieldDescriptor)):
            lines.add(prefix)
        elif inspect.isclass(value) and issubclass(value, Message):
            message(prefix, value)
        elif isinstance(getattr(value, "DESCRIPTOR", None), ServiceDescriptor):
            lines.add(prefix)
            if not name.endswith("_Stub"):
                lines.update(member(prefix, method.name) for method in value.DESCRIPTOR.methods)


def services(module, loaded):
    channel = grpc.insecure_channel("localhost:1")
    for name, value in vars(loaded).items():
        prefix = f"{module}.{name}"
        if isinstance(value, types.FunctionType) and name.startswith("add_"):
            lines.add(prefix)
        elif inspect.isclass(value):
            lines.add(prefix)
            methods = vars(value(channel)) if name.endswith("Stub") else vars(value)
            lines.update(member(prefix, method) for method in methods if not method.startswith("__"))


for proto in sys.argv[2:]:
    module = proto.removesuffix(".proto").replace("/", ".").replace("-", "_") + "_pb2"
    if (loaded := load(module)) is None:
        continue
    stub(module)
    messages(module, loaded)
    if (loaded := load(module + "_grpc")) is None:
        continue
    services(module + "_grpc", loaded)
    if not (root / (module.replace(".", "/") + "_grpc.pyi")).exists():
        continue
    for node in getattr(stub(module + "_grpc"), "body", []):
        if isinstance(node, ast.AnnAssign) and node.target.id.endswith("AsyncStub"):
            lines.add(f"{module}_grpc.{node.target.id}")

print("\n".join(sorted(lines)))
