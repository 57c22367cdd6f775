package toolchain

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"go.yaml.in/yaml/v3"
	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/langtest"
)

// fake returns a toolchain of one set, in an empty checkout. install is what the installation does.
func fake(t *testing.T, install func(ctx context.Context, root, dir string) error) *Toolchain {
	t.Helper()
	tools := New(t.TempDir(), progress.Discard())
	tools.kits = map[Set]kit{Node: {
		name: "Node tools", slug: "node", locks: []string{"lock"}, install: install, links: executables("bin"),
	}}
	write(t, filepath.Join(tools.root, "lock"), "1")
	return tools
}

func write(t *testing.T, path, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), 0o755); err != nil {
		t.Fatal(err)
	}
}

func TestEveryLanguageHasTools(t *testing.T) { langtest.Complete(t, "Languages", Languages) }

func TestInstalledOncePerLock(t *testing.T) {
	installs := 0
	tools := fake(t, func(_ context.Context, root, dir string) error {
		installs++
		lock, err := os.ReadFile(filepath.Join(root, "lock"))
		write(t, filepath.Join(dir, "bin", "tool"), string(lock))
		return err
	})
	for range 2 {
		if err := tools.Ensure(t.Context(), Node); err != nil {
			t.Fatal(err)
		}
	}
	if installs != 1 {
		t.Errorf("installed %d times", installs)
	}
	write(t, filepath.Join(tools.root, "lock"), "2")
	if err := tools.Ensure(t.Context(), Node); err != nil {
		t.Fatal(err)
	}
	if content, err := os.ReadFile(tools.Tool("tool")); err != nil || string(content) != "2" {
		t.Errorf("after a change of the lock the tool is %q, %v", content, err)
	}
}

func TestSourceDecidesToo(t *testing.T) {
	tools := fake(t, nil)
	tools.kits[Node] = kit{locks: []string{"lock"}, source: "cmd/rules"}
	write(t, filepath.Join(tools.root, "go.mod"), "module example.com/m\n")
	write(t, filepath.Join(tools.root, "cmd/rules/main.go"), "package main\n\nimport \"example.com/m/rules\"\n")
	write(t, filepath.Join(tools.root, "rules/rules.go"), "package rules\n")
	key := func() string {
		t.Helper()
		_, key, err := tools.dir(Node)
		if err != nil {
			t.Fatal(err)
		}
		return key
	}
	seen := map[string]bool{key(): true}
	for name, content := range map[string]string{
		"lock": "2", "cmd/rules/main.go": "package main\n\nimport _ \"example.com/m/rules\"\n", "rules/rules.go": "package rules // Other ones.\n",
	} {
		write(t, filepath.Join(tools.root, name), content)
		seen[key()] = true
	}
	write(t, filepath.Join(tools.root, "other/other.go"), "package other\n")
	seen[key()] = true
	if len(seen) != 4 {
		t.Errorf("%d keys after 3 changes of what decides and one of what does not", len(seen))
	}
}

// What a run remembers of the files that it saw may be kept only under a key that covers these files. The keys of the workflows
// cover the locks, so the tools that follow from these alone are all that may be kept.
func TestWorkflowsKeepToolsOnly(t *testing.T) {
	const root = "../../.."
	var folders, locks []string
	for _, kit := range kits {
		if kit.source == "" {
			folders = append(folders, CacheDir+"/"+kit.slug+"-*")
			locks = append(locks, kit.locks...)
		}
	}
	slices.Sort(folders)
	workflows, err := filepath.Glob(filepath.Join(root, ".github/workflows/*.yml"))
	if err != nil {
		t.Fatal(err)
	}
	quoted := regexp.MustCompile(`'([^']+)'`)
	caches := 0
	for _, name := range workflows {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var workflow struct {
			Jobs map[string]struct {
				Steps []struct {
					Uses string
					With map[string]string
				}
			}
		}
		if err := yaml.Unmarshal(content, &workflow); err != nil {
			t.Fatal(err)
		}
		for job, steps := range workflow.Jobs {
			for _, step := range steps.Steps {
				if !strings.HasPrefix(step.Uses, "actions/cache") {
					continue
				}
				caches++
				at := filepath.Base(name) + ", job " + job
				kept := strings.Fields(step.With["path"])
				slices.Sort(kept)
				if !slices.Equal(kept, folders) {
					t.Errorf("%s keeps\n%s\nwant\n%s", at, strings.Join(kept, "\n"), strings.Join(folders, "\n"))
				}
				var covered []string
				for _, pattern := range quoted.FindAllStringSubmatch(step.With["key"], -1) {
					files, err := filepath.Glob(filepath.Join(root, pattern[1]))
					if err != nil || len(files) == 0 {
						t.Errorf("%s: %s in the key matches no file: %v", at, pattern[1], err)
					}
					covered = append(covered, files...)
				}
				for _, lock := range locks {
					if !slices.Contains(covered, filepath.Join(root, lock)) {
						t.Errorf("%s: the key does not cover %s", at, lock)
					}
				}
				if restored := step.With["restore-keys"]; restored != "" {
					t.Errorf("%s restores under another key: %s", at, restored)
				}
			}
		}
	}
	if caches == 0 {
		t.Error("no workflow keeps the tools")
	}
}

