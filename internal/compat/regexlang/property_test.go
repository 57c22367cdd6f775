package regexlang

import (
	"context"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"
)

// The parts of random expressions and texts; they share few characters, so that they often match.
var (
	atoms = []string{
		"a", "b", "ab", "ba", ".", "[ab]", "[^a]", `\w`, `\W`, `\d`, `\s`, `\b`, `\B`, "^", "$", `\A`, `\z`, "(?m:^)", "(?m:$)",
		"(?i:a)", "(?i:k)", "(?s:.)", "\n", `\pL`, `\PL`, "é", "[^\n-]", "", "ſ",
	}
	operators = []string{"*", "+", "?", "{2}", "{1,2}", "{2,}", "*?", "{0}"}
	texts     = []string{"a", "b", "A", "B", "k", "K", "\u212a", "é", "ſ", "s", "\n", " ", "-", "0", "_", "\u4e16", "\u0301"}
)

func randomExpression(random *rand.Rand, depth int) string {
	switch n := random.IntN(8); {
	case depth == 0 || n < 2:
		return atoms[random.IntN(len(atoms))]
	case n < 5:
		return randomExpression(random, depth-1) + randomExpression(random, depth-1)
	case n == 5:
		return "(" + randomExpression(random, depth-1) + "|" + randomExpression(random, depth-1) + ")"
	case n == 6:
		return randomExpression(random, depth-1) + "|" + randomExpression(random, depth-1)
	}
	return "(" + randomExpression(random, depth-1) + ")" + operators[random.IntN(len(operators))]
}

func randomText(random *rand.Rand) string {
	var text strings.Builder
	for range random.IntN(7) {
		text.WriteString(texts[random.IntN(len(texts))])
	}
	return text.String()
}

// reader returns a function that runs the automata of a language on a text.
func reader(t *testing.T, language *Language) func(text string) bool {
	t.Helper()
	product, err := newProduct(language, &meter{})
	if err != nil {
		t.Fatal(err)
	}
	return func(text string) bool {
		for i, run := range product.runs {
			product.scratch[i] = run.initial()
		}
		characters := 0
		for _, character := range text {
			characters++
			letter := slices.IndexFunc(product.letters, func(each letter) bool { return each.has(character) })
			for i, run := range product.runs {
				if product.scratch[i], err = run.step(product.scratch[i], product.letters[letter].classes[i]); err != nil {
					t.Fatal(err)
				}
			}
		}
		at := slices.IndexFunc(product.intervals, func(each interval) bool { return uint64(characters) <= each.last })
		return product.root.evaluate(product.intervals[at], func(place int) answer {
			return answerOf(product.runs[place].accepts(product.scratch[place]))
		}) == yes
	}
}

func (l *letter) has(character rune) bool {
	for pair := range slices.Chunk(l.ranges, 2) {
		if pair[0] <= character && character <= pair[1] {
			return true
		}
	}
	return false
}

// randomPattern is often anchored, because other patterns mostly include everything.
func randomPattern(random *rand.Rand) string {
	expression := randomExpression(random, 3)
	if random.IntN(3) > 0 {
		expression = "^(" + expression + ")$"
	}
	return expression
}

// TestAgainstRegexp compares all answers with matches of package regexp.
func TestAgainstRegexp(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	included, excluded := 0, 0
	for range 2000 {
		one, other := randomPattern(random), randomPattern(random)
		if random.IntN(2) == 0 {
			one = other + "|" + one
		}
		big, small := mustPattern(t, one), mustPattern(t, other)
		bigExpression, smallExpression := regexp.MustCompile(one), regexp.MustCompile(other)
		result := Includes(context.Background(), big, small)
		if !result.Decided {
			t.Fatalf("%q includes %q: %s", one, other, result.Reason)
		}
		if result.Included {
			included++
		} else {
			excluded++
			if text := result.Counterexample; !smallExpression.MatchString(text) || bigExpression.MatchString(text) {
				t.Errorf("%q includes %q: the counterexample %q is none", one, other, text)
			}
		}
		samples := small.Samples(random, 5)
		readBig, readSmall := reader(t, big), reader(t, small)
		for range 20 {
			samples = append(samples, randomText(random))
		}
		for i, text := range samples {
			inOne, inOther := bigExpression.MatchString(text), smallExpression.MatchString(text)
			if readBig(text) != inOne || readSmall(text) != inOther || big.Match(text) != inOne {
				t.Errorf("whether %q and %q match %q should be %t and %t", one, other, text, inOne, inOther)
			}
			if result.Included && inOther && !inOne {
				t.Errorf("%q includes %q, but not %q", one, other, text)
			}
			if !result.Included && inOther && !inOne && uint64(utf8.RuneCountInString(text)) < result.Length {
				t.Errorf("%q includes %q: the counterexample %q is longer than %q", one, other, result.Counterexample, text)
			}
			if sampled := i < len(samples)-20; sampled && !inOther {
				t.Errorf("%q is no sample of %q", text, other)
			}
		}
	}
	if included < 400 || excluded < 400 {
		t.Errorf("%d questions have the answer yes and %d no: too few of one kind to say much", included, excluded)
	}
}

