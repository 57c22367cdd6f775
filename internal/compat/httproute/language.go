package httproute

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The URLs of one length that a template accepts are a product of one set per segment. A segment can be any text, and templates
// name only a few texts. So if several templates together accept all URLs of one length, one of them accepts all of these alone.
// And beyond the length of the longest template, all lengths are alike. This makes all answers here exact, and the loops short.

// set is the set of texts that one segment may have.
type set struct {
	literal string // literal is the only text, or empty for a wildcard.
	verb    string // verb is ":verb" if the texts of a wildcard end with it, after at least one other character; or empty.
}

func (s set) contains(text string) bool {
	if s.literal != "" {
		return text == s.literal
	}
	return len(text) > len(s.verb) && strings.HasSuffix(text, s.verb)
}

func (s set) includes(other set) bool {
	if other.literal != "" {
		return s.contains(other.literal)
	}
	// A verb has no colon, so that none ends with another one.
	return s.literal == "" && (s.verb == "" || s.verb == other.verb)
}

// and returns the intersection of two sets, or false if it is empty.
func (s set) and(other set) (set, bool) {
	switch {
	case s.includes(other):
		return other, true
	case other.includes(s):
		return s, true
	}
	return set{}, false
}

// has reports whether the template accepts URLs of this many segments.
func (t Template) has(length int) bool {
	if length == 0 && t.verb != "" {
		return false
	}
	return length == len(t.fixed) || t.deep && length > len(t.fixed)
}

// at returns what the template accepts at a place in URLs of a length that it has.
func (t Template) at(place, length int) set {
	found := set{}
	if place < len(t.fixed) && t.fixed[place] != "*" {
		found.literal = t.fixed[place]
	}
	if place == length-1 && t.verb != "" {
		if found.literal != "" {
			found.literal += ":" + t.verb
		} else {
			found.verb = ":" + t.verb
		}
	}
	return found
}

// product returns what the template accepts at each place.
func (t Template) product(length int) []set {
	sets := make([]set, length)
	for place := range sets {
		sets[place] = t.at(place, length)
	}
	return sets
}

// covers reports whether the template accepts all URLs of a length that the other one accepts.
func (t Template) covers(other Template, length int) bool {
	if !t.has(length) {
		return false
	}
	for place := range length {
		if !t.at(place, length).includes(other.at(place, length)) {
			return false
		}
	}
	return true
}

// common returns the URLs of a length that both templates accept, or false if there are none.
func common(a, b Template, length int) ([]set, bool) {
	if !a.has(length) || !b.has(length) {
		return nil, false
	}
	both := make([]set, length)
	for place := range both {
		var some bool
		if both[place], some = a.at(place, length).and(b.at(place, length)); !some {
			return nil, false
		}
	}
	return both, true
}

// lengths returns the lengths of URLs that the template accepts. Lengths beyond the longest template are alike; the shortest of
// them stands for all.
func (t Template) lengths(others ...Template) []int {
	longest := len(t.fixed)
	for _, other := range others {
		longest = max(longest, len(other.fixed))
	}
	var found []int
	for length := len(t.fixed); length <= longest+1; length++ {
		if t.has(length) {
			found = append(found, length)
		}
	}
	return found
}

// Includes reports whether the first template accepts every URL that the second one accepts.
func Includes(big, small Template) bool {
	_, missing := Missing(small, big)
	return !missing
}

// Equal reports whether two templates accept the same URLs. They may bind other fields.
func Equal(a, b Template) bool { return Includes(a, b) && Includes(b, a) }

// Missing returns a path that the first template accepts and none of the others does, if there is one.
func Missing(of Template, in ...Template) (path string, some bool) {
	for _, length := range of.lengths(in...) {
		if path, some := missing(of, in, length); some {
			return path, true
		}
	}
	return "", false
}

// missing returns such a path of one length.
func missing(of Template, in []Template, length int) (path string, some bool) {
	avoid := make([][]set, length)
	for _, other := range in {
		if !other.has(length) {
			continue
		}
		outside := -1
		for place := range length {
			if set := other.at(place, length); !set.includes(of.at(place, length)) {
				outside = place
				avoid[place] = append(avoid[place], set)
				break
			}
		}
		if outside < 0 {
			return "", false
		}
	}
	return chosen(of.product(length), avoid), true
}

// Overlaps returns a path that both templates accept, if there is one.
func Overlaps(a, b Template) (path string, some bool) {
	for _, length := range a.lengths(b) {
		if both, some := common(a, b, length); some {
			return chosen(both, nil), true
		}
	}
	return "", false
}

// Example returns a path that the template accepts, with letters for wildcards.
func (t Template) Example() string {
	return chosen(t.product(t.lengths()[0]), nil)
}

// chosen returns a text for each segment that is not in the sets to avoid there.
func chosen(product []set, avoid [][]set) string {
	var path strings.Builder
	wildcards := 0
	for place, segment := range product {
		text := segment.literal
		if text == "" {
			base := letters(wildcards)
			wildcards++
			text = base + segment.verb
			// Each set excludes at most one of these texts.
			for avoid != nil && slices.ContainsFunc(avoid[place], func(s set) bool { return s.contains(text) }) {
				base += "x"
				text = base + segment.verb
			}
		}
		path.WriteString("/" + text)
	}
	if path.Len() == 0 {
		return "/"
	}
	return path.String()
}

// letters returns a, b, c and so on.
func letters(number int) string {
	return strings.Repeat(string(rune('a'+number%26)), number/26+1)
}

// bindings returns the values that the template gives to fields from URLs of one length; product is what both compared templates
// accept. An empty part leaves its field as it is.
func (t Template) bindings(product []set, renamed func(string) string) map[string]string {
	values := map[string]string{}
	for _, v := range t.variables {
		end := v.end
		if v.deep {
			end = len(product)
		}
		var value []string
		for place := v.start; place < end; place++ {
			text := product[place].literal
			if text == "" {
				text = fmt.Sprintf("{%d}%s", place, product[place].verb) // No literal contains a brace.
			}
			if place == len(product)-1 && t.verb != "" {
				text = strings.TrimSuffix(text, ":"+t.verb)
			}
			value = append(value, text)
		}
		if len(value) > 0 {
			values[renamed(v.field)] = strings.Join(value, "/")
		}
	}
	return values
}

// Rebinds returns a path that both templates accept, but with other values for fields, if there is one. renamed returns the new
// names of old fields; nil keeps the names.
func Rebinds(old, now Template, renamed func(string) string) (path string, some bool) {
	for _, length := range old.lengths(now) {
		if both, some := common(old, now, length); some && !sameBindings(old, now, both, renamed) {
			return chosen(both, nil), true
		}
	}
	return "", false
}

func sameBindings(old, now Template, product []set, renamed func(string) string) bool {
	return maps.Equal(old.bindings(product, orSame(renamed)), now.bindings(product, orSame(nil)))
}

func orSame(renamed func(string) string) func(string) string {
	if renamed != nil {
		return renamed
	}
	return func(field string) string { return field }
}
