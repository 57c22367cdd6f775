package tsruntime

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// compiler stands for tsc: it notes that it ran, refuses what has a mistake, and writes each module with its types.
const compiler = `
const fs = require("node:fs"), path = require("node:path");
fs.appendFileSync(path.join(__dirname, "runs"), "x");
fs.mkdirSync("out/client", { recursive: true });
for (const name of fs.readdirSync("client")) {
  const text = fs.readFileSync("client/" + name, "utf8");
  if (text.includes("mistake")) { console.log("client/" + name + "(1,1): error TS1"); process.exit(2); }
  fs.writeFileSync("out/client/" + name.replace(".ts", ".js"), text);
  fs.writeFileSync("out/client/" + name.replace(".ts", ".d.ts"), text);
}
`

func source(t *testing.T, text string) Source {
	t.Helper()
	modules := filepath.Join(t.TempDir(), "node_modules")
	bin := filepath.Join(modules, "typescript", "bin")
	if err := os.MkdirAll(bin, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(bin, "tsc"), []byte(compiler), 0o600); err != nil {
		t.Fatal(err)
	}
	return Source{
		Runtime: fstest.MapFS{
			"tsconfig.json":    {Data: []byte("{}")},
			"client/api.ts":    {Data: []byte(text)},
			"client/hidden.ts": {Data: []byte("nobody imports it")},
		},
		Modules: modules, Lock: []byte("lock"), Cache: t.TempDir(), Beside: map[string][]byte{"version.d.ts": []byte("types")},
	}
}

// runs is how often the compiler of a source ran.
func (s Source) runs(t *testing.T) int {
	t.Helper()
	noted, err := os.ReadFile(filepath.Join(s.Modules, "typescript", "bin", "runs"))
	if err != nil {
		t.Fatal(err)
	}
	return len(noted)
}

// kept is the one folder of the cache with a result.
func (s Source) kept(t *testing.T) string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(s.Cache, folderPrefix+"*"))
	if err != nil || len(found) != 1 {
		t.Fatalf("the cache has %v (%v), want one result", found, err)
	}
	return found[0]
}

func TestResultsAreKeptByContent(t *testing.T) {
	s := source(t, "export {};")
	compile := func(want int) map[string][]byte {
		t.Helper()
		compiled, err := Compile(t.Context(), s)
		if err != nil {
			t.Fatal(err)
		}
		if got := s.runs(t); got != want {
			t.Errorf("the compiler ran %d times, want %d", got, want)
		}
		return compiled
	}
	first := compile(1)
	if string(first["client/api.js"]) != "export {};" {
		t.Errorf("got %q", first)
	}
	if _, there := first["client/hidden.d.ts"]; there {
		t.Error("types that nobody reaches are in the package")
	}
	compile(1)

	at := filepath.Join(s.kept(t), "client", "api.js")
	for _, damage := range []func() error{
		func() error { return os.WriteFile(at, []byte("export { poison };"), 0o600) },
		func() error { return os.Truncate(at, 0) },
		func() error { return os.Remove(at) },
	} {
		if err := damage(); err != nil {
			t.Fatal(err)
		}
		if got := compile(s.runs(t) + 1); string(got["client/api.js"]) != "export {};" {
			t.Errorf("a damaged result was used: %q", got["client/api.js"])
		}
	}

	before := s.kept(t)
	for _, change := range []func(){
		func() { s.Lock = []byte("another lock") },
		func() { s.Beside["version.d.ts"] = []byte("other types") },
		func() {
			s.Runtime.(fstest.MapFS)["client/api.ts"] = &fstest.MapFile{Data: []byte("export const x = 1;")}
		}, //nolint:forcetypeassert // As above.
	} {
		change()
		compile(s.runs(t) + 1)
		if now := s.kept(t); now == before {
			t.Error("a change has the same key")
		} else {
			before = now
		}
	}
}

func TestMistakesNameTheFile(t *testing.T) {
	s := source(t, "a mistake")
	_, err := Compile(t.Context(), s)
	if err == nil || !strings.Contains(err.Error(), "runtime/ts does not compile:\nclient/api.ts(1,1): error TS1") {
		t.Errorf("got %v", err)
	}
	left, err := filepath.Glob(filepath.Join(s.Cache, "*"))
	if err != nil || len(left) != 0 {
		t.Errorf("the cache has %v (%v)", left, err)
	}
}
