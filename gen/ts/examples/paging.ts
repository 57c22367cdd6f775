// List all backups of an account, page by page. Set MANAGEMENT_KEY and ACCOUNT_ID.
import { createClient, type Interceptor } from "@connectrpc/connect";
import { createGrpcTransport } from "@connectrpc/connect-node";
import { BackupService } from "@qdrant/qdrant-cloud-public-api/qdrant/cloud/cluster/backup/v1/backup_pb.js";

const authenticate: Interceptor = (next) => (request) => {
  request.header.set("Authorization", `apikey ${process.env.MANAGEMENT_KEY}`);
  return next(request);
};
const transport = createGrpcTransport({
  baseUrl: "https://grpc.cloud.qdrant.io:443",
  interceptors: [authenticate],
  defaultTimeoutMs: 30_000,
});

const backups = createClient(BackupService, transport);
const accountId = process.env.ACCOUNT_ID ?? "";
let page = await backups.listBackups({ accountId, pageSize: 2 });
for (;;) {
  for (const backup of page.items) {
    console.log(backup.id, backup.name);
  }
  // The last page has no token.
  if (!page.nextPageToken) {
    break;
  }
  page = await backups.listBackups({ accountId, pageSize: 2, pageToken: page.nextPageToken });
}
