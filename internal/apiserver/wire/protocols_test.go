package wire

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/pem"
	"errors"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"connectrpc.com/connect"
	"golang.org/x/net/http2"
	"golang.org/x/net/http2/hpack"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/reflection/grpc_reflection_v1"
	"google.golang.org/grpc/reflection/grpc_reflection_v1alpha"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/types/dynamicpb"
)

// client calls a method of the small API with connect-go.
func client(server *Server, http *http.Client, name string, options ...connect.ClientOption) *connect.Client[dynamicpb.Message, dynamicpb.Message] {
	method, _ := server.config.API.Method(name)
	options = append(options, connect.WithSchema(method.Descriptor), connect.WithResponseInitializer(func(_ connect.Spec, message any) error {
		if response, ok := message.(*dynamicpb.Message); ok {
			*response = *method.NewResponse()
		}
		return nil
	}))
	return connect.NewClient[dynamicpb.Message, dynamicpb.Message](http, "http://"+server.Addr().String()+name, options...)
}

func TestConnectAndGRPCWeb(t *testing.T) {
	server := start(t)
	overHTTP2 := &http.Transport{Protocols: &http.Protocols{}}
	overHTTP2.Protocols.SetUnencryptedHTTP2(true)
	defer overHTTP2.CloseIdleConnections()
	for name, test := range map[string]struct {
		transport http.RoundTripper
		options   []connect.ClientOption
	}{
		"Connect, binary":          {},
		"Connect, JSON":            {options: []connect.ClientOption{connect.WithProtoJSON()}},
		"Connect, GET":             {options: []connect.ClientOption{connect.WithHTTPGet(), connect.WithIdempotency(connect.IdempotencyNoSideEffects)}},
		"Connect, gzip":            {options: []connect.ClientOption{connect.WithSendGzip()}},
		"Connect over HTTP/2":      {transport: overHTTP2},
		"gRPC-Web, binary":         {options: []connect.ClientOption{connect.WithGRPCWeb()}},
		"gRPC-Web, JSON":           {options: []connect.ClientOption{connect.WithGRPCWeb(), connect.WithProtoJSON()}},
		"gRPC of connect-go":       {transport: overHTTP2, options: []connect.ClientOption{connect.WithGRPC()}},
		"gRPC of connect-go, gzip": {transport: overHTTP2, options: []connect.ClientOption{connect.WithGRPC(), connect.WithSendGzip()}},
	} {
		t.Run(name, func(t *testing.T) {
			by := &http.Client{Transport: test.transport}
			message, _ := message(t, server, "/shop.v1.Shop/Get")
			setText(message, "id", "i")
			request := connect.NewRequest(message)
			request.Header().Set("Authorization", "apikey k")
			answer, err := client(server, by, "/shop.v1.Shop/Get", test.options...).CallUnary(t.Context(), request)
			if err != nil {
				t.Fatal(err)
			}
			if text(answer.Msg, "name") != "i" || answer.Header().Get("X-Key") != "apikey k" || answer.Trailer().Get("Qc-Trace-Id") != "t1" {
				t.Errorf("got %v, headers %v, trailers %v", answer.Msg, answer.Header(), answer.Trailer())
			}
			if bin, err := connect.DecodeBinaryHeader(answer.Trailer().Get("Data-Bin")); err != nil || string(bin) != "\x00\xff" {
				t.Errorf("binary trailer %q, %v", bin, err)
			}
			_, err = client(server, by, "/shop.v1.Shop/Fail", test.options[:min(1, len(test.options))]...).CallUnary(t.Context(), connect.NewRequest(message))
			var failed *connect.Error
			if !errors.As(err, &failed) || len(failed.Details()) != 1 || failed.Meta().Get("Qc-Trace-Id") != "t1" && name != "Connect, GET" {
				t.Fatalf("got %v with %v", err, failed.Meta())
			}
			if failed.Code() == connect.CodePermissionDenied && failed.Message() != "no ä" {
				t.Errorf("got %q", failed.Message())
			}
		})
	}
}

