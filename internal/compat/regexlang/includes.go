package regexlang

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// maxCounterexample is the length up to which a counterexample is written out, in characters.
const maxCounterexample = 1 << 16

// Result answers whether a language includes another one.
type Result struct {
	// Included is the answer, where Decided says that there is one. Reason says why there is none.
	Included bool
	Decided  bool
	Reason   string
	// Counterexample is a string of the smaller language that the bigger one lacks. None is shorter, unless a part of the
	// question had to be given up. It is empty if it is the empty string, and where it would have more than 65536
	// characters; Length tells the two apart.
	Counterexample string
	// Length is the number of characters of the shortest counterexample.
	Length uint64
}

// Includes decides whether every string of the language small belongs to the language big. It gives up when the context
// ends, and where that takes more than some hundred thousand states or some seconds.
func Includes(ctx context.Context, big, small *Language) Result {
	var witness *Result
	var undecided error
	// A language includes another one if each of the sets that it is the intersection of includes each of those that the
	// other is the union of. The smaller questions are easier, and many of them answer themselves.
	for _, outer := range big.partsOf(intersection) {
		for _, inner := range small.partsOf(union) {
			if includesPlainly(outer, inner) || errors.Is(undecided, errDone) {
				continue
			}
			found, err := missing(outer, inner, newMeter(ctx))
			if err != nil {
				undecided = err
			}
			if found != nil && (witness == nil || found.Length < witness.Length) {
				witness = found
			}
		}
	}
	switch {
	case witness != nil:
		return *witness
	case errors.Is(undecided, errDone):
		return Result{Reason: fmt.Sprintf("%v: %v", undecided, context.Cause(ctx))}
	case undecided != nil:
		return Result{Reason: undecided.Error()}
	}
	return Result{Included: true, Decided: true}
}

// includesPlainly sees it from how the two are written.
func includesPlainly(outer, inner *Language) bool {
	return slices.ContainsFunc(outer.partsOf(union), func(one *Language) bool {
		return slices.ContainsFunc(inner.partsOf(intersection), func(other *Language) bool { return one.key == other.key })
	})
}

// missing is a shortest string of inner that outer lacks, or nil.
func missing(outer, inner *Language, meter *meter) (*Result, error) {
	values, finite := inner.values()
	if !finite {
		return shortest(Intersect(inner, Complement(outer)), meter)
	}
	var witness *Result
	for _, value := range values {
		if err := meter.spend(len(value)); err != nil {
			return witness, err
		}
		characters := uint64(utf8.RuneCountInString(value)) //nolint:gosec // It is not negative.
		if (witness == nil || characters < witness.Length) && inner.Match(value) && !outer.Match(value) {
			witness = &Result{Decided: true, Length: characters, Counterexample: value}
		}
	}
	return witness, nil
}

// shortest is a shortest string of a language, as a counterexample, or nil where the language is empty.
func shortest(language *Language, meter *meter) (*Result, error) {
	search, err := newSearch(language, meter)
	if err != nil {
		return nil, err
	}
	var witness *Result
	err = search.run(false, func(characters uint64, layer []int32, within interval) bool {
		accepting := slices.IndexFunc(layer, func(state int32) bool { return search.product.accepts(state, within) })
		if accepting < 0 {
			return false
		}
		witness = &Result{Decided: true, Length: characters}
		if characters <= maxCounterexample {
			witness.Counterexample = search.trace(characters, layer[accepting], search.mostReadable)
		}
		return true
	})
	return witness, err
}

// mostReadable chooses the way with the most readable character.
func (s *search) mostReadable(ways []step) (from int32, character rune) {
	way := slices.MinFunc(ways, func(a, b step) int { return a.letter - b.letter })
	return way.from, s.product.letters[way.letter].readable[0]
}
