package emulator

import (
	"context"
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// folder is where the emulator is built, below the root.
func folder(root string) string { return filepath.Join(root, toolchain.CacheDir, "emulator") }

// Program builds the emulator of the repository at root, an absolute path, and returns its path. All who need one share the place, for
// the go command links nothing where it finds what is up to date, and linking is most of the work. The lock keeps a program from being
// replaced between its check and its start by another process that builds the same.
func Program(ctx context.Context, root string) (string, error) {
	dir := folder(root)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return "", err
	}
	unlock, err := file.Lock(ctx, filepath.Join(dir, "lock"))
	if err != nil {
		return "", err
	}
	defer unlock()
	program := filepath.Join(dir, "qdrant-cloud-emulator")
	// Nobody is going to debug it, and without symbols it is linked in half the time. It is compiled as the tests are.
	build := run.Cmd{Args: []string{"go", "build", "-trimpath", "-ldflags=-s -w", "-o", program, "./cmd/qdrant-cloud-emulator"}, Dir: root}
	return program, run.Run(ctx, build)
}
