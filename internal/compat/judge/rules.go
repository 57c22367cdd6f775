package judge

import (
	"maps"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// Effect is the effect of a rule on the users of a surface.
type Effect string

// The effects.
const (
	Never   Effect = ""        // Never breaks them.
	Always  Effect = "always"  // Always breaks them, where the element is in use.
	Depends Effect = "depends" // Depends breaks them on the condition that the rule names.
)

// Rule is one kind of change: what it matches, whom it breaks, and its texts. Everything about a rule is declared here,
// except for its test cases: [Rule.Case] returns their name.
type Rule struct {
	ID      RuleID
	Meaning string        // Meaning is the change in a few words.
	Matches Matches       // Matches are the differences that can have the rule.
	Effects Effects       // Effects are the surfaces that it breaks.
	If      string        // If is the condition of the effects that depend.
	Quiet   version.Level // Quiet is the level if nobody is broken.

	// Message describes the change in reports; {element}, {before}, {after} and {option} are replaced.
	Message string
	Why     string // Why is the effect on users, a clause at the end of the message. It may be empty.
	Hint    string // Hint is what to do about it.

	Changelog Words
	Noise     Noise  // Noise is the group in which reports count the change instead of listing it, if it breaks nobody.
	NoCase    string // NoCase is the reason why no pair of protos can show the rule.

	// whole is true if the rule covers everything in the element: this change caused every break in it.
	whole bool

	// checked is true if the rule is about validation: in source code it affects only the types of checked messages.
	checked bool

	// peers is true if Why is about messages that peers exchange: it is no reason where only source code is broken.
	peers bool
}

// Words are the texts of the changelog about a change. {element} is the name of the element, {parent} that of the element around it
// and {leaf} its last part; {before} and {after} are the values as code, and {then} and {now} as plain text; {advice} is the advice
// in the comment of a deprecated element, {methods} are the methods of a service, and {sdk} is the SDK that the element stands for.
type Words struct {
	In   Category
	One  string
	Many string // Many is for several elements of one parent, with {leaves}; changes without it have an entry each.
	Came string // Came is for an added value, if One does not fit.
	Gone string // Gone is for a removed value, if One does not fit.
	None string // None replaces a value that is not set; empty means "nothing".

	BreaksOnly bool // BreaksOnly omits the change if it breaks nobody.
	NamesJSON  bool // NamesJSON is true if the sentence already names JSON or REST as the only affected surface.
	Collected  bool // Collected is true if one entry covers all changes of the rule, which then have no texts of their own.
}

// Category is the heading of the changelog for a change. Breaks have another heading.
type Category string

// The categories of rules, as in Keep a Changelog.
const (
	Added    Category = "Added"
	Changed  Category = "Changed"
	Removed  Category = "Removed"
	Security Category = "Security"
)

// Noise is a group of changes that reports only count.
type Noise string

// What changes are counted as.
const (
	Documentation Noise = "documentation"
	Order         Noise = "order"
	Deprecation   Noise = "deprecation"
)

// Noises lists all groups in the order of reports.
var Noises = []Noise{Documentation, Order, Deprecation}

// Case returns the file name of the test case of the rule, in internal/compat/judge/testdata/rules. There can be more cases whose
// names begin with the ID and another dot.
func (r Rule) Case() string {
	if r.NoCase != "" {
		return ""
	}
	return string(r.ID) + ".txtar"
}

// NamesOption reports whether the message names the option of a change.
func (r Rule) NamesOption() bool { return strings.Contains(r.Message, "{option}") }

// RuleNamed returns the rule with an ID, and whether there is one.
func RuleNamed(id RuleID) (Rule, bool) {
	if rule := ruleByID[id]; rule != nil {
		return *rule, true
	}
	return Rule{}, false
}

// Effects are the effects of a rule by surface. A surface without an entry is never broken.
type Effects map[Surface]Effect

// Group is the rules on one kind of element.
type Group struct {
	Title string
	Rules []Rule
}

// groups is the table in the order of the documentation. A change gets the rule that describes it best.
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

// Groups returns the rules in their groups, for the test that makes docs/compatibility.md.
func Groups() []Group { return slices.Clone(groups) }

// Rules returns all rules, in the order of the documentation.
func Rules() []Rule { return slices.Clone(rules) }

// sources returns the effects with the three surfaces of source code, which depend on the generated code.
func sources(others Effects) Effects {
	effects := Effects{Go: Depends, Python: Depends, TypeScript: Depends}
	maps.Copy(effects, others)
	return effects
}

// named has the surfaces that appear in the effects of any rule.
var named = func() map[Surface]bool {
	all := map[Surface]bool{}
	for _, rule := range rules {
		for surface := range rule.Effects {
			all[surface] = true
		}
	}
	return all
}()

// Effect returns the effect of the rule on the users of a surface. For a language that no rule names, every change may break source
// code, and the symbols of the language decide.
func (r Rule) Effect(surface Surface) Effect {
	if surface.Language().ID != "" && !named[surface] {
		return Depends
	}
	return r.Effects[surface]
}

var ruleByID = func() map[RuleID]*Rule {
	all := make(map[RuleID]*Rule, len(rules))
	for i := range rules {
		all[rules[i].ID] = &rules[i]
	}
	return all
}()
