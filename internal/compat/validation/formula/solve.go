package formula

import (
	"context"
	"slices"
	"time"

	"github.com/go-air/gini"
	"github.com/go-air/gini/z"
)

// Theory knows which facts can hold together.
type Theory interface {
	// Check returns nil and a model of the facts, or some of them that can't hold together. Only a proof counts as a conflict.
	Check(ctx context.Context, facts []Literal) (conflict []Literal, model any)
}

// Status is the result of a search.
type Status int

// The results of a search. The zero value claims nothing.
const (
	GaveUp        Status = iota // GaveUp says that the bound was reached.
	Unsatisfiable               // Unsatisfiable has a proof.
	Satisfiable                 // Satisfiable is as far as the theory can see.
)

// Bounds of one search.
const (
	mostRounds = 400
	mostTime   = 2 * time.Second
)

// Solver searches for models of one formula. It is not safe for concurrent use.
type Solver struct {
	formula *Formula
	theory  Theory
	sat     *gini.Gini
	atoms   map[string]z.Lit
	named   map[string]z.Lit // named has the literals of formulas that are no literals themselves.
	top     z.Var
}

// New returns a solver for models of all formulas together.
func New(theory Theory, formulas ...*Formula) *Solver {
	s := &Solver{formula: And(formulas...), theory: theory, sat: gini.New(), atoms: map[string]z.Lit{}, named: map[string]z.Lit{}}
	s.clause(s.encode(s.formula))
	return s
}

func (s *Solver) clause(literals ...z.Lit) {
	for _, literal := range literals {
		s.sat.Add(literal)
	}
	s.sat.Add(z.LitNull)
}

func (s *Solver) fresh() z.Lit {
	s.top++
	return s.top.Pos()
}

// encode returns a literal that implies the formula. That is enough, because a formula has negations at its atoms only.
func (s *Solver) encode(f *Formula) z.Lit {
	if f.op == single {
		return s.literal(f.literal)
	}
	if known, ok := s.named[f.key]; ok {
		return known
	}
	name := s.fresh()
	s.named[f.key] = name
	parts := []z.Lit{name.Not()}
	for _, part := range f.parts {
		inner := s.encode(part)
		if f.op == and {
			s.clause(name.Not(), inner)
		}
		parts = append(parts, inner)
	}
	if f.op == or {
		s.clause(parts...)
	}
	return name
}

func (s *Solver) literal(l Literal) z.Lit {
	atom, known := s.atoms[l.Key]
	if !known {
		atom = s.fresh()
		s.atoms[l.Key] = atom
	}
	if l.Negated {
		return atom.Not()
	}
	return atom
}

// Next searches for facts that make the formula true and that the theory accepts, and returns the theory's model of them. Facts that
// were blocked don't count.
func (s *Solver) Next(ctx context.Context) (Status, []Literal, any) {
	deadline := time.Now().Add(mostTime)
	for range mostRounds {
		left := time.Until(deadline)
		if ctx.Err() != nil || left <= 0 {
			return GaveUp, nil, nil
		}
		switch s.sat.Try(left) {
		case -1:
			return Unsatisfiable, nil, nil
		case 0:
			return GaveUp, nil, nil
		}
		facts := s.facts()
		conflict, model := s.theory.Check(ctx, facts)
		if conflict == nil {
			return Satisfiable, facts, model
		}
		s.Block(conflict)
	}
	return GaveUp, nil, nil
}

// Block excludes models in which all of the facts hold.
func (s *Solver) Block(facts []Literal) {
	clause := make([]z.Lit, len(facts))
	for i, fact := range facts {
		clause[i] = s.literal(fact).Not()
	}
	s.clause(clause...)
}

// facts are literals that are true in the solver's model and make the formula true.
func (s *Solver) facts() []Literal {
	seen := map[string]bool{}
	var facts []Literal
	var collect func(f *Formula)
	collect = func(f *Formula) {
		switch f.op {
		case single:
			if key := f.key; !seen[key] {
				seen[key] = true
				facts = append(facts, f.literal)
			}
		case and:
			for _, part := range f.parts {
				collect(part)
			}
		case or:
			if i := slices.IndexFunc(f.parts, s.holds); i >= 0 {
				collect(f.parts[i])
			}
		}
	}
	collect(s.formula)
	return facts
}

// holds reports whether the solver's model makes a formula true.
func (s *Solver) holds(f *Formula) bool {
	switch f.op {
	case single:
		return s.sat.Value(s.literal(f.literal))
	case and:
		return !slices.ContainsFunc(f.parts, func(part *Formula) bool { return !s.holds(part) })
	case or:
	}
	return slices.ContainsFunc(f.parts, s.holds)
}
