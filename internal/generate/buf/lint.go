package buf

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// Lint checks the contract by buf's own rules and by the house rules. Mistakes are a *Findings, with a line
// file:line:column: message (RULE) for each; under GitHub Actions these lines are annotations.
//
// compiled is a hash of the compiled contract without its comments, or empty if that is not known. If it is the same as when the contract
// passed, only comments have changed, and a rule that reads comments judges each by itself: only the files that changed are looked at. What
// is found then is found again in the whole contract, so that findings are never those of a part.
func Lint(ctx context.Context, tools Tools, report *progress.Reporter, root, compiled string) error {
	known, err := readPassed(root, "lint", []string{code, toolchain.RulesPackage})
	if err != nil {
		return err
	}
	changed := known.others()
	if known.same() {
		return nil
	}
	step := report.Start("lint")
	return step.End("", func() error {
		annotate := os.Getenv("GITHUB_ACTIONS") == "true"
		part := compiled != "" && known.before && known.last == compiled && len(changed) > 0 && len(changed) <= mostPaths
		if !part || lint(ctx, tools, root, annotate, changed...) != nil {
			if err := lint(ctx, tools, root, annotate); err != nil {
				return err
			}
		}
		known.about = compiled
		return known.write()
	}())
}

func lint(ctx context.Context, tools Tools, root string, annotate bool, paths ...string) error {
	var out bytes.Buffer
	err := run.Run(ctx, run.Cmd{
		Args: append([]string{tools.Tool("buf"), "lint", "--error-format", "json", protos}, flags(paths)...), Dir: root, Env: append(tools.Env(), Env(count(root))...), Stdout: &out,
	})
	if run.ExitCode(err) <= 0 {
		return err
	}
	found, unreadable := readFindings(out.Bytes())
	if unreadable != nil || len(found) == 0 {
		return err
	}
	lines := make([]string, len(found))
	for i, f := range found {
		lines[i] = f.String()
		if annotate {
			lines[i] = f.Annotation()
		}
	}
	return &Findings{Text: strings.Join(lines, "\n"), Summary: "the contract breaks the rules of buf.yaml"}
}

// Finding is one mistake, as buf lint --error-format json prints it.
type Finding struct {
	Path      string `json:"path"`
	Line      int    `json:"start_line"`
	Column    int    `json:"start_column"`
	EndLine   int    `json:"end_line"`
	EndColumn int    `json:"end_column"`
	Rule      string `json:"type"`
	Message   string `json:"message"`
}

func (f Finding) String() string {
	return fmt.Sprintf("%s:%d:%d: %s (%s)", f.Path, f.Line, f.Column, f.Message, f.Rule)
}

var (
	dataEscapes     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	propertyEscapes = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// Annotation returns the command that lets GitHub Actions show the finding at its line. The log shows only the text after the last
// colons, so that has the place as well.
func (f Finding) Annotation() string {
	return fmt.Sprintf("::error file=%s,line=%d,endLine=%d,col=%d,title=%s::%s",
		propertyEscapes.Replace(f.Path), f.Line, f.EndLine, f.Column, propertyEscapes.Replace(f.Rule), dataEscapes.Replace(f.String()))
}

// readFindings reads one finding per line. Each is returned once, sorted by place.
func readFindings(out []byte) ([]Finding, error) {
	var found []Finding
	for line := range bytes.Lines(out) {
		var f Finding
		if err := json.Unmarshal(line, &f); err != nil {
			return nil, err
		}
		found = append(found, f)
	}
	slices.SortFunc(found, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.Path, b.Path), a.Line-b.Line, a.Column-b.Column, a.EndLine-b.EndLine, a.EndColumn-b.EndColumn,
			strings.Compare(a.Rule, b.Rule), strings.Compare(a.Message, b.Message))
	})
	return slices.Compact(found), nil
}
