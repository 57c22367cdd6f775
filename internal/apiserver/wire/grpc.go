package wire

import (
	"fmt"
	"time"

	"google.golang.org/grpc"
	_ "google.golang.org/grpc/encoding/gzip" // Clients may compress their requests.
	"google.golang.org/grpc/health"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/keepalive"
	"google.golang.org/grpc/mem"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// newGRPC makes the server for the connections of gRPC clients.
func (s *Server) newGRPC() *grpc.Server {
	server := grpc.NewServer(
		grpc.UnknownServiceHandler(s.handle),
		grpc.ForceServerCodecV2(codec{}),
		grpc.MaxRecvMsgSize(largest(s.config.API)),
		grpc.MaxConcurrentStreams(MaxStreams),
		grpc.MaxHeaderListSize(MaxHeader),
		grpc.WaitForHandlers(true),
		grpc.ConnectionTimeout(s.patience.header),
		grpc.KeepaliveParams(keepalive.ServerParameters{MaxConnectionIdle: IdleTimeout, Time: PingAfter, Timeout: PingTimeout}),
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
	return finish(stream, s.invoke(stream.Context(), incoming{
		method: method, header: header, protocol: "grpc",
		read: func() ([]byte, error) { return s.receive(stream) }, decode: s.unmarshal,
	}))
}

// receive reads the request of a call. A client that takes too long does not keep the call.
func (s *Server) receive(stream grpc.ServerStream) ([]byte, error) {
	var request raw
	received := make(chan error, 1)
	go func() { received <- stream.RecvMsg(&request) }() // It ends with the stream, which the return of handle ends.
	late := time.NewTimer(s.patience.read)
	defer late.Stop()
	select {
	case err := <-received:
		return request, err
	case <-late.C:
		return nil, tooSlow(s.patience.read)
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
	return stream.SendMsg(raw(out.Response))
}

// raw is an encoded message.
type raw []byte

// codec passes encoded messages on: requests are decoded when it is known that the caller may make them, and responses are sent as
// they are. Reflection and health have messages of their own.
type codec struct{}

// Name is the content subtype of protobuf.
func (codec) Name() string { return "proto" }

// Marshal takes an encoded message or one to encode.
func (codec) Marshal(v any) (mem.BufferSlice, error) {
	switch v := v.(type) {
	case raw:
		return mem.BufferSlice{mem.SliceBuffer(v)}, nil
	case proto.Message:
		data, err := proto.Marshal(v)
		return mem.BufferSlice{mem.SliceBuffer(data)}, err
	}
	return nil, fmt.Errorf("%T is no message", v)
}

// Unmarshal keeps an encoded message or fills one.
func (codec) Unmarshal(data mem.BufferSlice, v any) error {
	content := data.Materialize() // A copy: grpc-go takes its buffers back.
	switch v := v.(type) {
	case *raw:
		*v = content
		return nil
	case proto.Message:
		return proto.Unmarshal(content, v)
	}
	return fmt.Errorf("%T is no message", v)
}