func TestInterruptedInstallStartsOver(t *testing.T) {
	interrupted := errors.New("interrupted")
	first := true
	tools := fake(t, func(_ context.Context, _, dir string) error {
		if _, err := os.Stat(filepath.Join(dir, "half")); err == nil {
			t.Error("what an interrupted installation left is still there")
		}
		write(t, filepath.Join(dir, "bin", "tool"), "")
		if first {
			first = false
			write(t, filepath.Join(dir, "half"), "")
			return interrupted
		}
		return nil
	})
	if err := tools.Ensure(t.Context(), Node); !errors.Is(err, interrupted) {
		t.Fatalf("got %v", err)
	}
	if err := tools.Ensure(t.Context(), Node); err != nil {
		t.Fatal(err)
	}
	if first {
		t.Error("never installed")
	}
}

func TestTwoAtOnceInstallOnce(t *testing.T) {
	var installs atomic.Int32
	begun, goOn := make(chan struct{}, 8), make(chan struct{})
	tools := fake(t, func(_ context.Context, _, dir string) error {
		installs.Add(1)
		begun <- struct{}{}
		<-goOn
		write(t, filepath.Join(dir, "bin", "tool"), "")
		return nil
	})
	errs := make(chan error, 4)
	for range cap(errs) {
		go func() { errs <- tools.Ensure(t.Context(), Node) }()
	}
	<-begun
	close(goOn)
	for range cap(errs) {
		if err := <-errs; err != nil {
			t.Error(err)
		}
	}
	if installs.Load() != 1 {
		t.Errorf("installed %d times", installs.Load())
	}
}

// Compiled by one command, and each in the folder of its set: a set may be installed already, or be the only one.
func TestProgramsOfTheModuleAreCompiledTogether(t *testing.T) {
	tools := New(t.TempDir(), progress.Discard())
	write(t, filepath.Join(tools.root, "go.mod"), "module example.com/m\n\ngo 1.24\n")
	tools.kits = map[Set]kit{}
	for set, name := range map[Set]string{House: "rules", Lean: "lean", Clients: "clients"} {
		write(t, filepath.Join(tools.root, "cmd", name, "main.go"), "package main\n\nfunc main() { println(\""+name+"\") }\n")
		tools.kits[set] = kit{
			name: "the " + name, slug: name, locks: []string{"go.mod"}, source: "cmd/" + name, program: "./cmd/" + name, links: executables("bin"),
		}
	}
	if batches := tools.batches([]Set{Lean, House, Lean, Clients}); len(batches) != 1 || len(batches[0]) != 3 {
		t.Errorf("they are installed in %v", batches)
	}
	check := func(sets ...Set) {
		t.Helper()
		if err := tools.Ensure(t.Context(), sets...); err != nil {
			t.Fatal(err)
		}
		for _, set := range sets {
			name := tools.kits[set].slug
			if out, err := exec.CommandContext(t.Context(), tools.Tool(name)).CombinedOutput(); err != nil || string(out) != name+"\n" {
				t.Errorf("%s prints %q, %v", name, out, err)
			}
			if entries, err := os.ReadDir(tools.Folder(set)); err != nil || len(entries) != 2 {
				t.Errorf("%s is installed as %v, %v", name, entries, err)
			}
		}
	}
	check(House)
	write(t, filepath.Join(tools.root, "cmd", "lean", "main.go"), "package main\n\nfunc main() {\n")
	err := tools.Ensure(t.Context(), House, Lean, Clients)
	if err == nil || !strings.HasPrefix(err.Error(), "the the clients, the lean cannot be installed: ") {
		t.Errorf("got %v", err)
	}
	if complete(tools.Folder(Clients)) {
		t.Error("a set counts as installed although the command failed")
	}
	write(t, filepath.Join(tools.root, "cmd", "lean", "main.go"), "package main\n\nfunc main() { println(\"lean\") }\n")
	check(House, Lean, Clients)
}

