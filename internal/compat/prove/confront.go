package prove

import (
	"fmt"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
)

// Kind is how a verdict compares with the evidence.
type Kind string

// The kinds.
const (
	Hit        Kind = "hit"         // Hit is a break that is reported and evident.
	Miss       Kind = "miss"        // Miss is a break that is evident and not reported.
	FalseAlarm Kind = "false alarm" // FalseAlarm is a break that is reported without evidence.
	Beyond     Kind = "beyond"      // Beyond is a break that is reported and that no evidence can show, for the reason in blindSpots.
)

// Comparison is the result for one surface of a case. Each rule that reports a break has its own.
type Comparison struct {
	Kind    Kind
	Surface judge.Surface
	Rule    judge.RuleID // Rule is empty for a miss.
	Text    string
}

// Compare compares the verdict with the evidence.
func (o Outcome) Compare() []Comparison {
	if o.Invalid != "" {
		return nil
	}
	var all []Comparison
	for _, surface := range judge.Surfaces() {
		if o.Unknown[surface] != "" {
			continue
		}
		found := o.Evidence[surface]
		var rules []judge.RuleID
		for _, c := range o.Changes {
			if !c.Breaks.Has(surface) || slices.Contains(rules, c.Rule) {
				continue
			}
			rules = append(rules, c.Rule)
			comparison := Comparison{Kind: Hit, Surface: surface, Rule: c.Rule, Text: fmt.Sprintf("%s %s: %s", c.Rule, c.Element, c.Proof)}
			switch {
			case len(found) > 0:
			case beyond(c, surface) != "":
				comparison.Kind = Beyond
			default:
				comparison.Kind = FalseAlarm
			}
			all = append(all, comparison)
		}
		strong := slices.IndexFunc(found, func(f evidence.Finding) bool { return !f.Weak })
		if strong >= 0 && len(rules) == 0 {
			all = append(all, Comparison{Kind: Miss, Surface: surface, Text: text(found[strong])})
		}
	}
	return all
}

func text(f evidence.Finding) string {
	if f.Element == "" {
		return f.Text
	}
	return f.Element + ": " + f.Text
}
