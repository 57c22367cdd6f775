package httpfeed

import (
	"context"
	"errors"
	"io"
	"time"
)

// errSilent ends a request without data for too long.
var errSilent = errors.New("no data was sent or received for too long")

// watch cancels a request without data. A limit for the whole request would depend on its size and the network.
type watch struct {
	ctx    context.Context //nolint:containedctx // It is that of one request, whose watch this is.
	cancel context.CancelCauseFunc
	timer  *time.Timer
	after  time.Duration
}

func newWatch(ctx context.Context, after time.Duration) (*watch, context.Context) {
	ctx, cancel := context.WithCancelCause(ctx)
	return &watch{ctx: ctx, cancel: cancel, after: after, timer: time.AfterFunc(after, func() { cancel(errSilent) })}, ctx
}

func (w *watch) stop() {
	w.timer.Stop()
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
