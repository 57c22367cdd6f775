package generate

import (
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// Whatever a staged tree begins with, it ends with the files that were added, and what it shares with gen is never written to.
func TestStageReusesATree(t *testing.T) {
	for name, spare := range map[string]map[string]string{
		"nothing":                       {},
		"the same":                      {"go/a.go": "link", "go/b.go": "link", "ts/deep/c.js": "link"},
		"other content":                 {"go/a.go": "old", "go/b.go": "old", "ts/deep/c.js": "old"},
		"more":                          {"go/z.go": "old", "ts/deep/deeper/z.js": "old", "python/z.py": "old"},
		"a folder in place of a file":   {"go/b.go/x/y": "old", "ts/deep/c.js/x": "old"},
		"a file in place of a folder":   {"ts/deep": "old", "go": "old"},
		"a file that is written anew":   {"go/a.go": "link", "go/n.go": "link"},
		"a link where a folder must be": {"ts": "symbolic"},
	} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			gen, tree := filepath.Join(dir, "gen"), filepath.Join(dir, "spare")
			for _, name := range []string{"go/a.go", "go/b.go", "go/n.go", "ts/deep/c.js"} {
				write(filepath.Join(gen, name), "content of "+name)
			}
			for name, kind := range spare {
				path := filepath.Join(tree, filepath.FromSlash(name))
				write(path, kind)
				if kind == "old" {
					continue
				}
				if err := os.Remove(path); err != nil {
					t.Fatal(err)
				}
				link := os.Link
				if kind == "symbolic" {
					link = os.Symlink
				}
				if err := link(filepath.Join(gen, filepath.FromSlash(name)), path); err != nil {
					t.Fatal(err)
				}
			}
			before := contents(t, gen)
			present, err := hashTree(gen)
			if err != nil {
				t.Fatal(err)
			}
			s := &stage{gen: gen, staged: filepath.Join(dir, "staged"), present: present, made: hashes{}}
			if err := s.reuse(tree); err != nil {
				t.Fatal(err)
			}
			for name, content := range map[string]string{"go/a.go": "content of go/a.go", "go/n.go": "new"} {
				if err := s.put(name, []byte(content)); err != nil {
					t.Fatal(err)
				}
			}
			for _, name := range []string{"go/b.go", "ts/deep/c.js"} {
				if err := s.keep(name); err != nil {
					t.Fatal(err)
				}
			}
			if err := s.prune("python/"); err != nil {
				t.Fatal(err)
			}
			if err := s.prune(""); err != nil {
				t.Fatal(err)
			}
			want := map[string]string{"go/a.go": before["go/a.go"], "go/b.go": before["go/b.go"], "go/n.go": "new", "ts/deep/c.js": before["ts/deep/c.js"]}
			if diff := cmp.Diff(want, contents(t, s.staged)); diff != "" {
				t.Errorf("the staged tree differs (-want +got):\n%s", diff)
			}
			if diff := cmp.Diff(before, contents(t, gen)); diff != "" {
				t.Errorf("gen has changed (-before +after):\n%s", diff)
			}
		})
	}
}

// contents has the files of a folder, and the folders that are empty.
func contents(t *testing.T, dir string) map[string]string {
	t.Helper()
	found := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		if entry.IsDir() {
			inside, err := os.ReadDir(path)
			if len(inside) == 0 {
				found[filepath.ToSlash(name)+"/"] = ""
			}
			return err
		}
		content, err := os.ReadFile(path)
		found[filepath.ToSlash(name)] = string(content)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return found
}
