package judge

import (
	"maps"
	"slices"

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
	ID      string
	Meaning string        // Meaning is the change in a few words.
	Effects Effects       // Effects are whom it breaks.
	If      string        // If is the condition under which an effect that depends comes about.
	Quiet   version.Level // Quiet is the level where nobody is broken.
	Message string        // Message is for the reader of a report; {element}, {before} and {after} are put in.
	Hint    string        // Hint says what to do about it.

	// whole says that the rule is about everything in the element: what breaks in it was broken by this change.
	whole bool
}

// Effects are the effects of a rule on each surface; Never where nothing is said.
type Effects map[Surface]Effect

// Rules are all rules, in the order of the documentation.
func Rules() []Rule { return slices.Clone(rules) }

// sources are the three surfaces of source code, all of which depend on what the generators make of a change.
func sources(others Effects) Effects {
	effects := Effects{Go: Depends, Python: Depends, TypeScript: Depends}
	maps.Copy(effects, others)
	return effects
}

var ruleByID = func() map[string]*Rule {
	all := make(map[string]*Rule, len(rules))
	for i := range rules {
		all[rules[i].ID] = &rules[i]
	}
	return all
}()
