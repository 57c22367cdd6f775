package judge

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

var otherRules = []Rule{
	{
		ID: RuleNameGoCollision, Meaning: "another declaration changed the name of an element in Go", whole: true,
		Matches:   Matches{Kinds: []diff.Kind{"*.symbol"}},
		Effects:   Effects{Go: Depends},
		If:        "Go: always where this is found",
		Quiet:     version.Patch,
		Message:   "{element} changed in Go from {before} to {after}",
		Hint:      "Choose a name that does not collide.",
		Changelog: Words{In: Changed, One: "The name of {element} in Go changed.", BreaksOnly: true},
	},
	{
		ID: RuleNamePythonKeyword, Meaning: "another declaration changed how an element is accessed in Python", whole: true,
		Matches:   Matches{Kinds: []diff.Kind{"*.symbol"}},
		Effects:   Effects{Python: Depends},
		If:        "Python: always where this is found",
		Quiet:     version.Patch,
		Message:   "{element} changed in Python from {before} to {after}",
		Hint:      "Choose a name that is not a keyword.",
		Changelog: Words{In: Changed, One: "The access to {element} in Python changed.", BreaksOnly: true},
	},
	{
		ID: RuleNameTypeScriptCollision, Meaning: "another declaration changed an element in TypeScript", whole: true,
		Matches:   Matches{Kinds: []diff.Kind{"*.symbol"}},
		Effects:   Effects{TypeScript: Depends},
		If:        "TypeScript: always where this is found",
		Quiet:     version.Patch,
		Message:   "{element} changed in TypeScript from {before} to {after}",
		Hint:      "Choose a name that does not collide.",
		Changelog: Words{In: Changed, One: "The name of {element} in TypeScript changed.", BreaksOnly: true},
	},
	{
		ID: RuleClientMoved, Meaning: "another declaration changed how the clients of the SDKs name an element", whole: true,
		Matches:   Matches{Kinds: []diff.Kind{"*.symbol"}},
		Effects:   Effects{Go: Depends, Python: Depends, TypeScript: Depends},
		If:        "Go, Python, TypeScript: always where this is found",
		Quiet:     version.Patch,
		Message:   "{element} changed in the clients from {before} to {after}",
		Why:       "The clients derive short names, which depend on what else there is",
		Hint:      "Choose another name for what was added.",
		Changelog: Words{In: Changed, One: "The name of {element} in the clients changed from {before} to {after}.", BreaksOnly: true},
	},
	{
		ID: RuleDeprecated, Meaning: "deprecation was added or removed",
		Matches:   Matches{Options: []string{"deprecated"}},
		Quiet:     version.Patch,
		Message:   "the deprecation of {element} changed from {before} to {after}",
		Changelog: Words{Collected: true},
		Noise:     Deprecation,
	},
	{
		ID: RuleComment, Meaning: "documentation changed",
		Matches:   Matches{Kinds: []diff.Kind{"*.comment"}},
		Quiet:     version.Patch,
		Message:   "the documentation of {element} changed",
		Changelog: Words{Collected: true},
		Noise:     Documentation,
	},
	{
		ID: RuleResource, Meaning: "resource type, pattern or reference changed, which no SDK uses",
		Matches:   Matches{Options: []string{"google.api.resource", "google.api.resource_definition", "google.api.resource_reference"}},
		Quiet:     version.Minor,
		Message:   "{option} of {element} changed from {before} to {after}",
		Changelog: Words{In: Changed, One: "{option} of {element} changed from {before} to {after}.", BreaksOnly: true},
	},
	{
		ID: RuleFeature, Meaning: "feature of an edition changed; elements that behave differently have verdicts of their own", whole: true,
		Matches:   Matches{Options: []string{"features"}},
		Effects:   Effects{Go: Depends},
		If:        "Go: a feature of the Go generator that changes the generated code",
		Quiet:     version.Patch,
		Message:   "{option} of {element} changed from {before} to {after}",
		Changelog: Words{In: Changed, One: "{option} of {element} changed from {before} to {after}.", BreaksOnly: true},
	},
	{
		ID: RuleOption, Meaning: "another option changed", whole: true,
		Matches:   Matches{Options: []string{"*"}},
		Effects:   Effects{Python: Depends},
		If:        "Python: py_generic_services was removed, and with it the service classes",
		Quiet:     version.Patch,
		Message:   "{option} of {element} changed from {before} to {after}",
		Changelog: Words{In: Changed, One: "{option} of {element} changed from {before} to {after}.", BreaksOnly: true},
	},
	{
		ID: RuleOther, Meaning: "part of a descriptor changed that this version does not know",
		Matches:   Matches{Kinds: []diff.Kind{"message.extension_range_option", "*.other"}},
		Quiet:     version.Patch,
		Message:   "{element} changed in a part that this version does not know",
		Changelog: Words{In: Changed, One: "{element} changed.", BreaksOnly: true},
	},
}

var requirementRules = []Rule{
	{
		ID: RuleRuntimeFloor, Meaning: "an SDK requires other versions than before",
		Matches:   Matches{Kinds: []diff.Kind{"sdk.requirement"}},
		Effects:   Effects{Python: Depends, TypeScript: Depends},
		If:        "Python, TypeScript: a range of versions that the program shares with other packages became narrower; Go loads the required version itself",
		Quiet:     version.Minor,
		Message:   "the {element} SDK requires {option} {after} instead of {before}",
		Hint:      "Keep the range: generate with the oldest supported version.",
		Changelog: Words{In: Changed, One: "The {sdk} SDK requires {option} {after} instead of {before}."},
		NoCase:    "it is about the runtimes that the SDKs require",
	},
	{
		ID: RuleRuntimeGenerator, Meaning: "generators of an SDK changed",
		Matches:   Matches{Kinds: []diff.Kind{"sdk.generator"}},
		Quiet:     version.Patch,
		Message:   "the generators of the {element} SDK changed",
		Why:       "review the generated code",
		Changelog: Words{In: Changed, One: "The generators of the {sdk} SDK changed.", BreaksOnly: true},
		NoCase:    "it is about the generators of SDKs",
	},
}
