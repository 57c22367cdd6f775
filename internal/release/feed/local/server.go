package local

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/signal"
	"path/filepath"
	"strconv"
	"sync"
	"syscall"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
)

// The defaults of a server.
const (
	DefaultPort = 8817      // DefaultPort is fixed, so that addresses in lock files and shells keep working.
	DefaultIdle = time.Hour // DefaultIdle is after how long an unused server ends.
)

// Options configure a server. Only Dir is required.
type Options struct {
	Dir  string        // Dir is the folder of the state.
	Port int           // Port is the preferred port. If it is taken, or 0, any free one is used.
	Idle time.Duration // Idle is after how long without a request the server ends; 0 means never.
}

// Endpoint is a running server.
type Endpoint struct {
	URL      string `json:"url"`      // URL has no slash at its end.
	Instance string `json:"instance"` // Instance is unique for each server.
	PID      int    `json:"pid"`
}

// NPM returns the URL of the npm registry.
func (e Endpoint) NPM() string { return e.URL + "/npm/" }

// PythonUpload returns the URL that twine and uv publish upload to.
func (e Endpoint) PythonUpload() string { return e.URL + "/pypi/legacy/" }

// PythonSimple returns the URL of the simple API: an index for pip and uv.
func (e Endpoint) PythonSimple() string { return e.URL + "/pypi/simple/" }

// Go returns the URL of the module proxy, for GOPROXY.
func (e Endpoint) Go() string { return e.URL + "/go" }

// The files of a server in the folder of its state.
const (
	serverFile = "server.json"
	serverLock = "server.lock"
	serverLog  = "server.log"
)

// The paths for finding and stopping a server.
const (
	healthPath = "/healthz"
	stopPath   = "/stop"
)

// ErrRunning reports that another server runs on the same state.
var ErrRunning = errors.New("the local feeds are already running")

// Server is a server that runs in this process.
type Server struct {
	Endpoint

	store  *Store
	dir    string
	http   *http.Server
	unlock func()
	stop   context.CancelCauseFunc
	done   chan struct{} // done is closed when the server has ended, with the reason in err.
	err    error
}

// Why a server ends by itself.
var (
	errIdle    = errors.New("they were idle")
	errStopped = errors.New("a stop was requested")
	errGone    = errors.New("their folder was deleted or taken over by another server")
)

// patience is how long running requests may take to end, and how long to wait for a stopping server.
const patience = 2 * time.Second

// Start serves the state in a folder until the context ends, the server is idle for too long, or [Server.Close] is called. A folder
// has at most one server: a second one gets [ErrRunning].
func Start(ctx context.Context, o Options) (*Server, error) {
	store, err := Open(o.Dir)
	if err != nil {
		return nil, err
	}
	unlock, err := alone(ctx, o.Dir)
	if err != nil {
		return nil, err
	}
	listener, err := listen(o.Port)
	if err != nil {
		unlock()
		return nil, err
	}
	return serve(ctx, o, store, unlock, listener)
}

