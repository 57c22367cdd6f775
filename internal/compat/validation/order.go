package validation

import (
	"math/big"
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation/formula"
)

type (
	// orderFact is that the value at a place is less than another one (-1), equal (0) or greater (1). Its negation says nothing here,
	// because exactly one of the three holds, or none where a number is NaN.
	orderFact struct {
		a, b  *place
		order int
	}
	// clockFact is that a time is at most so many nanoseconds after now.
	clockFact struct {
		at   *place
		most *big.Int
	}
)

// bound is that a value is at most another one and a number, because of some facts.
type bound struct {
	value, other string
	plus         *big.Int
	facts        []formula.Literal
}

// The names of what is no place: zero, from which all numbers count, and the time of the evaluation.
const (
	zeroValue = " zero"
	nowValue  = " now"
)

// order looks for comparisons that contradict each other, or what is known of the numbers that are compared.
func (t *theory) order(facts []formula.Literal) []formula.Literal {
	var bounds []bound
	places := map[string]*place{}
	for _, fact := range facts {
		switch known := fact.Fact.(type) {
		case orderFact:
			if !fact.Negated {
				bounds = append(bounds, known.bounds(fact)...)
				places[known.a.key], places[known.b.key] = known.a, known.b
			}
		case clockFact:
			if fact.Negated {
				bounds = append(bounds, bound{nowValue, known.at.key, new(big.Int).Neg(new(big.Int).Add(known.most, one)), []formula.Literal{fact}})
			} else {
				bounds = append(bounds, bound{known.at.key, nowValue, known.most, []formula.Literal{fact}})
			}
		}
	}
	if len(bounds) == 0 {
		return nil
	}
	for key, at := range places {
		bounds = append(bounds, at.bounds(key, facts)...)
	}
	if conflict := contradiction(bounds); conflict != nil {
		return conflict
	}
	return unequal(facts)
}

// unequal looks for equal values of which no number is both.
func unequal(facts []formula.Literal) []formula.Literal {
	for _, fact := range facts {
		known, ok := fact.Fact.(orderFact)
		if !ok || fact.Negated || known.order != 0 || known.a.real() || known.b.real() {
			continue
		}
		both := slices.Concat(numbersAbout(known.a.key, facts), numbersAbout(known.b.key, facts))
		if conflict := smallest(both, noNumber); conflict != nil {
			return append(conflict, fact)
		}
	}
	return nil
}

func numbersAbout(key string, facts []formula.Literal) []formula.Literal {
	var about []formula.Literal
	for _, fact := range facts {
		if known, ok := fact.Fact.(numberFact); ok && known.at.key == key {
			about = append(about, fact)
		}
	}
	return about
}

func (f orderFact) bounds(fact formula.Literal) []bound {
	because := []formula.Literal{fact}
	less := new(big.Int).Neg(one)
	switch f.order {
	case -1:
		return []bound{{f.a.key, f.b.key, less, because}}
	case 1:
		return []bound{{f.b.key, f.a.key, less, because}}
	default:
		return []bound{{f.a.key, f.b.key, zero, because}, {f.b.key, f.a.key, zero, because}}
	}
}

// bounds are the least and the most that a number can be. Floats of different widths have no scale in common.
func (p *place) bounds(key string, facts []formula.Literal) []bound {
	s, ok := p.number()
	if !ok || p.real() {
		return nil
	}
	about := numbersAbout(key, facts)
	left := numberSet{whole: s.domain}
	if len(about) > 0 {
		left, _ = numbersIn(about)
	}
	if len(left.whole) == 0 {
		return nil
	}
	least, most := left.whole[0].lo, left.whole[len(left.whole)-1].hi
	return []bound{{key, zeroValue, most, about}, {zeroValue, key, new(big.Int).Neg(least), about}}
}

