"""Pages, waits and field masks."""

import asyncio

import pytest
from google.protobuf.timestamp_pb2 import Timestamp

from qdrant.cloud.auth.v1.auth_pb2 import ListManagementKeysResponse, ManagementKey
from qdrant.cloud.client import AsyncClient, Client, Code, NotFoundError, QdrantCloudError, WaitError, WaitTimeoutError, changes
from qdrant.cloud.client.testing import AsyncFakeTransport, FakeTransport, failure
from qdrant.cloud.cluster.backup.v1.backup_pb2 import (
    Backup,
    BackupRestore,
    BackupRestoreStatus,
    ListBackupRestoresResponse,
    ListBackupsRequest,
    ListBackupsResponse,
)
from qdrant.cloud.cluster.v1.cluster_pb2 import Cluster, ClusterPhase, ClusterState, GetClusterRequest, GetClusterResponse


def backups(*names: str, token: str = "", total: int = 0) -> ListBackupsResponse:
    page = ListBackupsResponse(items=[Backup(name=name) for name in names])
    if token:
        page.next_page_token = token
    if total:
        page.total_size = total
    return page


def pages(request: ListBackupsRequest) -> ListBackupsResponse:
    return {"": backups("a", "b", token="2", total=3), "2": backups(token="3", total=3), "3": backups("c", total=3)}[request.page_token]


def client(method: str, *outcomes: object) -> tuple[Client, FakeTransport]:
    fake = FakeTransport()
    fake.on(method, *outcomes)
    return Client("key", account_id="account", transport=fake, retry=None), fake


def test_items_and_pages() -> None:
    made, fake = client("ListBackups", pages)
    request = ListBackupsRequest(cluster_id="c")
    items = made.backups.all(request, page_size=2)
    for _ in range(2):
        assert [backup.name for backup in items] == ["a", "b", "c"]
    assert [call.request for call in fake.calls[:3]] == [
        ListBackupsRequest(account_id="account", cluster_id="c", page_size=2),
        ListBackupsRequest(account_id="account", cluster_id="c", page_size=2, page_token="2"),
        ListBackupsRequest(account_id="account", cluster_id="c", page_size=2, page_token="3"),
    ]
    assert [(len(page.items), page.total_size, page.next_page_token) for page in items.pages()] == [(2, 3, "2"), (0, 3, "3"), (1, 3, "")]
    assert request == ListBackupsRequest(cluster_id="c")


def test_pages_are_read_when_they_are_needed() -> None:
    made, fake = client("ListBackups", pages)
    items = made.backups.all()
    assert fake.calls == []
    assert next(iter(items)).name == "a" and len(fake.calls) == 1


def test_a_list_without_pages() -> None:
    made, fake = client("ListManagementKeys", ListManagementKeysResponse(items=[ManagementKey(id="a"), ManagementKey(id="b")]))
    assert [key.id for key in made.auth.all_management_keys(page_size=1)] == ["a", "b"]
    assert [page.total_size for page in made.auth.all_management_keys().pages()] == [2]
    assert len(fake.calls) == 2


def test_a_list_that_does_not_say_how_many_there_are() -> None:
    made, _ = client("ListBackups", backups("a"))
    assert [page.total_size for page in made.backups.all().pages()] == [None]


def test_a_list_that_would_never_end() -> None:
    made, fake = client("ListBackups", backups("a", token="again"))
    with pytest.raises(QdrantCloudError, match="would never end"):
        list(made.backups.all())
    assert len(fake.calls) == 2


def test_an_error_in_the_middle() -> None:
    made, _ = client("ListBackups", backups("a", token="2"), failure(Code.NOT_FOUND))
    seen = []
    with pytest.raises(NotFoundError):
        for backup in made.backups.all():
            seen.append(backup.name)
    assert seen == ["a"]


def test_async_items() -> None:
    async def main() -> None:
        fake = AsyncFakeTransport()
        fake.on("ListBackups", pages)
        async with AsyncClient("key", transport=fake) as made:
            assert [backup.name async for backup in made.backups.all()] == ["a", "b", "c"]
            assert [page.total_size async for page in made.backups.all().pages()] == [3, 3, 3]
        assert fake.closed

    asyncio.run(main())



CREATING, HEALTHY = ClusterPhase.CLUSTER_PHASE_CREATING, ClusterPhase.CLUSTER_PHASE_HEALTHY
FAILED, SUSPENDED = ClusterPhase.CLUSTER_PHASE_FAILED_TO_CREATE, ClusterPhase.CLUSTER_PHASE_SUSPENDED


