package release

import (
	"cmp"
	"context"
	"fmt"
	"net/url"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/credentials"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/forge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// endpoint is a feed of a destination.
type endpoint struct {
	plan.Feed

	feed  feed.Feed
	lists lister           // lists returns the versions of a package; nil where they follow from the git tags.
	index string           // index is where clients install from.
	login feed.Credentials // login is for reading, where that is not for everybody.
}

// destination is where a release goes.
type destination struct {
	local     bool
	history   []string // history are the git remotes, by name or address, whose tags are the releases.
	tags      publish.GitTags
	forge     *forge.GitHub // forge is nil where sdk.yaml names none, and for the local feeds.
	endpoints []endpoint    // endpoints are those of each language in turn, the main one first.

	// Of the local feeds.
	served local.Endpoint
	store  *local.Store
}

// numbers is the feed that numbers previews: the first that lists versions in SemVer.
func (d *destination) numbers() endpoint {
	return d.first(func(e endpoint) bool { return e.lists != nil && e.Language.Language().Dialect == version.DialectSemVer })
}

func (d *destination) first(is func(endpoint) bool) endpoint {
	return d.endpoints[slices.IndexFunc(d.endpoints, is)]
}

// of are the feeds of a language.
func (d *destination) of(language lang.ID) []endpoint {
	return slices.DeleteFunc(slices.Clone(d.endpoints), func(e endpoint) bool { return e.Language != language })
}

// named is a feed of a plan that [destination.matches].
func (d *destination) named(name string) endpoint {
	return d.first(func(e endpoint) bool { return e.Name == name })
}

func (d *destination) byName() map[string]feed.Feed {
	feeds := map[string]feed.Feed{}
	for _, e := range d.endpoints {
		feeds[e.Name] = e.feed
	}
	return feeds
}

// matches returns an error if a plan was made for other feeds. The local ones may have come up on another port since.
func (d *destination) matches(p *plan.Plan) error {
	same := func(e, f plan.Feed) bool {
		if d.local {
			e.URL, f.URL = withoutPort(e.URL), withoutPort(f.URL)
		}
		return e == f
	}
	for _, f := range p.Feeds {
		if slices.ContainsFunc(d.endpoints, func(e endpoint) bool { return same(e.Feed, f) }) {
			continue
		}
		switch {
		case isLocal(f):
			return &publish.RefusedError{Err: fmt.Errorf("%s is a plan for the local feeds: add -local, or make one for the feeds of sdk.yaml with mage plan", plan.File)}
		case d.local:
			return &publish.RefusedError{Err: fmt.Errorf("%s is a plan for the feeds of sdk.yaml (%s at %s): leave out -local, or make a local one with mage plan -local", plan.File, f.Name, f.URL)}
		}
		return &publish.RefusedError{Err: fmt.Errorf("the plan is for the feed %s at %s, which sdk.yaml does not have: run mage plan again", f.Name, f.URL)}
	}
	return nil
}

// withoutPort returns an address without its port.
func withoutPort(address string) string {
	parsed, err := url.Parse(address)
	if err != nil {
		return address
	}
	parsed.Host = parsed.Hostname()
	return parsed.String()
}

// where describes the destination for people.
func (d *destination) where() string {
	if d.local {
		return "into the local feeds on this machine; nothing was published"
	}
	var names []string
	for _, e := range d.endpoints {
		names = append(names, fmt.Sprintf("%s (%s)", e.Name, e.URL))
	}
	return "to " + strings.Join(names, ", ")
}

// destination chooses the feeds of sdk.yaml, or the local ones if the options ask for those. Missing tokens are an error, because a
// release to local feeds would succeed without publishing anything. Only planning works without them: in CI for the feeds of sdk.yaml,
// elsewhere for the local ones.
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
	case o.Unsigned:
		c.Progress.Printf("no token is set for the feeds of sdk.yaml (%s): planning for the local feeds", strings.Join(missing, ", "))
		return c.localFeeds(ctx)
	default:
		signIn := "gcloud auth application-default login"
		if c.Getenv("CI") != "" {
			signIn = "google-github-actions/auth"
		}
		return nil, &publish.RefusedError{Err: fmt.Errorf(
			"no token is set for the feeds of sdk.yaml, so nothing can be published: set %s, or sign in with %s; -local uses feeds on this machine instead",
			strings.Join(missing, " and "), signIn)}
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
	remote := string(settings.Release.Remote)
	d := &destination{history: []string{remote}, tags: c.gitTags(remote)}
	for l, w := range wirings.Ordered() {
		for _, f := range settings.Release.Feeds[l.ID] {
			e, err := w.open(ctx, connection{c, settings, commit, f})
			if err != nil {
				return nil, exit.With(exit.Usage, err)
			}
			e.Feed = plan.Feed{Name: string(f.Name), Language: l.ID, Kind: f.Kind, URL: cmp.Or(e.URL, string(f.URL))}
			d.endpoints = append(d.endpoints, e)
		}
	}
	var err error
	d.forge, err = c.forge(settings)
	return d, err
}

// forge returns the forge of sdk.yaml; nil if there is none.
func (c *Checkout) forge(settings *config.Config) (*forge.GitHub, error) {
	f := settings.Release.Forge
	if f.Kind == "" {
		return nil, nil //nolint:nilnil // There is none, which is no error.
	}
	made, err := forge.New(forge.Options{
		Root: c.Root, API: string(f.URL), Repository: string(settings.Project.Repository), Options: c.options(forge.Name, f.URL, "", f.Token, nil),
	})
	if err != nil {
		return nil, exit.Usagef("sdk.yaml: release.forge: %w", err)
	}
	return made, nil
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
