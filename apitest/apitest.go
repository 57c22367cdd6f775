// Package apitest runs the API of Qdrant Cloud inside a test: a server that behaves as the contract says, in the process of the test
// and with a clock that the test drives. docs/emulator.md says what it does, and what it only simulates.
//
//	server := apitest.New(t)
//	client, err := qdrantcloud.New(qdrantcloud.WithConn(server.Conn()), qdrantcloud.WithAccount(apitest.AccountID))
//
// It is in the module in the root of the repository and not in the one of the SDK, so that who only calls the API needs nothing but
// gRPC and protobuf. Import it in tests alone, and it stays out of your programs.
package apitest

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/gen/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/clock"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/trouble"
)

// What is there from the start.
const (
	AccountID = access.DefaultAccount // AccountID is the account of Key.
	Key       = access.DefaultKey     // Key is a management key with all permissions in the account.
	Token     = access.DefaultToken   // Token is the bearer token of a user who owns the account, for methods that only people may call.
)

// Server is a running server. Its methods may be called from several goroutines; those that cannot do what they are asked fail the
// test.
type Server struct {
	t      testing.TB
	server *apiserver.Server
	clock  *clock.Clock
	conn   *grpc.ClientConn
}

// settings are what options change.
type settings struct {
	now    time.Time
	access []byte
}

// Option changes how a server starts.
type Option func(*settings)

// At lets the clock begin at a time; without it, it begins at the time of the machine. It stands still until [Server.Advance].
func At(now time.Time) Option { return func(s *settings) { s.now = now } }

// Access says who may call, as the YAML of docs/emulator.md does. The account, the key and the token of this package are then there
// only if it has them.
func Access(policy []byte) Option { return func(s *settings) { s.access = policy } }

// New starts a server that ends with the test.
func New(t testing.TB, options ...Option) *Server {
	t.Helper()
	set := settings{now: time.Now()}
	for _, option := range options {
		option(&set)
	}
	s := &Server{t: t, clock: clock.Still(set.now)}
	var err error
	if s.server, err = start(set, s.clock); err != nil {
		t.Fatalf("apitest: %v", err)
	}
	t.Cleanup(s.server.Close)
	s.conn = s.Dial("apikey " + Key)
	return s
}

func start(set settings, at *clock.Clock) (*apiserver.Server, error) {
	files, err := apiserver.Files(image.Contract())
	if err != nil {
		return nil, err
	}
	config := apiserver.Config{Files: files, Clock: at}
	if set.access != nil {
		api, err := rpc.New(files)
		if err != nil {
			return nil, err
		}
		if config.Access, err = access.Parse("the policy", set.access, access.Permissions(api)); err != nil {
			return nil, err
		}
	}
	return apiserver.Start(config)
}

// Address returns where the server listens, as host:port, without TLS.
func (s *Server) Address() string { return s.server.Addr() }

// URL returns the address for REST and Connect.
func (s *Server) URL() string { return "http://" + s.server.Addr() }

// Conn returns a connection whose calls are authorized with Key. It ends with the test.
func (s *Server) Conn() *grpc.ClientConn { return s.conn }

// Dial returns a connection whose calls have an authorization, such as "bearer " + Token; an empty one is none. It ends with the test.
func (s *Server) Dial(authorization string, options ...grpc.DialOption) *grpc.ClientConn {
	s.t.Helper()
	options = append([]grpc.DialOption{
		grpc.WithTransportCredentials(insecure.NewCredentials()),
		grpc.WithChainUnaryInterceptor(func(
			ctx context.Context, method string, request, response any, conn *grpc.ClientConn, invoke grpc.UnaryInvoker, opts ...grpc.CallOption,
		) error {
			if authorization != "" {
				ctx = metadata.AppendToOutgoingContext(ctx, "authorization", authorization)
			}
			return invoke(ctx, method, request, response, conn, opts...)
		}),
	}, options...)
	// No proxy of the machine is between a test and its own server.
	conn, err := grpc.NewClient("passthrough:///"+s.server.Addr(), append(options, grpc.WithNoProxy())...)
	if err != nil {
		s.t.Fatalf("apitest: %v", err)
	}
	s.t.Cleanup(func() { conn.Close() }) //nolint:errcheck // The test has ended.
	return conn
}

