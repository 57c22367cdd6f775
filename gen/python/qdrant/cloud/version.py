"""The version of the SDK, for a user agent or a bug report."""

from importlib.metadata import version as _version

__version__: str = _version("qdrant-cloud-public-api")
