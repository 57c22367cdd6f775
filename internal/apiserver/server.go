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
	"sync"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
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
	// Answers are by full method name, as in "/qdrant.cloud.auth.v1.AuthService/ListManagementKeys", and take the place of what
	// the server would do. A method without behaviour is Unimplemented.
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
	api      *rpc.API
	config   Config
	store    *store.Store
	handlers map[string]rpc.Handler
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
	api, err := rpc.New(config.Files)
	if err != nil {
		return nil, err
	}
	s := &Server{api: api, config: config, handlers: map[string]rpc.Handler{}}
	for name, answer := range config.Answers {
		if _, ok := api.Method(name); !ok {
			return nil, fmt.Errorf("Config.Answers[%q]: the API has no such method: want /package.Service/Method", name)
		}
		s.handlers[name] = handler(answer)
	}
	if s.store, err = store.Open(nil); err != nil {
		return nil, err
	}
	if s.listener, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		return nil, err
	}
	s.serve()
	return s, nil
}

// handler makes a handler of an answer.
func handler(answer Answer) rpc.Handler {
	return func(_ context.Context, call *rpc.Call) ([]byte, error) {
		return call.Reply(func(response *dynamicpb.Message) error { return answer(call.Request, response) })
	}
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

// Invoke answers a call: who is it, what do they want, may they, is it valid, and then what the method does.
func (s *Server) Invoke(ctx context.Context, in rpc.Incoming) rpc.Outcome {
	call, out := s.begin(in.Method.Name, in.Header)
	out.Response, out.Err = s.answer(ctx, in, &call, out.Header)
	if _, ok := status.FromError(out.Err); !ok {
		out.Err = status.Errorf(codes.Internal, "answering %s failed: %v", call.Method, out.Err)
	}
	s.record(call, out.Err)
	return out
}

// Unknown refuses a call of a method that the API does not have.
func (s *Server) Unknown(name string, header metadata.MD) rpc.Outcome {
	call, out := s.begin(name, header)
	out.Err = status.Errorf(codes.Unimplemented, "the API has no method %s", name)
	s.record(call, out.Err)
	return out
}

func (s *Server) begin(method string, header metadata.MD) (Call, rpc.Outcome) {
	call := Call{Method: method, Metadata: header, Trace: fmt.Sprintf("%032x", s.traces.Add(1))}
	return call, rpc.Outcome{Header: metadata.MD{}, Trailer: metadata.Pairs(traceTrailer, call.Trace)}
}

// record keeps a call before its response is sent, because the client may look at the calls right after it.
func (s *Server) record(call Call, err error) {
	call.Code = status.Code(err)
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, call)
}

// answer makes the response and records the request.
func (s *Server) answer(ctx context.Context, in rpc.Incoming, record *Call, header metadata.MD) ([]byte, error) {
	if err := s.authenticate(in); err != nil {
		return nil, err
	}
	if in.Method.Descriptor.IsStreamingClient() || in.Method.Descriptor.IsStreamingServer() {
		return nil, status.Errorf(codes.Unimplemented, "%s is a streaming method, which this server does not support", in.Method.Name)
	}
	request := in.Method.NewRequest()
	if err := in.Decode(request); err != nil {
		return nil, err
	}
	var err error
	if record.Request, err = s.json(request); err != nil {
		return nil, status.Error(codes.Internal, err.Error())
	}
	handler, ok := s.handlers[in.Method.Name]
	if !ok {
		return nil, status.Errorf(codes.Unimplemented, "this server has no behaviour for %s", in.Method.Name)
	}
	call := &rpc.Call{
		Method: in.Method, Request: request, Account: message.Text(request, in.Method.Account), Now: time.Now(), Header: header,
	}
	var response []byte
	err = s.store.Do(func(tx *store.Tx) error {
		call.Tx = tx
		response, err = handler(ctx, call)
		return err
	})
	return response, err
}

func (s *Server) authenticate(in rpc.Incoming) error {
	sent := in.Header.Get("authorization")
	if slices.Equal(sent, []string{"apikey " + s.config.Key}) {
		return nil
	}
	if in.Method.Options.Anonymous {
		return nil
	}
	if len(sent) == 0 {
		return status.Error(codes.Unauthenticated, "the call has no authorization metadata")
	}
	return status.Error(codes.Unauthenticated, "the authorization metadata is not `apikey` with the key of this server")
}

func (s *Server) json(message proto.Message) (string, error) {
	text, err := protojson.MarshalOptions{Resolver: s.api.Types}.Marshal(message)
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
