package prove

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
)

// Formats are the formats of [Result.Write].
var Formats = []string{"text", "json", "markdown"}

// Write writes the result in a format.
func (r *Result) Write(out io.Writer, format string, o Options) error {
	switch format {
	case "json":
		return r.json(out, o)
	case "markdown":
		_, err := io.WriteString(out, r.markdown(o))
		return err
	default:
		_, err := io.WriteString(out, r.text())
		return err
	}
}

// row is a line of a table.
type row struct {
	Count

	Rule    judge.RuleID  `json:"rule,omitempty"` // Rule is empty in the lines for all rules.
	Surface judge.Surface `json:"surface"`
}

// bySurface returns a row for each surface.
func (r *Result) bySurface() []row {
	var all []row
	for _, surface := range judge.Surfaces() {
		all = append(all, row{Surface: surface, Count: r.surfaces[surface]})
	}
	return all
}

// byRule returns a row for each rule and surface on which it reported something.
func (r *Result) byRule() []row {
	var all []row
	for _, rule := range slices.Sorted(maps.Keys(r.rules)) {
		for _, surface := range judge.Surfaces() {
			if c, counted := r.rules[rule][surface]; counted {
				all = append(all, row{c, rule, surface})
			}
		}
	}
	return all
}

// text formats the result for people: the rules, the disagreements, and the surfaces at the end, where they are seen.
func (r *Result) text() string {
	var b strings.Builder
	table := func(first string, rows []row) {
		fmt.Fprintf(&b, "%-34s %-11s %6s %7s %7s %7s %10s %8s\n", first, "surface", "hits", "misses", "alarms", "beyond", "precision", "recall")
		for _, c := range rows {
			fmt.Fprintf(&b, "%-34s %-11s %6d %7d %7d %7d %10s %8s\n", c.Rule, c.Surface, c.Hits, c.Misses, c.FalseAlarms, c.Beyond, c.Precision(), c.Recall())
		}
	}
	table("rule", r.byRule())
	for _, said := range r.Invalid {
		fmt.Fprintf(&b, "\nnot valid: %s\n", said)
	}
	for _, d := range r.Disagreements {
		fmt.Fprintf(&b, "\n%s on %s: %s\n  %s\n", d.Kind, d.Surface, d.Case.Name, d.Text)
		for _, edit := range d.Case.Edits {
			fmt.Fprintf(&b, "  did %s\n", edit)
		}
		if d.Path != "" {
			fmt.Fprintf(&b, "  see %s\n", d.Path)
		}
	}
	b.WriteString("\n")
	table("", r.bySurface())
	all := r.total()
	fmt.Fprintf(&b, "\n%s; %d of %d reported breaks are evident, %d are false alarms, and %d more are beyond evidence; %d were missed\n",
		r.changes(), all.Hits, all.Hits+all.FalseAlarms, all.FalseAlarms, all.Beyond, all.Misses)
	return b.String()
}

// changes returns how many cases were checked.
func (r *Result) changes() string {
	return fmt.Sprintf("%d changes, of which %d are no valid contract, and %d have an edition that no generator for Python takes", r.Cases, len(r.Invalid), r.Unknown)
}

// markdown formats the tables of the documentation, with their seeds.
func (r *Result) markdown(o Options) string {
	var b strings.Builder
	fmt.Fprintf(&b, "`mage prove -n=%d -seed=%s`: %s.\n\n", o.Cases, seedText(o.Seeds), r.changes())
	b.WriteString("| surface | reported and evident | missed | false alarms | beyond evidence | precision | recall |\n|---|---|---|---|---|---|---|\n")
	for _, c := range r.bySurface() {
		fmt.Fprintf(&b, "| `%s` | %d | %d | %d | %d | %s | %s |\n", c.Surface, c.Hits, c.Misses, c.FalseAlarms, c.Beyond, c.Precision(), c.Recall())
	}
	b.WriteString("\n| rule | reported and evident, by surface | not evident |\n|---|---|---|\n")
	for _, rule := range slices.Sorted(maps.Keys(r.rules)) {
		var hits, others []string
		for _, surface := range judge.Surfaces() {
			c := r.rules[rule][surface]
			if c.Hits > 0 {
				hits = append(hits, fmt.Sprintf("%s %d", surface, c.Hits))
			}
			if c.Beyond > 0 {
				others = append(others, fmt.Sprintf("%s %d beyond evidence", surface, c.Beyond))
			}
			if c.FalseAlarms > 0 {
				others = append(others, fmt.Sprintf("%s %d false alarms", surface, c.FalseAlarms))
			}
		}
		fmt.Fprintf(&b, "| `%s` | %s | %s |\n", rule, strings.Join(hits, ", "), strings.Join(others, ", "))
	}
	return b.String()
}

func seedText(seeds []uint64) string {
	var all []string
	for _, seed := range seeds {
		all = append(all, fmt.Sprint(seed))
	}
	return strings.Join(all, ",")
}

// schemaVersion is the version of the JSON form of a result.
const schemaVersion = 1

// json writes the result for programs.
func (r *Result) json(out io.Writer, o Options) error {
	type disagreement struct {
		Kind    Kind          `json:"kind"`
		Surface judge.Surface `json:"surface"`
		Rule    judge.RuleID  `json:"rule,omitempty"`
		Text    string        `json:"text"`
		Case    string        `json:"case"`
		Edits   []string      `json:"edits"`
		Path    string        `json:"path,omitempty"`
	}
	said := []disagreement{}
	for _, d := range r.Disagreements {
		said = append(said, disagreement{d.Kind, d.Surface, d.Rule, d.Text, d.Case.Name, d.Case.Edits, d.Path})
	}
	encoder := json.NewEncoder(out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(struct {
		SchemaVersion int            `json:"schema_version"`
		Seeds         []uint64       `json:"seeds"`
		Cases         int            `json:"cases"`
		Invalid       []string       `json:"invalid"`
		Unknown       int            `json:"unknown"`
		Surfaces      []row          `json:"surfaces"`
		Rules         []row          `json:"rules"`
		Disagreements []disagreement `json:"disagreements"`
	}{schemaVersion, o.Seeds, r.Cases, append([]string{}, r.Invalid...), r.Unknown, r.bySurface(), append([]row{}, r.byRule()...), said})
}
