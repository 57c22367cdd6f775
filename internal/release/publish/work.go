package publish

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// work is the state of a running release.
type work struct {
	Release

	groups []group
	before []State // before are the states of the targets after an earlier run.
	local  locals
	save   bool // save writes each change of a state to the ledger's file.

	mu      sync.Mutex
	state   *Ledger
	written string            // written is the content of the ledger's file.
	unsaved bool              // unsaved is set once a failed write was reported.
	took    map[int]bool      // took are the targets that the remote state took from this run, by the answer.
	others  map[string]string // others are the commits of the git tags that are on another one.
}

// group has the files of one version of a package in one feed, which one look covers. They are uploaded one after the other, in the order
// of the plan.
type group struct {
	feed    string
	pkg     string
	version string
	files   []int // files are indices into the artifacts of the plan, which are the first targets of the ledger.
}

// open starts with the ledger of an earlier run, if it is of the same plan.
func (r Release) open() (*work, error) {
	state, err := newLedger(r.Plan, func(name string) bool {
		_, ok := r.Feeds[name].(feed.Tagger)
		return ok
	})
	if err != nil {
		return nil, exit.With(exit.Usage, err)
	}
	w := &work{Release: r, state: state, before: make([]State, len(state.Targets))}
	w.local.root = r.Root
	for i, a := range r.Plan.Artifacts {
		at := slices.IndexFunc(w.groups, func(g group) bool { return g.feed == a.Feed && g.pkg == a.Package && g.version == a.Version })
		if at < 0 {
			at = len(w.groups)
			w.groups = append(w.groups, group{feed: a.Feed, pkg: a.Package, version: a.Version})
		}
		w.groups[at].files = append(w.groups[at].files, i)
	}
	known, err := readLedger(r.Root)
	if err != nil {
		r.Progress.Printf("%s cannot be read, so every target is looked up: %s", LedgerFile, oneLine(err.Error()))
		return w, nil
	}
	if known == nil || known.Plan != state.Plan || len(known.Targets) != len(state.Targets) {
		return w, nil // It is of another release.
	}
	for i, t := range known.Targets {
		if t.same(state.Targets[i]) {
			w.before[i] = t.State
		}
	}
	return w, nil
}

// ledger returns a copy of the ledger.
func (w *work) ledger() *Ledger {
	w.mu.Lock()
	defer w.mu.Unlock()
	copied := *w.state
	copied.Targets = slices.Clone(copied.Targets)
	return &copied
}

// target returns a copy of a target.
func (w *work) target(i int) Target {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.state.Targets[i]
}

// targets returns the indices of the targets of a kind.
func (w *work) targets(kind Kind) []int {
	var found []int
	for i, t := range w.ledger().Targets {
		if t.Kind == kind {
			found = append(found, i)
		}
	}
	return found
}

// set sets the state of a target. The file is written before it returns, because the process can be killed at any moment.
func (w *work) set(i int, state State, detail string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.Targets[i].State, w.state.Targets[i].Detail = state, w.Redact(detail)
	w.write()
}

// see sets the state that a look has found. A verified target that exists stays verified. A target whose upload has begun and that is not
// found stays uploading: the index of the feed may be late, and the next run has to know.
func (w *work) see(i int, state State, detail string) {
	switch now := w.target(i).State; {
	case state == Present && now == Verified:
		state = Verified
	case state == Absent && (now == Uploading || now == Absent && w.before[i] == Uploading):
		state = Uploading
	}
	w.set(i, state, detail)
}

// mark sets the state of the targets of a task that do not exist.
func (w *work) mark(t task, state State, detail string) {
	for _, i := range t.targets {
		if !w.target(i).there() {
			w.set(i, state, detail)
		}
	}
}

// touch records that this run tries to change the remote state.
func (w *work) touch() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.Changed = true
}

// take records that an upload was answered with success.
func (w *work) take(t task) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.took == nil {
		w.took = map[int]bool{}
	}
	for _, i := range t.targets {
		w.took[i] = true
	}
}

// accepted reports whether an upload by this run was answered with success, whatever the feed shows since.
func (w *work) accepted(i int) bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.took[i]
}

// taken returns the commit of the other release that has all git tags of this version; empty if there is no such release.
func (w *work) taken() string {
	w.mu.Lock()
	defer w.mu.Unlock()
	commit := ""
	for _, tag := range w.Plan.Tags {
		other := w.others[tag.Name]
		if other == "" || commit != "" && other != commit {
			return ""
		}
		commit = other
	}
	return commit
}

// begun reports whether an earlier run has begun a task without seeing its end.
func (w *work) begun(t task) bool {
	return slices.ContainsFunc(t.targets, func(i int) bool { return w.before[i] == Uploading })
}

// keep writes the ledger's file, now and after each change of a state.
func (w *work) keep() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.save = true
	w.write()
}

// write writes the ledger's file if it has changed. It is only a cache, so an error, as on a full disk, does not stop a release.
func (w *work) write() {
	if !w.save {
		return
	}
	content, err := w.state.JSON()
	if err == nil && string(content) == w.written {
		return
	}
	if err == nil {
		err = writeLedger(w.Root, content)
	}
	if err == nil {
		w.written = string(content)
	} else if !w.unsaved {
		w.unsaved = true
		w.Progress.Printf("%s cannot be written, so a later run takes longer: %s", LedgerFile, oneLine(err.Error()))
	}
}

