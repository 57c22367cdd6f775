package release

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/credentials"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/gomod"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/npm"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/pypi"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// The kinds of feeds, beside [plan.NPM].
const (
	pypiKind    = "pypi"
	goproxyKind = "goproxy"
	gitKind     = "git"
)

// endpoint is a feed of a destination.
type endpoint struct {
	plan.Feed

	feed  feed.Feed
	lists lister           // lists the versions of a package; nil if nothing needs them.
	index string           // index is the address from which clients install.
	login feed.Credentials // login is for reading a private feed; nil for a public one.
}

// destination is where a release goes.
type destination struct {
	local     bool
	history   []string // history are the git remotes, by name or address, whose tags are the releases.
	tags      publish.GitTags
	endpoints []endpoint // endpoints has one for each language.

	// Of the local feeds.
	served local.Endpoint
	store  *local.Store
}

// npm lists the versions from which previews get their numbers.
func (d *destination) npm() lister { return d.of("ts").lists }

func (d *destination) of(language string) endpoint {
	at := slices.IndexFunc(d.endpoints, func(e endpoint) bool { return e.Language == language })
	return d.endpoints[at]
}

func (d *destination) byName() map[string]feed.Feed {
	feeds := map[string]feed.Feed{}
	for _, e := range d.endpoints {
		feeds[e.Name] = e.feed
	}
	return feeds
}

// matches returns an error if a plan was made for other feeds.
func (d *destination) matches(p *plan.Plan) error {
	for _, f := range p.Feeds {
		if !slices.ContainsFunc(d.endpoints, func(e endpoint) bool { return e.Feed == f }) {
			return &publish.RefusedError{Err: fmt.Errorf("the plan is for the feed %s at %s, which sdk.yaml does not have: run mage plan again", f.Name, f.URL)}
		}
	}
	return nil
}

// destination chooses the feeds of sdk.yaml, or the local ones if the options ask for those or no token is set. In CI missing tokens are
// an error, because a release to local feeds would be green without publishing anything; only planning needs no tokens there.
func (c *Checkout) destination(ctx context.Context, settings *config.Config, o Options, commit string) (*destination, error) {
	if o.Local {
		return c.localFeeds(ctx)
	}
	variables, missing, err := c.tokens(ctx, settings)
	switch {
	case err != nil:
		return nil, err
	case len(missing) == 0, o.Unsigned && c.Getenv("CI") != "":
		return c.production(ctx, settings, commit)
	case len(missing) < len(variables):
		return nil, &publish.RefusedError{Err: fmt.Errorf("some feeds have a token and some have not: set %s", strings.Join(missing, " and "))}
	case c.Getenv("CI") != "":
		return nil, &publish.RefusedError{Err: fmt.Errorf("no token is set for the feeds: set %s, sign in with google-github-actions/auth, or use the local feeds with -local", strings.Join(missing, " and "))}
	default:
		c.Progress.Printf("no token is set for the feeds of sdk.yaml (%s): using the local feeds", strings.Join(missing, ", "))
		return c.localFeeds(ctx)
	}
}

// tokens returns the variables that sdk.yaml names for tokens, and those that are not set while no login replaces them.
func (c *Checkout) tokens(ctx context.Context, settings *config.Config) (named, missing []string, err error) {
	for _, f := range loggedIn(settings) {
		named = append(named, string(f.token))
		if c.secret(f.token) != "" {
			continue
		}
		source, err := c.source(ctx, f.address, f.token)
		if err != nil {
			return nil, nil, err
		}
		if source == nil {
			missing = append(missing, string(f.token))
		}
	}
	return named, missing, nil
}

// production are the feeds of sdk.yaml.
func (c *Checkout) production(ctx context.Context, settings *config.Config, commit string) (*destination, error) {
	feeds, remote := settings.Release.Feeds, string(settings.Release.Remote)
	golang, err := c.goFeed(settings, commit)
	if err != nil {
		return nil, exit.With(exit.Usage, err)
	}
	python, err := c.pythonFeed(ctx, feeds.Python)
	if err != nil {
		return nil, exit.With(exit.Usage, err)
	}
	ts, err := c.npmFeed(ctx, feeds.TS)
	if err != nil {
		return nil, exit.With(exit.Usage, err)
	}
	return &destination{
		history: []string{remote}, tags: git.Remote{Repo: c.Root, Name: remote},
		endpoints: []endpoint{golang, python, ts},
	}, nil
}

