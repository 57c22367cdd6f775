package httproute

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// The URLs of one length that a template accepts are a product: each segment is any of a set, whatever the others are.
// Segments can be any text, and templates name few; so the templates that together accept all URLs of one length include
// one that accepts all of them alone. And templates differ in no length beyond the longest of them that they don't differ
// in one segment beyond it. This makes all questions here exact, and short loops.

// set is the texts that one segment may have.
type set struct {
	literal string // literal is the only text, or empty for a wildcard.
	verb    string // verb is what any text of a wildcard ends with, after at least one other character: ":verb" or nothing.
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
	// A verb has no colon, so that one of them never ends with another one.
	return s.literal == "" && (s.verb == "" || s.verb == other.verb)
}

// and is what both sets have, or false where that is nothing.
func (s set) and(other set) (set, bool) {
	switch {
	case s.includes(other):
		return other, true
	case other.includes(s):
		return s, true
	}
	return set{}, false
}

// has says whether the template accepts URLs of so many segments.
func (t Template) has(length int) bool {
	if length == 0 && t.verb != "" {
		return false
	}
	return length == len(t.fixed) || t.deep && length > len(t.fixed)
}

// at is what the template accepts at a place in URLs of a length that it has.
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

// product is what the template accepts at each place.
func (t Template) product(length int) []set {
	sets := make([]set, length)
	for place := range sets {
		sets[place] = t.at(place, length)
	}
	return sets
}

// covers says whether the template accepts all URLs of a length that the other one accepts.
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

// common is the product of the URLs of a length that both templates accept, or false where there are none.
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

// lengths are those of the URLs that the template accepts. Of those in which none of the templates differs from the next
// longer one, the shortest stands for all.
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

// Includes says whether the first template accepts every URL that the second one accepts.
func Includes(big, small Template) bool {
	_, missing := Missing(small, big)
	return !missing
}

// Equal says whether two templates accept the same URLs. They may bind other fields.
func Equal(a, b Template) bool { return Includes(a, b) && Includes(b, a) }

// Missing is a path that a template accepts and none of the others does; and whether there is one.
func Missing(of Template, in ...Template) (path string, some bool) {
	for _, length := range of.lengths(in...) {
		if path, some := missing(of, in, length); some {
			return path, true
		}
	}
	return "", false
}

// missing is such a path of one length.
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

// Overlaps is a path that both templates accept; and whether there is one.
func Overlaps(a, b Template) (path string, some bool) {
	for _, length := range a.lengths(b) {
		if both, some := common(a, b, length); some {
			return chosen(both, nil), true
		}
	}
	return "", false
}

// Example is a path that the template accepts, with letters where it has wildcards.
func (t Template) Example() string {
	return chosen(t.product(t.lengths()[0]), nil)
}

// chosen takes a text for each segment, outside the sets that are to be avoided there.
func chosen(product []set, avoid [][]set) string {
	var path strings.Builder
	wildcards := 0
	for place, segment := range product {
		text := segment.literal
		if text == "" {
			base := letters(wildcards)
			wildcards++
			text = base + segment.verb
			// Each set rules out one of these texts at most.
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

// letters is a, b, c and so on.
func letters(number int) string {
	return strings.Repeat(string(rune('a'+number%26)), number/26+1)
}

// bindings are the values that the template gives to fields from URLs of one length, of which the product tells what both
// templates that are compared accept. A part of no segments leaves its field as it is.
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
				text = fmt.Sprintf("{%d}%s", place, product[place].verb) // No literal has a brace.
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

// Rebinds is a path that both templates accept and that fills other fields in each, or fills them with other parts of it;
// and whether there is one. Fields of the old template are known to the new one by the name that renamed gives them; nil
// keeps the names.
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
