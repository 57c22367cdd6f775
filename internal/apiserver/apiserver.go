package apiserver

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/reflection"
	"google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// Answer answers calls of one method: it fills response, which is of the method's response type and empty. An error with
// a gRPC status (status.Error) reaches the caller as it is. Answers may be called from several goroutines.
type Answer func(request, response proto.Message) error

// JSON answers every call with the same response, written as ProtoJSON.
func JSON(text string) Answer {
	return func(_, response proto.Message) error { return protojson.Unmarshal([]byte(text), response) }
}

// Config configures a server.
type Config struct {
	// Files are the descriptors of the API; their services are served.
	Files *protoregistry.Files
	// Key is the management key that callers have to send, as "authorization: apikey <key>".
	Key string
	// Answers are by full method name, as in "/qdrant.cloud.auth.v1.AuthService/ListManagementKeys". A method without an
	// answer is Unimplemented.
	Answers map[string]Answer
	// Certificate makes the server use TLS; nil is plain text.
	Certificate *tls.Certificate
}

// Call is one call as the server saw it.
type Call struct {
	Method   string      // Method is the full method name.
	Metadata metadata.MD // Metadata is what the client sent with the request.
	Request  string      // Request is the request as compact ProtoJSON; empty if the caller was refused before it was read.
	Code     codes.Code  // Code is how the call ended.
	Trace    string      // Trace is the ID of the call, which its trailer qc-trace-id has, as in production: 32 hexadecimal digits.
}

// Server is a running server. Its methods may be called from several goroutines.
type Server struct {
	config   Config
	types    *dynamicpb.Types
	options  *options.Reader
	listener net.Listener
	grpc     *grpc.Server

	traces atomic.Uint64 // traces counts the IDs that were given out.

	mu    sync.Mutex
	calls []Call
}

