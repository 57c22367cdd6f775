//go:build mage

package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strings"

	"github.com/magefile/mage/mg"
	"golang.org/x/term"

	"github.com/qdrant/qdrant-cloud-public-api/internal/report"
	"github.com/qdrant/qdrant-cloud-public-api/internal/review"
	"github.com/qdrant/qdrant-cloud-public-api/internal/source"
)

// Show what differs between two versions of the contract and whom it breaks (-against= -input= -format= -all)
//
// Both sides are a folder, a git ref, an image file or - for standard input; without -against it is the last release, without
// -input the work tree. Formats are text, json, markdown, sarif and github. The exit code is 1 where a break was found that
// nobody has accepted. docs/compatibility.md has the rules.
func Diff(ctx context.Context, against, input, format *string, all *bool) error {
	r, err := judge(ctx, against, input)
	if err != nil {
		return err
	}
	if err := write(r, format, all); err != nil {
		return err
	}
	if len(r.Report.Breaking()) > 0 {
		return mg.Fatal(exitNo, breaks(r))
	}
	return nil
}

// Fail where a change since the last release breaks users and nobody has accepted it (-against= -input= -format=)
//
// An acceptance is an entry under compatibility.accept in sdk.yaml, or a line "Accept-break: RULE ELEMENT reason" in a commit
// message or in the text of the pull request, which is read from the variable PULL_REQUEST_BODY. One in sdk.yaml that matches
// no break any more is an error.
func Breaking(ctx context.Context, against, input, format *string) error {
	r, err := judge(ctx, against, input)
	if errors.Is(err, source.ErrNoRelease) {
		fmt.Println("ok: nothing is released yet, so nothing can break")
		return nil
	}
	if err != nil {
		return err
	}
	if format == nil && len(r.Report.Breaking()) == 0 {
		fmt.Printf("ok: no break between %s and %s; the level is %s\n", r.Report.Base, r.Report.Head, r.Report.Level)
	} else if err := write(r, format, nil); err != nil {
		return err
	}
	if stale := r.Stale(); len(stale) > 0 {
		return mg.Fatal(exitUsage, strings.Join(stale, "\n"))
	}
	if len(r.Report.Breaking()) > 0 {
		return mg.Fatal(exitNo, breaks(r))
	}
	return nil
}

// Say which version a release of the work tree has, and why (-against= -format=json)
func Version(ctx context.Context, against, format *string) error {
	if err := formatIs(format, "text", "json"); err != nil {
		return err
	}
	answer := review.Release{}
	r, err := judge(ctx, against, nil)
	switch {
	case errors.Is(err, source.ErrNoRelease):
		if answer, err = review.First(root()); err != nil {
			return fail(err)
		}
	case err != nil:
		return err
	default:
		if answer, err = r.Release(); err != nil {
			return fail(err)
		}
	}
	if format != nil && *format == "json" {
		encoder := json.NewEncoder(os.Stdout)
		encoder.SetIndent("", "  ")
		encoder.SetEscapeHTML(false)
		return encoder.Encode(answer)
	}
	fmt.Print(answer.Text())
	return nil
}

func judge(ctx context.Context, against, input *string) (*review.Review, error) {
	r, err := review.Run(ctx, review.Options{
		Root: root(), Against: text(against), Input: text(input), Stdin: os.Stdin, Notes: os.Getenv("PULL_REQUEST_BODY"),
	})
	if errors.Is(err, source.ErrNoRelease) {
		return nil, err
	}
	return r, fail(err)
}

// write prints the report; text as wide as the terminal, and in colour there.
func write(r *review.Review, format *string, all *bool) error {
	name := text(format)
	if name == "" {
		name = "text"
	}
	options := report.Options{All: all != nil && *all}
	if fd := int(os.Stdout.Fd()); term.IsTerminal(fd) && os.Getenv("TERM") != "dumb" {
		options.Width, _, _ = term.GetSize(fd)
		options.Color = os.Getenv("NO_COLOR") == ""
	}
	return fail(report.Write(os.Stdout, r.Report, name, options))
}

func breaks(r *review.Review) string {
	n := len(r.Report.Breaking())
	if n == 1 {
		return "1 change breaks users: take it back, or accept it with a reason in sdk.yaml"
	}
	return fmt.Sprintf("%d changes break users: take them back, or accept them with a reason in sdk.yaml", n)
}

func formatIs(format *string, allowed ...string) error {
	for _, name := range allowed {
		if format == nil || *format == name {
			return nil
		}
	}
	return mg.Fatalf(exitUsage, "-format=%s: allowed are %s", *format, strings.Join(allowed, " and "))
}

func text(flag *string) string {
	if flag == nil {
		return ""
	}
	return *flag
}
