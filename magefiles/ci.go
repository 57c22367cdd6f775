//go:build mage

package main

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"os"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/pullrequest"
)

// Write a comment with the text of a file on the pull request of this workflow
//
// A comment of the same name is changed instead. The text is Markdown; the file - is standard input. GITHUB_TOKEN needs the right
// pull-requests: write.
func Comment(ctx context.Context, name, file string) error {
	text, err := readText(file)
	if err != nil {
		return err
	}
	secrets := &redact.Secrets{}
	at, err := pullrequest.Here(os.Getenv, secrets)
	if err != nil {
		return err
	}
	address, err := pullrequest.Comment(ctx, at, name, text)
	if err == nil {
		fmt.Println(cmp.Or(address, "There is nothing to say."))
	}
	return secrets.Error(err)
}

// readText reads a file, or standard input where it is called -.
func readText(file string) (string, error) {
	if file == "-" {
		text, err := io.ReadAll(os.Stdin)
		return string(text), err
	}
	text, err := os.ReadFile(file)
	return string(text), err
}
