package npmclients

import (
	"context"
	"embed"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
)

const root = "../../.."

//go:embed testdata
var testdata embed.FS

// world is what all tests share.
type world struct {
	modules  string // modules is the folder node_modules with the pinned packages.
	tarball  string // tarball is the packed SDK.
	name     string // name is that of the SDK.
	registry *registry
	scratch  string // scratch has the caches of the clients.
}

var scratch string

func TestMain(m *testing.M) {
	var err error
	if scratch, err = file.TempDir("", "npmclients"); err != nil {
		panic(err)
	}
	code := m.Run()
	_ = os.RemoveAll(scratch)
	os.Exit(code)
}

// start installs the pinned packages, packs the SDK and serves both.
var start = sync.OnceValues(func() (*world, error) {
	top, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	chain := toolchain.New(top, progress.Discard())
	if err := chain.Ensure(context.Background(), toolchain.NpmClients); err != nil {
		return nil, err
	}
	settings, err := config.Load(top)
	if err != nil {
		return nil, err
	}
	number, err := version.Parse(string(settings.Version))
	if err != nil {
		return nil, err
	}
	made, err := pack.All(context.Background(), nil, pack.Options{
		Root: top, Out: filepath.Join(scratch, "dist"), Languages: []lang.ID{lang.TypeScript}, Version: number,
		Commit: strings.Repeat("1", 40), Time: time.Unix(1_700_000_000, 0), Project: settings.Project,
	})
	if err != nil {
		return nil, err
	}
	w := &world{modules: chain.NpmClientsPath(), name: string(settings.SDKs.TS.Package), scratch: scratch}
	for _, a := range made {
		if strings.HasSuffix(a.Path, ".tgz") {
			w.tarball = a.Path
		}
	}
	w.registry, err = serve(w.modules, w.tarball)
	return w, err
})

func need(t *testing.T) *world {
	t.Helper()
	w, err := start()
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// project is a folder of a user, with a package manager.
type project struct {
	*world

	t   *testing.T
	dir string
	pm  manager
}

// manager is a package manager.
type manager struct {
	name string
	cli  string   // cli is its program, in node_modules.
	add  []string // add installs packages.
}

var (
	npm  = manager{"npm", "", []string{"install"}}
	pnpm = manager{"pnpm", "pnpm/bin/pnpm.cjs", []string{"add"}}
	yarn = manager{"yarn", "@yarnpkg/cli-dist/bin/yarn.js", []string{"add"}}
)

// newProject makes an empty project with the files of a folder of testdata.
func newProject(t *testing.T, pm manager, folder string) *project {
	t.Helper()
	p := &project{world: need(t), t: t, dir: t.TempDir(), pm: pm}
	p.write("package.json", `{"name": "user", "version": "1.0.0", "private": true}`)
	if pm.name == yarn.name {
		p.write("yarn.lock", "") // Without it yarn looks for a project in the folders above.
	}
	entries, err := testdata.ReadDir("testdata/" + folder)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		content, err := testdata.ReadFile("testdata/" + folder + "/" + entry.Name())
		if err != nil {
			t.Fatal(err)
		}
		// The names of programs end in .txt, so that no tool takes them for code of this repository.
		p.write(strings.TrimSuffix(entry.Name(), ".txt"), string(content))
	}
	return p
}

