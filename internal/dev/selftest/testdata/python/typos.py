"""Mistakes that type checkers find: those on the lines that end in WRONG, and no others. UNKNOWN is one that they find where they
have stubs of protobuf."""

from qdrant.cloud.client import Client
from qdrant.cloud.cluster.v1.cluster_pb2 import Cluster, GetClusterRequest, ListClustersRequest
from qdrant.cloud.common.v1.common_pb2 import NetworkPolicyPeer

cluster = Cluster(name="n")
cluster.HasField("state")
cluster.HasField("stat")  # WRONG
cluster.HasField("name")  # WRONG
cluster.ClearField("name")
cluster.ClearField("nam")  # WRONG
cluster.WhichOneof("state")  # WRONG

peer = NetworkPolicyPeer()
peer.HasField("peer_type")
peer.WhichOneof("peer_type")
peer.WhichOneof("peer_typ")  # WRONG
print(peer.WhichOneof("peer_type") == "ip_block", peer.WhichOneof("peer_type") == "ipblock")  # WRONG

cluster.nam = "n"  # UNKNOWN
Cluster(nam="n")  # WRONG
Cluster(name=1)  # WRONG

client = Client("key")
client.clusters.list(ListClustersRequest(), timeout=1.5)
client.clusters.list(ListClustersRequest(), timout=1.5)  # WRONG
client.clusters.list(GetClusterRequest())  # UNKNOWN
client.clusters.lst()  # WRONG
client.cluster.list()  # WRONG
client.clusters.wait(until=["CLUSTER_PHASE_HEALTHY"])  # WRONG
