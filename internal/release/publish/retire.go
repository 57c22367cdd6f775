package publish

import (
	"context"
	"errors"
	"fmt"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Retirement removes a dist-tag, such as the one of a pull request that is closed, with everything needed to carry it out. The versions
// stay.
type Retirement struct {
	Targets  []Target             // Targets are dist-tags.
	Feeds    map[string]feed.Feed // Feeds are by their names in the targets. All of them are Taggers.
	Progress *progress.Reporter
	Patience Patience
	Redact   func(string) string // Redact removes secrets from texts that are shown; nil changes nothing.
}

// Run removes the dist-tags that exist. The same call finishes an interrupted run, and changes nothing after that. The error is a
// *RefusedError if nothing was done, or a *PartialError.
func (r Retirement) Run(ctx context.Context) (*Warned, error) {
	r.Patience = r.Patience.orDefault()
	if r.Progress == nil {
		r.Progress = progress.Discard()
	}
	if r.Redact == nil {
		r.Redact = func(text string) string { return text }
	}
	out := &Warned{Targets: r.Targets}
	var errs []error
	var done, missing []Target
	for i := range out.Targets {
		t := &out.Targets[i]
		changed, err := r.remove(ctx, t)
		out.Changed = out.Changed || changed
		if err == nil {
			done = append(done, *t)
			continue
		}
		t.State, t.Detail = Failed, oneLine(r.Redact(err.Error()))
		missing = append(missing, *t)
		errs = append(errs, &redactedError{r.Redact(err.Error()), err})
	}
	switch err := errors.Join(errs...); {
	case err == nil:
		return out, nil
	case !out.Changed && len(done) == 0:
		return out, &RefusedError{err}
	default:
		return out, &PartialError{"the removal", done, missing, err}
	}
}

// remove looks, removes and looks again.
func (r Retirement) remove(ctx context.Context, t *Target) (changed bool, err error) {
	by, able := r.Feeds[t.Where].(feed.Untagger)
	for n := 1; ; n++ {
		has, err := r.look(ctx, t)
		switch {
		case err != nil:
			return changed, err
		case !has:
			t.State, t.Detail = Absent, map[bool]string{true: "removed"}[changed]
			return changed, nil
		case !able:
			t.State, t.Detail = Manual, "the protocol of this feed cannot remove it: use its web site"
			return changed, nil
		case n > r.Patience.Attempts:
			return changed, fmt.Errorf("%s: it is still shown: run the command again in a minute", t)
		}
		changed = true
		acted := by.Untag(ctx, t.Package, t.Name)
		switch {
		case ctx.Err() != nil:
			return changed, context.Cause(ctx)
		case acted != nil:
			err = r.Patience.wait(ctx, n, acted, false)
		case n > 1:
			err = r.Patience.Sleep(ctx, r.Patience.backoff(n)) // The index is late.
		}
		if err != nil {
			return changed, err
		}
	}
}

func (r Retirement) look(ctx context.Context, t *Target) (has bool, err error) {
	err = r.Patience.try(ctx, func() error {
		tags, err := r.Feeds[t.Where].(feed.Tagger).Tags(ctx, t.Package) //nolint:forcetypeassert // All of them are.
		_, has = tags[t.Name]
		return err
	})
	return has, err
}
