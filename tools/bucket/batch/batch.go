// Package batch fetches or stores many objects of a bucket, several at once. It reads a [Request] from standard input and prints an
// [Answer]. Objects are files: what is fetched gets its name when it is complete.
package batch

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"gocloud.dev/blob"
	"gocloud.dev/gcerrors"
	"golang.org/x/sync/errgroup"
)

// Request says what to do.
type Request struct {
	URL     string        `json:"url"`     // URL is that of the bucket, as gocloud.dev/blob defines it.
	Store   bool          `json:"store"`   // Store stores; otherwise it fetches.
	Objects []Object      `json:"objects"` // Objects are those to fetch, where they exist, or to store, where they do not have this content.
	Most    int64         `json:"most"`    // Most is the size of the largest object; larger ones are left out.
	Idle    time.Duration `json:"idle"`    // Idle is how long the bucket may be silent, in nanoseconds.
	Limit   time.Duration `json:"limit"`   // Limit is how long all of it may take.
}

// Object is an object and the file with its content.
type Object struct {
	Name string `json:"name"`
	Path string `json:"path"`
}

// Answer says what was done.
type Answer struct {
	Done   []string `json:"done"`             // Done are the names of the objects that were fetched, or that the bucket has now.
	Made   int      `json:"made"`             // Made is how many objects were written, because the bucket did not have them.
	Denied string   `json:"denied,omitempty"` // Denied is what the bucket said when it refused.
	Error  string   `json:"error,omitempty"`  // Error is what else kept objects from being done.
}

// atOnce is how many objects are on their way. Most are small, so that it is latency that counts.
const atOnce = 16

// mostFailures is how many objects may fail, each after the tries of the provider's library, before the others are left alone.
const mostFailures = 3

// Main is the program.
func Main() {
	// The libraries print their warnings where the answer belongs.
	out := os.Stdout
	os.Stdout = os.Stderr
	var request Request
	if err := json.NewDecoder(os.Stdin).Decode(&request); err != nil {
		fmt.Fprintln(os.Stderr, "the request is not JSON:", err)
		os.Exit(2)
	}
	if err := json.NewEncoder(out).Encode(Do(context.Background(), request)); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Do does what is requested, as far as the bucket lets it.
func Do(ctx context.Context, request Request) *Answer {
	b := &batch{request: request, answer: &Answer{Done: []string{}}}
	ctx, b.stop = context.WithCancelCause(ctx)
	defer b.stop(nil)
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		b.run(ctx)
	}()
	b.watch(ctx, ended)
	b.mu.Lock()
	defer b.mu.Unlock()
	answer := *b.answer
	return &answer
}

type batch struct {
	request Request
	bucket  *blob.Bucket
	stop    context.CancelCauseFunc
	moves   atomic.Int64 // moves counts what came from the bucket, or went to it.

	mu       sync.Mutex
	answer   *Answer
	failures int
}

// watch returns when the work has ended, or when the bucket has been silent for too long. A library that does not listen to its
// context is left behind: the program ends.
func (b *batch) watch(ctx context.Context, ended <-chan struct{}) {
	idle, limit := time.NewTicker(b.request.Idle), time.NewTimer(b.request.Limit)
	defer idle.Stop()
	defer limit.Stop()
	for last := int64(0); ; {
		select {
		case <-ended:
			return
		case <-limit.C:
			b.fail(fmt.Errorf("it is not done after %v", b.request.Limit))
			return
		case <-idle.C:
			moves := b.moves.Load()
			if moves == last {
				b.fail(fmt.Errorf("it does not answer for %v", b.request.Idle))
				return
			}
			last = moves
		}
	}
}

func (b *batch) run(ctx context.Context) {
	var err error
	if b.bucket, err = blob.OpenBucket(ctx, b.request.URL); err != nil {
		b.fail(err)
		return
	}
	defer b.bucket.Close()
	do := b.fetch
	if b.request.Store {
		do = b.store
	}
	var group errgroup.Group
	group.SetLimit(atOnce)
	for _, object := range b.request.Objects {
		group.Go(func() error {
			if ctx.Err() == nil {
				b.note(ctx, object, do(ctx, object))
			}
			return nil
		})
	}
	group.Wait()
}

// errLeftOut is the error of an object that cannot be done, which is no fault of the bucket.
var errLeftOut = errors.New("left out")

// note counts what became of an object.
func (b *batch) note(ctx context.Context, object Object, err error) {
	switch {
	case err == nil:
		b.moves.Add(1)
		b.mu.Lock()
		defer b.mu.Unlock()
		b.answer.Done = append(b.answer.Done, object.Name)
	case denied(err):
		// Providers answer so for an object that does not exist, too, if the caller may not list; the library takes that of Google for one.
		b.moves.Add(1)
		b.mu.Lock()
		defer b.mu.Unlock()
		if b.answer.Denied = line(err); b.request.Store {
			b.stop(err)
		}
	case errors.Is(err, errLeftOut), gcerrors.Code(err) == gcerrors.NotFound && !b.request.Store:
		b.moves.Add(1)
	case ctx.Err() == nil: // What was stopped is no cause.
		b.mu.Lock()
		b.failures++
		many := b.failures >= mostFailures
		b.mu.Unlock()
		if many || len(b.request.Objects) <= mostFailures {
			b.fail(err)
		}
	}
}

// fail keeps the first error, and ends the rest.
func (b *batch) fail(err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.answer.Error == "" {
		b.answer.Error = line(err)
	}
	b.stop(err)
}

// fetch writes an object into its file.
func (b *batch) fetch(ctx context.Context, object Object) error {
	reader, err := b.bucket.NewReader(ctx, object.Name, nil)
	if err != nil {
		return err
	}
	defer reader.Close()
	if reader.Size() > b.request.Most {
		return errLeftOut
	}
	part := object.Path + ".part"
	file, err := os.OpenFile(part, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o644)
	if err != nil {
		return err
	}
	defer os.Remove(part) // After the rename it does not exist.
	n, err := io.Copy(counting{file, b}, io.LimitReader(reader, b.request.Most+1))
	if err := errors.Join(err, file.Close()); err != nil {
		return err
	}
	if n > b.request.Most {
		return errLeftOut
	}
	return os.Rename(part, object.Path)
}

// counting is a writer that tells that something moves.
type counting struct {
	io.Writer

	batch *batch
}

func (c counting) Write(p []byte) (int, error) {
	c.batch.moves.Add(1)
	return c.Writer.Write(p)
}

// line is an error in one line.
func line(err error) string {
	text := strings.Join(strings.Fields(err.Error()), " ")
	if most := 300; len(text) > most {
		text = strings.ToValidUTF8(text[:most], "") + "…"
	}
	return text
}
