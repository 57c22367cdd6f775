"""Imports every module of a distribution, and prints what it has found as JSON."""

import importlib
import json
import sys
from importlib.metadata import distribution

installed = distribution(sys.argv[1])
modules = {
    ".".join(file.with_suffix("").parts).removesuffix(".__init__")
    for file in installed.files or []
    if file.suffix == ".py"
}
for module in sorted(modules):
    importlib.import_module(module)
print(
    json.dumps(
        {
            "version": installed.version,
            "modules": len(modules),
            "readme": installed.metadata["Description"],
        }
    )
)
