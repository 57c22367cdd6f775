"""Rename the first cluster of an account, and leave the rest of it alone."""

from qdrant.cloud.client import Client, changes
from qdrant.cloud.cluster.v1.cluster_pb2 import Cluster, UpdateClusterRequest

with Client() as client:
    before = next(iter(client.clusters.all()))
    after = Cluster()
    after.CopyFrom(before)
    after.name = "renamed"

    # Without a mask the cluster in the request takes the place of the stored one as a whole.
    updated = client.clusters.update(UpdateClusterRequest(cluster=after, update_mask=changes(before, after)))
    print(updated.cluster.id, updated.cluster.name)
