package qdrantcloud

import (
	"context"
	"errors"
	"fmt"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/peer"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
)

// conn is the connection of a client: what every call has on top of a transport.
type conn struct {
	transport  grpc.ClientConnInterface
	name       string // name is that of the transport: grpc, rest or custom.
	peers      bool   // peers says that the transport names the peer of a call as soon as there is one, as gRPC does.
	foreign    bool   // foreign says that somebody else made the transport, and may authenticate its calls.
	credential credential
	account    string
	timeout    time.Duration
	retry      RetryPolicy
	budget     *budget
	observe    func(context.Context, Attempt)
	validate   func(proto.Message) error
	close      func() error
}

// Invoke makes a call.
func (c *conn) Invoke(ctx context.Context, name string, arguments, reply any, options ...grpc.CallOption) error {
	request, ok := arguments.(proto.Message)
	response, isMessage := reply.(proto.Message)
	if !ok || !isMessage {
		return failure(name, status.Errorf(codes.Internal, "%T and %T are no messages", arguments, reply))
	}
	known, set := find(name), c.settingsOf(options)
	if !request.ProtoReflect().IsValid() { // A nil request is an empty one.
		request = request.ProtoReflect().Type().New().Interface()
	}
	if known.account != "" && set.account != "" {
		request = withAccount(request, known.account, set.account)
	}
	if c.validate != nil {
		if err := c.validate(request); err != nil {
			return invalid(name, err)
		}
	}
	if limit, limited := set.limit(ctx); limited {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeout(ctx, limit)
		defer cancel()
	}
	r := &running{conn: c, name: name, method: known, request: request, response: response, options: options, settings: set}
	return r.run(ctx)
}

// NewStream opens a stream. The contract has none; for a newer one its calls are authenticated and have the same errors.
func (c *conn) NewStream(
	ctx context.Context, description *grpc.StreamDesc, name string, options ...grpc.CallOption,
) (grpc.ClientStream, error) {
	ctx, secret, err := c.authenticate(ctx, name, find(name))
	if err != nil {
		return nil, failure(name, err)
	}
	stream, err := c.transport.NewStream(ctx, description, name, options...)
	if err != nil {
		return nil, failure(name, err).without(secret)
	}
	return stream, nil
}

// authenticate adds the header Authorization, unless the caller has. It returns the secret so that it can be kept out of errors.
func (c *conn) authenticate(ctx context.Context, name string, known *method) (context.Context, string, error) {
	if sent, _ := metadata.FromOutgoingContext(ctx); len(sent["authorization"]) > 0 {
		return ctx, "", nil
	}
	if c.credential == nil {
		if known.anonymous || c.foreign {
			return ctx, "", nil
		}
		return ctx, "", status.Errorf(codes.Unauthenticated,
			"%s needs a management key: set %s or use WithAPIKey", name, EnvAPIKey)
	}
	header, secret, err := c.credential(ctx)
	if err != nil {
		return ctx, "", err
	}
	return metadata.AppendToOutgoingContext(ctx, "authorization", header), secret, nil
}

// running is a call with its attempts.
type running struct {
	*conn

	name     string
	method   *method
	request  proto.Message
	response proto.Message
	options  []grpc.CallOption
	settings callSettings
}

// attempted is how an attempt ended.
type attempted struct {
	failure *Error // failure is nil where it succeeded.
	unsent  bool   // unsent says that the request never left.
	trace   string
}

// run makes attempts until one ends the call.
func (r *running) run(ctx context.Context) error {
	for number := 1; ; number++ {
		began := time.Now()
		end := r.attempt(ctx)
		if end.failure != nil {
			end.failure.Attempts = number
		}
		pause, again := r.pause(ctx, end, number)
		if r.observe != nil {
			r.observe(ctx, Attempt{
				Method: r.name, Number: number, Transport: r.conn.name, Duration: time.Since(began), TraceID: end.trace,
				Code: end.failure.code(), Retry: again, Pause: pause,
			})
		}
		switch {
		case end.failure == nil:
			return nil
		case !again:
			return end.failure
		}
		if err := sleep(ctx, pause); err != nil {
			end.failure.interrupted(err)
			return end.failure
		}
	}
}

// attempt sends the request once.
func (r *running) attempt(ctx context.Context) attempted {
	if err := ctx.Err(); err != nil {
		return attempted{failure: failure(r.name, err)}
	}
	ctx, secret, err := r.authenticate(ctx, r.name, r.method)
	if err != nil {
		return attempted{failure: failure(r.name, err)}
	}
	var seen struct {
		trailer metadata.MD
		peer    peer.Peer
	}
	options := make([]grpc.CallOption, 0, len(r.options)+2)
	options = append(append(options, r.options...), grpc.Trailer(&seen.trailer))
	if r.peers {
		options = append(options, grpc.Peer(&seen.peer))
	}
	err = r.transport.Invoke(ctx, r.name, r.request, r.response, options...)
	end := attempted{trace: traceOf(seen.trailer)}
	if err == nil {
		return end
	}
	var unsent *unsentError
	end.unsent = errors.As(err, &unsent) || r.peers && seen.peer.Addr == nil
	end.failure = failure(r.name, err).without(secret)
	end.failure.TraceID = end.trace
	return end
}

// sleep waits, or returns the error of a context that ends before.
func sleep(ctx context.Context, pause time.Duration) error {
	timer := time.NewTimer(pause)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("while it waited to try again: %w", ctx.Err())
	}
}

// traceHeader is the name of the metadata that identify a call.
const traceHeader = "qc-trace-id"

// traceOf returns the trace of a call, if it looks like one.
func traceOf(trailer metadata.MD) string {
	if values := trailer[traceHeader]; len(values) > 0 && len(values[0]) <= 256 {
		return values[0]
	}
	return ""
}
