//go:build mage

package main

import (
	"context"
	"os"

	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/actions"
)

// Check that the pinned commits of the workflows' actions are those of their versions, and show the newest ones
//
// It asks GitHub for the tags. The exit code is 1 if a commit is not the one of the version in its comment.
func Actions(ctx context.Context,
	raise *bool, // write the newest versions into the workflows
) error {
	return fail(actions.Command{Root: root(), Raise: value(raise), Out: os.Stdout}.Run(ctx))
}
