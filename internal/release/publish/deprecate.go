package publish

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// Warning is a deprecation with all that is needed to do it.
type Warning struct {
	Plan     *plan.Deprecation
	Feeds    map[string]feed.Feed // Feeds are by their names in the plan.
	Progress *progress.Reporter
	Patience Patience
	Redact   func(string) string // Redact keeps secrets out of what is shown; nil changes nothing.
}

// Warned is what a deprecation has come to.
type Warned struct {
	Targets []Target
	Retract []plan.Retraction // Retract is what the next go.mod has to say.
	Changed bool              // Changed says that this run did something: otherwise all were warned before.
}

// Text is the outcome as a table for people.
func (d *Warned) Text() string {
	var b strings.Builder
	b.WriteString(targetTable(d.Targets))
	for _, r := range d.Retract {
		fmt.Fprintf(&b, "\nthe next go.mod of %s needs the line\n  %s\n", r.Module, r.Line())
	}
	return b.String()
}

// Run warns the users of a version in every feed that can. Feeds in which they are warned already are left alone, so a run
// that was stopped is finished by the same call. A feed that can't is [Manual], which is no error. The error has the code [exit.Usage],
// a *RefusedError where nothing was done, or a *PartialError.
func (d Warning) Run(ctx context.Context) (*Warned, error) {
	d.Patience = d.Patience.orDefault()
	if d.Progress == nil {
		d.Progress = progress.Discard()
	}
	if d.Redact == nil {
		d.Redact = func(text string) string { return text }
	}
	out := &Warned{Retract: d.Plan.Retract}
	for _, t := range d.Plan.Targets {
		if d.Feeds[t.Feed] == nil {
			return nil, exit.Usagef("the plan names the feed %s, which is not set up: see the feeds in sdk.yaml", t.Feed)
		}
		out.Targets = append(out.Targets, Target{
			Kind: Deprecation, Where: t.Feed, Language: t.Language, Package: t.Package, Version: t.Version, Name: t.Package, State: Unknown,
		})
	}
	var errs []error
	for i := range out.Targets {
		changed, err := d.warn(ctx, &out.Targets[i])
		out.Changed = out.Changed || changed
		if err != nil {
			out.Targets[i].State, out.Targets[i].Detail = Failed, oneLine(d.Redact(err.Error()))
			errs = append(errs, &redactedError{d.Redact(err.Error()), err})
		}
	}
	return out, d.explain(out, errors.Join(errs...))
}

func (d Warning) explain(out *Warned, err error) error {
	if err == nil {
		return nil
	}
	var done, missing []Target
	for _, t := range out.Targets {
		if t.State == Failed {
			missing = append(missing, t)
		} else {
			done = append(done, t)
		}
	}
	if !out.Changed && len(done) == 0 {
		return &RefusedError{err}
	}
	return &PartialError{"the deprecation of " + d.Plan.Version.NPM, done, missing, err}
}

// warn warns of one version, and says whether it has changed anything.
func (d Warning) warn(ctx context.Context, t *Target) (changed bool, err error) {
	f := d.Feeds[t.Where]
	reasons, err := d.look(ctx, t)
	if err != nil {
		return false, err
	}
	by, able := f.(feed.Deprecator)
	switch {
	case len(reasons) == 0:
		t.State, t.Detail = Absent, "the feed does not have this version"
		return false, nil
	case all(reasons, d.Plan.Reason):
		t.State, t.Detail = Deprecated, reasons[0]
		return false, nil
	case !able:
		t.State, t.Detail = Manual, "this feed can't do it over its protocol: do it on its site"
		return false, nil
	}
	step := d.Progress.Start(t.String())
	for n := 1; ; n++ {
		acted := by.Deprecate(ctx, t.Package, t.Version, d.Plan.Reason)
		if ctx.Err() != nil {
			return true, step.End("", context.Cause(ctx))
		}
		// Other words that stood there before say nothing of an attempt that failed.
		anyWords := acted == nil || slices.Contains(reasons, "")
		warned, err := d.seen(ctx, t, d.Patience.looksAfter(acted), anyWords)
		if err != nil || warned {
			return true, step.End("deprecated", err)
		}
		if acted == nil {
			return true, step.End("", fmt.Errorf("%s: the answer was that users are warned, but the feed does not show it: run again in a while", t))
		}
		if err := d.Patience.wait(ctx, n, acted, false); err != nil {
			return true, step.End("", err)
		}
	}
}

// seen looks until the feed shows a warning on every file of the version: ours or, as not every feed keeps the words, any.
func (d Warning) seen(ctx context.Context, t *Target, looks int, anyWords bool) (bool, error) {
	for n := 1; ; n++ {
		reasons, err := d.look(ctx, t)
		if err != nil {
			return false, err
		}
		if len(reasons) > 0 && (all(reasons, d.Plan.Reason) || anyWords && !slices.Contains(reasons, "")) {
			t.State, t.Detail = Deprecated, oneLine(reasons[0])
			return true, nil
		}
		if n >= looks {
			return false, nil
		}
		if err := d.Patience.Sleep(ctx, d.Patience.backoff(n)); err != nil {
			return false, err
		}
	}
}

// look returns for each file of the version why it is gone; empty where it is not.
func (d Warning) look(ctx context.Context, t *Target) ([]string, error) {
	var reasons []string
	err := d.Patience.try(ctx, func() error {
		held, err := d.Feeds[t.Where].Look(ctx, t.Package, t.Version)
		reasons = nil
		for _, f := range held {
			reasons = append(reasons, f.Gone)
		}
		return err
	})
	return reasons, err
}

func all(texts []string, text string) bool {
	return !slices.ContainsFunc(texts, func(t string) bool { return t != text })
}
