// Rename a cluster, and leave the rest of it alone. Set MANAGEMENT_KEY, ACCOUNT_ID and CLUSTER_ID.
import { createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ClusterService } from "@qdrant/qdrant-cloud-public-api/qdrant/cloud/cluster/v1/cluster_pb.js";

const authenticate: Interceptor = (next) => (request) => {
  request.header.set("Authorization", `apikey ${process.env.MANAGEMENT_KEY}`);
  return next(request);
};
const transport = createGrpcTransport({
  baseUrl: "https://grpc.cloud.qdrant.io:443",
  interceptors: [authenticate],
  defaultTimeoutMs: 30_000,
});

const clusters = createClient(ClusterService, transport);
const { cluster } = await clusters.getCluster({
  accountId: process.env.ACCOUNT_ID ?? "",
  clusterId: process.env.CLUSTER_ID ?? "",
});
if (!cluster) {
  throw new Error("the response has no cluster");
}
cluster.name = "renamed";

// Without a mask the cluster in the request takes the place of the stored one as a whole.
const response = await clusters.updateCluster({ cluster, updateMask: { paths: ["name"] } });
console.log(response.cluster?.id, response.cluster?.name);
