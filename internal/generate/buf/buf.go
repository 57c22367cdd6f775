// Package buf runs the pinned buf on the contract: format, lint and build. A check that passed is remembered by the content of what
// it depends on, so that the same content is not checked twice.
package buf

import (
	"bytes"
	"context"
	"errors"
	"io"
	"io/fs"
	"path/filepath"
	"strings"

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
var ContractFiles = append([]string{protos, "buf.yaml", "go.mod", "go.sum"}, toolchain.Locks(toolchain.Buf)...)

// protos is the folder of the contract.
const protos = "proto"

// Format rewrites the protos that are not in buf's format.
func Format(ctx context.Context, tools Tools, report *progress.Reporter, root string) error {
	step := report.Start("format")
	return step.End("", runBuf(ctx, tools, root, "the contract does not compile", nil, "format", "--write", "proto"))
}

// Formatted reports whether the protos are in buf's format. It writes nothing, and looks only at those whose content it does not know.
func Formatted(ctx context.Context, tools Tools, report *progress.Reporter, root string) (bool, error) {
	known, err := readPassed(root, "format", []string{code})
	if err != nil {
		return false, err
	}
	paths := known.others()
	if known.before && len(paths) == 0 {
		return true, nil
	}
	if len(paths) > mostPaths || !known.before {
		paths = nil
	}
	step := report.Start("format")
	diff, err := FormatDiff(ctx, tools, root, paths...)
	if err == nil && diff != "" {
		step.Done("has to be written")
		return false, nil
	}
	if err == nil {
		err = known.write()
	}
	return err == nil, step.End("", err)
}

// mostPaths is how many protos are named in a command. Where more have changed, all are looked at.
const mostPaths = 100

// FormatDiff returns what buf's format would change in the protos, or in some of them.
func FormatDiff(ctx context.Context, tools Tools, root string, paths ...string) (string, error) {
	var diff bytes.Buffer
	args := append([]string{"format", "--diff", "--exit-code", "proto"}, flags(paths)...)
	err := runBuf(ctx, tools, root, "the contract does not compile", &diff, args...)
	if diff.Len() > 0 {
		return strings.TrimSpace(diff.String()), nil
	}
	return "", err
}

// Env is what is set for buf and its plugins, for a run on so many protos. They live for a second, so memory is cheaper than collecting
// garbage; what a large contract takes is enough as it is.
func Env(protos int) []string {
	const large = 1000 // Of so many, buf lint holds 1 GB.
	if protos > large {
		return nil
	}
	return []string{"GOGC=400"}
}

// count is how many protos a contract has. buf tells what cannot be read.
func count(root string) int {
	files := 0
	_ = filepath.WalkDir(filepath.Join(root, protos), func(path string, _ fs.DirEntry, _ error) error {
		if filepath.Ext(path) == ".proto" {
			files++
		}
		return nil
	})
	return files
}

// runBuf runs buf in the root of the repository. Mistakes in the contract are a *Findings with the given summary.
func runBuf(ctx context.Context, tools Tools, root, summary string, stdout io.Writer, args ...string) error {
	err := run.Run(ctx, run.Cmd{
		Args: append([]string{tools.Tool("buf")}, args...), Dir: root, Env: append(tools.Env(), Env(count(root))...), Stdout: stdout,
	})
	var failed *run.Error
	if errors.As(err, &failed) && run.ExitCode(err) > 0 && strings.Contains(failed.Output, ".proto:") {
		return &Findings{Text: strings.TrimPrefix(failed.Output, "Failure: "), Summary: summary}
	}
	return err
}

// code is the package whose source decides what a check finds, with the source of every package that it uses.
const code = "internal/generate/buf"
