package apiserver

import (
	"context"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

const key = "the-key"

// api is a small API: methods with answers of all kinds, one that needs no key, one that streams.
var api = fstest.MapFS{
	"common.proto": {Data: []byte(`syntax = "proto3";
package qdrant.cloud.common.v1;
import "google/protobuf/descriptor.proto";
extend google.protobuf.MethodOptions {
  bool requires_authentication = 50003;
}
`)},
	"shop.proto": {Data: []byte(`syntax = "proto3";
package shop.v1;
import "common.proto";
message Text {
  string display_text = 1;
}
service Shop {
  rpc Echo(Text) returns (Text);
  rpc Open(Text) returns (Text) {
    option (qdrant.cloud.common.v1.requires_authentication) = false;
  }
  rpc Closed(Text) returns (Text) {
    option (qdrant.cloud.common.v1.requires_authentication) = true;
  }
  rpc Mute(Text) returns (Text);
  rpc Refuse(Text) returns (Text);
  rpc Broken(Text) returns (Text);
  rpc Stream(Text) returns (stream Text);
}
`)},
}

func files(t *testing.T) *protoregistry.Files {
	t.Helper()
	compiled, err := imagetest.FromFS(t.Context(), api)
	if err != nil {
		t.Fatal(err)
	}
	return compiled.Descriptors
}

func start(t *testing.T) (*Server, *grpc.ClientConn) {
	t.Helper()
	server, err := Start(Config{Files: files(t), Key: key, Answers: map[string]Answer{
		"/shop.v1.Shop/Echo": func(request, response proto.Message) error {
			proto.Merge(response, request)
			return nil
		},
		"/shop.v1.Shop/Open":   JSON(`{"displayText": "come in"}`),
		"/shop.v1.Shop/Broken": JSON(`{"noSuchField": 1}`),
		"/shop.v1.Shop/Refuse": func(_, _ proto.Message) error { return status.Error(codes.NotFound, "gone") },
	}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	conn, err := grpc.NewClient(server.Addr(), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return server, conn
}

func TestCalls(t *testing.T) {
	tests := map[string]struct {
		method        string
		authorization []string
		code          codes.Code
		answer        string // answer is part of the response's text, or of the error's message.
		request       string
	}{
		"an answer made of the request": {
			method: "/shop.v1.Shop/Echo", authorization: []string{"apikey the-key"},
			answer: "hello", request: `{"displayText":"hello"}`,
		},
		"no key":      {method: "/shop.v1.Shop/Echo", code: codes.Unauthenticated, answer: "no authorization metadata"},
		"a wrong key": {method: "/shop.v1.Shop/Echo", authorization: []string{"apikey other"}, code: codes.Unauthenticated},
		"a wrong scheme": {
			method: "/shop.v1.Shop/Echo", authorization: []string{"bearer the-key"}, code: codes.Unauthenticated,
		},
		"a second key": {
			method: "/shop.v1.Shop/Echo", authorization: []string{"apikey the-key", "apikey other"}, code: codes.Unauthenticated,
		},
		"no key where none is needed":     {method: "/shop.v1.Shop/Open", answer: "come in", request: `{"displayText":"hello"}`},
		"no key where the option says so": {method: "/shop.v1.Shop/Closed", code: codes.Unauthenticated},
		"no answer": {
			method: "/shop.v1.Shop/Mute", authorization: []string{"apikey the-key"},
			code: codes.Unimplemented, answer: "/shop.v1.Shop/Mute", request: `{"displayText":"hello"}`,
		},
		"an answer that is an error": {
			method: "/shop.v1.Shop/Refuse", authorization: []string{"apikey the-key"},
			code: codes.NotFound, answer: "gone", request: `{"displayText":"hello"}`,
		},
		"an answer that does not fit": {
			method: "/shop.v1.Shop/Broken", authorization: []string{"apikey the-key"},
			code: codes.Internal, answer: "noSuchField", request: `{"displayText":"hello"}`,
		},
		"a stream": {
			method: "/shop.v1.Shop/Stream", authorization: []string{"apikey the-key"}, code: codes.Unimplemented, answer: "streaming method",
		},
		"no such method":  {method: "/shop.v1.Shop/None", code: codes.Unimplemented, answer: "no method /shop.v1.Shop/None"},
		"no such service": {method: "/shop.v1.None/Echo", code: codes.Unimplemented, answer: "no method /shop.v1.None/Echo"},
		"no service":      {method: "/shop.v1.Text/Echo", code: codes.Unimplemented, answer: "no method /shop.v1.Text/Echo"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			server, conn := start(t)
			request, response := text(t, server), text(t, server)
			field := request.Descriptor().Fields().ByName("display_text")
			request.Set(field, protoreflect.ValueOfString("hello"))
			ctx := metadata.NewOutgoingContext(t.Context(), metadata.MD{"authorization": test.authorization})
			err := conn.Invoke(ctx, test.method, request, response)
			got := response.Get(field).String()
			if err != nil {
				got = err.Error()
			}
			if status.Code(err) != test.code || !strings.Contains(got, test.answer) {
				t.Errorf("got %v (%v), want %v with %q", got, status.Code(err), test.code, test.answer)
			}
			calls := server.Calls()
			if len(calls) != 1 {
				t.Fatalf("%d calls recorded", len(calls))
			}
			want := Call{Method: test.method, Request: test.request, Code: test.code}
			sent := calls[0].Metadata.Get("authorization")
			want.Trace = "00000000000000000000000000000001" // It is the first call of the server.
			want.Message = status.Convert(err).Message()
			if diff := cmp.Diff(want, calls[0], cmpopts.IgnoreFields(Call{}, "Metadata", "Protocol", "Actor", "Time", "Took")); diff != "" {
				t.Errorf("recorded (-want +got):\n%s", diff)
			}
			if !slices.Equal(sent, test.authorization) {
				t.Errorf("recorded authorization %q, want %q", sent, test.authorization)
			}
		})
	}
}

// text is an empty message of the small API.
func text(t *testing.T, server *Server) *dynamicpb.Message {
	t.Helper()
	found, err := server.config.Files.FindDescriptorByName("shop.v1.Text")
	if err != nil {
		t.Fatal(err)
	}
	descriptor, ok := found.(protoreflect.MessageDescriptor)
	if !ok {
		t.Fatalf("%T is no message", found)
	}
	return dynamicpb.NewMessage(descriptor)
}

func TestStartRefuses(t *testing.T) {
	for name, config := range map[string]Config{
		"an answer to nothing":      {Files: files(t), Key: key, Answers: map[string]Answer{"/shop.v1.Shop/None": JSON("{}")}},
		"an answer to a short name": {Files: files(t), Key: key, Answers: map[string]Answer{"shop.v1.Shop/Echo": JSON("{}")}},
	} {
		if server, err := Start(config); err == nil {
			server.Close()
			t.Errorf("%s: started", name)
		}
	}
}

func TestReflection(t *testing.T) {
	_, conn := start(t)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	stream, err := grpc_reflection_v1.NewServerReflectionClient(conn).ServerReflectionInfo(ctx)
	if err != nil {
		t.Fatal(err)
	}
	ask := func(request *grpc_reflection_v1.ServerReflectionRequest) *grpc_reflection_v1.ServerReflectionResponse {
		t.Helper()
		if err := stream.Send(request); err != nil {
			t.Fatal(err)
		}
		response, err := stream.Recv()
		if err != nil {
			t.Fatal(err)
		}
		return response
	}
	var names []string
	for _, service := range ask(&grpc_reflection_v1.ServerReflectionRequest{
		MessageRequest: &grpc_reflection_v1.ServerReflectionRequest_ListServices{},
	}).GetListServicesResponse().GetService() {
		names = append(names, service.GetName())
	}
	if !slices.Equal(names, []string{"shop.v1.Shop"}) {
		t.Errorf("services: %v", names)
	}
	found := ask(&grpc_reflection_v1.ServerReflectionRequest{
		MessageRequest: &grpc_reflection_v1.ServerReflectionRequest_FileContainingSymbol{FileContainingSymbol: "shop.v1.Shop.Echo"},
	}).GetFileDescriptorResponse().GetFileDescriptorProto()
	if len(found) == 0 {
		t.Error("no file for the symbol of a method")
	}
}
