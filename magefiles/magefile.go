//go:build mage

// The Qdrant Cloud public API: one proto contract, three SDKs. Two commands check a change: generate and test.
//
// go tool mage -h TARGET shows the flags of a target.
//
//mage:multiline
package main

// A target takes its arguments, calls one function of internal/ and prints; there is no logic here.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/magefile/mage/mg"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/stop"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/bench"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/check"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

func init() { stop.Guard() } //nolint:gochecknoinits // mage writes the main function.

// Format and lint the contract and generate the SDKs in gen/ from it
//
// If nothing has changed since the last run, no generator is run. The exit code is 1 if the contract has mistakes, or if gen/ has
// files that nothing produced.
func Generate(ctx context.Context,
	only *string, // some of go,python,ts,openapi,image (the default is all)
	force *bool, // run the generators although nothing has changed
	cache *string, // what is done with kept outputs: read (the default), read-write, write, local or off
) error {
	s, err := open(ctx)
	if err != nil {
		return err
	}
	start := time.Now()
	result, err := generated(ctx, s, value(cache), generate.Options{
		Root: s.root, Outputs: split(only), Force: value(force),
	})
	if err != nil {
		return fail(err)
	}
	fmt.Print(result.Text(time.Since(start)))
	if len(result.Foreign) > 0 {
		return mg.Fatal(int(exit.No), "gen/ holds files that nothing produced (listed above): remove them, or move them out")
	}
	return nil
}

// Rewrite the protos and the Go code of this repository in their format
func Format(ctx context.Context) error {
	s, err := open(ctx, toolchain.Buf, toolchain.Protos)
	if err != nil {
		return err
	}
	return fail(check.Format(ctx, s.tools, s.report, s.root))
}

// Check the protos with buf, the workflows with actionlint and the Go code with vet and golangci-lint
func Lint(ctx context.Context,
	check *bool, // check that everything is formatted, too
	contract *bool, // check the protos alone
) error {
	s, err := open(ctx, toolchain.Buf, toolchain.Protos, toolchain.House)
	if err == nil && !value(contract) {
		err = fail(s.tools.Ensure(ctx, toolchain.Golangci, toolchain.Actionlint))
	}
	if err != nil {
		return err
	}
	return fail(lint(ctx, s, value(check), value(contract)))
}

// Run all tests: unit tests, golden files, and programs that install and use the packed SDKs
//
// In the end it shows how long each package took.
func Test(ctx context.Context,
	quick *bool, // leave out what needs a registry, another language than Go, or many seconds
) error {
	if value(quick) {
		return fail(check.Test(ctx, check.TestOptions{Root: root(), Quick: true, Out: os.Stdout}))
	}
	s, err := open(ctx, toolchain.Generation...)
	if err != nil {
		return err
	}
	return fail(check.Test(ctx, check.TestOptions{Root: s.root, Env: s.tools.Env(), Out: os.Stdout}))
}

// Install the pinned tools into .cache, and print how to use them by hand
func Deps(ctx context.Context) error {
	s, err := open(ctx, append(slices.Clone(toolchain.Release), toolchain.Mage)...)
	if err != nil {
		return err
	}
	fmt.Printf("All tools are installed. To use them by hand: export PATH=%q:\"$PATH\"\n", s.tools.Bin())
	return nil
}

// Show what this machine has and lacks
//
// The exit code is 1 if something is missing.
func Doctor(ctx context.Context,
	format *string, // text (the default) or json
	release *bool, // show who is signed in at the feeds of sdk.yaml instead, and what they may do
) error {
	s, err := open(ctx)
	if err != nil {
		return err
	}
	diagnose := s.tools.Diagnose
	if value(release) {
		diagnose = desk(format).Doctor
	}
	rows, err := diagnose(ctx)
	if err != nil {
		return fail(err)
	}
	return fail(toolchain.Report(os.Stdout, rows, value(format)))
}

// Measure the pipeline beside plain buf and bare stubs, and how it grows with the contract
//
// It works on a copy of the repository in .cache, and takes half an hour on a machine that does nothing else. The exit code is 1 if a
// floor of docs/performance.md is missed.
func Bench(ctx context.Context,
	only *string, // some of generate,setup,compat,api,clients,scale (the default is all of them)
	rounds *int, // how often each is run (5); the medians are compared
	format *string, // text (the default) or json
	trace *string, // write where the time of one full generate goes to this file, for a viewer of Chrome's trace events, and measure nothing
) error {
	steps := progress.New(os.Stderr)
	if trace != nil {
		return fail(bench.Trace(ctx, root(), *trace, steps, os.Stdout))
	}
	o := bench.Options{Only: split(only), Rounds: or(rounds, 5), Format: or(format, "text")}
	result, err := bench.Run(ctx, root(), steps, o)
	if err != nil {
		return fail(err)
	}
	if err := result.Write(os.Stdout, o.Format); err != nil {
		return fail(err)
	}
	if result.Missed() > 0 {
		return mg.Fatal(int(exit.No), "a floor was missed (see above)")
	}
	return nil
}

// Remove what the targets have written beside the sources: .cache and dist
func Clean(ctx context.Context) error {
	s, err := open(ctx)
	if err != nil {
		return err
	}
	return errors.Join(os.RemoveAll(filepath.Join(s.root, toolchain.CacheDir)), os.RemoveAll(filepath.Join(s.root, "dist")))
}

func lint(ctx context.Context, s *session, format, contractOnly bool) error {
	if format {
		if err := check.FormatUnchanged(ctx, s.tools, s.report, s.root); err != nil {
			return err
		}
	}
	if err := check.LintContract(ctx, s.tools, s.report, s.root); err != nil || contractOnly {
		return err
	}
	return check.LintCode(ctx, s.tools, s.report, s.root)
}

// session has the repository, the tools and the output of a target.
type session struct {
	root   string
	report *progress.Reporter
	tools  *toolchain.Toolchain
}

// open finds the repository and installs the tools that a target needs.
func open(ctx context.Context, sets ...toolchain.Set) (*session, error) {
	steps := progress.New(os.Stdout)
	s := &session{root: root(), report: steps, tools: toolchain.New(root(), steps)}
	return s, fail(s.tools.Ensure(ctx, sets...))
}

// root returns the root of the repository: mage runs its targets there.
func root() string {
	dir, err := os.Getwd()
	if err != nil {
		return "."
	}
	return dir
}

// fail prints the findings of a check unchanged, so that editors and CI can read file:line:column, and returns the error with its
// exit code. A target that was told to stop reports that, and not what the stop has interrupted.
func fail(err error) error {
	if err == nil {
		return nil
	}
	if stopped := stop.Reason(); stopped != nil {
		return stopped
	}
	if findings := (*buf.Findings)(nil); errors.As(err, &findings) {
		if findings.Text != "" {
			fmt.Fprintln(os.Stderr, findings.Text)
		}
		return mg.Fatal(int(exit.No), findings.Summary)
	}
	return mg.Fatal(int(exit.Of(err)), err)
}

// value returns the value of a flag, or the zero value without the flag.
func value[T any](flag *T) T {
	var zero T
	return or(flag, zero)
}

// or returns the value of a flag, or a default without the flag.
func or[T any](flag *T, otherwise T) T {
	if flag == nil {
		return otherwise
	}
	return *flag
}

// split reads a comma-separated flag.
func split(flag *string) []string {
	if flag == nil || *flag == "" {
		return nil
	}
	return strings.Split(*flag, ",")
}
