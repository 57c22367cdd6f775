package wire

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

// shop is a small API with a route of each kind.
var shop = fstest.MapFS{
	"common.proto": {Data: []byte(`syntax = "proto3";
package qdrant.cloud.common.v1;
import "google/protobuf/descriptor.proto";
extend google.protobuf.MethodOptions { int32 max_message_size = 50006; }
`)},
	"shop.proto": {Data: []byte(`syntax = "proto3";
package shop.v1;
import "common.proto";
import "google/api/annotations.proto";
import "google/protobuf/duration.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
enum Color { COLOR_UNSPECIFIED = 0; COLOR_RED = 1; }
message Item {
  string id = 1; string account_id = 2; string name = 3; Color color = 4; int64 size = 5; Item inner = 6; bytes blob = 7;
}
message Request {
  string account_id = 1; string id = 2; Item item = 3; int32 page_size = 4; repeated string tags = 5; map<string, string> labels = 6;
  optional bool deep = 7; google.protobuf.Timestamp at = 8; google.protobuf.Duration within = 9; google.protobuf.FieldMask mask = 10;
  repeated Color colors = 11; Color color = 12; google.protobuf.Int32Value wrapped = 13; double ratio = 14;
  oneof by { string text = 15; int32 number = 16; }
}
message Response { string method = 1; Request request = 2; Item item = 3; string name = 4; }
service Shop {
  rpc Get(Request) returns (Response) {
    option idempotency_level = NO_SIDE_EFFECTS;
    option (google.api.http) = {get: "/v1/{account_id}/items/{id}" additional_bindings: {get: "/v1/items/{id}"}};
  }
  rpc Suggest(Request) returns (Response) { option (google.api.http) = {get: "/v1/{account_id}/items/suggest"}; }
  rpc List(Request) returns (Response) { option (google.api.http) = {get: "/v1/{account_id}/items"}; }
  rpc Create(Request) returns (Response) { option (google.api.http) = {post: "/v1/{item.account_id}/items" body: "*"}; }
  rpc Replace(Request) returns (Response) { option (google.api.http) = {put: "/v1/items/{item.id}" body: "item"}; }
  rpc Name(Request) returns (Response) { option (google.api.http) = {get: "/v1/name/{id}" response_body: "name"}; }
  rpc Item(Request) returns (Response) { option (google.api.http) = {get: "/v1/item/{id}" response_body: "item"}; }
  rpc Small(Request) returns (Response) {
    option (qdrant.cloud.common.v1.max_message_size) = 1;
    option (google.api.http) = {post: "/v1/small" body: "*"};
  }
  rpc Fail(Request) returns (Response) { option (google.api.http) = {post: "/v1/fail" body: "*"}; }
  rpc Panic(Request) returns (Response) { option (google.api.http) = {post: "/v1/panic" body: "*"}; }
  rpc Slow(Request) returns (Response) { option (google.api.http) = {get: "/v1/slow"}; }
  rpc Watch(Request) returns (stream Response) { option (google.api.http) = {get: "/v1/watch"}; }
}
`)},
}

// echo answers each call with its request.
type echo struct{ api *rpc.API }

func (e echo) Invoke(ctx context.Context, in rpc.Incoming) rpc.Outcome {
	out := e.begin(in.Header)
	out.Response, out.Err = e.answer(ctx, in)
	return out
}

func (e echo) Unknown(name string, header metadata.MD) rpc.Outcome {
	out := e.begin(header)
	out.Err = status.Errorf(codes.Unimplemented, "the API has no method %s", name)
	return out
}

// begin sends the key back, so that tests see that metadata reach the server, and a trace.
func (e echo) begin(header metadata.MD) rpc.Outcome {
	return rpc.Outcome{
		Header:  metadata.Pairs("x-key", strings.Join(header.Get("authorization"), ","), "x-more", strings.Join(header.Get("x-sent"), ",")),
		Trailer: metadata.Pairs("qc-trace-id", "t1", "data-bin", "\x00\xff"),
	}
}

func (e echo) answer(ctx context.Context, in rpc.Incoming) ([]byte, error) {
	request := in.Method.NewRequest()
	if err := in.Decode(request); err != nil {
		return nil, err
	}
	switch in.Method.Descriptor.Name() {
	case "Fail":
		return nil, rpc.Refused(codes.PermissionDenied, "PERMISSION_MISSING", "no ä", map[string]string{"permission": "write:items"})
	case "Panic":
		panic("something is wrong here")
	case "Slow":
		select {
		case <-ctx.Done():
		case <-time.After(300 * time.Millisecond):
		}
	}
	response := in.Method.NewResponse()
	fields := response.Descriptor().Fields()
	response.Set(fields.ByName("method"), protoreflect.ValueOfString(string(in.Method.Descriptor.Name())))
	response.Set(fields.ByName("name"), protoreflect.ValueOfString(request.Get(request.Descriptor().Fields().ByName("id")).String()))
	response.Set(fields.ByName("request"), protoreflect.ValueOfMessage(request))
	return proto.Marshal(response)
}

