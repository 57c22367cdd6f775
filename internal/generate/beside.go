package generate

import "context"

// beside is work beside other work, which it stops if it fails.
type beside struct {
	ctx    context.Context //nolint:containedctx // It is that of both.
	cancel context.CancelCauseFunc
	done   chan struct{}
	err    error
}

func startBeside(ctx context.Context, work func(context.Context) error) *beside {
	b := &beside{done: make(chan struct{})}
	b.ctx, b.cancel = context.WithCancelCause(ctx)
	go func() {
		defer close(b.done)
		if b.err = work(b.ctx); b.err != nil {
			b.cancel(b.err)
		}
	}()
	return b
}

// context ends when the work has failed.
func (b *beside) context() context.Context { return b.ctx }

// join returns the error that came first: of the work, after its end, or of what it was beside.
func (b *beside) join(other error) error {
	if cause := context.Cause(b.ctx); other != nil && cause != nil {
		return cause
	}
	if other != nil {
		return other
	}
	<-b.done
	return b.err
}

// stop ends the work, and waits until it has ended.
func (b *beside) stop() {
	b.cancel(nil)
	<-b.done
}
