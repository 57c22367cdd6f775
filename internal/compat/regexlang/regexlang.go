// Package regexlang decides questions about sets of strings that are defined by rules: does the new regular expression, length or
// affix accept whatever the old one accepted? The answer is proved, or comes with a counterexample, or is given up after a fixed
// amount of work.
//
// Expressions are in RE2 syntax and match as in regexp.MatchString: a string belongs to the language of an expression if it
// contains a match. All strings are valid UTF-8, and characters are Unicode code points.
package regexlang

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"unicode/utf8"
)

// Unbounded is the upper bound of a length without one.
const Unbounded = math.MaxUint64

// ErrTooLarge is wrapped by the error of a rule that is too large to be compared.
var ErrTooLarge = errors.New("too large to compare")

// Language is a set of strings. It is immutable, so several goroutines may use it.
//
// It is a tree of intersections and unions, whose leaves are automata and lengths, some of them negated. Lengths are not
// automata, because one that counts to a million would have a million states.
type Language struct {
	kind     kind
	negated  bool        // For leaves only.
	parts    []*Language // For an intersection or a union, in any order.
	leaf     automaton
	min, max uint64
	key      string // Languages with the same key are equal; it begins with the kind of rule.
}

type kind int

const (
	intersection kind = iota
	union
	automatic
	length
)

// negation is the prefix of the keys of negated leaves only.
const negation = "not "

// automaton is a leaf that reads a string by character. It is immutable; a run holds the states found so far.
type automaton interface {
	// alphabet returns the classes of characters that the automaton does not distinguish.
	alphabet() *alphabet
	// matches reports whether a text belongs to the language, without the automaton.
	matches(text string) bool
	// start starts a run, whose work is counted.
	start(*meter) (run, error)
}

// run is an automaton in use. Its states are numbered.
type run interface {
	initial() int32
	// step returns the state after a character of a class.
	step(state, class int32) (int32, error)
	// accepts reports whether strings that lead to a state belong to the language.
	accepts(state int32) bool
	// outlook is yes or no if that is the answer for the strings that lead to a state and for all their continuations.
	outlook(state int32) answer
}

// answer is a value of three-valued logic: and is the minimum, or is the maximum.
type answer int8

const (
	no answer = iota
	maybe
	yes
)

func answerOf(truth bool) answer {
	if truth {
		return yes
	}
	return no
}

// All is the language of all strings.
func All() *Language { return Intersect() }

// Length is the language of strings of least to most characters.
func Length(least, most uint64) *Language {
	if least > most {
		return Union()
	}
	if least == 0 && most == Unbounded {
		return All()
	}
	return &Language{kind: length, min: least, max: most, key: fmt.Sprintf("length %d %d", least, most)}
}

// Intersect is the language of the strings that belong to all languages; without languages, it has all strings.
func Intersect(languages ...*Language) *Language { return combine(intersection, languages) }

// Union is the language of the strings that belong to at least one language; without languages, it is empty.
func Union(languages ...*Language) *Language { return combine(union, languages) }

// Complement is the language of the strings that do not belong to a language.
func Complement(of *Language) *Language {
	switch of.kind {
	case automatic, length:
		turned := *of
		turned.negated = !of.negated
		if turned.key = negation + of.key; of.negated {
			turned.key = strings.TrimPrefix(of.key, negation)
		}
		return &turned
	case intersection, union:
	}
	parts := make([]*Language, len(of.parts))
	for i, part := range of.parts {
		parts[i] = Complement(part)
	}
	return combine(intersection+union-of.kind, parts)
}

// combine removes duplicates and flattens nested combinations of the same kind.
func combine(kind kind, languages []*Language) *Language {
	var parts []*Language
	seen := map[string]bool{}
	for _, language := range languages {
		for _, part := range language.partsOf(kind) {
			if !seen[part.key] {
				seen[part.key] = true
				parts = append(parts, part)
			}
		}
	}
	if len(parts) == 1 {
		return parts[0]
	}
	keys := make([]string, len(parts))
	for i, part := range parts {
		keys[i] = part.key
	}
	slices.Sort(keys)
	digest := sha256.New()
	for _, key := range keys {
		fmt.Fprintf(digest, "%d %s", len(key), key)
	}
	return &Language{kind: kind, parts: parts, key: fmt.Sprintf("combined %d %x", kind, digest.Sum(nil))}
}

// partsOf returns the languages whose intersection or union a language is.
func (l *Language) partsOf(kind kind) []*Language {
	if l.kind == kind {
		return l.parts
	}
	return []*Language{l}
}

// Match reports whether a string belongs to the language.
func (l *Language) Match(text string) bool {
	switch l.kind {
	case intersection:
		return !slices.ContainsFunc(l.parts, func(part *Language) bool { return !part.Match(text) })
	case union:
		return slices.ContainsFunc(l.parts, func(part *Language) bool { return part.Match(text) })
	case length:
		return l.negated != l.hasLength(uint64(utf8.RuneCountInString(text))) //nolint:gosec // It is not negative.
	case automatic:
	}
	return l.negated != l.leaf.matches(text)
}

func (l *Language) hasLength(characters uint64) bool {
	return l.min <= characters && characters <= l.max
}
