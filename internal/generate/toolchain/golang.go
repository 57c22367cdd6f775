package toolchain

import (
	"context"
	"os"
	"path"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/depproto"
)

// goInstall builds packages of a module; "tool" stands for those of the tool lines of its go.mod. The programs are built once and
// run directly, because go tool adds up to two seconds a call. They are linked without what only debuggers read, which takes a third
// of the time. They are compiled without the paths of the checkout, so that all checkouts of a machine share what is compiled.
func goInstall(module string, packages ...string) func(ctx context.Context, root, dir string) error {
	return func(ctx context.Context, root, dir string) error {
		return run.Run(ctx, run.Cmd{
			Args: append([]string{"go", "install"}, packages...),
			Dir:  filepath.Join(root, module),
			Env:  []string{"GOBIN=" + filepath.Join(dir, "bin"), "GOFLAGS=-mod=readonly -trimpath -buildvcs=false -ldflags=-w"},
		})
	}
}

// compile builds programs of the root module, by the folders of their sets, in one go command: several at once would each compile
// what they have in common.
func compile(ctx context.Context, root string, programs map[string]string) error {
	var staging string
	var packages []string
	for dir, program := range programs {
		staging = filepath.Join(dir, "staging")
		packages = append(packages, program)
	}
	if err := goInstall(".", packages...)(ctx, root, staging); err != nil {
		return err
	}
	for dir, program := range programs {
		if err := os.MkdirAll(filepath.Join(dir, "bin"), 0o755); err != nil {
			return err
		}
		name := path.Base(program)
		if err := os.Rename(filepath.Join(staging, "bin", name), filepath.Join(dir, "bin", name)); err != nil {
			return err
		}
	}
	return os.RemoveAll(staging)
}

func installProtos(_ context.Context, _, dir string) error {
	files, err := depproto.Files()
	if err != nil {
		return err
	}
	for name, source := range files {
		if err := file.Write(filepath.Join(dir, filepath.FromSlash(name)), source); err != nil {
			return err
		}
	}
	return nil
}
