package qdrantcloud

import (
	"cmp"
	"context"
	"math/rand/v2"
	"sync"
	"time"

	"google.golang.org/grpc/codes"
)

// RetryPolicy says how calls are retried. A field that is 0 has its default.
//
// A call is retried if the API was UNAVAILABLE, or RESOURCE_EXHAUSTED and said when to come back, and if a repetition does no harm; or if
// no connection could be made, so that the request never left. The pauses are random, up to a limit that grows with each attempt. A
// pause that would end after the deadline of the call is not begun.
type RetryPolicy struct {
	MaxAttempts int           // MaxAttempts is the number of attempts of a call, the first included: 4.
	Initial     time.Duration // Initial is the longest pause after the first attempt: 100 ms.
	Max         time.Duration // Max is the longest pause of all: 5 s.
	Multiplier  float64       // Multiplier is by how much the pauses grow: 2.
}

func (p RetryPolicy) complete() RetryPolicy {
	return RetryPolicy{
		MaxAttempts: cmp.Or(max(p.MaxAttempts, 0), 4),
		Initial:     cmp.Or(max(p.Initial, 0), 100*time.Millisecond),
		Max:         min(cmp.Or(max(p.Max, 0), 5*time.Second), maxRetryAfter),
		Multiplier:  max(cmp.Or(p.Multiplier, 2), 1),
	}
}

// backoff returns a random pause after an attempt.
func (p RetryPolicy) backoff(number int) time.Duration {
	longest := float64(p.Initial)
	for range number - 1 {
		longest = min(longest*p.Multiplier, float64(p.Max))
	}
	return time.Duration(rand.Float64() * min(longest, float64(p.Max))) //nolint:gosec // No secret depends on it.
}

// pause decides whether a call gets another attempt, and how long to wait before.
func (r *running) pause(ctx context.Context, end attempted, number int) (time.Duration, bool) {
	if end.failure == nil {
		r.budget.succeeded()
		return 0, false
	}
	if !r.mayRepeat(end) || !r.budget.allows() || number >= r.settings.attempts || ctx.Err() != nil {
		return 0, false
	}
	pause := r.retry.backoff(number)
	if end.failure.Retryable {
		pause = end.failure.RetryAfter
	}
	if pause > maxRetryAfter {
		return 0, false
	}
	if deadline, has := ctx.Deadline(); has && time.Until(deadline) <= pause {
		return 0, false
	}
	return pause, true
}

// mayRepeat says whether another attempt does no harm and can help.
func (r *running) mayRepeat(end attempted) bool {
	safe := r.method.idempotent || r.settings.safe
	switch end.failure.Code {
	case codes.Unavailable:
		return safe || end.unsent
	case codes.ResourceExhausted:
		return safe && end.failure.Retryable
	default:
		return false
	}
}

// budget keeps a client from making everything worse where most calls fail. It is the throttling of gRPC: each failure costs one token,
// each success earns a tenth of one, and calls are retried only while more than half of the tokens are there.
type budget struct {
	mutex  sync.Mutex
	tenths int
}

const maxTenths = 100

func newBudget() *budget { return &budget{tenths: maxTenths} }

func (b *budget) succeeded() {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.tenths = min(b.tenths+1, maxTenths)
}

func (b *budget) allows() bool {
	b.mutex.Lock()
	defer b.mutex.Unlock()
	b.tenths = max(b.tenths-10, 0)
	return b.tenths > maxTenths/2
}
