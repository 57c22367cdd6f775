package regexlang

import (
	"fmt"
	"slices"
	"unicode"
	"unicode/utf8"
)

// maxRefinement limits the work of dividing the characters into classes.
const maxRefinement = 1 << 23

// Surrogates, from firstSurrogate up to afterSurrogates, are not characters.
const (
	firstSurrogate  = 0xD800
	afterSurrogates = 0xE000
)

// alphabet is a partition of the characters into classes.
type alphabet struct {
	starts []rune // The first character of each piece, ascending from 0; a piece ends before the next one.
	class  []int32
	sample []rune // One character of each class.
}

// noClass is the class of pieces that are not characters.
const noClass = -1

// runeSet has pairs of the first and the last character of a range.
type runeSet []rune

// newAlphabet makes the coarsest partition in which each set is a union of classes.
func newAlphabet(sets []runeSet) (*alphabet, error) {
	cuts := []rune{0, firstSurrogate, afterSurrogates}
	for _, set := range sets {
		for i := 0; i+1 < len(set); i += 2 {
			cuts = append(cuts, set[i])
			if set[i+1] < unicode.MaxRune {
				cuts = append(cuts, set[i+1]+1)
			}
		}
	}
	slices.Sort(cuts)
	letters := &alphabet{starts: slices.Compact(cuts)}
	letters.class = make([]int32, len(letters.starts))
	work, classes := 0, int32(1)
	for _, set := range sets {
		inside := map[int32]int32{}
		for i := 0; i+1 < len(set); i += 2 {
			for piece := letters.pieceOf(set[i]); piece < len(letters.starts) && letters.starts[piece] <= set[i+1]; piece++ {
				old := letters.class[piece]
				if _, split := inside[old]; !split {
					inside[old] = classes
					classes++
				}
				letters.class[piece] = inside[old]
				work++
			}
		}
		if work > maxRefinement {
			return nil, fmt.Errorf("its character classes are %w", ErrTooLarge)
		}
	}
	letters.renumber()
	return letters, nil
}

// renumber removes empty classes.
func (a *alphabet) renumber() {
	numbers := map[int32]int32{}
	for piece, start := range a.starts {
		if start >= firstSurrogate && start < afterSurrogates {
			a.class[piece] = noClass
			continue
		}
		number, known := numbers[a.class[piece]]
		if !known {
			number = int32(len(a.sample)) //nolint:gosec // There are fewer classes than characters.
			numbers[a.class[piece]] = number
			a.sample = append(a.sample, start)
		}
		a.class[piece] = number
	}
}

func (a *alphabet) pieceOf(character rune) int {
	piece, exact := slices.BinarySearch(a.starts, character)
	if !exact {
		piece--
	}
	return piece
}

// letter is a class of characters that no automaton of a product distinguishes.
type letter struct {
	classes  []int32 // The class in the alphabet of each automaton.
	readable []rune  // The printable ASCII characters of the class, or one other if it has none.
	ranges   runeSet
}

// The order of preference among the characters of a class.
const preferred = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ-_./:@+,;=~!#$%&*?^|()<>[]{}'`\"\\ "

// combineAlphabets makes the common letters of automata with these alphabets, the most readable ones first.
func combineAlphabets(alphabets []*alphabet) []letter {
	cuts := []rune{0, firstSurrogate, afterSurrogates}
	for _, each := range alphabets {
		cuts = append(cuts, each.starts...)
	}
	slices.Sort(cuts)
	cuts = slices.Compact(cuts)
	var letters []letter
	ids := map[string]int{}
	at := make([]int, len(alphabets))
	classes := make([]int32, len(alphabets))
	letterOf := make([]int, len(cuts))
	for i, cut := range cuts {
		if cut >= firstSurrogate && cut < afterSurrogates {
			continue
		}
		for n, each := range alphabets {
			for at[n]+1 < len(each.starts) && each.starts[at[n]+1] <= cut {
				at[n]++
			}
			classes[n] = each.class[at[n]]
		}
		id, known := ids[keyOf(classes)]
		if !known {
			id = len(letters)
			ids[keyOf(classes)] = id
			letters = append(letters, letter{classes: slices.Clone(classes)})
		}
		last := rune(unicode.MaxRune)
		if i+1 < len(cuts) {
			last = cuts[i+1] - 1
		}
		letters[id].ranges = append(letters[id].ranges, cut, last)
		letterOf[i] = id
	}
	all := alphabet{starts: cuts}
	for _, character := range preferred {
		id := letterOf[all.pieceOf(character)]
		letters[id].readable = append(letters[id].readable, character)
	}
	for i := range letters {
		if len(letters[i].readable) == 0 {
			letters[i].readable = []rune{letters[i].ranges.mostReadable()}
		}
	}
	slices.SortStableFunc(letters, func(a, b letter) int { return rank(a.readable[0]) - rank(b.readable[0]) })
	return letters
}

// mostReadable returns the most readable of the first few characters of the first few ranges.
func (s runeSet) mostReadable() rune {
	best := s[0]
	for pair := range slices.Chunk(s[:min(len(s), 200)], 2) {
		first, last := pair[0], pair[len(pair)-1]
		for character := first; character <= min(last, first+40); character++ {
			if rank(character) < rank(best) {
				best = character
			}
		}
	}
	return best
}

// rank is low for characters that are easy to read and to type.
func rank(character rune) int {
	switch {
	case character < utf8.RuneSelf && unicode.IsPrint(character):
		for i, each := range preferred {
			if each == character {
				return i
			}
		}
		return len(preferred)
	case unicode.IsLetter(character):
		return 200
	case unicode.IsPrint(character):
		return 300
	case character == '\n' || character == '\t':
		return 400
	}
	return 500
}

// keyOf returns a key for a list of numbers.
func keyOf[Number int32 | uint32](numbers []Number) string {
	key := make([]byte, 0, 4*len(numbers))
	for _, n := range numbers {
		key = append(key, byte(n), byte(n>>8), byte(n>>16), byte(n>>24))
	}
	return string(key)
}
