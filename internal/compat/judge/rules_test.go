package judge

import (
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
)

// TestRulesMatch compares the matches of rules with the cases: the rule of every change matches its difference, and no rule lists a
// kind of difference that never has the rule.
func TestRulesMatch(t *testing.T) {
	t.Parallel()
	policy, seen := casePolicy(), map[RuleID][]diff.Kind{}
	for _, path := range casePaths(t) {
		report, err := judged(path)
		if err != nil {
			continue // TestCases reports it.
		}
		for _, c := range report.Changes {
			if rule := ruleByID[c.Rule]; !rule.Matches.has(*c.Difference, policy) {
				t.Errorf("%s: %s does not match its difference %s %s", caseName(path), c.Rule, c.Kind, c.Option)
			}
			seen[c.Rule] = append(seen[c.Rule], c.Kind)
		}
	}
	for _, rule := range Rules() {
		if rule.NoCase != "" {
			continue
		}
		for _, kind := range rule.Matches.Kinds {
			if !slices.ContainsFunc(seen[rule.ID], func(is diff.Kind) bool { return matches(string(kind), string(is)) }) && rule.ID != RuleOther {
				t.Errorf("%s matches %s, but no case shows that", rule.ID, kind)
			}
		}
	}
}

// TestEveryRuleHasWords checks that no rule leaves a text of a report or the changelog empty.
func TestEveryRuleHasWords(t *testing.T) {
	t.Parallel()
	categories := []Category{Added, Changed, Removed, Security}
	for _, rule := range Rules() {
		if rule.Meaning == "" || !strings.Contains(rule.Message, "{element}") && !strings.Contains(rule.Message, "{before}") {
			t.Errorf("%s: it has no message for reports", rule.ID)
		}
		if strings.HasSuffix(rule.Message+rule.Why, ".") || strings.Contains(rule.Why, "{") {
			t.Errorf("%s: its reason has a placeholder, which is not replaced", rule.ID)
		}
		if words := rule.Changelog; words.Collected == (words.One != "") || !words.Collected && !slices.Contains(categories, words.In) {
			t.Errorf("%s: it has no text or no category for the changelog", rule.ID)
		}
		if depends := slices.Contains(effectsOf(rule), Depends); (rule.If != "") != depends && !onlySources(rule) {
			t.Errorf("%s: it has a condition without an effect that depends on it, or the other way round", rule.ID)
		}
	}
}

func effectsOf(rule Rule) []Effect {
	var all []Effect
	for _, surface := range Surfaces() {
		all = append(all, rule.Effects[surface])
	}
	return all
}

// onlySources reports whether only effects on source code depend on a condition. The generators decide these.
func onlySources(rule Rule) bool {
	for surface, effect := range rule.Effects {
		if effect == Depends && !slices.Contains([]Surface{Go, Python, TypeScript}, surface) {
			return false
		}
	}
	return true
}

// TestReasonsAreApart checks that the message of every change ends with its reason, and its proof with the argument.
func TestReasonsAreApart(t *testing.T) {
	t.Parallel()
	reasons := 0
	for _, path := range casePaths(t) {
		report, err := judged(path)
		if err != nil {
			continue
		}
		for _, c := range report.Changes {
			if c.Why != "" {
				reasons++
			}
			if !strings.HasSuffix(c.Message(), c.Why) || !strings.HasSuffix(c.Proof, c.Argument) || (c.Argument == "") != (c.Proof == "") {
				t.Errorf("%s: %q has the reason %q; %q has the argument %q", caseName(path), c.Message(), c.Why, c.Proof, c.Argument)
			}
			if c.Package != c.Difference.Element().In().Package {
				t.Errorf("%s: %s is in the package %s", caseName(path), c.Element, c.Package)
			}
		}
	}
	if reasons < 100 {
		t.Errorf("%d changes have a reason", reasons)
	}
}

// has reports whether a difference can have the rule.
func (m Matches) has(c diff.Change, policy Policy) bool {
	for _, kind := range m.Kinds {
		if matches(string(kind), string(c.Kind)) {
			return true
		}
	}
	if c.Part() != diff.Option {
		return false
	}
	for _, option := range m.Options {
		for _, name := range policy.optionsAt(option) {
			if matches(name, c.Option) {
				return true
			}
		}
	}
	return false
}

// optionsAt returns the options that sdk.yaml names under a key in parentheses; any other text is an option itself.
func (p Policy) optionsAt(option string) []string {
	switch option {
	case "(api_version)":
		return []string{p.APIVersion}
	case "(auth.permissions)":
		return []string{p.Auth.Permissions}
	case "(auth.requires_all)":
		return []string{p.Auth.RequiresAll}
	case "(auth.authentication)":
		return []string{p.Auth.Authentication}
	case "(auth.actor_types)":
		return []string{p.Auth.ActorTypes}
	case "(auth.account)":
		return []string{p.Auth.Account}
	case "(enforced)":
		return p.Enforced
	case "(auth.others)":
		return p.Auth.Others
	default:
		return []string{option}
	}
}
