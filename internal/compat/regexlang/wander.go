package regexlang

import (
	"math/rand/v2"
	"regexp/syntax"
	"unicode/utf8"
)

// maxWander is the number of instructions after which a random way takes the shortest path to the end.
const maxWander = 2000

// patterns returns the expressions of a language that are not negated.
func (l *Language) patterns() []*pattern {
	if expression, is := l.leaf.(*pattern); is && !l.negated {
		return []*pattern{expression}
	}
	var all []*pattern
	for _, part := range l.parts {
		all = append(all, part.patterns()...)
	}
	return all
}

// wander writes a text along a random way through the program. It assumes that conditions hold, so most of these texts match, but
// not all. It is cheap even if a deterministic automaton would have too many states.
func (p *pattern) wander(random *rand.Rand) string {
	var text []rune
	pc := p.begin
	for visits := 0; p.live(pc); visits++ {
		inst := &p.program.Inst[pc]
		pc = inst.Out
		switch inst.Op {
		case syntax.InstMatch:
			return string(text)
		case syntax.InstAlt, syntax.InstAltMatch:
			pc = p.turn(random, inst, visits > maxWander)
		case syntax.InstRune, syntax.InstRune1:
			set := inst.Rune
			if len(set) == 1 {
				set = setOf(inst)
			}
			text = append(text, anyIn(random, set))
		case syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			text = append(text, rune(preferred[random.IntN(len(preferred))]))
		case syntax.InstCapture, syntax.InstNop, syntax.InstEmptyWidth, syntax.InstFail:
		}
	}
	return string(text)
}

// turn chooses one of two ways.
func (p *pattern) turn(random *rand.Rand, inst *syntax.Inst, hurry bool) uint32 {
	one, other := inst.Out, inst.Arg
	switch {
	case !p.live(one):
		return other
	case !p.live(other):
		return one
	case hurry && p.distances[one] < p.distances[other], !hurry && random.IntN(2) == 0:
		return one
	}
	return other
}

// anyIn prefers readable characters.
func anyIn(random *rand.Rand, set runeSet) rune {
	at := 2 * random.IntN(len(set)/2)
	first, last := set[at], set[at+1]
	if last >= utf8.RuneSelf && random.IntN(8) != 0 {
		return runeSet{first, last}.mostReadable()
	}
	return first + random.Int32N(last-first+1)
}
