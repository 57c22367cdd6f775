package selftest

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// judged is a message as ProtoJSON, and the IDs of the rules that it breaks; a valid message breaks none.
type judged struct {
	Name    string
	Type    string
	Message json.RawMessage
	Want    []string
}

// A validator that finds no rules in an SDK calls every message valid. So protovalidate has to say of the same messages the same
// in each language, and that is what stands beside them.
func TestValidatorsOfAllLanguagesAgree(t *testing.T) {
	fulltest.Only(t, "runs the validators of three languages")
	const dir = "internal/dev/selftest/testdata/validators"
	input := []byte(read(t, dir+"/messages.json"))
	var messages []judged
	if err := json.Unmarshal(input, &messages); err != nil {
		t.Fatal(err)
	}
	valid := 0
	for _, message := range messages {
		if len(message.Want) == 0 {
			valid++
		}
	}
	if len(messages) < 40 || valid < 10 || valid > len(messages)-10 {
		t.Fatalf("%d messages, %d of them valid, are too few of either kind", len(messages), valid)
	}
	for language, command := range map[string]func(t *testing.T, programs string) run.Cmd{
		"go": goValidator, "python": pythonValidator, "typescript": typeScriptValidator,
	} {
		t.Run(language, func(t *testing.T) {
			t.Parallel()
			cmd := command(t, root(dir))
			cmd.Stdin = bytes.NewReader(input)
			out, err := run.Output(t.Context(), cmd)
			if err != nil {
				t.Fatal(err)
			}
			var got [][]string
			if err := json.Unmarshal(out, &got); err != nil || len(got) != len(messages) {
				t.Fatalf("%d answers to %d messages: %v", len(got), len(messages), err)
			}
			for i, message := range messages {
				if diff := cmp.Diff(message.Want, got[i]); diff != "" {
					t.Errorf("%s: it breaks other rules (-want +got):\n%s", message.Name, diff)
				}
			}
		})
	}
}

// goValidator is a module with the generated one, and with the versions of everything else that this repository has, so that
// they are in the caches.
func goValidator(t *testing.T, programs string) run.Cmd {
	t.Helper()
	module := string(need(t, settings).SDKs.Go.Module)
	generated, err := filepath.Abs(root("gen", "go"))
	if err != nil {
		t.Fatal(err)
	}
	goMod, err := modfile.Parse("go.mod", []byte(read(t, "go.mod")), nil)
	if err != nil {
		t.Fatal(err)
	}
	edits := []error{
		goMod.AddModuleStmt("example.com/validator"), goMod.AddRequire(module, "v0.0.0"), goMod.AddReplace(module, "", generated, ""),
	}
	for _, tool := range slices.Clone(goMod.Tool) {
		edits = append(edits, goMod.DropTool(tool.Path))
	}
	if err := errors.Join(edits...); err != nil {
		t.Fatal(err)
	}
	content, err := goMod.Format()
	if err != nil {
		t.Fatal(err)
	}
	dir := write(t, map[string]string{
		"go.mod":  string(content),
		"go.sum":  read(t, "go.sum") + read(t, "gen/go/go.sum"),
		"main.go": file(t, programs, "main.go.txt"),
	})
	return run.Cmd{Args: []string{"go", "run", "-mod=mod", "."}, Dir: dir, Env: []string{"GOWORK=off"}}
}

func pythonValidator(t *testing.T, programs string) run.Cmd {
	t.Helper()
	top, err := filepath.Abs(root())
	if err != nil {
		t.Fatal(err)
	}
	chain := toolchain.New(top, progress.Discard())
	if err := chain.Ensure(context.Background(), toolchain.PythonDev); err != nil {
		t.Fatal(err)
	}
	return run.Cmd{Args: []string{chain.PythonPath(), filepath.Join(programs, "main.py"), root("gen", "python")}}
}

// typeScriptValidator is a copy of the JavaScript beside the pinned packages.
func typeScriptValidator(t *testing.T, programs string) run.Cmd {
	t.Helper()
	top, err := filepath.Abs(root())
	if err != nil {
		t.Fatal(err)
	}
	if err := toolchain.New(top, progress.Discard()).Ensure(t.Context(), toolchain.Node); err != nil {
		t.Fatal(err)
	}
	compiler, err := filepath.EvalSymlinks(root(toolchain.CacheDir, "bin", "tsc"))
	if err != nil {
		t.Fatal(err)
	}
	modules := filepath.Dir(filepath.Dir(filepath.Dir(compiler))) // The compiler is in node_modules/typescript/bin.
	dir := write(t, map[string]string{"main.mjs": file(t, programs, "main.mjs"), "package.json": `{"type": "module"}`})
	if err := os.CopyFS(filepath.Join(dir, "qdrant"), os.DirFS(root("gen", "ts", "qdrant"))); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(modules, filepath.Join(dir, "node_modules")); err != nil {
		t.Fatal(err)
	}
	return run.Cmd{Args: []string{"node", "main.mjs"}, Dir: dir}
}

// write writes the files, by their names, into a new folder.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func file(t *testing.T, dir, name string) string {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
