package wire

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"slices"

	"github.com/grpc-ecosystem/grpc-gateway/v2/runtime"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// newREST serves the routes of the API as grpc-gateway does, whose multiplexer it uses. It is stricter in two ways: a query parameter
// or a JSON field that the request does not have is an error.
func (s *Server) newREST() (*runtime.ServeMux, error) {
	mux := runtime.NewServeMux(
		runtime.WithLegacyHeaderMatching(),
		runtime.WithMetadata(func(_ context.Context, r *http.Request) metadata.MD {
			return metadata.Pairs("user-agent", r.UserAgent()) // As the other protocols have it.
		}),
		runtime.WithErrorHandler(func(_ context.Context, _ *runtime.ServeMux, _ runtime.Marshaler, w http.ResponseWriter, r *http.Request, err error) {
			s.refuse(w, r, rpc.Outcome{Err: err})
		}),
	)
	for _, method := range declared(s.config.API) {
		route := method.Options.Route
		if route == nil {
			continue
		}
		for _, one := range append([]options.Route{*route}, route.Additional...) {
			b := &binding{server: s, mux: mux, method: method, route: one}
			if err := mux.HandlePath(one.Verb, one.Path, b.serve); err != nil {
				return nil, fmt.Errorf("the route %s %s of %s: %w", one.Verb, one.Path, method.Name, err)
			}
		}
	}
	return mux, nil
}

// declared returns the methods in the order of their declaration. Of two routes for a path, the multiplexer takes the later one.
func declared(api *rpc.API) []*rpc.Method {
	methods := api.Methods()
	slices.SortStableFunc(methods, func(a, b *rpc.Method) int {
		return cmp.Or(
			cmp.Compare(a.Descriptor.Parent().FullName(), b.Descriptor.Parent().FullName()),
			cmp.Compare(a.Descriptor.Index(), b.Descriptor.Index()),
		)
	})
	return methods
}

// binding is a route of a method.
type binding struct {
	server *Server
	mux    *runtime.ServeMux
	method *rpc.Method
	route  options.Route
}

// serve answers a call.
func (b *binding) serve(w http.ResponseWriter, r *http.Request, path map[string]string) {
	if encoding := r.Header.Get("Content-Encoding"); encoding != "" && encoding != "identity" {
		err := status.Errorf(codes.InvalidArgument, "the body has Content-Encoding %s: send it as it is", encoding)
		b.server.refuse(w, r, rpc.Outcome{Err: &runtime.HTTPStatusError{HTTPStatus: http.StatusUnsupportedMediaType, Err: err}})
		return
	}
	ctx, cancel := context.WithCancel(r.Context())
	defer cancel()
	ctx, err := runtime.AnnotateIncomingContext(ctx, b.mux, r, b.method.Name, runtime.WithHTTPPathPattern(b.route.Path))
	if err != nil {
		b.server.refuse(w, r, rpc.Outcome{Err: err})
		return
	}
	header, _ := metadata.FromIncomingContext(ctx)
	large := false
	out := b.server.invoke(ctx, incoming{
		method: b.method, header: header, protocol: "rest",
		read: func() ([]byte, error) {
			body, err := b.read(w, r)
			large = status.Code(err) == codes.ResourceExhausted
			return body, err
		},
		decode: func(body []byte, request proto.Message) error { return b.decode(body, path, r, request) },
	})
	if large {
		// 429, the usual form of this code, would ask the client to send it again later.
		out.Err = &runtime.HTTPStatusError{HTTPStatus: http.StatusRequestEntityTooLarge, Err: out.Err}
	}
	if out.Err != nil {
		b.server.refuse(w, r, out)
		return
	}
	body, err := b.json(out.Response)
	if err != nil {
		b.server.refuse(w, r, rpc.Outcome{Header: out.Header, Trailer: out.Trailer, Err: status.Error(codes.Internal, err.Error())})
		return
	}
	answer(w, r, http.StatusOK, body, out)
}

// read reads the body of a request, where the route has one.
func (b *binding) read(w http.ResponseWriter, r *http.Request) ([]byte, error) {
	if b.route.Body == "" {
		return nil, nil
	}
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, int64(limit(b.method))))
	var large *http.MaxBytesError
	switch {
	case errors.As(err, &large):
		return nil, tooLarge(limit(b.method))
	case errors.Is(err, os.ErrDeadlineExceeded):
		return nil, tooSlow(b.server.patience.read)
	case err != nil:
		return nil, status.Errorf(codes.InvalidArgument, "the body cannot be read: %v", err)
	}
	return body, nil
}

// decode makes a request of the body, the path and the query, in this order. Later ones win.
func (b *binding) decode(body []byte, path map[string]string, r *http.Request, request proto.Message) error {
	if err := b.decodeBody(body, request); err != nil {
		return invalid("body", request, err)
	}
	for name, value := range path {
		if err := set(request, name, value); err != nil {
			return status.Errorf(codes.InvalidArgument, "the path has a wrong %s: %v", name, err)
		}
	}
	if err := r.ParseForm(); err != nil {
		return status.Errorf(codes.InvalidArgument, "the query cannot be read: %v", err)
	}
	return b.decodeQuery(r.Form, path, request)
}

// decodeBody fills the request, or the field of it that is the body. An empty body leaves it empty.
func (b *binding) decodeBody(body []byte, request proto.Message) error {
	if len(bytes.TrimSpace(body)) == 0 {
		return nil
	}
	if b.route.Body != "*" {
		field := request.ProtoReflect().Descriptor().Fields().ByName(protoreflect.Name(b.route.Body))
		if field == nil {
			return fmt.Errorf("it has no field %s", b.route.Body)
		}
		if !json.Valid(body) {
			return errors.New("it is not valid JSON")
		}
		body = slices.Concat([]byte(`{"`+field.JSONName()+`":`), body, []byte("}"))
	}
	return protojson.UnmarshalOptions{Resolver: b.server.config.API.Types, RecursionLimit: MaxNesting}.Unmarshal(body, request)
}

// json is a response as the route sends it.
func (b *binding) json(response []byte) ([]byte, error) {
	output := b.method.Descriptor.Output()
	whole, err := b.server.json.Marshal(output, response)
	if err != nil || b.route.ResponseBody == "" {
		return whole, err
	}
	field := output.Fields().ByName(protoreflect.Name(b.route.ResponseBody))
	if field == nil {
		return nil, fmt.Errorf("%s has no field %s", output.FullName(), b.route.ResponseBody)
	}
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(whole, &fields); err != nil {
		return nil, err
	}
	value := fields[field.JSONName()]
	if field.Message() != nil && !field.IsList() && !field.IsMap() && (value == nil || string(value) == "null") {
		return b.server.json.Marshal(field.Message(), nil)
	}
	return value, nil
}
