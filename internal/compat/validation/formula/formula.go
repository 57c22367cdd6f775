// Package formula decides whether a formula over atoms can hold. What an atom means is the business of a theory: a SAT solver finds
// truth values that make the formula true, and the theory says whether facts with these values can hold together. The package knows
// nothing of messages and rules.
package formula

import (
	"crypto/sha256"
	"fmt"
	"slices"
	"strings"
)

// Atom is a statement that is true or false. Atoms with the same key are the same statement.
type Atom struct {
	Key  string
	Name string // Name is the statement for people.
	Fact any    // Fact is what the theory knows of it; nil for a statement that is equal to itself and nothing else.
}

// Literal is an atom or its negation.
type Literal struct {
	*Atom

	Negated bool
}

// Formula is an atom, a negated one, or a conjunction or disjunction. It is immutable.
type Formula struct {
	op      operator
	parts   []*Formula
	literal Literal
	key     string
}

type operator int

const (
	and operator = iota // and without parts is true.
	or                  // or without parts is false.
	single
)

// True and False are the constants.
var (
	True  = combine(and, nil)
	False = combine(or, nil)
)

// Is states that an atom is true.
func Is(atom *Atom) *Formula {
	return &Formula{op: single, literal: Literal{Atom: atom}, key: atom.Key}
}

// Not negates a formula.
func Not(f *Formula) *Formula {
	switch f.op {
	case single:
		negated := &Formula{op: single, literal: Literal{f.literal.Atom, !f.literal.Negated}, key: f.literal.Key}
		if negated.literal.Negated {
			negated.key = "!" + negated.key
		}
		return negated
	case and, or:
	}
	parts := make([]*Formula, len(f.parts))
	for i, part := range f.parts {
		parts[i] = Not(part)
	}
	return combine(or-f.op, parts)
}

// And is the conjunction; without parts it is true.
func And(parts ...*Formula) *Formula { return combine(and, parts) }

// Or is the disjunction; without parts it is false.
func Or(parts ...*Formula) *Formula { return combine(or, parts) }

// combine flattens nested uses of one operator, and leaves out constants and what occurs twice.
func combine(op operator, parts []*Formula) *Formula {
	var all []*Formula
	seen := map[string]bool{}
	for _, part := range parts {
		if part.op == or-op && op != single && len(part.parts) == 0 {
			return part // It decides alone.
		}
		inner := []*Formula{part}
		if part.op == op {
			inner = part.parts
		}
		for _, one := range inner {
			if !seen[one.key] {
				seen[one.key] = true
				all = append(all, one)
			}
		}
	}
	if len(all) == 1 {
		return all[0]
	}
	keys := make([]string, len(all))
	for i, one := range all {
		keys[i] = one.key
	}
	slices.Sort(keys)
	digest := sha256.Sum256([]byte(strings.Join(keys, "\x00")))
	return &Formula{op: op, parts: all, key: fmt.Sprintf("%d %x", op, digest)}
}

// Key is the same for formulas that are written alike.
func (f *Formula) Key() string { return f.key }

// Constant reports whether the formula is a constant, and which.
func (f *Formula) Constant() (value, is bool) {
	return f.op == and, f.op != single && len(f.parts) == 0
}

// Atoms visits the atoms of the formula, each as often as it occurs.
func (f *Formula) Atoms(visit func(*Atom)) {
	if f.op == single {
		visit(f.literal.Atom)
	}
	for _, part := range f.parts {
		part.Atoms(visit)
	}
}
