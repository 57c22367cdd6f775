package release

import (
	"context"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// wiring connects a release to the feeds of a language.
type wiring struct {
	// open connects to a feed of sdk.yaml. Name, language and kind are set by the caller.
	open func(ctx context.Context, c connection) (endpoint, error)

	// local connects to the local feed of the language; the name is set by the caller.
	local func(served local.Endpoint, o func(url string) httpfeed.Options) (endpoint, error)

	// ecosystem is the one of the local feeds that shows how to install a package.
	ecosystem string

	// install shows how users get the package from the main feed.
	install func(settings *config.Config, v plan.Version) Install

	// warns says that the feeds of the language can warn users of a version. Go users learn of it by a retraction.
	warns bool
}

// connection is what a feed of sdk.yaml is reached with.
type connection struct {
	*Checkout

	settings *config.Config
	commit   string // commit is the one that is released.
	feed     config.Feed
}

// wirings has the feeds of each language.
var wirings = lang.Table[wiring]{
	lang.Go:         goFeeds,
	lang.Python:     pythonFeeds,
	lang.TypeScript: npmFeeds,
}
