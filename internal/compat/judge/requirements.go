package judge

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
)

// Requirement is a changed requirement of an SDK beside the contract.
type Requirement struct {
	Surface       Surface // Surface is the SDK: Go, Python or TypeScript.
	Name          string  // Name is the language or the library.
	Before, After string  // Before and After are ranges of versions; empty where nothing is required.
	File          string  // File declares it, as a path from the root of the repository.
	Narrowed      bool    // Narrowed is true if versions that were allowed are excluded now.
	Generator     bool    // Generator is true for a change of the generators of the SDK, which is no requirement.
}

// require adds the changes of what the SDKs require.
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
			Texts: &Texts{Why: rule.Why, Hint: rule.Hint},
		}
		if r.Narrowed {
			c.Breaks = On(r.Surface)
			c.Level = j.policy.worth(c.Breaks)
			c.Proof = r.Name + " " + r.After + " excludes versions that " + r.Before + " allowed"
			c.Argument = c.Proof // Nobody else has these texts.
		}
		j.found = append(j.found, c)
	}
}
