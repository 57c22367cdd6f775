package regexlang

import (
	"fmt"
	"math"
	"regexp"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// maxInstructions limits the program of an expression. The longest patterns that people write have some hundreds of instructions,
// a repetition of a thousand has some thousands.
const maxInstructions = 1 << 16

// Pattern is the language of the strings that contain a match of an RE2 expression. Anchors, flags, word boundaries and Unicode
// classes mean what they mean to the package regexp.
func Pattern(expression string) (*Language, error) {
	tree, err := syntax.Parse(expression, syntax.Perl)
	if err != nil {
		return nil, fmt.Errorf("pattern %q: %w", expression, err)
	}
	if instructions(tree) > maxInstructions {
		return nil, fmt.Errorf("pattern %q: it is %w: its repetitions come to more than %d steps", expression, ErrTooLarge, maxInstructions)
	}
	matches := sync.OnceValue(func() func(string) bool { return regexp.MustCompile(expression).MatchString })
	language, err := compile("pattern "+expression, tree.Simplify(), func(text string) bool { return matches()(text) })
	if err != nil {
		return nil, fmt.Errorf("pattern %q: %w", expression, err)
	}
	return language, nil
}

// Prefix is the language of the strings that begin with a text.
func Prefix(text string) *Language {
	return literal("prefix ", text, strings.HasPrefix, &syntax.Regexp{Op: syntax.OpBeginText}, nil)
}

// Suffix is the language of the strings that end with a text.
func Suffix(text string) *Language {
	return literal("suffix ", text, strings.HasSuffix, nil, &syntax.Regexp{Op: syntax.OpEndText})
}

// Contains is the language of the strings in which a text occurs.
func Contains(text string) *Language { return literal("contains ", text, strings.Contains, nil, nil) }

// literal matches a text between two anchors, either of which may be nil.
func literal(name, text string, holds func(text, part string) bool, before, after *syntax.Regexp) *Language {
	if !utf8.ValidString(text) {
		return Union() // No valid string contains an invalid one.
	}
	tree := &syntax.Regexp{Op: syntax.OpConcat}
	for _, part := range []*syntax.Regexp{before, literalOf(text), after} {
		if part != nil {
			tree.Sub = append(tree.Sub, part)
		}
	}
	language, err := compile(name+text, tree, func(whole string) bool { return holds(whole, text) })
	if err != nil {
		panic(err) // Dividing the characters of a text takes linear time, and nothing else can fail.
	}
	return language
}

func literalOf(text string) *syntax.Regexp {
	if text == "" {
		return &syntax.Regexp{Op: syntax.OpEmptyMatch}
	}
	return &syntax.Regexp{Op: syntax.OpLiteral, Rune: []rune(text)}
}

// instructions estimates the size of the program of an expression. It saturates above the maximum.
func instructions(tree *syntax.Regexp) int {
	size := 1
	for _, sub := range tree.Sub {
		size = min(size+instructions(sub), 2*maxInstructions)
	}
	if tree.Op == syntax.OpLiteral {
		size = len(tree.Rune)
	}
	if tree.Op == syntax.OpRepeat {
		size *= max(tree.Min, tree.Max, 1)
	}
	return min(size, 2*maxInstructions)
}

// pattern is a compiled expression: a nondeterministic automaton whose states are the program's instructions.
type pattern struct {
	program *syntax.Prog
	begin   uint32 // begin is the first instruction of a match.
	letters *alphabet
	// distances has the number of instructions from each one to the match if all conditions hold.
	distances []int
	// anchored is set if a match can only begin at the beginning of the text.
	anchored bool
	whole    func(text string) bool
	// watched has the conditions about neighbouring characters that occur in the program.
	watched syntax.EmptyOp
}

const (
	lineConditions = syntax.EmptyBeginLine | syntax.EmptyEndLine
	wordConditions = syntax.EmptyWordBoundary | syntax.EmptyNoWordBoundary
	// Conditions that depend on the previous character.
	backConditions = syntax.EmptyBeginLine | syntax.EmptyBeginText
	allConditions  = lineConditions | wordConditions | syntax.EmptyBeginText | syntax.EmptyEndText
)

func compile(key string, tree *syntax.Regexp, matches func(string) bool) (*Language, error) {
	program, err := syntax.Compile(tree)
	if err != nil {
		return nil, err
	}
	compiled := &pattern{program: program, begin: uint32(program.Start), distances: distancesOf(program), whole: matches} //nolint:gosec // It is an index.
	compiled.anchored = program.StartCond()&syntax.EmptyBeginText != 0
	var sets []runeSet
	seen := map[string]bool{}
	for i := range program.Inst {
		inst := &program.Inst[i]
		if inst.Op == syntax.InstEmptyWidth {
			compiled.watched |= conditionOf(inst)
		}
		if set := setOf(inst); set != nil && !seen[keyOf(set)] {
			seen[keyOf(set)] = true
			sets = append(sets, set)
		}
	}
	if compiled.watched&lineConditions != 0 {
		sets = append(sets, runeSet{'\n', '\n'})
	}
	if compiled.watched&wordConditions != 0 {
		sets = append(sets, runeSet{'0', '9', 'A', 'Z', '_', '_', 'a', 'z'})
	}
	if compiled.letters, err = newAlphabet(sets); err != nil {
		return nil, err
	}
	return &Language{kind: automatic, leaf: compiled, key: key}, nil
}

// conditionOf returns the condition of an empty-width instruction.
func conditionOf(inst *syntax.Inst) syntax.EmptyOp {
	return syntax.EmptyOp(inst.Arg) //nolint:gosec // For these instructions it is one.
}

// setOf returns the characters that an instruction reads, or nil if it reads none or any.
func setOf(inst *syntax.Inst) runeSet {
	switch inst.Op {
	case syntax.InstRuneAnyNotNL:
		return runeSet{'\n', '\n'}
	case syntax.InstRune, syntax.InstRune1:
	default:
		return nil
	}
	if len(inst.Rune) != 1 {
		return inst.Rune
	}
	set := runeSet{inst.Rune[0], inst.Rune[0]}
	if inst.Op == syntax.InstRune && inst.Arg&uint32(syntax.FoldCase) != 0 {
		for other := unicode.SimpleFold(inst.Rune[0]); other != inst.Rune[0]; other = unicode.SimpleFold(other) {
			set = append(set, other, other)
		}
	}
	slices.Sort(set)
	return set
}

func distancesOf(program *syntax.Prog) []int {
	sources := make([][]uint32, len(program.Inst))
	distances := make([]int, len(program.Inst))
	var open []uint32
	for i := range program.Inst {
		inst, pc := &program.Inst[i], uint32(i)
		distances[pc] = math.MaxInt
		switch inst.Op {
		case syntax.InstMatch:
			distances[pc] = 0
			open = append(open, pc)
		case syntax.InstFail:
		case syntax.InstAlt, syntax.InstAltMatch:
			sources[inst.Out] = append(sources[inst.Out], pc)
			sources[inst.Arg] = append(sources[inst.Arg], pc)
		default:
			sources[inst.Out] = append(sources[inst.Out], pc)
		}
	}
	for ; len(open) > 0; open = open[1:] {
		for _, source := range sources[open[0]] {
			if distances[source] == math.MaxInt {
				distances[source] = distances[open[0]] + 1
				open = append(open, source)
			}
		}
	}
	return distances
}

// live reports whether a match can be reached from an instruction.
func (p *pattern) live(pc uint32) bool { return p.distances[pc] != math.MaxInt }

func (p *pattern) matches(text string) bool { return p.whole(text) }

func (p *pattern) alphabet() *alphabet { return p.letters }
