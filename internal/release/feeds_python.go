package release

import (
	"context"
	"fmt"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/pypi"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

var pythonFeeds = wiring{
	open: openPython,
	local: func(served local.Endpoint, o func(string) httpfeed.Options) (endpoint, error) {
		made, err := pypi.NewYanking(o(served.PythonSimple()), served.PythonUpload())
		return endpoint{Feed: plan.Feed{Kind: lang.FeedPyPI, URL: served.PythonUpload()}, feed: made, lists: made, index: served.PythonSimple()}, err
	},
	ecosystem: local.Python,
	install: func(settings *config.Config, v plan.Version) Install {
		return Install{lang.Python, "uv", []string{fmt.Sprintf("uv add '%s==%s' --keyring-provider subprocess --index %s",
			settings.SDKs.Package(lang.Python), v.Python, settings.Release.Feeds.Main(lang.Python).Address())}}
	},
	warns: true,
}

func openPython(ctx context.Context, c connection) (endpoint, error) {
	f := c.feed
	source, err := c.source(ctx, f.URL, f.Token)
	if err != nil {
		return endpoint{}, err
	}
	o := c.options(string(f.Name), f.Index, f.User, f.Token, source)
	yanking, err := pypi.NewYanking(o, string(f.URL))
	if err != nil {
		return endpoint{}, err
	}
	var made feed.Feed = yanking.Feed
	switch {
	case f.Yank.Yes() && f.Attestations.Yes():
		made = yanking.Attesting()
	case f.Yank.Yes():
		made = yanking
	case f.Attestations.Yes():
		made = yanking.Feed.Attesting()
	}
	e := endpoint{lists: yanking, index: string(f.Index), login: o.Credentials}
	e.feed, err = c.known(ctx, f, f.Index, source, made)
	return e, err
}
