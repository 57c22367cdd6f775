"""The client against the emulator, over both transports."""

import asyncio
import http.server
import json
import logging
import os
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import grpc
import httpx
import pytest

from qdrant.cloud.client import ApiError, CancelledError, Client, Code, DeadlineExceededError, UnavailableError, service_config
from qdrant.cloud.cluster.v1.cluster_pb2 import Cluster, CreateClusterRequest, ListClustersRequest
from qdrant.cloud.cluster.v1.cluster_pb2_grpc import ClusterServiceStub
from qdrant.cloud.emulator import Emulator

TRANSPORTS = ["grpc", "rest"]


@pytest.fixture(params=TRANSPORTS)
def client(request: pytest.FixtureRequest, qdrant_cloud: Emulator) -> Iterator[Client]:
    with qdrant_cloud.client(transport=request.param) as made:
        yield made


def test_fixture(qdrant_cloud_client: Client) -> None:
    assert list(qdrant_cloud_client.clusters.all()) == []


def test_retry(client: Client, qdrant_cloud: Emulator) -> None:
    qdrant_cloud.fail("ListClusters", times=2)
    client.clusters.list()
    assert [call["code"] for call in qdrant_cloud.calls()] == ["UNAVAILABLE", "UNAVAILABLE", "OK"]


def test_trace_and_agent(client: Client, qdrant_cloud: Emulator, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "qdrant.cloud.client")
    client.clusters.list()
    assert len(caplog.records[-1].qdrant_trace_id) == 32
    qdrant_cloud.fail("ListClusters", "INTERNAL")
    with pytest.raises(ApiError) as raised:
        client.clusters.list()
    assert len(raised.value.trace_id) == 32 and raised.value.code is Code.INTERNAL


def test_deadline(client: Client, qdrant_cloud: Emulator) -> None:
    qdrant_cloud.fail("ListClusters", "", latency=timedelta(seconds=20))
    started = time.monotonic()
    with pytest.raises(DeadlineExceededError):
        client.clusters.list(timeout=0.3)
    assert 0.2 < time.monotonic() - started < 5


@pytest.mark.parametrize("warm", [False, True])
def test_close_ends_calls(client: Client, qdrant_cloud: Emulator, warm: bool) -> None:
    if warm:
        client.clusters.list()
    qdrant_cloud.fail("ListClusters", "", latency=timedelta(seconds=20))
    timer = threading.Timer(0.3, client.close)
    timer.start()
    started = time.monotonic()
    with pytest.raises(CancelledError):
        client.clusters.list()
    assert time.monotonic() - started < 5
    timer.join()


