package conformance

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"google.golang.org/protobuf/reflect/protoregistry"

	"github.com/qdrant/qdrant-cloud-public-api/gen/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/program"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
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

// TestClients takes all cases with the client of each language, over both transports.
func TestClients(t *testing.T) {
	fulltest.Only(t, "installs packages, and waits for deadlines")
	for _, language := range lang.IDs() {
		t.Run(string(language), func(t *testing.T) {
			t.Parallel()
			top, err := filepath.Abs(root)
			if err != nil {
				t.Fatal(err)
			}
			of := program.Program{Root: top, Dir: t.TempDir(), Files: os.DirFS(filepath.Join("runner", string(language)))}
			runner, err := of.Install(t.Context(), language)
			if err != nil {
				t.Fatal(err)
			}
			hold(t, string(language), runner)
		})
	}
}

// hold takes all cases with a runner, over all transports at once: most of the time of a case is a deadline or a delay.
func hold(t *testing.T, language string, runner run.Cmd) {
	t.Helper()
	files, cfg, cases := needs(t)
	var sessions sync.WaitGroup
	for _, transport := range transports {
		sessions.Go(func() {
			session, err := Open(files, cfg, cases, transport)
			if err != nil {
				t.Error(err)
				return
			}
			defer session.Close()
			cmd := runner
			cmd.Args = append(slices.Clone(runner.Args), transport)
			cmd.Env = append(slices.Clone(runner.Env), "QDRANT_CLOUD_CONFORMANCE_URL="+session.URL())
			if out, err := run.Output(t.Context(), cmd); err != nil {
				t.Errorf("the runner over %s: %v\n%s", transport, err, out)
			}
			results := session.Results()
			passed := 0
			for _, result := range results {
				if result.Wrong == "" {
					passed++
				} else {
					t.Errorf("%s over %s: %s", result.Name, transport, result.Wrong)
				}
			}
			if len(results) != len(cases) {
				t.Errorf("the runner took %d cases over %s, want %d", len(results), transport, len(cases))
			}
			fmt.Printf("%s over %s: %d passed\n", language, transport, passed)
		})
	}
	sessions.Wait()
}
