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

// Warning is a planned deprecation with everything needed to carry it out.
type Warning struct {
	Plan     *plan.Deprecation
	Feeds    map[string]feed.Feed // Feeds are by their names in the plan.
	Progress *progress.Reporter
	Patience Patience
	Redact   func(string) string // Redact removes secrets from texts that are shown; nil changes nothing.
}

// Warned is the result of a deprecation.
type Warned struct {
	Targets []Target
	Retract []plan.Retraction // Retract are the retractions for the next go.mod.
	Changed bool              // Changed is false if all users were warned before.
}

// Text formats the result as a table.
func (d *Warned) Text() string {
	var b strings.Builder
	b.WriteString(targetTable(d.Targets))
	for _, r := range d.Retract {
		if r.Reason == "" {
			fmt.Fprintf(&b, "\nthe next go.mod of %s no longer retracts %s\n", r.Module, r.Version)
			continue
		}
		fmt.Fprintf(&b, "\nthe next go.mod of %s needs the line\n  %s\n", r.Module, r.Line())
	}
	return b.String()
}

// Look returns the targets with their states, and changes nothing.
func (d Warning) Look(ctx context.Context) (*Warned, error) {
	d, out, err := d.ready()
	if err != nil {
		return nil, err
	}
	for i := range out.Targets {
		t := &out.Targets[i]
		reasons, err := d.look(ctx, t)
		_, able := d.actor(t)
		switch {
		case err != nil:
			return nil, &RefusedError{&redactedError{d.Redact(err.Error()), err}}
		case d.settled(t, reasons, able):
		case reasons[0] != "":
			t.State, t.Detail = Planned, "the reason is now: "+oneLine(d.Redact(reasons[0]))
		default:
			t.State = Planned
		}
	}
	return out, nil
}

// Run deprecates a version in every feed that supports it, for the reason of the plan in place of another one, or takes that back. Feeds
// that show the reason already are left alone, so the same call finishes an interrupted run. A feed without support is [Manual], which is
// no error. The error has the code [exit.Usage], or is a *RefusedError if nothing was done, or a *PartialError.
func (d Warning) Run(ctx context.Context) (*Warned, error) {
	d, out, err := d.ready()
	if err != nil {
		return nil, err
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

// ready fills in defaults and lists the targets.
func (d Warning) ready() (Warning, *Warned, error) {
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
			return d, nil, exit.Usagef("the plan has the feed %s, which is not configured: check release.feeds in sdk.yaml", t.Feed)
		}
		out.Targets = append(out.Targets, Target{
			Kind: Deprecation, Where: t.Feed, Language: t.Language, Package: t.Package, Version: t.Version, Name: t.Package, State: Unknown,
		})
	}
	return d, out, nil
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
	what := "the deprecation of "
	if d.Plan.Undo {
		what = "taking back the deprecation of "
	}
	return &PartialError{what + d.Plan.Version.NPM, done, missing, err}
}

// warn deprecates one version, and reports whether it has changed anything.
func (d Warning) warn(ctx context.Context, t *Target) (changed bool, err error) {
	reasons, err := d.look(ctx, t)
	if err != nil {
		return false, err
	}
	act, able := d.actor(t)
	if d.settled(t, reasons, able) {
		return false, nil
	}
	step := d.Progress.Start(t.String())
	for n := 1; ; n++ {
		acted := act(ctx)
		if ctx.Err() != nil {
			return true, step.End("", context.Cause(ctx))
		}
		// After a failed attempt, another reason may be from before.
		anyWords := !d.Plan.Undo && (acted == nil || slices.Contains(reasons, ""))
		warned, err := d.seen(ctx, t, d.Patience.looksAfter(acted), anyWords, reasons)
		if err != nil || warned {
			return true, step.End(string(d.done()), err)
		}
		if acted == nil {
			return true, step.End("", fmt.Errorf("%s: the answer was success, but the feed does not show the deprecation: run the command again in a minute", t))
		}
		if err := d.Patience.wait(ctx, n, acted, false); err != nil {
			return true, step.End("", err)
		}
	}
}

// settled sets the state of a target if there is nothing to do, or nothing that can be done. The reasons are those of its files.
func (d Warning) settled(t *Target, reasons []string, able bool) bool {
	switch {
	case len(reasons) == 0:
		t.State, t.Detail = Absent, "the feed does not have this version"
	case all(reasons, d.Plan.Reason):
		t.State, t.Detail = d.done(), reasons[0]
	case !able:
		t.State, t.Detail = Manual, "the protocol of this feed has no deprecation: use its web site"
	default:
		return false
	}
	return true
}

// done is the state of a target that is as planned.
func (d Warning) done() State {
	if d.Plan.Undo {
		return Restored
	}
	return Deprecated
}

// actor returns what warns the users of a target, or takes that back. ok is false if the feed cannot.
func (d Warning) actor(t *Target) (act func(context.Context) error, ok bool) {
	if d.Plan.Undo {
		by, ok := d.Feeds[t.Where].(feed.Restorer)
		return func(ctx context.Context) error { return by.Restore(ctx, t.Package, t.Version) }, ok
	}
	by, ok := d.Feeds[t.Where].(feed.Deprecator)
	return func(ctx context.Context) error { return by.Deprecate(ctx, t.Package, t.Version, d.Plan.Reason) }, ok
}

// seen looks until every file of the version is deprecated: with our reason or, as not every feed keeps the text, with any. The reasons
// from before may be shown by an index that is late, so they count at the last look alone.
func (d Warning) seen(ctx context.Context, t *Target, looks int, anyWords bool, before []string) (bool, error) {
	for n := 1; ; n++ {
		reasons, err := d.look(ctx, t)
		if err != nil {
			return false, err
		}
		enough := anyWords && !slices.Contains(reasons, "") && (n >= looks || !slices.Equal(reasons, before))
		if len(reasons) > 0 && (all(reasons, d.Plan.Reason) || enough) {
			t.State, t.Detail = d.done(), oneLine(reasons[0])
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

// look returns the reason of deprecation of each file of the version; empty for files without one.
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
