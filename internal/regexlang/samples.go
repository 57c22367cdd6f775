package regexlang

import (
	"context"
	"math/rand/v2"
	"slices"
	"unicode"
)

const (
	// maxSample is the length of the longest sample, in characters.
	maxSample = 1 << 14
	// sampleWork is how much work the samples of a language may take.
	sampleWork = 1 << 21
	// usualLengths is how many lengths are looked at where there is no end of them, and which most samples have.
	usualLengths = 40
)

// Samples are up to n different strings of a language: the shortest ones and the longest ones that its lengths allow, and
// others at random. There are fewer if the language has fewer or they are hard to find, and none if it is empty. They have
// printable ASCII characters for the most part, where the language has such strings. The same source of randomness gives
// the same samples.
func (l *Language) Samples(random *rand.Rand, n int) []string {
	meter := newMeter(context.Background())
	meter.limit = sampleWork
	search, err := newSearch(l, meter)
	if err != nil {
		return nil
	}
	// Where the layers end early with an error, what they have is good.
	_ = search.run(true, func(characters uint64, _ []int32, within interval) bool {
		return characters >= maxSample || within.last == Unbounded && characters-within.first >= usualLengths
	})
	lengths, bounds := search.lengths()
	if len(lengths) == 0 {
		return nil
	}
	var samples []string
	seen := map[string]bool{}
	add := func(characters uint64, choose func([]step) (int32, rune)) {
		states := search.accepting(characters)
		text := search.trace(characters, states[random.IntN(len(states))], choose)
		if !seen[text] && len(samples) < n {
			seen[text] = true
			samples = append(samples, text)
		}
	}
	for _, characters := range bounds {
		add(characters, search.mostReadable)
	}
	atRandom := func(ways []step) (int32, rune) { return search.anyOf(random, ways) }
	for attempt := 0; attempt < 8*n && len(samples) < n; attempt++ {
		most := len(lengths)
		if attempt%4 != 0 {
			most = min(most, usualLengths)
		}
		add(lengths[random.IntN(most)], atRandom)
	}
	return samples
}

// lengths are those that strings of the language have, up to the longest sample, and those of them at the bounds of an
// interval.
func (s *search) lengths() (all, bounds []uint64) {
	for i := range s.segments {
		segment, within := &s.segments[i], s.product.intervals[i]
		last := min(within.last, maxSample)
		if within.last == Unbounded {
			last = within.first + usualLengths
		}
		if kept := len(segment.layers); segment.repeats == kept {
			last = min(last, within.first+uint64(kept)-1)
		}
		before := len(all)
		for characters := within.first; len(segment.layers) > 0 && characters <= last && characters <= maxSample; characters++ {
			if len(s.accepting(characters)) > 0 {
				all = append(all, characters)
			}
		}
		if found := all[before:]; len(found) > 0 {
			bounds = append(bounds, found[0], found[len(found)-1])
		}
	}
	return all, slices.Compact(bounds)
}

// accepting are the states of the layer of a length whose strings belong to the language.
func (s *search) accepting(characters uint64) []int32 {
	place := len(s.segments) - 1
	for s.segments[place].first > characters {
		place--
	}
	var states []int32
	for _, state := range s.segments[place].at(characters) {
		if s.product.accepts(state, s.product.intervals[place]) {
			states = append(states, state)
		}
	}
	return states
}

// anyOf chooses a way and a character of its letter, with a liking for those that are easy to read and for those at the
// ends of ranges.
func (s *search) anyOf(random *rand.Rand, ways []step) (from int32, character rune) {
	if random.IntN(8) != 0 {
		var readable []step
		for _, way := range ways {
			if s.product.letters[way.letter].readable[0] <= unicode.MaxASCII {
				readable = append(readable, way)
			}
		}
		if len(readable) > 0 {
			ways = readable
		}
	}
	way := ways[random.IntN(len(ways))]
	letter := s.product.letters[way.letter]
	if random.IntN(4) == 0 {
		if end := letter.ranges[random.IntN(len(letter.ranges))]; unicode.IsPrint(end) {
			return way.from, end
		}
	}
	readable := letter.readable
	if random.IntN(4) != 0 {
		// They begin with letters and digits.
		if other := slices.IndexFunc(readable, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); other > 0 {
			readable = readable[:other]
		}
	}
	return way.from, readable[random.IntN(len(readable))]
}
