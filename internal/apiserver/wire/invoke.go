package wire

import (
	"context"
	"runtime/debug"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/transcode"
)

// incoming is a call as a protocol brings it.
type incoming struct {
	method   *rpc.Method
	header   metadata.MD
	protocol string
	read     func() ([]byte, error)                         // read returns the encoded request.
	decode   func(data []byte, request proto.Message) error // decode fills a request with what was read.
}

// invoke answers a call of any protocol. A handler that panics has failed, and the server goes on.
func (s *Server) invoke(ctx context.Context, in incoming) (out rpc.Outcome) {
	select {
	case s.calls <- struct{}{}:
		defer func() { <-s.calls }()
	default:
		return rpc.Outcome{Err: status.Errorf(codes.ResourceExhausted, "%d calls are under way: the server takes no more at once", MaxCalls)}
	}
	defer func() {
		if fault := recover(); fault != nil {
			s.config.Log.Error("a call panicked", "method", in.method.Name, "fault", fault, "stack", string(debug.Stack()))
			out = rpc.Outcome{Err: status.Errorf(codes.Internal, "answering %s failed: %v", in.method.Name, fault)}
		}
	}()
	var held int64
	defer func() { s.held.Release(held) }()
	return s.config.Invoker.Invoke(ctx, rpc.Incoming{Method: in.method, Header: in.header, Protocol: in.protocol, Decode: func(request proto.Message) error {
		data, err := in.read()
		if err != nil {
			return err
		}
		if len(data) > limit(in.method) {
			return tooLarge(limit(in.method))
		}
		size := min(int64(len(data)), MaxHeld)
		if err := s.held.Acquire(ctx, size); err != nil {
			return status.FromContextError(err).Err()
		}
		held = size
		return in.decode(data, request)
	}})
}

// limit is the size of the largest request of a method, in bytes.
func limit(method *rpc.Method) int {
	if size := method.Options.MessageSize; size > 0 {
		return size << 20
	}
	return MaxMessage
}

// largest is the size of the largest request of all methods, in bytes.
func largest(api *rpc.API) int {
	size := MaxMessage
	for _, method := range api.Methods() {
		size = max(size, limit(method))
	}
	return size
}

// unmarshal decodes a request.
func (s *Server) unmarshal(data []byte, request proto.Message) error {
	options := proto.UnmarshalOptions{Resolver: s.config.API.Types, RecursionLimit: MaxNesting}
	return invalid("request", request, transcode.Decode(options, data, request))
}

// invalid says that what came is no encoded message.
func invalid(what string, request proto.Message, err error) error {
	if err == nil {
		return nil
	}
	return status.Errorf(codes.InvalidArgument, "the %s is no %s: %v", what, request.ProtoReflect().Descriptor().FullName(), err)
}

// tooLarge refuses a request.
func tooLarge(limit int) error {
	return status.Errorf(codes.ResourceExhausted, "the request is larger than %d bytes", limit)
}

// tooSlow refuses a client that does not send its request.
func tooSlow(patience time.Duration) error {
	return status.Errorf(codes.DeadlineExceeded, "the request did not come in %s", patience)
}
