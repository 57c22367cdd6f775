// Package wire serves an API on one port over gRPC, gRPC-Web, Connect and REST, with reflection, health and CORS, as plain text or
// over TLS. What a call does is up to an [rpc.Invoker].
//
// grpc-go serves the connections of the runtimes of gRPC, because its own transport is several times as fast as the one of net/http,
// which serves all others. The first request of a connection decides; see sniff. Calls of gRPC that come over a connection of
// net/http, among requests of other kinds, are answered there.
package wire

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"net/http"
	"sync"
	"time"

	"golang.org/x/sync/semaphore"
	"google.golang.org/grpc"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/transcode"
)

// Config configures a server.
type Config struct {
	API     *rpc.API
	Invoker rpc.Invoker
	// Certificate makes the server use TLS; nil is plain text.
	Certificate *tls.Certificate
	// Extra serves paths beside the API, such as a page for people. A key that ends in a slash stands for everything below it,
	// any other for itself. Browsers may not reach these from the pages of other sites.
	Extra map[string]http.Handler
	// Log takes faults of the server, such as a handler that panics; nil drops them.
	Log *slog.Logger
}

// Server is a running server. Its methods may be called from several goroutines.
type Server struct {
	config   Config
	patience patience
	listener net.Listener
	tls      *tls.Config
	grpc     *grpc.Server
	http     *http.Server
	handoff  struct{ grpc, http *handoff }

	json        *transcode.JSON // json writes the responses of REST, with the fields that have no value.
	connectJSON *transcode.JSON // connectJSON writes those of Connect, without them.

	open  chan struct{}       // open has an element for each open connection.
	calls chan struct{}       // calls has an element for each call under way.
	held  *semaphore.Weighted // held are the bytes of the requests that are decoded.

	running sync.WaitGroup // running are the goroutines of the server.
	closing chan struct{}
	once    struct{ closing, ending sync.Once }
	mu      sync.Mutex
	sniffed map[net.Conn]struct{} // sniffed are the connections that neither server has yet; nil after the end.
}

// patience is how long the server waits for clients that are slow.
type patience struct{ header, read time.Duration }

// Serve answers on a listener until [Server.Close] or [Server.Shutdown], without waiting. It owns the listener.
func Serve(listener net.Listener, config Config) (*Server, error) {
	return serve(listener, config, patience{header: HeaderTimeout, read: ReadTimeout})
}

func serve(listener net.Listener, config Config, patience patience) (*Server, error) {
	if config.Log == nil {
		config.Log = slog.New(slog.DiscardHandler)
	}
	s := &Server{
		config:      config,
		patience:    patience,
		listener:    listener,
		json:        transcode.New(config.API.Types, true),
		connectJSON: transcode.New(config.API.Types, false),
		open:        make(chan struct{}, MaxConnections),
		calls:       make(chan struct{}, MaxCalls),
		held:        semaphore.NewWeighted(MaxHeld),
		closing:     make(chan struct{}),
		sniffed:     map[net.Conn]struct{}{},
	}
	if config.Certificate != nil {
		s.tls = &tls.Config{
			Certificates: []tls.Certificate{*config.Certificate}, NextProtos: []string{"h2", "http/1.1"}, MinVersion: tls.VersionTLS12,
		}
	}
	s.grpc = s.newGRPC()
	handler, err := s.newHandler()
	if err != nil {
		return nil, errors.Join(err, listener.Close())
	}
	s.http = s.newHTTP(handler)
	s.handoff.grpc, s.handoff.http = newHandoff(listener.Addr()), newHandoff(listener.Addr())
	s.running.Go(func() { s.grpc.Serve(s.handoff.grpc) }) //nolint:errcheck // It ends with the handoff, and its error only says so.
	s.running.Go(func() { s.http.Serve(s.handoff.http) }) //nolint:errcheck // The same.
	s.running.Go(s.accept)
	return s, nil
}

// Addr returns the address of the server.
func (s *Server) Addr() net.Addr { return s.listener.Addr() }

// Close stops the server and the running calls.
func (s *Server) Close() {
	s.stopAccepting()
	s.http.Close() //nolint:errcheck // Its listener is the handoff, which cannot fail to close.
	s.grpc.Stop()
	s.end()
}

// Shutdown takes no further calls, and returns when those under way are answered. If the context ends before, it stops them and
// returns the error of the context.
func (s *Server) Shutdown(ctx context.Context) error {
	s.stopAccepting()
	// The calls of gRPC over connections of net/http have to be done when grpc-go begins to wait for its own.
	if err := s.http.Shutdown(ctx); err != nil {
		s.Close()
		return err
	}
	stop := context.AfterFunc(ctx, s.grpc.Stop)
	s.grpc.GracefulStop()
	s.end()
	if !stop() {
		return ctx.Err()
	}
	return nil
}

// end waits for the goroutines of the server and for the calls under way: when no place is left, none has one.
func (s *Server) end() {
	s.running.Wait()
	s.once.ending.Do(func() {
		for range MaxCalls {
			s.calls <- struct{}{}
		}
	})
}

// stopAccepting closes the listener, and the connections on which nothing was asked yet.
func (s *Server) stopAccepting() {
	s.once.closing.Do(func() { close(s.closing) })
	s.listener.Close() //nolint:errcheck // A second Close says that it is closed.
	s.mu.Lock()
	defer s.mu.Unlock()
	for conn := range s.sniffed {
		conn.Close() //nolint:errcheck // Nobody waits for its answer.
	}
	s.sniffed = nil
}

// accept gives each connection a goroutine, which finds out what the client speaks.
func (s *Server) accept() {
	for {
		select {
		case s.open <- struct{}{}:
		case <-s.closing:
			return
		}
		conn, err := s.listener.Accept()
		if errors.Is(err, net.ErrClosed) {
			return
		}
		if err != nil {
			<-s.open
			// Out of file descriptors, or a client that is gone already: others may fare better in a moment.
			s.config.Log.Warn("accepting a connection failed", "error", err)
			time.Sleep(10 * time.Millisecond)
			continue
		}
		conn = &counted{Conn: conn, open: s.open}
		if !s.keep(conn) {
			conn.Close() //nolint:errcheck // The server is closing.
			return
		}
		s.running.Go(func() { s.route(conn) })
	}
}

// keep notes a connection that is being sniffed. It is false when the server is closing.
func (s *Server) keep(conn net.Conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.sniffed == nil {
		return false
	}
	s.sniffed[conn] = struct{}{}
	return true
}

// route hands a connection to the server that is best for its first request.
func (s *Server) route(conn net.Conn) {
	plain, isGRPC, err := s.look(conn)
	s.mu.Lock()
	delete(s.sniffed, conn)
	s.mu.Unlock()
	to := s.handoff.http
	if isGRPC {
		to = s.handoff.grpc
	}
	if err != nil || !to.give(plain) {
		conn.Close() //nolint:errcheck // The client is gone, too slow, or speaks something else.
	}
}

// look does the handshake and looks at the first request, in bounded time.
func (s *Server) look(conn net.Conn) (plain net.Conn, isGRPC bool, err error) {
	if err := conn.SetDeadline(time.Now().Add(s.patience.header)); err != nil {
		return nil, false, err
	}
	if s.tls != nil {
		if conn, err = handshake(conn, s.tls); err != nil {
			return nil, false, err
		}
	}
	if plain, isGRPC, err = sniff(conn); err != nil {
		return nil, false, err
	}
	return plain, isGRPC, conn.SetDeadline(time.Time{})
}
