"""List the clusters of an account. Set QDRANT_CLOUD_API_KEY and QDRANT_CLOUD_ACCOUNT_ID."""

from qdrant.cloud.client import Client

with Client() as client:
    for cluster in client.clusters.all():
        print(cluster.id, cluster.name)
