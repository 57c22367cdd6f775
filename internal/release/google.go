package release

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"google.golang.org/api/option"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/credentials"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/artifactregistry"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// longest is how long a release may take. A token that cannot be renewed has to be valid for that long at the start.
const longest = 20 * time.Minute

// google has the addresses of Artifact Registry; the zero value is the real service.
type google struct {
	parse     func(address string) (artifactregistry.Repository, bool, error)
	options   []option.ClientOption
	tokenInfo string
}

// signedIn caches the Google login.
type signedIn struct {
	looked bool
	source *credentials.Source // source is nil if nobody is signed in.
}

// repository parses an address of sdk.yaml as a repository of Artifact Registry; ours is false for another registry.
func (c *Checkout) repository(address config.FeedURL) (r artifactregistry.Repository, ours bool, err error) {
	parse := c.google.parse
	if parse == nil {
		parse = artifactregistry.Parse
	}
	r, ours, err = parse(string(address))
	if err != nil {
		err = exit.Usagef("sdk.yaml: release.feeds: %w", err)
	}
	return r, ours, err
}

// source returns the source of tokens for an address of Artifact Registry: the variable that sdk.yaml names, or else the login. It is nil
// for other registries, and if there is neither.
func (c *Checkout) source(ctx context.Context, address config.FeedURL, token config.Variable) (*credentials.Source, error) {
	if _, ours, err := c.repository(address); err != nil || !ours {
		return nil, err
	}
	o := credentials.Options{
		Getenv: c.Getenv, Secrets: c.Secrets, TokenInfo: c.google.tokenInfo,
		// The identity of the machine counts only on request: nobody should be able to release just because of the machine they work
		// on, and looking for one takes seconds on machines without.
		OnGCE: func(context.Context) bool { return c.Getenv("GCE_METADATA_HOST") != "" },
	}
	if o.TokenInfo == "" {
		o.TokenInfo = credentials.TokenInfo
	}
	if token != "" && c.secret(token) != "" {
		return refused(credentials.Variable(ctx, o, string(token)))
	}
	if c.signedIn.looked {
		return c.signedIn.source, nil
	}
	found, err := credentials.Find(ctx, o)
	if err != nil && !errors.Is(err, credentials.ErrNone) {
		return refused(nil, err)
	}
	c.signedIn = signedIn{true, found}
	return found, nil
}

// refused turns an error about credentials into a *RefusedError.
func refused(source *credentials.Source, err error) (*credentials.Source, error) {
	if err != nil {
		return nil, &publish.RefusedError{Err: err}
	}
	return source, nil
}

// known wraps a feed of Artifact Registry in a client that also asks the API of the registry, if somebody is signed in.
func (c *Checkout) known(ctx context.Context, published config.Feed, index config.FeedURL, source *credentials.Source, protocol feed.Feed) (feed.Feed, error) {
	if _, google, err := c.repository(published.URL); err == nil && google && published.Attestations.Yes() {
		return nil, exit.Usagef("sdk.yaml:%d: Artifact Registry is not known to take attestations, which are kept at the release: remove attestations from the feed %s",
			published.Line, published.Name)
	}
	if source == nil {
		return protocol, nil
	}
	o := artifactregistry.Options{Need: longest}
	var err error
	if o.Repository, _, err = c.repository(published.URL); err != nil {
		return nil, err
	}
	if o.Index, _, err = c.repository(index); err != nil {
		return nil, err
	}
	client, err := artifactregistry.Open(ctx, source, c.google.options...)
	if err != nil {
		return nil, err
	}
	return artifactregistry.Feed(client, o, protocol), nil
}

// Doctor reports whether this machine can release to the feeds of sdk.yaml: the login, its lifetime and its rights. Secrets are
// redacted in the rows and in the error.
func (c *Checkout) Doctor(ctx context.Context) ([]toolchain.Row, error) {
	rows, err := c.diagnose(ctx)
	for i, row := range rows {
		rows[i].Found, rows[i].Fix = c.Secrets.Text(row.Found), c.Secrets.Text(row.Fix)
	}
	return rows, c.Secrets.Error(err)
}

func (c *Checkout) diagnose(ctx context.Context) ([]toolchain.Row, error) {
	settings, err := config.Load(c.Root)
	if err != nil {
		return nil, err
	}
	shown := map[*credentials.Source]bool{}
	rows, err := c.diagnoseFeeds(ctx, settings, loggedIn(settings), shown)
	if err != nil {
		return nil, err
	}
	of := settings.ForPreviews()
	others := slices.DeleteFunc(loggedIn(of), func(f feedOf) bool {
		return slices.ContainsFunc(loggedIn(settings), func(g feedOf) bool { return g.address == f.address && g.token == f.token })
	})
	previews, err := c.diagnoseFeeds(ctx, of, others, shown)
	for _, row := range previews {
		row.Tool = "previews: " + row.Tool
		if !row.OK { // They have an identity of their own, which who releases need not have.
			row.Found, row.Fix, row.OK = cmp.Or(row.Found, "no")+"; only previews need it", "", true
		}
		rows = append(rows, row)
	}
	return append(rows, c.remoteRow(ctx, string(settings.Release.Remote))), err
}

