// Package regexlang decides questions about sets of strings that are given by rules: does whatever a regular expression,
// a length or an affix accepted pass the rule that takes its place? The answer is proved, or comes with a string that
// tells the two apart, or is given up once it costs more than a fixed amount of work.
//
// Expressions are in RE2 syntax and mean what regexp.MatchString means: a string belongs to the language of an expression
// if the expression is found somewhere in it. All strings are valid UTF-8, and characters are Unicode code points.
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

// Unbounded is the upper bound of a length that has none.
const Unbounded = math.MaxUint64

// ErrTooLarge is in the error of a rule that is too large to be worked with.
var ErrTooLarge = errors.New("too large to compare")

// Language is a set of strings. It never changes and may be used by several goroutines.
//
// It is a tree of intersections and unions, with automata and lengths, some of them negated, as its leaves. Lengths are no
// automata, because one that counts to a million has a million states.
type Language struct {
	kind     kind
	negated  bool        // Of a leaf only.
	parts    []*Language // Of an intersection or a union; their order means nothing.
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

// negation begins the keys of negated leaves, and of nothing else.
const negation = "not "

// automaton is a leaf that reads character by character. It never changes; a run holds what is found out on the way.
type automaton interface {
	// alphabet has the characters in classes between which the automaton makes no difference.
	alphabet() *alphabet
	// matches says whether a text belongs to the language. It needs no automaton.
	matches(text string) bool
	// start begins a run whose work is counted.
	start(*meter) (run, error)
}

// run is an automaton in use. Its states are numbered, and it begins in initial.
type run interface {
	initial() int32
	// step is the state after a character of a class.
	step(state, class int32) (int32, error)
	// accepts says whether the strings that lead to a state belong to the language.
	accepts(state int32) bool
	// outlook is yes or no where that is the answer for the strings that lead to a state and for all their continuations.
	outlook(state int32) answer
}

// answer is a truth value of three: and is the minimum, or is the maximum.
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

// Length is the language of strings that have at least the one and at most the other number of characters.
func Length(least, most uint64) *Language {
	if least > most {
		return Union()
	}
	if least == 0 && most == Unbounded {
		return All()
	}
	return &Language{kind: length, min: least, max: most, key: fmt.Sprintf("length %d %d", least, most)}
}

// Intersect is the language of the strings that belong to each of the languages; of none, all strings do.
func Intersect(languages ...*Language) *Language { return combine(intersection, languages) }

// Union is the language of the strings that belong to one of the languages at least; of none, no string does.
func Union(languages ...*Language) *Language { return combine(union, languages) }

// Complement is the language of the strings that don't belong to a language.
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

// combine leaves out what occurs twice, and the nesting of one kind in itself.
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

// partsOf are the languages whose intersection or union a language is.
func (l *Language) partsOf(kind kind) []*Language {
	if l.kind == kind {
		return l.parts
	}
	return []*Language{l}
}

// Match says whether a string belongs to the language.
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
