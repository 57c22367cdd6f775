"""Lists the packages that an account can book."""

import os
from importlib.metadata import version

import grpc
from google.protobuf.json_format import MessageToDict
from qdrant.cloud.booking.v1.booking_pb2 import (
    ListPackagesRequest,
    ListPackagesResponse,
    Package,
)
from qdrant.cloud.booking.v1.booking_pb2_grpc import (
    BookingServiceServicer,
    BookingServiceStub,
)


class NoPackages(BookingServiceServicer):
    """The other side of the API, as the tests of a user stand it up."""

    def ListPackages(
        self, request: ListPackagesRequest, context: grpc.ServicerContext
    ) -> ListPackagesResponse:
        return ListPackagesResponse(items=[])


def packages(endpoint: str, key: str) -> list[Package]:
    # The endpoint of a test has no TLS; that of the product has (grpc.secure_channel).
    with grpc.insecure_channel(endpoint) as channel:
        response = BookingServiceStub(channel).ListPackages(
            ListPackagesRequest(
                account_id="5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01",
                cloud_provider_id="aws",
                cloud_provider_region_id="eu-central-1",
            ),
            metadata=(("authorization", f"apikey {key}"),),
            timeout=60,
        )
        return list(response.items)


def main() -> None:
    for package in packages(
        os.environ["QDRANT_CLOUD_ENDPOINT"], os.environ["QDRANT_CLOUD_API_KEY"]
    ):
        print(package.id, package.name, package.unit_int_price_per_hour, package.currency)
        print(MessageToDict(package)["unitIntPricePerHour"])
    for runtime in ("protobuf", "grpcio"):
        print(runtime, version(runtime))


if __name__ == "__main__":
    main()
