package lang

import (
	"fmt"
	"iter"
)

// Table holds what one stage of the pipeline needs of each language. Every table is complete: a test of its package calls
// langtest.Complete.
type Table[T any] map[ID]T

// Of returns the entry of a language. The error names the stage, for example "pack".
func (t Table[T]) Of(stage string, id ID) (T, error) {
	entry, ok := t[id]
	if !ok {
		return entry, fmt.Errorf("%s does not support %q; it supports %s", stage, id, Join(t.IDs()))
	}
	return entry, nil
}

// Ordered yields the entries in the order of [All].
func (t Table[T]) Ordered() iter.Seq2[Language, T] {
	return func(yield func(Language, T) bool) {
		for _, l := range All {
			if entry, ok := t[l.ID]; ok && !yield(l, entry) {
				return
			}
		}
	}
}

// IDs are the languages that have an entry, in the order of [All].
func (t Table[T]) IDs() []ID {
	var ids []ID
	for l := range t.Ordered() {
		ids = append(ids, l.ID)
	}
	return ids
}
