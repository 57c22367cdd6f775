package qdrantcloud

import (
	"cmp"
	"context"
	"crypto/tls"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"runtime"
	"strings"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/protobuf/proto"
)

// The environment variables that [New] reads. An option takes the place of each.
const (
	// EnvAPIKey names the variable with the management key.
	EnvAPIKey    = "QDRANT_CLOUD_API_KEY"    //nolint:gosec // It is a name.
	EnvEndpoint  = "QDRANT_CLOUD_ENDPOINT"   // EnvEndpoint names the variable with the server, as [WithEndpoint] takes it.
	EnvAccountID = "QDRANT_CLOUD_ACCOUNT_ID" // EnvAccountID names the variable with the default account.
)

// DefaultTimeout is how long a call takes at most, with its retries, if neither its context nor an option says otherwise.
const DefaultTimeout = 30 * time.Second

// Option changes a client.
type Option func(*settings)

// settings are what options change.
type settings struct {
	credential credential
	endpoint   string
	account    string
	accountSet bool
	timeout    time.Duration
	retry      RetryPolicy
	userAgent  string
	over       transport
	plaintext  bool
	tls        *tls.Config
	http       *http.Client
	dial       []grpc.DialOption
	conn       grpc.ClientConnInterface
	observe    func(context.Context, Attempt)
	validate   func(proto.Message) error
	mistakes   []error
}

func defaults() settings { return settings{timeout: DefaultTimeout, retry: RetryPolicy{}.complete()} }

// readEnvironment takes from the environment what no option has said.
func (s *settings) readEnvironment() {
	if key := os.Getenv(EnvAPIKey); s.credential == nil && key != "" {
		s.authenticate(EnvAPIKey, "apikey", key)
	}
	s.endpoint = cmp.Or(s.endpoint, strings.TrimSpace(os.Getenv(EnvEndpoint)))
	if !s.accountSet {
		s.account = strings.TrimSpace(os.Getenv(EnvAccountID))
	}
}

// WithAPIKey authenticates with a management key.
func WithAPIKey(key string) Option {
	return func(s *settings) { s.authenticate("WithAPIKey", "apikey", key) }
}

// WithBearerToken authenticates with the token of a user.
func WithBearerToken(token string) Option {
	return func(s *settings) { s.authenticate("WithBearerToken", "Bearer", token) }
}

// WithTokenSource authenticates with bearer tokens that a function returns. It is asked before each attempt of a call, so a source that
// fetches its tokens should keep them while they are valid, as oauth2.ReuseTokenSource does.
func WithTokenSource(source func(ctx context.Context) (string, error)) Option {
	return func(s *settings) { s.credential = fetched(source) }
}

func (s *settings) authenticate(origin, scheme, secret string) {
	secret = strings.TrimSpace(secret) // The line break at the end of a file is none of the key.
	if !headerValue(secret) {
		s.mistakes = append(s.mistakes, fmt.Errorf("qdrantcloud: the secret of %s is empty or has characters that no header can have: copy it again", origin))
	}
	s.credential = fixed(scheme, secret)
}

// WithEndpoint sets the server: host:port for gRPC over TLS, or a URL for REST. A URL with http:// is plaintext, which only a server on
// this machine may be reached by; see [WithPlaintext].
func WithEndpoint(endpoint string) Option { return func(s *settings) { s.endpoint = endpoint } }

// WithREST makes the calls over REST, where gRPC can't pass.
func WithREST() Option { return func(s *settings) { s.over = overREST } }

// WithGRPC makes the calls over gRPC, also where the endpoint is a URL.
func WithGRPC() Option { return func(s *settings) { s.over = overGRPC } }

// WithPlaintext leaves out TLS. Keys and data can then be read by everybody on the way: use it for a local server, or on a network that
// protects them by other means.
func WithPlaintext() Option { return func(s *settings) { s.plaintext = true } }

// WithTLSConfig sets certificates for TLS, such as those of a proxy.
func WithTLSConfig(config *tls.Config) Option { return func(s *settings) { s.tls = config } }

// WithAccount sets the account of requests that name none. An empty one is none, whatever the environment says.
func WithAccount(id string) Option {
	return func(s *settings) { s.account, s.accountSet = id, true }
}

// WithTimeout limits the time of a call with its retries, instead of [DefaultTimeout]; 0 is no limit. It does not hold for calls whose
// context has a deadline.
func WithTimeout(limit time.Duration) Option { return func(s *settings) { s.timeout = limit } }

// WithRetryPolicy changes how calls are retried.
func WithRetryPolicy(policy RetryPolicy) Option {
	return func(s *settings) { s.retry = policy.complete() }
}

// WithoutRetries makes one attempt of each call.
func WithoutRetries() Option { return WithRetryPolicy(RetryPolicy{MaxAttempts: 1}) }

// WithUserAgent puts the name of your program before that of the SDK, as in "backup-tool/1.2".
func WithUserAgent(name string) Option { return func(s *settings) { s.userAgent = name } }

// WithDialOptions adds options to those of the gRPC connection, such as interceptors or the stats handler of OpenTelemetry. Interceptors
// see each attempt.
func WithDialOptions(options ...grpc.DialOption) Option {
	return func(s *settings) { s.dial = append(s.dial, options...) }
}

// WithHTTPClient makes calls over REST with an HTTP client, such as one with a proxy or with the transport of OpenTelemetry. TLS is as
// this client has it; its timeout and redirects are not used.
func WithHTTPClient(client *http.Client) Option { return func(s *settings) { s.http = client } }

// WithConn makes calls over a connection that exists, such as one of a test. The connection has its own security and, where no option
// gives the client one, its own authentication; nothing is read from the environment.
func WithConn(conn grpc.ClientConnInterface) Option { return func(s *settings) { s.conn = conn } }

// WithValidator checks each request before it is sent. It fits validators of buf.build/go/protovalidate:
//
//	qdrantcloud.New(qdrantcloud.WithValidator(protovalidate.GlobalValidator))
//
// A request that breaks a rule ends with an [*Error] that is [ErrInvalidArgument] and has the violations.
func WithValidator[O any](validator interface {
	Validate(message proto.Message, options ...O) error
}) Option {
	return func(s *settings) {
		s.validate = func(message proto.Message) error { return validator.Validate(message) }
	}
}

// WithObserver calls a function after each attempt of a call.
func WithObserver(observe func(ctx context.Context, attempt Attempt)) Option {
	return func(s *settings) {
		if before := s.observe; before != nil {
			next := observe
			observe = func(ctx context.Context, attempt Attempt) { before(ctx, attempt); next(ctx, attempt) }
		}
		s.observe = observe
	}
}

// WithLogger writes each attempt of a call to a log: those that succeed at the level debug, those that fail at warn. Neither headers nor
// messages are in it.
func WithLogger(logger *slog.Logger) Option { return WithObserver(logTo(logger)) }

// agent is the user agent.
func (s *settings) agent() string {
	own := "qdrant-cloud-sdk-go/" + strings.Trim(Version(), "v()") + " go/" + strings.TrimPrefix(runtime.Version(), "go")
	return strings.TrimSpace(s.userAgent + " " + own)
}