// api compiles the small API.
func api(t testing.TB) *rpc.API {
	t.Helper()
	compiled, err := imagetest.FromFS(t.Context(), shop)
	if err != nil {
		t.Fatal(err)
	}
	read, err := rpc.New(compiled.Descriptors)
	if err != nil {
		t.Fatal(err)
	}
	return read
}

// start serves the small API.
func start(t testing.TB, change ...func(*Config)) *Server {
	t.Helper()
	return startWith(t, patience{header: HeaderTimeout, read: ReadTimeout}, change...)
}

// startWith serves with less patience, so that tests need not have it either.
func startWith(t testing.TB, patience patience, change ...func(*Config)) *Server {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	config := Config{API: api(t)}
	config.Invoker = echo{config.API}
	for _, change := range change {
		change(&config)
	}
	server, err := serve(listener, config, patience)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	return server
}

func dial(t testing.TB, server *Server, options ...grpc.DialOption) *grpc.ClientConn {
	t.Helper()
	conn, err := grpc.NewClient(server.Addr().String(), append([]grpc.DialOption{grpc.WithTransportCredentials(insecure.NewCredentials())}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	return conn
}

// message makes a request or a response of a method.
func message(t testing.TB, server *Server, name string) (request, response *dynamicpb.Message) {
	t.Helper()
	method, ok := server.config.API.Method(name)
	if !ok {
		t.Fatalf("no method %s", name)
	}
	return method.NewRequest(), method.NewResponse()
}

func text(of *dynamicpb.Message, name protoreflect.Name) string {
	return of.Get(of.Descriptor().Fields().ByName(name)).String()
}

func setText(of *dynamicpb.Message, name protoreflect.Name, value string) {
	of.Set(of.Descriptor().Fields().ByName(name), protoreflect.ValueOfString(value))
}

func TestGRPC(t *testing.T) {
	server := start(t)
	conn := dial(t, server)
	ctx := metadata.AppendToOutgoingContext(t.Context(), "authorization", "apikey k", "x-sent", "v")
	for name, test := range map[string]struct {
		method string
		code   codes.Code
		text   string
	}{
		"an answer":       {method: "/shop.v1.Shop/Get"},
		"an error":        {method: "/shop.v1.Shop/Fail", code: codes.PermissionDenied, text: "no ä"},
		"a panic":         {method: "/shop.v1.Shop/Panic", code: codes.Internal, text: "something is wrong here"},
		"no such method":  {method: "/shop.v1.Shop/None", code: codes.Unimplemented, text: "no method /shop.v1.Shop/None"},
		"no such service": {method: "/shop.v1.None/Get", code: codes.Unimplemented, text: "no method /shop.v1.None/Get"},
	} {
		request, response := message(t, server, "/shop.v1.Shop/Get")
		setText(request, "id", "i")
		var header, trailer metadata.MD
		err := conn.Invoke(ctx, test.method, request, response, grpc.Header(&header), grpc.Trailer(&trailer))
		if status.Code(err) != test.code || !strings.Contains(status.Convert(err).Message(), test.text) {
			t.Errorf("%s: got %v", name, err)
		}
		if err == nil && text(response, "name") != "i" {
			t.Errorf("%s: got %v", name, response)
		}
		if test.code == codes.Internal {
			continue // Whoever panics says no more.
		}
		md := metadata.Join(header, trailer) // A call without a message has its headers in the trailers.
		if got := md.Get("x-key"); len(got) != 1 || got[0] != "apikey k" || md.Get("x-more")[0] != "v" {
			t.Errorf("%s: headers %v", name, md)
		}
		if got := trailer.Get("qc-trace-id"); len(got) != 1 || trailer.Get("data-bin")[0] != "\x00\xff" {
			t.Errorf("%s: trailers %v", name, trailer)
		}
	}
	request, response := message(t, server, "/shop.v1.Shop/Get")
	details := status.Convert(conn.Invoke(ctx, "/shop.v1.Shop/Fail", request, response)).Details()
	if len(details) != 1 {
		t.Fatalf("details %v", details)
	}
	if info, ok := details[0].(*errdetails.ErrorInfo); !ok || info.GetReason() != "PERMISSION_MISSING" {
		t.Errorf("details %v", details)
	}
}

// A client that connects long before it calls gets its answers too, by way of net/http.
func TestGRPCOverAConnectionOfNetHTTP(t *testing.T) {
	server := start(t)
	transport := &http.Transport{Protocols: &http.Protocols{}}
	transport.Protocols.SetUnencryptedHTTP2(true)
	defer transport.CloseIdleConnections()
	client := &http.Client{Transport: transport}
	url := "http://" + server.Addr().String()
	if status, body := get(t, client, url+"/v1/items/i"); status != http.StatusOK || !strings.Contains(body, `"name":"i"`) {
		t.Fatalf("got %d %s", status, body)
	}
	request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+"/shop.v1.Shop/Get", strings.NewReader("\x00\x00\x00\x00\x03\x12\x01i"))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/grpc")
	request.Header.Set("Te", "trailers")
	answer, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil || answer.Trailer.Get("Grpc-Status") != "0" || answer.Trailer.Get("Qc-Trace-Id") != "t1" || !strings.Contains(string(body), "Get") {
		t.Errorf("got %q, trailers %v, %v", body, answer.Trailer, err)
	}
}

func get(t testing.TB, client *http.Client, url string) (int, string) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url, nil)
	if err != nil {
		t.Fatal(err)
	}
	answer, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer answer.Body.Close()
	body, err := io.ReadAll(answer.Body)
	if err != nil {
		t.Fatal(err)
	}
	return answer.StatusCode, string(body)
}

