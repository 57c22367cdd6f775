package apiserver

import (
	"context"
	"fmt"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// exchange is a call on its way through the steps.
type exchange struct {
	in       rpc.Incoming
	began    time.Time // began is the real time at which the call came in.
	record   Call
	request  []byte // request is what the caller sent, as it was before anything completed it.
	caller   access.Caller
	call     *rpc.Call
	header   metadata.MD
	response []byte
}

// step does a part of the work, or ends the call with an error.
type step func(*Server, context.Context, *exchange) error

// steps are what happens to every call, in this order. Who may not call is refused before the request is read, and who may not see
// an account before the request is judged: an outsider learns nothing, not even what would be valid.
var steps = []step{
	(*Server).meetTrouble,
	(*Server).authenticate,
	(*Server).decode,
	(*Server).authorize,
	(*Server).settle,
	(*Server).perform,
}

// traceTrailer is the trailer that identifies a call.
const traceTrailer = "qc-trace-id"

// Invoke answers a call: it goes through the steps until one of them ends it.
func (s *Server) Invoke(ctx context.Context, in rpc.Incoming) rpc.Outcome {
	e := s.begin(in.Method.Name, in)
	var err error
	for _, step := range steps {
		if err = step(s, ctx, e); err != nil {
			break
		}
	}
	return s.end(e, err)
}

// Unknown refuses a call of a method that the API does not have.
func (s *Server) Unknown(name string, header metadata.MD) rpc.Outcome {
	e := s.begin(name, rpc.Incoming{Header: header})
	return s.end(e, status.Errorf(codes.Unimplemented, "the API has no method %s", name))
}

func (s *Server) begin(method string, in rpc.Incoming) *exchange {
	return &exchange{in: in, began: time.Now(), header: metadata.MD{}, record: Call{
		Method: method, Metadata: in.Header, Protocol: in.Protocol, Time: s.clock.Now(), Trace: fmt.Sprintf("%032x", s.traces.Add(1)),
	}}
}

func (s *Server) end(e *exchange, err error) rpc.Outcome {
	if _, ok := status.FromError(err); !ok {
		err = status.Errorf(codes.Internal, "answering %s failed: %v", e.record.Method, err)
	}
	e.close(s, err)
	out := rpc.Outcome{Header: e.header, Trailer: metadata.Pairs(traceTrailer, e.record.Trace), Err: err}
	if err == nil {
		out.Response = e.response
	}
	return out
}

// meetTrouble lets the faults happen that a test has asked for.
func (s *Server) meetTrouble(ctx context.Context, e *exchange) error {
	return s.faults.Meet(ctx, e.in.Method.Name, e.in.Header)
}

func (s *Server) authenticate(_ context.Context, e *exchange) error {
	return s.store.Do(func(tx *store.Tx) (err error) {
		e.caller, err = s.access.Authenticate(tx, e.in.Method, e.in.Header)
		e.record.Actor = e.caller.Actor
		return err
	})
}

func (s *Server) decode(_ context.Context, e *exchange) error {
	if e.in.Method.Descriptor.IsStreamingClient() || e.in.Method.Descriptor.IsStreamingServer() {
		return status.Errorf(codes.Unimplemented, "%s is a streaming method, which this server does not support", e.in.Method.Name)
	}
	request := e.in.Method.NewRequest()
	err := e.in.Decode(request)
	if err != nil {
		return err
	}
	if e.request, err = proto.Marshal(request); err != nil {
		return status.Errorf(codes.InvalidArgument, "the request cannot be encoded: %v", err)
	}
	e.call = &rpc.Call{
		Method: e.in.Method, Request: request, Actor: e.caller.Actor, Account: message.Text(request, e.in.Method.Account),
		Agent: last(e.in.Header.Get("user-agent")), Now: s.clock.Now(), Header: e.header,
	}
	return nil
}

func last(values []string) string {
	if len(values) == 0 {
		return ""
	}
	return values[len(values)-1]
}

func (s *Server) authorize(_ context.Context, e *exchange) error {
	return s.store.Do(func(tx *store.Tx) error {
		return s.access.Authorize(s.api, tx, e.in.Method, e.caller, e.call.Account)
	})
}

// settle lets the entities take the steps that are due. It has a transaction of its own: they are taken although the call may fail.
func (s *Server) settle(_ context.Context, e *exchange) error {
	if s.behaviour.Settle == nil {
		return nil
	}
	return s.store.Do(func(tx *store.Tx) error { return s.behaviour.Settle(tx, e.call.Now) })
}

// perform has the method do what it does, in a transaction: what a change by field mask is merged with is what it replaces.
func (s *Server) perform(ctx context.Context, e *exchange) error {
	return s.store.Do(func(tx *store.Tx) (err error) {
		e.call.Tx = tx
		handle, err := s.handlerOf(ctx, e.call)
		if err != nil {
			return err
		}
		e.response, err = handle(ctx, e.call)
		return err
	})
}

// handlerOf finds what answers a call, and completes and validates its request, unless somebody else's answer takes its place.
func (s *Server) handlerOf(ctx context.Context, call *rpc.Call) (rpc.Handler, error) {
	if answer, ok := s.config.Answers[call.Method.Name]; ok {
		return handler(answer), nil
	}
	if s.behaviour.Prepare != nil {
		if err := s.behaviour.Prepare(ctx, call); err != nil {
			return nil, err
		}
	}
	if err := s.api.Validate(call.Request, call.Now); err != nil {
		return nil, err
	}
	handle, ok := s.behaviour.Handlers[call.Method.Name]
	if !ok {
		return nil, status.Errorf(codes.Unimplemented, "this server has no behaviour for %s", call.Method.Name)
	}
	return handle, nil
}
