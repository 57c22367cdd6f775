package version

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

var update = flag.Bool("update", false, "rewrite the golden files, with the semver that the machine's npm has")

// npmGolden has what npm's semver says; it is no package that is pinned here.
const npmGolden = "testdata/npm.json"

// npmScript has the grid in order, equal ones in the order of their text, and which of the probes each range takes.
const npmScript = `
const semver = require(process.argv[1]);
const ask = JSON.parse(require("fs").readFileSync(0, "utf8"));
console.log(JSON.stringify({
  semver: require(process.argv[1] + "/package.json").version,
  sorted: ask.versions.sort().sort(semver.compare),
  takes: Object.fromEntries(ask.ranges.map((range) => [range, ask.probes.filter((v) => semver.satisfies(v, range))])),
}));
`

type npmAnswer struct {
	Semver string              `json:"semver"` // Semver is the version that said it.
	Sorted []string            `json:"sorted"`
	Takes  map[string][]string `json:"takes"`
}

// askNPM rewrites the golden file.
func askNPM(t *testing.T, versions []string) {
	t.Helper()
	fulltest.Only(t, "runs node")
	modules, err := run.Output(t.Context(), run.Cmd{Args: []string{"npm", "root", "--global"}})
	if err != nil {
		t.Fatal(err)
	}
	in, err := json.Marshal(map[string][]string{"versions": versions, "ranges": npmRanges, "probes": probes})
	if err != nil {
		t.Fatal(err)
	}
	semver := filepath.Join(strings.TrimSpace(string(modules)), "npm", "node_modules", "semver")
	out, err := run.Output(t.Context(), run.Cmd{Args: []string{"node", "-e", npmScript, semver}, Stdin: strings.NewReader(string(in))})
	if err != nil {
		t.Fatal(err)
	}
	var answer npmAnswer
	if err := json.Unmarshal(out, &answer); err != nil {
		t.Fatal(err)
	}
	text, err := json.MarshalIndent(answer, "", "  ")
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(npmGolden, append(text, '\n'), 0o644); err != nil {
		t.Fatal(err)
	}
}

// npm is what npm says.
func npm(t *testing.T) npmAnswer {
	t.Helper()
	text, err := os.ReadFile(npmGolden)
	if err != nil {
		t.Fatal(err)
	}
	var answer npmAnswer
	if err := json.Unmarshal(text, &answer); err != nil {
		t.Fatal(err)
	}
	return answer
}

func TestOrderAsNPMHasIt(t *testing.T) {
	versions := grid(t)
	for _, text := range []string{"9007199254740990.0.0", "1.0.0-rc.9007199254740989", "1.0.0-rc.9007199254740990"} {
		versions = append(versions, must(t, text))
	}
	if *update {
		var texts []string
		for _, v := range versions {
			texts = append(texts, v.String())
		}
		askNPM(t, texts)
	}
	slices.SortFunc(versions, Version.Compare)
	var got []string
	for _, v := range versions {
		got = append(got, v.String())
	}
	if diff := cmp.Diff(npm(t).Sorted, got); diff != "" {
		t.Errorf("order (-npm +got):\n%s", diff)
	}
}
