package release

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/lineage"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// mostListing limits how long a feed may take to list its versions.
const mostListing = time.Minute

// continues checks that a version is above all that the feeds and the remote hold, and returns what they hold below. After a release
// from this tree, the versions of other branches of it do not count: a maintenance branch goes on below the newest one.
func (c *Checkout) continues(ctx context.Context, settings *config.Config, at *destination, d decision, unsigned bool) ([]lineage.Mark, error) {
	places, ours, err := c.places(ctx, settings, at, unsigned)
	if err != nil {
		return nil, err
	}
	if d.released {
		return lineage.Marks(d.version, places), nil
	}
	counted := places
	if !d.base.version.IsZero() {
		counted = nil
		for _, place := range places {
			place.Versions = slices.DeleteFunc(slices.Clone(place.Versions), func(v version.Version) bool { return slices.Contains(ours, v) })
			counted = append(counted, place)
		}
	}
	if err := lineage.Check(d.version, counted); err != nil {
		return nil, exit.With(exit.Usage, fmt.Errorf("%w in %s, run mage generate, and commit both", err, config.File))
	}
	if !at.local {
		if err := hasRoot(settings, d.version, places[0]); err != nil {
			return nil, err
		}
	}
	return lineage.Marks(d.version, places), nil
}

// hasRoot checks that the version of the root module that the Go SDK requires exists, or is the one that is released.
func hasRoot(settings *config.Config, next version.Version, remote lineage.Place) error {
	split := settings.SDKs.Go.Split
	if split == "" || string(split) == next.String() || slices.ContainsFunc(remote.Versions, func(v version.Version) bool { return v.String() == string(split) }) {
		return nil
	}
	return &config.Error{File: config.File, Key: "sdks.go.split", What: fmt.Sprintf(
		"the Go SDK requires v%s of %s, for which there is no tag, and %s is released: write split: %s, and run mage generate",
		split, settings.SDKs.Go.Root(), next, next)}
}

// places asks each feed and the remote for the versions that they hold. It also returns those that were released from this tree, whose
// Go module has a tag of its own. Without a login a feed may be private, which is no error then.
func (c *Checkout) places(ctx context.Context, settings *config.Config, at *destination, unsigned bool) ([]lineage.Place, []version.Version, error) {
	var places []lineage.Place
	var ours []version.Version
	for _, remote := range at.history {
		place, tagged, err := c.taggedPlace(ctx, remote)
		if err != nil {
			return nil, nil, err
		}
		places, ours = append(places, place), append(ours, tagged...)
	}
	var listing []endpoint
	for _, e := range at.endpoints {
		if e.lists != nil {
			listing = append(listing, e)
		}
	}
	listed := make([]lineage.Place, len(listing))
	var group errgroup.Group
	for i, e := range listing {
		group.Go(func() error {
			ctx, cancel := context.WithTimeout(ctx, mostListing)
			defer cancel()
			listed[i].Name = fmt.Sprintf("%s (%s)", e.Name, withoutPortIf(at.local, e.index))
			for _, pkg := range packagesOf(settings, e.Language) {
				versions, err := e.lists.Versions(ctx, pkg)
				switch {
				case err != nil && unsigned && !at.local:
					listed[i].Unknown = unasked(err)
				case err != nil:
					return &publish.RefusedError{Err: fmt.Errorf("which versions exist is unknown, so none can be chosen: %w", err)}
				}
				listed[i].Versions = append(listed[i].Versions, lineage.Finals(versions)...)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return nil, nil, err
	}
	return append(places, listed...), ours, nil
}

// withoutPortIf returns an address without its port if the feeds are local, because a plan must not depend on that.
func withoutPortIf(local bool, address string) string {
	if local {
		return withoutPort(address)
	}
	return address
}

// packagesOf returns the package of a language, and the one that had its content before.
func packagesOf(settings *config.Config, id lang.ID) []string {
	all := []string{settings.SDKs.Package(id)}
	if root := settings.SDKs.Go.Root(); id == lang.Go && root != "" {
		all = append(all, root)
	}
	return all
}

// unasked is why a feed could not be asked without a login. It is the same on every machine.
func unasked(err error) string {
	var failed *feed.Error
	if errors.As(err, &failed) && (failed.Status == 401 || failed.Status == 403 || failed.Status == 404) {
		return "it needs a login"
	}
	return "it does not answer"
}

// taggedPlace returns the versions for which a remote has tags, and those whose tag of the Go module it has.
func (c *Checkout) taggedPlace(ctx context.Context, remote string) (lineage.Place, []version.Version, error) {
	tags, err := git.RemoteTags(ctx, c.Root, remote)
	if err != nil {
		return lineage.Place{}, nil, fmt.Errorf("the tags of the remote %s cannot be read, so the last release is unknown: %s", remote, git.Reason(err))
	}
	place := lineage.Place{Name: "the tags of " + c.shown(remote)}
	var ours []version.Version
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		if v, err := version.ParseGoTag("", name); err == nil {
			place.Versions = append(place.Versions, v)
		}
		if v, err := version.ParseGoTag(lang.Go.Language().Dir(), name); err == nil {
			place.Versions, ours = append(place.Versions, v), append(ours, v)
		}
	}
	return place, ours, nil
}

// shown is the name of a remote in a plan, which must not depend on where the checkout is.
func (c *Checkout) shown(remote string) string {
	switch {
	case remote == c.Root:
		return "this clone"
	case strings.HasPrefix(remote, FeedsDir(c.Root)):
		return "the local feeds"
	}
	return remote
}

// stillContinues asks the feeds that a plan was made without, because there was no login.
func (c *Checkout) stillContinues(ctx context.Context, settings *config.Config, p *plan.Plan, at *destination) error {
	if !slices.ContainsFunc(p.Lineage, func(m lineage.Mark) bool { return m.Unknown != "" }) {
		return nil
	}
	next, err := version.Parse(p.Version.NPM)
	if err != nil {
		return err
	}
	var base version.Version
	if p.Base != "" {
		if base, err = version.ParseGoTag("", p.Base); err != nil {
			return err
		}
	}
	_, err = c.continues(ctx, settings, at, decision{version: next, base: tagged{version: base}}, false)
	return err
}
