// Package check judges the sources: the contract by buf, the Go code of this repository by gofmt, vet and golangci-lint, and
// all of it by its tests.
package check

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contenthash"
	"github.com/qdrant/qdrant-cloud-public-api/internal/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/toolchain"
)

// Tools are the pinned tools; *toolchain.Toolchain has them.
type Tools interface {
	Tool(name string) string // Tool is the path of a tool.
	Env() []string           // Env is the environment in which the tools find each other.
}

// Findings is the error of a check that ran and found something.
type Findings struct {
	Text    string // Text has a line for each finding, which begins with file:line:column where the finding has a place.
	Summary string // Summary says what that means and what to do.
}

func (f *Findings) Error() string { return f.Text + "\n" + f.Summary }

// ContractFiles are files and folders that, from the root of the repository, decide what buf says of the contract.
var ContractFiles = []string{"proto", "buf.yaml", "go.mod", "go.sum"}

// FormatContract rewrites the protos that are not in buf's format.
func FormatContract(ctx context.Context, tools Tools, report *progress.Reporter, root string) error {
	step := report.Start("format")
	return step.End("", Buf(ctx, tools, root, "the contract does not compile", "format", "--write", "proto"))
}

// errUnformatted says that a proto is not in buf's format.
var errUnformatted = errors.New("not in buf's format")

// ContractFormatted says whether the protos are in buf's format. Nothing is written.
func ContractFormatted(ctx context.Context, tools Tools, report *progress.Reporter, root string) (bool, error) {
	err := once(root, "format", ContractFiles, func() error {
		step := report.Start("format")
		diff, err := formatDiff(ctx, tools, root)
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

// formatDiff is what buf's format would change in the protos.
func formatDiff(ctx context.Context, tools Tools, root string) (string, error) {
	var diff bytes.Buffer
	err := buf(ctx, tools, root, "the contract does not compile", &diff, "format", "--diff", "--exit-code", "proto")
	if diff.Len() > 0 {
		return strings.TrimSpace(diff.String()), nil
	}
	return "", err
}

// Buf runs buf in the root of the repository. What it finds in the contract is a *Findings with the given summary.
func Buf(ctx context.Context, tools Tools, root, summary string, args ...string) error {
	return buf(ctx, tools, root, summary, nil, args...)
}

// BufEnv is laid over the environment of buf and of its plugins. They live for a second: collecting garbage costs them more
// than the memory is worth.
const BufEnv = "GOGC=400"

func buf(ctx context.Context, tools Tools, root, summary string, stdout io.Writer, args ...string) error {
	err := run.Run(ctx, run.Cmd{
		Args: append([]string{tools.Tool("buf")}, args...), Dir: root, Env: append(tools.Env(), BufEnv), Stdout: stdout,
	})
	var failed *run.Error
	if errors.As(err, &failed) && run.ExitCode(err) > 0 && strings.Contains(failed.Output, ".proto:") {
		return &Findings{Text: strings.TrimPrefix(failed.Output, "Failure: "), Summary: summary}
	}
	return err
}

// once runs a check unless it has passed on these very files, which decide what it says, before. What is remembered is how
// they were when the check began: a file that changes under it was not checked.
func once(root, name string, files []string, check func() error) error {
	key, err := contenthash.Files(root, files)
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
	if err := contenthash.WriteFile(mark, []byte(key)); err != nil {
		return fmt.Errorf("remember that %s passed: %w", name, err)
	}
	return nil
}