func TestReflectionAndHealth(t *testing.T) {
	server := start(t)
	conn := dial(t, server)
	for service, want := range map[string]codes.Code{"": codes.OK, "shop.v1.Shop": codes.OK, "shop.v1.None": codes.NotFound} {
		answer, err := grpc_health_v1.NewHealthClient(conn).Check(t.Context(), &grpc_health_v1.HealthCheckRequest{Service: service})
		if status.Code(err) != want || err == nil && answer.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
			t.Errorf("the health of %q: %v, %v", service, answer, err)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	now, err := grpc_reflection_v1.NewServerReflectionClient(conn).ServerReflectionInfo(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, symbol := range []string{"shop.v1.Shop.Get", "grpc.health.v1.Health"} {
		if err := now.Send(&grpc_reflection_v1.ServerReflectionRequest{
			MessageRequest: &grpc_reflection_v1.ServerReflectionRequest_FileContainingSymbol{FileContainingSymbol: symbol},
		}); err != nil {
			t.Fatal(err)
		}
		if got, err := now.Recv(); err != nil || len(got.GetFileDescriptorResponse().GetFileDescriptorProto()) == 0 {
			t.Errorf("%s: %v, %v", symbol, got, err)
		}
	}
	old, err := grpc_reflection_v1alpha.NewServerReflectionClient(conn).ServerReflectionInfo(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if err := old.Send(&grpc_reflection_v1alpha.ServerReflectionRequest{
		MessageRequest: &grpc_reflection_v1alpha.ServerReflectionRequest_ListServices{},
	}); err != nil {
		t.Fatal(err)
	}
	var names []string
	got, err := old.Recv()
	for _, service := range got.GetListServicesResponse().GetService() {
		names = append(names, service.GetName())
	}
	if err != nil || !slices.Equal(names, []string{"shop.v1.Shop"}) {
		t.Errorf("services %v, %v", names, err)
	}
}

// Browsers ask first, and read only the headers that they are allowed to.
func TestBrowsers(t *testing.T) {
	server := start(t, func(c *Config) {
		c.Extra = map[string]http.Handler{
			"/": http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.Write([]byte("a page")) }), //nolint:errcheck // A test.
			"/control/": http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Write([]byte("control " + r.URL.Path)) //nolint:errcheck // A test.
			}),
		}
	})
	url := "http://" + server.Addr().String()
	ask := func(verb, path string, header map[string]string) *http.Response {
		t.Helper()
		request, err := http.NewRequestWithContext(t.Context(), verb, url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		for key, value := range header {
			request.Header.Set(key, value)
		}
		answer, err := http.DefaultClient.Do(request)
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		return answer
	}
	for _, path := range []string{"/v1/items/i", "/shop.v1.Shop/Get"} {
		answer := ask(http.MethodOptions, path, map[string]string{
			"Origin": "https://example.com", "Access-Control-Request-Method": "PUT", "Access-Control-Request-Headers": "authorization,content-type",
		})
		if answer.StatusCode != http.StatusNoContent || answer.Header.Get("Access-Control-Allow-Origin") != "*" ||
			answer.Header.Get("Access-Control-Allow-Headers") != "authorization,content-type" || answer.Header.Get("Access-Control-Allow-Credentials") != "" {
			t.Errorf("%s: %d %v", path, answer.StatusCode, answer.Header)
		}
	}
	answer := ask(http.MethodGet, "/v1/items/i", map[string]string{"Origin": "https://example.com"})
	exposed := answer.Header.Get("Access-Control-Expose-Headers")
	for _, name := range []string{"*", "Grpc-Metadata-Qc-Trace-Id", "Grpc-Status-Details-Bin"} {
		if !strings.Contains(exposed, name) {
			t.Errorf("exposed are %s, without %s", exposed, name)
		}
	}
	for path, want := range map[string]string{"/": "a page", "/control/reset": "control /control/reset", "/other": `{"code":5`} {
		if _, body := get(t, http.DefaultClient, url+path); !strings.HasPrefix(body, want) {
			t.Errorf("%s: %s", path, body)
		}
	}
	if answer := ask(http.MethodOptions, "/control/reset", map[string]string{
		"Origin": "https://example.com", "Access-Control-Request-Method": "POST",
	}); answer.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("pages of other sites may use what is beside the API")
	}
}

// certificate is that of the test server of the standard library, for 127.0.0.1, and the same as PEM.
func certificate(t *testing.T) tls.Certificate {
	t.Helper()
	other := httptest.NewTLSServer(nil)
	defer other.Close()
	return other.TLS.Certificates[0]
}

