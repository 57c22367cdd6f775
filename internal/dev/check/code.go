// Package check runs the checks that contributors and CI run: format, lint, service versions and tests, of the contract and of
// this repository's Go code.
package check

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// goFolders have the Go code that people write.
var goFolders = []string{"cmd", "internal", "magefiles"}

// Format brings the protos and the Go code into their format.
func Format(ctx context.Context, tools buf.Tools, report *progress.Reporter, root string) error {
	if err := buf.Format(ctx, tools, report, root); err != nil {
		return err
	}
	step := report.Start("gofmt")
	return step.End("", run.Run(ctx, run.Cmd{Args: append([]string{"gofmt", "-w"}, goFolders...), Dir: root}))
}

// FormatUnchanged finds what [Format] would change, and changes nothing.
func FormatUnchanged(ctx context.Context, tools buf.Tools, report *progress.Reporter, root string) error {
	const mend = "not in its format: go tool mage format"
	step := report.Start("format")
	diff, err := buf.FormatDiff(ctx, tools, root)
	if err == nil && diff != "" {
		err = &buf.Findings{Text: diff, Summary: "the contract is " + mend}
	}
	if step.End("", err) != nil {
		return err
	}
	step = report.Start("gofmt")
	out, err := run.Output(ctx, run.Cmd{Args: append([]string{"gofmt", "-l"}, goFolders...), Dir: root})
	if err == nil && len(out) > 0 {
		err = &buf.Findings{Text: strings.TrimSpace(string(out)), Summary: "the Go code is " + mend}
	}
	return step.End("", err)
}

// Lint checks the protos, the workflows and the Go code.
func Lint(ctx context.Context, tools buf.Tools, report *progress.Reporter, root string) error {
	if err := buf.Lint(ctx, tools, report, root); err != nil {
		return err
	}
	if err := APIVersions(ctx, report, root); err != nil {
		return err
	}
	steps := []struct {
		name string
		args []string
		of   string
	}{
		// Without the linters of other languages, which it runs only where a machine happens to have them.
		{"actionlint", []string{tools.Tool("actionlint"), "-oneline", "-no-color", "-shellcheck=", "-pyflakes="}, "workflows"},
		{"go vet", []string{"go", "vet", "./..."}, "Go code"},
		{"golangci-lint", []string{tools.Tool("golangci-lint"), "run", "./..."}, "Go code"},
	}
	// golangci-lint keeps findings with absolute paths: a cache for all clones of a person would give one those of another.
	env := append(tools.Env(), "GOLANGCI_LINT_CACHE="+filepath.Join(root, toolchain.CacheDir, "lint-findings"))
	for _, s := range steps {
		step := report.Start(s.name)
		if err := step.End("", mistakes(run.Run(ctx, run.Cmd{Args: s.args, Dir: root, Env: env}), s.name, s.of)); err != nil {
			return err
		}
	}
	return nil
}

// mistakes tells what a tool has found in something from its failure to run.
func mistakes(err error, tool, of string) error {
	var failed *run.Error
	if errors.As(err, &failed) && run.ExitCode(err) > 0 {
		return &buf.Findings{Text: failed.Output, Summary: tool + " found mistakes in the " + of}
	}
	return err
}

// Test runs all tests of the repository. Their output is go test's own, as it comes.
func Test(ctx context.Context, tools buf.Tools, report *progress.Reporter, root string) error {
	step := report.Start("go vet")
	if err := step.End("", mistakes(run.Run(ctx, run.Cmd{Args: []string{"go", "vet", "./..."}, Dir: root}), "go vet", "Go code")); err != nil {
		return err
	}
	// The longest packages install and use SDKs for minutes, and on a slow machine no test may fail by the clock.
	err := run.Run(ctx, run.Cmd{
		Args: []string{"go", "test", "-timeout=60m", "./..."}, Dir: root, Env: tools.Env(), Stdout: os.Stdout, Stderr: os.Stderr,
	})
	if run.ExitCode(err) > 0 {
		return &buf.Findings{Summary: "tests failed (see above)"}
	}
	return err
}
