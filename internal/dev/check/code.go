// Package check runs the checks of contributors and CI: format, lint, service versions and tests.
package check

import (
	"context"
	"errors"
	"path/filepath"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/actions"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// goFolders are the folders with handwritten Go code.
var goFolders = []string{"apitest", "cmd", "internal", "magefiles", "runtime"}

// Format rewrites the protos and the Go code in their format.
func Format(ctx context.Context, tools buf.Tools, report *progress.Reporter, root string) error {
	if err := buf.Format(ctx, tools, report, root); err != nil {
		return err
	}
	step := report.Start("gofmt")
	return step.End("", run.Run(ctx, run.Cmd{Args: append([]string{"gofmt", "-w"}, goFolders...), Dir: root}))
}

// FormatUnchanged reports what [Format] would change, without changing it.
func FormatUnchanged(ctx context.Context, tools buf.Tools, report *progress.Reporter, root string) error {
	const fix = "not formatted: run go tool mage format"
	step := report.Start("format")
	diff, err := buf.FormatDiff(ctx, tools, root)
	if err == nil && diff != "" {
		err = &buf.Findings{Text: diff, Summary: "the contract is " + fix}
	}
	if step.End("", err) != nil {
		return err
	}
	step = report.Start("gofmt")
	out, err := run.Output(ctx, run.Cmd{Args: append([]string{"gofmt", "-l"}, goFolders...), Dir: root})
	if err == nil && len(out) > 0 {
		err = &buf.Findings{Text: strings.TrimSpace(string(out)), Summary: "the Go code is " + fix}
	}
	return step.End("", err)
}

// LintContract checks the protos, and what sdk.yaml says of them.
func LintContract(ctx context.Context, tools buf.Tools, report *progress.Reporter, root string) error {
	if err := buf.Lint(ctx, tools, report, root, ""); err != nil {
		return err
	}
	if err := APIVersions(ctx, report, root); err != nil {
		return err
	}
	return waits(ctx, report, root)
}

// LintCode checks the workflows and the Go code.
func LintCode(ctx context.Context, tools buf.Tools, report *progress.Reporter, root string) error {
	step := report.Start("actions")
	if err := step.End("", actions.Lint(root)); err != nil {
		return err
	}
	steps := []struct {
		name string
		args []string
		of   string
		dir  string
	}{
		// The linters of other languages are off, because they would run only on machines that have them.
		{"actionlint", []string{tools.Tool("actionlint"), "-oneline", "-no-color", "-shellcheck=", "-pyflakes="}, "workflows", root},
		{"go vet", []string{"go", "vet", "./..."}, "Go code", root},
		{"golangci-lint", []string{tools.Tool("golangci-lint"), "run", "./..."}, "Go code", root},
		{"golangci-lint of the SDK", []string{
			tools.Tool("golangci-lint"), "run", "--config=" + filepath.Join(root, "tools", "golangci", "sdk.yml"), "./qdrantcloud/...", "./examples/...",
		}, "client for Go", filepath.Join(root, "gen", "go")},
	}
	// golangci-lint caches findings with absolute paths, so clones must not share a cache.
	env := append(tools.Env(), "GOLANGCI_LINT_CACHE="+filepath.Join(root, toolchain.CacheDir, "lint-findings"))
	for _, s := range steps {
		step := report.Start(s.name)
		if err := step.End("", mistakes(run.Run(ctx, run.Cmd{Args: s.args, Dir: s.dir, Env: env}), s.name, s.of)); err != nil {
			return err
		}
	}
	return nil
}

// mistakes turns the output of a failed tool into findings. An error of a tool that did not start is returned as it is.
func mistakes(err error, tool, of string) error {
	var failed *run.Error
	if errors.As(err, &failed) && run.ExitCode(err) > 0 {
		return &buf.Findings{Text: failed.Output, Summary: tool + " found mistakes in the " + of}
	}
	return err
}