// complete reports whether nothing is left to do.
func (w *work) complete() bool { return w.ledger().Complete() }

// isComplete returns an error if a target is missing.
func (w *work) isComplete(context.Context) error {
	for _, t := range w.ledger().Targets {
		if !t.Done() {
			return fmt.Errorf("%s is %s", t, t.State)
		}
	}
	return nil
}

// preflight asks each feed that will get a file whether it would accept it, and returns all errors at once.
func (w *work) preflight(ctx context.Context) error {
	if err := w.local.check(w.Plan); err != nil {
		return err
	}
	if err := w.Ready(ctx); err != nil {
		return err
	}
	var wrong []error
	if w.Plan.Signer != nil {
		wrong = append(wrong, w.Attestations.Check(ctx))
	}
	asked := map[[2]string]bool{}
	for _, t := range w.ledger().Targets {
		key := [2]string{t.Where, t.Package}
		if t.Kind == GitTag || t.Kind == Forge || t.Kind == Attestation || t.there() || asked[key] {
			continue
		}
		asked[key] = true
		asks, ok := w.Feeds[t.Where].(feed.Preflighter)
		if !ok {
			continue
		}
		switch err := w.Patience.try(ctx, func() error { return asks.Preflight(ctx, t.Package) }); {
		case errors.As(err, new(*feed.Unproven)):
			w.Progress.Printf("warning: %s", w.line(err))
		case err != nil:
			wrong = append(wrong, err)
		}
	}
	if tags := w.missingTags(); len(tags) > 0 {
		reads := func(err error) bool {
			var of interface{ Reads() bool }
			return errors.As(err, &of) && of.Reads() // The others are about this clone, or refuse the push.
		}
		if err := w.Patience.tryWhere(ctx, func() error { return w.Tags.Preflight(ctx, w.Plan.Commit, tags) }, reads); err != nil {
			wrong = append(wrong, err)
		}
	}
	for _, i := range w.targets(Forge) {
		if w.target(i).there() {
			continue
		}
		if err := w.Patience.try(ctx, func() error { return w.Announce.Preflight(ctx) }); err != nil {
			wrong = append(wrong, err)
		}
	}
	return errors.Join(wrong...)
}

// claim is the target of the first file that is uploaded. It has the commit in its bytes and is uploaded alone, so where the feed has it as
// planned, a part of this very release is published, and where it has not, nothing is. ok is false if no file is uploaded.
func (w *work) claim() (i int, ok bool) {
	i = slices.IndexFunc(w.Plan.Artifacts, func(a plan.Artifact) bool {
		_, derived := w.Feeds[a.Feed].(feed.Derived)
		return !derived
	})
	return i, i >= 0
}

// shows reports whether a target that exists shows that a part of this very release is published. A dist-tag does not, which may have moved
// to another release of this version or to a newer one. Neither do files besides the claim, because those of another commit may have the
// same bytes; but where the claim cannot be read, they are the best sign that there is.
func (w *work) shows(i int, t Target) bool {
	if _, derived := w.Feeds[t.Where].(feed.Derived); derived || !t.there() || t.Kind == DistTag || t.Kind == Attestation {
		return false
	}
	first, ok := w.claim()
	return t.Kind != File || !ok || i == first || w.target(first).State == Unknown
}

// explain turns the error of a step into one with an exit code.
func (w *work) explain(err error) error {
	l := w.ledger()
	var done, missing, conflicts []Target
	begun, published := l.Changed, false
	for i, t := range l.Targets {
		_, derived := w.Feeds[t.Where].(feed.Derived)
		if (derived || t.Kind == Attestation) && t.there() {
			continue // It exists without any upload.
		}
		published = published || w.shows(i, t) || w.accepted(i)
		// A target that failed and was not tried by this run is a failed verification of what an earlier run has uploaded.
		begun = begun || w.shows(i, t) || t.State == Uploading || t.State == Failed && !derived ||
			t.State == Unknown && w.before[i] != "" && w.before[i] != Absent
		switch {
		case t.State == Conflict:
			conflicts = append(conflicts, t)
		case t.there():
			done = append(done, t)
		default:
			missing = append(missing, t)
		}
	}
	err = &redactedError{w.Redact(err.Error()), err}
	switch {
	case len(conflicts) > 0:
		return &ConflictError{l.Version, w.Plan.Preview, conflicts, published, w.taken()}
	case begun:
		return &PartialError{l.Version, done, missing, err}
	default:
		return &RefusedError{err}
	}
}

// redactedError is an error with a text without secrets.
type redactedError struct {
	text string
	err  error
}

func (e *redactedError) Error() string { return e.text }
func (e *redactedError) Unwrap() error { return e.err }

// line formats an error for the ledger: one line, without secrets.
func (w *work) line(err error) string { return oneLine(w.Redact(err.Error())) }

// mostLine limits the length of texts of feeds in the ledger, in bytes.
const mostLine = 1000

func oneLine(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "?")), " ")
	if len(text) > mostLine {
		text = strings.ToValidUTF8(text[:mostLine], "") + "…"
	}
	return text
}
