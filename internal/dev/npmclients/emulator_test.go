package npmclients

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// The tests of docs/testing.md pass as they stand there, with vitest and with the test runner of Node.js, and leave no process behind.
func TestEmulator(t *testing.T) {
	fulltest.Only(t, "installs packages and starts the emulator")
	t.Parallel()
	p := newProject(t, npm, "emulator")
	content, err := os.ReadFile("../../../docs/testing.md")
	if err != nil {
		t.Fatal(err)
	}
	page, err := markdown.Parse(string(content))
	if err != nil {
		t.Fatal(err)
	}
	for _, block := range page.Blocks {
		switch block.Language {
		case "ts":
			p.write("clusters.test.ts", block.Text)
		case "js":
			p.write("clusters.test.mjs", block.Text)
		}
	}
	p.add(append(installed(t)[forNode], "@connectrpc/connect-node@"+p.pinned("@connectrpc/connect-node"), "vitest@"+p.pinned("vitest"),
		"vite@"+p.pinned("vite"), "@types/node@"+p.pinned("@types/node"))...)
	p.compile()
	env := p.emulator()
	for _, test := range []struct{ args, passed string }{
		{"node_modules/vitest/vitest.mjs run clusters.test.ts", "3 passed"},
		{"--test clusters.test.mjs", "pass 2"},
	} {
		args := append([]string{"node"}, strings.Fields(test.args)...)
		out, err := run.Output(t.Context(), run.Cmd{Args: args, Dir: p.dir, Env: env})
		if err != nil || !strings.Contains(string(out), test.passed) {
			t.Errorf("node %s: %v\n%s", test.args, err, out)
		}
	}
	// A program that cannot be started is reported with what to do.
	out, err := run.Output(t.Context(), run.Cmd{
		Args: []string{"node", "--input-type=module", "-e", `import { startEmulator } from "` + p.name + `/emulator";
			await startEmulator().catch((error) => console.log(error.message))`},
		Dir: p.dir, Env: append(p.env(), "QDRANT_CLOUD_EMULATOR="+filepath.Join(p.dir, "nowhere")),
	})
	if err != nil || !strings.Contains(string(out), "the emulator did not start") || !strings.Contains(string(out), "nowhere") {
		t.Errorf("an emulator that is not there: %v %s", err, out)
	}
}
