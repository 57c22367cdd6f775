// Lists the clusters of an account.
import { timestampDate } from "@bufbuild/protobuf/wkt";
import { createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { listClusters } from "@qdrant/qdrant-cloud-public-api/qdrant/cloud/cluster/v1/cluster-ClusterService_connectquery.js";
import { type Cluster, ClusterService } from "@qdrant/qdrant-cloud-public-api/qdrant/cloud/cluster/v1/cluster_pb.js";
import { DatabaseApiKeyService }
  from "@qdrant/qdrant-cloud-public-api/qdrant/cloud/cluster/auth/v1/database_api_key_pb.js";

const authorize: Interceptor = (next) => (request) => {
  request.header.set("authorization", `apikey ${process.env["MANAGEMENT_KEY"]}`);
  return next(request);
};

const transport = createGrpcTransport({
  baseUrl: "https://grpc.cloud.qdrant.io:443",
  interceptors: [authorize],
});

const response = await createClient(ClusterService, transport).listClusters(
  { accountId: "5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01" },
  { timeoutMs: 60_000 },
);
for (const cluster of response.items satisfies Cluster[]) {
  const createdAt = cluster.createdAt && timestampDate(cluster.createdAt).toISOString();
  console.log(cluster.id, cluster.name, createdAt);
}
// What a component would give to useQuery.
console.log(listClusters.parent.typeName, listClusters.name);
console.log(DatabaseApiKeyService.typeName);
