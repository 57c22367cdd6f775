package artifactregistry

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Options configure the feed of a repository.
type Options struct {
	Repository Repository // Repository is what is published to.
	Index      Repository // Index is what users install from; the zero value is Repository.

	// Need is how long tokens must be valid when a release begins.
	Need time.Duration
}

// Feed wraps a feed of one of the protocols and adds what the service knows about the repository. If the feed can move or remove tags,
// deprecate or take that back, so can the result.
func Feed(c *Client, o Options, protocol feed.Feed) feed.Feed {
	if o.Index == (Repository{}) {
		o.Index = o.Repository
	}
	f := &known{Feed: protocol, client: c, Options: o}
	tagger, tags := protocol.(feed.Tagger)
	deprecator, deprecates := protocol.(feed.Deprecator)
	untagger, untags := protocol.(feed.Untagger)
	restorer, restores := protocol.(feed.Restorer)
	switch {
	case tags && untags && deprecates && restores:
		return struct {
			*known
			feed.Tagger
			feed.Untagger
			feed.Deprecator
			feed.Restorer
		}{f, tagger, untagger, deprecator, restorer}
	case !tags && deprecates && restores:
		return struct {
			*known
			feed.Deprecator
			feed.Restorer
		}{f, deprecator, restorer}
	case tags && untags && deprecates:
		return struct {
			*known
			feed.Tagger
			feed.Untagger
			feed.Deprecator
		}{f, tagger, untagger, deprecator}
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

// known is a feed with the knowledge of the service.
type known struct {
	feed.Feed
	Options

	client *Client
}

// Look returns the files that the feed shows, because users get those, with the digests that only the service knows. A version that
// the service has but the feed does not show is an error: the index is behind.
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

// absent returns an error if the service has a version that the feed does not show.
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
		err := protocol.Preflight(ctx, pkg)
		var of *feed.Error
		switch {
		case err == nil, errors.As(err, new(*feed.Unproven)):
			return nil // The service knows the rights.
		case errors.As(err, &of) && of.Status >= 400 && of.Status < 500 && !of.Retry:
			// The check of the protocol is a request that no client makes. A release must not depend on the answer.
			return &feed.Unproven{Err: fmt.Errorf("%s may publish, but the feed refuses: %w", k.client.source.Identity(), err)}
		default:
			return fmt.Errorf("%s may publish, but the feed refuses: %w", k.client.source.Identity(), err)
		}
	}
	return nil
}
