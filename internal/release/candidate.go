package release

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// asPre turns the decision about a final release into a pre-release that leads up to it. Its number is one more than the greatest that a
// feed or the remote has. A commit that has a pre-release of that kind already, or a part of one, keeps it.
func (c *Checkout) asPre(ctx context.Context, settings *config.Config, d decision, asked request, at *destination, k known) (decision, error) {
	if d.released { // The commit is a final release, so a pre-release of it would come after it.
		d.base.version, d.nothing = d.version, true
		return d, nil
	}
	core, err := d.version.WithStage(asked.pre.stage, asked.pre.number)
	if err != nil {
		return d, err
	}
	of := func(v version.Version) bool { return v.Core() == core.Core() && v.Stage() == core.Stage() }
	var had []version.Version
	for _, v := range k.versions() {
		if of(v) && !slices.Contains(had, v) {
			had = append(had, v)
		}
	}
	slices.SortFunc(had, func(a, b version.Version) int { return b.Compare(a) })
	if asked.pre.number != 0 {
		d.version, d.released = core, k.tagged[core] == d.commit.hash
		return d, nil
	}
	var untagged []version.Version
	for _, v := range had {
		switch k.tagged[v] {
		case d.commit.hash:
			d.version, d.released = v, true
			return d, nil
		case "":
			untagged = append(untagged, v)
		}
	}
	for _, v := range untagged {
		if _, ours, err := c.claimed(ctx, settings, d, v, at, asked.Unsigned); err != nil || ours {
			d.version = v
			return d, err
		}
	}
	number := uint64(1)
	if len(had) > 0 {
		number = had[0].Number() + 1
	}
	// A feed may have a part of a version that it does not list.
	for ; ; number++ {
		next, err := d.version.WithStage(asked.pre.stage, number)
		if err != nil {
			return d, err
		}
		held, ours, err := c.claimed(ctx, settings, d, next, at, asked.Unsigned)
		if err != nil || !held || ours {
			d.version = next
			return d, err
		}
	}
}

// claimed reports whether a feed that gets the first file of a release has a version, and whether that is of the commit of the decision.
// That file has the commit in it. Without a login the feeds may be private, and count as if they did not have the version.
func (c *Checkout) claimed(ctx context.Context, settings *config.Config, d decision, v version.Version, at *destination, unsigned bool) (held, ours bool, err error) {
	for _, e := range at.endpoints {
		if e.lists == nil || e.Kind != lang.FeedGoProxy && e.Kind != lang.FeedNPM {
			continue
		}
		commit, has, err := commitIn(ctx, e, settings.SDKs.Package(e.Language), v.In(e.Language.Language().Dialect))
		switch {
		case err != nil && unsigned && !at.local:
			continue
		case err != nil:
			return false, false, &publish.RefusedError{Err: fmt.Errorf("whose %s is cannot be read, so no number can be chosen: %w", v, err)}
		}
		held, ours = held || has, ours || has && commit == d.commit.hash
	}
	return held, ours, nil
}

// commitIn returns the commit that a version in a feed was made of; empty if it does not say.
func commitIn(ctx context.Context, e endpoint, pkg, text string) (commit string, held bool, err error) {
	files, err := e.feed.Look(ctx, pkg, text)
	if err != nil || len(files) == 0 {
		return "", false, err
	}
	for _, f := range files {
		if e.Kind == lang.FeedGoProxy && !strings.HasSuffix(f.Name, ".info") {
			continue
		}
		var content bytes.Buffer
		if err := e.feed.Fetch(ctx, pkg, text, f.Name, &content); err != nil {
			return "", true, err
		}
		if e.Kind == lang.FeedGoProxy {
			var info struct{ Origin struct{ Hash string } }
			_ = json.Unmarshal(content.Bytes(), &info) // What is no JSON names no commit.
			return info.Origin.Hash, true, nil
		}
		members, err := archive.ReadBytes(f.Name, content.Bytes())
		if err != nil {
			return "", true, nil //nolint:nilerr // What is no archive names no commit.
		}
		for _, m := range members {
			if m.Name == "package/package.json" {
				var manifest struct {
					GitHead string `json:"gitHead"`
				}
				_ = json.Unmarshal(m.Content, &manifest) // As above.
				return manifest.GitHead, true, nil
			}
		}
	}
	return "", true, nil
}

// plannedPre returns the version of the plan of this commit if that is a pre-release of the version that was decided: packing on another
// machine does not count up. ok is false and the version is the decided one if there is no such plan.
func (c *Checkout) plannedPre(d decision, pre prerelease) (v version.Version, ok bool) {
	p, err := plan.Read(c.Root)
	if err != nil || p.Commit != d.commit.hash || d.released {
		return d.version, false // The check of the packed bytes reports a plan that cannot be read.
	}
	v, err = version.Parse(p.Version.NPM)
	if err != nil || !v.IsPre() || v.Core() != d.version.Core() ||
		!pre.isZero() && (v.Stage() != pre.stage || pre.number != 0 && pre.number != v.Number()) {
		return d.version, false
	}
	return v, true
}
