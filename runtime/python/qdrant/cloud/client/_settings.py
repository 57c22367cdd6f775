"""The settings of a client, resolved from its arguments and the environment."""

import os
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from qdrant.cloud.client._credentials import KEY_VARIABLE, AsyncTokenSource, Credentials
from qdrant.cloud.client._retry import Budget
from qdrant.cloud.client.errors import ApiError, ConfigurationError
from qdrant.cloud.client.options import RetryPolicy

if TYPE_CHECKING:
    from qdrant.cloud.client._endpoint import Endpoint, TransportName

ENDPOINT_VARIABLE = "QDRANT_CLOUD_ENDPOINT"
ACCOUNT_VARIABLE = "QDRANT_CLOUD_ACCOUNT_ID"

Validator = Callable[[Any], object]
"""Takes a request before it is sent, and raises an exception if it is not valid. ``protovalidate.validate`` is one."""


class Settings:
    """What holds for all calls of a client."""

    def __init__(
        self,
        *,
        api_key: str | None,
        token: str | AsyncTokenSource | None,
        account_id: str | None,
        timeout: float | None,
        retry: RetryPolicy | None,
        validator: Validator | None,
    ) -> None:
        self.credentials = Credentials.of(api_key, token, os.environ.get(KEY_VARIABLE, ""))
        self.account_id = os.environ.get(ACCOUNT_VARIABLE, "") if account_id is None else account_id
        self.timeout = timeout
        self.retry = retry
        self.validator = validator
        self.budget = Budget()
        header = self.credentials.header
        self.metadata: tuple[tuple[str, str], ...] = (("authorization", header),) if header else ()
        self.transport_name = ""

    def redact(self, error: ApiError) -> None:
        """Remove the secret from what a server says, in case it repeats it."""
        redact = self.credentials.redact
        error.message = redact(error.message)
        error.args = (error.message,)
        error.metadata = {name: redact(value) for name, value in error.metadata.items()}
        error.violations = tuple(each._replace(description=redact(each.description)) for each in error.violations)

    def __repr__(self) -> str:
        return f"{self.transport_name} account_id={self.account_id!r} {self.credentials!r}"


def endpoint_of(endpoint: str | None, transport: "TransportName | None", *, insecure: bool) -> "Endpoint":
    """Return the endpoint of the argument, else of the environment, else that of production."""
    from qdrant.cloud.client import _endpoint
    from qdrant.cloud.client._contract import GRPC_ENDPOINT, REST_ENDPOINT

    if transport not in (None, "grpc", "rest"):
        raise ConfigurationError(f"the transport {transport!r} is unknown: write 'grpc' or 'rest', or give an object that is one")
    chosen = endpoint or os.environ.get(ENDPOINT_VARIABLE) or (REST_ENDPOINT if transport == "rest" else GRPC_ENDPOINT)
    return _endpoint.parse(chosen, transport, insecure=insecure)


def rest() -> Any:
    """Import the transports over REST, which need httpx."""
    try:
        from qdrant.cloud.client import _httpx
    except ImportError as missing:
        raise ConfigurationError(
            "REST needs httpx: install the package with its extra, qdrant-cloud-public-api[rest], or use gRPC, whose endpoint has no https://"
        ) from missing
    return _httpx


def user_agent(prefix: str | None) -> str:
    """Return what requests call this client."""
    import platform

    from qdrant.cloud.version import __version__

    if prefix is not None and not (prefix.isascii() and prefix.isprintable()):
        raise ConfigurationError("user_agent has to be printable ASCII")
    return f"{prefix + ' ' if prefix else ''}qdrant-cloud-sdk-python/{__version__} python/{platform.python_version()}"
