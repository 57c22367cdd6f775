// List the clusters of an account. Set QDRANT_CLOUD_API_KEY and QDRANT_CLOUD_ACCOUNT_ID.
import { Client } from "@qdrant/qdrant-cloud-public-api/client";

const client = new Client();
for await (const cluster of client.clusters.all()) {
  console.log(cluster.id, cluster.name);
}
