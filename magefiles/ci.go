//go:build mage

package main

import (
	"context"
	"os"

	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/pullrequest"
)

// Write a comment with the text of a file on the pull request of this workflow
//
// A comment of the same name is changed instead. The text is Markdown; the file - is standard input. GITHUB_TOKEN needs the right
// pull-requests: write.
func Comment(ctx context.Context, name, file string) error {
	return fail(pullrequest.Run(ctx, os.Getenv, name, file, os.Stdin, os.Stdout))
}
