package pack

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/module"
	"golang.org/x/mod/sumdb/dirhash"
	"golang.org/x/mod/zip"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/gomod"
)

// code are the files of the contract in a folder, by their paths in it.
func code(t *testing.T, dir string) map[string]string {
	t.Helper()
	members, err := folder(dir)
	if err != nil {
		t.Fatal(err)
	}
	found := map[string]string{}
	for _, m := range members {
		if strings.HasPrefix(m.Name, namespace) {
			found[m.Name] = m.SHA256()
		}
	}
	if len(found) < 20 {
		t.Errorf("%s has only %d files of the contract", dir, len(found))
	}
	return found
}

// TestClientsTakeThem has the real clients of each ecosystem install what was packed, without a network, and compares what
// they have written with gen.
func TestClientsTakeThem(t *testing.T) {
	env := tools(t)
	byFile := map[string]Artifact{}
	for _, a := range packedOnce(t) {
		byFile[string(a.Language)+filepath.Ext(a.File)] = a
	}

	t.Run("go", func(t *testing.T) { goTakes(t, byFile) })
	t.Run("python", func(t *testing.T) { pythonTakes(t, byFile, env) })
	t.Run("npm", func(t *testing.T) { npmTakes(t, byFile["ts.tgz"]) })
}

func goTakes(t *testing.T, byFile map[string]Artifact) {
	t.Helper()
	zipped, proxy, cache := byFile["go.zip"], t.TempDir(), t.TempDir()
	modules, err := gomod.NewFolder("proxy", proxy)
	if err != nil {
		t.Fatal(err)
	}
	for _, end := range []string{".info", ".mod", ".zip"} {
		a := byFile["go"+end]
		upload := feed.Artifact{Package: a.Package, Version: a.Version, File: a.File, Path: a.Path, Size: a.Size, SHA256: a.SHA256}
		if err := modules.Upload(t.Context(), upload); err != nil {
			t.Fatal(err)
		}
	}
	said, err := run.Output(t.Context(), run.Cmd{
		Args: []string{"go", "mod", "download", "-json", zipped.Package + "@" + zipped.Version}, Dir: t.TempDir(),
		Env: []string{"GOPROXY=file://" + proxy, "GOMODCACHE=" + cache, "GOFLAGS=-modcacherw", "GONOSUMDB=*", "GOPRIVATE=", "GOWORK=off", "GOTOOLCHAIN=local"},
	})
	if err != nil {
		t.Fatal(err)
	}
	var got struct {
		Dir, Sum string
		Origin   struct{ VCS, URL, Subdir, Hash string }
	}
	if err := json.Unmarshal(said, &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(code(t, "../../../gen/go"), code(t, got.Dir)); diff != "" {
		t.Errorf("files (-gen +installed):\n%s", diff)
	}
	// The sum that users write into go.sum is that of the folder in git: fetching it from there is the same.
	fromFolder, err := os.Create(filepath.Join(t.TempDir(), "folder.zip"))
	if err != nil {
		t.Fatal(err)
	}
	defer fromFolder.Close()
	if err := zip.CreateFromDir(fromFolder, module.Version{Path: zipped.Package, Version: zipped.Version}, "../../../gen/go"); err != nil {
		t.Fatal(err)
	}
	want, err := dirhash.HashZip(fromFolder.Name(), dirhash.Hash1)
	if err != nil || got.Sum != want {
		t.Errorf("the sum is %s, that of gen/go %s (%v)", got.Sum, want, err)
	}
	if got.Origin.Hash != commit || got.Origin.Subdir != "gen/go" {
		t.Errorf("the origin is %+v", got.Origin)
	}
}

func pythonTakes(t *testing.T, byFile map[string]Artifact, env []string) {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	python := toolchain.New(root, progress.Discard()).PythonPath()
	for _, end := range []string{".whl", ".gz"} {
		target := t.TempDir()
		// The source distribution is built with the pinned hatchling, and not with one that uv would have to download.
		err := run.Run(t.Context(), run.Cmd{
			Args: []string{
				"uv", "pip", "install", "--quiet", "--offline", "--no-deps", "--no-build-isolation", "--no-cache", "--no-config",
				"--python", python, "--target", target, byFile["python"+end].Path,
			},
			Env: env, Dir: t.TempDir(),
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(code(t, "../../../gen/python"), code(t, target)); diff != "" {
			t.Errorf("%s: files (-gen +installed):\n%s", end, diff)
		}
		if _, err := os.Stat(filepath.Join(target, "qdrant_cloud_public_api-1.2.3rc1.dist-info", "METADATA")); err != nil {
			t.Error(err)
		}
	}
}

func npmTakes(t *testing.T, tarball Artifact) {
	t.Helper()
	dir := t.TempDir()
	put(t, dir, "package.json", `{"name": "consumer", "private": true}`)
	// Its dependencies are for a test with a network; here it is one that is asked for and found.
	put(t, dir, "stub/package.json", `{"name": "@bufbuild/protobuf", "version": "2.99.0"}`)
	err := run.Run(t.Context(), run.Cmd{
		Args: []string{
			"npm", "install", "--offline", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error",
			"./stub", tarball.Path,
		},
		Dir: dir, Env: []string{"npm_config_cache=" + t.TempDir()},
	})
	if err != nil {
		t.Fatal(err)
	}
	installed := filepath.Join(dir, "node_modules", "@qdrant", "qdrant-cloud-public-api")
	if diff := cmp.Diff(code(t, "../../../gen/ts"), code(t, installed)); diff != "" {
		t.Errorf("files (-gen +installed):\n%s", diff)
	}
}
