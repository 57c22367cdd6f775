package pack

import (
	"archive/zip"
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

const modulePath = "example.com/Qdrant/gen/go"

// write lays the files, by their path in it, in a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// tree is every file below dir.
func tree(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := filepath.WalkDir(dir, func(path string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			name, _ := filepath.Rel(dir, path)
			names = append(names, filepath.ToSlash(name))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}

func goModule(t *testing.T) string {
	t.Helper()
	return write(t, map[string]string{
		"go.mod":           "module " + modulePath + "\n\ngo 1.24.0\n",
		"README.md":        "# SDK\n",
		"cloud/v1/api.go":  "package cloudv1\n",
		"nested/go.mod":    "module example.com/nested\n",
		"nested/nested.go": "package nested\n",
	})
}

func TestGoModuleIsAProxyLayout(t *testing.T) {
	dir, out := goModule(t), t.TempDir()
	for _, version := range []string{"v0.10.0", "v0.2.0", "v0.2.0"} {
		if _, err := GoModule(dir, modulePath, version, out); err != nil {
			t.Fatal(err)
		}
	}
	versions := "example.com/!qdrant/gen/go/@v/"
	want := []string{
		versions + "list",
		versions + "v0.10.0.info", versions + "v0.10.0.mod", versions + "v0.10.0.zip",
		versions + "v0.2.0.info", versions + "v0.2.0.mod", versions + "v0.2.0.zip",
	}
	if diff := cmp.Diff(want, tree(t, out)); diff != "" {
		t.Errorf("files (-want +got):\n%s", diff)
	}
	for name, want := range map[string]string{
		"list":        "v0.2.0\nv0.10.0\n",
		"v0.2.0.info": `{"Version":"v0.2.0","Time":"1980-01-01T00:00:00Z"}`,
		"v0.2.0.mod":  "module " + modulePath + "\n\ngo 1.24.0\n",
	} {
		got, err := os.ReadFile(filepath.Join(out, versions, name))
		if err != nil || string(got) != want {
			t.Errorf("%s: got %q, %v, want %q", name, got, err, want)
		}
	}
}

func TestGoModuleZip(t *testing.T) {
	dir := goModule(t)
	var zips [2][]byte
	for i := range zips {
		path, err := GoModule(dir, modulePath, "v0.1.0", t.TempDir())
		if err != nil {
			t.Fatal(err)
		}
		if zips[i], err = os.ReadFile(path); err != nil {
			t.Fatal(err)
		}
	}
	if !bytes.Equal(zips[0], zips[1]) {
		t.Error("two zips of the same module differ")
	}
	reader, err := zip.NewReader(bytes.NewReader(zips[0]), int64(len(zips[0])))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, file := range reader.File {
		names = append(names, file.Name)
	}
	slices.Sort(names)
	prefix := modulePath + "@v0.1.0/"
	want := []string{prefix + "README.md", prefix + "cloud/v1/api.go", prefix + "go.mod"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("content (-want +got):\n%s", diff)
	}
}

func TestGoModuleRefuses(t *testing.T) {
	tests := map[string]struct{ module, version, want string }{
		"another module":        {"example.com/other", "v0.1.0", `not "example.com/other"`},
		"no version":            {modulePath, "latest", "version"},
		"no leading v":          {modulePath, "0.1.0", "version"},
		"a major without path":  {modulePath, "v2.0.0", "v2"},
		"a version that climbs": {modulePath, "v0.1.0/../../x", "version"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			out := t.TempDir()
			_, err := GoModule(goModule(t), test.module, test.version, out)
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Fatalf("got %v, want an error about %q", err, test.want)
			}
			if left := tree(t, out); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

// tools lays the pinned Python tools and returns the environment that has them.
func tools(t *testing.T) []string {
	t.Helper()
	fulltest.Only(t, "runs hatchling and npm")
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	chain := toolchain.New(root, progress.Discard())
	if err := chain.Ensure(t.Context(), toolchain.Python); err != nil {
		t.Fatal(err)
	}
	return chain.Env()
}

func TestWheel(t *testing.T) {
	files := map[string]string{
		"pyproject.toml": `[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "qdrant-example"
version = "0.1.0"
requires-python = ">=3.10"

[tool.hatch.build.targets.wheel]
packages = ["qdrant"]
`,
		"qdrant/cloud/api.py":   "",
		"qdrant/cloud/py.typed": "",
	}
	dir, out := write(t, files), t.TempDir()
	path, err := Wheel(t.Context(), tools(t), dir, out)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(out, "qdrant_example-0.1.0-py3-none-any.whl"); path != want {
		t.Errorf("got %s, want %s", path, want)
	}
	if left := tree(t, dir); len(left) != len(files) {
		t.Errorf("the project was changed: %v", left)
	}
	if made := tree(t, out); len(made) != 1 {
		t.Errorf("made %v", made)
	}
}

func TestTarball(t *testing.T) {
	fulltest.Only(t, "runs npm")
	files := map[string]string{
		"package.json": `{"name": "@qdrant/example", "version": "0.1.0", "scripts": {"prepack": "exit 1", "prepare": "exit 1"}}`,
		"index.js":     "",
	}
	dir, out := write(t, files), t.TempDir()
	path, err := Tarball(t.Context(), nil, dir, out)
	if err != nil {
		t.Fatal(err)
	}
	if want := filepath.Join(out, "qdrant-example-0.1.0.tgz"); path != want {
		t.Errorf("got %s, want %s", path, want)
	}
	if left := tree(t, dir); len(left) != len(files) {
		t.Errorf("the package was changed: %v", left)
	}
	if made := tree(t, out); len(made) != 1 {
		t.Errorf("made %v", made)
	}
}

func TestToolFailureLeavesNothing(t *testing.T) {
	out := t.TempDir()
	if _, err := Wheel(t.Context(), tools(t), t.TempDir(), out); run.ExitCode(err) <= 0 {
		t.Errorf("wheel of nothing: %v", err)
	}
	if _, err := Tarball(t.Context(), nil, t.TempDir(), out); run.ExitCode(err) <= 0 {
		t.Errorf("tarball of nothing: %v", err)
	}
	if left := tree(t, out); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}
