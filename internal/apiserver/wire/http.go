package wire

import (
	"log/slog"
	"net/http"
	"strings"
	"time"

	connectcors "connectrpc.com/cors"
	"github.com/rs/cors"
)

// newHTTP makes the server for all connections that do not begin with gRPC.
func (s *Server) newHTTP(handler http.Handler) *http.Server {
	server := &http.Server{
		Handler:           handler,
		ReadHeaderTimeout: s.patience.header,
		ReadTimeout:       s.patience.read,
		WriteTimeout:      WriteTimeout,
		IdleTimeout:       IdleTimeout,
		MaxHeaderBytes:    MaxHeader,
		HTTP2:             &http.HTTP2Config{MaxConcurrentStreams: MaxStreams, SendPingTimeout: PingAfter, PingTimeout: PingTimeout},
		Protocols:         &http.Protocols{},
		ErrorLog:          slog.NewLogLogger(s.config.Log.Handler(), slog.LevelInfo),
	}
	server.Protocols.SetHTTP1(true)
	server.Protocols.SetUnencryptedHTTP2(true) // TLS is behind us, where there is any.
	return server
}

// newHandler tells the protocols apart, request by request.
func (s *Server) newHandler() (http.Handler, error) {
	rest, err := s.newREST()
	if err != nil {
		return nil, err
	}
	procedures, most := s.newProcedures(), int64(largest(s.config.API))
	api := forBrowsers(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if isContentOfGRPC(r.Header.Get("Content-Type")) {
			s.grpc.ServeHTTP(w, r)
		} else if procedure := procedures.find(r); procedure != nil {
			procedure.ServeHTTP(w, r)
		} else {
			r.Body = http.MaxBytesReader(w, r.Body, most) // The multiplexer may read forms.
			rest.ServeHTTP(w, r)
		}
	}))
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if extra := s.extra(r.URL.Path); extra != nil {
			extra.ServeHTTP(w, r)
		} else {
			api.ServeHTTP(w, r)
		}
	}), nil
}

// forBrowsers lets the pages of any site call the API. It takes no cookies, so a page gets nothing but what its own key may see.
func forBrowsers(api http.Handler) http.Handler {
	exposed := []string{"*", "Qc-Trace-Id", "Trailer-Qc-Trace-Id", "Grpc-Metadata-Qc-Trace-Id"} // Not all browsers know the star.
	return cors.New(cors.Options{
		AllowedOrigins:      []string{"*"},
		AllowedMethods:      append(connectcors.AllowedMethods(), http.MethodPut, http.MethodPatch, http.MethodDelete),
		AllowedHeaders:      []string{"*"},
		ExposedHeaders:      append(exposed, connectcors.ExposedHeaders()...),
		AllowPrivateNetwork: true,
		MaxAge:              int((2 * time.Hour).Seconds()),
	}).Handler(api)
}

// extra finds the handler of a path beside the API, that of the longest prefix.
func (s *Server) extra(path string) (found http.Handler) {
	longest := -1
	for at, handler := range s.config.Extra {
		below := strings.HasSuffix(at, "/") && at != "/" && strings.HasPrefix(path, at)
		if (path == at || below) && len(at) > longest {
			found, longest = handler, len(at)
		}
	}
	return found
}