def test_threads_share_a_client(client: Client) -> None:
    failed: list[BaseException] = []

    def work() -> None:
        try:
            for _ in range(10):
                client.clusters.list()
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_loops(qdrant_cloud: Emulator, transport: str) -> None:
    """A client serves one event loop after another, and a task that is cancelled ends at once."""
    client = qdrant_cloud.async_client(transport=transport)

    async def work() -> None:
        await client.clusters.list()
        qdrant_cloud.fail("ListClusters", "", latency=timedelta(seconds=20))
        task = asyncio.ensure_future(client.clusters.list())
        await asyncio.sleep(0.3)
        task.cancel()
        with pytest.raises(asyncio.CancelledError):
            await task

    async def end() -> None:
        qdrant_cloud.reset()
        await client.clusters.list()
        await client.close()
        with pytest.raises(CancelledError):
            await client.clusters.list()

    asyncio.run(work())
    asyncio.run(end())


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_async_token_source(qdrant_cloud: Emulator, transport: str) -> None:
    async def token() -> str:
        return qdrant_cloud.token

    async def work() -> None:
        async with qdrant_cloud.async_client(transport=transport, token=token) as client:
            assert (await client.iam.get_authenticated_user()).user.id

    asyncio.run(work())


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_nobody_listens(transport: str) -> None:
    with Client("key", account_id="a", endpoint="http://127.0.0.1:1", transport=transport) as client, pytest.raises(UnavailableError):
        client.clusters.create(CreateClusterRequest(cluster=Cluster(name="search")))


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_no_proxy_for_this_machine(qdrant_cloud: Emulator, transport: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "grpc_proxy", "HTTP_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    with qdrant_cloud.client(transport=transport) as client:
        client.clusters.list()


def test_own_channel(qdrant_cloud: Emulator) -> None:
    with grpc.insecure_channel(qdrant_cloud.address) as channel:
        with Client(qdrant_cloud.key, account_id=qdrant_cloud.account_id, channel=channel) as client:
            client.clusters.list()
        ClusterServiceStub(channel).ListClusters(ListClustersRequest(account_id=qdrant_cloud.account_id), metadata=qdrant_cloud.metadata())


def test_interceptors(qdrant_cloud: Emulator) -> None:
    seen: list[str] = []

    class Interceptor(grpc.UnaryUnaryClientInterceptor):
        def intercept_unary_unary(self, continuation: Any, details: Any, request: Any) -> Any:
            seen.append(details.method)
            return continuation(details, request)

    qdrant_cloud.fail("ListClusters", times=1)
    with qdrant_cloud.client(interceptors=[Interceptor()]) as client:
        client.clusters.list()
    assert seen == ["/qdrant.cloud.cluster.v1.ClusterService/ListClusters"] * 2


def test_own_http_client(qdrant_cloud: Emulator) -> None:
    seen: list[str] = []
    with httpx.Client(event_hooks={"request": [lambda request: seen.append(request.url.path)]}) as own:
        with qdrant_cloud.client(transport="rest", http_client=own) as client:
            client.clusters.list()
        assert not own.is_closed
    assert seen == [f"/api/cluster/v1/accounts/{qdrant_cloud.account_id}/clusters"]


def test_service_config(qdrant_cloud: Emulator) -> None:
    """Who uses the stubs can have the retries that gRPC can express."""
    config = service_config()
    assert {"service": "qdrant.cloud.cluster.v1.ClusterService", "method": "ListClusters"} in json.loads(config)["methodConfig"][0]["name"]
    assert "CreateCluster" not in config.replace("CreateClusterFromBackup", "")
    qdrant_cloud.fail("ListClusters", times=2)
    with grpc.insecure_channel(qdrant_cloud.address, options=[("grpc.service_config", config)]) as channel:
        ClusterServiceStub(channel).ListClusters(ListClustersRequest(account_id=qdrant_cloud.account_id), metadata=qdrant_cloud.metadata())
    assert [call["code"] for call in qdrant_cloud.calls()] == ["UNAVAILABLE", "UNAVAILABLE", "OK"]


@pytest.mark.parametrize("transport", TRANSPORTS)
def test_fork(qdrant_cloud: Emulator, transport: str) -> None:
    """A child process makes connections of its own."""
    program = textwrap.dedent(f"""
        import os
        from qdrant.cloud.client import Client
        client = Client({qdrant_cloud.key!r}, account_id={qdrant_cloud.account_id!r}, endpoint={qdrant_cloud.url!r}, transport={transport!r})
        client.clusters.list()
        child = os.fork()
        client.clusters.list(timeout=10)
        if not child:
            os._exit(0)
        print(os.waitpid(child, 0)[1])
    """)
    environment = {**os.environ, "GRPC_ENABLE_FORK_SUPPORT": "1"}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, timeout=60)
    assert done.stdout == "0\n", done.stderr


class Drip(http.server.BaseHTTPRequestHandler):
    """Sends its answer byte by byte."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "1000")
        self.end_headers()
        try:
            for _ in range(1000):
                self.wfile.write(b" ")
                time.sleep(0.05)
        except OSError:
            pass

    def log_message(self, format: str, *args: object) -> None:
        pass


def test_a_slow_answer_has_no_more_time_than_a_late_one() -> None:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Drip) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        started = time.monotonic()
        with Client("key", account_id="a", endpoint=f"http://127.0.0.1:{server.server_port}") as client, pytest.raises(DeadlineExceededError):
            client.clusters.list(timeout=0.5)
        assert time.monotonic() - started < 3
        server.shutdown()