// contradiction finds bounds by which a value is less than itself, and returns their facts.
func contradiction(bounds []bound) []formula.Literal {
	slices.SortFunc(bounds, func(a, b bound) int { return slices.Compare([]string{a.value, a.other}, []string{b.value, b.other}) })
	most, by, count := map[string]*big.Int{}, map[string]int{}, map[string]bool{}
	for _, b := range bounds {
		most[b.value], most[b.other] = zero, zero
		count[b.value], count[b.other] = true, true
	}
	last := ""
	for range len(count) + 1 {
		last = ""
		for i, b := range bounds {
			if sum := new(big.Int).Add(most[b.other], b.plus); sum.Cmp(most[b.value]) < 0 {
				most[b.value], by[b.value], last = sum, i, b.value
			}
		}
		if last == "" {
			return nil
		}
	}
	// So many steps back it is in the circle for certain.
	for range len(count) {
		i, known := by[last]
		if !known {
			return nil
		}
		last = bounds[i].other
	}
	var conflict []formula.Literal
	sum := new(big.Int)
	for at, first := last, true; first || at != last; first = false {
		b := bounds[by[at]]
		conflict, at = append(conflict, b.facts...), b.other
		sum.Add(sum, b.plus)
	}
	if sum.Sign() >= 0 {
		return nil // It proves nothing.
	}
	return conflict
}

// isOrdered states how two values compare.
func isOrdered(a, b *place, order int, name string) *formula.Formula {
	key := map[int]string{-1: "less ", 0: "equal ", 1: "greater "}[order] + a.key + " " + b.key
	return formula.Is(&formula.Atom{Key: key, Name: name, Fact: orderFact{a, b, order}})
}

// untilNow states that a time is at most so many nanoseconds after now.
func untilNow(at *place, most *big.Int) *formula.Formula {
	return formula.Is(&formula.Atom{Key: "clock " + at.key + " " + most.String(), Name: "how far " + at.name + " is from now", Fact: clockFact{at, most}})
}

// withinClock states that a time is in a range of distances from now.
func withinClock(at *place, set intSet) *formula.Formula {
	all := clockOf(nil)
	var parts []*formula.Formula
	for _, part := range set {
		if part.hi.Cmp(all[0].hi) < 0 {
			parts = append(parts, untilNow(at, part.hi))
		}
		if part.lo.Cmp(all[0].lo) > 0 {
			parts = append(parts, formula.Not(untilNow(at, new(big.Int).Sub(part.lo, one))))
		}
	}
	if len(set) == 0 {
		return formula.False
	}
	return formula.And(parts...)
}

// clocked translates the comparison of a time with now, or with a time so far from it.
func (t *translator) clocked(operator string, left, right ast.Expr) (verdicts, bool) {
	offset, ok := t.sinceNow(right)
	if !ok {
		if offset, ok = t.sinceNow(left); !ok {
			return verdicts{}, false
		}
		left, operator = right, mirrored[operator]
	}
	at := t.place(left)
	if at == nil || at.toMsg == nil || at.many() || at.toMsg.FullName() != timestampName || at.absent {
		return verdicts{}, false
	}
	before := new(big.Int).Sub(offset, one)
	switch operator {
	case operators.Less:
		return sure(untilNow(at, before)), true
	case operators.LessEquals:
		return sure(untilNow(at, offset)), true
	case operators.Greater:
		return sure(formula.Not(untilNow(at, offset))), true
	case operators.GreaterEquals:
		return sure(formula.Not(untilNow(at, before))), true
	default:
		return sure(formula.And(untilNow(at, offset), formula.Not(untilNow(at, before)))), true
	}
}

// sinceNow is how far from now the value of an expression is: now, or now with a duration added or subtracted.
func (t *translator) sinceNow(e ast.Expr) (*big.Int, bool) {
	if e.Kind() == ast.IdentKind {
		return new(big.Int), e.AsIdent() == "now" && t.names["now"] == nil
	}
	if e.Kind() != ast.CallKind || len(e.AsCall().Args()) != 2 {
		return nil, false
	}
	offset, ok := t.sinceNow(e.AsCall().Args()[0])
	duration, isDuration := t.constant(e.AsCall().Args()[1]).(types.Duration)
	if !ok || !isDuration {
		return nil, false
	}
	switch nanoseconds := big.NewInt(duration.Nanoseconds()); e.AsCall().FunctionName() {
	case operators.Add:
		return offset.Add(offset, nanoseconds), true
	case operators.Subtract:
		return offset.Sub(offset, nanoseconds), true
	default:
		return nil, false
	}
}
