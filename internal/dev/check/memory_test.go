package check

import (
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A run has its temporary files in memory where it can, finds nothing of a killed one there, and leaves nothing behind.
func TestInMemory(t *testing.T) {
	root, shared, nothing := t.TempDir(), t.TempDir(), func(string) string { return "" }
	setting, remove := inMemory(root, shared, 0, nothing)
	in, found := strings.CutPrefix(strings.Join(setting, " "), "TMPDIR=")
	if !found || filepath.Dir(in) != shared {
		t.Fatalf("with room in memory: %q", setting)
	}
	put(t, filepath.Join(in, "left"), "of a killed run", 0o600)
	if beside, _ := inMemory(root, shared, 0, nothing); beside != nil {
		t.Errorf("another run beside it has %q", beside)
	}
	remove()
	if _, err := os.Stat(in); !os.IsNotExist(err) {
		t.Errorf("the folder is left: %v", err)
	}
	put(t, filepath.Join(in, "left"), "of a killed run", 0o600)
	again, remove := inMemory(root, shared, 0, nothing)
	defer remove()
	if left, err := os.ReadDir(in); strings.Join(again, " ") != strings.Join(setting, " ") || err != nil || len(left) > 0 {
		t.Errorf("the next run: %q with %v, %v", again, left, err)
	}
}

// Without enough room in memory, and where somebody has chosen a folder, the temporary files are where they always are.
func TestNotInMemory(t *testing.T) {
	for name, test := range map[string]struct {
		folder, chosen string
		least          uint64
	}{
		"chosen":    {t.TempDir(), "/var/tmp", 0},
		"no memory": {"/proc", "", enough},
		"no folder": {filepath.Join(t.TempDir(), "none"), "", enough},
		"no room":   {memory, "", math.MaxUint64},
	} {
		setting, remove := inMemory(t.TempDir(), test.folder, test.least, func(string) string { return test.chosen })
		remove()
		if setting != nil {
			t.Errorf("%s: %q", name, setting)
		}
	}
}
