package apiserver

import (
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/reflection"
	"google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// serve answers on the listener, without waiting.
func (s *Server) serve() {
	// The codec of grpc takes any proto.Message, including dynamic ones, so no generated server is needed.
	settings := []grpc.ServerOption{grpc.UnknownServiceHandler(s.handle)}
	if s.config.Certificate != nil {
		settings = append(settings, grpc.Creds(credentials.NewServerTLSFromCert(s.config.Certificate)))
	}
	s.grpc = grpc.NewServer(settings...)
	grpc_reflection_v1.RegisterServerReflectionServer(s.grpc, reflection.NewServerV1(reflection.ServerOptions{
		Services: services{s.config.Files}, DescriptorResolver: s.config.Files,
	}))
	go s.grpc.Serve(s.listener) //nolint:errcheck // It ends with Close, and its error only reports that.
}

// handle answers every call of the API over gRPC.
func (s *Server) handle(_ any, stream grpc.ServerStream) error {
	name, _ := grpc.MethodFromServerStream(stream)
	header, _ := metadata.FromIncomingContext(stream.Context())
	method, ok := s.api.Method(name)
	if !ok {
		out := s.Unknown(name, header)
		stream.SetTrailer(out.Trailer)
		return out.Err
	}
	out := s.Invoke(stream.Context(), rpc.Incoming{Method: method, Header: header, Protocol: "grpc", Decode: func(request proto.Message) error {
		return stream.RecvMsg(request)
	}})
	stream.SetTrailer(out.Trailer)
	if out.Err != nil {
		return out.Err
	}
	if err := stream.SetHeader(out.Header); err != nil {
		return err
	}
	response := method.NewResponse()
	if err := proto.Unmarshal(out.Response, response); err != nil {
		return status.Error(codes.Internal, err.Error())
	}
	return stream.SendMsg(response)
}
