package gosource

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// module writes the files of a module into an empty folder.
func module(t *testing.T, files map[string]string) string {
	t.Helper()
	root := t.TempDir()
	for name, content := range files {
		file := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

func TestFiles(t *testing.T) {
	root := module(t, map[string]string{
		"go.mod":               "module example.com/m\n\ngo 1.26\n",
		"a/a.go":               "package a\n\nimport (\n\t\"fmt\"\n\tother \"example.com/m/b\"\n\t_ \"example.com/more/c\"\n)\n\n//go:embed text/*.txt all:folder\nvar x string\n",
		"a/a_windows.go":       "package a\n\nimport \"example.com/m/windows\"\n",
		"a/a_test.go":          "package a\n\nimport \"example.com/m/testonly\"\n",
		"a/notes.md":           "not embedded",
		"a/text/one.txt":       "1",
		"a/text/two.md":        "2",
		"a/folder/deep/x":      "3",
		"a/sub/sub.go":         "package sub\n",
		"b/b.go":               "package b\n\nimport \"example.com/m/a\"\n\nvar (\n\t//go:embed page.html\n\tpage string\n)\n",
		"b/page.html":          "4",
		"windows/w.go":         "package windows\n",
		"testonly/t.go":        "package testonly\n",
		"unrelated/u.go":       "package unrelated\n",
		"example.com/more/c":   "not a folder of the module",
		"b/.b.go.swp.go":       "no Go at all",
		"b/_old.go":            "no Go at all",
		"b/testdata/broken.go": "no Go at all",
	})
	got, err := Files(root, "a")
	want := []string{"a/a.go", "a/a_windows.go", "a/folder", "a/text/one.txt", "b/b.go", "b/page.html", "windows/w.go"}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	if got, err := Files(root, "windows", "unrelated"); err != nil || !slices.Equal(got, []string{"unrelated/u.go", "windows/w.go"}) {
		t.Errorf("got %v, %v", got, err)
	}
}

func TestMistakesAreNamed(t *testing.T) {
	files := map[string]string{
		"go.mod":       "module example.com/m\n",
		"lacks/l.go":   "package lacks\n\nimport \"example.com/m/gone\"\n",
		"broken/b.go":  "package broken\n\nimport {\n",
		"empty/README": "",
	}
	for folder, want := range map[string]string{
		"lacks": "gone is missing from the checkout: git checkout gone", "broken": "broken/b.go:3:8", "empty": "empty has no Go files",
	} {
		if _, err := Files(module(t, files), folder); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: got %v, want …%s…", folder, err, want)
		}
	}
	files["go.mod"] = "// nothing\n"
	if _, err := Files(module(t, files), "lacks"); err == nil || !strings.Contains(err.Error(), "names no module") {
		t.Errorf("got %v", err)
	}
	if _, err := Files(t.TempDir(), "lacks"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("got %v, want fs.ErrNotExist", err)
	}
}

// The compiler decides which files are built into a program of this repository. None of them may be missing.
func TestFilesAgreeWithTheCompiler(t *testing.T) {
	top, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range []string{"cmd/buf-plugin-qdrant", "internal/release", "internal/compat/prove"} {
		got, err := Files(top, folder)
		if err != nil {
			t.Fatal(err)
		}
		want := built(t, top, folder)
		for _, name := range want {
			inFolder := func(listed string) bool { return name == listed || strings.HasPrefix(name, listed+"/") }
			if !slices.ContainsFunc(got, inFolder) {
				t.Errorf("%s is built from %s, which is not listed", folder, name)
			}
		}
		dirs := map[string]bool{}
		for _, name := range want {
			dirs[path.Dir(name)] = true
		}
		for _, name := range got {
			if path.Ext(name) == ".go" && !dirs[path.Dir(name)] {
				t.Errorf("%s is not built from the package of %s, which is listed", folder, name)
			}
		}
	}
}

// built returns the files of this module from which a package is built, as the go command lists them.
func built(t *testing.T, top, folder string) []string {
	t.Helper()
	out, err := run.Output(t.Context(), run.Cmd{
		Args: []string{"go", "list", "-deps", "-json=Dir,Module,GoFiles,EmbedFiles", "./" + folder}, Dir: top,
	})
	if err != nil {
		t.Fatal(err)
	}
	var files []string
	for decoder := json.NewDecoder(bytes.NewReader(out)); ; {
		var p struct {
			Dir                 string
			Module              struct{ Main bool }
			GoFiles, EmbedFiles []string
		}
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return files
		} else if err != nil {
			t.Fatal(err)
		}
		if !p.Module.Main {
			continue
		}
		dir, err := filepath.Rel(top, p.Dir)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range slices.Concat(p.GoFiles, p.EmbedFiles) {
			files = append(files, path.Join(filepath.ToSlash(dir), name))
		}
	}
}
