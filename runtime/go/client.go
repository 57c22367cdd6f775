package qdrantcloud

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net/http"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/keepalive"
)

// Client makes calls of the Qdrant Cloud API. It is safe for concurrent use, and connects with the first call.
type Client struct {
	conn *conn
}

// New makes a client. Without options it calls the production API over gRPC with the key in the environment variable
// QDRANT_CLOUD_API_KEY and the account in QDRANT_CLOUD_ACCOUNT_ID. QDRANT_CLOUD_ENDPOINT names another server.
//
// A client without a key can call the methods that need no authentication.
func New(options ...Option) (*Client, error) {
	set := defaults()
	for _, option := range options {
		option(&set)
	}
	if set.conn == nil {
		set.readEnvironment()
	}
	if err := errors.Join(set.mistakes...); err != nil {
		return nil, err
	}
	made := &conn{
		credential: set.credential, account: set.account, timeout: set.timeout, retry: set.retry, budget: newBudget(),
		observe: set.observe, validate: set.validate, close: func() error { return nil },
	}
	if set.conn != nil {
		made.transport, made.name, made.foreign = set.conn, "custom", true
		_, made.peers = set.conn.(*grpc.ClientConn)
	} else if err := connect(made, set); err != nil {
		return nil, err
	}
	return &Client{conn: made}, nil
}

// Conn returns the connection of the client, for stubs of gRPC: their calls have the same authentication, deadlines, retries and
// errors.
func (c *Client) Conn() grpc.ClientConnInterface { return c.conn }

// Close ends the connection; calls that are running fail. What was given by [WithConn] or [WithHTTPClient] stays open.
func (c *Client) Close() error { return c.conn.close() }

// String describes the client without its secrets.
func (c *Client) String() string { return "qdrantcloud.Client over " + c.conn.name }

// connect gives a connection its transport.
func connect(made *conn, set settings) error {
	to, err := parseEndpoint(set.endpoint, set.over, set.plaintext)
	if err != nil {
		return err
	}
	if to.rest {
		client := set.http
		if client == nil {
			client = newHTTPClient(set.tls)
			made.close = func() error { client.CloseIdleConnections(); return nil }
		}
		made.transport, made.name = newREST(to.url, client, set.agent()), "rest"
		return nil
	}
	security := credentials.NewTLS(set.tls)
	if to.plaintext {
		security = insecure.NewCredentials()
	}
	dial := append([]grpc.DialOption{
		grpc.WithTransportCredentials(security),
		grpc.WithUserAgent(set.agent()),
		// A connection that a NAT has dropped in silence is noticed within the deadline of a call: the timeout is also that of TCP for
		// data without an answer. Pings go out during calls only, no more often than servers allow.
		grpc.WithKeepaliveParams(keepalive.ClientParameters{Time: time.Minute, Timeout: 15 * time.Second}),
		grpc.WithDefaultCallOptions(grpc.MaxCallRecvMsgSize(maxMessage), grpc.MaxCallSendMsgSize(maxMessage)),
		grpc.WithDisableServiceConfig(), // The retries are those of this package.
	}, set.dial...)
	opened, err := grpc.NewClient(to.target, dial...)
	if err != nil {
		return fmt.Errorf("qdrantcloud: connect to %s: %w", to.target, err)
	}
	made.transport, made.name, made.peers, made.close = opened, "grpc", true, opened.Close
	return nil
}

// maxMessage is the size of the largest message that a client takes.
const maxMessage = 64 << 20

func newHTTPClient(config *tls.Config) *http.Client {
	transport, ok := http.DefaultTransport.(*http.Transport)
	if !ok { // Somebody has put another one there, for all programs that use the default.
		return &http.Client{}
	}
	transport = transport.Clone()
	if config != nil {
		transport.TLSClientConfig = config.Clone()
	}
	return &http.Client{Transport: transport}
}

// call makes a call of a service, for its generated method.
//
//nolint:unused // The generated methods are in the SDK.
func call[Response any](ctx context.Context, c *conn, name string, request any, options []grpc.CallOption) (*Response, error) {
	response := new(Response)
	if err := c.Invoke(ctx, name, request, response, options...); err != nil {
		return nil, err
	}
	return response, nil
}
