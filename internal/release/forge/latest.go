package forge

import (
	"context"
	"fmt"
	"net/http"

	"golang.org/x/mod/semver"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// Latest returns the tag of the latest release; empty if there is none.
func (g *GitHub) Latest(ctx context.Context) (string, error) {
	found := new(release)
	err := g.client.JSON(ctx, g.request("look at the latest release", http.MethodGet, g.releases("latest"), nil), found)
	if httpfeed.Status(err) == http.StatusNotFound {
		return "", nil
	}
	if err == nil && found.Tag == "" {
		err = g.client.Wrong("look at the latest release", "the answer does not describe it")
	}
	return found.Tag, err
}

// Has reports whether there is a published release of a tag.
func (g *GitHub) Has(ctx context.Context, tag string) (bool, error) {
	found, err := g.byTag(ctx, tag)
	return found != nil && err == nil, err
}

// MakeLatest makes the release of a tag the latest one.
func (g *GitHub) MakeLatest(ctx context.Context, tag string) error {
	found, err := g.byTag(ctx, tag)
	if err != nil {
		return err
	}
	doing := "make the release " + tag + " the latest"
	if found == nil {
		return g.client.Wrong(doing, "there is no release of this tag")
	}
	return g.write(ctx, doing, http.MethodPatch, g.releases(fmt.Sprint(found.ID)), map[string]any{"make_latest": "true"}, nil)
}

// makeLatest returns whether a release becomes the latest one. GitHub compares versions for "legacy", but not with one that a person has
// chosen, such as when a bad version was the latest.
func (g *GitHub) makeLatest(ctx context.Context, r *plan.Release) (string, error) {
	if r.Older || r.Prerelease {
		return "false", nil
	}
	now, err := g.Latest(ctx)
	switch {
	case err != nil:
		return "", err
	case now == "":
		return "legacy", nil
	case semver.Compare(r.Tag, now) > 0:
		return "true", nil
	default:
		return "false", nil
	}
}
