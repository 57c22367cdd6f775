"""Imports every module of a distribution, and prints what it has found as JSON."""

import importlib
import json
import re
import sys
from importlib.metadata import distribution

installed = distribution(sys.argv[1])
modules = {
    ".".join(file.with_suffix("").parts).removesuffix(".__init__")
    for file in installed.files or []
    if file.suffix == ".py"
}
# What comes with an extra need not be there.
extras = {
    re.split(r"[^\w-]", requirement)[0]
    for requirement in installed.requires or []
    if "extra ==" in requirement
}
for module in sorted(modules):
    try:
        importlib.import_module(module)
    except ModuleNotFoundError as error:
        if error.name not in extras:
            raise
print(
    json.dumps(
        {
            "version": installed.version,
            "modules": len(modules),
            "readme": installed.metadata["Description"],
        }
    )
)
