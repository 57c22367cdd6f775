"""Lists the packages that an account can book."""

import os
from importlib.metadata import version

import grpc
from google.protobuf.json_format import MessageToDict
from qdrant.cloud.booking.v1.booking_pb2 import ListPackagesRequest
from qdrant.cloud.booking.v1.booking_pb2_grpc import BookingServiceServicer
from qdrant.cloud.booking.v1.booking_pb2 import ListPackagesResponse, Package
from qdrant.cloud.booking.v1.booking_pb2_grpc import BookingServiceStub


class NoPackages(BookingServiceServicer):
    """The other side of the API, as the tests of a user stand it up."""

    def ListPackages(
        self, request: ListPackagesRequest, context: grpc.ServicerContext
    ) -> ListPackagesResponse:
        return ListPackagesResponse(items=[])


def packages(key: str) -> list[Package]:
    with grpc.secure_channel("grpc.cloud.qdrant.io:443", grpc.ssl_channel_credentials()) as channel:
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
    for package in packages(os.environ["MANAGEMENT_KEY"]):
        print(package.id, package.name, package.unit_int_price_per_hour, package.currency)
        print(MessageToDict(package)["unitIntPricePerHour"])
    for runtime in ("protobuf", "grpcio"):
        print(runtime, version(runtime))


if __name__ == "__main__":
    main()