// TestCombinationsMatch compares combinations with the matches of their parts, and their samples with both.
func TestCombinationsMatch(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	var combination func(depth int) (*Language, func(string) bool)
	combination = func(depth int) (*Language, func(string) bool) {
		if depth > 0 {
			one, inOne := combination(depth - 1)
			other, inOther := combination(depth - 1)
			switch random.IntN(3) {
			case 0:
				return Intersect(one, other), func(text string) bool { return inOne(text) && inOther(text) }
			case 1:
				return Union(one, other), func(text string) bool { return inOne(text) || inOther(text) }
			}
			return Complement(one), func(text string) bool { return !inOne(text) }
		}
		switch text, other := randomText(random), randomText(random); random.IntN(7) {
		case 0:
			return Prefix(text), func(s string) bool { return strings.HasPrefix(s, text) }
		case 1:
			return Suffix(text), func(s string) bool { return strings.HasSuffix(s, text) }
		case 2:
			return Contains(text), func(s string) bool { return strings.Contains(s, text) }
		case 3:
			return Finite(text, other), func(s string) bool { return s == text || s == other }
		case 4:
			least, most := random.IntN(4), random.IntN(8)
			return Length(uint64(least), uint64(most)), func(s string) bool {
				return least <= utf8.RuneCountInString(s) && utf8.RuneCountInString(s) <= most
			}
		case 5:
			least, most := random.IntN(4), random.IntN(12)
			language, err := ByteLength(uint64(least), uint64(most))
			if err != nil {
				t.Fatal(err)
			}
			return language, func(s string) bool { return least <= len(s) && len(s) <= most }
		}
		expression := randomPattern(random)
		return mustPattern(t, expression), regexp.MustCompile(expression).MatchString
	}
	for range 1000 {
		one, inOne := combination(2)
		other, inOther := combination(2)
		result := Includes(context.Background(), one, other)
		if !result.Decided {
			t.Fatalf("%s includes %s: %s", one.key, other.key, result.Reason)
		}
		if text := result.Counterexample; !result.Included && (inOne(text) || !inOther(text)) {
			t.Fatalf("the counterexample %q is none", text)
		}
		samples := other.Samples(random, 10)
		readOne, readOther := reader(t, one), reader(t, other)
		for _, text := range samples {
			if !inOther(text) {
				t.Fatalf("%q is no sample", text)
			}
		}
		for range 20 {
			samples = append(samples, randomText(random))
		}
		for _, text := range samples {
			if one.Match(text) != inOne(text) || readOne(text) != inOne(text) || readOther(text) != inOther(text) {
				t.Fatalf("%q should match: %t, %t", text, inOne(text), inOther(text))
			}
			if result.Included && inOther(text) && !inOne(text) {
				t.Fatalf("it is said to be included, but %q is not", text)
			}
		}
	}
}

func FuzzMatch(f *testing.F) {
	f.Add("^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "a-b", "[a-z]+")
	f.Add(`(?m)^\bfoo\b$`, "x\nfoo", "(?i)K|^$")
	f.Add(`(?s)^.{2,5}\B`, "aé\n", `\pL\z`)
	f.Fuzz(func(t *testing.T, one, text, other string) {
		if !utf8.ValidString(text) || len(one)+len(other) > 60 {
			return
		}
		big, err := Pattern(one)
		expression, want := regexp.Compile(one)
		if (err == nil) != (want == nil) {
			t.Fatalf("%q: %v, but package regexp says %v", one, err, want)
		}
		if err != nil {
			return
		}
		if got := reader(t, big)(text); got != expression.MatchString(text) {
			t.Fatalf("whether %q matches %q should be %t", one, text, !got)
		}
		small, err := Pattern(other)
		if err != nil {
			return
		}
		result := Includes(context.Background(), big, small)
		in := regexp.MustCompile(other)
		if result.Included && in.MatchString(text) && !expression.MatchString(text) {
			t.Fatalf("%q includes %q, but not %q", one, other, text)
		}
		if result.Decided && !result.Included && result.Length <= maxCounterexample {
			if found := result.Counterexample; !in.MatchString(found) || expression.MatchString(found) {
				t.Fatalf("%q includes %q: the counterexample %q is none", one, other, found)
			}
		}
	})
}