// Advance moves the clock on. What is due in between has happened when it returns: clusters are healthy, backups have ended.
func (s *Server) Advance(by time.Duration) {
	s.t.Helper()
	if _, err := s.clock.Advance(by); err != nil {
		s.t.Fatalf("apitest: %v", err)
	}
	if err := s.server.Settle(); err != nil {
		s.t.Fatalf("apitest: %v", err)
	}
}

// Fault is what makes calls fail.
type Fault struct {
	// Method is the name of a method, as in ListClusters or with its service as in
	// /qdrant.cloud.cluster.v1.ClusterService/ListClusters, or a pattern with *.
	Method string
	// Code is the status of the calls. Calls with codes.OK are only late.
	Code    codes.Code
	Times   int           // Times is how many calls fail; 0 stands for all until [Server.Reset].
	Message string        // Message is the text of the error.
	Retry   time.Duration // Retry is how long the error tells callers to wait.
	Latency time.Duration // Latency is how long each of these calls takes.
}

// Fail makes calls fail from now on.
func (s *Server) Fail(fault Fault) {
	s.t.Helper()
	if fault.Method != "*" && !strings.Contains(fault.Method, "/") {
		fault.Method = "/*/" + fault.Method
	}
	code := ""
	if fault.Code != codes.OK {
		code = rpc.CodeName(fault.Code)
	}
	err := s.server.Fail(trouble.Fault{
		Method: fault.Method, Code: code, Times: fault.Times, Message: fault.Message,
		Retry: trouble.Duration(fault.Retry), Latency: trouble.Duration(fault.Latency),
	})
	if err != nil {
		s.t.Fatalf("apitest: %v", err)
	}
}

// Seed puts entities as they are, whatever the rules for creating them, such as a cluster that is failing.
func (s *Server) Seed(entities ...proto.Message) {
	s.t.Helper()
	document := map[string][]json.RawMessage{}
	for _, entity := range entities {
		encoded, err := protojson.Marshal(entity)
		if err != nil {
			s.t.Fatalf("apitest: %v", err)
		}
		kind := string(entity.ProtoReflect().Descriptor().FullName())
		document[kind] = append(document[kind], encoded)
	}
	encoded, err := json.Marshal(document)
	if err == nil {
		_, err = s.server.Seed("the entities", encoded)
	}
	if err != nil {
		s.t.Fatalf("apitest: %v", err)
	}
}

// Call is a call that the server received.
type Call struct {
	Method   string      // Method is the full name, as in /qdrant.cloud.cluster.v1.ClusterService/ListClusters.
	Request  string      // Request is the request as compact ProtoJSON; empty if the caller was refused before it was read.
	Metadata metadata.MD // Metadata is what the client sent with the request.
	Code     codes.Code  // Code is how the call ended.
	Trace    string      // Trace is the id of the call, which its trailer qc-trace-id has.
}

// String writes a call in one line.
func (c Call) String() string { return fmt.Sprintf("%s %s %s", c.Method, c.Request, c.Code) }

// Calls returns the calls that the server received, the oldest first.
func (s *Server) Calls() []Call {
	var calls []Call
	for _, c := range s.server.Calls() {
		calls = append(calls, Call{Method: c.Method, Request: c.Request, Metadata: c.Metadata, Code: c.Code, Trace: c.Trace})
	}
	return calls
}

// Reset brings the server back to the state in which it started, without faults and recorded calls. The clock stays where it is.
func (s *Server) Reset() {
	s.t.Helper()
	if err := s.server.Reset(); err != nil {
		s.t.Fatalf("apitest: %v", err)
	}
}
