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
)

// work is a release under way.
type work struct {
	Release

	groups []group
	before []State // before are the states in which an earlier run has left the targets.
	local  locals
	save   bool // save says that transitions are written to the ledger's file.

	mu      sync.Mutex
	state   *Ledger
	written string // written is what the ledger's file has.
	unsaved bool   // unsaved says that the file could not be written, which is told once.
}

// group are the files of one version of a package in one feed: what one look shows. They are uploaded one after the other, as
// the plan has them.
type group struct {
	feed    string
	pkg     string
	version string
	files   []int // files are indices of the plan's artifacts, which the ledger's targets begin with.
}

// open reads what an earlier run has left behind.
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
		r.Progress.Printf("%s can't be used, so all is looked up: %s", LedgerFile, oneLine(err.Error()))
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

// ledger is a copy of what is known.
func (w *work) ledger() *Ledger {
	w.mu.Lock()
	defer w.mu.Unlock()
	copied := *w.state
	copied.Targets = slices.Clone(copied.Targets)
	return &copied
}

// target is what is known of a target.
func (w *work) target(i int) Target {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.state.Targets[i]
}

// targets are the indices of the targets of a kind.
func (w *work) targets(kind Kind) []int {
	var found []int
	for i, t := range w.ledger().Targets {
		if t.Kind == kind {
			found = append(found, i)
		}
	}
	return found
}

// set notes the state of a target, in the file too before it returns: what comes next can be the end of this process.
func (w *work) set(i int, state State, detail string) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.Targets[i].State, w.state.Targets[i].Detail = state, w.Redact(detail)
	w.write()
}

// see notes what a look has shown of a target. That it is there does not undo that it was verified. That it is not there does
// not undo that its upload was begun: the index of the feed may be late, and the next run has to know.
func (w *work) see(i int, state State, detail string) {
	switch now := w.target(i).State; {
	case state == Present && now == Verified:
		state = Verified
	case state == Absent && (now == Uploading || now == Absent && w.before[i] == Uploading):
		state = Uploading
	}
	w.set(i, state, detail)
}

// mark sets the state of all targets of a task that are not done.
func (w *work) mark(t task, state State, detail string) {
	for _, i := range t.targets {
		if !w.target(i).there() {
			w.set(i, state, detail)
		}
	}
}

// touch notes that this run tries to change the world.
func (w *work) touch() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.state.Changed = true
}

// begun says whether an earlier run has begun a task and did not see the end of it.
func (w *work) begun(t task) bool {
	return slices.ContainsFunc(t.targets, func(i int) bool { return w.before[i] == Uploading })
}

// keep has the ledger's file written, now and with each transition that follows.
func (w *work) keep() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.save = true
	w.write()
}

// write writes the ledger's file where it is not the same. It is only a cache, so a disk that is full does not end a release.
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
		w.Progress.Printf("%s can't be written, which costs a later run time and nothing else: %s", LedgerFile, oneLine(err.Error()))
	}
}

// complete says whether nothing is left to do.
func (w *work) complete() bool { return w.ledger().Complete() }

// isComplete is the last step.
func (w *work) isComplete(context.Context) error {
	for _, t := range w.ledger().Targets {
		if !t.Done() {
			return fmt.Errorf("%s is %s", t, t.State)
		}
	}
	return nil
}

// preflight asks each feed that is going to get something whether it would take it, and says all that is wrong at once.
func (w *work) preflight(ctx context.Context) error {
	if err := w.local.check(w.Plan); err != nil {
		return err
	}
	if err := w.Ready(ctx); err != nil {
		return err
	}
	var wrong []error
	asked := map[[2]string]bool{}
	for _, t := range w.ledger().Targets {
		key := [2]string{t.Where, t.Package}
		if t.Kind == GitTag || t.there() || asked[key] {
			continue
		}
		asked[key] = true
		asks, ok := w.Feeds[t.Where].(feed.Preflighter)
		if !ok {
			continue
		}
		if err := w.Patience.try(ctx, func() error { return asks.Preflight(ctx, t.Package) }); err != nil {
			wrong = append(wrong, err)
		}
	}
	if tags := w.missingTags(); len(tags) > 0 {
		if err := w.Tags.Preflight(ctx, w.Plan.Commit, tags); err != nil {
			wrong = append(wrong, err)
		}
	}
	return errors.Join(wrong...)
}

// explain makes an error of a step one that has an exit code.
func (w *work) explain(err error) error {
	l := w.ledger()
	var done, missing, conflicts []Target
	begun := l.Changed
	for i, t := range l.Targets {
		_, derived := w.Feeds[t.Where].(feed.Derived)
		if derived && t.there() {
			continue // Nobody has done anything for it.
		}
		// What failed and was not tried by this run is a verification, of what an earlier one has uploaded.
		begun = begun || t.there() || t.State == Uploading || t.State == Failed && !derived ||
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
		return &ConflictError{l.Version, w.Plan.Preview, conflicts, done}
	case begun:
		return &PartialError{l.Version, done, missing, err}
	default:
		return &RefusedError{err}
	}
}

// redactedError is an error whose text can be shown.
type redactedError struct {
	text string
	err  error
}

func (e *redactedError) Error() string { return e.text }
func (e *redactedError) Unwrap() error { return e.err }

// line is an error as the ledger has it: one line, without secrets.
func (w *work) line(err error) string { return oneLine(w.Redact(err.Error())) }

// mostLine bounds what is kept of what a feed says, in bytes.
const mostLine = 1000

func oneLine(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "?")), " ")
	if len(text) > mostLine {
		text = strings.ToValidUTF8(text[:mostLine], "") + "…"
	}
	return text
}
