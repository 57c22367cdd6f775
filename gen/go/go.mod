// Rendered from templates/go/go.mod.tmpl; the versions are those of tools/go/go.mod.
module github.com/qdrant/qdrant-cloud-public-api/gen/go

go 1.24.0

require (
	buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go v1.36.10-20250912141014-52f32327d4b0.1
	google.golang.org/genproto/googleapis/api v0.0.0-20250804133106-a7a43d27e69b
	google.golang.org/genproto/googleapis/rpc v0.0.0-20250804133106-a7a43d27e69b
	google.golang.org/grpc v1.76.0
	google.golang.org/protobuf v1.36.10
)

// Before v0.174.0 the module in the root of the repository had the packages of this one. Whoever uses both gets a root without them.
require github.com/qdrant/qdrant-cloud-public-api v0.174.0

// Only for work on this module itself: users get the root from its git tag, if they need it at all.
replace github.com/qdrant/qdrant-cloud-public-api => ./internal/root

require (
	golang.org/x/net v0.42.0 // indirect
	golang.org/x/sys v0.34.0 // indirect
	golang.org/x/text v0.27.0 // indirect
)
