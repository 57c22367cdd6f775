// Rename a cluster, and leave the rest of it alone. Set QDRANT_CLOUD_API_KEY, QDRANT_CLOUD_ACCOUNT_ID and CLUSTER_ID.
import { clone } from "@bufbuild/protobuf";
import { changes, Client } from "@qdrant/qdrant-cloud-public-api/client";
import { ClusterSchema } from "@qdrant/qdrant-cloud-public-api/cluster/v1";

const client = new Client();
const { cluster } = await client.clusters.get({ clusterId: process.env["CLUSTER_ID"] ?? "" });
if (cluster) {
  const before = clone(ClusterSchema, cluster);
  cluster.name = "renamed";
  const updated = await client.clusters.update({ cluster, updateMask: changes(ClusterSchema, before, cluster) });
  console.log(updated.cluster?.id, updated.cluster?.name);
}
