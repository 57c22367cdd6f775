package check

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// A run has its temporary files in memory where it can, finds nothing of a killed one there, and leaves nothing behind.
func TestInMemory(t *testing.T) {
	root, nothing := t.TempDir(), func(string) string { return "" }
	setting, remove := inMemory(root, memory, nothing)
	if room(memory) < enough {
		if setting != nil {
			t.Errorf("without room in memory: %q", setting)
		}
		return
	}
	in, found := strings.CutPrefix(strings.Join(setting, " "), "TMPDIR="+memory+"/")
	if !found || in == "" {
		t.Fatalf("with room in memory: %q", setting)
	}
	in = filepath.Join(memory, in)
	put(t, filepath.Join(in, "left"), "of a killed run", 0o600)
	if beside, _ := inMemory(root, memory, nothing); beside != nil {
		t.Errorf("another run beside it has %q", beside)
	}
	remove()
	if _, err := os.Stat(in); !os.IsNotExist(err) {
		t.Errorf("the folder is left: %v", err)
	}
	put(t, filepath.Join(in, "left"), "of a killed run", 0o600)
	again, remove := inMemory(root, memory, nothing)
	defer remove()
	if left, err := os.ReadDir(in); strings.Join(again, " ") != strings.Join(setting, " ") || err != nil || len(left) > 0 {
		t.Errorf("the next run: %q with %v, %v", again, left, err)
	}
}

// Without a folder in memory, and where somebody has chosen one, the temporary files are where they always are.
func TestNotInMemory(t *testing.T) {
	chosen := func(name string) string { return map[string]string{"TMPDIR": "/var/tmp"}[name] }
	nothing := func(string) string { return "" }
	for name, setting := range map[string][]string{
		"chosen": first(inMemory(t.TempDir(), memory, chosen)), "no memory": first(inMemory(t.TempDir(), "/proc", nothing)),
		"none": first(inMemory(t.TempDir(), filepath.Join(t.TempDir(), "none"), nothing)),
	} {
		if setting != nil {
			t.Errorf("%s: %q", name, setting)
		}
	}
}

func first(setting []string, remove func()) []string {
	remove()
	return setting
}
