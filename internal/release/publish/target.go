package publish

import (
	"context"
	"errors"
	"fmt"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// task is how one target is brought about, or several that only go together.
type task struct {
	targets []int // targets are indices of the ledger's.
	name    string
	step    string // step is how it is shown while it is done, such as "upload npm".
	what    string // what is what it is done to.

	look  func(ctx context.Context) (State, error) // look says what the world holds and notes it: Absent, Conflict or something that is there.
	act   func(ctx context.Context) error
	retry bool // retry says that errors of act that are not of a feed are worth another try.
}

// errConflict says that a conflict was found; the ledger has it.
var errConflict = errors.New("a feed holds something else under this version")

// do looks, acts and looks again, until the world holds the target or another try makes no sense. Its outcome is in the ledger.
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
			return context.Cause(ctx) // Whether it has arrived is seen by the next run.
		}
		state, err := w.settle(ctx, t, w.Patience.looksAfter(acted))
		if err != nil || state != Absent {
			return step.End(t.what+remark(acted), w.outcome(t, state, err))
		}
		if err := w.next(ctx, t, n, acted); err != nil {
			return step.End("", w.outcome(t, Failed, err))
		}
	}
}

// next waits for the try after the n-th, whose target is not there, or says why there is none.
func (w *work) next(ctx context.Context, t task, n int, acted error) error {
	switch {
	case acted == nil:
		return fmt.Errorf("%s: the answer was that it is done, but it is not to be seen: its index may be late, so run again in a while", t.name)
	case errors.Is(acted, feed.ErrExists):
		return fmt.Errorf("%s: the feed has had it but does not show it: run again in a while; if it was deleted there, the version is burnt, so release the next one", t.name)
	}
	return w.Patience.wait(ctx, n, acted, t.retry)
}

// settle looks several times, with waits between, until the target is there.
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

// firstLooks is how often is looked before the first act: once, or more often where an earlier run has begun it and may have
// been stopped before it saw the answer.
func (w *work) firstLooks(t task) int {
	if w.begun(t) {
		return w.Patience.Doubts
	}
	return 1
}

// outcome notes what came of a target, and is nil where it is there.
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

// remark says what is unusual about how a target has come to be there.
func remark(acted error) string {
	switch {
	case acted == nil:
		return ""
	case errors.Is(acted, feed.ErrExists):
		return " was there, with the same bytes"
	default:
		return " has arrived, though the answer was an error"
	}
}
