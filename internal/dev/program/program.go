// Package program runs programs of users: it installs the SDK of a language as it is in gen/ at the moment, in the way in which
// users do and beside the pinned packages, and says how a program with it is started.
package program

import (
	"context"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
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

// Program is a program of a user. It begins in main.go, main.py or main.mjs.
type Program struct {
	Root string // Root is the repository, an absolute path.
	Dir  string // Dir is an empty folder that outlasts the program.
	// Files are those of the program. Names that end in .txt lose that: it keeps tools from taking them for code of this
	// repository.
	Files fs.FS
}

// installers write what a program needs into its folder, and return the command that starts it.
var installers = lang.Table[func(context.Context, *Program) (run.Cmd, error)]{
	lang.Go: installGo, lang.Python: installPython, lang.TypeScript: installTypeScript,
}

// Install installs the SDK of a language beside a program, and returns the command that starts it.
func (p *Program) Install(ctx context.Context, language lang.ID) (run.Cmd, error) {
	install, err := installers.Of("program", language)
	if err != nil {
		return run.Cmd{}, err
	}
	err = fs.WalkDir(p.Files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(p.Files, name)
		if err != nil {
			return err
		}
		to := filepath.Join(p.Dir, filepath.FromSlash(strings.TrimSuffix(name, ".txt")))
		if err := os.MkdirAll(filepath.Dir(to), 0o755); err != nil {
			return err
		}
		return os.WriteFile(to, content, 0o600)
	})
	if err != nil {
		return run.Cmd{}, err
	}
	return install(ctx, p)
}

// do runs a command. Its output is in the error.
func do(ctx context.Context, cmd run.Cmd) error {
	if out, err := run.Output(ctx, cmd); err != nil {
		return fmt.Errorf("%q: %w\n%s", cmd.Args, err, out)
	}
	return nil
}

// installGo compiles the program in a module of its own, with the SDK of this tree and the versions that it asks for.
func installGo(ctx context.Context, p *Program) (run.Cmd, error) {
	generated := filepath.Join(p.Root, "gen", "go")
	content, err := os.ReadFile(filepath.Join(generated, "go.mod"))
	if err != nil {
		return run.Cmd{}, err
	}
	goMod, err := modfile.Parse("go.mod", content, nil)
	if err != nil {
		return run.Cmd{}, err
	}
	module := goMod.Module.Mod.Path
	for _, replaced := range slices.Clone(goMod.Replace) { // Paths are relative to the SDK.
		if err := goMod.AddReplace(replaced.Old.Path, "", filepath.Join(generated, replaced.New.Path), ""); err != nil {
			return run.Cmd{}, err
		}
	}
	if err := goMod.AddModuleStmt("example.com/program"); err != nil {
		return run.Cmd{}, err
	}
	if err := goMod.AddRequire(module, "v0.0.0"); err != nil {
		return run.Cmd{}, err
	}
	if err := goMod.AddReplace(module, "", generated, ""); err != nil {
		return run.Cmd{}, err
	}
	if content, err = goMod.Format(); err != nil {
		return run.Cmd{}, err
	}
	sums, err := os.ReadFile(filepath.Join(generated, "go.sum"))
	if err != nil {
		return run.Cmd{}, err
	}
	for name, content := range map[string][]byte{"go.mod": content, "go.sum": sums} {
		if err := os.WriteFile(filepath.Join(p.Dir, name), content, 0o600); err != nil {
			return run.Cmd{}, err
		}
	}
	program := filepath.Join(p.Dir, "program")
	// Nobody is going to debug it, and without symbols it is linked in half the time.
	build := run.Cmd{Args: []string{"go", "build", "-mod=mod", "-ldflags=-s -w", "-o", program, "."}, Dir: p.Dir, Env: []string{"GOWORK=off"}}
	return run.Cmd{Args: []string{program}}, do(ctx, build)
}

// installPython installs the wheel with the extra for REST in an environment of its own.
func installPython(ctx context.Context, p *Program) (run.Cmd, error) {
	chain := toolchain.New(p.Root, progress.Discard())
	if err := chain.Ensure(ctx, toolchain.PythonDev, toolchain.PythonChecks); err != nil {
		return run.Cmd{}, err
	}
	wheel, err := p.pack(ctx, lang.Python, chain.Env(), ".whl")
	if err != nil {
		return run.Cmd{}, err
	}
	environment := filepath.Join(p.Dir, "environment")
	python := filepath.Join(environment, "bin", "python")
	for _, args := range [][]string{
		{"uv", "venv", "--quiet", "--no-python-downloads", "--python", "python3", environment},
		{
			"uv", "pip", "install", "--quiet", "--python", python, "--only-binary", ":all:",
			"--constraints", filepath.Join(p.Root, "tools", "pythonchecks", "user.txt"), wheel + "[rest]",
		},
	} {
		if err := do(ctx, run.Cmd{Args: args, Env: chain.Env()}); err != nil {
			return run.Cmd{}, err
		}
	}
	return run.Cmd{Args: []string{python, filepath.Join(p.Dir, "main.py")}}, nil
}

// installTypeScript unpacks the tarball beside the pinned packages.
func installTypeScript(ctx context.Context, p *Program) (run.Cmd, error) {
	chain := toolchain.New(p.Root, progress.Discard())
	if err := chain.Ensure(ctx, toolchain.NpmClients); err != nil {
		return run.Cmd{}, err
	}
	settings, err := config.Load(p.Root)
	if err != nil {
		return run.Cmd{}, err
	}
	tarball, err := p.pack(ctx, lang.TypeScript, nil, ".tgz")
	if err != nil {
		return run.Cmd{}, err
	}
	modules := filepath.Join(p.Dir, "node_modules")
	own := filepath.Join(modules, filepath.FromSlash(string(settings.SDKs.TS.Package)))
	if err := os.MkdirAll(own, 0o755); err != nil {
		return run.Cmd{}, err
	}
	if err := do(ctx, run.Cmd{Args: []string{"tar", "-xzf", tarball, "--strip-components=1", "-C", own}}); err != nil {
		return run.Cmd{}, err
	}
	for _, scope := range []string{"@bufbuild", "@connectrpc"} {
		if err := os.Symlink(filepath.Join(chain.NpmClientsPath(), scope), filepath.Join(modules, scope)); err != nil {
			return run.Cmd{}, err
		}
	}
	return run.Cmd{Args: []string{"node", filepath.Join(p.Dir, "main.mjs")}}, nil
}

// pack packs the SDK of a language, and returns the file with an ending.
func (p *Program) pack(ctx context.Context, language lang.ID, env []string, ending string) (string, error) {
	settings, err := config.Load(p.Root)
	if err != nil {
		return "", err
	}
	number, err := version.Parse(string(settings.Version))
	if err != nil {
		return "", err
	}
	artifacts, err := pack.All(ctx, env, pack.Options{
		Root: p.Root, Out: filepath.Join(p.Dir, "dist"), Languages: []lang.ID{language}, Version: number,
		Commit: strings.Repeat("1", 40), Time: time.Unix(1_700_000_000, 0), Project: settings.Project,
	})
	if err != nil {
		return "", err
	}
	for _, artifact := range artifacts {
		if strings.HasSuffix(artifact.File, ending) {
			return artifact.Path, nil
		}
	}
	return "", fmt.Errorf("the package of %s has no file that ends in %s", language, ending)
}
