//go:build unix

package release

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ/environtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate"
)

// releasedByAPerson plans a release without any settings, and generates and releases the same in the environment of a person with many. It
// compares all files, and returns what the release prints.
func (w *whole) releasedByAPerson(t *testing.T) (said string) {
	t.Helper()
	dist := filepath.Join(w.root, "dist")
	w.mustRun(t, func(c *Command) error { return c.ShowPlan(t.Context(), Options{Local: true}) })
	want := hashes(t, dist)
	if err := os.RemoveAll(dist); err != nil {
		t.Fatal(err)
	}
	t.Run("with the settings of a person", func(t *testing.T) {
		environtest.Hostile(t)
		result, err := generate.Run(t.Context(), w.tools, progress.Discard(), generate.Options{Root: w.root, Force: true})
		if err != nil {
			t.Fatal(err)
		}
		if n := len(result.Written) + len(result.Changed) + len(result.Removed); n > 0 {
			t.Errorf("%d generated files are others: %v %v %v", n, result.Written, result.Changed, result.Removed)
		}
		said = w.mustRun(t, func(c *Command) error { return c.Release(t.Context(), Options{Local: true}) })
		got := hashes(t, dist)
		maps.DeleteFunc(got, func(name, _ string) bool { // What comes of publishing.
			return name == "ledger.json" || strings.HasPrefix(name, filepath.Base(ReportsDir)+string(filepath.Separator))
		})
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("the packages or the plan are others (-without +with):\n%s", diff)
		}
		if _, err := os.Stat(os.Getenv("GIT_DIR")); err == nil {
			t.Error("the repository of a hook was written to")
		}
	})
	return said
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
