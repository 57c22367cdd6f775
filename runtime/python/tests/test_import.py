"""What the import of the package costs, and what it leaves out."""

import os
import subprocess
import sys

import pytest

# Of what grpc itself takes on the same machine.
SHARE = 0.25

# The parts of the standard library that nearly every program loads do not count.
MEASURE = """
import datetime, enum, functools, json, logging, threading, time, typing
started = time.process_time()
import {module}
print(time.process_time() - started)
"""


def seconds(module: str) -> float:
    """Return the least time of the processor that an import takes, of several in processes of their own. The first one compiles."""
    command = [sys.executable, "-c", MEASURE.format(module=module)]
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    return min(float(subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout) for _ in range(6))


def loaded(program: str, *modules: str) -> set[str]:
    """Return which of the modules a program has loaded."""
    program += f"\nimport sys\nprint(*[name for name in {modules!r} if name in sys.modules])"
    return set(subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout.split())


LARGE = ("grpc", "httpx", "asyncio", "google.rpc.status_pb2", "google.protobuf.json_format", "qdrant.cloud.cluster.v1.cluster_pb2")


def test_the_import_loads_nothing_large() -> None:
    assert loaded("import qdrant.cloud.client", *LARGE) == set()


def test_a_service_is_loaded_when_it_is_used() -> None:
    program = "from qdrant.cloud.client import Client\nfrom qdrant.cloud.client.testing import FakeTransport\nclient = Client('k', transport=FakeTransport())"
    other = "qdrant.cloud.iam.v1.iam_pb2"
    assert loaded(program, *LARGE, other) == set()
    assert loaded(program + "\nclient.clusters", *LARGE, other) == {"qdrant.cloud.cluster.v1.cluster_pb2"}


def test_stubs_load_nothing_of_the_client() -> None:
    assert loaded("import qdrant.cloud.cluster.v1.cluster_pb2_grpc", "qdrant.cloud.client", "httpx") == set()


def test_the_import_is_quick(capsys: pytest.CaptureFixture[str]) -> None:
    client, bare = seconds("qdrant.cloud.client"), seconds("grpc")
    with capsys.disabled():
        print(f"\nimport qdrant.cloud.client: {client * 1000:.0f} ms (grpc: {bare * 1000:.0f} ms)")
    assert client < bare * SHARE


def test_rest_without_httpx() -> None:
    program = """
import sys
sys.modules["httpx"] = None
from qdrant.cloud.client import Client, ConfigurationError
try:
    Client("key", endpoint="https://example.com")
except ConfigurationError as error:
    print(error)
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "qdrant-cloud-public-api[rest]" in done.stdout
