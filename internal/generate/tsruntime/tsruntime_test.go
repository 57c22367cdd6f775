package tsruntime

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
)

// compiler stands for tsc: it refuses what has a mistake, and writes each module with its types.
const compiler = `
const fs = require("node:fs");
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
		Modules: modules, Work: t.TempDir(), Beside: map[string][]byte{"version.d.ts": []byte("types")},
	}
}

func TestPackageHasWhatIsReached(t *testing.T) {
	compiled, err := Compile(t.Context(), source(t, "export {};"))
	if err != nil {
		t.Fatal(err)
	}
	if string(compiled["client/api.js"]) != "export {};" || string(compiled["client/api.d.ts"]) != "export {};" {
		t.Errorf("got %q", compiled)
	}
	if _, there := compiled["client/hidden.d.ts"]; there {
		t.Error("types that nobody reaches are in the package")
	}
}

func TestMistakesNameTheFile(t *testing.T) {
	s := source(t, "a mistake")
	_, err := Compile(t.Context(), s)
	if err == nil || !strings.Contains(err.Error(), "runtime/ts does not compile:\nclient/api.ts(1,1): error TS1") {
		t.Errorf("got %v", err)
	}
	left, err := filepath.Glob(filepath.Join(s.Work, "*"))
	if err != nil || len(left) != 0 {
		t.Errorf("temporary files stay: %v (%v)", left, err)
	}
}
