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
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/emulator"
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
	if err := chain.Ensure(context.Background(), toolchain.PythonDev, toolchain.PythonChecks); err != nil {
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

// pyright returns the arguments that run pyright on a project. V8 has functions run longer than by default before it optimizes them, which
// takes a third off the processor time.
func pyright(t *testing.T, python, project string) []string {
	t.Helper()
	script, err := filepath.EvalSymlinks(root(toolchain.CacheDir, "bin", "pyright"))
	if err != nil {
		t.Fatal(err)
	}
	return []string{"node", "--interrupt-budget=800000", script, "--pythonpath", python, "--project", project}
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
	found := p.typeCheck(t)
	t.Run("types", func(t *testing.T) { p.testTypes(t, found) })
	t.Run("typos", func(t *testing.T) { p.testTypos(t, found) })
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
	defer archive.Close()
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

// emulator is the path of the emulator of this tree.
func (p *pythonPackage) emulator(t *testing.T) string {
	t.Helper()
	program, err := emulator.Program(t.Context(), p.root)
	if err != nil {
		t.Fatal(err)
	}
	return program
}

// testEmulator runs the tests of docs/testing.md as they stand there.
func (p *pythonPackage) testEmulator(t *testing.T) {
	python, dir := p.install(t, p.wheel+"[pytest]"), t.TempDir()
	emulatorTests(t, dir)
	if out, ok := p.run(t, dir, "env", "QDRANT_CLOUD_EMULATOR="+p.emulator(t), python, "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_clusters.py"); !ok || !strings.Contains(out, "2 passed") {
		t.Error(out)
	}
	out, _ := p.run(t, dir, python, "-c", "from qdrant.cloud.emulator import *\ntry:\n    Emulator(command=['./nowhere'])\nexcept EmulatorError as error:\n    print(error)")
	if !strings.HasPrefix(out, "./nowhere can't be started: ") {
		t.Errorf("a program that is not there: %s", out)
	}
}

// emulatorTests writes the tests of docs/testing.md into a folder, and returns arguments of mypy for them.
func emulatorTests(t *testing.T, dir string) []string {
	t.Helper()
	var programs []string
	for _, block := range document(t, "docs/testing.md").Blocks {
		if block.Language == "python" {
			programs = append(programs, block.Text)
		}
	}
	paths := []string{filepath.Join(dir, "conftest.py"), filepath.Join(dir, "test_clusters.py")}
	if len(programs) != len(paths) {
		t.Fatalf("docs/testing.md has %d programs in Python, want %d", len(programs), len(paths))
	}
	for i, path := range paths {
		if err := os.WriteFile(path, []byte(programs[i]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return moduleNames(paths)
}

const pythonTestdata = "internal/dev/selftest/testdata/python"

// typedPrograms are what the type checkers read, all at once: most of their work is what a program imports.
var typedPrograms = []string{typedProgram, typosProgram}

const (
	typedProgram = "main.py"
	typosProgram = "typos.py"
)

// typeFindings are what the type checkers find in the programs in their strict modes, by checker and environment, as lines like
// "main.py:7: text".
type typeFindings map[string][]string

// in are the findings in a program.
func (f typeFindings) in(checker, program string) []string {
	return slices.DeleteFunc(slices.Clone(f[checker]), func(line string) bool { return !strings.HasPrefix(line, program+":") })
}

// typeCheck runs the type checkers on the programs, in the environments without and with the extra.
func (p *pythonPackage) typeCheck(t *testing.T) typeFindings {
	t.Helper()
	all := typeFindings{}
	for name, python := range map[string]string{"with the extra": p.typed, "alone": p.plain} {
		all["mypy "+name], all["pyright "+name] = p.mypy(t, python), p.pyright(t, python)
	}
	return all
}

func (p *pythonPackage) mypy(t *testing.T, python string) []string {
	t.Helper()
	args := append([]string{"mypy", "--strict", "--python-executable", python, "--cache-dir", p.cache, "--no-pretty", "--no-error-summary"}, typedPrograms...)
	out, _ := p.run(t, p.programs(t), args...)
	return findings(out, regexp.MustCompile(`(?m)^(.*\.py:\d+): error: (.*)$`))
}

func (p *pythonPackage) pyright(t *testing.T, python string) []string {
	t.Helper()
	dir := p.programs(t)
	out, ok := p.run(t, dir, pyright(t, python, dir)...)
	found := findings(out, regexp.MustCompile(`(?m)^ *(.*\.py:\d+):\d+ - error: (.*)$`))
	if ok != (len(found) == 0) {
		t.Fatalf("pyright failed:\n%s", out)
	}
	return found
}

// programs puts the programs into a new folder, with the settings of pyright.
func (p *pythonPackage) programs(t *testing.T) string {
	t.Helper()
	files := map[string]string{"pyrightconfig.json": `{"typeCheckingMode": "strict"}`}
	for _, name := range typedPrograms {
		files[name] = file(t, filepath.Join(p.root, pythonTestdata), name)
	}
	return write(t, files)
}

func findings(out string, pattern *regexp.Regexp) []string {
	var found []string
	for _, match := range pattern.FindAllStringSubmatch(out, -1) {
		found = append(found, filepath.Base(match[1])+": "+match[2])
	}
	return found
}

func (p *pythonPackage) testTypes(t *testing.T, found typeFindings) {
	t.Helper()
	for _, checker := range []string{"mypy with the extra", "pyright with the extra", "pyright alone"} {
		if found := found.in(checker, typedProgram); len(found) > 0 {
			t.Errorf("%s finds\n%s", checker, strings.Join(found, "\n"))
		}
	}
	// Without the extra, mypy misses the stubs of grpc where the program itself imports grpc, and finds nothing else.
	missing := regexp.MustCompile(`Library stubs not installed for "grpc(\.aio)?"`)
	alone := found.in("mypy alone", typedProgram)
	if len(alone) != 2 || !missing.MatchString(alone[0]) || !missing.MatchString(alone[1]) {
		t.Errorf("mypy alone finds\n%s", strings.Join(alone, "\n"))
	}
	if out, ok := p.run(t, t.TempDir(), p.plain, "-I", filepath.Join(p.root, pythonTestdata, typedProgram)); !ok {
		t.Errorf("the program fails:\n%s", out)
	}
}

func (p *pythonPackage) testTypos(t *testing.T, found typeFindings) {
	t.Helper()
	var wrong, known []string // known are those that are found without stubs of protobuf.
	for i, line := range strings.Split(file(t, filepath.Join(p.root, pythonTestdata), typosProgram), "\n") {
		at := fmt.Sprintf("%s:%d", typosProgram, i+1)
		if strings.HasSuffix(line, "# WRONG") {
			known = append(known, at)
		}
		if strings.HasSuffix(line, "# WRONG") || strings.HasSuffix(line, "# UNKNOWN") {
			wrong = append(wrong, at)
		}
	}
	for checker, want := range map[string][]string{
		"mypy with the extra": wrong, "mypy alone": known, "pyright with the extra": wrong, "pyright alone": wrong,
	} {
		var lines []string
		for _, finding := range found.in(checker, typosProgram) {
			line, _, _ := strings.Cut(finding, ": ")
			lines = append(lines, line)
		}
		if diff := cmp.Diff(want, slices.Compact(lines)); diff != "" {
			t.Errorf("%s (-wrong +found):\n%s\n%s", checker, diff, strings.Join(found.in(checker, typosProgram), "\n"))
		}
	}
}