func (p *project) write(name, content string) {
	p.t.Helper()
	if err := os.WriteFile(filepath.Join(p.dir, name), []byte(content), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

// env makes the clients use the registry of the test, and nothing of the machine's configuration.
func (p *project) env() []string {
	at := func(name string) string { return filepath.Join(p.scratch, name) }
	return []string{
		"HOME=" + at("home"), "XDG_CACHE_HOME=" + at("cache"), "XDG_DATA_HOME=" + at("data"), "XDG_STATE_HOME=" + at("state"),
		"npm_config_registry=" + p.registry.url, "npm_config_cache=" + at("npm"), "npm_config_userconfig=" + at("npmrc"),
		"npm_config_store_dir=" + at("pnpm"), "npm_config_ignore_scripts=true",
		"npm_config_audit=false", "npm_config_fund=false", "npm_config_update_notifier=false", "NPM_CONFIG_USERCONFIG=" + at("npmrc"),
		"YARN_NPM_REGISTRY_SERVER=" + p.registry.url, "YARN_UNSAFE_HTTP_WHITELIST=127.0.0.1", "YARN_GLOBAL_FOLDER=" + at("yarn"),
		"YARN_ENABLE_TELEMETRY=0", "YARN_ENABLE_SCRIPTS=false", "YARN_ENABLE_IMMUTABLE_INSTALLS=false", "YARN_NPM_MINIMAL_AGE_GATE=0",
		"NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1", "CI=1",
	}
}

func (p *project) run(args ...string) string {
	p.t.Helper()
	out, err := run.Output(p.t.Context(), run.Cmd{Args: args, Dir: p.dir, Env: p.env()})
	if err != nil {
		p.t.Fatalf("%s\n%s", err, out)
	}
	return string(out)
}

// manage runs the package manager.
func (p *project) manage(args ...string) {
	p.t.Helper()
	if p.pm.cli == "" {
		p.run(append([]string{p.pm.name}, args...)...)
		return
	}
	p.run(append([]string{"node", filepath.Join(p.modules, p.pm.cli)}, args...)...)
}

// add installs packages.
func (p *project) add(packages ...string) {
	p.t.Helper()
	p.manage(append(p.pm.add, packages...)...)
}

// node runs a program with what is installed, and returns what it prints.
func (p *project) node(args ...string) string {
	p.t.Helper()
	if p.pm.name == yarn.name {
		return p.run(append([]string{"node", filepath.Join(p.modules, p.pm.cli), "node"}, args...)...)
	}
	return p.run(append([]string{"node"}, args...)...)
}

// each runs programs with what is installed, and returns what each of them prints. The package manager starts once for all of them, and
// they are children of its child, which have its environment.
func (p *project) each(programs []string) map[string]string {
	p.t.Helper()
	p.write("each.mjs", `import { execFileSync } from "node:child_process";
const run = (program) => [program, execFileSync(process.execPath, [program], { encoding: "utf8" })];
console.log(JSON.stringify(Object.fromEntries(process.argv.slice(2).map(run))));
`)
	printed := map[string]string{}
	if out := p.node(append([]string{"each.mjs"}, programs...)...); json.Unmarshal([]byte(out), &printed) != nil {
		p.t.Fatalf("the programs print no JSON:\n%s", out)
	}
	return printed
}

// optimizeLate lets V8 run functions longer before it optimizes them. It takes a third off the processor time of compilers that run for
// seconds.
const optimizeLate = "--interrupt-budget=800000"

// compile compiles all programs of the project, which is a check of the types too.
func (p *project) compile() {
	p.t.Helper()
	if p.pm.name == yarn.name { // Only a compiler that yarn has installed finds packages with Plug'n'Play.
		p.add("--dev", "typescript@"+p.pinned("typescript"))
		p.run("node", filepath.Join(p.modules, p.pm.cli), "tsc")
		return
	}
	p.run("node", optimizeLate, filepath.Join(p.modules, "typescript/bin/tsc"))
}

// pinned is the version of a pinned package.
func (p *project) pinned(folder string) string {
	p.t.Helper()
	content, err := os.ReadFile(filepath.Join(p.modules, folder, "package.json"))
	if err != nil {
		p.t.Fatal(err)
	}
	var manifest struct{ Version string }
	if err := json.Unmarshal(content, &manifest); err != nil {
		p.t.Fatal(err)
	}
	return manifest.Version
}

// readme returns the code blocks of the README of the package.
func readme(t *testing.T) []markdown.Block {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, "gen/ts/README.md"))
	if err != nil {
		t.Fatal(err)
	}
	page, err := markdown.Parse(string(content))
	if err != nil {
		t.Fatal(err)
	}
	return page.Blocks
}

// The commands of the README that install packages, in their order.
const (
	forClient = iota
	forNode
	forBrowsers
	forHooks
)

// installed are the packages that the README has its readers install, a list for each command.
func installed(t *testing.T) [][]string {
	t.Helper()
	var all [][]string
	for _, block := range readme(t) {
		for line := range strings.Lines(block.Text) {
			if packages, ok := strings.CutPrefix(strings.TrimSpace(line), "npm install "); ok {
				all = append(all, strings.Fields(packages))
			}
		}
	}
	if len(all) != forHooks+1 {
		t.Fatalf("the README has %d commands that install packages, want %d", len(all), forHooks+1)
	}
	return all
}

// yarnConfig is what the README has users of Plug'n'Play write into .yarnrc.yml.
func yarnConfig(t *testing.T) string {
	t.Helper()
	for _, block := range readme(t) {
		if strings.HasPrefix(block.Text, "packageExtensions:") {
			return block.Text
		}
	}
	t.Fatal("the README has no packageExtensions")
	return ""
}
