"""The retries of the client for gRPC itself, for programs that use the stubs."""

import json

from qdrant.cloud.client._contract import IDEMPOTENT

__all__ = ["service_config"]


def service_config() -> str:
    """Return a service config of gRPC with retries of the methods that may be repeated::

        channel = grpc.secure_channel(address, credentials, options=[("grpc.service_config", service_config())])

    Unlike the client, gRPC does not wait as long as an error of the API asks for.
    """
    policy = {
        "maxAttempts": 4,
        "initialBackoff": "0.1s",
        "maxBackoff": "5s",
        "backoffMultiplier": 2,
        "retryableStatusCodes": ["UNAVAILABLE"],
    }
    names = [{"service": service, "method": method} for service, methods in IDEMPOTENT.items() for method in methods.split()]
    return json.dumps({"retryThrottling": {"maxTokens": 10, "tokenRatio": 0.1}, "methodConfig": [{"name": names, "retryPolicy": policy}]})
