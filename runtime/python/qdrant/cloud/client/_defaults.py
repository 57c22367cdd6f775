"""Where production is. Generated from sdk.yaml."""

GRPC_ENDPOINT = "grpc.cloud.qdrant.io:443"
REST_ENDPOINT = "https://api.cloud.qdrant.io"
