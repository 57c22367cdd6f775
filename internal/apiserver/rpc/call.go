package rpc

import (
	"context"
	"time"

	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// Incoming is a call as it comes in over any protocol.
type Incoming struct {
	Method *Method
	Header metadata.MD // Header is what the caller sent, with keys in lower case.
	// Protocol is what the caller speaks: grpc, grpc-web, connect or rest.
	Protocol string
	// Decode reads the request. It is called at most once, and not for a caller who is refused before that. Its errors have a
	// gRPC status.
	Decode func(request proto.Message) error
}

// Outcome is how a call ended.
type Outcome struct {
	Response []byte // Response is the encoded response message; nil if there is an error.
	Header   metadata.MD
	Trailer  metadata.MD
	Err      error // Err has a gRPC status.
}

// Invoker answers calls. It may be called from several goroutines.
type Invoker interface {
	Invoke(ctx context.Context, in Incoming) Outcome
	// Unknown refuses a call of a method that the API does not have.
	Unknown(name string, header metadata.MD) Outcome
}

// The kinds of actors, as options.Method names them.
const (
	User           = "user"
	ManagementKey  = "management_key"
	ServiceAccount = "service_account"
)

// Actor is who makes a call. The zero value is an anonymous caller.
type Actor struct {
	Type string // Type is User, ManagementKey or ServiceAccount.
	ID   string // ID is the id of the user, of the management key, or the name of the service.
	// Account is the account that a management key belongs to; empty for the others.
	Account string
}

// Call is a call that passed authentication, authorization and validation.
type Call struct {
	Method  *Method
	Request *dynamicpb.Message
	Actor   Actor
	Account string    // Account is the account of the request, empty for a method that is not about one.
	Agent   string    // Agent is the user agent of the caller.
	Now     time.Time // Now is the time on the clock of the server.
	Tx      *store.Tx // Tx is what the call sees and changes. It commits if the handler returns no error.

	// Header goes to the caller with the response.
	Header metadata.MD
}

// Handler answers a call with an encoded message of the method's response type. Its errors have a gRPC status; any other error
// is a fault of the server.
type Handler func(ctx context.Context, call *Call) ([]byte, error)

// Reply encodes the response that fill makes.
func (c *Call) Reply(fill func(response *dynamicpb.Message) error) ([]byte, error) {
	response := c.Method.NewResponse()
	if err := fill(response); err != nil {
		return nil, err
	}
	return proto.Marshal(response)
}

// Behaviour is what the methods of an API do. Each part may be left out.
type Behaviour struct {
	// Handlers are by the full names of the methods. A method without one is Unimplemented.
	Handlers map[string]Handler
	// Prepare completes a request before it is validated: a change by field mask gets the rest of the entity.
	Prepare func(ctx context.Context, call *Call) error
	// Settle takes the steps that are due at a time.
	Settle func(tx *store.Tx, now time.Time) error
	// Seed adds what is there before the first call. It leaves alone what is there already.
	Seed func(tx *store.Tx, now time.Time) error
	// Add stores an entity as it is.
	Add func(tx *store.Tx, now time.Time, entity proto.Message) error
}
