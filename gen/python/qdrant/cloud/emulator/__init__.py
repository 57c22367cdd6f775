"""A local server that behaves as the API, for tests.

``Emulator`` starts it as a child process, and ends it with the block or with the process that started it::

    with Emulator() as emulator, emulator.client() as client:
        client.clusters.list()

The program is the one that ``command`` or the environment variable ``QDRANT_CLOUD_EMULATOR`` names, else ``qdrant-cloud-emulator``
of the PATH, else ``go run`` of the version of this package. For pytest there are fixtures in ``qdrant.cloud.emulator.pytest``.
"""

import json
import os
import shlex
import shutil
import subprocess
import tempfile
import threading
import urllib.error
import urllib.request
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import IO, TYPE_CHECKING, Any, cast

from qdrant.cloud.version import __version__

if TYPE_CHECKING:
    from qdrant.cloud.client import AsyncClient, Client

__all__ = ["Emulator", "EmulatorError"]

_PROGRAM = "qdrant-cloud-emulator"
_MODULE = "github.com/qdrant/qdrant-cloud-public-api"


class EmulatorError(Exception):
    """The emulator could not be started, or refused what it was asked."""


def _command() -> list[str]:
    """Return the program to run, without its arguments."""
    named = os.environ.get("QDRANT_CLOUD_EMULATOR")
    if named:
        return [named] if os.path.exists(named) else shlex.split(named)
    found = shutil.which(_PROGRAM)
    if found:
        return [found]
    go = shutil.which("go")
    if go:
        return [go, "run", f"{_MODULE}/cmd/{_PROGRAM}@v{__version__}"]
    raise EmulatorError(
        f"there is no {_PROGRAM} in the PATH: download it from https://github.com/qdrant/qdrant-cloud-public-api/releases,"
        " name it in QDRANT_CLOUD_EMULATOR, or install Go"
    )


