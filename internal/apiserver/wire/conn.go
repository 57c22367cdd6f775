package wire

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"sync"
)

// handshake begins TLS on a connection. A client that speaks HTTP without TLS learns its mistake.
func handshake(conn net.Conn, config *tls.Config) (net.Conn, error) {
	secure := tls.Server(conn, config)
	err := secure.Handshake() //nolint:noctx // The connection has a deadline.
	var other tls.RecordHeaderError
	if errors.As(err, &other) && other.Conn != nil {
		io.WriteString(conn, "HTTP/1.0 400 Bad Request\r\n\r\nThis port speaks TLS: use https.\n") //nolint:errcheck // A courtesy.
	}
	return secure, err
}

// counted is a connection that counts as open until it is closed.
type counted struct {
	net.Conn

	open chan struct{}
	once sync.Once
}

// Close makes room for another connection.
func (c *counted) Close() error {
	c.once.Do(func() { <-c.open })
	return c.Conn.Close()
}

// CloseWrite ends the answer, while the client may go on sending.
func (c *counted) CloseWrite() error { return closeWrite(c.Conn) }

// replay is a connection whose beginning was read before.
type replay struct {
	net.Conn

	rest io.Reader
}

// Read reads what was read before, and then from the connection.
func (r *replay) Read(p []byte) (int, error) { return r.rest.Read(p) }

// CloseWrite ends the answer, while the client may go on sending.
func (r *replay) CloseWrite() error { return closeWrite(r.Conn) }

// closeWrite lets net/http refuse a large body: closing both directions at once would take the answer from a client that sends.
func closeWrite(conn net.Conn) error {
	if half, ok := conn.(interface{ CloseWrite() error }); ok {
		return half.CloseWrite()
	}
	return nil
}
