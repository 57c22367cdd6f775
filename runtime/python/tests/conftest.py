"""Tests of the client. They run against the installed package, with the emulator that QDRANT_CLOUD_EMULATOR names."""

import pytest

pytest_plugins = ["qdrant.cloud.emulator.pytest"]


@pytest.fixture(autouse=True)
def no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the settings of a person from the tests."""
    for name in ("QDRANT_CLOUD_API_KEY", "QDRANT_CLOUD_ENDPOINT", "QDRANT_CLOUD_ACCOUNT_ID"):
        monkeypatch.delenv(name, raising=False)
