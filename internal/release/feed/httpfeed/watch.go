package httpfeed

import (
	"context"
	"errors"
	"io"
	"time"
)

// errSilent ends a request without data for too long.
var errSilent = errors.New("no data was sent or received for too long")

// errSlow ends a request that takes too long as a whole, such as one whose answer comes at a byte a second.
var errSlow = errors.New("the request took too long")

// watch cancels a request without data, and one that takes too long as a whole.
type watch struct {
	ctx    context.Context //nolint:containedctx // It is that of one request, whose watch this is.
	cancel context.CancelCauseFunc
	timer  *time.Timer
	whole  *time.Timer
	after  time.Duration
}

func newWatch(ctx context.Context, after, whole time.Duration) (*watch, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &watch{
		ctx: ctx, cancel: cancel, after: after,
		timer: time.AfterFunc(after, func() { cancel(errSilent) }), whole: time.AfterFunc(whole, func() { cancel(errSlow) }),
	}, ctx
}

func (w *watch) stop() {
	w.timer.Stop()
	w.whole.Stop()
	w.cancel(nil)
}

// cause returns why a request failed: err, or the cause of its cancellation.
func (w *watch) cause(err error) error {
	if ended := context.Cause(w.ctx); ended != nil {
		return ended
	}
	return err
}

// sent watches the body of a request.
func (w *watch) sent(body io.Reader) io.ReadCloser {
	return &watched{watch: w, body: io.NopCloser(body)}
}

// received watches the body of a response. Closing it ends the watch.
func (w *watch) received(body io.ReadCloser) io.ReadCloser {
	w.timer.Reset(w.after)
	return &watched{watch: w, body: body, last: true}
}

type watched struct {
	*watch

	body io.ReadCloser
	last bool
}

func (b *watched) Read(p []byte) (int, error) {
	n, err := b.body.Read(p)
	b.timer.Reset(b.after)
	if err != nil && !errors.Is(err, io.EOF) {
		err = b.cause(err)
	}
	return n, err
}

func (b *watched) Close() error {
	if b.last {
		defer b.stop()
	}
	return b.body.Close()
}
