package toolchain

import (
	"context"
	_ "embed"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// ownPip is a program that runs the pip that comes with Python. An environment with a pip of its own takes about as long as the
// packages of the generators.
//
//go:embed pip.py
var ownPip string

// installVenv makes a virtual environment with the packages of a lock. Python compiles a module when it is imported first: most never
// are.
func installVenv(lock string) func(ctx context.Context, root, dir string) error {
	return func(ctx context.Context, root, dir string) error {
		python, err := lookPath(needPython.program)
		if err != nil {
			return err
		}
		if err := run.Run(ctx, run.Cmd{Args: []string{python, "-I", "-m", "venv", "--without-pip", dir}}); err != nil {
			return err
		}
		return run.Run(ctx, run.Cmd{Kind: environ.Pip, Args: []string{
			filepath.Join(dir, "bin", "python"), "-I", "-c", ownPip, "install", "--quiet", "--no-input", "--disable-pip-version-check",
			"--require-hashes", "--only-binary=:all:", "--no-compile", "-r", filepath.Join(root, lock),
		}})
	}
}

// nextTwine is the folder of the second version of twine, in that of the checks: two versions need two environments.
const nextTwine = "twine7"

func installPythonChecks(ctx context.Context, root, dir string) error {
	for into, lock := range map[string]string{"": "requirements.txt", nextTwine: "twine7.txt"} {
		if err := installVenv("tools/pythonchecks/"+lock)(ctx, root, filepath.Join(dir, into)); err != nil {
			return err
		}
	}
	return installNode("tools/pythonchecks")(ctx, root, dir)
}

func installRegistries(ctx context.Context, root, dir string) error {
	if err := installVenv("tools/registries/requirements.txt")(ctx, root, dir); err != nil {
		return err
	}
	return installNode("tools/registries")(ctx, root, dir)
}

// pythonCheckLinks returns the checks by name; twine-7 is the second version of twine.
func pythonCheckLinks(_, dir string) (map[string]string, error) {
	links := map[string]string{
		"pyright": filepath.Join(dir, "node_modules", ".bin", "pyright"),
		"twine-7": filepath.Join(dir, nextTwine, "bin", "twine"),
	}
	for _, name := range []string{"twine", "check-wheel-contents", "validate-pyproject"} {
		links[name] = filepath.Join(dir, "bin", name)
	}
	return links, allThere(links)
}
