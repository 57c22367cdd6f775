//go:build unix

package toolchain

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ/environtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// Settings such as NODE_ENV=production, a cooldown for new packages or a target of pip leave an installation without the tools.
func TestToolsAreCompleteWhateverAPersonHasSet(t *testing.T) {
	fulltest.Only(t, "installs buf, the Node and the Python tools from their registries")
	root := t.TempDir()
	for _, folder := range []string{"tools/buf", "tools/node", "tools/python", "tools/pythondev"} {
		if err := os.CopyFS(filepath.Join(root, folder), os.DirFS(filepath.Join("../../..", folder))); err != nil {
			t.Fatal(err)
		}
	}
	module, err := os.ReadFile("../../../go.mod") // It says which Go is needed.
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(root, "go.mod"), string(module))
	environtest.Hostile(t)
	tools := New(root, progress.Discard())
	if err := tools.Ensure(t.Context(), Buf, Node, Python, PythonDev); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{
		{tools.Tool("tsc"), "--version"}, {tools.Tool("protoc-gen-es"), "--version"}, {tools.Tool("python-grpc-tools-protoc"), "--version"},
		{tools.Tool("hatchling"), "--help"}, {tools.Tool("mypy"), "--version"}, {tools.Tool("uv"), "--version"},
		{tools.PythonPath(), "-m", "pip", "--version"}, {tools.Tool("buf"), "--version"},
	} {
		if out, err := run.Output(t.Context(), run.Cmd{Args: args, Env: tools.Env()}); err != nil || len(out) == 0 {
			t.Errorf("%s prints %q, %v", filepath.Base(args[0]), out, err)
		}
	}
}
