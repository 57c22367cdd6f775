package toolchain

import (
	"context"
	"os"
	"path/filepath"
	"runtime"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// installNode installs the packages that the lock in a folder pins. No script of a package runs.
func installNode(folder string, options ...string) func(ctx context.Context, root, dir string) error {
	return func(ctx context.Context, root, dir string) error {
		for _, name := range []string{"package.json", "package-lock.json"} {
			content, err := os.ReadFile(filepath.Join(root, folder, name))
			if err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
				return err
			}
		}
		args := []string{"npm", "ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"}
		return run.Run(ctx, run.Cmd{Args: append(args, options...), Dir: dir})
	}
}

// bufPackage is the tool line of buf in go.mod.
const bufPackage = "github.com/bufbuild/buf/cmd/buf"

// bufPlatform is the name of a platform in the packages that the authors of buf publish for npm, by the words of npm.
type bufPlatform struct{ os, cpu, name string }

var bufPlatforms = map[string]bufPlatform{
	"darwin/amd64": {"darwin", "x64", "darwin-x64"},
	"darwin/arm64": {"darwin", "arm64", "darwin-arm64"},
	"linux/amd64":  {"linux", "x64", "linux-x64"},
	"linux/arm64":  {"linux", "arm64", "linux-aarch64"},
}

// installBuf installs buf as its authors have built it, because to compile it takes longer than all else together. It is compiled
// where there is no such package, or no npm.
func installBuf(ctx context.Context, root, dir string) error {
	platform, built := bufPlatforms[runtime.GOOS+"/"+runtime.GOARCH]
	if _, err := lookPath(needNpm.program); err != nil || !built {
		return goInstall(".", bufPackage)(ctx, root, dir)
	}
	// The Node of the machine may be one for another processor.
	install := installNode("tools/buf", "--include=optional", "--os="+platform.os, "--cpu="+platform.cpu)
	if err := install(ctx, root, dir); err != nil {
		return err
	}
	if err := os.Mkdir(filepath.Join(dir, "bin"), 0o755); err != nil {
		return err
	}
	modules := filepath.Join(dir, "node_modules")
	program := filepath.Join(modules, "@bufbuild", "buf-"+platform.name, "bin", "buf")
	if err := os.Rename(program, filepath.Join(dir, "bin", "buf")); err != nil {
		return err
	}
	return os.RemoveAll(modules)
}
