package qdrantcloud

import (
	"context"
	"time"

	"google.golang.org/grpc"
)

// callOption is an option of a call that gRPC knows nothing of.
type callOption struct {
	grpc.EmptyCallOption

	apply func(*callSettings)
}

// callSettings are what the options of a call change.
type callSettings struct {
	account  string
	timeout  *time.Duration // timeout is nil where the option is not set.
	standard time.Duration
	attempts int
	safe     bool
	pageSize int32
	wait     waitSettings
}

func (c *conn) settingsOf(options []grpc.CallOption) callSettings {
	set := callSettings{account: c.account, standard: c.timeout, attempts: c.retry.MaxAttempts}
	for _, option := range options {
		if own, ok := option.(callOption); ok {
			own.apply(&set)
		}
	}
	return set
}

// limit returns how long a call may take; false if nothing but its context says so.
func (s *callSettings) limit(ctx context.Context) (time.Duration, bool) {
	if s.timeout != nil {
		return *s.timeout, *s.timeout > 0
	}
	_, has := ctx.Deadline()
	return s.standard, !has && s.standard > 0
}

// Timeout limits the time of this call with its retries; 0 leaves it to the context.
func Timeout(limit time.Duration) grpc.CallOption {
	return callOption{apply: func(s *callSettings) { s.timeout = &limit }}
}

// Account sets the account of this call, where its request names none.
func Account(id string) grpc.CallOption {
	return callOption{apply: func(s *callSettings) { s.account = id }}
}

// NoRetry makes one attempt of this call.
func NoRetry() grpc.CallOption {
	return callOption{apply: func(s *callSettings) { s.attempts = 1 }}
}

// Idempotent says that a repetition of this call does no harm, so that it is retried like one that reads.
func Idempotent() grpc.CallOption {
	return callOption{apply: func(s *callSettings) { s.safe = true }}
}

// PageSize sets how many items a page of a list has at most, where the request does not say so.
func PageSize(items int32) grpc.CallOption {
	return callOption{apply: func(s *callSettings) { s.pageSize = items }}
}
