package toolchain

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/Masterminds/semver/v3"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// need is a program that the machine has to have.
type need struct {
	program string
	wanted  string   // wanted is a constraint on its version.
	version []string // version is the command that prints the version.
	probe   []string // probe is a command that has to succeed as well, and probed what it looks for.
	probed  string
	mend    string
}

var (
	needGo = need{
		program: "go", wanted: ">=1.26", version: []string{"go", "version"},
		mend: "install Go from https://go.dev/dl",
	}
	needPython = need{
		program: "python3", wanted: ">=3.10", version: []string{"python3", "--version"},
		probe: []string{"python3", "-c", "import venv, ensurepip"}, probed: "the venv module",
		mend: "install Python with venv (Debian: apt-get install python3 python3-venv)",
	}
	needNode = need{
		program: "node", wanted: ">=20", version: []string{"node", "--version"},
		mend: "install Node.js from https://nodejs.org",
	}
	needNpm = need{
		program: "npm", wanted: ">=10", version: []string{"npm", "--version"},
		mend: "install npm, which comes with Node.js",
	}
	needGit = need{
		program: "git", wanted: ">=2.30", version: []string{"git", "--version"},
		mend: "install git (Debian: apt-get install git)",
	}
)

// Row is one line of the doctor's table.
type Row struct {
	Tool   string `json:"tool"`
	Wanted string `json:"wanted"`
	Found  string `json:"found"`
	Mend   string `json:"mend,omitempty"`
	OK     bool   `json:"ok"`
}

// MissingError says that the machine lacks a program, in the words of the doctor's line.
type MissingError struct{ Row Row }

func (e *MissingError) Error() string {
	return fmt.Sprintf("%s: wanted %s, found %s: %s", e.Row.Tool, e.Row.Wanted, e.Row.Found, e.Row.Mend)
}

// Diagnose looks at the machine and at what is laid. Pinned tools that are not laid yet are no fault: the target that
// needs them lays them.
func (t *Toolchain) Diagnose(ctx context.Context) ([]Row, error) {
	var rows []Row
	for _, need := range []need{needGo, needPython, needNode, needNpm, needGit} {
		rows = append(rows, t.check(ctx, need))
	}
	for _, set := range append(slices.Clone(Generation), Golangci, Actionlint) {
		dir, key, err := t.dir(set)
		if err != nil {
			return nil, err
		}
		row := Row{Tool: t.kits[set].name, Wanted: "lock " + key[:8], OK: true, Found: "laid"}
		if !complete(dir) {
			row.Found, row.Mend = "not laid yet", "comes on first use, or by go tool mage deps"
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// require checks quickly, without starting anything, that the programs under a set are there. Their versions matter when
// the set is laid.
func (t *Toolchain) require(ctx context.Context, set Set) error {
	dir, _, err := t.dir(set)
	if err != nil {
		return err
	}
	for _, need := range t.kits[set].needs {
		if complete(dir) {
			if _, err := t.lookPath(need.program); err == nil {
				continue
			}
		}
		if row := t.check(ctx, need); !row.OK {
			return &MissingError{Row: row}
		}
	}
	return nil
}

func (t *Toolchain) check(ctx context.Context, need need) Row {
	row := Row{Tool: need.program, Wanted: need.wanted, Found: "none", Mend: need.mend}
	if _, err := t.lookPath(need.program); err != nil {
		return row
	}
	out, err := run.Output(ctx, run.Cmd{Args: need.version})
	if err != nil {
		row.Found = "one that does not run"
		return row
	}
	row.Found = versionIn(string(out))
	version, err := semver.NewVersion(row.Found)
	if err != nil {
		row.Found = fmt.Sprintf("an unknown version (%q)", strings.TrimSpace(string(out)))
		return row
	}
	constraint, err := semver.NewConstraint(need.wanted)
	if err != nil || !constraint.Check(version) {
		return row
	}
	if need.probe != nil {
		if run.Run(ctx, run.Cmd{Args: need.probe}) != nil {
			row.Found += " without " + need.probed
			return row
		}
	}
	row.OK, row.Mend = true, ""
	return row
}

var versionPattern = regexp.MustCompile(`\d+\.\d+(\.\d+)?`)

func versionIn(text string) string { return versionPattern.FindString(text) }

// lookPath is exec.LookPath without the cache directory, so that a link of ours is never taken for the machine's own.
func lookPath(name string) (string, error) {
	path, err := exec.LookPath(name)
	if errors.Is(err, exec.ErrDot) {
		return "", exec.ErrNotFound
	}
	if err == nil && strings.Contains(path, string(os.PathSeparator)+filepath.Join(CacheDir, "bin")+string(os.PathSeparator)) {
		return "", exec.ErrNotFound
	}
	return path, err
}

// Healthy says whether nothing is missing.
func Healthy(rows []Row) bool {
	return !slices.ContainsFunc(rows, func(row Row) bool { return !row.OK })
}

// Table shows the rows to a person.
func Table(rows []Row) string {
	var out strings.Builder
	table := tabwriter.NewWriter(&out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(table, "\ttool\twanted\tfound\tmend")
	for _, row := range rows {
		mark := "ok"
		if !row.OK {
			mark = "MISSING"
		}
		fmt.Fprintf(table, "%s\t%s\t%s\t%s\t%s\n", mark, row.Tool, row.Wanted, row.Found, row.Mend)
	}
	_ = table.Flush() // A strings.Builder takes everything.
	return out.String()
}
