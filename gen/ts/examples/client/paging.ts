// Go through all backups page by page, and say how many there are. Set QDRANT_CLOUD_API_KEY and QDRANT_CLOUD_ACCOUNT_ID.
import { Client } from "@qdrant/qdrant-cloud-public-api/client";

const client = new Client();
let seen = 0;
for await (const page of client.backups.all({}, { pageSize: 100 }).pages()) {
  seen += page.items.length;
  console.log(`${seen} of ${page.totalSize ?? seen}`);
}
