package apitest_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// The Go tests of docs/testing.md pass in a module of a user, as they stand there.
func TestPage(t *testing.T) {
	fulltest.Only(t, "compiles a module of a user")
	root, err := filepath.Abs("..")
	if err != nil {
		t.Fatal(err)
	}
	read := func(name string) string {
		t.Helper()
		content, err := os.ReadFile(filepath.Join(root, name))
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	page, err := markdown.Parse(read("docs/testing.md"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write := func(name, content string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for i, block := range page.Blocks {
		if block.Language == "go" {
			write(fmt.Sprintf("page%d_test.go", i), block.Text)
		}
	}
	// Both modules are those of this tree, and everything else has the versions that they are tested with.
	const path = "github.com/qdrant/qdrant-cloud-public-api"
	_, manifest, found := strings.Cut(read("go.mod"), "\nmodule "+path+"\n")
	before, tools, too := strings.Cut(manifest, "tool (")
	_, after, _ := strings.Cut(tools, "\n)\n")
	if !found || !too {
		t.Fatal("go.mod has another form than this test expects")
	}
	write("go.mod", "module example.com/user\n"+before+after+"\nrequire (\n\t"+path+" v0.0.0\n\t"+path+"/gen/go v0.0.0\n)\n\nreplace (\n\t"+path+" => "+root+"\n\t"+
		path+"/gen/go => "+filepath.Join(root, "gen/go")+"\n)\n")
	write("go.sum", read("go.sum")+read("gen/go/go.sum"))
	out, err := run.Output(t.Context(), run.Cmd{Args: []string{"go", "test", "-mod=mod", "-v", "."}, Dir: dir})
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	for _, name := range []string{"TestClusterBecomesHealthy", "TestUnavailable", "TestNames"} {
		if !strings.Contains(string(out), "--- PASS: "+name) {
			t.Errorf("%s did not run:\n%s", name, out)
		}
	}
}
