package selftest

import (
	"go/ast"
	"go/parser"
	"go/token"
	"io/fs"
	"path/filepath"
	"strings"
	"testing"
)

// starters may start processes by themselves, and why. All but the launcher give them an environment of package environ.
var starters = map[string]string{
	"internal/base/run/run.go":              "it is what all others call",
	"internal/release/feed/local/daemon.go": "the server of the local feeds outlives the command",
	"internal/dev/launch/launch.go":         "it starts the command itself, which reads what a person has set",
	"cmd/protoc-gen-ts/main.go":             "it ends with the group of buf, which has the generators in it",
	"cmd/protoc-gen-lean/main.go":           "it ends with the group of buf, which has the generator in it",
	"cmd/protoc-python/main.go":             "the same",
}

// A process that base/run does not start would get all that a person has set, and the credentials of a release.
func TestProcessesAreStartedInOnePlace(t *testing.T) {
	calls := map[string][]string{
		"os/exec": {"Command", "CommandContext"}, "os": {"StartProcess"}, "syscall": {"Exec", "ForkExec", "StartProcess"}, "golang.org/x/sys/unix": {"Exec"},
	}
	found := map[string]bool{}
	for _, dir := range []string{"cmd", "internal", "magefiles"} {
		err := filepath.WalkDir(root(dir), func(path string, entry fs.DirEntry, err error) error {
			if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") {
				return err
			}
			files := token.NewFileSet()
			source, err := parser.ParseFile(files, path, nil, parser.SkipObjectResolution)
			if err != nil {
				return err
			}
			relative, _ := filepath.Rel(root(), path)
			name := filepath.ToSlash(relative)
			imported, environment := map[string][]string{}, false
			for _, spec := range source.Imports {
				of := strings.Trim(spec.Path.Value, `"`)
				local := of[strings.LastIndex(of, "/")+1:]
				if spec.Name != nil {
					local = spec.Name.Name
				}
				imported[local] = calls[of]
				environment = environment || strings.HasSuffix(of, "/internal/base/environ")
			}
			ast.Inspect(source, func(node ast.Node) bool {
				selector, ok := node.(*ast.SelectorExpr)
				if !ok {
					return true
				}
				of, ok := selector.X.(*ast.Ident)
				if !ok {
					return true
				}
				for _, call := range imported[of.Name] {
					if selector.Sel.Name != call {
						continue
					}
					found[name] = true
					if _, known := starters[name]; !known {
						t.Errorf("%s starts a process: call base/run", files.Position(selector.Pos()))
					} else if !environment && name != "internal/dev/launch/launch.go" {
						t.Errorf("%s starts a process without an environment of package environ", files.Position(selector.Pos()))
					}
				}
				return true
			})
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if len(found) == 0 {
		t.Error("the test sees no process at all")
	}
	for name := range starters {
		if !found[name] {
			t.Errorf("%s starts no process any more: remove it from the list", name)
		}
	}
}
