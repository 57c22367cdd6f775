package release

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

// What git status hides is packed nevertheless, so it has to be in the commit.
func TestPackedFilesAreCommitted(t *testing.T) {
	const shown, hidden = "gen/python/a.py", "gen/python/a.pyi"
	tests := map[string]struct {
		hide func(t *testing.T, root string)
		says string
	}{
		"nothing": {func(*testing.T, string) {}, ""},
		"ignored by the user": {func(t *testing.T, root string) {
			t.Helper()
			home := t.TempDir()
			gittest.Write(t, home, "ignore", "*.pyi\n")
			t.Setenv("GIT_CONFIG_COUNT", "1")
			t.Setenv("GIT_CONFIG_KEY_0", "core.excludesFile")
			t.Setenv("GIT_CONFIG_VALUE_0", filepath.Join(home, "ignore"))
			gittest.Write(t, root, hidden, "hidden")
		}, "is not in commit"},
		"ignored by the clone": {func(t *testing.T, root string) {
			t.Helper()
			gittest.Write(t, root, ".git/info/exclude", "*.pyi\n")
			gittest.Write(t, root, hidden, "hidden")
		}, "is not in commit"},
		"assumed to be unchanged": {func(t *testing.T, root string) {
			t.Helper()
			gittest.Run(t, root, "update-index", "--assume-unchanged", shown)
			gittest.Write(t, root, shown, "changed")
		}, "differs from commit"},
		"skipped": {func(t *testing.T, root string) {
			t.Helper()
			gittest.Run(t, root, "update-index", "--skip-worktree", shown)
			if err := os.Remove(filepath.Join(root, shown)); err != nil {
				t.Fatal(err)
			}
		}, "is in commit"},
		"beside": {func(t *testing.T, root string) {
			t.Helper()
			gittest.Write(t, root, ".git/info/exclude", "SECURITY.md\n")
			gittest.Write(t, root, "SECURITY.md", "hidden")
		}, "SECURITY.md would be packed"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			root := gittest.Repository(t)
			gittest.Write(t, root, shown, "shown")
			gittest.Write(t, root, "gen/python/b.py", "b")
			gittest.Commit(t, root)
			test.hide(t, root)
			head, err := headOf(t.Context(), root)
			if err != nil {
				t.Fatal(err)
			}
			c := &Checkout{Root: root}
			err = c.committed(context.Background(), head, false, "gen/python", onDisk(t, root, "gen/python"), onDisk(t, root, "", "SECURITY.md"))
			if test.says == "" && err != nil || test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)) {
				t.Errorf("got %v, want %q", err, test.says)
			}
		})
	}
}

// onDisk reads the files below a folder, or those named.
func onDisk(t *testing.T, root, folder string, names ...string) []archive.Member {
	t.Helper()
	if len(names) == 0 {
		entries, err := os.ReadDir(filepath.Join(root, folder))
		if err != nil {
			t.Fatal(err)
		}
		for _, entry := range entries {
			names = append(names, entry.Name())
		}
	}
	var members []archive.Member
	for _, name := range names {
		if content, err := os.ReadFile(filepath.Join(root, folder, name)); err == nil {
			members = append(members, archive.Member{Name: name, Content: content})
		}
	}
	return members
}