// secret returns the value of a variable without the newline that a variable read from a file often ends with.
func (c *Checkout) secret(variable config.Variable) string {
	return strings.TrimSpace(c.Getenv(string(variable)))
}

// options are the settings of a client of a feed, with the token of its variable or of the login.
func (c *Checkout) options(name string, address config.FeedURL, user config.Text, token config.Variable, source *credentials.Source) httpfeed.Options {
	o := httpfeed.Options{Name: name, URL: string(address), User: string(user)}
	switch {
	case source != nil:
		o.Credentials = source.Feed(string(user))
	case token != "":
		o.Variables = []string{string(token)}
		o.Credentials = func(context.Context) (feed.Login, error) {
			secret := c.secret(token)
			c.Secrets.AddLogin(string(user), secret)
			return feed.Login{User: string(user), Secret: secret}, nil
		}
	}
	return o
}

func (c *Checkout) npmFeed(ctx context.Context, f config.NPMFeed) (endpoint, error) {
	source, err := c.source(ctx, f.URL, f.Token)
	if err != nil {
		return endpoint{}, err
	}
	o := c.options("npm", f.URL, f.User, f.Token, source)
	made, err := npm.New(o)
	if err != nil {
		return endpoint{}, err
	}
	e := endpoint{
		Feed:  plan.Feed{Name: "npm", Language: "ts", Kind: plan.NPM, URL: string(f.URL)},
		lists: made, index: string(f.URL), login: o.Credentials,
	}
	e.feed, err = c.known(ctx, f.URL, f.URL, source, made)
	return e, err
}

func (c *Checkout) pythonFeed(ctx context.Context, f config.PythonFeed) (endpoint, error) {
	source, err := c.source(ctx, f.URL, f.Token)
	if err != nil {
		return endpoint{}, err
	}
	o := c.options("pypi", f.Index, f.User, f.Token, source)
	e := endpoint{
		Feed:  plan.Feed{Name: "pypi", Language: "python", Kind: pypiKind, URL: string(f.URL)},
		index: string(f.Index), login: o.Credentials,
	}
	var made feed.Feed
	if f.Yank.Yes() {
		made, err = pypi.NewYanking(o, string(f.URL))
	} else {
		made, err = pypi.New(o, string(f.URL))
	}
	if err != nil {
		return endpoint{}, err
	}
	e.feed, err = c.known(ctx, f.URL, f.Index, source, made)
	return e, err
}

func (c *Checkout) goFeed(settings *config.Config, commit string) (endpoint, error) {
	f := settings.Release.Feeds.Go
	switch {
	case f.Kind == config.GoByTag:
		return endpoint{
			Feed: plan.Feed{Name: "git", Language: "go", Kind: gitKind, URL: string(settings.Project.Repository)},
			feed: gomod.NewGit(string(settings.Release.Remote), func(ctx context.Context, _, version string) ([]archive.Member, error) {
				return c.committedModule(ctx, settings.Project, commit, version)
			}),
		}, nil
	case f.URL == "":
		return endpoint{}, errors.New("sdk.yaml: release.feeds.go: a goproxy needs its url")
	}
	e := endpoint{Feed: plan.Feed{Name: "go", Language: "go", Kind: goproxyKind, URL: string(f.URL)}, index: string(f.URL)}
	var err error
	if folder, ok := strings.CutPrefix(string(f.URL), "file://"); ok {
		e.feed, err = gomod.NewFolder("go", folder)
		return e, err
	}
	o := c.options("go", f.URL, f.User, f.Token, nil)
	e.login = o.Credentials
	e.feed, err = gomod.NewProxy(o)
	return e, err
}