class Emulator:
    """A running emulator.

    Args:
        args: further arguments of the program, such as ``["-seed", "seed.yaml"]``.
        command: the program to run, in place of the one that is found.
        timeout: how many seconds it may take to start. Building it with ``go run`` takes the longest, and only once.

    Raises:
        EmulatorError: it could not be started; the message ends with what the program wrote.
    """

    #: The address for gRPC, as host:port, without TLS.
    address: str
    #: The address for REST, as http://host:port.
    url: str
    #: The account that is there from the start.
    account_id: str
    #: The management key with all permissions in ``account_id``.
    key: str
    #: The bearer token of a user who owns ``account_id``, for methods that only people may call.
    token: str

    def __init__(self, args: Sequence[str] = (), *, command: Sequence[str] | None = None, timeout: float = 300.0) -> None:
        started = list(_command() if command is None else command)
        # It ends when its input does, so it never outlives this process.
        started += ["-addr=127.0.0.1:0", "-format=json", "-attached", *args]
        self._log: IO[bytes] = tempfile.TemporaryFile()
        try:
            self._process = subprocess.Popen(started, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log)
        except OSError as error:
            self._log.close()
            raise EmulatorError(f"{started[0]} can't be started: {error}") from error
        try:
            ready = self._first_line(timeout)
            self.address = ready["address"]
            self.url = ready["url"]
            # A policy of one's own (-access) has others, so the program does not name them.
            self.account_id = ready.get("account", "")
            self.key = ready.get("management_key", "")
            self.token = ready.get("token", "")
        except BaseException:
            self.close()
            raise
        # Nothing more is expected, but a full pipe would stop the program.
        threading.Thread(target=cast(IO[bytes], self._process.stdout).read, daemon=True).start()

    def _first_line(self, timeout: float) -> dict[str, str]:
        late = threading.Timer(timeout, self._process.kill)
        late.start()
        try:
            line = cast(IO[bytes], self._process.stdout).readline()
        finally:
            late.cancel()
        try:
            return cast(dict[str, str], json.loads(line))
        except ValueError:
            self._process.kill()
            self._process.wait()
            self._log.seek(0)
            said = (line + self._log.read()).decode(errors="replace").strip()
            raise EmulatorError(f"the emulator did not start within {timeout:g} seconds: {said}") from None

    def client(self, **options: Any) -> "Client":
        """Return a client with ``key`` and ``account_id``, over gRPC; other arguments are those of ``Client``.

        It is the caller's to close. ``transport="rest"`` goes over REST.
        """
        from qdrant.cloud.client import Client

        return Client(**self._client_options(options))

    def async_client(self, **options: Any) -> "AsyncClient":
        """Return the same for asyncio."""
        from qdrant.cloud.client import AsyncClient

        return AsyncClient(**self._client_options(options))

    def _client_options(self, given: dict[str, Any]) -> dict[str, Any]:
        options = {"endpoint": self.url, "transport": "grpc", "account_id": self.account_id, **given}
        if "token" not in options:
            options.setdefault("api_key", self.key)
        return options

    def metadata(self) -> tuple[tuple[str, str], ...]:
        """Return the metadata that calls over gRPC need: the authorization with ``key``."""
        return (("authorization", f"apikey {self.key}"),)

    def advance(self, by: timedelta) -> None:
        """Move the clock of the emulator on: clusters become healthy, backups end."""
        self._control("POST", "clock", {"advance": f"{by.total_seconds():f}s"})

    def fail(
        self,
        method: str,
        code: str = "UNAVAILABLE",
        *,
        times: int = 1,
        message: str = "",
        retry: timedelta = timedelta(),
        latency: timedelta = timedelta(),
    ) -> None:
        """Make the next calls of a method fail.

        Args:
            method: the name of a method, as in ``ListClusters`` or with its service as in
                ``/qdrant.cloud.cluster.v1.ClusterService/ListClusters``, or a pattern with ``*``.
            code: the name of a gRPC status; empty for calls that are late and succeed.
            times: how many calls fail; 0 for all until ``reset``.
            message: the text of the error.
            retry: how long the error tells callers to wait.
            latency: how long each of these calls takes.
        """
        self._control(
            "POST",
            "faults",
            {
                "method": method if "/" in method or method == "*" else f"/*/{method}",
                "code": code,
                "times": times,
                "message": message,
                "retry": f"{retry.total_seconds():f}s",
                "latency": f"{latency.total_seconds():f}s",
            },
        )

    def seed(self, entities: Mapping[str, Sequence[Mapping[str, Any]]]) -> None:
        """Put entities as they are: lists of messages as ProtoJSON, by the full names of their types."""
        self._control("POST", "seed", entities)

    def calls(self) -> list[dict[str, Any]]:
        """Return the calls that the emulator received, the oldest first, each with ``method``, ``request`` and ``code``."""
        calls = cast(list[dict[str, Any]], self._control("GET", "calls?limit=10000")["calls"])
        calls.reverse()
        return calls

    def reset(self) -> None:
        """Bring the emulator back to the state in which it started, without faults and recorded calls."""
        self._control("POST", "reset")

    def _control(self, method: str, path: str, body: Mapping[str, Any] | None = None) -> dict[str, Any]:
        request = urllib.request.Request(
            f"{self.url}/_emulator/{path}",
            method=method,
            data=None if body is None else json.dumps(body).encode(),
            headers={"Content-Type": "application/json"},
        )
        try:
            # The emulator is on this machine: no proxy is between.
            with urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=60) as response:
                content = response.read()
        except urllib.error.HTTPError as error:
            raise EmulatorError(f"the emulator refused {path}: {error.read().decode(errors='replace').strip()}") from error
        return cast(dict[str, Any], json.loads(content)) if content else {}

    def close(self) -> None:
        """End the emulator. A second call does nothing."""
        process = self._process
        if process.stdin is not None and not process.stdin.closed:
            process.stdin.close()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        self._log.close()

    def __enter__(self) -> "Emulator":
        return self

    def __exit__(self, *_: object) -> None:
        self.close()
