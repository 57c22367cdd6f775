package judge

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// Matches says which differences can have a rule. Several rules may match one: a judge chooses among them by what the elements
// are. A star stands for any text.
type Matches struct {
	Kinds []diff.Kind // Kinds are those of differences that are about no option, like "field.removed" and "*.comment".

	// Options are the full names of options. One in parentheses is a key below compatibility in sdk.yaml, which has the name.
	Options []string
}

var elementKinds = []schema.Kind{
	schema.KindFile, schema.KindMessage, schema.KindField, schema.KindExtension, schema.KindOneof, schema.KindEnum, schema.KindEnumValue,
	schema.KindService, schema.KindMethod,
}

// onlyRule has the rule of each kind and option that no other rule names.
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

// ruleOfKind returns the rule for a kind of difference for which there is no choice; one that no rule names is something else.
func ruleOfKind(kind diff.Kind) RuleID {
	if id := onlyRule[string(kind)]; id != "" {
		return id
	}
	return RuleOther
}

// ruleOfOption returns the rule for an option, if the table has one for it alone.
func ruleOfOption(name string) (RuleID, bool) {
	id := onlyRule[name]
	return id, id != ""
}
