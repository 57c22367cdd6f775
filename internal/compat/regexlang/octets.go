package regexlang

import "fmt"

// maxOctets is the largest bound of ByteLength.
const maxOctets = 1 << 20

// ByteLength is the language of strings of least to most bytes in UTF-8. For bounds above a million it returns ErrTooLarge.
// Unlike characters, bytes are counted by an automaton with a state for each number, so a question about large bounds may stay
// undecided.
func ByteLength(least, most uint64) (*Language, error) {
	switch {
	case least > most:
		return Union(), nil
	case least == 0 && most == Unbounded:
		return All(), nil
	case least > maxOctets || most != Unbounded && most > maxOctets:
		return nil, fmt.Errorf("a length of %d to %d bytes is %w", least, most, ErrTooLarge)
	}
	letters, err := newAlphabet([]runeSet{{0x80, 0x7FF}, {0x800, 0xFFFF}, {0x10000, 0x10FFFF}})
	if err != nil {
		return nil, err
	}
	counter := &octets{letters: letters, min: int32(least), full: int32(least)}
	if most != Unbounded {
		counter.bounded, counter.full = true, int32(most)+1 //nolint:gosec // It is checked.
	}
	return &Language{kind: automatic, leaf: counter, key: fmt.Sprintf("bytes %d %d", least, most)}, nil
}

// octets counts bytes up to full; more bytes make no difference.
type octets struct {
	letters   *alphabet
	min, full int32
	bounded   bool
}

func (o *octets) alphabet() *alphabet       { return o.letters }
func (o *octets) start(*meter) (run, error) { return o, nil }
func (o *octets) matches(text string) bool {
	return o.accepts(int32(min(len(text), maxOctets+1))) //nolint:gosec // It is small.
}

func (o *octets) initial() int32 { return 0 }

func (o *octets) step(state, class int32) (int32, error) {
	// Classes are numbered by their first characters, so they are sorted by size.
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
