package selftest

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
	"net/mail"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
)

// mostWheel is how many bytes the wheel may have.
const mostWheel = 400_000

// pythonPackage is the packed Python SDK, and environments in which it is installed.
type pythonPackage struct {
	root         string
	env          []string
	wheel, sdist string
	plain        string // plain is the interpreter of an environment with the package alone.
	typed        string // typed is that of one with the extra for type checkers.
	cache        string // cache is where mypy keeps what it knows of the standard library.
}

func packPython(t *testing.T) *pythonPackage {
	t.Helper()
	top, err := filepath.Abs(root())
	if err != nil {
		t.Fatal(err)
	}
	chain := toolchain.New(top, progress.Discard())
	if err := chain.Ensure(context.Background(), toolchain.Python, toolchain.PythonChecks); err != nil {
		t.Fatal(err)
	}
	number, err := version.Parse("0.1.0")
	if err != nil {
		t.Fatal(err)
	}
	p := &pythonPackage{root: top, env: chain.Env(), cache: t.TempDir()}
	artifacts, err := pack.All(t.Context(), p.env, pack.Options{
		Root: top, Out: t.TempDir(), Languages: []lang.ID{lang.Python}, Version: number,
		Commit: strings.Repeat("0", 40), Time: time.Unix(1e9, 0), Project: need(t, settings).Project,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, artifact := range artifacts {
		switch {
		case strings.HasSuffix(artifact.File, ".whl"):
			p.wheel = artifact.Path
		case strings.HasSuffix(artifact.File, ".tar.gz"):
			p.sdist = artifact.Path
		}
	}
	p.plain, p.typed = p.install(t, p.wheel), p.install(t, p.wheel+"[types]")
	return p
}

// run runs a program, and returns what it printed and whether it succeeded.
func (p *pythonPackage) run(t *testing.T, dir string, args ...string) (string, bool) {
	t.Helper()
	var out strings.Builder
	err := run.Run(t.Context(), run.Cmd{Args: args, Dir: dir, Env: append(p.env, "VALIDATE_PYPROJECT_NO_NETWORK=1"), Stdout: &out, Stderr: &out})
	return out.String(), err == nil
}

// install returns the interpreter of a new environment with a requirement, and with the pinned versions of what that requires.
func (p *pythonPackage) install(t *testing.T, requirement string) string {
	t.Helper()
	dir := t.TempDir()
	python := filepath.Join(dir, "bin", "python")
	for _, args := range [][]string{
		{"uv", "venv", "--quiet", "--clear", "--no-python-downloads", "--python", "python3", dir},
		{"uv", "pip", "install", "--quiet", "--python", python, "--only-binary", ":all:", "--constraints", filepath.Join(p.root, "tools/pythonchecks/user.txt"), requirement},
	} {
		if out, ok := p.run(t, dir, args...); !ok {
			t.Fatalf("%q:\n%s", args, out)
		}
	}
	return python
}

// The package passes the checks of users and indexes, without and with the extra for type checkers.
func TestPythonPackage(t *testing.T) {
	fulltest.Only(t, "installs packages for Python, and runs type checkers")
	p := packPython(t)
	t.Run("archives", p.testArchives)
	t.Run("metadata", p.testMetadata)
	t.Run("namespace", p.testNamespace)
	t.Run("types", p.testTypes)
	t.Run("typos", p.testTypos)
	t.Run("emulator", p.testEmulator)
	t.Run("client", p.testClient)
}

func (p *pythonPackage) testArchives(t *testing.T) {
	for _, args := range [][]string{
		{"twine", "check", "--strict", p.wheel, p.sdist},
		{"twine-7", "check", "--strict", p.wheel, p.sdist},
		{"check-wheel-contents", p.wheel},
		{"validate-pyproject", filepath.Join(p.root, "gen", "python", "pyproject.toml")},
	} {
		if out, ok := p.run(t, t.TempDir(), args...); !ok {
			t.Errorf("%q:\n%s", args, out)
		}
	}
	info, err := os.Stat(p.wheel)
	if err != nil {
		t.Fatal(err)
	}
	if info.Size() > mostWheel {
		t.Errorf("the wheel has %d bytes, more than %d", info.Size(), mostWheel)
	}
}

func (p *pythonPackage) testMetadata(t *testing.T) {
	archive, err := zip.OpenReader(p.wheel)
	if err != nil {
		t.Fatal(err)
	}
	defer archive.Close() //nolint:errcheck // It was only read.
	at := slices.IndexFunc(archive.File, func(f *zip.File) bool { return path.Base(f.Name) == "METADATA" })
	if at < 0 {
		t.Fatal("the wheel has no METADATA")
	}
	file, err := archive.File[at].Open()
	if err != nil {
		t.Fatal(err)
	}
	content, err := io.ReadAll(file)
	if err != nil {
		t.Fatal(err)
	}
	message, err := mail.ReadMessage(strings.NewReader(string(content)))
	if err != nil {
		t.Fatal(err)
	}
	cfg := need(t, settings)
	got := map[string][]string{}
	for _, field := range []string{"Metadata-Version", "License-Expression", "License-File", "Requires-Python", "Provides-Extra"} {
		got[field] = message.Header[field]
	}
	if diff := cmp.Diff(map[string][]string{
		"Metadata-Version": {"2.4"}, "License-Expression": {string(cfg.Project.License)}, "License-File": {"LICENSE"},
		"Requires-Python": {string(cfg.SDKs.Python.RequiresPython)}, "Provides-Extra": {"pytest", "rest", "types", "validate"},
	}, got); diff != "" {
		t.Errorf("METADATA (-want +got):\n%s", diff)
	}
	var labels []string
	for _, url := range message.Header["Project-Url"] {
		label, _, _ := strings.Cut(url, ",")
		labels = append(labels, label)
	}
	slices.Sort(labels)
	if diff := cmp.Diff([]string{"Changelog", "Documentation", "Homepage", "Issues", "Repository"}, labels); diff != "" {
		t.Errorf("Project-URL (-want +got):\n%s", diff)
	}
	// The versions that classifiers name begin with the one that is required, and have no gap.
	var minors []string
	for _, classifier := range message.Header["Classifier"] {
		if minor, ok := strings.CutPrefix(classifier, "Programming Language :: Python :: 3."); ok {
			minors = append(minors, minor)
		}
	}
	for i, minor := range minors {
		if minor != strconv.Itoa(10+i) {
			t.Errorf("the classifiers name the versions 3.%s", strings.Join(minors, ", 3."))
		}
	}
	if len(minors) < 5 || cfg.SDKs.Python.RequiresPython != ">=3.10" {
		t.Errorf("the classifiers name %d versions, and %s is required", len(minors), cfg.SDKs.Python.RequiresPython)
	}
}

func (p *pythonPackage) testNamespace(t *testing.T) {
	if out, ok := p.run(t, t.TempDir(), p.plain, "-I", filepath.Join(p.root, pythonTestdata, "namespace.py"), p.wheel, t.TempDir()); !ok {
		t.Error(out)
	}
}

// testEmulator runs the tests of docs/testing.md as they stand there.
func (p *pythonPackage) testEmulator(t *testing.T) {
	python, dir := p.install(t, p.wheel+"[pytest,types]"), t.TempDir()
	program := filepath.Join(dir, "qdrant-cloud-emulator")
	if out, ok := p.run(t, p.root, "go", "build", "-o", program, "./cmd/qdrant-cloud-emulator"); !ok {
		t.Fatal(out)
	}
	page, err := markdown.Parse(file(t, p.root, "docs/testing.md"))
	if err != nil {
		t.Fatal(err)
	}
	names := []string{"conftest.py", "test_clusters.py"}
	for _, block := range page.Blocks {
		if block.Language != "python" {
			continue
		}
		if len(names) == 0 {
			t.Fatal("docs/testing.md has more than two programs in Python")
		}
		if err := os.WriteFile(filepath.Join(dir, names[0]), []byte(block.Text), 0o644); err != nil {
			t.Fatal(err)
		}
		names = names[1:]
	}
	if out, ok := p.run(t, dir, "env", "QDRANT_CLOUD_EMULATOR="+program, python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_clusters.py"); !ok || !strings.Contains(out, "2 passed") {
		t.Error(out)
	}
	if out, ok := p.run(t, dir, "mypy", "--strict", "--python-executable", python, "--cache-dir", p.cache, "--no-pretty", "conftest.py", "test_clusters.py"); !ok {
		t.Error(out)
	}
	out, _ := p.run(t, dir, python, "-c", "from qdrant.cloud.emulator import *\ntry:\n    Emulator(command=['./nowhere'])\nexcept EmulatorError as error:\n    print(error)")
	if !strings.HasPrefix(out, "./nowhere can't be started: ") {
		t.Errorf("a program that is not there: %s", out)
	}
}

const pythonTestdata = "internal/dev/selftest/testdata/python"

// mypy and pyright return what the type checkers find in a program in their strict modes, as lines like "main.py:7: text".
func (p *pythonPackage) mypy(t *testing.T, python, program string) []string {
	t.Helper()
	dir := p.program(t, program)
	out, _ := p.run(t, dir, "mypy", "--strict", "--python-executable", python, "--cache-dir", p.cache, "--no-pretty", "--no-error-summary", program)
	return findings(out, regexp.MustCompile(`(?m)^(.*\.py:\d+): error: (.*)$`))
}

func (p *pythonPackage) pyright(t *testing.T, python, program string) []string {
	t.Helper()
	dir := p.program(t, program)
	out, ok := p.run(t, dir, "pyright", "--pythonpath", python, "--project", dir)
	found := findings(out, regexp.MustCompile(`(?m)^ *(.*\.py:\d+):\d+ - error: (.*)$`))
	if ok != (len(found) == 0) {
		t.Fatalf("pyright failed:\n%s", out)
	}
	return found
}

// program puts a program into a new folder, with the settings of pyright.
func (p *pythonPackage) program(t *testing.T, name string) string {
	t.Helper()
	return write(t, map[string]string{
		name:                 file(t, filepath.Join(p.root, pythonTestdata), name),
		"pyrightconfig.json": `{"typeCheckingMode": "strict"}`,
	})
}

func findings(out string, pattern *regexp.Regexp) []string {
	var found []string
	for _, match := range pattern.FindAllStringSubmatch(out, -1) {
		found = append(found, filepath.Base(match[1])+": "+match[2])
	}
	return found
}

func (p *pythonPackage) testTypes(t *testing.T) {
	const program = "main.py"
	for name, found := range map[string][]string{
		"mypy with the extra": p.mypy(t, p.typed, program), "pyright with the extra": p.pyright(t, p.typed, program), "pyright alone": p.pyright(t, p.plain, program),
	} {
		if len(found) > 0 {
			t.Errorf("%s finds\n%s", name, strings.Join(found, "\n"))
		}
	}
	// Without the extra, mypy misses the stubs of grpc where the program itself imports grpc, and finds nothing else.
	missing := regexp.MustCompile(`Library stubs not installed for "grpc(\.aio)?"`)
	found := p.mypy(t, p.plain, program)
	if len(found) != 2 || !missing.MatchString(found[0]) || !missing.MatchString(found[1]) {
		t.Errorf("mypy alone finds\n%s", strings.Join(found, "\n"))
	}
	if out, ok := p.run(t, t.TempDir(), p.plain, "-I", filepath.Join(p.root, pythonTestdata, program)); !ok {
		t.Errorf("the program fails:\n%s", out)
	}
}

func (p *pythonPackage) testTypos(t *testing.T) {
	const program = "typos.py"
	var wrong, known []string // known are those that are found without stubs of protobuf.
	for i, line := range strings.Split(file(t, filepath.Join(p.root, pythonTestdata), program), "\n") {
		at := fmt.Sprintf("%s:%d", program, i+1)
		if strings.HasSuffix(line, "# WRONG") {
			known = append(known, at)
		}
		if strings.HasSuffix(line, "# WRONG") || strings.HasSuffix(line, "# UNKNOWN") {
			wrong = append(wrong, at)
		}
	}
	for _, test := range []struct {
		name        string
		found, want []string
	}{
		{"mypy with the extra", p.mypy(t, p.typed, program), wrong},
		{"mypy alone", p.mypy(t, p.plain, program), known},
		{"pyright with the extra", p.pyright(t, p.typed, program), wrong},
		{"pyright alone", p.pyright(t, p.plain, program), wrong},
	} {
		var lines []string
		for _, finding := range test.found {
			line, _, _ := strings.Cut(finding, ": ")
			lines = append(lines, line)
		}
		if diff := cmp.Diff(test.want, slices.Compact(lines)); diff != "" {
			t.Errorf("%s (-wrong +found):\n%s\n%s", test.name, diff, strings.Join(test.found, "\n"))
		}
	}
}
