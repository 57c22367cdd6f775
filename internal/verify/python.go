package verify

import (
	"context"
	"path/filepath"
	"runtime"

	"github.com/qdrant/qdrant-cloud-public-api/internal/run"
)

// Resolution is which of the versions that a package allows for its dependencies are installed.
type Resolution string

// The resolutions of uv at both ends of what is allowed. They hold for the dependencies of dependencies too: the runtimes
// are such, seen from a project that depends on the SDK alone.
const (
	Oldest Resolution = "lowest"
	Newest Resolution = "highest"
)

// PythonConfig is what a consumer of the Python SDK is made of.
type PythonConfig struct {
	Dir          string     // Dir is an empty folder to work in.
	Program      string     // Program is the folder of the user's main.py.
	Package      string     // Package is what to install: the path of a wheel, or a requirement.
	Requirements []string   // Requirements are what the user has beside it.
	Resolution   Resolution // Resolution holds for Package and Requirements together.
	Env          []string   // Env has the PATH in which the pinned uv and mypy are.
}

// Python installs the SDK into a new virtual environment, from wheels alone, and checks the program with mypy --strict
// there.
func Python(ctx context.Context, c PythonConfig) (*Consumer, error) {
	dir, err := settle(c.Program, filepath.Join(c.Dir, "program"))
	if err != nil {
		return nil, err
	}
	venv := filepath.Join(filepath.Dir(dir), "venv")
	python := filepath.Join(venv, "bin", "python")
	if runtime.GOOS == "windows" {
		python = filepath.Join(venv, "Scripts", "python.exe")
	}
	install := []string{
		"uv", "pip", "install", "--quiet", "--python", python, "--only-binary", ":all:",
		"--resolution", string(c.Resolution), c.Package,
	}
	for _, args := range [][]string{
		{"uv", "venv", "--quiet", "--no-python-downloads", "--python", "python3", venv},
		append(install, c.Requirements...),
		{"mypy", "--strict", "--python-executable", python, "--cache-dir", filepath.Join(filepath.Dir(dir), "mypy"), "."},
	} {
		if err := run.Run(ctx, run.Cmd{Args: args, Dir: dir, Env: c.Env}); err != nil {
			return nil, err
		}
	}
	return &Consumer{dir: dir, command: []string{python, "main.py"}}, nil
}