func TestTLS(t *testing.T) {
	own := certificate(t)
	server := start(t, func(c *Config) { c.Certificate = &own })
	trust := &tls.Config{RootCAs: pool(own)}
	conn := dial(t, server, grpc.WithTransportCredentials(credentials.NewTLS(trust)))
	request, response := message(t, server, "/shop.v1.Shop/Get")
	if err := conn.Invoke(t.Context(), "/shop.v1.Shop/Get", request, response); err != nil {
		t.Error(err)
	}
	for _, protocol := range []string{"HTTP/1.1", "HTTP/2.0"} {
		transport := &http.Transport{TLSClientConfig: trust.Clone(), ForceAttemptHTTP2: protocol == "HTTP/2.0"}
		answer, err := (&http.Client{Transport: transport}).Get("https://" + server.Addr().String() + "/v1/items/i")
		if err != nil {
			t.Fatal(err)
		}
		answer.Body.Close()
		if answer.Proto != protocol || answer.StatusCode != http.StatusOK {
			t.Errorf("%s: %s %d", protocol, answer.Proto, answer.StatusCode)
		}
		transport.CloseIdleConnections()
	}
	if code, body := get(t, http.DefaultClient, "http://"+server.Addr().String()+"/v1/items/i"); code != http.StatusBadRequest || !strings.Contains(body, "https") {
		t.Errorf("without TLS: %d %s", code, body)
	}
}

// curl is what readers of the documentation have.
func TestCurl(t *testing.T) {
	path, err := exec.LookPath("curl")
	if err != nil {
		path = "" // The protocols are tested with other clients above.
	}
	plain, own := start(t), certificate(t)
	secure := start(t, func(c *Config) { c.Certificate = &own })
	ca := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, encodePEM(own.Certificate[0]), 0o600); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"HTTP/1.1":       {"http://" + plain.Addr().String() + "/v1/items/i"},
		"HTTP/2":         {"--http2-prior-knowledge", "http://" + plain.Addr().String() + "/v1/items/i"},
		"an upgrade":     {"--http2", "http://" + plain.Addr().String() + "/v1/items/i"},
		"TLS":            {"--cacert", ca, "https://" + secure.Addr().String() + "/v1/items/i"},
		"TLS, HTTP/1.1":  {"--http1.1", "--cacert", ca, "https://" + secure.Addr().String() + "/v1/items/i"},
		"a body":         {"-X", "PUT", "-d", `{"name": "n"}`, "http://" + plain.Addr().String() + "/v1/items/i"},
		"no body wanted": {"--http2-prior-knowledge", "-X", "GET", "-d", `{}`, "http://" + plain.Addr().String() + "/v1/items/i"},
		"a body, HTTP/2": {"--http2-prior-knowledge", "-X", "PUT", "-d", `{"name": "n"}`, "http://" + plain.Addr().String() + "/v1/items/i"},
	} {
		if path == "" {
			continue
		}
		out, err := exec.CommandContext(t.Context(), path, append([]string{"-sS", "--max-time", "10"}, args...)...).CombinedOutput()
		if err != nil || !bytes.HasPrefix(out, []byte(`{"method":`)) {
			t.Errorf("%s: %s, %v", name, out, err)
		}
	}
}

// A client may send a body that the route does not read. The response comes when the client has sent it, and without a reset.
func TestBodyThatNobodyReads(t *testing.T) {
	for _, path := range []string{"/v1/items/i", "/v1/nothing"} {
		t.Run(path, func(t *testing.T) {
			conn, err := net.Dial("tcp", start(t).Addr().String())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
				t.Fatal(err)
			}
			var headers bytes.Buffer
			encoder := hpack.NewEncoder(&headers)
			for _, field := range [][2]string{{":method", "GET"}, {":scheme", "http"}, {":authority", "localhost"}, {":path", path}} {
				encoder.WriteField(hpack.HeaderField{Name: field[0], Value: field[1]}) //nolint:errcheck // Memory.
			}
			framer := http2.NewFramer(conn, conn)
			_, err = io.WriteString(conn, http2.ClientPreface)
			err = errors.Join(err,
				framer.WriteSettings(),
				framer.WriteHeaders(http2.HeadersFrameParam{StreamID: 1, BlockFragment: headers.Bytes(), EndHeaders: true}))
			time.Sleep(100 * time.Millisecond) // The handler has run by now; where it has not, the test passes too easily.
			err = errors.Join(err, framer.WriteData(1, true, []byte("{}")))
			if err != nil {
				t.Fatal(err)
			}
			// The acknowledgement of a ping is behind whatever the server says after the response.
			for ended, pinged := false, false; !pinged; {
				frame, err := framer.ReadFrame()
				if err != nil {
					t.Fatal(err)
				}
				switch frame := frame.(type) {
				case *http2.RSTStreamFrame:
					t.Fatalf("the server resets the stream: %v", frame.ErrCode)
				case *http2.DataFrame:
					if ended = frame.StreamEnded(); ended {
						if err := framer.WritePing(false, [8]byte{}); err != nil {
							t.Fatal(err)
						}
					}
				case *http2.PingFrame:
					pinged = ended && frame.IsAck()
				}
			}
		})
	}
}

func encodePEM(certificate []byte) []byte {
	return pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: certificate})
}
