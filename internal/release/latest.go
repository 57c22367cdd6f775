package release

import (
	"context"
	"fmt"
	"io"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/forge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/lineage"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/publish"
)

// ShowLatest points latest at a version that was released, such as back at the last good one, and prints what moves. If dry is true it
// only prints that. Calling it again finishes one that was interrupted.
func (c *Command) ShowLatest(ctx context.Context, o Options, text string, dry bool) error {
	move, err := c.moveOf(ctx, o, text)
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(move.Targets, func(t publish.Target) bool { return t.State != publish.Tagged }) {
		_, err := fmt.Fprintf(c.Out, "latest is %s already\n", text)
		return err
	}
	if _, err := fmt.Fprintf(c.Out, "latest moves to %s:\n%s\n", text, (&publish.Warned{Targets: move.Targets}).Text()); err != nil || dry {
		return err
	}
	done, err := move.Run(ctx)
	if done != nil {
		if _, err := io.WriteString(c.Out, done.Text()); err != nil {
			return err
		}
	}
	return err
}

// moveOf plans to point latest at a version in every feed with dist-tags, and on the forge. It reads only.
func (c *Checkout) moveOf(ctx context.Context, o Options, text string) (publish.Move, error) {
	m := publish.Move{Progress: c.Progress, Redact: c.Secrets.Text}
	settings, err := config.Load(c.Root)
	if err != nil {
		return m, err
	}
	v, err := version.Parse(text)
	if err == nil && v.Stage() != version.Final {
		err = fmt.Errorf("%s is a pre-release, and latest is for final releases: name one such as %s", v, v.Core())
	}
	if err != nil {
		return m, exit.With(exit.Usage, err)
	}
	at, err := c.destination(ctx, settings, o, "")
	if err != nil {
		return m, err
	}
	k := known{tagged: map[version.Version]string{}}
	for _, remote := range at.history {
		if err := c.readTags(ctx, remote, &k); err != nil {
			return m, err
		}
	}
	if k.tagged[v] == "" {
		return m, &publish.RefusedError{Err: fmt.Errorf("%s is not released: there is no tag %s", v, v.Go())}
	}
	m.Feeds = at.byName()
	for _, e := range at.endpoints {
		if _, ok := e.feed.(feed.Tagger); !ok {
			continue
		}
		targets, err := movesIn(ctx, e, settings.SDKs.Package(e.Language), v)
		if err != nil {
			return m, err
		}
		m.Targets = append(m.Targets, targets...)
	}
	if at.forge == nil {
		return m, nil
	}
	has, err := at.forge.Has(ctx, v.Go())
	now := ""
	if err == nil && has {
		now, err = at.forge.Latest(ctx)
	}
	switch {
	case err != nil:
		return m, &publish.RefusedError{Err: err}
	case now != "":
		m.Forge = at.forge
		m.Targets = append(m.Targets, moving(publish.Target{Kind: publish.Forge, Where: forge.Name, Version: v.String(), Name: v.Go()}, now, v.Go()))
	}
	return m, nil
}

// movesIn returns the dist-tags of a package that move with latest: next too, if it is the version that latest was, or one below the new
// one. It moves first, so that a run after an interruption finds out the same.
func movesIn(ctx context.Context, e endpoint, pkg string, v version.Version) ([]publish.Target, error) {
	files, err := e.feed.Look(ctx, pkg, v.String())
	switch {
	case err != nil:
		return nil, &publish.RefusedError{Err: err}
	case len(files) == 0:
		return nil, &publish.RefusedError{Err: fmt.Errorf("the feed %s does not have %s %s", e.Name, pkg, v)}
	case files[0].Gone != "":
		return nil, &publish.RefusedError{Err: fmt.Errorf(
			"%s is deprecated itself in the feed %s (%s): choose another version, or take that back with mage deprecate %s -undo", v, e.Name, feed.Line(files[0].Gone), v)}
	}
	tags, err := e.feed.(feed.Tagger).Tags(ctx, pkg) //nolint:forcetypeassert // The caller has looked.
	if err != nil {
		return nil, &publish.RefusedError{Err: err}
	}
	tag := func(name string) publish.Target {
		return moving(publish.Target{
			Kind: publish.DistTag, Where: e.Name, Language: e.Language, Package: pkg, Version: v.String(), Name: name,
		}, tags[name], v.String())
	}
	var targets []publish.Target
	next, err := version.Parse(tags[version.TagNext])
	if err == nil && (tags[version.TagNext] == tags[version.TagLatest] || next.Compare(v) < 0) {
		targets = append(targets, tag(version.TagNext))
	}
	return append(targets, tag(version.TagLatest)), nil
}

// moving is a target with its state before the move.
func moving(t publish.Target, now, wanted string) publish.Target {
	t.State = publish.Tagged
	if now != wanted {
		t.State, t.Detail = publish.Planned, "is "+feed.Line(now)
	}
	return t
}

// offer returns the command that moves latest back from a version whose users are warned, for the feeds where it is the latest; empty if
// it is in none.
func (c *Checkout) offer(ctx context.Context, settings *config.Config, at *destination, v version.Version) (string, error) {
	for _, e := range at.endpoints {
		tagger, ok := e.feed.(feed.Tagger)
		if !ok || e.lists == nil {
			continue
		}
		pkg := settings.SDKs.Package(e.Language)
		tags, err := tagger.Tags(ctx, pkg)
		if err != nil {
			return "", err
		}
		if tags[version.TagLatest] != v.String() {
			continue
		}
		is := fmt.Sprintf("%s is still the latest version of %s in the feed %s", v, pkg, e.Name)
		listed, err := e.lists.Versions(ctx, pkg)
		if err != nil {
			return "", err
		}
		below := slices.DeleteFunc(lineage.Releases(listed), func(w version.Version) bool { return w.Stage() != version.Final || w.Compare(v) >= 0 })
		slices.SortFunc(below, func(a, b version.Version) int { return b.Compare(a) })
		for _, good := range below {
			files, err := e.feed.Look(ctx, pkg, good.String())
			if err == nil && len(files) > 0 && files[0].Gone == "" {
				return fmt.Sprintf("%s: go tool mage latest %s%s moves it back to the newest one before that is good", is, good, map[bool]string{true: " -local"}[at.local]), nil
			}
		}
		return is + ", and there is no good one before it: release the next version", nil
	}
	return "", nil
}
