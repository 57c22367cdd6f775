package wire

import (
	"context"
	"runtime/debug"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// invoke answers a call of any protocol. A handler that panics has failed, and the server goes on.
func (s *Server) invoke(ctx context.Context, in rpc.Incoming) (out rpc.Outcome) {
	select {
	case s.calls <- struct{}{}:
		defer func() { <-s.calls }()
	default:
		return rpc.Outcome{Err: status.Errorf(codes.ResourceExhausted, "%d calls are under way: the server takes no more at once", MaxCalls)}
	}
	defer func() {
		if fault := recover(); fault != nil {
			s.config.Log.Error("a call panicked", "method", in.Method.Name, "fault", fault, "stack", string(debug.Stack()))
			out = rpc.Outcome{Err: status.Errorf(codes.Internal, "answering %s failed: %v", in.Method.Name, fault)}
		}
	}()
	return s.config.Invoker.Invoke(ctx, in)
}

// limit is the size of the largest request of a method, in bytes.
func limit(method *rpc.Method) int {
	if size := method.Options.MessageSize; size > 0 {
		return size << 20
	}
	return MaxMessage
}

// unmarshal decodes a request.
func (s *Server) unmarshal(data []byte, request proto.Message) error {
	if err := (proto.UnmarshalOptions{Resolver: s.config.API.Types, RecursionLimit: MaxNesting}).Unmarshal(data, request); err != nil {
		return status.Errorf(codes.InvalidArgument, "the request is no %s: %v", request.ProtoReflect().Descriptor().FullName(), err)
	}
	return nil
}

// tooLarge refuses a request.
func tooLarge(limit int) error {
	return status.Errorf(codes.ResourceExhausted, "the request is larger than %d bytes", limit)
}
