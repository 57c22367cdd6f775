package publish

import (
	"context"
	"errors"
	"fmt"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Move points dist-tags at versions that exist, such as latest back at a good one, with everything needed to carry it out. Unlike a
// release it also moves them back.
type Move struct {
	Targets  []Target             // Targets are dist-tags with their versions, in the order in which they are moved.
	Feeds    map[string]feed.Feed // Feeds are by their names in the targets. All of them are Taggers.
	Progress *progress.Reporter
	Patience Patience
	Redact   func(string) string // Redact removes secrets from texts that are shown; nil changes nothing.

	// Forge shows a version as the latest one, after the dist-tags; nil shows none.
	Forge interface {
		// Latest returns the tag of the latest release; empty if there is none.
		Latest(ctx context.Context) (string, error)
		// MakeLatest makes the release of a tag the latest one.
		MakeLatest(ctx context.Context, tag string) error
	}
}

// Run moves the dist-tags that are elsewhere. The same call finishes an interrupted run, and changes nothing after that. The error is a
// *RefusedError if nothing was done, or a *PartialError.
func (m Move) Run(ctx context.Context) (*Warned, error) {
	m.Patience = m.Patience.orDefault()
	if m.Progress == nil {
		m.Progress = progress.Discard()
	}
	if m.Redact == nil {
		m.Redact = func(text string) string { return text }
	}
	out := &Warned{Targets: m.Targets}
	for i := range out.Targets {
		t := &out.Targets[i]
		changed, err := m.move(ctx, t)
		out.Changed = out.Changed || changed
		if err == nil {
			continue
		}
		t.State, t.Detail = Failed, oneLine(m.Redact(err.Error()))
		// The order counts: what stands behind is not moved before.
		err = &redactedError{m.Redact(err.Error()), err}
		if !out.Changed && i == 0 {
			return out, &RefusedError{err}
		}
		return out, &PartialError{"the move to " + t.Version, out.Targets[:i], out.Targets[i:], err}
	}
	return out, nil
}

// move looks, moves and looks again.
func (m Move) move(ctx context.Context, t *Target) (changed bool, err error) {
	for n := 1; ; n++ {
		now, err := m.at(ctx, *t)
		switch {
		case err != nil:
			return changed, err
		case now == m.wanted(*t):
			t.State = Tagged
			return changed, nil
		case n > m.Patience.Attempts:
			return changed, fmt.Errorf("%s: it is still shown at %s: run the command again in a minute", t, now)
		}
		if !changed && now != "" {
			t.Detail = "was " + oneLine(m.Redact(now))
		}
		changed = true
		acted := m.act(ctx, *t)
		switch {
		case ctx.Err() != nil:
			return changed, context.Cause(ctx)
		case acted != nil:
			if now, looked := m.at(ctx, *t); looked == nil && now == m.wanted(*t) {
				continue // It has arrived, although the answer was an error.
			}
			err = m.Patience.wait(ctx, n, acted, false)
		case n > 1:
			err = m.Patience.Sleep(ctx, m.Patience.backoff(n)) // The index is late.
		}
		if err != nil {
			return changed, err
		}
	}
}

// at returns the version of a dist-tag, or the tag of the latest release on the forge.
func (m Move) at(ctx context.Context, t Target) (now string, err error) {
	err = m.Patience.try(ctx, func() (err error) {
		if t.Kind == Forge {
			now, err = m.Forge.Latest(ctx)
			return err
		}
		tags, err := m.Feeds[t.Where].(feed.Tagger).Tags(ctx, t.Package) //nolint:forcetypeassert // All of them are.
		now = tags[t.Name]
		return err
	})
	return now, err
}

func (m Move) wanted(t Target) string {
	if t.Kind == Forge {
		return t.Name
	}
	return t.Version
}

func (m Move) act(ctx context.Context, t Target) error {
	if t.Kind == Forge {
		return m.Forge.MakeLatest(ctx, t.Name)
	}
	by, ok := m.Feeds[t.Where].(feed.Tagger)
	if !ok {
		return errors.New("the feed has no dist-tags")
	}
	return by.Tag(ctx, t.Package, t.Name, t.Version)
}
