package wire

import "time"

// The bounds of the server. Together they keep what clients can make it hold finite: connections × streams × messages.
const (
	// MaxMessage is the size of a request in bytes, after decompression, for a method that sets no limit of its own. It is the
	// limit of grpc-go, so that clients meet the same one everywhere.
	MaxMessage = 4 << 20
	// MaxNesting is how deep messages and JSON may be nested.
	MaxNesting = 100
	// MaxHeader is the size of the headers of one request in bytes.
	MaxHeader = 64 << 10
	// MaxStreams is how many calls one HTTP/2 connection may have open at once.
	MaxStreams = 250
	// MaxConnections is how many connections may be open at once; further ones wait in the queue of the system.
	MaxConnections = 1000
	// MaxCalls is how many calls may be under way at once over all connections; further ones are answered RESOURCE_EXHAUSTED. Each
	// holds one request at most, so encoded requests take MaxCalls × MaxMessage, 4 GB, at the very worst.
	MaxCalls = 1000
	// MaxHeld is how many bytes of encoded requests are decoded at once; further calls wait. A decoded message takes a multiple of
	// that.
	MaxHeld = 64 << 20

	// HeaderTimeout is how long a client may take for a handshake, and for the headers of a request.
	HeaderTimeout = 10 * time.Second
	// ReadTimeout is how long a client may take to send a request.
	ReadTimeout = 30 * time.Second
	// WriteTimeout is how long a call over HTTP may take with its response.
	WriteTimeout = 5 * time.Minute
	// IdleTimeout is how long a connection may stay open without a call.
	IdleTimeout = 5 * time.Minute
	// PingAfter is how long a connection of HTTP/2 may be silent before the server asks whether the client is there, and PingTimeout
	// how long the client may take to answer.
	PingAfter   = time.Minute
	PingTimeout = 20 * time.Second
)

// maxSniffed is how much of a connection is looked at, in bytes, before it is known what it speaks.
const maxSniffed = 2 * MaxHeader

// maxDiscarded is how much of a body that no method reads is waited for, in bytes, as in net/http for HTTP/1.
const maxDiscarded = 256 << 10
