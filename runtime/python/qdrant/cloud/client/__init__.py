"""The client of the Qdrant Cloud API.

::

    from qdrant.cloud.client import Client

    with Client() as client:  # QDRANT_CLOUD_API_KEY and QDRANT_CLOUD_ACCOUNT_ID
        for cluster in client.clusters.all():
            print(cluster.id, cluster.name)

``AsyncClient`` is the same for asyncio. Methods take and return the messages of the contract, and raise the exceptions of
``qdrant.cloud.client.errors``.
"""

from qdrant.cloud.client._clients import AsyncClient, Client
from qdrant.cloud.client._paging import AsyncItems, Items, Page
from qdrant.cloud.client._transport import AsyncTransport, Transport, Unsent
from qdrant.cloud.client.errors import (
    AbortedError,
    AlreadyExistsError,
    ApiError,
    CancelledError,
    Code,
    ConfigurationError,
    DeadlineExceededError,
    FailedPreconditionError,
    FieldViolation,
    InternalError,
    InvalidArgumentError,
    Link,
    NotFoundError,
    PermissionDeniedError,
    QdrantCloudError,
    ResourceExhaustedError,
    UnauthenticatedError,
    UnavailableError,
    UnimplementedError,
    WaitError,
    WaitTimeoutError,
)
from qdrant.cloud.client.masks import changes
from qdrant.cloud.client.options import CallOptions, RetryPolicy, WaitOptions
from qdrant.cloud.client.service_config import service_config

__all__ = [
    "AbortedError",
    "AlreadyExistsError",
    "ApiError",
    "AsyncClient",
    "AsyncItems",
    "AsyncTransport",
    "CallOptions",
    "CancelledError",
    "Client",
    "Code",
    "ConfigurationError",
    "DeadlineExceededError",
    "FailedPreconditionError",
    "FieldViolation",
    "InternalError",
    "InvalidArgumentError",
    "Items",
    "Link",
    "NotFoundError",
    "Page",
    "PermissionDeniedError",
    "QdrantCloudError",
    "ResourceExhaustedError",
    "RetryPolicy",
    "Transport",
    "UnauthenticatedError",
    "UnavailableError",
    "Unsent",
    "UnimplementedError",
    "WaitError",
    "WaitOptions",
    "WaitTimeoutError",
    "changes",
    "service_config",
]
