"""Create a cluster in the cheapest package of a region, wait until it is healthy, and delete it."""

from qdrant.cloud.booking.v1.booking_pb2 import ListPackagesRequest
from qdrant.cloud.client import Client, WaitError
from qdrant.cloud.cluster.v1.cluster_pb2 import (
    Cluster,
    ClusterConfiguration,
    ClusterPhase,
    CreateClusterRequest,
    DeleteClusterRequest,
    GetClusterRequest,
)

with Client() as client:
    packages = client.booking.list_packages(ListPackagesRequest(cloud_provider_id="aws", cloud_provider_region_id="eu-central-1")).items
    cheapest = min(packages, key=lambda package: package.unit_int_price_per_hour)
    created = client.clusters.create(
        CreateClusterRequest(
            cluster=Cluster(
                name="search",
                cloud_provider_id="aws",
                cloud_provider_region_id="eu-central-1",
                configuration=ClusterConfiguration(number_of_nodes=1, package_id=cheapest.id),
            )
        )
    ).cluster

    one = GetClusterRequest(cluster_id=created.id)
    try:
        ready = client.clusters.wait(one, timeout=600, on_progress=lambda seen: print(ClusterPhase.Name(seen.state.phase)))
        print(ready.name, "is healthy")
    except WaitError as error:
        print("no cluster:", error.state)

    client.clusters.delete(DeleteClusterRequest(cluster_id=created.id))
    client.clusters.wait_gone(one)
    print("it is gone")
