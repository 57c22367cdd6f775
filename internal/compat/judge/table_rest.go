package judge

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

var otherRules = []Rule{
	{
		ID: RuleNameGoCollision, Meaning: "another declaration changes what an element is called in Go", whole: true,
		Matches:   Matches{Kinds: []diff.Kind{"*.symbol"}},
		Effects:   Effects{Go: Depends},
		If:        "Go: always where this is found",
		Quiet:     version.Patch,
		Message:   "{element} is something else in Go: {after}, it was {before}",
		Hint:      "Choose a name that does not collide.",
		Changelog: Words{In: Changed, One: "{element} is called otherwise in Go.", BreaksOnly: true},
	},
	{
		ID: RuleNamePythonKeyword, Meaning: "another declaration changes how an element is reached in Python", whole: true,
		Matches:   Matches{Kinds: []diff.Kind{"*.symbol"}},
		Effects:   Effects{Python: Depends},
		If:        "Python: always where this is found",
		Quiet:     version.Patch,
		Message:   "{element} is something else in Python: {after}, it was {before}",
		Hint:      "Choose a name that is no keyword.",
		Changelog: Words{In: Changed, One: "{element} is reached otherwise in Python.", BreaksOnly: true},
	},
	{
		ID: RuleNameTypeScriptCollision, Meaning: "another declaration changes what an element is in TypeScript", whole: true,
		Matches:   Matches{Kinds: []diff.Kind{"*.symbol"}},
		Effects:   Effects{TypeScript: Depends},
		If:        "TypeScript: always where this is found",
		Quiet:     version.Patch,
		Message:   "{element} is something else in TypeScript: {after}, it was {before}",
		Hint:      "Choose a name that does not collide.",
		Changelog: Words{In: Changed, One: "{element} is called otherwise in TypeScript.", BreaksOnly: true},
	},
	{
		ID: RuleDeprecated, Meaning: "marked as deprecated, or not any more",
		Matches:   Matches{Options: []string{"deprecated"}},
		Quiet:     version.Patch,
		Message:   "{element} is deprecated: {after}, it was {before}",
		Changelog: Words{Collected: true},
		Noise:     Deprecation,
	},
	{
		ID: RuleComment, Meaning: "documentation",
		Matches:   Matches{Kinds: []diff.Kind{"*.comment"}},
		Quiet:     version.Patch,
		Message:   "the documentation of {element} has changed",
		Changelog: Words{Collected: true},
		Noise:     Documentation,
	},
	{
		ID: RuleResource, Meaning: "resource types, patterns and references, which no SDK here uses",
		Matches:   Matches{Options: []string{"google.api.resource", "google.api.resource_definition", "google.api.resource_reference"}},
		Quiet:     version.Minor,
		Message:   "{option} of {element} is {after}, it was {before}",
		Changelog: Words{In: Changed, One: "{element}: {option} is {after}, it was {before}.", BreaksOnly: true},
	},
	{
		ID: RuleFeature, Meaning: "feature of an edition; what it changes for an element is judged there", whole: true,
		Matches:   Matches{Options: []string{"features"}},
		Effects:   Effects{Go: Depends},
		If:        "Go: a feature of the Go generator that changes its code",
		Quiet:     version.Patch,
		Message:   "{option} of {element} is {after}, it was {before}",
		Changelog: Words{In: Changed, One: "{element}: {option} are {after}, they were {before}.", BreaksOnly: true},
	},
	{
		ID: RuleOption, Meaning: "any other option", whole: true,
		Matches:   Matches{Options: []string{"*"}},
		Effects:   Effects{Python: Depends},
		If:        "Python: py_generic_services went, and with it the classes of services",
		Quiet:     version.Patch,
		Message:   "{option} of {element} is {after}, it was {before}",
		Changelog: Words{In: Changed, One: "{element}: {option} is {after}, it was {before}.", BreaksOnly: true},
	},
	{
		ID: RuleOther, Meaning: "part of a descriptor that this version does not know",
		Matches:   Matches{Kinds: []diff.Kind{"message.extension_range_option", "*.other"}},
		Quiet:     version.Patch,
		Message:   "{element} differs in something that this version does not know",
		Changelog: Words{In: Changed, One: "{element} has changed.", BreaksOnly: true},
	},
}

var requirementRules = []Rule{
	{
		ID: RuleRuntimeFloor, Meaning: "an SDK does not run with versions that it ran with",
		Matches:   Matches{Kinds: []diff.Kind{"sdk.requirement"}},
		Effects:   Effects{Python: Depends, TypeScript: Depends},
		If:        "Python, TypeScript: a range of versions that a program shares got narrower; Go loads what is asked for",
		Quiet:     version.Minor,
		Message:   "the {element} SDK needs {option} {after}, it was {before}",
		Hint:      "Keep the range: generate with the oldest line that is supported.",
		Changelog: Words{In: Changed, One: "The {sdk} SDK needs {option} {after}, it needed {before}."},
		NoCase:    "it is about the runtimes that SDKs ask for",
	},
	{
		ID: RuleRuntimeGenerator, Meaning: "the generators of an SDK have changed",
		Matches:   Matches{Kinds: []diff.Kind{"sdk.generator"}},
		Quiet:     version.Patch,
		Message:   "the generators of the {element} SDK have changed",
		Why:       "look at what they make now",
		Changelog: Words{In: Changed, One: "The generators of the {sdk} SDK have changed.", BreaksOnly: true},
		NoCase:    "it is about the generators of SDKs",
	},
}
