"""List clusters and backups of an account at the same time, in asyncio."""

import asyncio

from qdrant.cloud.client import AsyncClient


async def main() -> None:
    async with AsyncClient() as client:
        clusters, backups = await asyncio.gather(client.clusters.list(), client.backups.list())
        print(len(clusters.items), "clusters,", len(backups.items), "backups")
        async for cluster in client.clusters.all(page_size=50):
            print(cluster.id, cluster.name)


asyncio.run(main())
