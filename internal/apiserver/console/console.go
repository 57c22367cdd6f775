// Package console is how people and tests look into the server and drive it: a page at /, and endpoints with JSON below /_emulator/.
//
// None of it needs a key, so it must not be reached by chance. A request has to come from this machine, unless the server is told
// otherwise; its Host has to be an address or a name of the server, so that no site can give its own name to this machine (DNS
// rebinding); and a browser may not change anything from the page of another site. No site can read an answer, as there is no CORS.
package console

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"slices"
	"strings"
	"time"

	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/clock"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/trouble"
)

// Prefix is the beginning of the paths of all endpoints.
const Prefix = "/_emulator/"

// The bounds of the console.
const (
	MaxSeed   = 16 << 20 // MaxSeed is how large a document of seed data may be.
	maxBody   = 64 << 10
	maxListed = 1_000 // maxListed is how many calls or entities an answer has at most, unless it says otherwise.
)

// Config is what the console shows and drives.
type Config struct {
	API    *rpc.API
	Store  *store.Store
	Clock  *clock.Clock
	Faults *trouble.Faults
	// Calls returns the recorded calls, the oldest first, and how many were forgotten because there were too many.
	Calls       func() ([]Call, uint64)
	ForgetCalls func()
	// Settle lets the entities take the steps that are due.
	Settle func() error
	// Moved is called when the clock was moved.
	Moved func() error
	Seed  func(document []byte) (int, error)
	Reset func() error

	// Hosts are names of this server besides localhost, as those of a container.
	Hosts []string
	// Remote lets other machines in.
	Remote bool
}

// Call is a recorded call without what its caller kept secret.
type Call struct {
	Method   string              `json:"method"`
	Code     string              `json:"code"`
	Message  string              `json:"message,omitempty"`
	Protocol string              `json:"protocol,omitempty"`
	Actor    string              `json:"actor,omitempty"`
	Trace    string              `json:"trace"`
	Time     time.Time           `json:"time"`
	Took     string              `json:"took"`
	Metadata map[string][]string `json:"metadata"`
	Request  json.RawMessage     `json:"request,omitempty"`
}

// Secret says whether metadata with a name is a secret, which the console does not show. REST has a second copy of each header, with
// a prefix.
func Secret(name string) bool {
	name = strings.ToLower(name)
	return strings.HasSuffix(name, "authorization") || strings.HasSuffix(name, "cookie")
}

// console serves a configuration.
type console struct{ Config }

// New returns the handler for / and for everything below [Prefix].
func New(config Config) http.Handler {
	c := &console{config}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", c.page)
	mux.HandleFunc("GET "+Prefix+"style.css", style)
	mux.HandleFunc("GET "+Prefix+"clock", answer(c.readClock))
	mux.HandleFunc("POST "+Prefix+"clock", answer(c.setClock))
	mux.HandleFunc("GET "+Prefix+"faults", answer(c.listFaults))
	mux.HandleFunc("POST "+Prefix+"faults", answer(c.addFault))
	mux.HandleFunc("DELETE "+Prefix+"faults", answer(c.clearFaults))
	mux.HandleFunc("DELETE "+Prefix+"faults/{id}", answer(c.removeFault))
	mux.HandleFunc("GET "+Prefix+"calls", answer(c.listCalls))
	mux.HandleFunc("DELETE "+Prefix+"calls", answer(c.clearCalls))
	mux.HandleFunc("GET "+Prefix+"state", answer(c.listKinds))
	mux.HandleFunc("GET "+Prefix+"state/{kind}", answer(c.listEntities))
	mux.HandleFunc("POST "+Prefix+"seed", answer(c.seed))
	mux.HandleFunc("POST "+Prefix+"reset", answer(c.reset))
	mux.HandleFunc(Prefix, answer(func(r *http.Request) (any, error) {
		return nil, &refusal{http.StatusNotFound, fmt.Sprintf("there is no %s %s: docs/emulator.md lists the endpoints", r.Method, r.URL.Path)}
	}))
	guarded := http.NewCrossOriginProtection()
	guarded.SetDenyHandler(answer(func(*http.Request) (any, error) {
		return nil, &refusal{http.StatusForbidden, "a page of another site may not change this server"}
	}))
	inner := guarded.Handler(mux)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		header := w.Header()
		header.Set("Cache-Control", "no-store")
		header.Set("X-Content-Type-Options", "nosniff")
		header.Set("Cross-Origin-Resource-Policy", "same-origin")
		header.Set("Referrer-Policy", "no-referrer")
		if r.URL.Path == Prefix+"health" { // It says nothing, and whoever starts containers asks by any name.
			answer(func(*http.Request) (any, error) { return map[string]string{"status": "SERVING"}, nil })(w, r)
			return
		}
		if err := c.admits(r); err != nil {
			answer(func(*http.Request) (any, error) { return nil, err })(w, r)
			return
		}
		inner.ServeHTTP(w, r)
	})
}

