package regexlang

import (
	"hash/maphash"
	"slices"
)

// search walks a product by length: a layer has the states that strings of one length lead to. The first layer with an accepting
// state gives a shortest string of the language.
//
// If lengths matter, a state is in the layer of each length that leads to it, and a bound of a million would need a million
// layers. But each layer follows from the previous one, so they repeat once one occurs twice, and the layer of any length is
// known.
type search struct {
	product  *product
	segments []segment
	seed     maphash.Seed
	// The number of the last layer that each state was put into. Layers that share no state have the same number.
	stamps []int
	made   int
	// ways caches the ways into states of repeating layers.
	ways map[way][]step
}

// way identifies a state and a layer of the segment that begins at a length.
type way struct {
	first uint64
	layer int
	into  int32
}

// segment has the layers of an interval.
type segment struct {
	interval int
	first    uint64
	layers   [][]int32
	repeats  int // Layers from this index on repeat forever; if it is the number of layers, none repeat.
}

// at returns the layer of a length in the interval. Beyond the stored layers, these must repeat.
func (s *segment) at(characters uint64) []int32 { return s.layers[s.place(characters)] }

// place returns the index of the layer of a length.
func (s *segment) place(characters uint64) int {
	place := characters - s.first
	if kept := uint64(len(s.layers)); place >= kept {
		start := uint64(s.repeats) //nolint:gosec // It is an index.
		place = start + (place-start)%(kept-start)
	}
	return int(place) //nolint:gosec // As above.
}

func newSearch(language *Language, meter *meter) (*search, error) {
	product, err := newProduct(language, meter)
	if err != nil {
		return nil, err
	}
	return &search{product: product, seed: maphash.MakeSeed(), ways: map[way][]step{}}, nil
}

// run finds the layers one after the other until visit returns true or none are left. Unless all are wanted, it leaves a state
// out of later layers of the last interval that matters for it, because shorter strings lead there as well.
func (s *search) run(all bool, visit func(characters uint64, layer []int32, within interval) bool) error {
	p := s.product
	horizon := p.horizonOf(false)
	if horizon < 0 {
		return nil
	}
	start, err := p.initial()
	if err != nil || start == hopeless {
		return err
	}
	layer := []int32{start}
	for i := range horizon + 1 {
		s.segments = append(s.segments, segment{interval: i, first: p.intervals[i].first})
		walk := walk{search: s, segment: &s.segments[i], within: p.intervals[i]}
		if i == horizon && !all {
			walk.onceOnly = true
		}
		next, stop, err := walk.run(s.reaching(layer, i), visit)
		if err != nil || stop || len(next) == 0 {
			return err
		}
		layer = next
	}
	return nil
}

// reaching returns the states from which something may be accepted in an interval or a later one.
func (s *search) reaching(layer []int32, interval int) []int32 {
	return slices.DeleteFunc(layer, func(state int32) bool { return s.product.horizon[state] < interval })
}

// walk walks one interval.
type walk struct {
	search  *search
	segment *segment
	within  interval
	// onceOnly leaves out states of earlier layers of the interval.
	onceOnly bool
}

// run returns the layer after the interval.
func (w *walk) run(layer []int32, visit func(uint64, []int32, interval) bool) (next []int32, stop bool, err error) {
	kept := map[uint64]int{} // Layers by their hash.
	w.search.made++
	for _, state := range layer {
		w.search.stamp(state)
	}
	for characters := w.within.first; len(layer) > 0; characters++ {
		if !w.onceOnly {
			hash := maphash.String(w.search.seed, keyOf(layer))
			if before, known := kept[hash]; known && slices.Equal(w.segment.layers[before], layer) {
				w.segment.repeats = before
				if w.within.last == Unbounded {
					return nil, false, nil
				}
				next, err := w.follow(w.segment.at(w.within.last))
				return next, false, err
			}
			kept[hash] = len(w.segment.layers)
		}
		w.segment.layers = append(w.segment.layers, layer)
		w.segment.repeats = len(w.segment.layers)
		if visit(characters, layer, w.within) {
			return nil, true, nil
		}
		if layer, err = w.follow(layer); err != nil || characters == w.within.last {
			return layer, false, err
		}
		layer = w.search.reaching(layer, w.segment.interval)
	}
	return nil, false, nil
}

// follow returns the layer after another one, sorted.
func (w *walk) follow(layer []int32) ([]int32, error) {
	product := w.search.product
	if !w.onceOnly {
		w.search.made++
	}
	var following []int32
	for _, state := range layer {
		targets, err := product.successors(state)
		if err != nil {
			return nil, err
		}
		if err := product.meter.spend(len(targets)); err != nil {
			return nil, err
		}
		for _, next := range targets {
			if w.search.stamp(next) {
				following = append(following, next)
			}
		}
	}
	slices.Sort(following)
	return following, nil
}

// stamp marks a state with the number of the current layer, and reports whether it had another one.
func (s *search) stamp(state int32) bool {
	if missing := len(s.product.next) - len(s.stamps); missing > 0 {
		s.stamps = append(s.stamps, make([]int, missing)...)
	}
	if s.stamps[state] == s.made {
		return false
	}
	s.stamps[state] = s.made
	return true
}

// step is a way into a state.
type step struct {
	from   int32
	letter int
}

// trace writes a string of a length that leads to a state of its layer, from the last character to the first; choose picks one of
// the ways into a state.
func (s *search) trace(characters uint64, state int32, choose func(ways []step) (from int32, character rune)) string {
	text := make([]rune, characters)
	within := len(s.segments) - 1
	for ; characters > 0; characters-- {
		for s.segments[within].first > characters-1 {
			within--
		}
		state, text[characters-1] = choose(s.waysInto(state, &s.segments[within], characters-1))
	}
	return string(text)
}

// waysInto returns the ways from the layer of a length into a state.
func (s *search) waysInto(state int32, segment *segment, characters uint64) []step {
	key := way{segment.first, segment.place(characters), state}
	if known := s.ways[key]; known != nil {
		return known
	}
	var ways []step
	for _, from := range segment.layers[key.layer] {
		if !slices.Contains(s.product.targets[from], state) {
			continue
		}
		for letter, to := range s.product.next[from] {
			if to == state {
				ways = append(ways, step{from, letter})
			}
		}
	}
	if key.layer >= segment.repeats { // The others are rarely used again.
		s.ways[key] = ways
	}
	return ways
}
