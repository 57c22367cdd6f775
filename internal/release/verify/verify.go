// Package verify installs packages into an empty environment and uses them as their users do: with the ordinary tools of
// each language, without the rest of this repository. [Verifier] takes them from the feed that is to serve them to everybody.
//
// # Whose package it is
//
// A package of our name may lie in a place where dependencies come from, with a higher version. Each client is told that this
// name comes from the feed and nothing else does, so that no other place is asked for it, and the bytes that it takes are held
// to the digests of the plan.
//
// # What is empty and what is not
//
// The module cache of Go, the virtual environment and the cache of npm are new each time. What the SDK depends on may come from
// what the machine has downloaded before: its module cache, the cache of uv, and for npm a folder under .cache, as npm can't
// have one cache for the SDK and another for the rest. The SDK itself is always asked for at the feed.
package verify

import (
	"context"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// Consumer is a user's program with the SDK installed beside it, checked, compiled where its language has that, and ready
// to run.
type Consumer struct {
	run func(ctx context.Context, env []string) (printed string, err error)
}

// NewConsumer returns a program that run runs, with env added to the caller's environment.
func NewConsumer(run func(ctx context.Context, env []string) (printed string, err error)) *Consumer {
	return &Consumer{run}
}

// command returns the program that a command line starts in a folder.
func command(dir string, args ...string) *Consumer {
	return NewConsumer(func(ctx context.Context, env []string) (string, error) {
		out, err := run.Output(ctx, run.Cmd{Args: args, Dir: dir, Env: env})
		return string(out), err
	})
}

// Run runs the program with env added to the caller's environment, and returns what it printed.
func (c *Consumer) Run(ctx context.Context, env ...string) (string, error) { return c.run(ctx, env) }
