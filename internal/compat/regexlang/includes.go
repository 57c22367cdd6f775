package regexlang

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// maxCounterexample is the longest counterexample that is written out, in characters.
const maxCounterexample = 1 << 16

// Result is the answer whether a language includes another one.
type Result struct {
	// Included is the answer if Decided is set. Otherwise Reason explains why there is none.
	Included bool
	Decided  bool
	Reason   string
	// Counterexample is a string of the small language that the big one lacks. It is a shortest one, unless a part of the
	// question had to be given up. It is empty for the empty string, and if it had more than 65536 characters; Length
	// distinguishes the two.
	Counterexample string
	// Length is the number of characters of the shortest counterexample.
	Length uint64
}

// Includes decides whether every string of the language small belongs to the language big. It gives up when the context ends, or
// after some hundred thousand states or some seconds.
func Includes(ctx context.Context, big, small *Language) Result {
	var witness *Result
	var undecided error
	// An intersection includes a union if each part of the intersection includes each part of the union. These questions are
	// easier, and many are trivial.
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

// includesPlainly reports whether the structure of the two languages shows inclusion.
func includesPlainly(outer, inner *Language) bool {
	return slices.ContainsFunc(outer.partsOf(union), func(one *Language) bool {
		return slices.ContainsFunc(inner.partsOf(intersection), func(other *Language) bool { return one.key == other.key })
	})
}

// missing returns a shortest string of inner that outer lacks, or nil.
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

// shortest returns a shortest string of a language as a counterexample, or nil if the language is empty.
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
