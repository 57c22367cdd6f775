package pack

import (
	"archive/zip"
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

const modulePath = "example.com/Qdrant/gen/go"

// write writes the files, by their paths, below a new folder.
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

// tree returns the files below dir.
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

// goModule are the files of a module with another one in it.
var goModule = []archive.Member{
	{Name: "README.md", Content: []byte("# SDK\n")},
	{Name: "cloud/v1/api.go", Content: []byte("package cloudv1\n")},
	{Name: "go.mod", Content: []byte("module " + modulePath + "\n\ngo 1.24.0\n")},
	{Name: "nested/go.mod", Content: []byte("module example.com/nested\n")},
	{Name: "nested/nested.go", Content: []byte("package nested\n")},
}

func TestGo(t *testing.T) {
	o := options("", "", "0.1.0")
	var made [2][]archive.Member
	for i := range made {
		var err error
		if made[i], err = Go(o, goModule); err != nil {
			t.Fatal(err)
		}
	}
	if diff := cmp.Diff(made[0], made[1]); diff != "" {
		t.Errorf("the same module packed twice (-first +second):\n%s", diff)
	}
	var files []string
	for _, m := range made[0] {
		files = append(files, m.Name)
	}
	if diff := cmp.Diff([]string{"v0.1.0.info", "v0.1.0.mod", "v0.1.0.zip"}, files); diff != "" {
		t.Fatalf("files (-want +got):\n%s", diff)
	}
	for i, want := range []string{
		`{"Version":"v0.1.0","Time":"2026-03-04T04:06:07Z","Origin":{"VCS":"git","URL":"https://example.com/repo","Subdir":"gen/go","Hash":"` + commit + `"}}`,
		"module " + modulePath + "\n\ngo 1.24.0\n",
	} {
		if got := string(made[0][i].Content); got != want {
			t.Errorf("%s: got %q, want %q", files[i], got, want)
		}
	}
	content := made[0][2].Content
	reader, err := zip.NewReader(bytes.NewReader(content), int64(len(content)))
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

func TestGoRefuses(t *testing.T) {
	for name, version := range map[string]string{
		"no version": "latest", "no leading v": "0.1.0", "a major without path": "v2.0.0", "a version that climbs": "v0.1.0/../../x",
	} {
		o := options("", "", "0.1.0")
		o.GoVersion = version
		if made, err := Go(o, goModule); err == nil || !strings.Contains(err.Error(), version) {
			t.Errorf("%s: got %v, %v", name, made, err)
		}
	}
	if _, err := Go(options("", "", "0.1.0"), goModule[:2]); err == nil || err.Error() != "go.mod is missing: run mage generate" {
		t.Errorf("without a go.mod: %v", err)
	}
}

// tools installs the pinned Python tools and returns the environment that has them.
func tools(t *testing.T) []string {
	t.Helper()
	fulltest.Only(t, "runs hatchling and npm")
	env, err := pinned()
	if err != nil {
		t.Fatal(err)
	}
	return env
}

// pinned installs the pinned tools, and returns the environment that has them.
var pinned = sync.OnceValues(func() ([]string, error) {
	root, err := filepath.Abs("../../..")
	if err != nil {
		return nil, err
	}
	chain := toolchain.New(root, progress.Discard())
	return chain.Env(), chain.Ensure(context.Background(), toolchain.PythonDev)
})

// TestNoScriptRuns packs a package whose scripts would fail.
func TestNoScriptRuns(t *testing.T) {
	fulltest.Only(t, "runs npm")
	name, content, err := tarball(t.Context(), nil, []archive.Member{
		{Name: "index.js"},
		{Name: "package.json", Content: []byte(`{"name": "@qdrant/example", "version": "0.1.0", "scripts": {"prepack": "exit 1", "prepare": "exit 1"}}`)},
	})
	if err != nil || name != "qdrant-example-0.1.0.tgz" || len(content) == 0 {
		t.Errorf("got %s with %d bytes, %v", name, len(content), err)
	}
}

// TestToolFailureLeavesNothing packs what hatchling and npm refuse.
func TestToolFailureLeavesNothing(t *testing.T) {
	root := write(t, map[string]string{
		"gen/python/pyproject.toml": "[build-system]\nrequires = [\"hatchling\"]\nbuild-backend = \"hatchling.build\"\n\n" +
			"[project]\nname = \"qdrant-example\"\nversion = \"0.1.0\"\nreadme = \"missing.md\"\n",
		"gen/ts/package.json": `{"version": "0.1.0"}`, "gen/ts/version.js": `export const version = "0.1.0";`, "gen/ts/version.cjs": `const version = exports.version = "0.1.0";`,
	})
	before, env := tree(t, root), tools(t)
	for _, id := range []lang.ID{lang.Python, lang.TypeScript} {
		o := options(root, "dist", "0.1.0")
		o.Languages = []lang.ID{id}
		if _, err := All(t.Context(), env, o); run.ExitCode(err) <= 0 {
			t.Errorf("%s: %v", id, err)
		}
	}
	if diff := cmp.Diff(before, tree(t, root)); diff != "" {
		t.Errorf("files (-before +after):\n%s", diff)
	}
}
