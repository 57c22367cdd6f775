//go:build mage

package main

import (
	"context"
	"os"

	"golang.org/x/term"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate"
)

// Show what differs between two versions of the contract and whom it breaks
//
// Each side is a folder, a git ref, an image file or - for standard input. The exit code is 1 if there is a break that nobody has
// accepted, and 2 if the two cannot be compared. docs/compatibility.md has the rules.
func Diff(ctx context.Context,
	against *string, // the base (the default is the last release)
	input *string, // what is compared with it (the default is the work tree)
	format *string, // text (the default), json, markdown, sarif or github
	all *bool, // list every difference, also those that break nobody
) error {
	c := compare(against, input, format)
	c.View.All = value(all)
	return fail(c.Diff(ctx))
}

// Fail if a change since the last release breaks users and nobody has accepted it
//
// A break is accepted by an entry under compatibility.accept in sdk.yaml, or by a line "Accept-break: RULE ELEMENT reason" in a
// commit message or in the text of the pull request, which is read from the variable PULL_REQUEST_BODY. An entry in sdk.yaml that
// matches no break any more is an error.
func Breaking(ctx context.Context,
	against *string, // the base: a folder, a git ref, an image file or - (the default is the last release)
	input *string, // what is compared with it (the default is the work tree)
	format *string, // text (the default), json, markdown, sarif or github
) error {
	return fail(compare(against, input, format).Breaking(ctx))
}

// Print the version that a release of the work tree gets, and why
func Version(ctx context.Context,
	against *string, // the base: a folder, a git ref, an image file or - (the default is the last release)
	pre *string, // the release candidate that comes next, rc (or beta, alpha), by the tags of this clone
	line *string, // the version of a line such as 0.174 (the default is that of a branch such as release/0.174)
	format *string, // text (the default) or json
) error {
	c := compare(against, nil, format)
	c.Pre, c.Line = value(pre), value(line)
	return fail(c.Version(ctx))
}

// compare makes a command whose reports are as wide as the terminal, and in colour there.
func compare(against, input, format *string) gate.Command {
	c := gate.Command{
		Options: gate.Options{
			Root: root(), Against: value(against), Input: value(input), Stdin: os.Stdin,
			Notes: os.Getenv("PULL_REQUEST_BODY"), Progress: progress.New(os.Stderr), Getenv: os.Getenv,
		},
		Out: os.Stdout, Format: value(format),
	}
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) && os.Getenv("TERM") != "dumb" {
		c.View.Width, _, _ = term.GetSize(fd)
		c.View.Color = os.Getenv("NO_COLOR") == ""
	}
	return c
}
