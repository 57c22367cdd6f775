package check

import (
	"crypto/sha256"
	"fmt"
	"os"
	"path/filepath"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

const (
	// memory is the folder of Linux whose files lie in memory.
	memory = "/dev/shm"
	// enough is the room that it needs to have. The tests take at most a quarter of that at any moment; by default the folder may grow to
	// half of the memory, so a machine with less than 8 GB uses its disk.
	enough = 4 << 30
)

// inMemory makes the folder for the temporary files of the tests in memory, and returns the setting that names it. The tests make and
// remove some hundred thousand small files, and to have them on a disk takes a third of their time. Where they cannot be in memory, where
// another run has the folder, and where somebody has set one, there is no setting.
//
// The folder is the same in each run of a clone: the go command keeps results under the value of TMPDIR.
func inMemory(root, folder string, least uint64, getenv func(string) string) (setting []string, remove func()) {
	none := func() {}
	if getenv("TMPDIR") != "" || room(folder) < least {
		return nil, none
	}
	lock := filepath.Join(root, toolchain.CacheDir, "tests.lock")
	if os.MkdirAll(filepath.Dir(lock), 0o755) != nil {
		return nil, none
	}
	unlock, err := file.TryLock(lock)
	if err != nil {
		return nil, none
	}
	in := filepath.Join(folder, fmt.Sprintf("qdrant-sdk-%.4x", sha256.Sum256([]byte(root))))
	// A run that was killed has left its files, which nobody else removes before the machine starts anew.
	if os.RemoveAll(in) != nil || os.Mkdir(in, 0o700) != nil {
		unlock()
		return nil, none
	}
	return []string{"TMPDIR=" + in}, func() {
		_ = os.RemoveAll(in) // What it cannot remove, the next run does.
		unlock()
	}
}
