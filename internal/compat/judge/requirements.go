package judge

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
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

// require adds what the SDKs ask for.
func (j *judge) require(requirements []Requirement) {
	for _, r := range requirements {
		rule := ruleByID[RuleRuntimeFloor]
		kind := diff.Kind("sdk.requirement")
		if r.Generator {
			rule, kind = ruleByID[RuleRuntimeGenerator], "sdk.generator"
		}
		c := Change{
			Rule: rule.ID, Element: string(r.Surface), Kind: kind, Option: r.Name, Before: r.Before, After: r.After,
			Old: &Position{File: r.File}, New: &Position{File: r.File}, Level: rule.Quiet,
		}
		c.say(rule, rule.Why)
		if r.Narrowed {
			c.Breaks = On(r.Surface)
			c.Level = j.policy.worth(c.Breaks)
			c.Proof = r.Name + " " + r.Before + " was allowed; not all of it is by " + r.After
			c.Argument = c.Proof
		}
		j.found = append(j.found, c)
	}
}
