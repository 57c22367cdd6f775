"""Imports programs and calls their functions. Reads the names of the modules from standard input, one on each line, and prints a
line for each failure: module, line, what happened. Stubs that cannot be parsed are printed first, with the module "stub"."""

import ast
import importlib
import pathlib
import sys
import traceback

root = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(root))


def say(module, line, text):
    print(module, line, " ".join(str(text).split())[:300], sep="\t")


for stub in sorted(root.rglob("*.pyi")):
    try:
        ast.parse(stub.read_text())
    except SyntaxError as e:
        say("stub", 0, f"{stub.relative_to(root)} is no Python: {e}")

for name in sys.stdin.read().split():
    path = str(root / (name.replace(".", "/") + ".py"))
    try:
        module = importlib.import_module(name)
    except BaseException as e:
        frames = [f for f in traceback.extract_tb(e.__traceback__) if f.filename == path]
        say(name, frames[-1].lineno if frames else 0, repr(e))
        continue
    for key, use in vars(module).items():
        if key.startswith("u") and key[1:].isdigit():
            try:
                use()
            except BaseException as e:
                frames = [f for f in traceback.extract_tb(e.__traceback__) if f.filename == path]
                say(name, frames[-1].lineno, repr(e))