// pool trusts a certificate.
func pool(certificate tls.Certificate) *x509.CertPool {
	trusted := x509.NewCertPool()
	leaf, err := x509.ParseCertificate(certificate.Certificate[0])
	if err == nil {
		trusted.AddCert(leaf)
	}
	return trusted
}

// Nothing goes on after Close, whatever was open.
func TestCloseLeavesNothing(t *testing.T) {
	before := runtime.NumGoroutine()
	server := start(t)
	address := server.Addr().String()
	silent, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	half, err := net.Dial("tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	defer half.Close()
	if _, err := io.WriteString(half, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	conn := dial(t, server)
	request, response := message(t, server, "/shop.v1.Shop/Slow")
	done := make(chan error, 1)
	go func() { done <- conn.Invoke(t.Context(), "/shop.v1.Shop/Slow", request, response) }()
	get(t, http.DefaultClient, "http://"+address+"/v1/items/i")
	time.Sleep(50 * time.Millisecond)
	server.Close()
	server.Close()
	if err := <-done; status.Code(err) != codes.Unavailable {
		t.Errorf("the call that was under way got %v", err)
	}
	conn.Close()
	http.DefaultClient.CloseIdleConnections()
	settled(t, before)
}

// settled waits until there are no more goroutines than before.
func settled(t *testing.T, before int) {
	t.Helper()
	for end := time.Now().Add(10 * time.Second); runtime.NumGoroutine() > before; time.Sleep(10 * time.Millisecond) {
		if time.Now().After(end) {
			stacks := make([]byte, 1<<20)
			t.Fatalf("%d goroutines, %d before:\n%s", runtime.NumGoroutine(), before, stacks[:runtime.Stack(stacks, true)])
		}
	}
}

func TestShutdownWaits(t *testing.T) {
	server := start(t)
	conn := dial(t, server)
	request, response := message(t, server, "/shop.v1.Shop/Slow")
	done, answered := make(chan error, 1), make(chan int, 1)
	go func() { done <- conn.Invoke(t.Context(), "/shop.v1.Shop/Slow", request, response) }()
	go func() {
		code, _ := get(t, http.DefaultClient, "http://"+server.Addr().String()+"/v1/slow")
		answered <- code
	}()
	time.Sleep(100 * time.Millisecond)
	if err := server.Shutdown(t.Context()); err != nil {
		t.Error(err)
	}
	if err, code := <-done, <-answered; err != nil || code != http.StatusOK {
		t.Errorf("the calls that were under way got %v and %d", err, code)
	}
	if _, err := net.Dial("tcp", server.Addr().String()); err == nil {
		t.Error("the server still listens")
	}
}

func TestShutdownStopsWhoTakesTooLong(t *testing.T) {
	server := start(t)
	conn := dial(t, server)
	request, response := message(t, server, "/shop.v1.Shop/Slow")
	done := make(chan error, 1)
	go func() { done <- conn.Invoke(t.Context(), "/shop.v1.Shop/Slow", request, response) }()
	time.Sleep(100 * time.Millisecond)
	ctx, cancel := context.WithTimeout(t.Context(), time.Millisecond)
	defer cancel()
	if err := server.Shutdown(ctx); !errors.Is(err, context.DeadlineExceeded) {
		t.Errorf("got %v", err)
	}
	if err := <-done; status.Code(err) != codes.Unavailable {
		t.Errorf("the call that was under way got %v", err)
	}
}
