"""Read one cluster within a deadline, and show all that a failed call reports. Set MANAGEMENT_KEY, ACCOUNT_ID and CLUSTER_ID."""

import os

import grpc
from google.rpc.error_details_pb2 import BadRequest, ErrorInfo, RetryInfo  # type: ignore[import-untyped]
from google.rpc.status_pb2 import Status  # type: ignore[import-untyped]
from qdrant.cloud.cluster.v1.cluster_pb2 import GetClusterRequest
from qdrant.cloud.cluster.v1.cluster_pb2_grpc import ClusterServiceStub

with grpc.secure_channel("grpc.cloud.qdrant.io:443", grpc.ssl_channel_credentials()) as channel:
    try:
        response = ClusterServiceStub(channel).GetCluster(
            GetClusterRequest(account_id=os.environ["ACCOUNT_ID"], cluster_id=os.environ["CLUSTER_ID"]),
            metadata=(("authorization", "apikey " + os.environ["MANAGEMENT_KEY"]),),
            timeout=30,  # Seconds. Without a deadline a call may wait for ever.
        )
        print("cluster:", response.cluster.name)
    except grpc.RpcError as error:
        trailer = {item.key: item.value for item in error.trailing_metadata() or ()}
        print("code:", error.code().value[0])
        print("message:", error.details())
        # Name the trace ID when you ask the support about a call.
        print("trace:", trailer.get("qc-trace-id", ""))
        for detail in Status.FromString(trailer.get("grpc-status-details-bin", b"")).details:
            bad_request, error_info, retry_info = BadRequest(), ErrorInfo(), RetryInfo()
            if detail.Unpack(bad_request):
                for violation in bad_request.field_violations:
                    print("field:", violation.field, violation.description)
            elif detail.Unpack(error_info):
                print("reason:", error_info.reason)
            elif detail.Unpack(retry_info):
                print("retry after seconds:", retry_info.retry_delay.seconds)
