package release

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// TestClientsOfACandidate: npm, pip and go install a candidate for those who ask for it, and the last release for the others.
func TestClientsOfACandidate(t *testing.T) {
	fulltest.Only(t, "runs npm, pip and go")
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	tools := toolchain.New(root, progress.Discard())
	if err := tools.Ensure(t.Context(), toolchain.PythonDev); err != nil {
		t.Fatal(err)
	}
	w := newLineageWorld(t)
	settings, err := config.Load(w.repo)
	if err != nil {
		t.Fatal(err)
	}
	at, err := w.c.production(t.Context(), settings, "")
	if err != nil {
		t.Fatal(err)
	}
	for _, text := range []string{"0.174.0", "0.175.0-rc.1"} {
		w.holds(t, text, []archive.Member{{Name: "which.txt", Content: []byte(text)}}, lang.Go, lang.Python, lang.TypeScript)
		v, err := version.Parse(text)
		if err != nil {
			t.Fatal(err)
		}
		for _, tag := range version.DistTags(v, version.Line{}, nil) {
			err := at.of(lang.TypeScript)[0].feed.(feed.Tagger).Tag(t.Context(), settings.SDKs.Package(lang.TypeScript), tag, text)
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	npm, python, golang := settings.SDKs.Package(lang.TypeScript), settings.SDKs.Package(lang.Python), settings.SDKs.Package(lang.Go)
	use := func(args ...string) (dir string) {
		dir = t.TempDir()
		for name, content := range map[string]string{"go.mod": "module example.com/app\n\ngo 1.24\n", "package.json": `{"name": "app", "private": true}`} {
			w.writeTo(t, dir, name, content)
		}
		env := append(tools.Env(), "HOME="+t.TempDir(), "NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1",
			"npm_config_registry="+w.server.URL+"/npm/", "npm_config_cache="+t.TempDir(), "npm_config_update_notifier=false",
			"PIP_CONFIG_FILE="+os.DevNull, "PIP_NO_CACHE_DIR=1", "PIP_DISABLE_PIP_VERSION_CHECK=1",
			"GOENV=off", "GOPROXY="+w.server.URL+"/go", "GONOSUMDB=*", "GOPRIVATE=", "GOFLAGS=-modcacherw", "GOMODCACHE="+t.TempDir(), "GOTOOLCHAIN=local")
		if err := run.Run(t.Context(), run.Cmd{Args: args, Dir: dir, Kind: environ.Tests, Env: env}); err != nil {
			t.Errorf("%s: %v", strings.Join(args, " "), err)
		}
		return dir
	}
	pip := []string{tools.PythonPath(), "-m", "pip", "install", "--no-input", "--target", "target", "--index-url", w.server.URL + "/pypi/simple/"}
	for want, all := range map[string]map[string][]string{
		"0.174.0": {
			filepath.Join("node_modules", npm, "package.json"): {"npm", "install", npm},
			filepath.Join("target", "which.txt"):               append(pip[:len(pip):len(pip)], python),
			"go.mod":                                           {"go", "get", golang},
		},
		"0.175.0-rc.1": {
			filepath.Join("node_modules", npm, "package.json"): {"npm", "install", npm + "@next"},
			filepath.Join("target", "which.txt"):               append(pip[:len(pip):len(pip)], "--pre", python),
			"go.mod":                                           {"go", "get", golang + "@v0.175.0-rc.1"},
		},
	} {
		for file, args := range all {
			content, err := os.ReadFile(filepath.Join(use(args...), file))
			if err != nil || !strings.Contains(string(content), want) {
				t.Errorf("%s: got %s, %v, want %s", strings.Join(args, " "), content, err, want)
			}
		}
	}
}
