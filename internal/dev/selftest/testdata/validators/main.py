"""Prints, for each message on standard input, the IDs of the rules that it breaks, as protovalidate sees them."""

import importlib
import json
import pathlib
import sys

import protovalidate
from google.protobuf import descriptor_pool, json_format, message_factory

sdk = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(sdk))
for module in sorted(sdk.rglob("*_pb2.py")):
    importlib.import_module(".".join(module.relative_to(sdk).with_suffix("").parts))


def broken(case: dict) -> list[str]:
    descriptor = descriptor_pool.Default().FindMessageTypeByName(case["type"])
    message = json_format.ParseDict(case["message"], message_factory.GetMessageClass(descriptor)())
    return sorted(violation.proto.rule_id for violation in protovalidate.collect_violations(message))


json.dump([broken(case) for case in json.load(sys.stdin)], sys.stdout)
