package publish

import (
	"context"
	"errors"
	"fmt"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// task does one target, or several that are only done together.
type task struct {
	targets []int // targets are indices into the ledger.
	name    string
	step    string // step is the line of progress, such as "upload npm".
	what    string // what is shown when it has ended, such as a file.

	look  func(ctx context.Context) (State, error) // look reads the remote state into the ledger: Absent, Conflict, or a state in which the target exists.
	act   func(ctx context.Context) error
	retry bool // retry allows another try after errors of act that are not a [feed.Error].
}

// errConflict reports a conflict. The ledger has the details.
var errConflict = errors.New("a feed has other bytes under this version")

// do looks, acts and looks again, until the target exists or another try makes no sense. The ledger has the outcome.
func (w *work) do(ctx context.Context, t task) error {
	if state, err := w.settle(ctx, t, w.firstLooks(t)); err != nil || state != Absent {
		return w.outcome(t, state, err)
	}
	step := w.Progress.Start(t.step)
	for n := 1; ; n++ {
		w.mark(t, Uploading, "")
		w.touch()
		acted := t.act(ctx)
		if ctx.Err() != nil {
			step.Fail()
			return context.Cause(ctx) // The next run sees whether it has arrived.
		}
		if acted == nil {
			w.take(t)
		}
		state, err := w.settle(ctx, t, w.Patience.looksAfter(acted))
		if err != nil || state != Absent {
			return step.End(t.what+remark(acted, n > 1 || w.begun(t)), w.outcome(t, state, err))
		}
		if err := w.next(ctx, t, n, acted); err != nil {
			return step.End("", w.outcome(t, Failed, err))
		}
	}
}

// next waits before the next try, or returns why there is none after the n-th, whose target does not exist.
func (w *work) next(ctx context.Context, t task, n int, acted error) error {
	switch {
	case acted == nil:
		return fmt.Errorf("%s: the answer was success, but a look does not show it: the index may be late, so run the command again in a minute", t.name)
	case errors.Is(acted, feed.ErrExists):
		return fmt.Errorf("%s: the feed answers that it exists, but does not show it: run the command again in a minute; if it was deleted there, the version cannot be used again, so release the next one", t.name)
	}
	return w.Patience.wait(ctx, n, acted, t.retry)
}

// settle looks up to looks times, with waits in between, until the target exists.
func (w *work) settle(ctx context.Context, t task, looks int) (State, error) {
	for n := 1; ; n++ {
		state, err := t.look(ctx)
		if err != nil || state != Absent || n >= looks {
			return state, err
		}
		if err := w.Patience.Sleep(ctx, w.Patience.backoff(n)); err != nil {
			return Unknown, err
		}
	}
}

// firstLooks is the number of looks before the first act: more than one if an earlier run has begun the target and may have been stopped
// before the answer.
func (w *work) firstLooks(t task) int {
	if w.begun(t) {
		return w.Patience.Doubts
	}
	return 1
}

// outcome records the state of a target, and returns nil if it exists.
func (w *work) outcome(t task, state State, err error) error {
	switch {
	case err != nil && state == Failed:
		w.mark(t, Failed, w.line(err))
		return err
	case err != nil:
		return err
	case state == Conflict:
		return errConflict
	default:
		return nil
	}
}

// remark describes an unusual way in which a target came to exist. After a try of this release before, one that exists is that of this
// release.
func remark(acted error, triedBefore bool) string {
	switch {
	case acted == nil:
		return ""
	case errors.Is(acted, feed.ErrExists) && !triedBefore:
		return " was uploaded at the same time by another release, with the same bytes"
	default:
		return " has arrived, although the answer was an error"
	}
}
