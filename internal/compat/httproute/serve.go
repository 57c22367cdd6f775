package httproute

import (
	"cmp"
	"slices"
)

// differences returns all differences between an old binding and its new counterpart.
func (c *comparison) differences(old, now Binding) []Difference {
	var found []Difference
	if old.Verb != now.Verb {
		found = append(found, Difference{Rule: RuleVerb, After: now.String(), Breaks: !coversVerb(now.Verb, old.Verb),
			Example: c.lost(old.Verb, old.Template.Example())})
	}
	bothVerb := cmp.Or(commonVerb(old.Verb, now.Verb), old.Verb)
	example := bothVerb + " " + old.Template.Example()
	lost, isLost := Missing(old.Template, append(c.serving(old.Verb), now.Template)...)
	rebound, isRebound := Rebinds(old.Template, now.Template, c.renamed.Request)
	more, isMore := Missing(now.Template, old.Template)
	switch {
	case isLost:
		found = append(found, Difference{Rule: RulePath, After: now.String(), Breaks: true, Example: c.lost(old.Verb, lost)})
	case isRebound && old.Template.verb != now.Template.verb:
		found = append(found, Difference{Rule: RulePath, After: now.String(), Breaks: true, Example: bothVerb + " " + rebound,
			Note: "what was a verb at the end of the path is a part of a field now"})
	case isRebound:
		found = append(found, Difference{Rule: RulePathVariable, After: now.String(), Breaks: true, Example: bothVerb + " " + rebound})
	}
	if isMore && Includes(now.Template, old.Template) {
		found = append(found, Difference{Rule: RulePathWidened, After: now.String(), Example: exampleOf(now.Verb, more),
			Note: c.slashes(old.Template, now.Template)})
	}
	if !c.sameBody(old, now) {
		found = append(found, Difference{Rule: RuleBody, Before: old.String() + selector("body", old.Body),
			After: now.String() + selector("body", now.Body), Breaks: true, Example: example})
	}
	if !c.sameResponse(old, now) {
		found = append(found, Difference{Rule: RuleResponseBody, Before: old.String() + selector("response_body", old.ResponseBody),
			After: now.String() + selector("response_body", now.ResponseBody), Breaks: true, Example: example})
	}
	for i := range found {
		found[i].New = &now
	}
	return found
}

// slashes returns a note about a field that had one segment, which is decoded as a whole, and now may have several, in which %2F
// stays encoded.
func (c *comparison) slashes(old, now Template) string {
	for _, was := range old.variables {
		for _, is := range now.variables {
			if !was.multiple() && is.multiple() && was.start == is.start && c.renamed.Request(was.field) == is.field {
				return "%2F in " + is.field + " was a slash and stays %2F now"
			}
		}
	}
	return ""
}

// serves reports whether a new binding serves all requests of an old one the same way.
func (c *comparison) serves(now, old Binding) bool {
	return !slices.ContainsFunc(c.lengths(old), func(length int) bool { return !c.servesLength(now, old, length) })
}

func (c *comparison) servesLength(now, old Binding, length int) bool {
	return coversVerb(now.Verb, old.Verb) && c.sameBody(old, now) && c.sameResponse(old, now) && now.Template.covers(old.Template, length) &&
		sameBindings(old.Template, now.Template, old.Template.product(length), c.renamed.Request)
}

func (c *comparison) sameBody(old, now Binding) bool {
	return rename(old.Body, c.renamed.Request) == now.Body
}

func (c *comparison) sameResponse(old, now Binding) bool {
	return rename(old.ResponseBody, c.renamed.Response) == now.ResponseBody
}

// rename returns the new name of a field, and leaves selectors that name no field.
func rename(selector string, renamed func(string) string) string {
	if selector == "" || selector == "*" {
		return selector
	}
	return renamed(selector)
}

// lengths returns the lengths of an old binding's URLs that have to be compared with the new templates.
func (c *comparison) lengths(old Binding) []int {
	var all []Template
	for _, now := range c.now {
		all = append(all, now.Template)
	}
	return old.Template.lengths(all...)
}

// serving returns the templates that are served under a verb now.
func (c *comparison) serving(verb string) []Template {
	var found []Template
	for _, now := range c.now {
		if coversVerb(now.Verb, verb) {
			found = append(found, now.Template)
		}
	}
	return found
}

// lost returns a request for a path. If the old binding matched every verb, it has a verb that no new binding serves.
func (c *comparison) lost(verb, path string) string {
	if verb != anyVerb {
		return verb + " " + path
	}
	for _, verb := range []string{"GET", "POST", "PUT", "DELETE", "PATCH"} {
		if len(c.serving(verb)) == 0 {
			return verb + " " + path
		}
	}
	return "HEAD " + path
}

// selector writes a selector of the rule for a difference.
func selector(name, value string) string {
	if value == "" {
		return " (no " + name + ")"
	}
	return " (" + name + ": " + value + ")"
}
