package regexlang

import "fmt"

// maxOctets bounds what ByteLength counts to.
const maxOctets = 1 << 20

// ByteLength is the language of strings that take at least min and at most max bytes in UTF-8. Bounds of more than a
// million are ErrTooLarge. Unlike characters, bytes are counted by an automaton with a state for each number, so a question
// about large bounds may find no answer.
func ByteLength(min, max uint64) (*Language, error) { //nolint:predeclared // They are what the rules are called.
	switch {
	case min > max:
		return Union(), nil
	case min == 0 && max == Unbounded:
		return All(), nil
	case min > maxOctets || max != Unbounded && max > maxOctets:
		return nil, fmt.Errorf("a length of %d to %d bytes is %w", min, max, ErrTooLarge)
	}
	letters, err := newAlphabet([]runeSet{{0x80, 0x7FF}, {0x800, 0xFFFF}, {0x10000, 0x10FFFF}})
	if err != nil {
		return nil, err
	}
	counter := &octets{letters: letters, min: int32(min), full: int32(min)} //nolint:gosec // Both are checked.
	if max != Unbounded {
		counter.bounded, counter.full = true, int32(max)+1 //nolint:gosec // As above.
	}
	return &Language{kind: automatic, leaf: counter, key: fmt.Sprintf("bytes %d %d", min, max)}, nil
}

// octets counts bytes up to full, from where on more of them make no difference.
type octets struct {
	letters   *alphabet
	min, full int32
	bounded   bool
}

func (o *octets) alphabet() *alphabet       { return o.letters }
func (o *octets) start(*meter) (run, error) { return o, nil }
func (o *octets) initial() int32            { return 0 }

func (o *octets) step(state, class int32) (int32, error) {
	// The classes are numbered by their first characters, so they come in the order of their sizes.
	return min(state+class+1, o.full), nil
}

func (o *octets) accepts(state int32) bool {
	return state >= o.min && (!o.bounded || state < o.full)
}

func (o *octets) outlook(state int32) answer {
	if state < o.full {
		return maybe
	}
	return answerOf(!o.bounded)
}
