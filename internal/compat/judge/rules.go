package judge

import (
	"maps"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Effect is what a rule does to the users of a surface.
type Effect string

// The effects.
const (
	Never   Effect = ""        // Never breaks them.
	Always  Effect = "always"  // Always breaks them, where the element is in use.
	Depends Effect = "depends" // Depends breaks them on the condition that the rule names.
)

// Rule is one line of the table: a kind of change and whom it breaks.
type Rule struct {
	ID      RuleID
	Meaning string        // Meaning is the change in a few words.
	Effects Effects       // Effects are whom it breaks.
	If      string        // If is the condition under which an effect that depends comes about.
	Quiet   version.Level // Quiet is the level where nobody is broken.
	Message string        // Message is for the reader of a report; {element}, {before} and {after} are put in.
	Hint    string        // Hint says what to do about it.

	// whole says that the rule is about everything in the element: what breaks in it was broken by this change.
	whole bool

	// checked says that the rule is about what is accepted: in source code it shows in the types of checked messages only.
	checked bool
}

// Effects are the effects of a rule on each surface; Never where nothing is said.
type Effects map[Surface]Effect

// Group is the rules on one kind of element.
type Group struct {
	Title string
	Rules []Rule
}

// groups are the table, in the order of the documentation. A change has the rule that describes it best.
var groups = []Group{
	{"Fields", fieldRules},
	{"Types of fields", typeRules},
	{"Oneofs", oneofRules},
	{"Enums", enumRules},
	{"Messages and extensions", messageRules},
	{"Files", fileRules},
	{"Services and methods", serviceRules},
	{"REST", routeRules},
	{"Callers", authRules},
	{"What is accepted", validationRules},
	{"Names, and the rest", otherRules},
	{"Runtimes", requirementRules},
}

var rules = func() []Rule {
	var all []Rule
	for _, group := range groups {
		all = append(all, group.Rules...)
	}
	return all
}()

// Groups returns the table, by what the rules are about.
func Groups() []Group { return slices.Clone(groups) }

// Rules returns all rules, in the order of the documentation.
func Rules() []Rule { return slices.Clone(rules) }

// sources are the three surfaces of source code, all of which depend on what the generators make of a change.
func sources(others Effects) Effects {
	effects := Effects{Go: Depends, Python: Depends, TypeScript: Depends}
	maps.Copy(effects, others)
	return effects
}

var ruleByID = func() map[RuleID]*Rule {
	all := make(map[RuleID]*Rule, len(rules))
	for i := range rules {
		all[rules[i].ID] = &rules[i]
	}
	return all
}()

// ruleOfKind returns the rule that is called like a kind of difference, or the one for what has no rule.
func ruleOfKind(kind diff.Kind) RuleID {
	if id := RuleID(kind); ruleByID[id] != nil {
		return id
	}
	return RuleOther
}