// admits says whether a request comes from where it may.
func (c *console) admits(r *http.Request) error {
	host := r.Host
	if name, _, err := net.SplitHostPort(host); err == nil {
		host = name
	}
	host = strings.ToLower(strings.Trim(host, "[]"))
	if net.ParseIP(host) == nil && host != "localhost" && !slices.Contains(c.Hosts, host) {
		return &refusal{http.StatusForbidden, fmt.Sprintf("%q is no name of this server: use localhost or its address, or start it with -hosts=%s", host, host)}
	}
	peer, _, err := net.SplitHostPort(r.RemoteAddr)
	if ip := net.ParseIP(peer); !c.Remote && (err != nil || ip == nil || !ip.IsLoopback()) {
		return &refusal{http.StatusForbidden, "the console is for this machine alone: start the server with -console=any to let others in"}
	}
	return nil
}

// refusal is an error that the caller has to know of.
type refusal struct {
	status int
	text   string
}

func (r *refusal) Error() string { return r.text }

func badRequest(err error) error { return &refusal{http.StatusBadRequest, err.Error()} }

// answer writes what a function returns as JSON.
func answer(do func(*http.Request) (any, error)) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		result, err := do(r)
		code := http.StatusOK
		if refused := (*refusal)(nil); errors.As(err, &refused) {
			code, result = refused.status, map[string]string{"error": refused.text}
		} else if err != nil {
			code, result = http.StatusInternalServerError, map[string]string{"error": err.Error()}
		}
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(code)
		encoder := json.NewEncoder(w)
		encoder.SetEscapeHTML(false)
		_ = encoder.Encode(result) // A client that is gone needs no answer.
	}
}

// read reads a small body of JSON strictly. An empty one is that of a request without settings.
func read(r *http.Request, into any) error {
	body, err := io.ReadAll(http.MaxBytesReader(nil, r.Body, maxBody))
	if err != nil {
		return &refusal{http.StatusRequestEntityTooLarge, fmt.Sprintf("the body is longer than %d bytes", maxBody)}
	}
	if len(body) == 0 {
		return nil
	}
	decoder := json.NewDecoder(strings.NewReader(string(body)))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(into); err != nil {
		return badRequest(fmt.Errorf("the body: %w", err))
	}
	if decoder.More() {
		return badRequest(errors.New("the body: there is more after the JSON"))
	}
	return nil
}

// view runs a function that only reads, on entities that have taken the steps that are due.
func (c *console) view(do func(*store.Tx) error) error {
	if err := c.Settle(); err != nil {
		return err
	}
	return c.Store.Do(do)
}

// shown writes an entity as the REST API does; it is false for one of a kind that the contract does not have.
func (c *console) shown(entity store.Entity) (json.RawMessage, bool) {
	kind, err := c.API.Types.FindMessageByName(kindName(entity.Kind))
	if err != nil {
		return nil, false
	}
	message := kind.New().Interface()
	if proto.Unmarshal(entity.Data, message) != nil {
		return nil, false
	}
	encoded, err := c.API.JSON(message)
	return encoded, err == nil
}
