package regexlang

import (
	"slices"
	"strings"
)

// product runs all automata of a language at once. It creates states when they are reached. Lengths are no part of a state: the
// numbers of characters are divided into intervals within which every length rule has the same answer.
type product struct {
	root      term
	runs      []run
	letters   []letter
	intervals []interval
	meter     *meter

	ids     map[string]int32
	states  []int32   // The states of the runs, one state of the product after the other.
	next    [][]int32 // By state and letter, where known.
	targets [][]int32 // The distinct next states, without the hopeless one.
	horizon []int     // The last interval in which a state or a later one may accept.
	scratch []int32
}

// interval is a range of lengths.
type interval struct{ first, last uint64 }

// hopeless stands for a state from which nothing is accepted any more.
const hopeless int32 = -1

func newProduct(language *Language, meter *meter) (*product, error) {
	p := &product{meter: meter, ids: map[string]int32{}}
	leaves := collection{places: map[string]int{}, cuts: []uint64{0}}
	p.root = leaves.term(language)
	alphabets := make([]*alphabet, len(leaves.automata))
	for i, automaton := range leaves.automata {
		run, err := automaton.start(meter)
		if err != nil {
			return nil, err
		}
		p.runs = append(p.runs, run)
		alphabets[i] = automaton.alphabet()
	}
	slices.Sort(leaves.cuts)
	cuts := slices.Compact(leaves.cuts)
	for i, cut := range cuts {
		last := uint64(Unbounded)
		if i+1 < len(cuts) {
			last = cuts[i+1] - 1
		}
		p.intervals = append(p.intervals, interval{cut, last})
	}
	p.letters = combineAlphabets(alphabets)
	p.scratch = make([]int32, len(p.runs))
	return p, nil
}

// term is a language whose automata are indexes of runs.
type term struct {
	*Language

	place int
	terms []term
}

// collection has the leaves of a language. An automaton that occurs twice runs once.
type collection struct {
	automata []automaton
	places   map[string]int
	cuts     []uint64 // The lengths at which an interval begins.
}

func (c *collection) term(of *Language) term {
	result := term{Language: of}
	switch of.kind {
	case length:
		c.cuts = append(c.cuts, of.min)
		if of.max != Unbounded {
			c.cuts = append(c.cuts, of.max+1)
		}
	case automatic:
		key := strings.TrimPrefix(of.key, negation)
		place, known := c.places[key]
		if !known {
			place = len(c.automata)
			c.places[key] = place
			c.automata = append(c.automata, of.leaf)
		}
		result.place = place
	case intersection, union:
		for _, part := range of.parts {
			result.terms = append(result.terms, c.term(part))
		}
	}
	return result
}

// initial returns the state of the empty string, or hopeless.
func (p *product) initial() (int32, error) {
	for i, run := range p.runs {
		p.scratch[i] = run.initial()
	}
	return p.number()
}

// successors returns the states that follow a state.
func (p *product) successors(state int32) ([]int32, error) {
	if p.next[state] != nil {
		return p.targets[state], nil
	}
	if err := p.meter.spend(len(p.letters) * len(p.runs)); err != nil {
		return nil, err
	}
	row := make([]int32, len(p.letters))
	var targets []int32
	for i, letter := range p.letters {
		for n, run := range p.runs {
			next, err := run.step(p.at(state, n), letter.classes[n])
			if err != nil {
				return nil, err
			}
			p.scratch[n] = next
		}
		next, err := p.number()
		if err != nil {
			return nil, err
		}
		row[i] = next
		if next != hopeless && !slices.Contains(targets, next) {
			targets = append(targets, next)
		}
	}
	p.next[state], p.targets[state] = row, targets
	return targets, nil
}

func (p *product) at(state int32, run int) int32 { return p.states[int(state)*len(p.runs)+run] }

// number returns the state for the contents of scratch.
func (p *product) number() (int32, error) {
	key := keyOf(p.scratch)
	if id, known := p.ids[key]; known {
		return id, nil
	}
	horizon := p.horizonOf(true)
	if horizon < 0 {
		p.ids[key] = hopeless
		return hopeless, p.meter.spend(len(p.scratch))
	}
	id := int32(len(p.next)) //nolint:gosec // The meter stops long before that.
	p.ids[key] = id
	p.states = append(p.states, p.scratch...)
	p.next = append(p.next, nil)
	p.targets = append(p.targets, nil)
	p.horizon = append(p.horizon, horizon)
	return id, p.meter.state()
}

// horizonOf returns the last interval in which the language may have a string that leads through the states in scratch, or any
// string if known is false; -1 if there is none.
func (p *product) horizonOf(known bool) int {
	outlook := func(place int) answer {
		if !known {
			return maybe
		}
		return p.runs[place].outlook(p.scratch[place])
	}
	for i, interval := range slices.Backward(p.intervals) {
		if p.root.evaluate(interval, outlook) != no {
			return i
		}
	}
	return -1
}

// accepts reports whether strings that lead to a state and whose length is in an interval belong to the language.
func (p *product) accepts(state int32, within interval) bool {
	return p.root.evaluate(within, func(place int) answer {
		return answerOf(p.runs[place].accepts(p.at(state, place)))
	}) == yes
}

func (t *term) evaluate(within interval, automaton func(place int) answer) answer {
	result := no
	switch t.kind {
	case intersection:
		result = yes
		for i := range t.terms {
			if result = min(result, t.terms[i].evaluate(within, automaton)); result == no {
				break
			}
		}
		return result
	case union:
		for i := range t.terms {
			if result = max(result, t.terms[i].evaluate(within, automaton)); result == yes {
				break
			}
		}
		return result
	case automatic:
		result = automaton(t.place)
	case length:
		result = answerOf(t.hasLength(within.first))
	}
	if t.negated {
		return yes - result
	}
	return result
}
