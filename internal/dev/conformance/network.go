package conformance

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"slices"
	"strings"
	"sync"
	"time"
)

// When a connection is closed.
const (
	dropRequest = "request"
	dropAnswer  = "answer"
)

// maxBody bounds the bodies that the network looks into.
const maxBody = 64 << 20

// seen is a request as the network saw it.
type seen struct {
	Verb    string              `json:"verb"`
	Path    string              `json:"path"`
	Query   map[string][]string `json:"query"`
	Body    json.RawMessage     `json:"body,omitempty"`
	Headers map[string]string   `json:"headers"`
}

// network stands between a client and a server, in one case.
type network struct {
	server *http.Server
	url    string

	mu       sync.Mutex
	troubles []Trouble
	requests []seen
}

// openNetwork listens on a port of its own, so that a case meets no connection of another one.
func openNetwork(target string, c *Case) (*network, error) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	n := &network{url: "http://" + listener.Addr().String(), troubles: slices.Clone(c.Server.Network)}
	if c.Server.Refuse {
		return n, listener.Close()
	}
	n.server = &http.Server{
		Handler:           n.handler(&url.URL{Scheme: "http", Host: target}),
		Protocols:         &http.Protocols{},
		ReadHeaderTimeout: time.Minute,
		ConnContext: func(ctx context.Context, conn net.Conn) context.Context {
			return context.WithValue(ctx, connKey{}, conn)
		},
	}
	n.server.Protocols.SetHTTP1(true)
	n.server.Protocols.SetUnencryptedHTTP2(true)
	go n.server.Serve(listener) //nolint:errcheck // It ends with an error when it is closed.
	return n, nil
}

type connKey struct{}

func (n *network) close() {
	if n.server != nil {
		n.server.Close() //nolint:errcheck // Its case has ended.
	}
}

// seenSoFar returns the requests that have come.
func (n *network) seenSoFar() []seen {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.requests
}

// note keeps what a request was, and returns what happens to it.
func (n *network) note(request seen) Trouble {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.requests = append(n.requests, request)
	if len(n.troubles) == 0 {
		return Trouble{Pass: true}
	}
	trouble := n.troubles[0]
	if n.troubles[0].Times--; n.troubles[0].Times <= 0 {
		n.troubles = n.troubles[1:]
	}
	return trouble
}

func (n *network) handler(target *url.URL) http.Handler {
	passes := func(http2 bool) *httputil.ReverseProxy {
		transport := &http.Transport{Protocols: &http.Protocols{}, DisableCompression: true}
		transport.Protocols.SetHTTP1(!http2)
		transport.Protocols.SetUnencryptedHTTP2(http2)
		return &httputil.ReverseProxy{
			Transport: transport,
			Rewrite: func(r *httputil.ProxyRequest) {
				r.Out.URL.Scheme, r.Out.URL.Host = target.Scheme, target.Host
				r.Out.Host = ""
				// The deadline is that of the client. A server that gives up a moment earlier resets the stream, which no proxy
				// can pass on as it was.
				r.Out.Header.Del("Grpc-Timeout")
			},
			ErrorHandler: func(_ http.ResponseWriter, _ *http.Request, _ error) { panic(http.ErrAbortHandler) },
		}
	}
	overREST, overGRPC := passes(false), passes(true)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		of, pass := seen{Verb: r.Method, Path: r.URL.EscapedPath(), Query: r.URL.Query(), Headers: map[string]string{}}, overGRPC
		for name, values := range r.Header {
			of.Headers[strings.ToLower(name)] = strings.Join(values, ", ")
		}
		if !strings.HasPrefix(r.Header.Get("Content-Type"), "application/grpc") {
			pass = overREST
			body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
			if err != nil {
				return // The client is gone.
			}
			if json.Valid(body) {
				of.Body = body
			}
			r.Body = io.NopCloser(bytes.NewReader(body))
		}
		happen(n.note(of), pass, w, r)
	})
}

// happen lets a trouble happen to a request.
func happen(t Trouble, pass http.Handler, w http.ResponseWriter, r *http.Request) {
	switch {
	case t.Drop == dropRequest:
		drop(r)
	case t.Drop == dropAnswer:
		pass.ServeHTTP(&answerOf{header: http.Header{}}, r)
		drop(r)
	case t.Status != 0:
		t.answer(w, r)
	case t.Replace != nil && !strings.HasPrefix(r.Header.Get("Content-Type"), "application/grpc"):
		t.replace(pass, w, r)
	default:
		pass.ServeHTTP(w, r)
	}
}

// drop closes the connection on which a request came.
func drop(r *http.Request) {
	if conn, ok := r.Context().Value(connKey{}).(net.Conn); ok {
		conn.Close() //nolint:errcheck // That it breaks is what is wanted.
	}
	panic(http.ErrAbortHandler)
}

// answer answers as a proxy might.
func (t *Trouble) answer(w http.ResponseWriter, r *http.Request) {
	body := []byte(t.Body)
	if t.Fill > 0 && len(body) > 0 {
		body = bytes.Repeat(body, t.Fill/len(body)+1)[:t.Fill]
	}
	for name, value := range t.Headers {
		w.Header().Set(name, value)
	}
	if t.Truncate {
		w.Header().Set("Content-Length", fmt.Sprint(len(body)))
		body = body[:len(body)/2]
	}
	w.WriteHeader(t.Status)
	w.Write(body) //nolint:errcheck // The client may have enough of it.
	if t.Truncate {
		http.NewResponseController(w).Flush() //nolint:errcheck // As above.
		drop(r)
	}
}

// replace passes a request on and changes texts in the answer.
func (t *Trouble) replace(pass http.Handler, w http.ResponseWriter, r *http.Request) {
	got := &answerOf{header: http.Header{}, code: http.StatusOK}
	pass.ServeHTTP(got, r)
	body := got.body.String()
	for from, to := range t.Replace {
		body = strings.ReplaceAll(body, from, to)
	}
	for name, values := range got.header {
		if name != "Content-Length" {
			w.Header()[name] = values
		}
	}
	w.WriteHeader(got.code)
	io.WriteString(w, body) //nolint:errcheck // The client is gone.
}

// answerOf keeps an answer instead of sending it.
type answerOf struct {
	header http.Header
	code   int
	body   bytes.Buffer
}

// Header returns the headers of the answer.
func (a *answerOf) Header() http.Header { return a.header }

// WriteHeader keeps the status.
func (a *answerOf) WriteHeader(code int) { a.code = code }

// Write keeps a part of the body.
func (a *answerOf) Write(part []byte) (int, error) {
	if a.body.Len()+len(part) > maxBody {
		return 0, errors.New("the answer is too long")
	}
	return a.body.Write(part)
}
