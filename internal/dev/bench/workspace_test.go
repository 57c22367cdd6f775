package bench

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
)

// The copy is what the work tree has, whatever git knows of it, and what was edited in it is undone; its caches stay.
func TestWorkspace(t *testing.T) {
	gittest.Isolate(t)
	w := &workspace{from: t.TempDir(), root: t.TempDir()}
	put := func(root, name, content string, mode os.FileMode) {
		t.Helper()
		path := filepath.Join(root, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), mode); err != nil {
			t.Fatal(err)
		}
	}
	put(w.from, ".gitignore", ".cache/\n", 0o644)
	put(w.from, "proto/a.proto", "old", 0o644)
	put(w.from, "run", "#!", 0o755)
	put(w.from, "gone", "", 0o644)
	put(w.from, ".cache/tool", "theirs", 0o644)
	gittest.Run(t, w.from, "init", "--quiet")
	gittest.Commit(t, w.from)
	put(w.from, "proto/a.proto", "new", 0o644)
	put(w.from, "proto/b.proto", "untracked", 0o644)
	if err := os.Remove(filepath.Join(w.from, "gone")); err != nil {
		t.Fatal(err)
	}
	put(w.root, ".cache/tool", "ours", 0o644)
	for _, edit := range []string{"none", "proto/a.proto", "proto/c.proto"} {
		put(w.root, edit, "edited", 0o644)
		if err := w.reset(t.Context()); err != nil {
			t.Fatal(err)
		}
		listed, err := git.Output(t.Context(), w.root, "ls-files")
		if err != nil || strings.Join(strings.Fields(listed), " ") != ".gitignore proto/a.proto proto/b.proto run" {
			t.Errorf("after an edit of %s: %q, %v", edit, listed, err)
		}
		for name, want := range map[string]string{"proto/a.proto": "new", ".cache/tool": "ours"} {
			if got, err := os.ReadFile(filepath.Join(w.root, name)); err != nil || string(got) != want {
				t.Errorf("%s: %q, %v", name, got, err)
			}
		}
		if info, err := os.Stat(filepath.Join(w.root, "run")); err != nil || info.Mode().Perm() != 0o755 {
			t.Errorf("%v, %v", info, err)
		}
	}
}

// An edit changes a comment and nothing else, each time to another one.
func TestComment(t *testing.T) {
	w := &workspace{from: t.TempDir(), root: t.TempDir()}
	original := "// First.\nsyntax = \"proto3\";\n// Second.\n"
	if err := os.WriteFile(filepath.Join(w.from, "a.proto"), []byte(original), 0o644); err != nil {
		t.Fatal(err)
	}
	for round, want := range []string{"// Edit 0. First.\n", "// Edit 1. First.\n"} {
		if err := w.comment("a.proto", round); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(filepath.Join(w.root, "a.proto"))
		if err != nil || string(got) != want+"syntax = \"proto3\";\n// Second.\n" {
			t.Errorf("%q, %v", got, err)
		}
	}
}
