"""Runs programs, each against an emulator of its own, and prints what they print as JSON. Arguments: the programs."""

import json
import os
import subprocess
import sys
from pathlib import Path

from qdrant.cloud.booking.v1.booking_pb2 import ListPackagesRequest
from qdrant.cloud.client import Client
from qdrant.cloud.cluster.v1.cluster_pb2 import Cluster, CreateClusterRequest
from qdrant.cloud.emulator import Emulator


def prepare(client: Client) -> None:
    """Create a cluster, for programs that change or list one."""
    packages = client.booking.all_packages(ListPackagesRequest(cloud_provider_id="aws", cloud_provider_region_id="eu-central-1"))
    wanted = Cluster(name="archive", cloud_provider_id="aws", cloud_provider_region_id="eu-central-1")
    wanted.configuration.package_id = max(packages, key=lambda package: package.unit_int_price_per_hour).id
    wanted.configuration.number_of_nodes = 1
    client.clusters.create(CreateClusterRequest(cluster=wanted))


printed = {}
for program in sys.argv[1:]:
    # The clock runs a thousand times as fast, so that waits end soon.
    with Emulator(["-speed=1000"]) as emulator, emulator.client() as client:
        prepare(client)
        environment = {
            **os.environ,
            "QDRANT_CLOUD_API_KEY": emulator.key,
            "QDRANT_CLOUD_ACCOUNT_ID": emulator.account_id,
            "QDRANT_CLOUD_ENDPOINT": emulator.url,
        }
        done = subprocess.run([sys.executable, program], env=environment, capture_output=True, text=True, timeout=120)
        printed[Path(program).stem] = done.stdout + done.stderr
print(json.dumps(printed))
