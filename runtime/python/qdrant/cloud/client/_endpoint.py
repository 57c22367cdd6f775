"""Where the API is, and over which transport it is reached."""

import ipaddress
import re
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from qdrant.cloud.client.errors import ConfigurationError

TransportName = Literal["grpc", "rest"]

_ALLOWED = "host:port for gRPC, https://host for REST, or http://host:port for a server on this machine"


class Endpoint(NamedTuple):
    """An address of the API."""

    transport: TransportName
    host: str
    """The host; one of IPv6 is in brackets."""
    port: int
    tls: bool

    @property
    def target(self) -> str:
        """The address for gRPC."""
        return f"{self.host}:{self.port}"

    @property
    def url(self) -> str:
        """The address for REST, without a slash at its end."""
        scheme, usual = ("https", 443) if self.tls else ("http", 80)
        return f"{scheme}://{self.host}" + (f":{self.port}" if self.port != usual else "")

    @property
    def local(self) -> bool:
        """Whether it is on this machine."""
        host = self.host.strip("[]")
        if host == "localhost":
            return True
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return False


def parse(endpoint: str, transport: TransportName | None, *, insecure: bool) -> Endpoint:
    """Read an endpoint. The scheme of a URL means REST, unless another transport is asked for.

    An address without a scheme is with TLS, unless the caller accepts that it is without.
    """
    scheme, separator, _ = endpoint.partition("://")
    if separator and scheme not in ("http", "https"):
        raise ConfigurationError(f"the endpoint {_shown(endpoint)} has an unknown scheme: write {_ALLOWED}")
    parts = urlsplit(endpoint if separator else f"//{endpoint}")
    try:
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ConfigurationError(f"the endpoint {_shown(endpoint)} has no valid port: write {_ALLOWED}") from None
    if not host or parts.path not in ("", "/") or parts.query or parts.fragment or parts.username is not None or not re.fullmatch(r"[\w.:-]+", host):
        raise ConfigurationError(f"the endpoint {_shown(endpoint)} is no address: write {_ALLOWED}")
    tls = scheme == "https" if separator else not insecure
    if port is None:
        port = 443 if tls else 80
    found = Endpoint(transport or ("rest" if separator else "grpc"), f"[{host}]" if ":" in host else host, port, tls)
    if not tls and not found.local and not insecure:
        raise ConfigurationError(
            f"the endpoint {endpoint} would send the key in the clear to another machine: use https://, or insecure=True if you accept that"
        )
    return found


def _shown(endpoint: str) -> str:
    """Return an endpoint for an error, without the password that a URL may have."""
    return repr(re.sub(r"//[^/]*@", "//", endpoint)[:200])
