package npmclients

import (
	"encoding/json"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// mostBytes is the most that the tarball may have.
const mostBytes = 400_000

// manifest reads the package.json of the packed SDK, and writes what is packed into a folder.
func manifest(t *testing.T) (dir string, exports map[string]json.RawMessage, peers map[string]string) {
	t.Helper()
	w := need(t)
	content, err := os.ReadFile(w.tarball)
	if err != nil {
		t.Fatal(err)
	}
	if len(content) > mostBytes {
		t.Errorf("the tarball has %d bytes, more than %d", len(content), mostBytes)
	}
	members, err := archive.ReadBytes(w.tarball, content)
	if err != nil {
		t.Fatal(err)
	}
	dir = t.TempDir()
	unpacked := 0
	for _, m := range members {
		name := filepath.Join(dir, filepath.FromSlash(strings.TrimPrefix(m.Name, "package/")))
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, m.Content, 0o644); err != nil {
			t.Fatal(err)
		}
		unpacked += len(m.Content)
	}
	t.Logf("the tarball has %d bytes, unpacked %d", len(content), unpacked)
	file, _ := archive.Find(members, "package/package.json")
	var parsed struct {
		Exports          map[string]json.RawMessage
		PeerDependencies map[string]string
	}
	if err := json.Unmarshal(file, &parsed); err != nil {
		t.Fatal(err)
	}
	return dir, parsed.Exports, parsed.PeerDependencies
}

func TestLinters(t *testing.T) {
	fulltest.Only(t, "runs linters of npm packages")
	t.Parallel()
	p := newProject(t, npm, "all")
	dir, exports, _ := manifest(t)
	t.Run("publint", func(t *testing.T) {
		// It gets the folder: in a tarball it does not find files whose paths have more than 100 characters.
		out := p.run("node", filepath.Join(p.modules, "publint/src/cli.js"), "run", dir, "--pack=false", "--strict")
		if !strings.Contains(out, "All good!") {
			t.Errorf("publint printed:\n%s", out)
		}
	})
	t.Run("attw", func(t *testing.T) {
		out := p.run("node", optimizeLate, filepath.Join(p.modules, "@arethetypeswrong/cli/dist/index.js"), p.tarball,
			"--format=json", "--no-definitely-typed")
		var got struct {
			Analysis struct {
				Entrypoints map[string]struct {
					Resolutions map[string]struct{ Resolution json.RawMessage }
				}
				Problems []json.RawMessage
			}
			Problems json.RawMessage
		}
		if err := json.Unmarshal([]byte(out), &got); err != nil {
			t.Fatal(err)
		}
		for _, problem := range got.Analysis.Problems {
			t.Errorf("attw reports %s", problem)
		}
		resolved := 0
		for _, entry := range got.Analysis.Entrypoints {
			for _, resolution := range entry.Resolutions {
				if string(resolution.Resolution) != "null" {
					resolved++
				}
			}
		}
		// Each export is found in node10, in node16 from both forms of modules, and by bundlers.
		if want := 4 * len(exports); resolved != want {
			t.Errorf("attw resolved %d entries, want %d", resolved, want)
		}
	})
}

// A project installs what the README says, command by command, compiles and runs.
func TestPackageManagers(t *testing.T) {
	fulltest.Only(t, "installs packages with npm, pnpm and yarn")
	commands := installed(t)
	for _, packages := range commands {
		if !slices.Contains(packages, "@bufbuild/protobuf") || !slices.Equal(packages[:1], []string{need(t).name}) {
			t.Errorf("the README does not install the SDK with its runtime: %q", packages)
		}
	}
	printed := map[string]string{
		"short.mjs":  "search\naccount_id: it is empty\n",
		"long.mjs":   "{\"items\":[{\"name\":\"search\"}]} true\n",
		"common.cjs": "search true true\n",
		"web.mjs":    "function\n",
		"hooks.mjs":  "ListClusters function\n",
	}
	for _, pm := range []manager{npm, pnpm, yarn} {
		t.Run(pm.name, func(t *testing.T) {
			t.Parallel()
			p := newProject(t, pm, "project")
			if pm.name == yarn.name {
				p.write(".yarnrc.yml", yarnConfig(t))
			}
			for _, packages := range commands {
				p.add(packages...)
			}
			p.compile()
			if diff := cmp.Diff(printed, p.each(slices.Sorted(maps.Keys(printed)))); diff != "" {
				t.Errorf("the programs print (-want +got):\n%s", diff)
			}
		})
	}
}

