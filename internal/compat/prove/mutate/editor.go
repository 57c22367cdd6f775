package mutate

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"

	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// editor makes random changes in one tree.
type editor struct {
	*rand.Rand

	tree  *tree.Tree
	known []mutator // known are the mutators to choose from.
	focus []any     // focus are the only elements to change, as pointers to their descriptors; nil for all.
}

// one calls change with a random element of a list.
func one[T any](of func(*tree.Tree) []T, change func(*editor, T) Edit) func(*editor) Edit {
	return func(e *editor) Edit {
		if chosen, ok := pick(e, filtered(of(e.tree), func(one T) bool { return e.focused(one) })); ok {
			return change(e, chosen)
		}
		return nothing
	}
}

// only returns the elements of a list that fit.
func only[T any](of func(*tree.Tree) []T, fits func(T) bool) func(*tree.Tree) []T {
	return func(t *tree.Tree) []T { return filtered(of(t), fits) }
}

func filtered[T any](all []T, fits func(T) bool) []T {
	var some []T
	for _, one := range all {
		if fits(one) {
			some = append(some, one)
		}
	}
	return some
}

// pick returns a random element of a list, or false if it is empty.
func pick[T any](e *editor, all []T) (T, bool) {
	if len(all) == 0 {
		var none T
		return none, false
	}
	return choose(e, all...), true
}

// choose returns a random one of its arguments.
func choose[T any](e *editor, some ...T) T { return some[e.IntN(len(some))] }

// without removes an element from a list, in place.
func without[T comparable](list []T, one T) []T {
	return slices.DeleteFunc(list, func(other T) bool { return other == one })
}

// freshNumber returns a number that a message does not use.
func (e *editor) freshNumber(m messageAt) int32 {
	taken := func(n int32) bool {
		return slices.ContainsFunc(m.Field, func(f *fieldProto) bool { return f.GetNumber() == n }) ||
			slices.ContainsFunc(m.ReservedRange, func(r *descriptorpb.DescriptorProto_ReservedRange) bool { return r.GetStart() <= n && n < r.GetEnd() }) ||
			slices.ContainsFunc(m.ExtensionRange, func(r *descriptorpb.DescriptorProto_ExtensionRange) bool { return r.GetStart() <= n && n < r.GetEnd() })
	}
	n := int32(1 + e.IntN(90))
	for taken(n) {
		n++
	}
	return n
}

// word returns a name that is mostly unused.
func (e *editor) word() string {
	first := choose(e, "new", "other", "extra", "main", "second", "total", "old", "display")
	second := choose(e, "name", "count", "value", "label", "size", "state", "kind", "owner", "region")
	return fmt.Sprintf("%s_%s%s", first, second, choose(e, "", "", "", "_2", "3"))
}

// title converts a word to the name of a type.
func (e *editor) title() string { return titled(e.word()) }

// titled returns the name of a type for a field.
func titled(name string) string {
	name = camel("_" + name)
	return strings.ToUpper(name[:1]) + name[1:]
}

// camel returns the JSON name of a field.
func camel(name string) string {
	var b strings.Builder
	upper := false
	for i := range len(name) {
		switch c := name[i]; {
		case c == '_':
			upper = true
		case upper && 'a' <= c && c <= 'z':
			b.WriteByte(c - 'a' + 'A')
			upper = false
		default:
			b.WriteByte(c)
			upper = false
		}
	}
	return b.String()
}
