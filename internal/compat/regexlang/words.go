package regexlang

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// Finite is the language of the given strings. It leaves out those that are not valid UTF-8.
func Finite(values ...string) *Language {
	values = slices.DeleteFunc(slices.Clone(values), func(value string) bool { return !utf8.ValidString(value) })
	slices.Sort(values)
	values = slices.Compact(values)
	if len(values) == 0 {
		return Union()
	}
	tree := &words{values: values, nodes: []word{{}}}
	var key strings.Builder
	key.WriteString("finite")
	for _, value := range values {
		fmt.Fprintf(&key, " %d %s", len(value), value)
		tree.add(value)
	}
	tree.divide()
	return &Language{kind: automatic, leaf: tree, key: key.String()}
}

// words is a prefix tree.
type words struct {
	values  []string // In their order.
	nodes   []word
	letters *alphabet
}

type word struct {
	complete bool
	next     map[rune]int32
}

// noWord is the state in which no word can follow.
const noWord int32 = -1

func (w *words) add(value string) {
	node := int32(0)
	for _, character := range value {
		next, known := w.nodes[node].next[character]
		if !known {
			next = int32(len(w.nodes)) //nolint:gosec // There are fewer than bytes in a contract.
			w.nodes = append(w.nodes, word{})
			if w.nodes[node].next == nil {
				w.nodes[node].next = map[rune]int32{}
			}
			w.nodes[node].next[character] = next
		}
		node = next
	}
	w.nodes[node].complete = true
}

func (w *words) divide() {
	var sets []runeSet
	seen := map[rune]bool{}
	for _, node := range w.nodes {
		for character := range node.next {
			if !seen[character] {
				seen[character] = true
				sets = append(sets, runeSet{character, character})
			}
		}
	}
	letters, err := newAlphabet(sets)
	if err != nil {
		panic(err) // Dividing by single characters takes linear time.
	}
	w.letters = letters
}

func (w *words) alphabet() *alphabet       { return w.letters }
func (w *words) start(*meter) (run, error) { return w, nil }

func (w *words) matches(text string) bool {
	_, found := slices.BinarySearch(w.values, text)
	return found
}

func (w *words) initial() int32 { return 0 }

func (w *words) step(state, class int32) (int32, error) {
	if state != noWord {
		if next, known := w.nodes[state].next[w.letters.sample[class]]; known {
			return next, nil
		}
	}
	return noWord, nil
}

func (w *words) accepts(state int32) bool { return state != noWord && w.nodes[state].complete }

func (w *words) outlook(state int32) answer {
	if state == noWord {
		return no
	}
	return maybe
}

// values returns a list that contains all strings of the language, if an enumeration in it makes it finite.
func (l *Language) values() (values []string, finite bool) {
	for _, part := range l.partsOf(intersection) {
		if tree, is := part.leaf.(*words); is && !part.negated {
			return tree.values, true
		}
	}
	return nil, false
}
