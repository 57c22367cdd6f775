package judge

import (
	"maps"
	"slices"
	"strings"

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

// Rule is one kind of change: what it matches, whom it breaks, and the words for it. Nothing else is kept about a rule anywhere,
// but for the cases that show it: [Rule.Case] says where they are.
type Rule struct {
	ID      RuleID
	Meaning string        // Meaning is the change in a few words.
	Matches Matches       // Matches are the differences that can have the rule.
	Effects Effects       // Effects are whom it breaks.
	If      string        // If is the condition under which an effect that depends comes about.
	Quiet   version.Level // Quiet is the level where nobody is broken.

	// Message is what has happened, for the reader of a report; {element}, {before}, {after} and {option} are put in.
	Message string
	Why     string // Why is what that means for users, a clause for the end of the message. It may be empty.
	Hint    string // Hint says what to do about it.

	Changelog Words
	Noise     Noise  // Noise is what reports count the change as, instead of listing it, where it breaks nobody.
	NoCase    string // NoCase is the reason why no pair of protos can show the rule.

	// whole says that the rule is about everything in the element: what breaks in it was broken by this change.
	whole bool

	// checked says that the rule is about what is accepted: in source code it shows in the types of checked messages only.
	checked bool
}

// Words are what the changelog says about a change. {element} is the name of the element, {parent} that of what it is declared
// in and {leaf} its last part; {before} and {after} are the values as code, and {then} and {now} as they are; {advice} is what
// the comment of a deprecated element says to do, {methods} are those of a service, and {sdk} is the SDK that the element
// stands for.
type Words struct {
	In   Category
	One  string
	Many string // Many is for several elements of one parent, with {leaves}; changes without it have an entry each.
	Came string // Came is for what was not there before, where One does not fit.
	Gone string // Gone is for what is not there any more, where One does not fit.
	None string // None stands for a value that is not set; empty means "nothing".

	BreaksOnly bool // BreaksOnly leaves the change out where it breaks nobody.
	NamesJSON  bool // NamesJSON says that the sentence itself tells that JSON or REST alone is affected.
	Collected  bool // Collected says that one entry tells of all changes of the rule, so that there are no words for one.
}

// Category is the heading of a changelog below which a change is told. A break is told below another one.
type Category string

// The categories of rules, as Keep a Changelog has them.
const (
	Added    Category = "Added"
	Changed  Category = "Changed"
	Removed  Category = "Removed"
	Security Category = "Security"
)

// Noise is what reports count changes as that they do not list one by one.
type Noise string

// What changes are counted as.
const (
	Documentation Noise = "documentation"
	Order         Noise = "order"
	Deprecation   Noise = "deprecation"
)

// Noises are all of them in the order of reports.
var Noises = []Noise{Documentation, Order, Deprecation}

// Case is the name, below internal/compat/judge/testdata/rules, of the case that shows the rule. More cases may follow whose
// names begin with the ID and another dot.
func (r Rule) Case() string {
	if r.NoCase != "" {
		return ""
	}
	return string(r.ID) + ".txtar"
}

// NamesOption reports whether the message names the option of a change.
func (r Rule) NamesOption() bool { return strings.Contains(r.Message, "{option}") }

// RuleNamed returns the rule with an ID. The result is false where the table has none.
func RuleNamed(id RuleID) (Rule, bool) {
	if rule := ruleByID[id]; rule != nil {
		return *rule, true
	}
	return Rule{}, false
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
