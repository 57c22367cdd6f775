//go:build unix

package release

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ/environtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate"
)

// TestSettingsOfAPersonDoNotMatter generates, plans, packs and releases in the environment of a person with many settings, and
// compares the bytes with those that come without any.
func TestSettingsOfAPersonDoNotMatter(t *testing.T) {
	w := newWhole(t, filepath.Join(t.TempDir(), "clone"))
	made := func() map[string]string {
		w.mustRun(t, func(c *Command) error { return c.ShowPlan(t.Context(), Options{Local: true}) })
		return hashes(t, filepath.Join(w.root, "dist"))
	}
	want := made()
	if err := os.RemoveAll(filepath.Join(w.root, "dist")); err != nil {
		t.Fatal(err)
	}

	environtest.Hostile(t)
	result, err := generate.Run(t.Context(), w.tools, progress.Discard(), generate.Options{Root: w.root, Force: true})
	if err != nil {
		t.Fatal(err)
	}
	if n := len(result.Written) + len(result.Changed) + len(result.Removed); n > 0 {
		t.Errorf("%d generated files are others: %v %v %v", n, result.Written, result.Changed, result.Removed)
	}
	if diff := cmp.Diff(want, made()); diff != "" {
		t.Errorf("the packages or the plan are others (-without +with):\n%s", diff)
	}
	said := w.mustRun(t, func(c *Command) error { return c.Release(t.Context(), Options{Local: true}) })
	if !strings.Contains(said, "is released into the local feeds on this machine") {
		t.Errorf("it prints:\n%s", said)
	}
	if _, err := os.Stat(os.Getenv("GIT_DIR")); err == nil {
		t.Error("the repository of a hook was written to")
	}
	if tags := gittest.Run(t, filepath.Join(FeedsDir(w.root), "remote.git"), "tag"); strings.Count(tags, "\n") != 1 {
		t.Errorf("the remote has the tags %q", tags)
	}
}

// hashes are those of the files below a folder.
func hashes(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		all[name], err = file.Hash(dir, []string{name})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}
