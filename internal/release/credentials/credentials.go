// Package credentials finds the Google identity of a release and issues its tokens. The client of the registry, the npm feed and
// the Python feed share one [Source], which renews tokens during a release.
//
// It reads Google's Application Default Credentials: a file named by the environment, the file of gcloud, or the machine itself.
// A ready token from the environment works too, but is not renewed.
//
// Every error is a *feed.Error of one line: where it looked, what is wrong, and the command that fixes it.
package credentials

import (
	"context"
	"fmt"
	"net/http"
	"os"
	"sync/atomic"
	"time"

	"golang.org/x/oauth2"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// TokenInfo is Google's endpoint that returns the owner and lifetime of a token.
const TokenInfo = "https://oauth2.googleapis.com/tokeninfo" //nolint:gosec // It is an address.

// scope is the scope of the tokens; IAM decides what their owner may do.
const scope = "https://www.googleapis.com/auth/cloud-platform"

// early is how long before its expiry a token is renewed: longer than an upload takes, and less than the four minutes before expiry
// at which the metadata server of a machine issues the next one.
const early = 225 * time.Second

// Options say where to look; the zero value is the environment of this process.
type Options struct {
	Getenv  func(string) string // Getenv reads the environment; nil is [os.Getenv].
	Secrets *redact.Secrets     // Secrets receives every secret that is read or received; nil drops them.
	HTTP    http.RoundTripper   // HTTP reaches the token endpoints; nil is the ordinary one.

	// OnGCE reports whether this machine has a metadata server of Google; nil asks it.
	OnGCE func(ctx context.Context) bool

	// TokenInfo is asked about ready tokens, such as [TokenInfo]. If it is empty, their owner and lifetime stay unknown. It must be
	// empty for tokens of other registries, which would be sent to Google.
	TokenInfo string

	// Now is the time; nil is that of the clock.
	Now func() time.Time
}

func (o Options) orDefault() Options {
	if o.Getenv == nil {
		o.Getenv = os.Getenv
	}
	if o.Secrets == nil {
		o.Secrets = &redact.Secrets{}
	}
	if o.OnGCE == nil {
		o.OnGCE = onGCE
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	return o
}

// Source issues tokens for one identity. It may be used by several goroutines.
type Source struct {
	options  Options
	where    string // where is the place of the credentials, for messages.
	quota    string // quota is the project that is charged for requests; empty for that of the resource.
	identity atomic.Pointer[Identity]
	fetch    func(ctx context.Context) (*oauth2.Token, error) // fetch gets a new token; nil if there is only one.
	replace  string                                           // replace is the advice for getting another token if there is only one.

	turn    chan struct{} // turn guards the fields below.
	token   *oauth2.Token
	subject string // subject is the subject of the OIDC token that a federation exchanges.
}

func newSource(o Options, where string, identity Identity) *Source {
	s := &Source{options: o, where: where, turn: make(chan struct{}, 1)}
	s.identity.Store(&identity)
	return s
}

// Identity returns the owner of the tokens. For a federation it is complete after the first token.
func (s *Source) Identity() Identity { return *s.identity.Load() }

// Where returns the place of the credentials, for messages.
func (s *Source) Where() string { return s.where }

// Renews reports whether expired tokens are renewed.
func (s *Source) Renews() bool { return s.fetch != nil }

// Token returns a token for the next request. It renews one that is about to expire or was refused (see [feed.Refused]).
func (s *Source) Token(ctx context.Context) (*oauth2.Token, error) {
	select {
	case s.turn <- struct{}{}:
		defer func() { <-s.turn }()
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	refused := s.token != nil && s.token.AccessToken == feed.RefusedLogin(ctx).Secret
	if !refused && s.lasts(early) {
		return s.token, nil
	}
	if s.fetch == nil {
		return s.fixed(refused)
	}
	token, err := s.fetch(ctx)
	if err != nil {
		if !refused && s.lasts(0) {
			return s.token, nil // The issuer may be back before it expires.
		}
		return nil, err
	}
	s.options.Secrets.Add(token.AccessToken)
	s.token = token
	return token, nil
}

// lasts reports whether there is a token that is valid for longer than d.
func (s *Source) lasts(d time.Duration) bool {
	return s.token != nil && (s.token.Expiry.IsZero() || s.options.Now().Add(d).Before(s.token.Expiry))
}

// fixed returns the token that cannot be renewed, unless it has expired.
func (s *Source) fixed(refused bool) (*oauth2.Token, error) {
	if !refused && !s.lasts(0) {
		return nil, s.wrong("use the token", fmt.Sprintf("it expired at %s", s.token.Expiry.UTC().Format(time.TimeOnly+" MST")), s.replace)
	}
	return s.token, nil
}

// Left returns how long the current token is valid; 0 if unknown.
func (s *Source) Left(ctx context.Context) (time.Duration, error) {
	token, err := s.Token(ctx)
	if err != nil || token.Expiry.IsZero() {
		return 0, err
	}
	return token.Expiry.Sub(s.options.Now()), nil
}

// Covers checks before a release that tokens will be valid for the time that it needs. It returns nil if tokens are renewed, if the
// token is valid long enough, and if its lifetime is unknown.
func (s *Source) Covers(ctx context.Context, need time.Duration) error {
	left, err := s.Left(ctx)
	if err != nil || s.Renews() || left == 0 || left >= need {
		return err
	}
	return s.wrong("check that the token lasts for the release", fmt.Sprintf("the token cannot be renewed and expires in %s, but a release may take %s",
		left.Round(time.Second), need), s.replace)
}

// Feed returns credentials for a feed: the token as the password of a user, such as oauth2accesstoken, or as a bearer token if user
// is empty.
func (s *Source) Feed(user string) feed.Credentials {
	return func(ctx context.Context) (feed.Login, error) {
		token, err := s.Token(ctx)
		if err != nil {
			return feed.Login{}, err
		}
		s.options.Secrets.AddLogin(user, token.AccessToken)
		return feed.Login{User: user, Secret: token.AccessToken, Project: s.quota}, nil
	}
}

// QuotaProject returns the project that the credentials file, or GOOGLE_CLOUD_QUOTA_PROJECT, has charged for requests; empty if none.
func (s *Source) QuotaProject() string { return s.quota }

// TokenSource returns a source for Google's own clients.
func (s *Source) TokenSource(ctx context.Context) oauth2.TokenSource { return tokenSource{s, ctx} }

type tokenSource struct {
	*Source

	ctx context.Context //nolint:containedctx // The interface of oauth2 has none.
}

func (t tokenSource) Token() (*oauth2.Token, error) { return t.Source.Token(t.ctx) }

// wrong returns an error about these credentials.
func (s *Source) wrong(doing, what, advice string) *feed.Error {
	return &feed.Error{Feed: "Google credentials (" + s.where + ")", Doing: doing, What: feed.Line(s.Redact(what)), Advice: advice}
}

// Redact masks the secrets of the source in a text. It comes before the text is shortened, as a part of a secret is not recognized.
func (s *Source) Redact(text string) string { return s.options.Secrets.Text(text) }
