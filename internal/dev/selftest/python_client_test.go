package selftest

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
)

// pythonOutputs are what the programs of the README and the examples of the client print, against a server with one cluster.
var pythonOutputs = map[string]string{
	"readme_quickstart":   `^\S{36} archive\n$`,
	"readme_asynchronous": `^1\n$`,
	"readme_recipes":      `(?s)^.*\nqdb_\S+\n1 of 1\nthere is no such cluster\n/qdrant.cloud.cluster.v1.ClusterService/GetCluster\n$`,
	"quickstart":          `^\S{36} archive\n$`,
	"paging":              `^0 of 0\n$`,
	"create_and_wait":     `(?s)^(CLUSTER_PHASE_CREATING\n)*CLUSTER_PHASE_HEALTHY\nsearch is healthy\nit is gone\n$`,
	"errors":              `(?s)^there is no such cluster\ncluster.name must be .*cluster.configuration value is required\n$`,
	"update":              `^\S{36} renamed\n$`,
	"asynchronous":        `^1 clusters, 0 backups\n\S{36} archive\n$`,
}

// testClient runs the tests of the client, its examples and the programs of the README, and has the type checkers read these.
func (p *pythonPackage) testClient(t *testing.T) {
	python, dir := p.install(t, p.wheel+"[pytest,rest,types,validate]"), t.TempDir()
	with := func(args ...string) []string {
		return append([]string{"env", "QDRANT_CLOUD_EMULATOR=" + p.emulator(t), python}, args...)
	}

	out, ok := p.run(t, dir, with("-m", "pytest", "-q", "-p", "no:cacheprovider", filepath.Join(p.root, "runtime", "python", "tests"))...)
	if !ok {
		t.Error(out)
	}
	t.Log(regexp.MustCompile(`(?m)^import .*$`).FindString(out))

	programs := pythonPrograms(t, dir)
	if found := slices.Sorted(maps.Keys(programs)); !slices.Equal(found, slices.Sorted(maps.Keys(pythonOutputs))) {
		t.Errorf("the programs are %v, and not those of the table", found)
	}
	paths := slices.Sorted(maps.Values(programs))
	out, ok = p.run(t, dir, with(append([]string{filepath.Join(p.root, pythonTestdata, "programs.py")}, paths...)...)...)
	printed := map[string]string{}
	if err := json.Unmarshal([]byte(out), &printed); err != nil || !ok {
		t.Fatalf("%v:\n%s", err, out)
	}
	for name, want := range pythonOutputs {
		if !regexp.MustCompile(want).MatchString(printed[name]) {
			t.Errorf("%s prints\n%s", name, printed[name])
		}
	}

	checked := filepath.Dir(programs["readme_recipes"])
	if out, ok := p.run(t, checked, pyright(t, python, checked)...); !ok {
		t.Error(out)
	}
	p.testSources(t, python)
	// One run for the client and for all programs with it: most of the work is what they import.
	modules := slices.Concat(emulatorTests(t, checked), moduleNames(paths), []string{"-p", "qdrant.cloud.client"}, clientModules(t, p.root))
	if out, ok := p.run(t, checked, append([]string{
		"mypy", "--strict", "--python-version", "3.10", "--python-executable", python, "--cache-dir", p.cache, "--no-pretty",
	}, modules...)...); !ok {
		t.Error(out)
	}
}

// testSources has pyright read the client itself, in a copy, because it checks nothing of what is installed.
func (p *pythonPackage) testSources(t *testing.T, python string) {
	t.Helper()
	dir := t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "qdrant"), os.DirFS(filepath.Join(p.root, "gen", "python", "qdrant"))); err != nil {
		t.Fatal(err)
	}
	// The modules of the client use each other's private names, which users do not.
	settings := `{"typeCheckingMode": "strict", "include": ["qdrant/cloud/client", "qdrant/cloud/**/*_client.py"], "reportPrivateUsage": "none", "pythonVersion": "3.10"}`
	if err := os.WriteFile(filepath.Join(dir, "pyrightconfig.json"), []byte(settings), 0o600); err != nil {
		t.Fatal(err)
	}
	if out, ok := p.run(t, dir, pyright(t, python, dir)...); !ok {
		t.Error(out)
	}
}

// pythonPrograms puts the examples and the programs of the README into a folder, and returns their paths. The recipes of the README
// build upon each other, so they are one program.
func pythonPrograms(t *testing.T, dir string) map[string]string {
	t.Helper()
	contents := map[string]string{}
	examples, err := filepath.Glob(root("gen", "python", "examples", "client", "*.py"))
	if err != nil {
		t.Fatal(err)
	}
	for _, example := range examples {
		contents[strings.TrimSuffix(filepath.Base(example), ".py")] = read(t, "gen/python/examples/client/"+filepath.Base(example))
	}
	page, err := markdown.Parse(read(t, "gen/python/README.md"))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"readme_quickstart", "readme_asynchronous"}
	for _, block := range page.Blocks {
		if block.Language != "python" {
			continue
		}
		name := "readme_recipes"
		if len(names) > 0 {
			name, names = names[0], names[1:]
		}
		contents[name] += block.Text
	}
	if lines := strings.Count(contents["readme_quickstart"], "\n") - strings.Count(contents["readme_quickstart"], "\n\n"); lines > 5 {
		t.Errorf("the first program of the README has %d lines, more than 5", lines)
	}
	programs := map[string]string{}
	folder := filepath.Join(dir, "programs")
	if err := os.Mkdir(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	contents["pyrightconfig.json"] = `{"typeCheckingMode": "strict"}`
	for name, content := range contents {
		file := filepath.Join(folder, name)
		if filepath.Ext(name) == "" {
			file += ".py"
			programs[name] = file
		}
		if err := os.WriteFile(file, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return programs
}

// moduleNames are arguments of mypy for programs in its folder.
func moduleNames(paths []string) []string {
	var args []string
	for _, path := range paths {
		args = append(args, "-m", strings.TrimSuffix(filepath.Base(path), ".py"))
	}
	return args
}

// clientModules are arguments of mypy for the generated modules.
func clientModules(t *testing.T, top string) []string {
	t.Helper()
	var args []string
	base := filepath.Join(top, "gen", "python")
	err := filepath.WalkDir(base, func(path string, _ os.DirEntry, err error) error {
		if below, ok := strings.CutSuffix(strings.TrimPrefix(path, base+"/"), "_client.py"); ok {
			args = append(args, "-m", strings.ReplaceAll(below, "/", ".")+"_client")
		}
		return err
	})
	if err != nil || len(args) == 0 {
		t.Fatal(fmt.Errorf("no modules of the client: %w", err))
	}
	return args
}
