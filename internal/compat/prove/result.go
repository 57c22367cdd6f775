package prove

import (
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
)

// Count counts the comparisons by kind.
type Count struct {
	Hits        int `json:"hits"`
	Misses      int `json:"misses"`
	FalseAlarms int `json:"false_alarms"`
	Beyond      int `json:"beyond"`
}

func one(kind Kind) Count {
	switch kind {
	case Hit:
		return Count{Hits: 1}
	case Miss:
		return Count{Misses: 1}
	case FalseAlarm:
		return Count{FalseAlarms: 1}
	default:
		return Count{Beyond: 1}
	}
}

func (c Count) plus(other Count) Count {
	return Count{c.Hits + other.Hits, c.Misses + other.Misses, c.FalseAlarms + other.FalseAlarms, c.Beyond + other.Beyond}
}

// Precision returns the share of the reported breaks that have evidence, for people. Breaks beyond evidence don't count.
func (c Count) Precision() string { return share(c.Hits, c.FalseAlarms) }

// Recall returns the share of the breaks with evidence that are reported, for people.
func (c Count) Recall() string { return share(c.Hits, c.Misses) }

func share(good, bad int) string {
	if good+bad == 0 {
		return "–"
	}
	return fmt.Sprintf("%.1f %%", 100*float64(good)/float64(good+bad))
}

// Disagreement is a case in which the engine and the evidence disagree.
type Disagreement struct {
	Comparison

	Case Case
	Path string // Path is the file with the reduced case; empty if there is none.
}

// Result summarizes the outcomes.
type Result struct {
	Cases         int
	Invalid       []string // Invalid are the cases whose new version a generator or validator refuses, with the reason.
	Unknown       int      // Unknown counts the cases with a surface without evidence, because the generator refuses the old version.
	Disagreements []Disagreement

	surfaces map[judge.Surface]Count // surfaces counts cases, by the worst comparison on a surface.
	rules    map[judge.RuleID]map[judge.Surface]Count
}

// Add adds an outcome.
func (r *Result) Add(o Outcome) {
	if r.surfaces == nil {
		r.surfaces, r.rules = map[judge.Surface]Count{}, map[judge.RuleID]map[judge.Surface]Count{}
	}
	r.Cases++
	if o.Invalid != "" {
		r.Invalid = append(r.Invalid, fmt.Sprintf("%s: %.300s", o.Name, strings.TrimSpace(o.Invalid)))
		return
	}
	if len(o.Unknown) > 0 {
		r.Unknown++
	}
	worst := map[judge.Surface]Kind{}
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
			r.rules[c.Rule] = map[judge.Surface]Count{}
		}
		r.rules[c.Rule][c.Surface] = r.rules[c.Rule][c.Surface].plus(one(c.Kind))
	}
	for surface, kind := range worst {
		r.surfaces[surface] = r.surfaces[surface].plus(one(kind))
	}
}

// total returns the sum over all surfaces.
func (r *Result) total() Count {
	var all Count
	for _, c := range r.surfaces {
		all = all.plus(c)
	}
	return all
}

// mostAlarms is the tolerated share of false alarms among reported breaks: one in so many.
const mostAlarms = 100

// Failed returns why the result is not acceptable, or nothing.
func (r *Result) Failed() string {
	all := r.total()
	switch {
	case all.Misses > 0:
		return fmt.Sprintf("%d breaks were missed", all.Misses)
	case all.FalseAlarms > 0 && all.FalseAlarms*mostAlarms >= all.Hits+all.FalseAlarms:
		return fmt.Sprintf("%d of %d reported breaks are false alarms", all.FalseAlarms, all.Hits+all.FalseAlarms)
	}
	return ""
}
