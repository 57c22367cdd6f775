//go:build mage

package main

import (
	"context"
	"os"

	"github.com/magefile/mage/mg"
	"golang.org/x/term"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate"
)

// Show what differs between two versions of the contract and whom it breaks (-against= -input= -format= -all)
//
// Both sides are a folder, a git ref, an image file or - for standard input; without -against it is the last release, without
// -input the work tree. Formats are text, json, markdown, sarif and github. The exit code is 1 where a break was found that
// nobody has accepted, and 2 where the two can't be compared. docs/compatibility.md has the rules.
func Diff(ctx context.Context, against, input, format *string, all *bool) error {
	c := compare(against, input, format)
	c.View.All = all != nil && *all
	return answer(c.Diff(ctx))
}

// Fail where a change since the last release breaks users and nobody has accepted it (-against= -input= -format=)
//
// An acceptance is an entry under compatibility.accept in sdk.yaml, or a line "Accept-break: RULE ELEMENT reason" in a commit
// message or in the text of the pull request, which is read from the variable PULL_REQUEST_BODY. One in sdk.yaml that matches
// no break any more is an error.
func Breaking(ctx context.Context, against, input, format *string) error {
	return answer(compare(against, input, format).Breaking(ctx))
}

// Say which version a release of the work tree has, and why (-against= -format=json)
func Version(ctx context.Context, against, format *string) error {
	return answer(compare(against, nil, format).Version(ctx))
}

// compare is a command with reports as wide as the terminal, and in colour there.
func compare(against, input, format *string) gate.Command {
	c := gate.Command{
		Options: gate.Options{
			Root: root(), Against: value(against), Input: value(input), Stdin: os.Stdin,
			Notes: os.Getenv("PULL_REQUEST_BODY"), Progress: progress.New(os.Stderr),
		},
		Out: os.Stdout, Format: value(format),
	}
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) && os.Getenv("TERM") != "dumb" {
		c.View.Width, _, _ = term.GetSize(fd)
		c.View.Color = os.Getenv("NO_COLOR") == ""
	}
	return c
}

func answer(err error) error {
	if err == nil {
		return nil
	}
	return mg.Fatal(gate.ExitCode(err), err)
}
