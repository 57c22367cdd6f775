package wire

import (
	"cmp"
	"fmt"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	_ "google.golang.org/grpc/encoding/gzip" // Clients may compress their requests.
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// newGRPC makes the server for the connections of gRPC clients.
func (s *Server) newGRPC() *grpc.Server {
	largest := MaxMessage
	for _, method := range s.config.API.Methods() {
		largest = max(largest, limit(method))
	}
	server := grpc.NewServer(
		grpc.UnknownServiceHandler(s.handle),
		grpc.ForceServerCodecV2(codec{s}),
		grpc.MaxRecvMsgSize(largest),
		grpc.MaxConcurrentStreams(MaxStreams),
		grpc.MaxHeaderListSize(MaxHeader),
		grpc.ConnectionTimeout(HeaderTimeout),
		grpc.KeepaliveParams(keepalive.ServerParameters{MaxConnectionIdle: IdleTimeout, Time: time.Minute, Timeout: 20 * time.Second}),
		grpc.KeepaliveEnforcementPolicy(keepalive.EnforcementPolicy{MinTime: 5 * time.Second, PermitWithoutStream: true}),
	)
	registerReflection(server, s.config.API.Files)
	healthy := health.NewServer()
	for name := range (services{s.config.API.Files}).GetServiceInfo() {
		healthy.SetServingStatus(name, grpc_health_v1.HealthCheckResponse_SERVING)
	}
	grpc_health_v1.RegisterHealthServer(server, healthy)
	return server
}

// handle answers every call of the API over gRPC.
func (s *Server) handle(_ any, stream grpc.ServerStream) error {
	name, _ := grpc.MethodFromServerStream(stream)
	header, _ := metadata.FromIncomingContext(stream.Context())
	method, ok := s.config.API.Method(name)
	if !ok {
		return finish(stream, s.config.Invoker.Unknown(name, header))
	}
	return finish(stream, s.invoke(stream.Context(), rpc.Incoming{
		Method: method, Header: header, Protocol: "grpc",
		Decode: func(request proto.Message) error {
			return receive(stream, &incoming{message: request, limit: limit(method)})
		},
	}))
}

// receive reads the request of a call. A client that takes too long does not keep the call.
func receive(stream grpc.ServerStream, request *incoming) error {
	received := make(chan error, 1)
	go func() { received <- stream.RecvMsg(request) }() // It ends with the stream, which the return of handle ends.
	late := time.NewTimer(ReadTimeout)
	defer late.Stop()
	select {
	case err := <-received:
		return cmp.Or(err, request.err)
	case <-late.C:
		return status.Errorf(codes.DeadlineExceeded, "the request did not come in %s", ReadTimeout)
	}
}

// finish sends how a call ended.
func finish(stream grpc.ServerStream, out rpc.Outcome) error {
	stream.SetTrailer(out.Trailer)
	if err := stream.SetHeader(out.Header); err != nil {
		return err
	}
	if out.Err != nil {
		return out.Err
	}
	return stream.SendMsg(encoded(out.Response))
}

// encoded is a response that is encoded already.
type encoded []byte

// incoming is a request that is received.
type incoming struct {
	message proto.Message
	limit   int
	err     error // err is why it cannot be decoded. An error of the codec itself would be a fault of the server to grpc-go.
}

// codec sends responses as they are, and decodes requests. Reflection and health have messages of their own.
type codec struct{ server *Server }

// Name is the content subtype of protobuf.
func (codec) Name() string { return "proto" }

// Marshal takes an encoded response or a message.
func (codec) Marshal(v any) (mem.BufferSlice, error) {
	switch v := v.(type) {
	case encoded:
		return mem.BufferSlice{mem.SliceBuffer(v)}, nil
	case proto.Message:
		data, err := proto.Marshal(v)
		return mem.BufferSlice{mem.SliceBuffer(data)}, err
	}
	return nil, fmt.Errorf("%T is no message", v)
}

// Unmarshal fills a request of the API, or a message.
func (c codec) Unmarshal(data mem.BufferSlice, v any) error {
	content := data.MaterializeToBuffer(mem.DefaultBufferPool())
	defer content.Free()
	switch v := v.(type) {
	case *incoming:
		if v.err = c.server.unmarshal(content.ReadOnlyData(), v.message); content.Len() > v.limit {
			v.err = tooLarge(v.limit)
		}
		return nil
	case proto.Message:
		return proto.Unmarshal(content.ReadOnlyData(), v)
	}
	return fmt.Errorf("%T is no message", v)
}
