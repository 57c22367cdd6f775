package conformance

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
)

// top is the root of the repository.
func top(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs(root)
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// programs copies the files of a runner. Their names end in .txt, so that no tool takes them for code of this repository.
func programs(t *testing.T, language lang.ID) (dir string) {
	t.Helper()
	dir = t.TempDir()
	from := filepath.Join("runner", string(language))
	entries, err := os.ReadDir(from)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		write(t, filepath.Join(dir, strings.TrimSuffix(entry.Name(), ".txt")), read(t, filepath.Join(from, entry.Name())))
	}
	return dir
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func write(t *testing.T, name string, content []byte) {
	t.Helper()
	if err := os.WriteFile(name, content, 0o600); err != nil {
		t.Fatal(err)
	}
}

func must(t *testing.T, cmd run.Cmd) {
	t.Helper()
	if out, err := run.Output(t.Context(), cmd); err != nil {
		t.Fatalf("%q: %v\n%s", cmd.Args, err, out)
	}
}

// goRunner compiles the runner in a module of its own, with the SDK of this tree.
func goRunner(t *testing.T) run.Cmd {
	t.Helper()
	dir, generated := programs(t, lang.Go), filepath.Join(top(t), "gen", "go")
	goMod, err := modfile.Parse("go.mod", read(t, filepath.Join(generated, "go.mod")), nil)
	if err != nil {
		t.Fatal(err)
	}
	module := goMod.Module.Mod.Path
	for _, replaced := range slices.Clone(goMod.Replace) { // Paths are relative to the SDK.
		if err := goMod.AddReplace(replaced.Old.Path, "", filepath.Join(generated, replaced.New.Path), ""); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{
		goMod.AddModuleStmt("example.com/runner"), goMod.AddRequire(module, "v0.0.0"), goMod.AddReplace(module, "", generated, ""),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	content, err := goMod.Format()
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "go.mod"), content)
	write(t, filepath.Join(dir, "go.sum"), read(t, filepath.Join(generated, "go.sum")))
	program := filepath.Join(dir, "runner")
	must(t, run.Cmd{Args: []string{"go", "build", "-mod=mod", "-o", program, "."}, Dir: dir, Env: []string{"GOWORK=off"}})
	return run.Cmd{Args: []string{program}}
}

// packed packs the SDK of a language and returns the file with an ending.
func packed(t *testing.T, language lang.ID, env []string, ending string) string {
	t.Helper()
	settings, err := config.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	number, err := version.Parse(string(settings.Version))
	if err != nil {
		t.Fatal(err)
	}
	artifacts, err := pack.All(t.Context(), env, pack.Options{
		Root: top(t), Out: t.TempDir(), Languages: []lang.ID{language}, Version: number,
		Commit: strings.Repeat("1", 40), Time: time.Unix(1_700_000_000, 0), Project: settings.Project,
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, artifact := range artifacts {
		if strings.HasSuffix(artifact.File, ending) {
			return artifact.Path
		}
	}
	t.Fatalf("no artifact ends in %s", ending)
	return ""
}

// pythonRunner installs the wheel with the extra for REST in an environment of its own.
func pythonRunner(t *testing.T) run.Cmd {
	t.Helper()
	chain := toolchain.New(top(t), progress.Discard())
	if err := chain.Ensure(t.Context(), toolchain.Python, toolchain.PythonChecks); err != nil {
		t.Fatal(err)
	}
	env := chain.Env()
	wheel, dir := packed(t, lang.Python, env, ".whl"), t.TempDir()
	python := filepath.Join(dir, "bin", "python")
	must(t, run.Cmd{Args: []string{"uv", "venv", "--quiet", "--clear", "--no-python-downloads", "--python", "python3", dir}, Env: env})
	must(t, run.Cmd{Args: []string{
		"uv", "pip", "install", "--quiet", "--python", python, "--only-binary", ":all:",
		"--constraints", filepath.Join(top(t), "tools/pythonchecks/user.txt"), wheel + "[rest]",
	}, Env: env})
	return run.Cmd{Args: []string{python, filepath.Join(programs(t, lang.Python), "main.py")}}
}

// typeScriptRunner unpacks the tarball beside the pinned packages.
func typeScriptRunner(t *testing.T) run.Cmd {
	t.Helper()
	chain := toolchain.New(top(t), progress.Discard())
	if err := chain.Ensure(t.Context(), toolchain.NpmClients); err != nil {
		t.Fatal(err)
	}
	settings, err := config.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	dir, tarball := programs(t, lang.TypeScript), packed(t, lang.TypeScript, nil, ".tgz")
	own := filepath.Join(dir, "node_modules", string(settings.SDKs.TS.Package))
	if err := os.MkdirAll(own, 0o755); err != nil {
		t.Fatal(err)
	}
	must(t, run.Cmd{Args: []string{"tar", "-xzf", tarball, "--strip-components=1", "-C", own}})
	for _, scope := range []string{"@bufbuild", "@connectrpc"} {
		if err := os.Symlink(filepath.Join(chain.NpmClientsPath(), scope), filepath.Join(dir, "node_modules", scope)); err != nil {
			t.Fatal(err)
		}
	}
	return run.Cmd{Args: []string{"node", filepath.Join(dir, "main.mjs")}}
}
