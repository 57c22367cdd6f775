package prove

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat"
)

// count is how verdicts and evidence went together.
type count struct{ hits, misses, falseAlarms, beyond int }

func (c *count) add(kind Kind) {
	switch kind {
	case Hit:
		c.hits++
	case Miss:
		c.misses++
	case FalseAlarm:
		c.falseAlarms++
	case Beyond:
		c.beyond++
	}
}

// precision is the share of reported breaks that are evident, without those beyond evidence; recall that of evident ones which
// are reported.
func (c *count) precision() string { return share(c.hits, c.falseAlarms) }
func (c *count) recall() string    { return share(c.hits, c.misses) }

func share(good, bad int) string {
	if good+bad == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(good)/float64(good+bad))
}

// Disagreement is a case in which the engine and the evidence say different things.
type Disagreement struct {
	Comparison

	Case Case
	Path string // Path is the file with the case made small; empty where there is none.
}

// Result sums up what was looked at.
type Result struct {
	Cases         int
	Invalid       int // Invalid are cases whose new version no generator or validator takes.
	Disagreements []Disagreement

	invalid  []string // invalid says of these which they are, and why.
	surfaces map[compat.Surface]*count
	rules    map[string]map[compat.Surface]*count
}

// Add counts an outcome.
func (r *Result) Add(o Outcome) {
	if r.surfaces == nil {
		r.surfaces, r.rules = map[compat.Surface]*count{}, map[string]map[compat.Surface]*count{}
	}
	r.Cases++
	if o.Invalid != "" {
		r.Invalid++
		r.invalid = append(r.invalid, fmt.Sprintf("%s: %.300s", o.Name, strings.TrimSpace(o.Invalid)))
		return
	}
	worst := map[compat.Surface]Kind{}
	for _, c := range o.Compare() {
		if c.Kind == Miss || c.Kind == FalseAlarm {
			r.Disagreements = append(r.Disagreements, Disagreement{Comparison: c, Case: o.Case})
		}
		if worst[c.Surface] == "" || c.Kind == FalseAlarm {
			worst[c.Surface] = c.Kind
		}
		if c.Rule == "" {
			continue
		}
		if r.rules[c.Rule] == nil {
			r.rules[c.Rule] = map[compat.Surface]*count{}
		}
		if r.rules[c.Rule][c.Surface] == nil {
			r.rules[c.Rule][c.Surface] = &count{}
		}
		r.rules[c.Rule][c.Surface].add(c.Kind)
	}
	for surface, kind := range worst {
		if r.surfaces[surface] == nil {
			r.surfaces[surface] = &count{}
		}
		r.surfaces[surface].add(kind)
	}
}

// Text is the result for people: the surfaces, the rules, then each disagreement.
func (r *Result) Text() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d changes, %d of them valid for no generator or validator and not counted\n\n", r.Cases, r.Invalid)
	fmt.Fprintf(&b, "%-34s %-11s %6s %7s %7s %7s %10s %8s\n", "rule", "surface", "hits", "misses", "alarms", "beyond", "precision", "recall")
	line := func(rule string, surface compat.Surface, c *count) {
		fmt.Fprintf(&b, "%-34s %-11s %6d %7d %7d %7d %10s %8s\n", rule, surface, c.hits, c.misses, c.falseAlarms, c.beyond, c.precision(), c.recall())
	}
	for _, surface := range compat.Surfaces {
		if c := r.surfaces[surface]; c != nil {
			line("all", surface, c)
		}
	}
	for _, rule := range slices.Sorted(maps.Keys(r.rules)) {
		for _, surface := range compat.Surfaces {
			if c := r.rules[rule][surface]; c != nil {
				line(rule, surface, c)
			}
		}
	}
	for _, said := range r.invalid {
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
	return b.String()
}

// Markdown is the table of the documentation, with the seeds that it was made of.
func (r *Result) Markdown(o Options) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Made with `mage prove -n=%d -seed=%s`: %d changes, of which %d are no valid contract.\n\n", o.Cases, seedText(o.Seeds), r.Cases, r.Invalid)
	b.WriteString("| surface | reported and evident | missed | false alarms | beyond evidence | precision | recall |\n|---|---|---|---|---|---|---|\n")
	for _, surface := range compat.Surfaces {
		c := count{}
		if r.surfaces[surface] != nil {
			c = *r.surfaces[surface]
		}
		fmt.Fprintf(&b, "| `%s` | %d | %d | %d | %d | %s | %s |\n", surface, c.hits, c.misses, c.falseAlarms, c.beyond, c.precision(), c.recall())
	}
	b.WriteString("\n| rule | reported and evident, by surface | not evident |\n|---|---|---|\n")
	for _, rule := range slices.Sorted(maps.Keys(r.rules)) {
		var hits, others []string
		for _, surface := range compat.Surfaces {
			c := r.rules[rule][surface]
			if c == nil {
				continue
			}
			if c.hits > 0 {
				hits = append(hits, fmt.Sprintf("%s %d", surface, c.hits))
			}
			if c.beyond > 0 {
				others = append(others, fmt.Sprintf("%s %d beyond evidence", surface, c.beyond))
			}
			if c.falseAlarms > 0 {
				others = append(others, fmt.Sprintf("%s %d false alarms", surface, c.falseAlarms))
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

// mostAlarms is the share of false alarms among what is reported that is let pass, as one in so many.
const mostAlarms = 100

// Failed says what is wrong with the result, or nothing.
func (r *Result) Failed() string {
	misses, alarms, reported := 0, 0, 0
	for _, c := range r.surfaces {
		misses, alarms, reported = misses+c.misses, alarms+c.falseAlarms, reported+c.hits+c.falseAlarms
	}
	switch {
	case misses > 0:
		return fmt.Sprintf("%d breaks were missed", misses)
	case alarms*mostAlarms >= max(reported, 1) && alarms > 0:
		return fmt.Sprintf("%d of %d reported breaks are false alarms", alarms, reported)
	}
	return ""
}
