"""Tell the ways apart in which a call can fail."""

from qdrant.cloud.client import ApiError, Client, InvalidArgumentError, NotFoundError
from qdrant.cloud.cluster.v1.cluster_pb2 import Cluster, CreateClusterRequest, GetClusterRequest

with Client() as client:
    try:
        client.clusters.get(GetClusterRequest(cluster_id="00000000-0000-4000-8000-000000000000"), timeout=10)
    except NotFoundError:
        print("there is no such cluster")
    except ApiError as error:
        # Name the trace id when you ask the support about a call.
        print(error.code.name, error.message, error.trace_id)

    try:
        client.clusters.create(CreateClusterRequest(cluster=Cluster()))
    except InvalidArgumentError as error:
        for violation in error.violations:
            print(violation.field, violation.description)
