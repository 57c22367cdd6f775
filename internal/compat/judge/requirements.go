package judge

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Requirement is something that an SDK asks of its users besides the contract, and that is not what it was.
type Requirement struct {
	Surface       Surface // Surface is the SDK: Go, Python or TypeScript.
	Name          string  // Name is the language or the library.
	Before, After string  // Before and After are ranges of versions; empty where nothing is asked for.
	File          string  // File says so, from the root of the repository.
	Narrowed      bool    // Narrowed says that versions which were allowed are not any more.
	Generator     bool    // Generator says that the requirement is no one's: the generators of the SDK have changed.
}

var requirementRules = []Rule{
	{
		ID: RuleRuntimeFloor, Meaning: "an SDK does not run with versions that it ran with", Quiet: version.Minor,
		Effects: Effects{Python: Depends, TypeScript: Depends},
		If:      "Python, TypeScript: a range of versions that a program shares got narrower; Go loads what is asked for",
		Message: "the {element} SDK needs {option} {after}, it was {before}",
		Hint:    "Keep the range: generate with the oldest line that is supported.",
	},
	{
		ID: RuleRuntimeGenerator, Meaning: "the generators of an SDK have changed", Quiet: version.Patch,
		Message: "the generators of the {element} SDK have changed: look at what they make now",
	},
}

// require adds what the SDKs ask for.
func (j *judge) require(requirements []Requirement) {
	for _, r := range requirements {
		rule := ruleByID[RuleRuntimeFloor]
		kind := diff.Kind("sdk.requirement")
		if r.Generator {
			rule, kind = ruleByID[RuleRuntimeGenerator], "sdk.generator"
		}
		c := Change{
			Rule: rule.ID, Element: string(r.Surface), Kind: string(kind), Option: r.Name, Before: r.Before, After: r.After,
			Old: &Position{File: r.File}, New: &Position{File: r.File}, Hint: rule.Hint, Level: rule.Quiet,
		}
		c.Message = fill(rule.Message, c)
		if r.Narrowed {
			c.Breaks = On(r.Surface)
			c.Level = j.policy.worth(c.Breaks)
			c.Proof = r.Name + " " + r.Before + " was allowed; not all of it is by " + r.After
		}
		j.found = append(j.found, c)
	}
}
