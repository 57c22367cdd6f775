package bench

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// All operations work on a small contract beside that of this repository, in a copy of it.
func TestScale(t *testing.T) {
	fulltest.Only(t, "generates in a copy of the repository")
	root := repository(t)
	lendTools(t, root)
	w, err := open(t.Context(), root, progress.Discard())
	if err != nil {
		t.Fatal(err)
	}
	rows, err := w.operations(t.Context(), 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row.Ours <= 0 || row.Memory <= 0 {
			t.Errorf("%+v", row)
		}
	}
	if len(rows) != 6 {
		t.Errorf("%d rows", len(rows))
	}
}

// lendTools links the tools of the repository into its copy, which has the same locks: to install them once more takes longer than all
// operations.
func lendTools(t *testing.T, root string) {
	t.Helper()
	w := &workspace{from: root, root: filepath.Join(root, toolchain.CacheDir, folder, "repository")}
	here, there := toolchain.New(root, progress.Discard()), toolchain.New(w.root, progress.Discard())
	err := errors.Join(here.Ensure(t.Context(), toolchain.Generation...), w.reset(t.Context()), os.MkdirAll(filepath.Join(w.root, toolchain.CacheDir), 0o755))
	if err != nil {
		t.Fatal(err)
	}
	for _, set := range toolchain.Generation {
		if err := os.Symlink(here.Folder(set), there.Folder(set)); err != nil && !errors.Is(err, fs.ErrExist) {
			t.Fatal(err)
		}
	}
}
