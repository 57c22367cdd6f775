package apiserver

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"sync/atomic"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/clock"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/trouble"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/wire"
)

// Answer answers calls of one method: it fills response, which is of the method's response type and empty. An error with
// a gRPC status (status.Error) reaches the caller as it is. Answers may be called from several goroutines.
type Answer func(request, response proto.Message) error

// JSON answers every call with the same response, written as ProtoJSON.
func JSON(text string) Answer {
	return func(_, response proto.Message) error { return protojson.Unmarshal([]byte(text), response) }
}

// Config configures a server. Only Files are needed.
type Config struct {
	// Files are the descriptors of the API; their services are served.
	Files *protoregistry.Files
	// Address is where the server listens, as in 127.0.0.1:8080; a free port of the loopback interface if empty.
	Address string
	// Certificate makes the server use TLS; nil is plain text.
	Certificate *tls.Certificate

	// Access says who may call; nil is [access.Default], or nobody but the holder of Key if there is one.
	Access *access.Policy
	// Key is a management key with every permission in every account, besides those of Access.
	Key string

	// Answers are by full method name, as in "/qdrant.cloud.auth.v1.AuthService/ListManagementKeys", and take the place of what
	// the server would do. A request that they answer is not validated. A method without behaviour is Unimplemented.
	Answers map[string]Answer

	// Data keeps the entities while no server runs; nil keeps them in memory. The server closes it.
	Data store.Journal
	// Clock is the time of the server; nil is that of the machine.
	Clock *clock.Clock
	// Seed is a document with entities that are there from the start, for [Server.Seed]. SeedName names it in errors.
	Seed     []byte
	SeedName string

	// Hosts are names of this server besides localhost, under which the page and the control endpoints answer.
	Hosts []string
	// RemoteConsole lets other machines use the page and the control endpoints, which need no key.
	RemoteConsole bool

	// Observe is called with every call when it has ended, from several goroutines; nil for nobody. Its Request is empty.
	Observe func(Call)
}

// Server is a running server. Its methods may be called from several goroutines.
type Server struct {
	api       *rpc.API
	config    Config
	access    *access.Control
	clock     *clock.Clock
	faults    *trouble.Faults
	store     *store.Store
	behaviour rpc.Behaviour
	wire      *wire.Server

	traces atomic.Uint64 // traces counts the IDs that were given out.
	calls  record
}

// Start serves until [Server.Close]. An answer to a method that the API does not have is an error.
func Start(config Config) (*Server, error) {
	s, err := prepare(config)
	if err != nil {
		if config.Data != nil {
			err = errors.Join(err, config.Data.Close())
		}
		return nil, err
	}
	if err := s.listen(); err != nil {
		return nil, errors.Join(err, s.store.Close())
	}
	return s, nil
}

// listen serves all protocols at the address.
func (s *Server) listen() error {
	listener, err := net.Listen("tcp", s.config.Address)
	if err != nil {
		return err
	}
	s.wire, err = wire.Serve(listener, wire.Config{
		API: s.api, Invoker: s, Certificate: s.config.Certificate, Extra: s.console(),
	})
	return err
}

// prepare makes a server that does not listen yet.
func prepare(config Config) (*Server, error) {
	api, err := rpc.New(config.Files)
	if err != nil {
		return nil, err
	}
	if config.Address == "" {
		config.Address = "127.0.0.1:0"
	}
	s := &Server{api: api, config: config, clock: config.Clock, faults: &trouble.Faults{}}
	if s.clock == nil {
		s.clock = clock.New()
	}
	s.access = access.New(api, policy(config))
	if s.behaviour, err = behaviourOf(s); err != nil {
		return nil, err
	}
	for name := range config.Answers {
		if _, ok := api.Method(name); !ok {
			return nil, fmt.Errorf("Config.Answers[%q]: the API has no such method: want /package.Service/Method", name)
		}
	}
	if s.store, err = store.Open(config.Data); err != nil {
		return nil, err
	}
	if err := s.store.Do(func(tx *store.Tx) error { return errors.Join(s.resumeTime(tx), s.seed(tx)) }); err != nil {
		return nil, err
	}
	return s, nil
}

// policy is who may call.
func policy(config Config) *access.Policy {
	switch {
	case config.Key == "" && config.Access == nil:
		return access.Default()
	case config.Key == "":
		return config.Access
	case config.Access == nil:
		return access.Unrestricted(config.Key)
	}
	both := *config.Access
	both.Keys = append(access.Unrestricted(config.Key).Keys, both.Keys...)
	return &both
}

// seed adds what is there before the first call: what the behaviour brings, and then what the configuration says.
func (s *Server) seed(tx *store.Tx) error {
	if s.behaviour.Seed != nil {
		if err := s.behaviour.Seed(tx, s.clock.Now()); err != nil {
			return err
		}
	}
	_, err := s.plant(tx, s.config.SeedName, s.config.Seed)
	return err
}

// handler makes a handler of an answer.
func handler(answer Answer) rpc.Handler {
	return func(_ context.Context, call *rpc.Call) ([]byte, error) {
		return call.Reply(func(response *dynamicpb.Message) error { return answer(call.Request, response) })
	}
}

// Addr returns the server's address as host:port.
func (s *Server) Addr() string { return s.wire.Addr().String() }

// Size returns how many services and methods the server has.
func (s *Server) Size() (services, methods int) {
	all := s.api.Methods()
	named := map[string]bool{}
	for _, method := range all {
		named[string(method.Descriptor.Parent().FullName())] = true
	}
	return len(named), len(all)
}

// Close stops the server and the running calls.
func (s *Server) Close() {
	s.wire.Close()
	_ = s.store.Do(s.keepTime)
	_ = s.store.Close() // What was acknowledged lasts already.
}
