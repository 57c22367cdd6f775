package artifactregistry

import (
	"context"
	"fmt"
	"slices"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Options are how a feed is put in front of a repository.
type Options struct {
	Repository Repository // Repository is what is published to.
	Index      Repository // Index is what users install from; the zero value is Repository.

	// Need is how long there have to be tokens when a release begins.
	Need time.Duration
}

// Feed adds what the service knows of a repository to a feed that speaks one of its protocols. What the feed can beside, move
// tags or deprecate, the new one can too.
func Feed(c *Client, o Options, protocol feed.Feed) feed.Feed {
	if o.Index == (Repository{}) {
		o.Index = o.Repository
	}
	f := &known{Feed: protocol, client: c, Options: o}
	tagger, tags := protocol.(feed.Tagger)
	deprecator, deprecates := protocol.(feed.Deprecator)
	switch {
	case tags && deprecates:
		return struct {
			*known
			feed.Tagger
			feed.Deprecator
		}{f, tagger, deprecator}
	case tags:
		return struct {
			*known
			feed.Tagger
		}{f, tagger}
	case deprecates:
		return struct {
			*known
			feed.Deprecator
		}{f, deprecator}
	default:
		return f
	}
}

// known is a feed of which the service knows more than its protocol tells.
type known struct {
	feed.Feed
	Options

	client *Client
}

// Look returns what the feed shows, with the digests that only the service knows. The feed decides which files there are,
// because that is what users get; but a version that the service has is never absent: then the index is behind.
func (k *known) Look(ctx context.Context, pkg, version string) ([]feed.File, error) {
	files, err := k.Feed.Look(ctx, pkg, version)
	if err != nil {
		return nil, err
	}
	if len(files) == 0 {
		return nil, k.absent(ctx, pkg, version)
	}
	if !slices.ContainsFunc(files, func(f feed.File) bool { return f.SHA256 == "" }) {
		return files, nil
	}
	held, err := k.client.Files(ctx, k.Repository, pkg, version)
	if err != nil {
		return nil, err
	}
	files = slices.Clone(files)
	for i, f := range files {
		at := slices.IndexFunc(held, func(h feed.File) bool { return h.Name == f.Name })
		if at < 0 || f.SHA256 != "" {
			continue
		}
		files[i].SHA256 = held[at].SHA256
		if f.Size == 0 {
			files[i].Size = held[at].Size
		}
	}
	return files, nil
}

// absent is an error where the service has a version that the feed does not show.
func (k *known) absent(ctx context.Context, pkg, version string) error {
	has, err := k.client.Has(ctx, k.Repository, pkg, version)
	if err != nil || !has {
		return err
	}
	of := k.client.wrong(k.Repository, "look up "+pkg+" "+version, "the repository has it, but its index does not show it yet", "run again in a minute")
	of.Retry = true
	return of
}

// Preflight implements [feed.Preflighter].
func (k *known) Preflight(ctx context.Context, pkg string) error {
	if err := k.client.source.Covers(ctx, k.Need); err != nil {
		return err
	}
	if err := k.client.Preflight(ctx, k.Repository); err != nil {
		return err
	}
	if err := k.client.Serves(ctx, k.Index, k.Repository); err != nil {
		return err
	}
	if protocol, ok := k.Feed.(feed.Preflighter); ok {
		if err := protocol.Preflight(ctx, pkg); err != nil {
			return fmt.Errorf("%s may publish, but the feed refuses: %w", k.client.source.Identity(), err)
		}
	}
	return nil
}
