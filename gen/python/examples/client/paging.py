"""Go through all backups of an account, item by item and then page by page."""

from qdrant.cloud.client import Client
from qdrant.cloud.cluster.backup.v1.backup_pb2 import ListBackupsRequest

with Client() as client:
    for backup in client.backups.all(page_size=50):
        print(backup.id, backup.name)

    # Pages also tell how many items there are in all.
    for page in client.backups.all(ListBackupsRequest(page_size=50)).pages():
        print(len(page.items), "of", page.total_size)
