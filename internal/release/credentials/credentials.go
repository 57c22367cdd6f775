// Package credentials finds out who releases, and is the one source of tokens for that: the control plane of the registry, the
// npm and the Python feed get theirs from the same [Source], which renews them while a release is under way.
//
// Where they come from is what Google calls Application Default Credentials: a file named by the environment, the file that
// gcloud keeps, or the machine itself. A token that somebody else got can be given as well; it is not renewed.
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

// TokenInfo is Google's endpoint that tells whose a token is and how long it lives.
const TokenInfo = "https://oauth2.googleapis.com/tokeninfo" //nolint:gosec // It is an address.

// scope is what a token may be used for; what its owner may do is decided by IAM.
const scope = "https://www.googleapis.com/auth/cloud-platform"

// early is how long before its end a token is renewed: longer than the upload of a file takes, and no longer than the four
// minutes in which the metadata server of a machine begins to hand out the next one.
const early = 225 * time.Second

// Options say where to look; the zero value is the environment of this process.
type Options struct {
	Getenv  func(string) string // Getenv reads the environment; nil is [os.Getenv].
	Secrets *redact.Secrets     // Secrets learn every secret that is read or received; nil forgets them.
	HTTP    http.RoundTripper   // HTTP reaches the token endpoints; nil is the ordinary one.

	// OnGCE says whether this machine belongs to Google and can say who it is; nil asks it.
	OnGCE func(ctx context.Context) bool

	// TokenInfo is asked about tokens that somebody else got, such as [TokenInfo]. Empty, their owner and life stay unknown. It
	// must not be set for tokens of other registries: they would be told to Google.
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

// Source gives tokens of one identity. It may be used by several goroutines.
type Source struct {
	options  Options
	where    string // where is where the credentials are, for people.
	identity atomic.Pointer[Identity]
	fetch    func(ctx context.Context) (*oauth2.Token, error) // fetch gets a new token; nil where there is just the one.
	replace  string                                           // replace is how to get another token where there is just the one.

	turn    chan struct{} // turn is held by who reads or renews what follows.
	token   *oauth2.Token
	subject string // subject is who the token of somebody else is of, which a federation trades in.
}

func newSource(o Options, where string, identity Identity) *Source {
	s := &Source{options: o, where: where, turn: make(chan struct{}, 1)}
	s.identity.Store(&identity)
	return s
}

// Identity is who the tokens are of. Of a federation more is known once there was one.
func (s *Source) Identity() Identity { return *s.identity.Load() }

// Where is where the credentials are, for people.
func (s *Source) Where() string { return s.where }

// Renews says whether the tokens are renewed when they run out.
func (s *Source) Renews() bool { return s.fetch != nil }

// Token is one that lasts for the next request. It is renewed where it is about to run out, or was refused (see
// [feed.Refused]).
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
			return s.token, nil // Who issues them may be back before it ends.
		}
		return nil, err
	}
	s.options.Secrets.Add(token.AccessToken)
	s.token = token
	return token, nil
}

// lasts says whether there is a token that lives longer than d.
func (s *Source) lasts(d time.Duration) bool {
	return s.token != nil && (s.token.Expiry.IsZero() || s.options.Now().Add(d).Before(s.token.Expiry))
}

// fixed is the token that can't be renewed, for as long as it is worth something.
func (s *Source) fixed(refused bool) (*oauth2.Token, error) {
	if !refused && !s.lasts(0) {
		return nil, s.wrong("use the token", fmt.Sprintf("it expired at %s", s.token.Expiry.UTC().Format(time.TimeOnly+" MST")), s.replace)
	}
	return s.token, nil
}

// Left is how long the token lasts that is used now; 0 where nobody says.
func (s *Source) Left(ctx context.Context) (time.Duration, error) {
	token, err := s.Token(ctx)
	if err != nil || token.Expiry.IsZero() {
		return 0, err
	}
	return token.Expiry.Sub(s.options.Now()), nil
}

// Covers says, before anything is done, whether there will be tokens for as long as it takes: nil where they are renewed and
// one could be had, where what is there lasts long enough, and where nobody knows how long it lasts.
func (s *Source) Covers(ctx context.Context, need time.Duration) error {
	left, err := s.Left(ctx)
	if err != nil || s.Renews() || left == 0 || left >= need {
		return err
	}
	return s.wrong("check that the token lasts for the release", fmt.Sprintf("the token cannot be renewed and expires in %s, but a release may take %s",
		left.Round(time.Second), need), s.replace)
}

// Feed gives a feed the token: as the password of a user, such as oauth2accesstoken, or as a bearer token where user is empty.
func (s *Source) Feed(user string) feed.Credentials {
	return func(ctx context.Context) (feed.Login, error) {
		token, err := s.Token(ctx)
		if err != nil {
			return feed.Login{}, err
		}
		s.options.Secrets.AddLogin(user, token.AccessToken)
		return feed.Login{User: user, Secret: token.AccessToken}, nil
	}
}

// TokenSource gives the tokens to a client of Google's own.
func (s *Source) TokenSource(ctx context.Context) oauth2.TokenSource { return tokenSource{s, ctx} }

type tokenSource struct {
	*Source

	ctx context.Context //nolint:containedctx // The interface of oauth2 has none.
}

func (t tokenSource) Token() (*oauth2.Token, error) { return t.Source.Token(t.ctx) }

// wrong is an error of these credentials.
func (s *Source) wrong(doing, what, advice string) *feed.Error {
	return &feed.Error{Feed: "Google credentials (" + s.where + ")", Doing: doing, What: s.options.Secrets.Text(feed.Line(what)), Advice: advice}
}
