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
	// sampleWork limits the work for the samples of a language.
	sampleWork = 1 << 21
	// usualLengths is how many lengths samples have if lengths are unlimited, and how many lengths most samples have.
	usualLengths = 40
	// attempts is how many texts are tried for each sample, because some were found before.
	attempts = 8
)

// Samples returns up to n different strings of a language: shortest ones, longest ones within its lengths, and random others.
// There are fewer if the language has fewer or they are hard to find. They prefer printable ASCII characters. The same source of
// randomness gives the same samples.
func (l *Language) Samples(random *rand.Rand, n int) []string {
	samples := collector{most: n, seen: map[string]bool{}}
	if values, finite := l.values(); finite {
		for _, i := range random.Perm(len(values)) {
			if !samples.full() && l.Match(values[i]) {
				samples.add(values[i])
			}
		}
		return samples.texts
	}
	meter := newMeter(context.Background())
	meter.limit = sampleWork
	search, err := newSearch(l, meter)
	if err != nil {
		return nil
	}
	// If the layers end early, those found so far are used.
	found := 0
	unfinished := search.run(true, func(characters uint64, _ []int32, within interval) bool {
		if within.last == Unbounded && len(search.accepting(characters)) > 0 {
			found++
		}
		return characters >= maxSample || found >= usualLengths
	})
	search.sample(random, &samples)
	if unfinished != nil || len(samples.texts) == 0 {
		patterns := l.patterns()
		for attempt := 0; attempt < attempts*n && len(patterns) > 0 && !samples.full(); attempt++ {
			if text := patterns[attempt%len(patterns)].wander(random); l.Match(text) {
				samples.add(text)
			}
		}
	}
	return samples.texts
}

// collector collects different texts, up to a number.
type collector struct {
	texts []string
	seen  map[string]bool
	most  int
}

func (c *collector) add(text string) {
	if !c.full() && !c.seen[text] {
		c.seen[text] = true
		c.texts = append(c.texts, text)
	}
}

func (c *collector) full() bool { return len(c.texts) >= c.most }

// sample collects texts of the lengths that were found.
func (s *search) sample(random *rand.Rand, samples *collector) {
	lengths, bounds := s.lengths()
	if len(lengths) == 0 {
		return
	}
	add := func(characters uint64, choose func([]step) (int32, rune)) {
		states := s.accepting(characters)
		samples.add(s.trace(characters, states[random.IntN(len(states))], choose))
	}
	for _, characters := range bounds {
		if !samples.full() {
			add(characters, s.mostReadable)
		}
	}
	atRandom := func(ways []step) (int32, rune) { return s.anyOf(random, ways) }
	for attempt := 0; attempt < attempts*samples.most && !samples.full(); attempt++ {
		most := len(lengths)
		if attempt%4 != 0 {
			most = min(most, usualLengths)
		}
		add(lengths[random.IntN(most)], atRandom)
	}
}

// lengths returns the lengths of strings of the language, up to the longest sample, and those among them at the bounds of an
// interval.
func (s *search) lengths() (all, bounds []uint64) {
	for i := range s.segments {
		segment, within := &s.segments[i], s.product.intervals[i]
		end := min(within.last, maxSample) + 1
		if kept := len(segment.layers); segment.repeats == kept {
			end = min(end, within.first+uint64(kept))
		}
		before := len(all)
		for characters := within.first; characters < end; characters++ {
			if within.last == Unbounded && len(all)-before >= usualLengths {
				break
			}
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

// accepting returns the states in the layer of a length whose strings belong to the language.
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

// anyOf chooses a way and a character of its letter, preferring readable characters and the ends of ranges.
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
		// Readable characters begin with letters and digits.
		if other := slices.IndexFunc(readable, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }); other > 0 {
			readable = readable[:other]
		}
	}
	return way.from, readable[random.IntN(len(readable))]
}