// Everything loads and has its types with the ends of the range of the runtime.
func TestRuntimes(t *testing.T) {
	fulltest.Only(t, "installs packages and compiles all types")
	_, exports, peers := manifest(t)
	for name, folder := range map[string]string{"floor": "floor-protobuf", "newest": "@bufbuild/protobuf"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := newProject(t, npm, "all")
			runtime := p.pinned(folder)
			if floor := strings.TrimPrefix(peers["@bufbuild/protobuf"], "^"); name == "floor" && runtime != floor {
				t.Fatalf("the lower end of the range is %s, and tools/npmclients pins %s", floor, runtime)
			}
			p.add(p.name, "@bufbuild/protobuf@"+runtime)
			// gRPC needs another package, and the types of Node.js; the tests of the client load it.
			lines := strings.Split(strings.TrimSpace(p.node("load.mjs", "./client/grpc")), "\n")
			if len(lines) != 2 || strings.TrimPrefix(lines[0], "import ") != strings.TrimPrefix(lines[1], "require ") {
				t.Fatalf("the two forms of modules differ: %q", lines)
			}
			if fields := strings.Fields(lines[0]); len(fields) != 3 || fields[1] != strconv.Itoa(len(exports)-2) || len(fields[2]) < 3 {
				t.Errorf("loaded %q, want %d modules with hundreds of messages", lines[0], len(exports)-2)
			}
			p.compile()
		})
	}
	t.Run("with the oldest Connect", func(t *testing.T) {
		t.Parallel()
		p := newProject(t, npm, "jest")
		connect := p.pinned("floor-connect")
		if floor := strings.TrimPrefix(peers["@connectrpc/connect"], "^"); connect != floor {
			t.Fatalf("the lower end of the range is %s, and tools/npmclients pins %s", floor, connect)
		}
		p.add(p.name, "@bufbuild/protobuf@"+p.pinned("floor-protobuf"), "@connectrpc/connect@"+connect)
		p.jest()
	})
}

// jest runs the tests of a project, which has no configuration of jest.
func (p *project) jest() {
	p.t.Helper()
	if _, err := run.Output(p.t.Context(), p.jestCommand()); err != nil {
		p.t.Fatal(err)
	}
}

func (p *project) jestCommand() run.Cmd {
	// In one process: a second one for the second file would spend its time on loading jest.
	return run.Cmd{Args: []string{"node", filepath.Join(p.modules, "jest/bin/jest.js"), "--runInBand", "--rootDir", p.dir}, Dir: p.dir, Env: p.env()}
}

func TestJest(t *testing.T) {
	fulltest.Only(t, "installs packages and runs jest")
	t.Parallel()
	p := newProject(t, npm, "jest")
	p.add(installed(t)[forNode]...)
	p.jest()
	// Jest fails where a test fails, so that a run without failures is one of tests.
	p.write("broken.test.js", `test("a mistake", () => { expect(require("`+p.name+`/cluster/v1").ClusterService).toBeUndefined(); });`)
	if _, err := run.Output(t.Context(), p.jestCommand()); err == nil || !strings.Contains(err.Error(), "a mistake") {
		t.Errorf("jest does not report a test that fails: %v", err)
	}
}

// A bundle has the same size through each path, and does not have the other services.
func TestBundles(t *testing.T) {
	fulltest.Only(t, "installs packages and bundles programs")
	t.Parallel()
	p := newProject(t, npm, "bundle")
	p.add(installed(t)[forBrowsers]...)
	program, err := os.ReadFile(filepath.Join(p.dir, "main.js"))
	if err != nil {
		t.Fatal(err)
	}
	sizes := map[string]int{}
	for from, service := range map[string]string{
		"/qdrant/cloud/account/v1/account_pb.js": "AccountService", "/account/v1": "AccountService", "": "AccountV1AccountService",
	} {
		p.write("main.js", strings.NewReplacer("PATH", p.name+from, "SERVICE", service).Replace(string(program)))
		p.run("node", filepath.Join(p.modules, "vite/bin/vite.js"), "build")
		bundle, err := os.ReadFile(filepath.Join(p.dir, "dist/bundle.js"))
		if err != nil {
			t.Fatal(err)
		}
		// The names of other files are in their encoded descriptors; this is that of one of them.
		if strings.Contains(string(bundle), "CiZxZHJhbnQvY2xvdWQvY2x1c3Rlci92MS9jbHVzdGVy") {
			t.Errorf("the bundle through %q has another service too", p.name+from)
		}
		sizes[p.name+from] = len(bundle)
	}
	t.Logf("sizes of the bundles: %v", sizes)
	var all []int
	for _, size := range sizes {
		all = append(all, size)
	}
	if least, most := slices.Min(all), slices.Max(all); float64(most) > 1.02*float64(least) || least < 10_000 {
		t.Errorf("the sizes differ by more than 2 %%: %v", sizes)
	}
}
