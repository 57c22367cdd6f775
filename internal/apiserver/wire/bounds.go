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
	// MaxCalls is how many calls may be under way at once over all connections; further ones are answered RESOURCE_EXHAUSTED.
	MaxCalls = 2000

	// HeaderTimeout is how long a client may take for a handshake, and for the headers of a request.
	HeaderTimeout = 10 * time.Second
	// ReadTimeout is how long a client may take to send a request.
	ReadTimeout = 30 * time.Second
	// WriteTimeout is how long a call over HTTP may take with its response.
	WriteTimeout = 5 * time.Minute
	// IdleTimeout is how long a connection may stay open without a call.
	IdleTimeout = 5 * time.Minute
)

// maxSniffed is how much of a connection is looked at, in bytes, before it is known what it speaks.
const maxSniffed = 2 * MaxHeader
