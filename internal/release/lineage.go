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

// known is what the feeds and the remotes hold.
type known struct {
	places []lineage.Place            // places are the remotes, then the feeds.
	tagged map[version.Version]string // tagged are the commits of the versions that have a tag.
	ours   []version.Version          // ours were released from this tree: their Go module has a tag of its own.
}

// versions returns all versions that are known, some more than once.
func (k known) versions() []version.Version {
	var all []version.Version
	for _, place := range k.places {
		all = append(all, place.Versions...)
	}
	return all
}

// continues checks that a version is above all final ones that the feeds and the remotes hold of its line, and returns what they hold
// below.
func continues(settings *config.Config, at *destination, d decision, k known) ([]lineage.Mark, error) {
	if d.released {
		return lineage.Marks(d.version, k.places), nil
	}
	var counted []lineage.Place
	for _, place := range k.places {
		place.Versions = slices.DeleteFunc(slices.Clone(place.Versions), func(v version.Version) bool { return !d.line.Contains(v) })
		counted = append(counted, place)
	}
	err := lineage.Check(d.version, d.line, counted)
	if below := (*lineage.BelowError)(nil); errors.As(err, &below) {
		err = fmt.Errorf("%w in %s, run mage generate, and commit both", err, config.File)
		if d.line.IsZero() && !d.base.version.IsZero() {
			err = fmt.Errorf("%w; versions below are released from a branch such as release/%d.%d", err, d.base.version.Major(), d.base.version.Minor())
		}
	}
	if err != nil {
		return nil, exit.With(exit.Usage, err)
	}
	if !at.local {
		if err := hasRoot(settings, d.version, k.places[0]); err != nil {
			return nil, err
		}
	}
	return lineage.Marks(d.version, k.places), nil
}

// hasRoot checks that the version of the root module that the Go SDK requires exists, or is the one that is released. A pre-release may
// lead up to it: only users who require the root module too have to wait for that.
func hasRoot(settings *config.Config, next version.Version, remote lineage.Place) error {
	split := settings.SDKs.Go.Split
	if split == "" || string(split) == next.Core().String() || slices.ContainsFunc(remote.Versions, func(v version.Version) bool { return v.String() == string(split) }) {
		return nil
	}
	return &config.Error{File: config.File, Key: "sdks.go.split", What: fmt.Sprintf(
		"the Go SDK requires v%s of %s, for which there is no tag, and %s is released: write split: %s, and run mage generate",
		split, settings.SDKs.Go.Root(), next, next)}
}

// places asks each feed and the remote for the versions that they hold. Without a login a feed may be private, which is no error then.
func (c *Checkout) places(ctx context.Context, settings *config.Config, at *destination, unsigned bool) (known, error) {
	k := known{tagged: map[version.Version]string{}}
	for _, remote := range at.history {
		if err := c.readTags(ctx, remote, &k); err != nil {
			return k, err
		}
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
				listed[i].Versions = append(listed[i].Versions, lineage.Releases(versions)...)
			}
			return nil
		})
	}
	if err := group.Wait(); err != nil {
		return k, err
	}
	k.places = append(k.places, listed...)
	return k, nil
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

// readTags adds the versions for which a remote has tags.
func (c *Checkout) readTags(ctx context.Context, remote string, k *known) error {
	tags, err := git.RemoteTags(ctx, c.Root, remote)
	if err != nil {
		return fmt.Errorf("the tags of the remote %s cannot be read, so the last release is unknown: %s", remote, git.Reason(err))
	}
	place := lineage.Place{Name: "the tags of " + c.shown(remote)}
	for _, name := range slices.Sorted(maps.Keys(tags)) {
		if v, err := version.ParseGoTag("", name); err == nil {
			place.Versions, k.tagged[v] = append(place.Versions, v), tags[name]
		}
		if v, err := version.ParseGoTag(lang.Go.Language().Dir(), name); err == nil {
			place.Versions, k.ours = append(place.Versions, v), append(k.ours, v)
		}
	}
	k.places = append(k.places, place)
	return nil
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
	d := decision{}
	var err error
	if d.version, err = version.Parse(p.Version.NPM); err != nil {
		return err
	}
	if p.Base != "" {
		if d.base.version, err = version.ParseGoTag("", p.Base); err != nil {
			return err
		}
	}
	if p.Line != "" {
		if d.line, err = version.ParseLine(p.Line); err != nil {
			return err
		}
	}
	k, err := c.places(ctx, settings, at, false)
	if err != nil {
		return err
	}
	_, err = continues(settings, at, d, k)
	return err
}
