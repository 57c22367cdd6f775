package httproute

import (
	"cmp"
	"slices"
	"strings"
)

// The rules for differences.
const (
	RuleAdded        = "http.added"         // RuleAdded is for a method that has its first rule.
	RuleRemoved      = "http.removed"       // RuleRemoved is for a method that lost its rule.
	RuleVerb         = "http.verb"          // RuleVerb is for another HTTP method on the same URLs.
	RulePath         = "http.path"          // RulePath is for URLs that are no longer served.
	RulePathWidened  = "http.path_widened"  // RulePathWidened is for more URLs beside all former ones.
	RulePathEqual    = "http.path_equal"    // RulePathEqual is for another spelling of the same URLs.
	RulePathVariable = "http.path_variable" // RulePathVariable is for the same URLs filling other fields.
	RuleBody         = "http.body"          // RuleBody is for another body selector.
	RuleResponseBody = "http.response_body" // RuleResponseBody is for another response_body selector.
	RuleAdditional   = "http.additional"    // RuleAdditional is for any change of additional_bindings, or another primary binding.
	RuleShadowing    = "http.shadowing"     // RuleShadowing is for an additional binding that takes URLs of a former one.
)

// Difference is one change in how a method is called over HTTP.
type Difference struct {
	Rule   string
	Before string // Before is the old binding, such as "GET /api/x/{id}"; empty if there was none.
	After  string // After is the new binding; empty if there is none.

	// Old and New are the bindings in Before and After, or the first of several.
	Old, New *Binding

	// Breaks reports whether some requests that worked before fail now, or mean something else, on every server.
	Breaks bool

	// Example is a request that shows the difference: for a break, one that worked before; for added URLs, one that works now. It
	// may be empty.
	Example string

	Note string // Note has more details; it may be empty.
}

// Renames return the new names of fields of the old messages. A nil function keeps all names.
type Renames struct {
	Request  func(string) string // Request takes paths of fields, such as cluster.id.
	Response func(string) string
}

// Compare returns the differences between the bindings of a method. A request that was served before must be served the same way,
// by any new binding. First come the differences of the old bindings in their order, then added bindings. If an additional
// binding changed in several ways, the difference shows the worst, and its note names all.
func Compare(old, now []Binding, renamed Renames) []Difference {
	switch {
	case len(old) == 0 && len(now) == 0:
		return nil
	case len(old) == 0:
		return []Difference{{Rule: RuleAdded, After: list(now), New: &now[0], Example: exampleOf(now[0].Verb, now[0].Template.Example())}}
	case len(now) == 0:
		return []Difference{{Rule: RuleRemoved, Before: list(old), Old: &old[0], Breaks: true, Example: exampleOf(old[0].Verb, old[0].Template.Example())}}
	}
	c := comparison{
		old: old, now: now, renamed: Renames{orSame(renamed.Request), orSame(renamed.Response)},
		found: make([][]Difference, len(old)), kept: make([]bool, len(old)), taken: make([]bool, len(now)),
	}
	// Unchanged bindings find their counterparts first, so that changed ones do not take these.
	for _, step := range []func(int) bool{c.same, c.wider, c.parted, c.broken} {
		for i := range old {
			if !c.kept[i] && c.found[i] == nil {
				c.kept[i] = step(i)
			}
		}
	}
	found := slices.Concat(c.found...)
	return append(found, c.added()...)
}

// comparison checks the old bindings in steps, from unchanged to broken.
type comparison struct {
	old, now []Binding
	renamed  Renames
	found    [][]Difference // found has the differences of each old binding.
	kept     []bool         // kept is set for each old binding whose requests are all served the same way.
	taken    []bool         // taken is set for each new binding that is the counterpart of an old one.
}

// same finds a new binding that serves exactly the same requests.
func (c *comparison) same(i int) bool {
	old := c.old[i]
	for j, now := range c.now {
		if c.taken[j] || old.Verb != now.Verb || !Equal(old.Template, now.Template) || !c.serves(now, old) {
			continue
		}
		c.taken[j] = true
		switch {
		case old.Primary && !now.Primary:
			c.report(i, Difference{Rule: RuleAdditional, After: c.primary().String(), New: c.primary(), Note: "the former primary binding is an additional one now"})
		case old.Template.respelled(c.renamed.Request) != now.Template.String():
			c.report(i, Difference{Rule: RulePathEqual, After: now.String(), New: &now, Note: "the same URLs in another spelling"})
		}
		return true
	}
	return false
}

// wider finds a new binding that serves the same requests and more.
func (c *comparison) wider(i int) bool {
	old := c.old[i]
	for _, taken := range []bool{false, true} {
		for j, now := range c.now {
			if c.taken[j] != taken || !c.serves(now, old) {
				continue
			}
			c.taken[j] = true
			switch {
			case taken && !old.Primary:
				c.report(i, Difference{Rule: RuleAdditional, Note: "still served by " + now.String()})
			case old.Primary && !now.Primary:
				c.report(i, Difference{Rule: RuleAdditional, After: c.primary().String(), New: c.primary(), Note: "still served by " + now.String()})
			default:
				c.report(i, c.differences(old, now)...)
			}
			return true
		}
	}
	return false
}

