package prove

import (
	"fmt"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
)

// Count is how verdicts and evidence went together.
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

// Precision is the share of reported breaks that are evident, without those beyond evidence; Recall that of evident ones which
// are reported. Both are texts for people.
func (c Count) Precision() string { return share(c.Hits, c.FalseAlarms) }

// Recall is explained beside [Count.Precision].
func (c Count) Recall() string { return share(c.Hits, c.Misses) }

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
	Invalid       []string // Invalid are the cases whose new version no generator or validator takes, with the reason.
	Unknown       int      // Unknown are the cases with a surface of which there is no evidence, as no generator takes them.
	Disagreements []Disagreement

	surfaces map[judge.Surface]Count // surfaces counts changes, by the worst that one is on a surface.
	rules    map[judge.RuleID]map[judge.Surface]Count
}

// Add counts an outcome.
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

// total counts all surfaces.
func (r *Result) total() Count {
	var all Count
	for _, c := range r.surfaces {
		all = all.plus(c)
	}
	return all
}

// mostAlarms is the share of false alarms among what is reported that is let pass, as one in so many.
const mostAlarms = 100

// Failed says what is wrong with the result, or nothing.
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
