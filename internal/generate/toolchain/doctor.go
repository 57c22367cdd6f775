package toolchain

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"github.com/Masterminds/semver/v3"
	"golang.org/x/mod/modfile"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/table"
)

// need is a program that the machine must have.
type need struct {
	program string
	wanted  string   // wanted is a constraint on its version.
	module  string   // module is a go.mod whose go line is the lowest version, in place of wanted.
	version []string // version is the command that prints the version.
	probe   []string // probe is a command that must succeed as well; probed names what it looks for.
	probed  string
	fix     string // fix is advice for a machine without the program.
}

var (
	needGo = need{
		program: "go", module: "go.mod", version: []string{"go", "version"},
		fix: "install Go from https://go.dev/dl",
	}
	needPython = need{
		program: "python3", wanted: ">=3.10", version: []string{"python3", "--version"},
		probe: []string{"python3", "-c", "import venv, ensurepip"}, probed: "the venv module",
		fix: "install Python with venv (Debian: apt-get install python3 python3-venv)",
	}
	needNode = need{
		program: "node", wanted: ">=20", version: []string{"node", "--version"},
		fix: "install Node.js from https://nodejs.org",
	}
	needNpm = need{
		program: "npm", wanted: ">=10", version: []string{"npm", "--version"},
		fix: "install npm, which comes with Node.js",
	}
	needGit = need{
		program: "git", wanted: ">=2.30", version: []string{"git", "--version"},
		fix: "install git (Debian: apt-get install git)",
	}
	// The documentation has calls of curl and of grpcurl, which tests run.
	needCurl = need{
		program: "curl", wanted: ">=7", version: []string{"curl", "--version"},
		fix: "install curl (Debian: apt-get install curl)",
	}
)

// Row is one line of the doctor's table.
type Row struct {
	Tool   string `json:"tool"`
	Wanted string `json:"wanted"`
	Found  string `json:"found"`
	Fix    string `json:"fix,omitempty"`
	OK     bool   `json:"ok"`
}

// MissingError reports that the machine lacks a program, with the content of the doctor's row.
type MissingError struct{ Row Row }

func (e *MissingError) Error() string {
	return fmt.Sprintf("%s: wanted %s, found %s: %s", e.Row.Tool, e.Row.Wanted, e.Row.Found, e.Row.Fix)
}

// Diagnose checks the programs of the machine and the pinned tools. Tools that are not installed yet are no fault: the target
// that needs them installs them.
func (t *Toolchain) Diagnose(ctx context.Context) ([]Row, error) {
	var rows []Row
	for _, need := range []need{needGo, needPython, needNode, needNpm, needGit, needCurl} {
		row, err := t.check(ctx, need)
		if err != nil {
			return nil, err
		}
		rows = append(rows, row)
	}
	for _, set := range append(slices.Clone(Generation), Golangci, Actionlint) {
		dir, key, err := t.dir(set)
		if err != nil {
			return nil, err
		}
		row := Row{Tool: t.kits[set].name, Wanted: "lock " + key[:8], OK: true, Found: "installed"}
		if !complete(dir) {
			row.Found, row.Fix = "not installed yet", "installed on first use, or by go tool mage deps"
		}
		rows = append(rows, row)
	}
	return rows, nil
}

// require checks that the machine has the programs that a set needs. Once the set is installed it starts no program for that:
// versions matter when the set is installed.
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
		row, err := t.check(ctx, need)
		if err != nil {
			return err
		}
		if !row.OK {
			return &MissingError{Row: row}
		}
	}
	return nil
}

// check compares what the machine has with what is needed.
func (t *Toolchain) check(ctx context.Context, need need) (Row, error) {
	wanted := need.wanted
	if need.module != "" {
		lowest, err := goLine(filepath.Join(t.root, need.module))
		if err != nil {
			return Row{}, err
		}
		wanted = ">=" + lowest
	}
	row := Row{Tool: need.program, Wanted: wanted, Found: "none", Fix: need.fix}
	if _, err := t.lookPath(need.program); err != nil {
		return row, nil //nolint:nilerr // The row says so.
	}
	// In the checkout, because a Go command may switch to the version that its module wants.
	out, err := run.Output(ctx, run.Cmd{Args: need.version, Dir: t.root})
	if err != nil {
		row.Found = "one that does not run"
		return row, nil //nolint:nilerr // The row says so.
	}
	row.Found = versionIn(string(out))
	version, err := semver.NewVersion(row.Found)
	if err != nil {
		row.Found = fmt.Sprintf("an unknown version (%q)", strings.TrimSpace(string(out)))
		return row, nil //nolint:nilerr // The row says so.
	}
	constraint, err := semver.NewConstraint(wanted)
	if err != nil {
		return row, fmt.Errorf("the version of %s that is needed cannot be read: %w", need.program, err)
	}
	if !constraint.Check(version) {
		return row, nil
	}
	if need.probe != nil {
		if run.Run(ctx, run.Cmd{Args: need.probe}) != nil {
			row.Found += " without " + need.probed
			return row, nil //nolint:nilerr // The row says so.
		}
	}
	row.OK, row.Fix = true, ""
	return row, nil
}

// goLine returns the lowest version of Go that a module builds with: that of the go line of its go.mod.
func goLine(path string) (string, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return "", err
	}
	module, err := modfile.ParseLax(filepath.Base(path), content, nil)
	if err != nil {
		return "", err
	}
	if module.Go == nil {
		return "", fmt.Errorf("%s: it has no go line", filepath.Base(path))
	}
	return module.Go.Version, nil
}

var versionPattern = regexp.MustCompile(`\d+\.\d+(\.\d+)?`)

func versionIn(text string) string { return versionPattern.FindString(text) }

// lookPath returns exec.LookPath without the folder of the pinned tools, so that a link to one of them does not count as a program of
// the machine.
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

// FormatError reports a format of the doctor's table that does not exist.
type FormatError struct{ Format string }

func (e *FormatError) Error() string {
	return fmt.Sprintf("-format=%s: allowed are text and json", e.Format)
}

// ExitCode returns [exit.Usage].
func (*FormatError) ExitCode() exit.Code { return exit.Usage }

// errUnhealthy is the answer no.
var errUnhealthy = errors.New("this machine lacks what the table shows")

// Report prints the rows in a format, text or json; empty is text. Rows that are not good are an error too.
func Report(out io.Writer, rows []Row, format string) error {
	var err error
	switch format {
	case "", "text":
		_, err = io.WriteString(out, Table(rows))
	case "json":
		encoder := json.NewEncoder(out)
		encoder.SetIndent("", "  ")
		err = encoder.Encode(rows)
	default:
		return &FormatError{format}
	}
	if err == nil && !Healthy(rows) {
		err = errUnhealthy
	}
	return err
}

// Healthy reports whether nothing is missing.
func Healthy(rows []Row) bool {
	return !slices.ContainsFunc(rows, func(row Row) bool { return !row.OK })
}

// Table formats the rows for people.
func Table(rows []Row) string {
	cells := [][]string{{"", "tool", "wanted", "found", "fix"}}
	for _, row := range rows {
		mark := "ok"
		if !row.OK {
			mark = "MISSING"
		}
		cells = append(cells, []string{mark, row.Tool, row.Wanted, row.Found, row.Fix})
	}
	return table.Format(cells)
}
