"""Rename a cluster, and leave the rest of it alone. Set MANAGEMENT_KEY, ACCOUNT_ID and CLUSTER_ID."""

import os

import grpc
from google.protobuf.field_mask_pb2 import FieldMask
from qdrant.cloud.cluster.v1.cluster_pb2 import GetClusterRequest, UpdateClusterRequest
from qdrant.cloud.cluster.v1.cluster_pb2_grpc import ClusterServiceStub

metadata = (("authorization", "apikey " + os.environ["MANAGEMENT_KEY"]),)
with grpc.secure_channel("grpc.cloud.qdrant.io:443", grpc.ssl_channel_credentials()) as channel:
    clusters = ClusterServiceStub(channel)
    current = clusters.GetCluster(
        GetClusterRequest(account_id=os.environ["ACCOUNT_ID"], cluster_id=os.environ["CLUSTER_ID"]), metadata=metadata, timeout=30
    )
    cluster = current.cluster
    cluster.name = "renamed"

    # Without a mask the cluster in the request takes the place of the stored one as a whole.
    response = clusters.UpdateCluster(
        UpdateClusterRequest(cluster=cluster, update_mask=FieldMask(paths=["name"])), metadata=metadata, timeout=30
    )
    print(response.cluster.id, response.cluster.name)