def response(value: int, name: str = "", reason: str = "") -> GetClusterResponse:
    made = GetClusterResponse(cluster=Cluster(name=name))
    made.cluster.state.phase = value
    made.cluster.state.reason = reason
    return made


def test_wait() -> None:
    made, fake = client("GetCluster", response(CREATING, "a"), response(4711, "b"), response(HEALTHY, "c"))
    seen: list[str] = []
    done = made.clusters.wait(GetClusterRequest(cluster_id="x"), interval=0.001, on_progress=lambda cluster: seen.append(cluster.name))
    assert done.name == "c" and seen == ["a", "b", "c"] and len(fake.calls) == 3


def test_wait_fails() -> None:
    made, _ = client("GetCluster", response(CREATING), response(FAILED, reason="no space left"))
    with pytest.raises(WaitError, match="CLUSTER_PHASE_FAILED_TO_CREATE: no space left") as raised:
        made.clusters.wait(interval=0.001)
    assert raised.value.state == "CLUSTER_PHASE_FAILED_TO_CREATE" and raised.value.last.state.reason == "no space left"


def test_wait_until() -> None:
    made, _ = client("GetCluster", response(HEALTHY), response(FAILED, "a"), response(SUSPENDED, "b"))
    assert made.clusters.wait(until=[SUSPENDED, FAILED], interval=0.001).name == "a"


def test_wait_too_long() -> None:
    made, _ = client("GetCluster", response(CREATING, "a"))
    with pytest.raises(WaitTimeoutError, match="is CLUSTER_PHASE_CREATING") as raised:
        made.clusters.wait(timeout=0.05, interval=0.01, max_interval=0.02)
    assert raised.value.last.name == "a"


def test_wait_gone() -> None:
    made, fake = client("GetCluster", response(CREATING), failure(Code.NOT_FOUND))
    made.clusters.wait_gone(interval=0.001)
    assert len(fake.calls) == 2
    made, _ = client("GetCluster", failure(Code.PERMISSION_DENIED))
    with pytest.raises(QdrantCloudError, match="PERMISSION_DENIED"):
        made.clusters.wait_gone()
    made, _ = client("GetCluster", response(CREATING))
    with pytest.raises(WaitTimeoutError):
        made.clusters.wait_gone(timeout=0.02, interval=0.01)


def test_wait_in_a_list() -> None:
    running, done = BackupRestoreStatus.BACKUP_RESTORE_STATUS_RUNNING, BackupRestoreStatus.BACKUP_RESTORE_STATUS_SUCCEEDED

    def restores(**statuses: int) -> ListBackupRestoresResponse:
        return ListBackupRestoresResponse(items=[BackupRestore(id=name, status=status) for name, status in statuses.items()])

    made, _ = client("ListBackupRestores", restores(b=done, a=running), restores(a=done))
    assert made.backups.wait_restore(id="a", interval=0.001).status == done
    made, _ = client("ListBackupRestores", restores(b=done))
    with pytest.raises(NotFoundError, match="'a'"):
        made.backups.wait_restore(id="a")
    made.backups.wait_restore_gone(id="a")


def test_async_wait() -> None:
    async def main() -> None:
        fake = AsyncFakeTransport()
        fake.on("GetCluster", response(CREATING), response(HEALTHY, "a"), failure(Code.NOT_FOUND))
        async with AsyncClient("key", transport=fake, retry=None) as made:
            assert (await made.clusters.wait(interval=0.001)).name == "a"
            await made.clusters.wait_gone(interval=0.001)

    asyncio.run(main())


def test_changes() -> None:
    before = Cluster(name="a", labels=[{"key": "a", "value": "b"}], created_at=Timestamp(seconds=1), configuration={"number_of_nodes": 1})
    after = Cluster()
    after.CopyFrom(before)
    assert changes(before, after).paths == []
    after.name = ""
    after.labels[0].value = "c"
    after.created_at.nanos = 5
    after.configuration.number_of_nodes = 3
    after.state.reason = "new"
    assert sorted(changes(before, after).paths) == ["configuration.number_of_nodes", "created_at", "labels", "name", "state"]
    assert sorted(changes(after, before).paths) == ["configuration.number_of_nodes", "created_at", "labels", "name", "state"]
    with pytest.raises(TypeError, match="two types"):
        changes(before, GetClusterRequest())
