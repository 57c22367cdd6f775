package publish

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// Patience sets how often and how long a release tries. Waits double from First to Most.
type Patience struct {
	Attempts int           // Attempts is the number of tries of a request that fails.
	Looks    int           // Looks is the number of looks for a file that a feed has accepted, because its index may be late.
	Doubts   int           // Doubts is the number of looks after an upload that failed but may have arrived.
	First    time.Duration // First is the shortest wait.
	Most     time.Duration // Most is the longest wait. A feed that asks for a longer one is an error.

	// Waiting is called before each wait for another try. It may be nil.
	Waiting func(tried, of int, pause time.Duration, why error)

	// Sleep waits; nil uses the clock.
	Sleep func(ctx context.Context, d time.Duration) error
}

// defaultPatience waits a minute for an index to catch up, and 15 seconds for a feed that is down.
var defaultPatience = Patience{Attempts: 6, Looks: 8, Doubts: 3, First: 500 * time.Millisecond, Most: 30 * time.Second, Sleep: sleep}

func (p Patience) orDefault() Patience {
	standard := defaultPatience
	if p.Attempts > 0 {
		standard.Attempts = p.Attempts
	}
	if p.Looks > 0 {
		standard.Looks = p.Looks
	}
	if p.Doubts > 0 {
		standard.Doubts = p.Doubts
	}
	if p.First > 0 {
		standard.First = p.First
	}
	if p.Most > 0 {
		standard.Most = p.Most
	}
	if p.Sleep != nil {
		standard.Sleep = p.Sleep
	}
	standard.Waiting = p.Waiting
	if standard.Waiting == nil {
		standard.Waiting = func(int, int, time.Duration, error) {}
	}
	return standard
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-ctx.Done():
		return context.Cause(ctx)
	case <-timer.C:
		return nil
	}
}

// backoff returns the wait after the n-th try, counted from 1.
func (p Patience) backoff(n int) time.Duration {
	wait := p.First
	for range n - 1 {
		if wait *= 2; wait >= p.Most {
			return p.Most
		}
	}
	return wait
}

// wait waits after the n-th try has failed with err, and returns nil if another try makes sense; otherwise it returns err. A [feed.Error]
// decides that itself; retry decides it for others.
func (p Patience) wait(ctx context.Context, n int, err error, retry bool) error {
	pause := p.backoff(n)
	if refusal := (Refusal)(nil); errors.As(err, &refusal) && refusal.Refused() {
		return err
	}
	if of := (*feed.Error)(nil); errors.As(err, &of) {
		if of.Retry && of.RetryAfter > p.Most {
			return later(of, time.Now())
		}
		retry = of.Retry
		pause = max(pause, of.RetryAfter)
	}
	if !retry || n >= p.Attempts {
		return err
	}
	p.Waiting(n, p.Attempts, pause, err)
	return p.Sleep(ctx, pause)
}

// later returns the error of a feed that asks for a longer wait than a release has patience for. It says until when, and what to do then.
func later(of *feed.Error, now time.Time) error {
	changed := *of
	changed.Retry = false
	until := now.Add(of.RetryAfter).UTC()
	changed.Advice = fmt.Sprintf("the feed asks to wait for %s: run the same command again after %s, it goes on from here",
		of.RetryAfter.Round(time.Second), until.Format("15:04:05 UTC on 2 January 2006"))
	return &changed
}

// try repeats a request that only reads until it succeeds or another try makes no sense. Only a [feed.Error] decides for another one.
func (p Patience) try(ctx context.Context, request func() error) error {
	return p.tryWhere(ctx, request, func(error) bool { return false })
}

// tryWhere is try where worth decides about errors that are not a [feed.Error].
func (p Patience) tryWhere(ctx context.Context, request func() error, worth func(error) bool) error {
	for n := 1; ; n++ {
		err := request()
		if err == nil {
			return nil
		}
		if ctx.Err() != nil {
			return context.Cause(ctx)
		}
		if err := p.wait(ctx, n, err, worth(err)); err != nil {
			return err
		}
	}
}

// Refusal is an error that reports whether a remote has understood a request and refuses it, so that another try would end the same.
type Refusal interface {
	error
	Refused() bool
}

// looksAfter returns the number of looks for a target after an act that ended with err.
func (p Patience) looksAfter(err error) int {
	var of *feed.Error
	switch {
	case err == nil, errors.Is(err, feed.ErrExists):
		return p.Looks
	case errors.As(err, new(Refusal)), errors.As(err, &of) && of.Status >= 400 && of.Status < 500:
		return 1 // It was refused.
	default:
		return p.Doubts
	}
}
