"""Fixtures for pytest. A conftest.py makes them known with ``pytest_plugins = ["qdrant.cloud.emulator.pytest"]``."""

from collections.abc import Iterator

import grpc
import pytest

from qdrant.cloud.client import Client
from qdrant.cloud.emulator import Emulator

__all__ = ["qdrant_cloud", "qdrant_cloud_channel", "qdrant_cloud_client", "qdrant_cloud_process"]


@pytest.fixture(scope="session")
def qdrant_cloud_process() -> Iterator[Emulator]:
    """One emulator for all tests of the session."""
    with Emulator() as emulator:
        yield emulator


@pytest.fixture
def qdrant_cloud(qdrant_cloud_process: Emulator) -> Emulator:
    """The emulator in the state in which it started, without what an earlier test left."""
    qdrant_cloud_process.reset()
    return qdrant_cloud_process


@pytest.fixture
def qdrant_cloud_channel(qdrant_cloud: Emulator) -> Iterator[grpc.Channel]:
    """A gRPC channel to the emulator. Calls need ``metadata=qdrant_cloud.metadata()``."""
    with grpc.insecure_channel(qdrant_cloud.address) as channel:
        yield channel


@pytest.fixture
def qdrant_cloud_client(qdrant_cloud: Emulator) -> Iterator[Client]:
    """A client of the emulator, with the key and the account that are there from the start."""
    with qdrant_cloud.client() as client:
        yield client
