// Read one cluster within a deadline, and show all that a failed call reports. Set MANAGEMENT_KEY, ACCOUNT_ID and CLUSTER_ID.
import { ConnectError, createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { ClusterService } from "@qdrant/qdrant-cloud-public-api/qdrant/cloud/cluster/v1/cluster_pb.js";
import { BadRequestSchema, ErrorInfoSchema, RetryInfoSchema } from "@qdrant/qdrant-cloud-public-api/google/rpc/error_details";

const authenticate: Interceptor = (next) => (request) => {
  request.header.set("Authorization", `apikey ${process.env.MANAGEMENT_KEY}`);
  return next(request);
};
const transport = createGrpcTransport({
  baseUrl: "https://grpc.cloud.qdrant.io:443",
  interceptors: [authenticate],
  defaultTimeoutMs: 30_000, // Without a deadline a call may wait for ever.
});

try {
  const response = await createClient(ClusterService, transport).getCluster({
    accountId: process.env.ACCOUNT_ID ?? "",
    clusterId: process.env.CLUSTER_ID ?? "",
  });
  console.log("cluster:", response.cluster?.name);
} catch (thrown) {
  const error = ConnectError.from(thrown);
  console.log("code:", error.code);
  console.log("message:", error.rawMessage);
  // Name the trace ID when you ask the support about a call.
  console.log("trace:", error.metadata.get("qc-trace-id") ?? "");
  for (const violation of error.findDetails(BadRequestSchema).flatMap((detail) => detail.fieldViolations)) {
    console.log("field:", violation.field, violation.description);
  }
  for (const detail of error.findDetails(ErrorInfoSchema)) {
    console.log("reason:", detail.reason);
  }
  for (const detail of error.findDetails(RetryInfoSchema)) {
    console.log("retry after seconds:", Number(detail.retryDelay?.seconds ?? 0n));
  }
}