// alone takes the lock of a folder, and waits for a stopping server. If another server starts meanwhile, it returns [ErrRunning] at
// once: waiting for the lock would start a server as soon as that one is stopped.
func alone(ctx context.Context, dir string) (unlock func(), err error) {
	for end := time.Now().Add(patience); ; {
		if running, ok := Find(ctx, dir); ok {
			return nil, fmt.Errorf("%w: process %d at %s", ErrRunning, running.PID, running.URL)
		}
		switch unlock, err := file.TryLock(filepath.Join(dir, serverLock)); {
		case !errors.Is(err, file.ErrLocked):
			return unlock, err
		case ctx.Err() != nil:
			return nil, context.Cause(ctx)
		case time.Now().After(end):
			return nil, fmt.Errorf("%w, or another process is starting them", ErrRunning)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

// listen listens on a port of the loopback interface, or on any free one if that is taken.
func listen(port int) (net.Listener, error) {
	listener, err := net.Listen("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port)))
	if err != nil && port != 0 {
		return listen(0)
	}
	return listener, err
}

func serve(ctx context.Context, o Options, store *Store, unlock func(), listener net.Listener) (*Server, error) {
	ctx, stop := context.WithCancelCause(ctx)
	s := &Server{
		Endpoint: Endpoint{URL: "http://" + listener.Addr().String(), Instance: rand.Text(), PID: os.Getpid()},
		store:    store, dir: o.Dir, unlock: unlock, stop: stop, done: make(chan struct{}),
	}
	s.http = &http.Server{Handler: whileUsed(o.Idle, func() { stop(errIdle) }, s.handler()), ReadHeaderTimeout: 10 * time.Second}
	address, err := json.Marshal(s.Endpoint)
	if err == nil {
		err = file.Write(filepath.Join(o.Dir, serverFile), append(address, '\n'), file.Durable)
	}
	if err != nil {
		stop(err)
		unlock()
		return nil, errors.Join(err, listener.Close())
	}
	go func() {
		stop(s.http.Serve(listener))
	}()
	go s.watch(ctx)
	go s.end(ctx)
	return s, nil
}

// handler serves the feeds and the paths for finding and stopping this server.
func (s *Server) handler() http.Handler {
	mux := http.NewServeMux()
	mux.Handle("/", s.store.Handler())
	mux.HandleFunc("GET "+healthPath, func(w http.ResponseWriter, _ *http.Request) {
		writeJSON(w, http.StatusOK, s.Endpoint) //nolint:errcheck // The client may have gone.
	})
	mux.HandleFunc("POST "+stopPath, answer(func(w http.ResponseWriter, r *http.Request, _ string) error {
		if err := (&handler{s.store}).authorize(r); err != nil {
			return err
		}
		s.stop(errStopped)
		return writeJSON(w, http.StatusAccepted, s.Endpoint)
	}, "/", plainError))
	return mux
}

// watchEvery is how often a server checks that the state folder is still its own.
const watchEvery = 2 * time.Second

// watch ends a server whose state folder was deleted: nobody could find or stop it any more, and it would keep its port.
func (s *Server) watch(ctx context.Context) {
	ticker := time.NewTicker(watchEvery)
	defer ticker.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
			var now Endpoint
			content, err := os.ReadFile(filepath.Join(s.dir, serverFile))
			if err != nil || json.Unmarshal(content, &now) != nil || now.Instance != s.Instance {
				s.stop(errGone)
				return
			}
		}
	}
}

// end waits for the end of the context and lets running requests finish.
func (s *Server) end(ctx context.Context) {
	<-ctx.Done()
	s.err = context.Cause(ctx)
	finishing, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	defer cancel()
	if s.http.Shutdown(finishing) != nil {
		s.http.Close() //nolint:errcheck // This breaks the connections that are still open.
	}
	// The lock is released last, so that its next owner finds no address of an earlier server.
	if !errors.Is(s.err, errGone) {
		os.Remove(filepath.Join(s.dir, serverFile)) //nolint:errcheck // A stale address does no harm.
	}
	s.unlock()
	close(s.done)
}

// Wait waits until the server has ended. A requested stop and idleness are not errors.
func (s *Server) Wait() error {
	<-s.done
	if errors.Is(s.err, errIdle) || errors.Is(s.err, errGone) || errors.Is(s.err, errStopped) || errors.Is(s.err, context.Canceled) || errors.Is(s.err, errSignal) {
		return nil
	}
	return s.err
}

// whileUsed wraps a handler and calls idle after a time without an open request.
func whileUsed(limit time.Duration, idle func(), next http.Handler) http.Handler {
	if limit <= 0 {
		return next
	}
	var mu sync.Mutex
	open, timer := 0, time.AfterFunc(limit, idle)
	count := func(change int) {
		mu.Lock()
		defer mu.Unlock()
		if open += change; open > 0 {
			timer.Stop()
		} else {
			timer.Reset(limit)
		}
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		count(1)
		defer count(-1)
		next.ServeHTTP(w, r)
	})
}

var errSignal = errors.New("the process received a signal")

// Serve runs a server in the foreground until the context ends or the process gets SIGINT or SIGTERM. It prints the addresses and how
// to use them, never the token. If the feeds are already running, it prints that and returns nil.
func Serve(ctx context.Context, o Options, out io.Writer) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	signals := make(chan os.Signal, 1)
	signal.Notify(signals, os.Interrupt, syscall.SIGTERM)
	defer signal.Stop(signals)
	go func() {
		select {
		case <-signals:
			cancel(errSignal)
		case <-ctx.Done():
		}
	}()
	server, err := Start(ctx, o)
	if errors.Is(err, ErrRunning) {
		fmt.Fprintln(out, err)
		return nil
	}
	if err != nil {
		return err
	}
	fmt.Fprint(out, server.Usage(o.Dir))
	err = server.Wait()
	fmt.Fprintf(out, "The local feeds have stopped: %v.\n", server.err)
	return err
}
