package schema

import (
	"cmp"
	"slices"
	"sync"
)

// small is the number of members up to which they are searched one by one. Most messages and enums have fewer.
const small = 16

// finder finds the members and the reservations of a large message or enum. It is filled on first use.
type finder struct {
	once     sync.Once
	byNumber map[int32]int // byNumber and byName have the first member of each.
	byName   map[string]int
	ranges   []Range // ranges are reserved, in order and apart from each other.
	names    map[string]bool
}

func newFinder(members, ranges, names int) *finder {
	if max(members, ranges, names) <= small {
		return nil
	}
	return new(finder)
}

func (x *finder) fill(members int, member func(int) (int32, string), ranges []Range, names []string) {
	x.once.Do(func() {
		x.byNumber, x.byName = make(map[int32]int, members), make(map[string]int, members)
		for i := range members {
			number, name := member(i)
			if _, have := x.byNumber[number]; !have {
				x.byNumber[number] = i
			}
			if _, have := x.byName[name]; !have {
				x.byName[name] = i
			}
		}
		x.ranges = Union(ranges)
		x.names = make(map[string]bool, len(names))
		for _, name := range names {
			x.names[name] = true
		}
	})
}

func (x *finder) reserved(number int32) bool {
	i, found := slices.BinarySearchFunc(x.ranges, number, func(r Range, n int32) int { return cmp.Compare(r.From, n) })
	return found || i > 0 && number <= x.ranges[i-1].To
}

// Union returns the numbers of all ranges in as few ranges as possible, in order.
func Union(ranges []Range) []Range {
	var all []Range
	for _, r := range slices.SortedFunc(slices.Values(ranges), func(a, b Range) int { return cmp.Compare(a.From, b.From) }) {
		last := len(all) - 1
		switch {
		case r.From > r.To:
		case last >= 0 && int64(r.From) <= int64(all[last].To)+1:
			all[last].To = max(all[last].To, r.To)
		default:
			all = append(all, r)
		}
	}
	return all
}

func (m *Message) finder() *finder {
	if m.find != nil {
		m.find.fill(len(m.Fields), func(i int) (int32, string) { return m.Fields[i].Number, m.Fields[i].name }, m.ReservedRanges, m.ReservedNames)
	}
	return m.find
}

// Field returns the field with a number, or nil. No message has no fields.
func (m *Message) Field(number int32) *Field {
	if m == nil {
		return nil
	}
	if x := m.finder(); x != nil {
		if i, ok := x.byNumber[number]; ok {
			return m.Fields[i]
		}
		return nil
	}
	if i := slices.IndexFunc(m.Fields, func(f *Field) bool { return f.Number == number }); i >= 0 {
		return m.Fields[i]
	}
	return nil
}

// FieldNamed returns the field with a name, or nil.
func (m *Message) FieldNamed(name string) *Field {
	if x := m.finder(); x != nil {
		if i, ok := x.byName[name]; ok {
			return m.Fields[i]
		}
		return nil
	}
	if i := slices.IndexFunc(m.Fields, func(f *Field) bool { return f.name == name }); i >= 0 {
		return m.Fields[i]
	}
	return nil
}

// Reserved reports whether a number is reserved.
func (m *Message) Reserved(number int32) bool {
	if x := m.finder(); x != nil {
		return x.reserved(number)
	}
	return inRanges(m.ReservedRanges, number)
}

// ReservedName reports whether a name is reserved.
func (m *Message) ReservedName(name string) bool {
	if x := m.finder(); x != nil {
		return x.names[name]
	}
	return slices.Contains(m.ReservedNames, name)
}

func (e *Enum) finder() *finder {
	if e.find != nil {
		e.find.fill(len(e.Values), func(i int) (int32, string) { return e.Values[i].Number, e.Values[i].name }, e.ReservedRanges, e.ReservedNames)
	}
	return e.find
}

// Value returns the first value with a number, or nil.
func (e *Enum) Value(number int32) *EnumValue {
	if x := e.finder(); x != nil {
		if i, ok := x.byNumber[number]; ok {
			return e.Values[i]
		}
		return nil
	}
	if i := slices.IndexFunc(e.Values, func(v *EnumValue) bool { return v.Number == number }); i >= 0 {
		return e.Values[i]
	}
	return nil
}

// ValueNamed returns the value with a name, or nil.
func (e *Enum) ValueNamed(name string) *EnumValue {
	if x := e.finder(); x != nil {
		if i, ok := x.byName[name]; ok {
			return e.Values[i]
		}
		return nil
	}
	if i := slices.IndexFunc(e.Values, func(v *EnumValue) bool { return v.name == name }); i >= 0 {
		return e.Values[i]
	}
	return nil
}

// Reserved reports whether a number is reserved.
func (e *Enum) Reserved(number int32) bool {
	if x := e.finder(); x != nil {
		return x.reserved(number)
	}
	return inRanges(e.ReservedRanges, number)
}

// ReservedName reports whether a name is reserved.
func (e *Enum) ReservedName(name string) bool {
	if x := e.finder(); x != nil {
		return x.names[name]
	}
	return slices.Contains(e.ReservedNames, name)
}

func inRanges(ranges []Range, number int32) bool {
	return slices.ContainsFunc(ranges, func(r Range) bool { return r.From <= number && number <= r.To })
}
