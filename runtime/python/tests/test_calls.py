"""Retries, deadlines, the log and validators, with a transport that does what a test says."""

import logging
from datetime import timedelta

import protovalidate
import pytest

from qdrant.cloud.client import (
    Client,
    Code,
    DeadlineExceededError,
    InternalError,
    InvalidArgumentError,
    ResourceExhaustedError,
    RetryPolicy,
    UnavailableError,
    Unsent,
)
from qdrant.cloud.client import _retry
from qdrant.cloud.client.testing import FakeTransport, failure
from qdrant.cloud.cluster.v1.cluster_pb2 import (
    Cluster,
    CreateClusterRequest,
    CreateClusterResponse,
    ListClustersRequest,
    ListClustersResponse,
)

QUICK = RetryPolicy(initial_backoff=0.001)
DOWN = failure(Code.UNAVAILABLE, "down")


def client(*outcomes: object, method: str = "ListClusters", **options: object) -> tuple[Client, FakeTransport]:
    fake = FakeTransport()
    fake.on(method, *outcomes)
    return Client("key", account_id="account", transport=fake, **{"retry": QUICK, **options}), fake


def test_the_account_fills_no_message_that_is_not_there() -> None:
    made, fake = client(CreateClusterResponse(), method="CreateCluster")
    given = CreateClusterRequest(cluster=Cluster(name="search"))
    made.clusters.create()
    made.clusters.create(given)
    assert [each.request for each in fake.calls] == [
        CreateClusterRequest(),
        CreateClusterRequest(cluster=Cluster(name="search", account_id="account")),
    ]
    assert given.cluster.account_id == ""


def test_retries_until_an_answer() -> None:
    made, fake = client(DOWN, DOWN, ListClustersResponse())
    made.clusters.list()
    assert len(fake.calls) == 3


def test_a_create_is_not_repeated() -> None:
    made, fake = client(DOWN, method="CreateCluster")
    with pytest.raises(UnavailableError):
        made.clusters.create()
    assert len(fake.calls) == 1


def test_what_was_never_sent_is_repeated() -> None:
    def unsent(_: object) -> ListClustersResponse:
        raise Unsent(DOWN)

    made, fake = client(unsent, method="CreateCluster")
    with pytest.raises(UnavailableError, match="down"):
        made.clusters.create(CreateClusterRequest())
    assert len(fake.calls) == 4


@pytest.mark.parametrize("code", [Code.INTERNAL, Code.ABORTED, Code.RESOURCE_EXHAUSTED, Code.DEADLINE_EXCEEDED, Code.NOT_FOUND])
def test_other_codes_are_not_repeated(code: Code) -> None:
    made, fake = client(failure(code))
    with pytest.raises(Exception):
        made.clusters.list()
    assert len(fake.calls) == 1


def test_budget() -> None:
    made, fake = client(DOWN)
    for attempts in (4, 1, 1):
        before = len(fake.calls)
        with pytest.raises(UnavailableError):
            made.clusters.list()
        assert len(fake.calls) - before == attempts


def test_successes_fill_the_budget() -> None:
    budget = _retry.Budget()
    assert [budget.failed() for _ in range(6)] == [True, True, True, True, False, False]
    for _ in range(21):
        budget.succeeded()
    assert budget.failed()


def test_pauses_are_random_and_bounded() -> None:
    policy = RetryPolicy(max_attempts=1000, initial_backoff=0.1, max_backoff=5.0)
    for attempt, limit in {1: 0.1, 2: 0.2, 3: 0.4, 10: 5.0, 5000: 5.0}.items():
        pauses = [_retry.pause(policy, attempt, DOWN) for _ in range(200)]
        assert 0 <= min(pauses) < limit / 4 and limit * 0.75 < max(pauses) <= limit


def test_the_delay_of_the_api() -> None:
    asked = failure(Code.RESOURCE_EXHAUSTED, retry_delay=timedelta(seconds=0.05))
    made, fake = client(asked, ListClustersResponse())
    made.clusters.list()
    assert len(fake.calls) == 2


def test_a_delay_beyond_the_deadline() -> None:
    made, fake = client(failure(Code.RESOURCE_EXHAUSTED, retry_delay=timedelta(seconds=60)))
    with pytest.raises(ResourceExhaustedError):
        made.clusters.list(timeout=5)
    assert len(fake.calls) == 1


def test_options_of_a_call() -> None:
    made, fake = client(DOWN, timeout=7.0)
    with pytest.raises(UnavailableError):
        made.clusters.list(retry=None, timeout=None, metadata=[("a", "b")])
    assert fake.calls[0].timeout is None and fake.calls[0].metadata == {"authorization": "apikey key", "a": "b"}
    with pytest.raises(UnavailableError):
        made.clusters.list(retry=None)
    assert fake.calls[1].timeout is not None and 6.5 < fake.calls[1].timeout <= 7
    with pytest.raises(DeadlineExceededError):
        made.clusters.list(timeout=0)
    assert len(fake.calls) == 2


def test_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "qdrant.cloud.client")
    made, _ = client(DOWN, ListClustersResponse())
    made.clusters.list()
    assert [(record.qdrant_attempt, record.qdrant_code, record.qdrant_transport) for record in caplog.records] == [
        (1, "UNAVAILABLE", "fake"),
        (2, "OK", "fake"),
    ]
    assert "apikey" not in caplog.text and "ListClusters attempt 2 over fake: OK" in caplog.text


def test_a_validator_refuses() -> None:
    def validator(request: object) -> None:
        raise ValueError("too short")

    made, fake = client(ListClustersResponse(), validator=validator)
    with pytest.raises(InvalidArgumentError, match="the request is not valid: too short"):
        made.clusters.list()
    assert fake.calls == []


def test_protovalidate() -> None:
    made, fake = client(ListClustersResponse(), validator=protovalidate.validate)
    with pytest.raises(InvalidArgumentError) as raised:
        made.clusters.list(ListClustersRequest(account_id="no uuid"))
    assert [(each.field, each.rule_id) for each in raised.value.violations] == [("account_id", "string.uuid")]
    assert fake.calls == []


def test_a_closed_client() -> None:
    made, fake = client(ListClustersResponse())
    made.close()
    made.close()
    with pytest.raises(Exception, match="CANCELLED: the client is closed"):
        made.clusters.list()
    assert fake.calls == [] and fake.closed


def test_fake_without_an_outcome() -> None:
    made, _ = client(failure(Code.INTERNAL))
    with pytest.raises(InternalError):
        made.clusters.list()
    with pytest.raises(Exception, match="say how ListBackups ends"):
        made.backups.list()