// parted finds new bindings that together serve the same requests.
func (c *comparison) parted(i int) bool {
	old := c.old[i]
	var parts []int
	for _, length := range c.lengths(old) {
		part := slices.IndexFunc(c.now, func(now Binding) bool { return c.servesLength(now, old, length) })
		if part < 0 {
			return false
		}
		if !slices.Contains(parts, part) {
			parts = append(parts, part)
		}
	}
	var after []Binding
	for _, part := range parts {
		c.taken[part] = true
		after = append(after, c.now[part])
	}
	c.report(i, Difference{Rule: RulePathEqual, After: list(after), New: &after[0], Note: "all former URLs are served, by several bindings now"})
	return true
}

// broken reports an old binding that is not served as it was. It returns false.
func (c *comparison) broken(i int) bool {
	old := c.old[i]
	path, lost := Missing(old.Template, c.serving(old.Verb)...)
	if !lost {
		// Every URL is served, but some of them differently: the most similar binding shows how.
		j := c.nearest(old)
		c.taken[j] = true
		c.report(i, c.differences(old, c.now[j])...)
		return false
	}
	if j := c.counterpart(old); j >= 0 {
		c.taken[j] = true
		c.report(i, c.differences(old, c.now[j])...)
		return false
	}
	gone := Difference{Rule: RulePath, After: c.primary().String(), New: c.primary(), Breaks: true, Example: c.lost(old.Verb, path)}
	switch {
	case !old.Primary:
		gone.Rule, gone.After, gone.New, gone.Note = RuleAdditional, "", nil, "removed"
	case slices.ContainsFunc(c.now, func(now Binding) bool { return Equal(now.Template, old.Template) }):
		gone.Rule = RuleVerb
	}
	c.report(i, gone)
	return false
}

// nearest returns the binding with the fewest differences, among those that serve URLs of the old one in another way.
func (c *comparison) nearest(old Binding) int {
	var open []int // open has the lengths of URLs that no binding serves as before.
	for _, length := range c.lengths(old) {
		if !slices.ContainsFunc(c.now, func(now Binding) bool { return c.servesLength(now, old, length) }) {
			open = append(open, length)
		}
	}
	best, fewest := 0, -1
	for j, now := range c.now {
		if !coversVerb(now.Verb, old.Verb) ||
			!slices.ContainsFunc(open, func(length int) bool { return now.Template.covers(old.Template, length) }) {
			continue
		}
		count := 2 * len(c.differences(old, now))
		if c.taken[j] {
			count++
		}
		if fewest < 0 || count < fewest {
			best, fewest = j, count
		}
	}
	return best
}

// counterpart returns the new binding that an old one has become, or -1. No two have the same.
func (c *comparison) counterpart(old Binding) int {
	for _, alike := range []func(Binding) bool{
		func(now Binding) bool { return Equal(now.Template, old.Template) },
		func(now Binding) bool {
			_, some := Overlaps(now.Template, old.Template)
			return some && commonVerb(now.Verb, old.Verb) != ""
		},
		func(now Binding) bool { return now.Primary && old.Primary },
	} {
		for j, now := range c.now {
			if !c.taken[j] && alike(now) {
				return j
			}
		}
	}
	return -1
}

// primary returns the new primary binding.
func (c *comparison) primary() *Binding {
	return &c.now[max(0, slices.IndexFunc(c.now, func(now Binding) bool { return now.Primary }))]
}

// report adds the differences of an old binding; those of an additional binding become one difference.
func (c *comparison) report(i int, found ...Difference) {
	old := c.old[i]
	for j := range found {
		found[j].Before, found[j].Old = cmp.Or(found[j].Before, old.String()), &old
	}
	if !old.Primary && len(found) > 0 {
		worst := found[max(0, slices.IndexFunc(found, func(d Difference) bool { return d.Breaks }))]
		if worst.Rule != RuleAdditional {
			var names []string
			for _, difference := range found {
				names = append(names, strings.TrimPrefix(difference.Rule, "http."))
			}
			worst.Rule, worst.Note = RuleAdditional, joined("changed: "+strings.Join(names, ", "), worst.Note)
		}
		found = []Difference{worst}
	}
	c.found[i] = append(c.found[i], found...)
}

// added returns the differences for new bindings without an old counterpart.
func (c *comparison) added() []Difference {
	var found []Difference
	for j, now := range c.now {
		if c.taken[j] || c.told(now) {
			continue
		}
		found = append(found, c.addition(now))
	}
	return found
}

// told reports whether a difference of the former primary binding already names a new one.
func (c *comparison) told(now Binding) bool {
	return now.Primary && slices.ContainsFunc(slices.Concat(c.found...), func(d Difference) bool { return d.After == now.String() })
}

// addition returns the difference for an added binding.
func (c *comparison) addition(now Binding) Difference {
	for i, old := range c.old {
		if !c.kept[i] {
			continue
		}
		_, rebinds := Rebinds(old.Template, now.Template, c.renamed.Request)
		if !rebinds && c.sameBody(old, now) && c.sameResponse(old, now) {
			continue
		}
		if example, yes := Shadows(old, now); yes {
			return Difference{Rule: RuleShadowing, Before: old.String(), After: now.String(), Old: &old, New: &now, Example: example,
				Note: "servers that prefer what names a URL more closely take it from the former binding"}
		}
	}
	return Difference{Rule: RuleAdditional, After: now.String(), New: &now, Example: exampleOf(now.Verb, now.Template.Example()), Note: "added"}
}

// list writes bindings on one line.
func list(bindings []Binding) string {
	var texts []string
	for _, binding := range bindings {
		texts = append(texts, binding.String())
	}
	return strings.Join(texts, ", ")
}

func joined(texts ...string) string {
	return strings.Join(slices.DeleteFunc(texts, func(text string) bool { return text == "" }), "; ")
}
