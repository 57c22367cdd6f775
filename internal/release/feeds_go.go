package release

import (
	"context"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/gomod"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

var goFeeds = wiring{
	open: openGo,
	local: func(served local.Endpoint, o func(string) httpfeed.Options) (endpoint, error) {
		made, err := gomod.NewProxy(o(served.Go()))
		return endpoint{Feed: plan.Feed{Kind: lang.FeedGoProxy, URL: served.Go()}, feed: made, lists: made, index: served.Go()}, err
	},
	ecosystem: local.Go,
	install: func(settings *config.Config, v plan.Version) Install {
		return Install{lang.Go, "go", []string{"go get " + settings.SDKs.Package(lang.Go) + "@" + v.Go}}
	},
}

func openGo(_ context.Context, c connection) (endpoint, error) {
	f := c.feed
	if f.Kind == lang.FeedGit {
		module := func(ctx context.Context, _, version string) ([]archive.Member, error) {
			return c.committedModule(ctx, c.settings.Project, c.commit, version)
		}
		return endpoint{
			Feed: plan.Feed{URL: string(c.settings.Project.Repository)},
			feed: gomod.NewGit(string(c.settings.Release.Remote), module),
		}, nil
	}
	e := endpoint{index: string(f.URL)}
	if folder, ok := strings.CutPrefix(string(f.URL), "file://"); ok {
		made, err := gomod.NewFolder(string(f.Name), folder)
		e.feed, e.lists = made, made
		return e, err
	}
	o := c.options(string(f.Name), f.URL, f.User, f.Token, nil)
	e.login = o.Credentials
	made, err := gomod.NewProxy(o)
	e.feed, e.lists = made, made
	return e, err
}
