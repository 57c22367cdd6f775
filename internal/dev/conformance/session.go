package conformance

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

// Result is how a case ended.
type Result struct {
	Name  string
	Wrong string // Wrong is what is wrong, empty for a case that has passed.
}

// Session gives the cases to one runner, one after the other.
type Session struct {
	files     *protoregistry.Files
	directory directory
	cases     []Case
	lab       *lab
	transport string
	server    *http.Server
	url       string

	mu      sync.Mutex
	next    int
	running *running // running is nil between two cases.
	results []Result
}

// running is a case that a runner has and has not reported yet.
type running struct {
	of      *Case
	task    *Task
	server  *apiserver.Server
	network *network
}

// Open starts the servers for a runner of a transport, grpc or rest.
func Open(files *protoregistry.Files, cfg *config.Config, cases []Case, transport string) (*Session, error) {
	names, err := newDirectory(files, cfg)
	if err != nil {
		return nil, err
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &Session{files: files, directory: names, cases: cases, transport: transport, url: "http://" + listener.Addr().String()}
	if s.lab, err = openLab(files, cases); err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /next", s.giveNext)
	mux.HandleFunc("POST /done", s.takeDone)
	s.server = &http.Server{Handler: mux, ReadHeaderTimeout: time.Minute}
	go s.server.Serve(listener) //nolint:errcheck // It ends with an error when it is closed.
	return s, nil
}

// URL is what the runner gets as QDRANT_CLOUD_CONFORMANCE_URL.
func (s *Session) URL() string { return s.url }

// Close stops the servers.
func (s *Session) Close() {
	s.server.Close() //nolint:errcheck // Nobody calls it any more.
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running != nil {
		s.running.network.close()
	}
	s.lab.close()
}

// Results are those of the cases that were given out, in their order.
func (s *Session) Results() []Result {
	s.mu.Lock()
	defer s.mu.Unlock()
	results := s.results
	if s.running != nil {
		results = append(results, Result{s.running.of.Name, "the runner ended before it had reported"})
	}
	return results
}

func (s *Session) giveNext(w http.ResponseWriter, _ *http.Request) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.finish("the runner asked for the next case before it had reported")
	for s.next < len(s.cases) {
		c := &s.cases[s.next]
		s.next++
		started, err := s.begin(c)
		if err != nil {
			s.results = append(s.results, Result{c.Name, err.Error()})
			continue
		}
		s.running = started
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(started.task) //nolint:errchkjson // A runner that is gone needs none.
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (s *Session) begin(c *Case) (*running, error) {
	server, err := s.lab.begin(c)
	if err != nil {
		return nil, err
	}
	between, err := openNetwork(server.Addr(), c)
	if err != nil {
		return nil, err
	}
	task, err := s.directory.task(c, between.url)
	if err != nil {
		between.close()
		return nil, err
	}
	return &running{c, task, server, between}, nil
}

func (s *Session) takeDone(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.running == nil {
		http.Error(w, "no case is running", http.StatusConflict)
		return
	}
	var wrong string
	if err == nil {
		wrong, err = s.judge(s.running, body)
	}
	if err != nil {
		wrong = fmt.Sprintf("the report cannot be read: %v", err)
	}
	s.running.network.close()
	s.results = append(s.results, Result{s.running.of.Name, wrong})
	s.running = nil
	io.WriteString(w, "{}") //nolint:errcheck // As above.
}

// finish ends a case without a report.
func (s *Session) finish(wrong string) {
	if s.running == nil {
		return
	}
	s.running.network.close()
	s.results = append(s.results, Result{s.running.of.Name, wrong})
	s.running = nil
}