// The tool line of go.mod has the version; the package is the same one, already compiled.
func TestPrebuiltBufIsThatOfTheModule(t *testing.T) {
	const root = "../../.."
	content, err := os.ReadFile(filepath.Join(root, "go.mod"))
	if err != nil {
		t.Fatal(err)
	}
	module, err := modfile.Parse("go.mod", content, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(module.Tool, func(tool *modfile.Tool) bool { return tool.Path == bufPackage }) {
		t.Errorf("go.mod has no tool %s, which is compiled where there is no package", bufPackage)
	}
	at := slices.IndexFunc(module.Require, func(r *modfile.Require) bool { return r.Mod.Path == "github.com/bufbuild/buf" })
	version := strings.TrimPrefix(module.Require[at].Mod.Version, "v")
	var lock struct {
		Packages map[string]struct {
			Version, Integrity string
			OS, CPU            []string
		}
	}
	if content, err = os.ReadFile(filepath.Join(root, "tools/buf/package-lock.json")); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(content, &lock); err != nil {
		t.Fatal(err)
	}
	for name, platform := range bufPlatforms {
		locked := lock.Packages["node_modules/@bufbuild/buf-"+platform.name]
		if locked.Version != version || !strings.HasPrefix(locked.Integrity, "sha512-") {
			t.Errorf("%s: tools/buf locks version %q with the hash %q, go.mod has %s", name, locked.Version, locked.Integrity, version)
		}
		if !slices.Equal(locked.OS, []string{platform.os}) || !slices.Equal(locked.CPU, []string{platform.cpu}) {
			t.Errorf("%s: npm installs %s on %v, %v", name, platform.name, locked.OS, locked.CPU)
		}
	}
}

func TestFailuresAreOneLine(t *testing.T) {
	tests := []struct{ output, want string }{
		{"npm error code EAI_AGAIN\nnpm error errno EAI_AGAIN", "the Node tools cannot be installed: their registry cannot be reached (eai_again)"},
		{"ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device", "no space left on the disk"},
		{"go: x: dial tcp: lookup proxy: no such host", "registry cannot be reached"},
		{"hashes do not match", "the Node tools cannot be installed: hashes do not match"},
	}
	for _, test := range tests {
		tools := fake(t, func(context.Context, string, string) error { return errors.New(test.output) })
		err := tools.Ensure(t.Context(), Node)
		if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
			t.Errorf("%q gives %q, want one line …%s…", test.output, err, test.want)
		}
	}
}

func TestMissingProgramIsReportedAsByTheDoctor(t *testing.T) {
	for set, test := range map[Set]struct{ program, wanted, fix string }{
		Node:    {"node", ">=20", "install Node.js"},
		Grpcurl: {"curl", ">=7", "install curl"},
	} {
		tools := New("../../..", progress.Discard())
		tools.lookPath = func(name string) (string, error) {
			if name == test.program {
				return "", exec.ErrNotFound
			}
			return exec.LookPath(name)
		}
		err := tools.Ensure(t.Context(), set)
		var missing *MissingError
		if !errors.As(err, &missing) {
			t.Fatalf("got %v, want a *MissingError", err)
		}
		if want := test.program + ": wanted " + test.wanted + ", found none: " + test.fix; !strings.HasPrefix(err.Error(), want) {
			t.Errorf("got %q, want %q…", err, want)
		}
		rows, err := tools.Diagnose(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		if Healthy(rows) {
			t.Error("the doctor finds nothing")
		}
		found := false
		for line := range strings.Lines(Table(rows)) {
			fields := strings.Fields(line)
			found = found || fields[0] == "MISSING" && fields[1] == test.program && fields[2] == test.wanted && fields[3] == "none"
		}
		if !found {
			t.Errorf("no line for %s:\n%s", test.program, Table(rows))
		}
	}
}

func TestCheckJudgesVersions(t *testing.T) {
	tests := []struct {
		name   string
		script string
		ok     bool
		found  string
	}{
		{"new enough", "echo v20.1.0", true, "20.1.0"},
		{"too old", "echo v18.20.4", false, "18.20.4"},
		{"no version", "echo hello", false, `an unknown version ("hello")`},
		{"does not run", "exit 1", false, "one that does not run"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			program := filepath.Join(t.TempDir(), "program")
			write(t, program, "#!/bin/sh\n"+test.script+"\n")
			tools := New(t.TempDir(), progress.Discard())
			row, err := tools.check(t.Context(), need{program: program, wanted: ">=20", version: []string{program}, fix: "fix it"})
			if err != nil || row.OK != test.ok || row.Found != test.found {
				t.Errorf("got %+v, %v", row, err)
			}
		})
	}
	program := filepath.Join(t.TempDir(), "program")
	write(t, program, "#!/bin/sh\necho 3.12.1\n")
	tools := New(t.TempDir(), progress.Discard())
	row, err := tools.check(t.Context(), need{program: program, wanted: ">=3.10", version: []string{program}, probe: []string{"false"}, probed: "the venv module"})
	if err != nil || row.OK || row.Found != "3.12.1 without the venv module" {
		t.Errorf("got %+v, %v", row, err)
	}
}

