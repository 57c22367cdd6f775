package release

import (
	"context"
	"io"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// Retire removes the dist-tag of a pull request, such as pr.123, from the feeds of previews. Calling it again finishes one that was
// interrupted.
func (c *Checkout) Retire(ctx context.Context, o Options) (*publish.Warned, error) {
	pull, err := pullRequest(o.Pre)
	if err != nil {
		return nil, err
	}
	settings, err := config.Load(c.Root)
	if err != nil {
		return nil, err
	}
	settings = settings.ForPreviews()
	at, err := c.destination(ctx, settings, o, "")
	if err != nil {
		return nil, err
	}
	some, err := version.Parse("0.0.1")
	if err == nil {
		some, err = some.WithPreview(pull, 1, "0000000")
	}
	if err != nil {
		return nil, exit.With(exit.Usage, err)
	}
	r := publish.Retirement{Feeds: at.byName(), Progress: c.Progress, Redact: c.Secrets.Text}
	for _, e := range at.endpoints {
		if _, ok := e.feed.(feed.Tagger); ok {
			r.Targets = append(r.Targets, publish.Target{
				Kind: publish.DistTag, Where: e.Name, Language: e.Language, Package: settings.SDKs.Package(e.Language), Name: version.DistTags(some, version.Line{}, nil)[0], State: publish.Unknown,
			})
		}
	}
	return r.Run(ctx)
}

// ShowRetire removes the dist-tag of a pull request, and prints from which feeds.
func (c *Command) ShowRetire(ctx context.Context, o Options) error {
	done, err := c.Retire(ctx, o)
	if done != nil {
		if _, err := io.WriteString(c.Out, done.Text()); err != nil {
			return err
		}
	}
	return err
}
