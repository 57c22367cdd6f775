package generate

import (
	"context"
	"sync"
)

// beside is work that begins when it may, beside other work, and stops that if it fails.
type beside struct {
	ctx    context.Context //nolint:containedctx // It is that of both.
	cancel context.CancelCauseFunc
	work   func(context.Context) error
	once   sync.Once
	done   chan struct{}
	err    error
}

func newBeside(ctx context.Context, work func(context.Context) error) *beside {
	b := &beside{work: work, done: make(chan struct{})}
	b.ctx, b.cancel = context.WithCancelCause(ctx)
	return b
}

// start begins the work, once.
func (b *beside) start() {
	b.once.Do(func() {
		go func() {
			defer close(b.done)
			if b.err = b.work(b.ctx); b.err != nil {
				b.cancel(b.err)
			}
		}()
	})
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
	b.start()
	<-b.done
	return b.err
}

// stop ends the work, if it has begun, and waits until it has ended.
func (b *beside) stop() {
	b.cancel(nil)
	b.once.Do(func() { close(b.done) })
	<-b.done
}
