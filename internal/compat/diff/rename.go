package diff

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// mostWithPart is the largest number of declarations that may share a part for it to identify them. It keeps the search linear
// where thousands of messages share a field.
const mostWithPart = 64

// renames finds leftover declarations that are the same under another name. Each is in at most one pair. The function nameNow returns
// the new name of a type that was matched before.
func renames(rest leftovers, nameNow func(string) string) []Pair[schema.Element] {
	candidates := likely(rest, nameNow)
	slices.SortFunc(candidates, func(a, b candidate) int {
		return cmp.Or(b.alike-a.alike, b.close-a.close, a.old-b.old, a.now-b.now)
	})
	var pairs []Pair[schema.Element]
	oldTaken, nowTaken := map[int]bool{}, map[int]bool{}
	for _, found := range candidates {
		if !oldTaken[found.old] && !nowTaken[found.now] {
			oldTaken[found.old], nowTaken[found.now] = true, true
			pairs = append(pairs, Pair[schema.Element]{rest.old[found.old], rest.now[found.now]})
		}
	}
	slices.SortFunc(pairs, func(a, b Pair[schema.Element]) int { return strings.Compare(a.New.FullName(), b.New.FullName()) })
	return pairs
}

// candidate is a possible pair: the indexes of its declarations, the share of common parts in percent, and their kinship.
type candidate struct{ old, now, alike, close int }

// likely returns the pairs that have exactly the same parts, or most parts if there are several.
func likely(rest leftovers, nameNow func(string) string) []candidate {
	index := newPartIndex(rest.now)
	var all []candidate
	for i, old := range rest.old {
		own := map[string]bool{}
		for _, part := range parts(old, nameNow) {
			own[part] = true
		}
		for j := range index.near(old, own) {
			n := 0
			for _, part := range index.parts[j] {
				if own[part] {
					n++
				}
			}
			alike, closeness := 100*n/max(len(own)+len(index.parts[j])-n, 1), kinship(old, rest.now[j])
			if old.Kind() == rest.now[j].Kind() && (alike == 100 && closeness > 0 || alike >= 60 && n >= 3) {
				all = append(all, candidate{i, j, alike, closeness})
			}
		}
	}
	return all
}

// partIndex finds declarations by their parts and by their names.
type partIndex struct {
	parts [][]string // parts has the parts of each declaration.
	with  map[string][]int
	named map[string][]int
}

func newPartIndex(elements []schema.Element) partIndex {
	index := partIndex{make([][]string, len(elements)), map[string][]int{}, map[string][]int{}}
	for i, e := range elements {
		index.parts[i] = parts(e, func(name string) string { return name })
		index.named[e.Name()] = append(index.named[e.Name()], i)
		for _, part := range index.parts[i] {
			index.with[part] = append(index.with[part], i)
		}
	}
	return index
}

// near returns the declarations that share a rare part. Where a part is too common, it returns those of the same name.
func (index partIndex) near(e schema.Element, own map[string]bool) map[int]bool {
	found := map[int]bool{}
	for part := range own {
		with := index.with[part]
		if len(with) > mostWithPart {
			with = index.named[e.Name()]
		}
		for _, i := range with[:min(len(with), mostWithPart)] {
			found[i] = true
		}
	}
	return found
}

// parts returns what identifies a declaration without its name. The names of message and enum types of fields are left out,
// because these may have been renamed too.
func parts(e schema.Element, nameNow func(string) string) []string {
	var all []string
	switch e := e.(type) {
	case *schema.Message:
		for _, f := range e.Fields {
			all = append(all, "m"+strconv.Itoa(int(f.Number))+f.Name()+f.Type.String())
		}
	case *schema.Enum:
		prefix := commonPrefix(e)
		for _, v := range e.Values {
			all = append(all, "e"+strconv.Itoa(int(v.Number))+v.Name()[len(prefix):])
		}
		if len(all) < 2 {
			return nil
		}
	case *schema.Service:
		for _, m := range e.Methods {
			all = append(all, "s"+m.Name())
		}
	case *schema.Field:
		all = append(all, "x"+nameNow(e.Extendee)+strconv.Itoa(int(e.Number)))
	}
	return all
}

// commonPrefix returns the prefix that the names of all values of an enum share, up to an underscore.
func commonPrefix(e *schema.Enum) string {
	prefix := ""
	for i, v := range e.Values {
		if i == 0 {
			prefix = v.Name()
			continue
		}
		for !strings.HasPrefix(v.Name(), prefix) {
			prefix = prefix[:len(prefix)-1]
		}
	}
	return prefix[:strings.LastIndexByte(prefix, '_')+1]
}

// kinship returns how closely two declarations are related; 0 means that they share neither name, file nor package.
func kinship(a, b schema.Element) int {
	near := 0
	if a.Name() == b.Name() {
		near += 4
	}
	if a.In().Path == b.In().Path {
		near += 2
	}
	if a.In().Package == b.In().Package {
		near++
	}
	return near
}

// matchFields pairs the fields of two messages by number and name, then by name, then by number.
func matchFields(old, now []*schema.Field) (pairs []Pair[*schema.Field], removed, added []*schema.Field) {
	return match(old, now,
		func(f *schema.Field) int32 { return f.Number }, (*schema.Field).Name)
}

// matchValues pairs the values of two enums in the same way.
func matchValues(old, now []*schema.EnumValue) (pairs []Pair[*schema.EnumValue], removed, added []*schema.EnumValue) {
	return match(old, now,
		func(v *schema.EnumValue) int32 { return v.Number }, (*schema.EnumValue).Name)
}

func match[E comparable](old, now []E, number func(E) int32, name func(E) string) (pairs []Pair[E], removed, added []E) {
	type both struct {
		number int32
		name   string
	}
	if slices.EqualFunc(old, now, func(a, b E) bool { return number(a) == number(b) && name(a) == name(b) }) {
		for i := range old {
			pairs = append(pairs, Pair[E]{old[i], now[i]})
		}
		return pairs, nil, nil
	}
	m := matcher[E]{make(map[E]bool, len(old)), make(map[E]E, len(now))}
	m.pass(old, now, func(e E) any { return both{number(e), name(e)} })
	if len(m.partner) < len(now) && len(m.taken) < len(old) {
		// A field that kept its name is the same field: two fields that swapped numbers were renumbered, not renamed.
		m.pass(old, now, func(e E) any { return name(e) })
		m.pass(old, now, func(e E) any { return number(e) })
	}
	for _, e := range now {
		if before, ok := m.partner[e]; ok {
			pairs = append(pairs, Pair[E]{before, e})
		} else {
			added = append(added, e)
		}
	}
	for _, e := range old {
		if !m.taken[e] {
			removed = append(removed, e)
		}
	}
	return pairs, removed, added
}

// matcher collects pairs: taken has the old elements in a pair, partner the old element of each new one.
type matcher[E comparable] struct {
	taken   map[E]bool
	partner map[E]E
}

// pass pairs the remaining elements for which same returns equal values.
func (m matcher[E]) pass(old, now []E, same func(E) any) {
	have := make(map[any]E, len(old))
	for _, e := range old {
		if _, twice := have[same(e)]; !twice && !m.taken[e] {
			have[same(e)] = e
		}
	}
	for _, e := range now {
		if _, done := m.partner[e]; done {
			continue
		}
		if before, ok := have[same(e)]; ok && !m.taken[before] {
			m.taken[before], m.partner[e] = true, before
		}
	}
}
