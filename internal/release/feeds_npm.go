package release

import (
	"context"
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/npm"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

var npmFeeds = wiring{
	open: openNPM,
	local: func(served local.Endpoint, o func(string) httpfeed.Options) (endpoint, error) {
		made, err := npm.New(o(served.NPM()))
		return endpoint{Feed: plan.Feed{Kind: lang.FeedNPM, URL: served.NPM()}, feed: made, lists: made, index: served.NPM()}, err
	},
	ecosystem: local.NPM,
	install: func(settings *config.Config, v plan.Version) Install {
		name := settings.SDKs.Package(lang.TypeScript)
		line := fmt.Sprintf("npm install %s@%s", name, v.NPM)
		// The settings of users name the registry of releases for the scope.
		if scope, _, scoped := strings.Cut(name, "/"); scoped && len(settings.Release.Previews[lang.TypeScript]) > 0 && strings.Contains(v.NPM, "-pr.") {
			line += fmt.Sprintf(" --%s:registry=%s", scope, settings.Release.Feeds.Main(lang.TypeScript).URL)
		}
		return Install{lang.TypeScript, "npm", []string{line}}
	},
	warns: true,
}

func openNPM(ctx context.Context, c connection) (endpoint, error) {
	f := c.feed
	source, err := c.source(ctx, f.URL, f.Token)
	if err != nil {
		return endpoint{}, err
	}
	o := c.options(string(f.Name), f.URL, f.User, f.Token, source)
	made, err := npm.New(o)
	if err != nil {
		return endpoint{}, err
	}
	var registry feed.Feed = made
	if f.Attestations.Yes() {
		registry = npm.Attesting{Feed: made}
	}
	e := endpoint{lists: made, index: string(f.URL), login: o.Credentials}
	e.feed, err = c.known(ctx, f, f.URL, source, registry)
	return e, err
}
