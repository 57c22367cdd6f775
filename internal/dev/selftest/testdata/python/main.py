"""What users of the Python SDK write. Type checkers find nothing wrong in it in their strict modes."""

import asyncio
import datetime
from collections.abc import Iterable

import grpc
import grpc.aio
from qdrant.cloud.account.v1.account_pb2 import ListAccountsRequest
from qdrant.cloud.client import ApiError, AsyncClient, Client, RetryPolicy, changes
from qdrant.cloud.cluster.v1 import cluster_pb2
from qdrant.cloud.cluster.v1.cluster_pb2 import Cluster, ClusterPhase, GetClusterRequest, ListClustersRequest, ListClustersResponse, UpdateClusterRequest
from qdrant.cloud.cluster.v1.cluster_pb2_grpc import (
    ClusterServiceServicer,
    ClusterServiceStub,
    add_ClusterServiceServicer_to_server,
)
from qdrant.cloud.common.v1.common_pb2 import NetworkPolicyPeer


def describe(cluster: Cluster) -> str:
    if cluster.HasField("state"):
        return f"{cluster.name} {ClusterPhase.Name(cluster.state.phase)}"
    return cluster.name


def phase(cluster: Cluster) -> ClusterPhase:
    return cluster.state.phase


def kind(peer: NetworkPolicyPeer) -> str:
    match peer.WhichOneof("peer_type"):
        case "selector":
            return "pods"
        case "ip_block":
            return peer.ip_block.cidr
        case None:
            return "nothing"


def make() -> Cluster:
    cluster = Cluster(account_id="a", name="n", created_at=datetime.datetime.now(), configuration={"number_of_nodes": 3})
    cluster.configuration.package_id = "p"
    cluster.labels.add(key="a", value="b")
    cluster.ClearField("labels")
    return cluster


def names(clusters: Iterable[Cluster]) -> list[str]:
    return [cluster.name for cluster in clusters]


def call(target: str) -> list[str]:
    with grpc.secure_channel(target, grpc.ssl_channel_credentials()) as channel:
        stub = ClusterServiceStub(channel)
        response = stub.ListClusters(ListClustersRequest(account_id="a"), metadata=(("authorization", "apikey k"),), timeout=3)
        return names(response.items)


async def call_async(target: str) -> list[str]:
    async with grpc.aio.secure_channel(target, grpc.ssl_channel_credentials()) as channel:
        response = await ClusterServiceStub(channel).ListClusters(ListClustersRequest(account_id="a"))
        return [describe(cluster) for cluster in response.items]


def handlers(servicer: ClusterServiceServicer, server: grpc.Server) -> None:
    add_ClusterServiceServicer_to_server(servicer, server)


def rename(client: Client, cluster: Cluster, name: str) -> Cluster:
    renamed = Cluster()
    renamed.CopyFrom(cluster)
    renamed.name = name
    try:
        client.clusters.update(UpdateClusterRequest(cluster=renamed, update_mask=changes(cluster, renamed)), timeout=5, retry=None)
    except ApiError as error:
        print(error.code.name, error.retry_delay, [violation.field for violation in error.violations])
    return client.clusters.wait(
        GetClusterRequest(cluster_id=cluster.id), until=[ClusterPhase.CLUSTER_PHASE_SUSPENDED], on_progress=lambda seen: print(describe(seen))
    )


async def all_names(client: AsyncClient) -> list[str]:
    seen = names([cluster async for cluster in client.clusters.all(page_size=3, metadata=[("a", "b")])])
    async for page in client.serverless.spaces.all().pages():
        seen += [space.name for space in page.items]
    return seen


if __name__ == "__main__":
    print(rename, all_names, Client("key", account_id="a", retry=RetryPolicy(max_attempts=2)))
    print(phase(make()) == cluster_pb2.CLUSTER_PHASE_UNSPECIFIED, describe(make()), kind(NetworkPolicyPeer(ip_block={"cidr": "::/0"})))
    print(ListAccountsRequest(), ListClustersResponse.FromString(b""), call, asyncio.run, call_async, handlers)
