package prove

import (
	"fmt"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat"
	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/evidence"
)

// Kind is how a verdict and the evidence go together.
type Kind string

// The kinds.
const (
	Hit        Kind = "hit"         // Hit is a break that is reported and evident.
	Miss       Kind = "miss"        // Miss is a break that is evident and not reported.
	FalseAlarm Kind = "false alarm" // FalseAlarm is a break that is reported and that nobody notices.
	Beyond     Kind = "beyond"      // Beyond is a break that is reported and that no evidence here can show; its rule says why.
)

// Comparison is what one surface of a case came to; of breaks that are reported, there is one for each rule.
type Comparison struct {
	Kind    Kind
	Surface compat.Surface
	Rule    string // Rule is empty for a miss.
	Text    string
}

// Compare confronts the verdict with the evidence.
func (o Outcome) Compare() []Comparison {
	if o.Invalid != "" {
		return nil
	}
	var all []Comparison
	for _, surface := range compat.Surfaces {
		found := o.Evidence[surface]
		var rules []string
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

// beyondRules are rules about what no evidence here can see, with the reason.
var beyondRules = map[string]string{
	"method.pagination":       "whether callers go through pages shows in what they do with the answers, and not in one of them",
	"method.lro":              "what an operation ends with is in an Any, whose type no peer checks",
	"service.default_host":    "no request here leaves the machine",
	"reserved.reused":         "data of a field that was removed before the base is in nobody's hands here",
	"message.extension_range": "the extensions that others have in a range are not in the tree",
	"auth.account_expression": "where the option asks for no permission, only the service knows what it does with the account",
	"auth.oauth_scope":        "the scopes are those of Google's clients",
	"auth.option":             "only the service knows what other options mean",
	"behavior.other":          "only the service knows whether it ignores or forbids what a field says of itself",
	"behavior.format":         "only the service checks formats that are documentation",
	"option.limit":            "only the service enforces limits in custom options",
}

// beyond is why no evidence can show a break, or empty.
func beyond(c compat.Change, surface compat.Surface) string {
	if c.Suspicion && surface == compat.Validation {
		return "the rule says that there is neither a proof nor an example"
	}
	return beyondRules[c.Rule]
}
