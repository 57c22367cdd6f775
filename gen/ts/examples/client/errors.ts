// Read one cluster, and show all that a failed call reports. Set QDRANT_CLOUD_API_KEY, QDRANT_CLOUD_ACCOUNT_ID and CLUSTER_ID.
import { Client, isError } from "@qdrant/qdrant-cloud-public-api/client";

const client = new Client();
try {
  const { cluster } = await client.clusters.get({ clusterId: process.env["CLUSTER_ID"] ?? "" }, { timeoutMs: 5_000 });
  console.log("cluster:", cluster?.name);
} catch (error) {
  if (isError(error, "NOT_FOUND", "PERMISSION_DENIED")) {
    console.log("there is no such cluster for this key");
  } else if (isError(error)) {
    console.log("code:", error.code);
    console.log("message:", error.rawMessage);
    console.log("reason:", error.reason);
    // Name the trace id when you ask the support about a call.
    console.log("trace:", error.traceId);
    for (const { field, description } of error.violations) {
      console.log("field:", field, description);
    }
  } else {
    throw error;
  }
}
