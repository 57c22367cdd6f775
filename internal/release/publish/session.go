package publish

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
)

// Step is a step of publishing. Each one does only what is missing, so all of them can be repeated.
type Step int

// The steps, in their order.
const (
	Look         Step = iota // Look reads the state of every target, and stops at other bytes under this version.
	Preflight                // Preflight asks whether the feeds and the remote would accept what is missing.
	Upload                   // Upload uploads the files, which stay in the feeds for good.
	Verify                   // Verify installs and uses what the feeds serve.
	MoveDistTags             // MoveDistTags gives the version to users who ask for the newest one.
	PushTags                 // PushTags pushes the git tags.
	Announce                 // Announce publishes the release on the forge.
	AllDone                  // AllDone fails where a target is missing.
	CopyTags                 // CopyTags copies the pushed tags into the clone.
	afterSteps
)

var steps = [afterSteps]func(*work, context.Context) error{
	Look: (*work).look, Preflight: (*work).preflight, Upload: (*work).upload, Verify: (*work).verify,
	MoveDistTags: (*work).moveDistTags, PushTags: (*work).pushTags, Announce: (*work).announce, AllDone: (*work).isComplete, CopyTags: (*work).keepTags,
}

// stepLimit is far more than a step takes, even where all is tried several times.
const stepLimit = 45 * time.Minute

// Session is a running release.
type Session struct {
	work *work
	next Step
}

// Begin compares the plan with the checkout. Its errors and those of [Session.Do] carry an exit code: *RefusedError, *ConflictError,
// *PartialError, or an error with the code [exit.Usage].
func (r Release) Begin(ctx context.Context) (*Session, error) {
	r, err := r.ready()
	if err != nil {
		return nil, err
	}
	if err := r.Check(ctx); err != nil {
		return nil, &RefusedError{Err: err}
	}
	w, err := r.open()
	if err != nil {
		return nil, err
	}
	return &Session{work: w}, nil
}

// Ledger returns a copy of the known states of the targets.
func (s *Session) Ledger() *Ledger { return s.work.ledger() }

// Complete reports whether every target is in place, so that nothing is left to do.
func (s *Session) Complete() bool { return s.work.complete() }

// Do runs one step, or nothing if the release is complete. It returns a *UsageError if the steps before have not run: no tag may move
// before the verification.
func (s *Session) Do(ctx context.Context, step Step) error {
	w := s.work
	switch {
	case w.complete() && step < AllDone:
		return nil
	case step != s.next && !w.complete():
		return exit.Usagef("step %d of publishing was asked for before step %d", step+1, s.next+1)
	}
	limit := cmp.Or(w.Limit, stepLimit)
	limited, cancel := context.WithTimeoutCause(ctx, limit, fmt.Errorf("this step did not end within %s: a feed or the remote is too slow or does not answer", limit))
	defer cancel()
	err := steps[step](w, limited)
	if err == nil || errors.Is(err, errConflict) {
		w.keep() // Only after a look: until then, the ledger of an earlier run knows more.
	}
	if err != nil && ctx.Err() != nil {
		err = fmt.Errorf("the release was interrupted: %w", context.Cause(ctx)) // The interruption explains whatever failed.
	}
	if err != nil {
		return w.explain(err)
	}
	s.next = step + 1
	return nil
}