// A Go that is older than go.mod wants fails at the first build, so the doctor must not accept it.
func TestCheckReadsTheVersionOfGoFromItsModule(t *testing.T) {
	for _, test := range []struct {
		goMod, found string
		ok           bool
	}{
		{"module m\n\ngo 1.26.7\n", "1.26.7", true},
		{"module m\n\ngo 1.26.7\n", "1.27.0", true},
		{"module m\n\ngo 1.26.7\n", "1.26.6", false},
		{"module m\n\ngo 1.26.7\n", "1.26", false},
		{"module m\n\ngo 1.30\n", "1.29.4", false},
	} {
		tools := New(t.TempDir(), progress.Discard())
		program := filepath.Join(t.TempDir(), "go")
		write(t, program, "#!/bin/sh\necho go version go"+test.found+" linux/amd64\n")
		write(t, filepath.Join(tools.root, "go.mod"), test.goMod)
		wanted := need{program: program, module: needGo.module, version: []string{program}, fix: needGo.fix}
		row, err := tools.check(t.Context(), wanted)
		if err != nil || row.OK != test.ok || row.Found != test.found || !strings.HasSuffix(test.goMod, "go "+strings.TrimPrefix(row.Wanted, ">=")+"\n") {
			t.Errorf("Go %s for %q: got %+v, %v", test.found, test.goMod, row, err)
		}
	}
	tools := New(t.TempDir(), progress.Discard())
	write(t, filepath.Join(tools.root, "go.mod"), "module m\n")
	if _, err := tools.Diagnose(t.Context()); err == nil || err.Error() != "go.mod: it has no go line" {
		t.Errorf("got %v", err)
	}
}

func TestReport(t *testing.T) {
	rows := []Row{{Tool: "git", Wanted: ">=2.30", Found: "2.40", OK: true}}
	for format, want := range map[string]string{"": "ok  git", "text": "ok  git", "json": "[\n  {\n    \"tool\": \"git\""} {
		var out strings.Builder
		if err := Report(&out, rows, format); err != nil || !strings.Contains(out.String(), want) {
			t.Errorf("-format=%s: %v, %q", format, err, out.String())
		}
	}
	var out strings.Builder
	rows = append(rows, Row{Tool: "node", Wanted: ">=20", Found: "none", Fix: "install it"})
	if err := Report(&out, rows, "json"); !errors.Is(err, errUnhealthy) || !strings.Contains(out.String(), `"fix": "install it"`) {
		t.Errorf("%v, %q", err, out.String())
	}
	out.Reset()
	var unknown *FormatError
	if err := Report(&out, rows, "xml"); !errors.As(err, &unknown) || out.Len() > 0 {
		t.Errorf("%v, %q", err, out.String())
	}
}

func TestLocksCarryNoHostAndHashEverything(t *testing.T) {
	read := func(name string) string {
		content, err := os.ReadFile(filepath.Join("../../../tools", name))
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	for name, least := range map[string]int{
		"python/requirements.txt": 5, "pythondev/requirements.txt": 15, "pythonchecks/requirements.txt": 5, "pythonchecks/twine7.txt": 5, "pythonchecks/user.txt": 5, "registries/requirements.txt": 3,
	} {
		packages := 0
		requirements := read(name)
		for entry := range strings.SplitSeq(strings.ReplaceAll(requirements, "\\\n", " "), "\n") {
			if required, _, ok := strings.Cut(entry, "=="); ok && !strings.HasPrefix(entry, " ") {
				packages++
				if !strings.Contains(entry, "--hash=sha256:") {
					t.Errorf("%s: %s has no hash", name, required)
				}
			}
		}
		if packages < least {
			t.Errorf("only %d packages in %s", packages, name)
		}
		if strings.Contains(requirements, "://") {
			t.Errorf("%s names the host that it was resolved from", name)
		}
	}
	for name, least := range map[string]int{"buf/package-lock.json": 5, "node/package-lock.json": 5, "pythonchecks/package-lock.json": 2, "registries/package-lock.json": 50} {
		lock := read(name)
		if strings.Contains(lock, `"resolved"`) || strings.Contains(lock, "://registry") {
			t.Errorf("%s names the host that it was resolved from", name)
		}
		if strings.Count(lock, `"integrity": "sha512-`) < least {
			t.Errorf("%s lacks hashes", name)
		}
	}
}
