// Package tools pins the generators of the Go SDK and the runtime that their output is built against: one go.mod,
// so that the two can't drift apart.
package tools

import (
	_ "buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	_ "google.golang.org/genproto/googleapis/api/annotations"
	_ "google.golang.org/genproto/googleapis/rpc/errdetails"
	_ "google.golang.org/grpc"
)
