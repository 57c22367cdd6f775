package qdrantcloud

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptrace"
	"net/url"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// restConn makes calls over REST, by the routes of the contract.
type restConn struct {
	base   *url.URL
	client *http.Client
	agent  string
}

func newREST(base *url.URL, client *http.Client, agent string) *restConn {
	own := *client
	own.Timeout = 0 // A call has its own deadline.
	// The API does not redirect, and a key goes nowhere else.
	own.CheckRedirect = func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }
	return &restConn{base: base, client: &own, agent: agent}
}

// unsentError is a failure before the request left.
type unsentError struct{ cause error }

func (e *unsentError) Error() string              { return "no connection: " + e.cause.Error() }
func (e *unsentError) Unwrap() error              { return e.cause }
func (e *unsentError) GRPCStatus() *status.Status { return status.New(codes.Unavailable, e.Error()) }

// Invoke makes a call.
func (c *restConn) Invoke(ctx context.Context, name string, arguments, reply any, options ...grpc.CallOption) error {
	request, ok := arguments.(proto.Message)
	response, isMessage := reply.(proto.Message)
	if !ok || !isMessage {
		return status.Errorf(codes.Internal, "%T and %T are no messages", arguments, reply)
	}
	known := find(name)
	if known.path == "" {
		return status.Errorf(codes.Unimplemented, "%s has no route, so it can't be called over REST: use gRPC", name)
	}
	asked, err := c.requestOf(ctx, known, request.ProtoReflect())
	if err != nil {
		return err
	}
	var connected atomic.Bool
	trace := &httptrace.ClientTrace{GotConn: func(httptrace.GotConnInfo) { connected.Store(true) }}
	answer, err := c.client.Do(asked.WithContext(httptrace.WithClientTrace(ctx, trace)))
	if err != nil {
		return unreachable(ctx, err, connected.Load())
	}
	defer answer.Body.Close() //nolint:errcheck // It was only read.
	reportHeaders(answer.Header, options)
	body, err := io.ReadAll(io.LimitReader(answer.Body, maxMessage+1))
	switch {
	case err != nil:
		return unreachable(ctx, err, true)
	case len(body) > maxMessage:
		return status.Errorf(codes.ResourceExhausted, "the answer has more than %d bytes", maxMessage)
	case answer.StatusCode != http.StatusOK || !strings.HasPrefix(answer.Header.Get("Content-Type"), "application/json"):
		return refusal(answer, body)
	}
	return decode(body, known, response)
}

// NewStream fails: REST has no streams.
func (c *restConn) NewStream(_ context.Context, _ *grpc.StreamDesc, name string, _ ...grpc.CallOption) (grpc.ClientStream, error) {
	return nil, status.Errorf(codes.Unimplemented, "%s is a stream, which REST has none of: use gRPC", name)
}

// requestOf makes the HTTP request of a call.
func (c *restConn) requestOf(ctx context.Context, known *method, request protoreflect.Message) (*http.Request, error) {
	path, bound, err := expand(known.path, request)
	if err != nil {
		return nil, err
	}
	body, err := bodyOf(known.body, request)
	if err != nil {
		return nil, err
	}
	address := strings.TrimSuffix(c.base.String(), "/") + path
	if known.body != "*" {
		if query := queryOf(request, append(bound, known.body)); len(query) > 0 {
			address += "?" + query.Encode()
		}
	}
	asked, err := http.NewRequestWithContext(ctx, known.verb, address, body)
	if err != nil {
		return nil, status.Errorf(codes.Internal, "the request: %v", err)
	}
	sent, _ := metadata.FromOutgoingContext(ctx)
	for key, values := range sent {
		if strings.HasSuffix(key, "-bin") {
			continue // The gateway takes none.
		}
		for _, value := range values {
			asked.Header.Add(key, value)
		}
	}
	asked.Header.Set("Accept", "application/json")
	asked.Header.Set("User-Agent", c.agent)
	if known.body != "" {
		asked.Header.Set("Content-Type", "application/json")
	}
	if deadline, has := ctx.Deadline(); has {
		asked.Header.Set("Grpc-Timeout", strconv.FormatInt(min(max(time.Until(deadline).Milliseconds(), 1), 99_999_999), 10)+"m")
	}
	return asked, nil
}

// bodyOf encodes the part of a request that is in the body: nothing, a field, or all.
func bodyOf(part string, request protoreflect.Message) (io.Reader, error) {
	var message proto.Message
	switch part {
	case "":
		return nil, nil //nolint:nilnil // A request without a body.
	case "*":
		message = request.Interface()
	default:
		field := request.Descriptor().Fields().ByName(protoreflect.Name(part))
		if field == nil || field.Message() == nil || field.IsList() || field.IsMap() {
			return nil, status.Errorf(codes.Internal, "%s has no message %s for the body", request.Descriptor().FullName(), part)
		}
		message = request.Get(field).Message().Interface()
	}
	encoded, err := protojson.Marshal(message)
	if err != nil {
		return nil, status.Errorf(codes.InvalidArgument, "the request has no form in JSON: %v", err)
	}
	return bytes.NewReader(encoded), nil
}

// decode reads the answer. What only a newer contract has is left out.
func decode(body []byte, known *method, response proto.Message) error {
	target := response
	if known.response != "" {
		holder := response.ProtoReflect()
		field := holder.Descriptor().Fields().ByName(protoreflect.Name(known.response))
		if field == nil || field.Message() == nil || field.IsList() || field.IsMap() {
			return status.Errorf(codes.Internal, "%s has no message %s", holder.Descriptor().FullName(), known.response)
		}
		target = holder.Mutable(field).Message().Interface()
	}
	if err := (protojson.UnmarshalOptions{DiscardUnknown: true}).Unmarshal(body, target); err != nil {
		return status.Errorf(codes.Internal, "the answer is no %s: %v", target.ProtoReflect().Descriptor().FullName(), err)
	}
	return nil
}

// unreachable is a call without an answer.
func unreachable(ctx context.Context, err error, connected bool) error {
	if ended := ctx.Err(); ended != nil {
		return ended
	}
	var of *url.Error
	if errors.As(err, &of) {
		err = of.Err // The address has ids of the caller.
	}
	if !connected {
		return &unsentError{err}
	}
	return &lostError{err}
}

// lostError is a connection that was lost before the answer.
type lostError struct{ cause error }

func (e *lostError) Error() string              { return fmt.Sprintf("the connection was lost: %v", e.cause) }
func (e *lostError) Unwrap() error              { return e.cause }
func (e *lostError) GRPCStatus() *status.Status { return status.New(codes.Unavailable, e.Error()) }

// reportHeaders gives the headers of an answer to those options of gRPC that ask for metadata.
func reportHeaders(header http.Header, options []grpc.CallOption) {
	var got metadata.MD
	for _, option := range options {
		var into *metadata.MD
		switch option := option.(type) {
		case grpc.HeaderCallOption:
			into = option.HeaderAddr
		case grpc.TrailerCallOption:
			into = option.TrailerAddr
		}
		if into == nil {
			continue
		}
		if got == nil {
			got = metadata.MD{}
			for key, values := range header {
				got.Append(key, values...)
			}
		}
		*into = got
	}
}
