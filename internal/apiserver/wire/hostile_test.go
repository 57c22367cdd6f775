package wire

import (
	"bytes"
	"compress/gzip"
	"context"
	"encoding/binary"
	"errors"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/http2"
	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
)

// zeros is a large body that nobody has to hold.
type zeros struct{ left int }

func (z *zeros) Read(p []byte) (int, error) {
	if z.left == 0 {
		return 0, io.EOF
	}
	n := min(len(p), z.left)
	clear(p[:n])
	z.left -= n
	return n, nil
}

const huge = 100 << 20

// bomb is 100 MB of zeros, compressed to 100 kB.
var bomb = sync.OnceValue(func() []byte {
	var packed bytes.Buffer
	writer := gzip.NewWriter(&packed)
	io.Copy(writer, &zeros{huge}) //nolint:errcheck // Writing to memory cannot fail.
	writer.Close()
	return packed.Bytes()
})

// envelope is a message of gRPC.
func envelope(compressed byte, message []byte) []byte {
	head := []byte{compressed, 0, 0, 0, 0}
	binary.BigEndian.PutUint32(head[1:], uint32(len(message)))
	return append(head, message...)
}

// Each is refused with its status, long before all of it is in memory. What is counted has the client too, and all that was ever
// allocated, also what was free again at once.
func TestLargeRequests(t *testing.T) {
	server := start(t)
	url := "http://" + server.Addr().String()
	overHTTP2 := &http.Transport{Protocols: &http.Protocols{}}
	overHTTP2.Protocols.SetUnencryptedHTTP2(true)
	defer overHTTP2.CloseIdleConnections()
	overHTTP1 := &http.Transport{ExpectContinueTimeout: time.Minute}
	defer overHTTP1.CloseIdleConnections()
	for name, test := range map[string]struct {
		transport   *http.Transport
		path        string
		contentType string
		header      [2]string
		body        func() io.Reader
		code        int
		grpc        string
	}{
		"100 MB over REST":           {overHTTP1, "/v1/a/items", "application/json", [2]string{"Expect", "100-continue"}, large, 413, ""},
		"100 MB over REST, HTTP/2":   {overHTTP2, "/v1/a/items", "application/json", [2]string{}, large, 413, ""},
		"100 MB over Connect":        {overHTTP2, "/shop.v1.Shop/Get", "application/json", [2]string{}, large, 429, ""},
		"a gzip bomb over REST":      {overHTTP1, "/v1/a/items", "application/json", [2]string{"Content-Encoding", "gzip"}, packed, 415, ""},
		"a gzip bomb over Connect":   {overHTTP1, "/shop.v1.Shop/Get", "application/json", [2]string{"Content-Encoding", "gzip"}, packed, 429, ""},
		"a gzip bomb over gRPC-Web":  {overHTTP1, "/shop.v1.Shop/Get", "application/grpc-web+proto", [2]string{"Grpc-Encoding", "gzip"}, enveloped, 200, "8"},
		"a gzip bomb over gRPC":      {overHTTP2, "/shop.v1.Shop/Get", "application/grpc", [2]string{"Grpc-Encoding", "gzip"}, enveloped, 200, "8"},
		"an envelope of 4 GB":        {overHTTP2, "/shop.v1.Shop/Get", "application/grpc", [2]string{}, promised, 200, "8"},
		"an envelope of 4 GB to Web": {overHTTP1, "/shop.v1.Shop/Get", "application/grpc-web+proto", [2]string{}, promised, 200, "8"},
	} {
		t.Run(name, func(t *testing.T) {
			bomb()
			allocated := memory(func(m *runtime.MemStats) uint64 { return m.TotalAlloc })
			request, err := http.NewRequestWithContext(t.Context(), http.MethodPost, url+test.path, test.body())
			if err != nil {
				t.Fatal(err)
			}
			request.Header.Set("Content-Type", test.contentType)
			request.Header.Set("Te", "trailers")
			if test.header[0] != "" {
				request.Header.Set(test.header[0], test.header[1])
			}
			answer, err := (&http.Client{Transport: test.transport}).Do(request)
			if err != nil {
				t.Fatal(err)
			}
			defer answer.Body.Close()
			body, err := io.ReadAll(answer.Body)
			if err != nil {
				t.Fatal(err)
			}
			got := answer.Trailer.Get("Grpc-Status") + answer.Header.Get("Grpc-Status")
			if got == "" && test.grpc != "" && bytes.Contains(body, []byte("grpc-status: "+test.grpc)) {
				got = test.grpc // gRPC-Web has its trailers in the body.
			}
			if answer.StatusCode != test.code || got != test.grpc {
				t.Errorf("got %d, grpc-status %q: %s; want %d and %q", answer.StatusCode, got, body, test.code, test.grpc)
			}
			if took := memory(func(m *runtime.MemStats) uint64 { return m.TotalAlloc }) - allocated; took > huge*9/10 {
				t.Errorf("it took %d MB", took>>20)
			}
		})
	}
}

