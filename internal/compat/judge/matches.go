package judge

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// Matches selects the differences that can have a rule. If several rules match one, a judge chooses by the elements. A star stands
// for any text.
type Matches struct {
	Kinds []diff.Kind // Kinds are kinds of differences outside options, like "field.removed" and "*.comment".

	// Options are the full names of options. A name in parentheses is a key below compatibility in sdk.yaml, whose value is the name.
	Options []string
}

var elementKinds = []schema.Kind{
	schema.KindFile, schema.KindMessage, schema.KindField, schema.KindExtension, schema.KindOneof, schema.KindEnum, schema.KindEnumValue,
	schema.KindService, schema.KindMethod,
}

// onlyRule has the rule of each kind and option that only one rule matches.
var onlyRule = func() map[string]RuleID {
	all := map[string]RuleID{}
	add := func(name string, id RuleID) {
		if _, have := all[name]; have {
			id = ""
		}
		all[name] = id
	}
	for _, rule := range rules {
		for _, kind := range rule.Matches.Kinds {
			element, part, _ := strings.Cut(string(kind), ".")
			if element != "*" {
				add(string(kind), rule.ID)
				continue
			}
			for _, of := range elementKinds {
				add(string(diff.KindOf(of, part)), rule.ID)
			}
		}
		for _, option := range rule.Matches.Options {
			add(option, rule.ID)
		}
	}
	return all
}()

// ruleOfKind returns the rule of a kind that only one rule matches, or the rule for other differences.
func ruleOfKind(kind diff.Kind) RuleID {
	if id := onlyRule[string(kind)]; id != "" {
		return id
	}
	return RuleOther
}

// ruleOfOption returns the rule of an option, if only one rule matches it.
func ruleOfOption(name string) (RuleID, bool) {
	id := onlyRule[name]
	return id, id != ""
}
