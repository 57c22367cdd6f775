package judge

import (
	"iter"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// findings are the places of changes by their elements, each in the order in which they were added. A release can change every element,
// so a list takes two numbers for a change and no memory of its own.
type findings struct {
	ends map[schema.Element]ends
	next [][2]int32 // next has the next change of the old and of the new element of a change, plus one; 0 ends the list.
}

// ends are the first and the last change of an element; the last bit of each is set if it is about the new one.
type ends struct{ first, last int32 }

// add adds the change at a place, which is above all others, to the lists of its elements. Either may be nil.
func (f *findings) add(place int, old, now schema.Element) {
	if f.ends == nil {
		f.ends = map[schema.Element]ends{}
	}
	for len(f.next) <= place {
		f.next = append(f.next, [2]int32{})
	}
	for side, element := range []schema.Element{old, now} {
		if element == nil || side == 1 && old == now {
			continue
		}
		link := int32(place)<<1 | int32(side) //nolint:gosec // There are fewer changes than declarations, which are bounded.
		list, have := f.ends[element]
		if have {
			f.next[list.last>>1][list.last&1] = link + 1
		} else {
			list.first = link
		}
		list.last = link
		f.ends[element] = list
	}
}

// of returns the places of the changes of an element.
func (f *findings) of(element schema.Element) iter.Seq[int] {
	return func(yield func(int) bool) {
		list, have := f.ends[element]
		for link := list.first + 1; have && link > 0; link = f.next[(link-1)>>1][(link-1)&1] {
			if !yield(int((link - 1) >> 1)) {
				return
			}
		}
	}
}

// latest is a value that was made from an element, so that several changes of it share one.
type latest[T any] struct {
	element schema.Element
	value   T
}

// of returns the value for an element.
func (n *latest[T]) of(e schema.Element, from func(schema.Element) T) T {
	if n.element != e {
		n.element, n.value = e, from(e)
	}
	return n.value
}

// texts are the texts without evidence that changes have, which only depend on the rule and a few notes.
type texts map[Texts]*Texts

// shared returns texts that are equal to those.
func (t texts) shared(own Texts) *Texts {
	if own.Proof != "" || own.OldRoute != nil || own.NewRoute != nil {
		return &own
	}
	have := t[own]
	if have == nil {
		have = &own
		t[own] = have
	}
	return have
}
