package wire

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"connectrpc.com/connect"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// minCompressed is the size from which on a response is compressed for a client of Connect or gRPC-Web that takes that.
const minCompressed = 1 << 10

// procedures answers Connect and gRPC-Web.
type procedures struct {
	server   *Server
	handlers map[string]http.Handler // handlers are by full method name.
	services map[string]bool         // services are the beginnings of paths, as in /qdrant.cloud.auth.v1.AuthService/.
	errors   *connect.ErrorWriter
}

func (s *Server) newProcedures() *procedures {
	p := &procedures{server: s, handlers: map[string]http.Handler{}, services: map[string]bool{}, errors: connect.NewErrorWriter()}
	for _, method := range s.config.API.Methods() {
		p.handlers[method.Name] = p.handler(method)
		p.services[service(method.Name)] = true
	}
	return p
}

// service is the beginning of the path of a procedure, with both slashes.
func service(path string) string { return path[:strings.LastIndexByte(path, '/')+1] }

// find returns the handler of a request, nil for one that is none of a procedure.
func (p *procedures) find(r *http.Request) http.Handler {
	if handler, ok := p.handlers[r.URL.Path]; ok {
		return handler
	}
	if p.services[service(r.URL.Path)] && p.errors.IsSupported(r) {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			p.write(w, r, p.server.config.Invoker.Unknown(r.URL.Path, fromHeader(r.Header)))
		})
	}
	return nil
}

// handler answers one method.
func (p *procedures) handler(method *rpc.Method) http.Handler {
	if method.Descriptor.IsStreamingClient() || method.Descriptor.IsStreamingServer() {
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			p.write(w, r, p.server.invoke(r.Context(), incoming{
				method: method, header: fromHeader(r.Header), protocol: protocol(r.Header),
				read: func() ([]byte, error) {
					return nil, status.Errorf(codes.Unimplemented, "%s is a streaming method, which this server does not support", method.Name)
				},
			}))
		})
	}
	call := func(ctx context.Context, request *connect.Request[undecoded]) (*connect.Response[response], error) {
		in := incoming{
			method: method, header: fromHeader(request.Header()), protocol: protocol(request.Header()),
			read: func() ([]byte, error) { return request.Msg.data, nil }, decode: p.server.unmarshal,
		}
		if request.Msg.json {
			in.decode = p.server.unmarshalJSON
		}
		out := p.server.invoke(ctx, in)
		if out.Err != nil {
			return nil, connectError(out)
		}
		answer := connect.NewResponse(&response{method, out.Response})
		toHeader(answer.Header(), out.Header)
		toHeader(answer.Trailer(), out.Trailer)
		return answer, nil
	}
	settings := []connect.HandlerOption{
		connect.WithCodec(connectCodec{server: p.server, name: "proto"}),
		connect.WithCodec(connectCodec{server: p.server, name: "json"}),
		connect.WithCodec(connectCodec{server: p.server, name: "json; charset=utf-8"}),
		connect.WithReadMaxBytes(limit(method)), // Also what a compressed request may become.
		connect.WithCompressMinBytes(minCompressed),
		connect.WithSchema(method.Descriptor),
	}
	declared, _ := method.Descriptor.Options().(*descriptorpb.MethodOptions)
	if declared.GetIdempotencyLevel() == descriptorpb.MethodOptions_NO_SIDE_EFFECTS {
		settings = append(settings, connect.WithIdempotency(connect.IdempotencyNoSideEffects)) // They may be called by GET.
	}
	return connect.NewUnaryHandler(method.Name, call, settings...)
}

// write sends an error in the protocol of the request.
func (p *procedures) write(w http.ResponseWriter, r *http.Request, out rpc.Outcome) {
	if !p.errors.IsSupported(r) {
		p.server.refuse(w, r, out)
		return
	}
	p.errors.Write(w, r, connectError(out)) //nolint:errcheck // The client is gone, and nobody else wants it.
}

// protocol tells gRPC-Web from Connect.
func protocol(header http.Header) string {
	if strings.HasPrefix(header.Get("Content-Type"), "application/grpc-web") {
		return "grpc-web"
	}
	return "connect"
}

// undecoded is a request that is decoded when it is known that the caller may make it.
type undecoded struct {
	data []byte
	json bool
}

// unmarshalJSON decodes a request of Connect. As servers of Connect have it, fields that are not known are left out: the client may
// be newer.
func (s *Server) unmarshalJSON(data []byte, request proto.Message) error {
	options := protojson.UnmarshalOptions{Resolver: s.config.API.Types, DiscardUnknown: true, RecursionLimit: MaxNesting}
	return invalid("request", request, options.Unmarshal(data, request))
}

// response is an encoded response of a method.
type response struct {
	method *rpc.Method
	data   []byte
}

// connectCodec leaves requests as they are, and sends encoded responses.
type connectCodec struct {
	server *Server
	name   string
}

// Name is the part of the content type that says the encoding.
func (c connectCodec) Name() string { return c.name }

// Marshal takes a response. The status of an error is a message, in protobuf always.
func (c connectCodec) Marshal(v any) ([]byte, error) {
	switch v := v.(type) {
	case *response:
		if c.name == "proto" {
			return bytes.Clone(v.data), nil // connect-go reuses the memory for other messages.
		}
		text, err := c.server.connectJSON.Marshal(v.method.Descriptor.Output(), v.data)
		return bytes.Clone(text), err
	case proto.Message:
		return proto.Marshal(v)
	}
	return nil, fmt.Errorf("%T is no response", v)
}

// Unmarshal keeps a request. The data are only lent.
func (c connectCodec) Unmarshal(data []byte, v any) error {
	request, ok := v.(*undecoded)
	if !ok {
		return fmt.Errorf("%T is no request", v)
	}
	*request = undecoded{data: bytes.Clone(data), json: c.name != "proto"}
	return nil
}

// connectError is the error of a call, with its details and its metadata.
func connectError(out rpc.Outcome) *connect.Error {
	of := status.Convert(out.Err)
	err := connect.NewError(connect.Code(of.Code()), errors.New(of.Message()))
	for _, detail := range of.Proto().GetDetails() {
		if detail, wrong := connect.NewErrorDetail(detail); wrong == nil {
			err.AddDetail(detail)
		}
	}
	toHeader(err.Meta(), out.Header)
	toHeader(err.Meta(), out.Trailer)
	return err
}

// binarySuffix ends the keys of metadata whose values are bytes. They are in base64 in HTTP, and as they are in metadata.
const binarySuffix = "-bin"

// fromHeader makes metadata of headers.
func fromHeader(header http.Header) metadata.MD {
	md := metadata.MD{}
	for key, values := range header {
		key = strings.ToLower(key)
		for _, value := range values {
			if strings.HasSuffix(key, binarySuffix) {
				decoded, err := connect.DecodeBinaryHeader(value)
				if err != nil {
					continue // As good as absent: nobody can read it.
				}
				value = string(decoded)
			}
			md.Append(key, value)
		}
	}
	return md
}

// toHeader adds metadata to headers.
func toHeader(header http.Header, md metadata.MD) { addAll(header, "", md) }
