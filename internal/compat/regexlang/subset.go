package regexlang

import (
	"regexp/syntax"
	"slices"
)

// subset determinises a pattern lazily: a state is the set of instructions that the search for a match may have reached.
// Conditions such as the end of the text depend on the next character, so their instructions stay in the set until it is known.
type subset struct {
	*pattern

	meter  *meter
	states []subsetState
	ids    map[string]int32 // States by their contents.
	// entries has states by the instructions that a character leads to; many characters lead to the same ones.
	entries map[string]int32
	entered []uint32
	// The instructions reached so far; mark has the number of the collection that last reached an instruction.
	mark    []int
	round   int
	open    []uint32
	reached []uint32
	matched bool
	visits  int // Instructions visited since the last report to the meter.
}

type subsetState struct {
	at       []uint32 // Instructions that read a character or have an undecided condition.
	previous rune     // A stand-in for the previous character, or outside.
	final    bool
	next     []int32
}

// In found every continuation matches, in lost none does.
const (
	found   int32 = 0
	lost    int32 = 1
	unknown int32 = -1
)

// maxRow is the largest number of classes for which the following states are cached.
const maxRow = 256

// outside is the character before and after the text, as in package syntax.
const outside rune = -1

func (p *pattern) start(meter *meter) (run, error) {
	return &subset{
		pattern: p, meter: meter, states: make([]subsetState, 2), mark: make([]int, len(p.program.Inst)),
		ids: map[string]int32{}, entries: map[string]int32{},
	}, meter.spend(len(p.program.Inst))
}

func (s *subset) initial() int32 {
	s.collect()
	s.reach(s.begin, backConditions, syntax.EmptyOpContext(outside, ' '))
	return s.number(outside)
}

func (s *subset) accepts(state int32) bool { return state == found || s.states[state].final }

func (s *subset) outlook(state int32) answer {
	switch state {
	case found:
		return yes
	case lost:
		return no
	}
	return maybe
}

func (s *subset) step(state, class int32) (int32, error) {
	if state == found || state == lost {
		return state, nil
	}
	if len(s.letters.sample) > maxRow {
		// A row would cost more memory than it saves work.
		return s.advance(s.states[state], s.letters.sample[class]), s.tell(len(s.states[state].at))
	}
	if s.states[state].next == nil {
		next := make([]int32, len(s.letters.sample))
		for i := range next {
			next[i] = unknown
		}
		s.states[state].next = next
		if err := s.meter.spend(len(next)); err != nil {
			return 0, err
		}
	}
	next := s.states[state].next
	if next[class] == unknown {
		next[class] = s.advance(s.states[state], s.letters.sample[class])
		if err := s.tell(len(s.states[state].at)); err != nil {
			return 0, err
		}
	}
	return next[class], nil
}

// tell reports the work of an advance to the meter.
func (s *subset) tell(compared int) error {
	visits := s.visits + compared
	s.visits = 0
	return s.meter.spend(visits)
}

// advance returns the state after a character.
func (s *subset) advance(from subsetState, character rune) int32 {
	at := s.decide(from, character)
	if s.matched {
		return found
	}
	previous := s.standIn(character)
	holds := syntax.EmptyOpContext(previous, ' ')
	s.entered = s.entered[:0]
	for _, pc := range at {
		if inst := &s.program.Inst[pc]; inst.MatchRune(character) {
			s.entered = append(s.entered, inst.Out)
		}
	}
	key := keyOf(s.entered) + string(previous)
	if id, known := s.entries[key]; known {
		return id
	}
	s.collect()
	for _, pc := range s.entered {
		s.reach(pc, backConditions, holds)
	}
	if !s.anchored {
		s.reach(s.begin, backConditions, holds)
	}
	id := s.number(previous)
	s.entries[key] = id
	return id
}

// decide follows the conditions of a state, given the next character. The caller must not change the result.
func (s *subset) decide(from subsetState, next rune) []uint32 {
	s.collect()
	if from.previous == noNeighbour && next != outside {
		return from.at
	}
	holds := syntax.EmptyOpContext(from.previous, next)
	for _, pc := range from.at {
		s.reach(pc, allConditions, holds)
	}
	return slices.Clone(s.reached)
}

func (s *subset) collect() {
	s.round++
	s.reached, s.matched = s.reached[:0], false
}

// reach collects the instructions that are reached from one without reading a character. Decided conditions let through if they
// hold; undecided ones stay in the set.
func (s *subset) reach(pc uint32, decided, holds syntax.EmptyOp) {
	s.open = append(s.open[:0], pc)
	for len(s.open) > 0 {
		pc := s.open[len(s.open)-1]
		s.open = s.open[:len(s.open)-1]
		if s.mark[pc] == s.round || !s.live(pc) {
			continue
		}
		s.mark[pc] = s.round
		s.visits++
		inst := &s.program.Inst[pc]
		switch inst.Op {
		case syntax.InstMatch:
			s.matched = true
		case syntax.InstAlt, syntax.InstAltMatch:
			s.open = append(s.open, inst.Out, inst.Arg)
		case syntax.InstCapture, syntax.InstNop:
			s.open = append(s.open, inst.Out)
		case syntax.InstEmptyWidth:
			switch condition := conditionOf(inst); {
			case condition&decided&^holds != 0:
			case condition&^decided != 0:
				s.reached = append(s.reached, pc)
			default:
				s.open = append(s.open, inst.Out)
			}
		case syntax.InstRune, syntax.InstRune1, syntax.InstRuneAny, syntax.InstRuneAnyNotNL:
			s.reached = append(s.reached, pc)
		case syntax.InstFail:
		}
	}
}

// noNeighbour stands for the previous character if no condition depends on it.
const noNeighbour rune = -2

// standIn returns one character for all those that the conditions of the pattern do not distinguish.
func (s *subset) standIn(character rune) rune {
	switch {
	case character == '\n' && s.watched&lineConditions != 0:
		return '\n'
	case syntax.IsWordChar(character) && s.watched&wordConditions != 0:
		return 'a'
	}
	return ' '
}

// number returns the state with the collected instructions.
func (s *subset) number(previous rune) int32 {
	if s.matched {
		return found
	}
	if len(s.reached) == 0 && (s.anchored || !s.live(s.begin)) {
		return lost
	}
	slices.Sort(s.reached)
	if !slices.ContainsFunc(s.reached, func(pc uint32) bool { return s.program.Inst[pc].Op == syntax.InstEmptyWidth }) {
		previous = noNeighbour
	}
	key := keyOf(s.reached) + string(previous-noNeighbour)
	id, known := s.ids[key]
	if known {
		return id
	}
	id = int32(len(s.states)) //nolint:gosec // The meter stops long before that.
	s.ids[key] = id
	state := subsetState{at: slices.Clone(s.reached), previous: previous}
	if previous != noNeighbour {
		s.decide(state, outside)
		state.final = s.matched
	}
	s.states = append(s.states, state)
	return id
}