// Start serves on a free port of the loopback interface until [Server.Close]. An answer to a method that the API does not have is
// an error.
func Start(config Config) (*Server, error) {
	if config.Key == "" {
		return nil, errors.New("Config.Key is empty: the server needs a management key")
	}
	s := &Server{config: config, types: dynamicpb.NewTypes(config.Files), options: options.New(config.Files)}
	for name := range config.Answers {
		if _, err := s.method(name); err != nil {
			return nil, fmt.Errorf("Config.Answers[%q]: %w", name, err)
		}
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s.listener = listener
	// The codec of grpc takes any proto.Message, including dynamic ones, so no generated server is needed.
	settings := []grpc.ServerOption{grpc.UnknownServiceHandler(s.handle)}
	if config.Certificate != nil {
		settings = append(settings, grpc.Creds(credentials.NewServerTLSFromCert(config.Certificate)))
	}
	s.grpc = grpc.NewServer(settings...)
	grpc_reflection_v1.RegisterServerReflectionServer(s.grpc, reflection.NewServerV1(reflection.ServerOptions{
		Services: services{config.Files}, DescriptorResolver: config.Files,
	}))
	go s.grpc.Serve(listener) //nolint:errcheck // It ends with Close, and its error only reports that.
	return s, nil
}

// Addr returns the server's address as host:port.
func (s *Server) Addr() string { return s.listener.Addr().String() }

// Close stops the server and the running calls.
func (s *Server) Close() { s.grpc.Stop() }

// Calls returns the ended calls in the order in which they ended, without those of reflection.
func (s *Server) Calls() []Call {
	s.mu.Lock()
	defer s.mu.Unlock()
	return slices.Clone(s.calls)
}

// traceTrailer is the trailer that identifies a call.
const traceTrailer = "qc-trace-id"

// handle answers every call of the API.
func (s *Server) handle(_ any, stream grpc.ServerStream) error {
	name, _ := grpc.MethodFromServerStream(stream)
	call := Call{Method: name, Trace: fmt.Sprintf("%032x", s.traces.Add(1))}
	stream.SetTrailer(metadata.Pairs(traceTrailer, call.Trace))
	call.Metadata, _ = metadata.FromIncomingContext(stream.Context())
	response, err := s.answer(stream, &call)
	call.Code = status.Code(err)
	// Recorded before the response is sent, because the client may look at the calls right after it.
	s.mu.Lock()
	s.calls = append(s.calls, call)
	s.mu.Unlock()
	if err != nil {
		return err
	}
	return stream.SendMsg(response)
}

// answer makes the response and records the request in call.
func (s *Server) answer(stream grpc.ServerStream, call *Call) (proto.Message, error) {
	method, err := s.method(call.Method)
	if err != nil {
		return nil, status.Error(codes.Unimplemented, err.Error())
	}
	if err := s.authenticate(stream.Context(), method); err != nil {
		return nil, err
	}
	if method.IsStreamingClient() || method.IsStreamingServer() {
		return nil, status.Errorf(codes.Unimplemented, "%s is a streaming method, which this server does not support", call.Method)
	}
	request := dynamicpb.NewMessage(method.Input())
	if err := stream.RecvMsg(request); err != nil {
		return nil, err
	}
	if call.Request, err = s.json(request); err != nil {
		return nil, status.Error(codes.Internal, err.Error())
	}
	answer, ok := s.config.Answers[call.Method]
	if !ok {
		return nil, status.Errorf(codes.Unimplemented, "no answer is configured for %s", call.Method)
	}
	response := dynamicpb.NewMessage(method.Output())
	if err := answer(request, response); err != nil {
		if _, ok := status.FromError(err); ok {
			return nil, err
		}
		return nil, status.Errorf(codes.Internal, "answering %s failed: %v", call.Method, err)
	}
	return response, nil
}

// method finds a method by its full name, as in "/package.Service/Method".
func (s *Server) method(name string) (protoreflect.MethodDescriptor, error) {
	service, method, ok := strings.Cut(strings.TrimPrefix(name, "/"), "/")
	if !ok || !strings.HasPrefix(name, "/") {
		return nil, fmt.Errorf("%q is not a full method name: want /package.Service/Method", name)
	}
	found, err := s.config.Files.FindDescriptorByName(protoreflect.FullName(service))
	descriptor, isService := found.(protoreflect.ServiceDescriptor)
	if err != nil || !isService {
		return nil, fmt.Errorf("the API has no service %s", service)
	}
	if m := descriptor.Methods().ByName(protoreflect.Name(method)); m != nil {
		return m, nil
	}
	return nil, fmt.Errorf("the service %s has no method %s", service, method)
}

func (s *Server) authenticate(ctx context.Context, method protoreflect.MethodDescriptor) error {
	sent := metadata.ValueFromIncomingContext(ctx, "authorization")
	if slices.Equal(sent, []string{"apikey " + s.config.Key}) {
		return nil
	}
	if set, err := s.options.Method(method); err == nil && set.Anonymous {
		return nil
	}
	if len(sent) == 0 {
		return status.Error(codes.Unauthenticated, "the call has no authorization metadata")
	}
	return status.Error(codes.Unauthenticated, "the authorization metadata is not `apikey` with the key of this server")
}

func (s *Server) json(message proto.Message) (string, error) {
	text, err := protojson.MarshalOptions{Resolver: s.types}.Marshal(message)
	if err != nil {
		return "", err
	}
	// protojson varies its white space deliberately.
	var compact bytes.Buffer
	err = json.Compact(&compact, text)
	return compact.String(), err
}

// services names the services of the API to reflection.
type services struct{ files *protoregistry.Files }

func (s services) GetServiceInfo() map[string]grpc.ServiceInfo {
	infos := map[string]grpc.ServiceInfo{}
	s.files.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Services().Len() {
			infos[string(file.Services().Get(i).FullName())] = grpc.ServiceInfo{}
		}
		return true
	})
	return infos
}