func large() io.Reader     { return &zeros{huge} }
func packed() io.Reader    { return bytes.NewReader(bomb()) }
func enveloped() io.Reader { return bytes.NewReader(envelope(1, bomb())) }
func promised() io.Reader  { return strings.NewReader("\x00\xff\xff\xff\xff") }

func memory(of func(*runtime.MemStats) uint64) uint64 {
	var stats runtime.MemStats
	runtime.ReadMemStats(&stats)
	return of(&stats)
}

// A client that is silent or slow loses its connection, or gets an error.
func TestSlowClients(t *testing.T) {
	server := startWith(t, patience{header: 100 * time.Millisecond, read: 200 * time.Millisecond})
	for name, test := range map[string]struct{ sent, want string }{
		"silence":                {"", ""},
		"half a preface":         {http2.ClientPreface[:10], ""},
		"half of the headers":    {"GET /v1/items/i HTTP/1.1\r\nHost: x\r\nX-", "400 Bad Request"},
		"half of the body":       {"POST /v1/a/items HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{", "504 Gateway Timeout"},
		"half of a Connect body": {"POST /shop.v1.Shop/Get HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{", "HTTP/1.1 "},
	} {
		t.Run(name, func(t *testing.T) {
			if got := exchange(t, server, test.sent); !strings.Contains(got, test.want) || test.want == "" && got != "" {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
	t.Run("a request of gRPC that does not come", func(t *testing.T) {
		stream, err := dial(t, server).NewStream(t.Context(), &grpc.StreamDesc{ClientStreams: true}, "/shop.v1.Shop/Get")
		if err != nil {
			t.Fatal(err)
		}
		if err := stream.RecvMsg(new(raw)); status.Code(err) != codes.DeadlineExceeded {
			t.Errorf("got %v", err)
		}
	})
}

// exchange sends something, and returns all that the server says until it closes the connection.
func exchange(t *testing.T, server *Server, sent string) string {
	t.Helper()
	conn, err := net.Dial("tcp", server.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if err := conn.SetDeadline(time.Now().Add(20 * time.Second)); err != nil {
		t.Fatal(err)
	}
	io.WriteString(conn, sent) //nolint:errcheck // The server may have closed already.
	got, err := io.ReadAll(conn)
	var timeout net.Error
	if errors.As(err, &timeout) && timeout.Timeout() {
		t.Fatalf("the connection stays open; got %q", got)
	}
	return string(got)
}

// What is no HTTP ends its own connection, and nobody else's.
func TestBadFrames(t *testing.T) {
	server := startWith(t, patience{header: 200 * time.Millisecond, read: 400 * time.Millisecond})
	frame := func(kind http2.FrameType, flags http2.Flags, stream uint32, payload string) string {
		var out bytes.Buffer
		http2.NewFramer(&out, nil).WriteRawFrame(kind, flags, stream, []byte(payload)) //nolint:errcheck // Memory.
		return out.String()
	}
	settings := frame(http2.FrameSettings, 0, 0, "")
	for name, sent := range map[string]string{
		"noise":                       "\x00\x01\x02\xff\xfe\r\n\r\n",
		"another version":             "GET / HTTP/9.9\r\n\r\n",
		"noise after the preface":     http2.ClientPreface + strings.Repeat("\xff", 100),
		"a frame that is too large":   http2.ClientPreface + settings + "\xff\xff\xff\x00\x00\x00\x00\x00\x01",
		"settings of a wrong length":  http2.ClientPreface + frame(http2.FrameSettings, 0, 0, "abc"),
		"headers that are no HPACK":   http2.ClientPreface + settings + frame(http2.FrameHeaders, http2.FlagHeadersEndHeaders, 1, "\xff\xff\xff\xff\xff\xff"),
		"headers on stream 0":         http2.ClientPreface + settings + frame(http2.FrameHeaders, http2.FlagHeadersEndHeaders, 0, "\x82"),
		"a continuation of nothing":   http2.ClientPreface + settings + frame(http2.FrameContinuation, 0, 1, "\x82"),
		"headers without an end":      http2.ClientPreface + settings + frame(http2.FrameHeaders, 0, 1, "\x82") + strings.Repeat(frame(http2.FrameContinuation, 0, 1, strings.Repeat("\x00\x01a\x7f\xff\x01", 1000)), 100),
		"acknowledgements of nothing": http2.ClientPreface + settings + strings.Repeat(frame(http2.FrameSettings, http2.FlagSettingsAck, 0, ""), 3),
		"a header that is too large":  "GET / HTTP/1.1\r\nHost: x\r\nX-Large: " + strings.Repeat("x", 2*MaxHeader) + "\r\n\r\n",
		"a proxy":                     "CONNECT example.com:443 HTTP/1.1\r\nHost: example.com\r\nConnection: close\r\n\r\n",
		"two lengths":                 "POST /v1/a/items HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := exchange(t, server, sent); strings.HasPrefix(got, "HTTP/1.1 200") {
				t.Errorf("got %q", got)
			}
			if code, _ := get(t, http.DefaultClient, "http://"+server.Addr().String()+"/v1/items/i"); code != http.StatusOK {
				t.Errorf("others get %d", code)
			}
		})
	}
}

// Many open calls leave the server small, and able to say no.
func TestTenThousandStreams(t *testing.T) {
	server := start(t)
	used := func(m *runtime.MemStats) uint64 { return m.HeapInuse + m.StackInuse }
	runtime.GC()
	before := memory(used)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	opened := 0
	for range 10_000 / MaxStreams {
		conn := dial(t, server)
		for range MaxStreams {
			if _, err := conn.NewStream(ctx, &grpc.StreamDesc{ClientStreams: true}, "/shop.v1.Shop/Get"); err != nil {
				t.Fatal(err)
			}
			opened++
		}
	}
	conn := dial(t, server)
	request, response := message(t, server, "/shop.v1.Shop/Get")
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if status.Code(conn.Invoke(t.Context(), "/shop.v1.Shop/Get", request, response)) == codes.ResourceExhausted {
			break
		}
		if time.Now().After(end) {
			t.Fatal("the server does not say that it is full")
		}
	}
	if took := memory(used) - before; took > 400<<20 { // Clients and server together.
		t.Errorf("%d streams take %d MB", opened, took>>20)
	} else {
		t.Logf("%d streams take %d MB", opened, took>>20)
	}
	cancel()
	for end := time.Now().Add(20 * time.Second); ; time.Sleep(10 * time.Millisecond) {
		if conn.Invoke(t.Context(), "/shop.v1.Shop/Get", request, response) == nil {
			return
		}
		if time.Now().After(end) {
			t.Fatal("the server does not recover")
		}
	}
}
