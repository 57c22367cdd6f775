"""Proves that qdrant is a namespace: namespace.py WHEEL FOLDER. The wheel is not installed; the folder is empty."""

import importlib
import pathlib
import pkgutil
import subprocess
import sys
import zipfile

wheel, folder = sys.argv[1], pathlib.Path(sys.argv[2])

other = folder / "other"
(other / "qdrant" / "mine").mkdir(parents=True)
(other / "qdrant" / "mine" / "__init__.py").write_text("answer = 42\n")

# The wheel is imported as the zip that it is, beside another distribution with a part of the namespace.
sys.path[:0] = [str(other), wheel]
import qdrant  # noqa: E402

assert qdrant.__file__ is None, qdrant.__file__
assert importlib.import_module("qdrant.mine").answer == 42
assert importlib.import_module("qdrant.cloud.cluster.v1.cluster_pb2").Cluster(name="n").name == "n"

found = {module.name for module in pkgutil.walk_packages(qdrant.__path__, "qdrant.")}
wanted = {
    name.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
    for name in zipfile.ZipFile(wheel).namelist()
    if name.endswith(".py")
}
assert found == wanted | {"qdrant.mine"}, found ^ wanted
assert len(wanted) > 90, len(wanted)
# These are for those who have the extras pytest and rest.
for module in sorted(wanted - {"qdrant.cloud.emulator.pytest", "qdrant.cloud.client._httpx"}):
    importlib.import_module(module)

# What the README says of a package of the user's own that has this name.
shadow = folder / "shadow"
(shadow / "qdrant").mkdir(parents=True)
(shadow / "qdrant" / "__init__.py").write_text("")


def start(program):
    path = f"import sys; sys.path[:0] = [{str(shadow)!r}, {wheel!r}]; "
    return subprocess.run([sys.executable, "-c", path + program], capture_output=True, text=True)


assert "No module named 'qdrant.cloud'" in start("import qdrant.cloud").stderr
assert start("import qdrant; print(qdrant.__file__)").stdout.strip() == str(shadow / "qdrant" / "__init__.py")
(shadow / "qdrant" / "__init__.py").unlink()
assert start("import qdrant.cloud; print(qdrant.__file__)").stdout.strip() == "None"
print(len(wanted), "modules")
