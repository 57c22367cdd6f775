package formula

import (
	"context"
	"fmt"
	"math/rand/v2"
	"testing"
)

// exclusive is a theory in which two facts that follow each other can't hold together.
type exclusive struct{ count int }

func (e exclusive) Check(_ context.Context, facts []Literal) (conflict []Literal, model any) {
	held := map[string]Literal{}
	for _, fact := range facts {
		if !fact.Negated {
			held[fact.Key] = fact
		}
	}
	for i := range e.count {
		one, hasOne := held[atomName(i)]
		other, hasOther := held[atomName(i+1)]
		if hasOne && hasOther {
			return []Literal{one, other}, nil
		}
	}
	return nil, "a model"
}

func atomName(i int) string { return fmt.Sprintf("a%d", i) }

// anything returns a formula over some atoms.
func anything(random *rand.Rand, atoms, depth int) *Formula {
	if depth == 0 || random.IntN(4) == 0 {
		f := Is(&Atom{Key: atomName(random.IntN(atoms))})
		if random.IntN(2) == 0 {
			return Not(f)
		}
		return f
	}
	parts := make([]*Formula, random.IntN(4))
	for i := range parts {
		parts[i] = anything(random, atoms, depth-1)
	}
	switch random.IntN(3) {
	case 0:
		return And(parts...)
	case 1:
		return Or(parts...)
	default:
		return Not(And(parts...))
	}
}

// holds evaluates a formula for a set of atoms that are true, one bit each.
func holds(f *Formula, set int) bool {
	switch f.op {
	case single:
		var i int
		if _, err := fmt.Sscanf(f.literal.Key, "a%d", &i); err != nil {
			panic(err)
		}
		return (set&(1<<i) != 0) != f.literal.Negated
	case and:
		for _, part := range f.parts {
			if !holds(part, set) {
				return false
			}
		}
		return true
	case or:
	}
	for _, part := range f.parts {
		if holds(part, set) {
			return true
		}
	}
	return false
}

func allowed(set, atoms int) bool {
	for i := range atoms - 1 {
		if set&(1<<i) != 0 && set&(1<<(i+1)) != 0 {
			return false
		}
	}
	return true
}

// TestSolverAgreesWithAllAssignments compares the solver with a search through all truth values.
func TestSolverAgreesWithAllAssignments(t *testing.T) {
	const atoms = 6
	random := rand.New(rand.NewPCG(7, 11))
	seen := map[Status]int{}
	for n := range 3000 {
		f := anything(random, atoms, 4)
		negated := Not(f)
		want := Unsatisfiable
		for set := range 1 << atoms {
			if holds(f, set) == holds(negated, set) {
				t.Fatalf("case %d: the negation is true where the formula is", n)
			}
			if allowed(set, atoms) && holds(f, set) {
				want = Satisfiable
			}
		}
		status, facts, model := New(exclusive{atoms}, f).Next(t.Context())
		seen[status]++
		if status != want || (model != nil) != (want == Satisfiable) {
			t.Fatalf("case %d: the solver returns %d, want %d", n, status, want)
		}
		if status != Satisfiable {
			continue
		}
		// The facts alone make the formula true, whatever the other atoms are.
		fixed, values := 0, 0
		for _, fact := range facts {
			var i int
			if _, err := fmt.Sscanf(fact.Key, "a%d", &i); err != nil {
				t.Fatal(err)
			}
			fixed |= 1 << i
			if !fact.Negated {
				values |= 1 << i
			}
		}
		for set := range 1 << atoms {
			if set&fixed == values && !holds(f, set) {
				t.Fatalf("case %d: the facts %v do not make the formula true", n, facts)
			}
		}
	}
	if seen[Satisfiable] < 500 || seen[Unsatisfiable] < 100 {
		t.Errorf("the cases are one-sided: %v", seen)
	}
}

// TestBlockVisitsAllModels excludes one model after the other.
func TestBlockVisitsAllModels(t *testing.T) {
	f := Or(Is(&Atom{Key: "a0"}), Is(&Atom{Key: "a1"}), Is(&Atom{Key: "a2"}))
	solver := New(exclusive{3}, f)
	found := 0
	for ; found < 10; found++ {
		status, facts, _ := solver.Next(t.Context())
		if status == Unsatisfiable {
			break
		}
		solver.Block(facts)
	}
	if found < 1 || found > 3 {
		t.Errorf("%d models were found", found)
	}
}

func TestConstants(t *testing.T) {
	a := Is(&Atom{Key: "a0"})
	for name, f := range map[string]*Formula{"and": And(True, a), "or": Or(False, a), "twice": And(a, a), "double negation": Not(Not(a))} {
		if f.Key() != a.Key() {
			t.Errorf("%s: the formula is not the atom", name)
		}
	}
	if value, is := And(a, False).Constant(); !is || value {
		t.Error("a conjunction with false is not false")
	}
	if value, is := Or(a, True).Constant(); !is || !value {
		t.Error("a disjunction with true is not true")
	}
	if _, is := a.Constant(); is {
		t.Error("an atom is a constant")
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if status, _, _ := New(exclusive{3}, a).Next(ctx); status != GaveUp {
		t.Errorf("a cancelled search returns %d", status)
	}
}
