"""Who calls: a management key, a bearer token, a source of tokens, or nobody."""

import re
from collections.abc import Awaitable, Callable

from qdrant.cloud.client.errors import ConfigurationError

KEY_VARIABLE = "QDRANT_CLOUD_API_KEY"

TokenSource = Callable[[], str]
AsyncTokenSource = Callable[[], "str | Awaitable[str]"]

_SECRET = re.compile(r"[!-~]+")


def checked(secret: object, what: str) -> str:
    """Return a secret that fits into a header. The error does not show it."""
    if not isinstance(secret, str) or not _SECRET.fullmatch(secret):
        raise ConfigurationError(f"{what} has to be one word of printable ASCII, without white space at its ends")
    return secret


class Credentials:
    """How calls are authorized. It shows its secret in no form that is printed or pickled."""

    __slots__ = ("_secret", "header", "source")

    def __init__(self, header: str, secret: str, source: AsyncTokenSource | None) -> None:
        self.header = header
        """The value of the header ``authorization``, or empty if there is none or it comes from the source."""
        self.source = source
        self._secret = secret

    @classmethod
    def of(cls, api_key: str | None, token: str | AsyncTokenSource | None, environment: str) -> "Credentials":
        """Return those of the arguments, else those of the environment. An empty key stands for nobody."""
        if api_key and token is not None:
            raise ConfigurationError("give either api_key or token, not both")
        if callable(token):
            return cls("", "", token)
        if token is not None:
            return cls("Bearer " + checked(token, "token"), token, None)
        if api_key is None and environment:
            api_key = checked(environment, f"the environment variable {KEY_VARIABLE}")
        if not api_key:
            return cls("", "", None)
        return cls("apikey " + checked(api_key, "api_key"), api_key, None)

    @property
    def anonymous(self) -> bool:
        return not self.header and self.source is None

    def bearer(self, token: object) -> tuple[str, str]:
        """Return the metadata for a token of the source."""
        self._secret = checked(token, "what the token source returned")
        return ("authorization", "Bearer " + self._secret)

    def redact(self, text: str) -> str:
        """Remove the secret from a text that came from outside."""
        return text.replace(self._secret, "[redacted]") if self._secret and self._secret in text else text

    def __repr__(self) -> str:
        return "Credentials(anonymous)" if self.anonymous else "Credentials([redacted])"

    def __reduce__(self) -> str:
        raise TypeError("credentials cannot be pickled")
