// Create a cluster, wait until it is healthy, and make a key for its data. Set QDRANT_CLOUD_API_KEY and QDRANT_CLOUD_ACCOUNT_ID.
import { Client, WaitError } from "@qdrant/qdrant-cloud-public-api/client";
import { ClusterPhase } from "@qdrant/qdrant-cloud-public-api/cluster/v1";

const client = new Client();
const place = { cloudProviderId: "aws", cloudProviderRegionId: "eu-central-1" };
const packages = await client.booking.listPackages(place);
const created = await client.clusters.create({
  cluster: { name: "search", ...place, configuration: { numberOfNodes: 1, packageId: packages.items[0]?.id ?? "" } },
});

const clusterId = created.cluster?.id ?? "";
try {
  const cluster = await client.clusters.wait(
    { clusterId },
    { timeoutMs: 10 * 60_000, onProgress: (_, phase) => console.log(ClusterPhase[phase]) },
  );
  console.log(cluster.name, "is at", cluster.state?.endpoint?.url ?? "");
} catch (error) {
  if (error instanceof WaitError) {
    console.error("the cluster has failed:", error.phase);
  }
  throw error;
}

const key = await client.databaseApiKeysV2.create({ databaseApiKey: { clusterId, name: "search" } });
// The key is shown only now: put it where your programs find it.
console.log("a key of", key.databaseApiKey?.key.length ?? 0, "characters");
