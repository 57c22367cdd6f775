"""List all backups of an account, page by page. Set MANAGEMENT_KEY and ACCOUNT_ID."""

import os

import grpc
from qdrant.cloud.cluster.backup.v1.backup_pb2 import ListBackupsRequest
from qdrant.cloud.cluster.backup.v1.backup_pb2_grpc import BackupServiceStub

with grpc.secure_channel("grpc.cloud.qdrant.io:443", grpc.ssl_channel_credentials()) as channel:
    backups = BackupServiceStub(channel)
    request = ListBackupsRequest(account_id=os.environ["ACCOUNT_ID"], page_size=2)
    while True:
        page = backups.ListBackups(request, metadata=(("authorization", "apikey " + os.environ["MANAGEMENT_KEY"]),), timeout=30)
        for backup in page.items:
            print(backup.id, backup.name)
        # The last page has no token.
        if not page.next_page_token:
            break
        request.page_token = page.next_page_token
