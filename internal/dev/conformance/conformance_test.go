package conformance

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/mod/modfile"
	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/gen/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
)

const root = "../../.."

// only selects cases, as in go test ./internal/dev/conformance -case=retry/.
var only = flag.String("case", "", "the part of the names of the cases that are taken; all if empty")

// transports are those over which every case is taken.
var transports = []string{"grpc", "rest"}

// needs are what a session needs.
func needs(t testing.TB) (*protoregistry.Files, *config.Config, []Case) {
	t.Helper()
	files, err := apiserver.Files(image.Contract())
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	cases := slices.DeleteFunc(readCases(t), func(c Case) bool { return !strings.Contains(c.Name, *only) })
	if len(cases) == 0 {
		t.Fatalf("no case has %q in its name", *only)
	}
	return files, cfg, cases
}

// hold takes all cases with a runner over both transports.
func hold(t *testing.T, language string, runner run.Cmd) {
	files, cfg, cases := needs(t)
	for _, transport := range transports {
		t.Run(transport, func(t *testing.T) {
			session, err := Open(files, cfg, cases, transport)
			if err != nil {
				t.Fatal(err)
			}
			defer session.Close()
			cmd := runner
			cmd.Args = append(slices.Clone(runner.Args), transport)
			cmd.Env = append(slices.Clone(runner.Env), "QDRANT_CLOUD_CONFORMANCE_URL="+session.URL())
			if out, err := run.Output(t.Context(), cmd); err != nil {
				t.Errorf("the runner: %v\n%s", err, out)
			}
			results := session.Results()
			passed := 0
			for _, result := range results {
				if result.Wrong == "" {
					passed++
				} else {
					t.Errorf("%s: %s", result.Name, result.Wrong)
				}
			}
			if len(results) != len(cases) {
				t.Errorf("the runner took %d cases, want %d", len(results), len(cases))
			}
			fmt.Printf("%s over %s: %d passed\n", language, transport, passed)
		})
	}
}

func TestGo(t *testing.T) {
	fulltest.Only(t, "compiles the Go SDK and waits for deadlines")
	dir := t.TempDir()
	program := filepath.Join(dir, "runner")
	goProgram(t, dir)
	if out, err := run.Output(t.Context(), run.Cmd{
		Args: []string{"go", "build", "-mod=mod", "-o", program, "."}, Dir: dir, Env: []string{"GOWORK=off"},
	}); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	hold(t, "go", run.Cmd{Args: []string{program}})
}

// goProgram writes a module with the runner beside the SDK.
func goProgram(t *testing.T, dir string) {
	t.Helper()
	generated, err := filepath.Abs(filepath.Join(root, "gen", "go"))
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) []byte {
		content, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		return content
	}
	goMod, err := modfile.Parse("go.mod", read(filepath.Join(generated, "go.mod")), nil)
	if err != nil {
		t.Fatal(err)
	}
	module := goMod.Module.Mod.Path
	for _, replaced := range slices.Clone(goMod.Replace) { // Paths are relative to the SDK.
		if err := goMod.AddReplace(replaced.Old.Path, "", filepath.Join(generated, replaced.New.Path), ""); err != nil {
			t.Fatal(err)
		}
	}
	for _, err := range []error{goMod.AddModuleStmt("example.com/runner"), goMod.AddRequire(module, "v0.0.0"), goMod.AddReplace(module, "", generated, "")} {
		if err != nil {
			t.Fatal(err)
		}
	}
	content, err := goMod.Format()
	if err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string][]byte{
		"go.mod": content, "go.sum": read(filepath.Join(generated, "go.sum")), "main.go": read("runner/go/main.go.txt"),
	} {
		if err := os.WriteFile(filepath.Join(dir, name), content, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}
