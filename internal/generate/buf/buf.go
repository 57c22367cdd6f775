// Package buf runs the pinned buf on the contract: format, lint and build. A check that passed is remembered by the content of what
// it depends on, so that the same content is not checked twice.
package buf

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/gosource"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// Tools are the pinned tools; *toolchain.Toolchain has them.
type Tools interface {
	Tool(name string) string // Tool is the path of a tool.
	Env() []string           // Env is the environment in which the tools find each other.
}

// Findings is the error of a check that ran and found mistakes.
type Findings struct {
	Text    string // Text has a line for each finding, which begins with file:line:column if the finding has a place.
	Summary string // Summary is one line: what that means and what to do.
}

func (f *Findings) Error() string { return f.Text + "\n" + f.Summary }

// ContractFiles are the files and folders, from the root of the repository, that decide what buf reports about the contract.
var ContractFiles = []string{"proto", "buf.yaml", "go.mod", "go.sum"}

// Format rewrites the protos that are not in buf's format.
func Format(ctx context.Context, tools Tools, report *progress.Reporter, root string) error {
	step := report.Start("format")
	return step.End("", Run(ctx, tools, root, "the contract does not compile", "format", "--write", "proto"))
}

// errUnformatted reports that a proto is not in buf's format.
var errUnformatted = errors.New("not in buf's format")

// Formatted reports whether the protos are in buf's format. It writes nothing.
func Formatted(ctx context.Context, tools Tools, report *progress.Reporter, root string) (bool, error) {
	err := once(root, "format", []string{code}, func() error {
		step := report.Start("format")
		diff, err := FormatDiff(ctx, tools, root)
		if err == nil && diff != "" {
			step.Done("has to be written")
			return errUnformatted
		}
		return step.End("", err)
	})
	if errors.Is(err, errUnformatted) {
		return false, nil
	}
	return err == nil, err
}

// FormatDiff returns what buf's format would change in the protos.
func FormatDiff(ctx context.Context, tools Tools, root string) (string, error) {
	var diff bytes.Buffer
	err := runBuf(ctx, tools, root, "the contract does not compile", &diff, "format", "--diff", "--exit-code", "proto")
	if diff.Len() > 0 {
		return strings.TrimSpace(diff.String()), nil
	}
	return "", err
}

// Run runs buf in the root of the repository. Mistakes in the contract are a *Findings with the given summary.
func Run(ctx context.Context, tools Tools, root, summary string, args ...string) error {
	return runBuf(ctx, tools, root, summary, nil, args...)
}

// Env is set for buf and its plugins. They live for a second, so memory is cheaper than collecting garbage.
const Env = "GOGC=400"

func runBuf(ctx context.Context, tools Tools, root, summary string, stdout io.Writer, args ...string) error {
	err := run.Run(ctx, run.Cmd{
		Args: append([]string{tools.Tool("buf")}, args...), Dir: root, Env: append(tools.Env(), Env), Stdout: stdout,
	})
	var failed *run.Error
	if errors.As(err, &failed) && run.ExitCode(err) > 0 && strings.Contains(failed.Output, ".proto:") {
		return &Findings{Text: strings.TrimPrefix(failed.Output, "Failure: "), Summary: summary}
	}
	return err
}

// code is the package whose source decides what a check finds, with the source of every package that it uses.
const code = "internal/generate/buf"

// once runs a check unless it has passed before on the same contract with the same source of the packages, which decide what it
// finds. The files are hashed before the check begins: one that changes in the meantime was not checked.
func once(root, name string, packages []string, check func() error) error {
	sources, err := gosource.Files(root, packages...)
	if err != nil {
		return err
	}
	key, err := file.Hash(root, slices.Concat(ContractFiles, sources))
	if err != nil {
		return err
	}
	mark := filepath.Join(root, toolchain.CacheDir, "passed-"+name)
	if passed, err := os.ReadFile(mark); err == nil && string(passed) == key {
		return nil
	}
	if err := check(); err != nil {
		return err
	}
	if err := file.Write(mark, []byte(key)); err != nil {
		return fmt.Errorf("remember that %s passed: %w", name, err)
	}
	return nil
}
