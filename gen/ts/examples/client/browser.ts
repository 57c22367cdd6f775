// A page that shows the clusters of the person who is signed in. Its bundle has one service; the token is that of the person: a
// management key does not belong into a page.
import { ClusterServiceClient } from "@qdrant/qdrant-cloud-public-api/cluster/v1/client";

export function clustersOf(accountId: string, token: () => Promise<string>) {
  const clusters = new ClusterServiceClient({ accountId, token });
  return async (signal: AbortSignal): Promise<string[]> => {
    const names: string[] = [];
    for await (const cluster of clusters.all({}, { signal })) {
      names.push(cluster.name);
    }
    return names;
  };
}