// diagnoseFeeds returns the rows for some feeds of sdk.yaml. A login is shown once.
func (c *Checkout) diagnoseFeeds(ctx context.Context, settings *config.Config, feeds []feedOf, shown map[*credentials.Source]bool) ([]toolchain.Row, error) {
	var rows []toolchain.Row
	for _, f := range feeds {
		source, err := c.source(ctx, f.address, f.token)
		switch {
		case err != nil:
			rows = append(rows, artifactregistry.Bad(toolchain.Row{Tool: "identity", Wanted: "one for " + string(f.language)}, err))
			continue
		case source == nil:
			rows = append(rows, c.tokenRow(ctx, settings, f))
			continue
		case !shown[source]:
			rows = append(rows, artifactregistry.Caller(ctx, source, longest)...)
			shown[source] = true
		}
		r, _, err := c.repository(f.address)
		if err != nil {
			return nil, err
		}
		client, err := artifactregistry.Open(ctx, source, c.google.options...)
		if err != nil {
			return nil, err
		}
		rows = append(rows, client.Diagnose(ctx, r, f.pkg)...)
		if err := client.Close(); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// longestCheck bounds what the doctor asks of one feed or of the remote.
const longestCheck = time.Minute

// tokenRow is the row for a feed whose token comes from a variable: whether it is set and, if so, whether the feed accepts it.
func (c *Checkout) tokenRow(ctx context.Context, settings *config.Config, f feedOf) toolchain.Row {
	row := c.variableRow(f)
	if !row.OK {
		return row
	}
	ctx, cancel := context.WithTimeout(ctx, longestCheck)
	defer cancel()
	for l, w := range wirings.Ordered() {
		if l.ID != f.language {
			continue
		}
		e, err := w.open(ctx, connection{c, settings, "", f.feed})
		if err == nil {
			if asks, ok := e.feed.(feed.Preflighter); ok {
				err = asks.Preflight(ctx, f.pkg)
			}
		}
		switch {
		case err == nil:
			row.Found = "set, and accepted"
		case errors.As(err, new(*feed.Unproven)):
			row.Found = "set, but " + feed.Line(err.Error())
		default:
			row.OK = false
			row = artifactregistry.Bad(row, err)
		}
	}
	return row
}

// remoteRow is the row for the git remote that gets the tags. It pushes one in a dry run.
func (c *Checkout) remoteRow(ctx context.Context, remote string) toolchain.Row {
	row := toolchain.Row{Tool: "git remote " + remote, Wanted: "takes tags"}
	ctx, cancel := context.WithTimeout(ctx, longestCheck)
	defer cancel()
	head, err := headOf(ctx, c.Root)
	if err == nil {
		err = c.gitTags(remote).Preflight(ctx, head.hash, []string{"v0.0.0-doctor"})
	}
	if err != nil {
		row.Found, row.Fix = feed.Line(err.Error()), "check the address and the login: git push --dry-run "+remote+" HEAD:refs/tags/v0.0.0-doctor"
		return row
	}
	row.Found, row.OK = "takes a tag in a dry run", true
	return row
}

// loggedIn returns the feeds of sdk.yaml that need a login.
func loggedIn(settings *config.Config) []feedOf {
	var all []feedOf
	for _, l := range slices.Backward(lang.All) {
		for _, f := range settings.Release.Feeds[l.ID] {
			if f.Token != "" {
				all = append(all, feedOf{l.ID, f.URL, f.Token, settings.SDKs.Package(l.ID), f})
			}
		}
	}
	return all
}

// feedOf is a feed of sdk.yaml that needs a login.
type feedOf struct {
	language lang.ID
	address  config.FeedURL
	token    config.Variable
	pkg      string
	feed     config.Feed
}

// variableRow is the row in the doctor's table for a feed whose token comes from a variable.
func (c *Checkout) variableRow(f feedOf) toolchain.Row {
	row := toolchain.Row{Tool: string(f.address), Wanted: "$" + string(f.token), Found: "set", OK: true}
	if c.secret(f.token) == "" {
		row.Found, row.OK, row.Fix = "not set", false, "set "+string(f.token)
		if _, ours, err := c.repository(f.address); err == nil && ours {
			row.Fix += ", or sign in: gcloud auth application-default login"
		}
	}
	return row
}
