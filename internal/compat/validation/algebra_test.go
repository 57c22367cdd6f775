package validation

import (
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// TestClausesOfComparisons holds each pair of comparisons with constants, in several spellings, against the numbers that they let
// through: a clause follows from another one exactly where it lets through all that the other one does.
func TestClausesOfComparisons(t *testing.T) {
	type comparison struct {
		text string
		lets func(float64) bool
	}
	var all []comparison
	for bound := 3.0; bound <= 5; bound++ {
		for operator, lets := range map[string]func(float64) bool{
			"<": func(y float64) bool { return y < bound }, "<=": func(y float64) bool { return y <= bound }, ">": func(y float64) bool { return y > bound },
			">=": func(y float64) bool { return y >= bound }, "==": func(y float64) bool { return y == bound }, "!=": func(y float64) bool { return y != bound },
		} {
			turned := strings.NewReplacer("<", ">", ">", "<").Replace(operator)
			all = append(all, comparison{fmt.Sprintf("this.y %s %v", operator, bound), lets}, comparison{fmt.Sprintf("%v %s this.y", bound, turned), lets})
		}
	}
	for _, from := range all {
		for _, to := range all {
			want := true
			for y := 1.0; y < 8; y += 0.5 { // Nothing says that y is a whole number.
				want = want && (!from.lets(y) || to.lets(y))
			}
			if got := follows1(t, from.text, to.text); got != want {
				t.Errorf("%s follows from %s: %t", to.text, from.text, got)
			}
		}
	}
}

func follows1(t *testing.T, from, to string) bool {
	t.Helper()
	had := clausesIn(from, nil)
	return !slices.ContainsFunc(clausesIn(to, nil), func(part clause) bool { return !clauseFollows(t.Context(), had, part) })
}

func TestClausesThatFollow(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     bool
	}{
		{"this.a && this.b", "this.b && this.a", true}, {"this.a && this.b", "this.a", true}, {"this.a", "this.a && this.b", false}, {"this.a", "this.a || this.b", true}, {"this.a || this.b", "this.a", false},
		{"this.a || this.b", "this.b || this.a", true}, {"(this.a || this.b) && this.c", "this.b || this.a || this.d", true}, {"!(this.a || this.b)", "!this.a && !this.b", true}, {"!(this.a && this.b)", "!this.b || !this.a", true},
		{"!(this.a && this.b)", "!this.a", false}, {"!!this.a", "this.a", true}, {"!(this.a == 1)", "this.a != 1", true}, {"!(this.a != 1)", "this.a == 1", true}, {"!(this.a == 1)", "this.a == 1", false},
		{"this.a ? '' : 'no'", "this.a", true}, {"this.a ? 'no' : ''", "!this.a", true}, {"this.a ? '' : ''", "this.a", false}, {"this.a ? 'no' : 'neither'", "this.a", false}, {"this.a ? '' : this.b", "this.a", false},
		{"this.a ? this.b : ''", "!this.a", false}, {"!(this.a ? '' : 'no')", "!this.a", false}, {"this.a ? 'x' : 'y'", "!this.a", false},
		{"this.a in [1, 2]", "this.a in [2, 1, 1]", true}, {"this.a in [1]", "this.a in [2]", false}, {"this.a in this.b", "this.a in this.b", true}, {"this.a == 1", "1 == this.a", true}, {"this.a > this.b", "this.b < this.a", true}, {"this.a >= this.b", "this.b <= this.a", true},
		{"this.a >= this.b", "this.b < this.a", false}, {"this.a - this.b > 0", "this.b - this.a > 0", false}, {"this.a.size() < 3", "this.a.size() < 4", true}, {"this.a.size() < 4", "this.a.size() < 3", false}, {"this.a < 3", "this.b < 4", false},
		{"this.a < 3u", "this.a <= 3u", true}, {"this.a < 3u", "this.a <= 2u", false}, {"this.a < 3.5", "this.a < 4.5", false}, {"this.a < 'a'", "this.a < 'b'", false}, {"this.a != 3", "this.a < 4", false}, {"this.a != 3", "this.a != 3", true},
		{"this.a.matches('^a$')", "this.a.matches('^[ab]$')", true}, {"this.a.matches('^[ab]$')", "this.a.matches('^a$')", false}, {"this.a.matches('^a$')", "this.b.matches('^[ab]$')", false}, {"this.a.matches('(')", "this.a.matches('a')", false}, {"this.a.matches('a')", "this.a.matches('(')", false},
		{"!this.a.matches('^a$')", "!this.a.matches('^[ab]$')", false}, {"this.a.startsWith('^a$')", "this.a.startsWith('^[ab]$')", false}, {"this.a.matches('^a$')", "this.a < 3", false},
		{"has(this.a)", "has(this.a)", true}, {"has(this.a)", "this.a", false}, {"this.a.all(x, x > 1)", "this.a.all(x, x > 1)", true}, {"this.a.all(x, x > 1)", "this.a.all(x, x > 2)", false}, {"this.a.all(x, x > 1)", "this.a.exists(x, x > 1)", false},
		{"this.a == {'k': 1}", "this.a == {'k': 1}", true}, {"this.a == {'k': 1}", "this.a == {'k': 2}", false}, {"this.a == {'k': 1}", "this.a == {'l': 1}", false}, {"this.a == T{k: 1}", "this.a == T{k: 2}", false}, {"this.a == T{k: 1}", "this.a == U{k: 1}", false}, {"this.a == T{k: 1}", "this.a == T{k: 1}", true},
		{"this.a == T{k: 1}", "this.a == T{l: 1}", false}, {"this.a == 1", "this.a == 1u", false}, {"this.a == '1'", "this.a == 1", false}, {"this.a == [1, 2]", "this.a == [2, 1]", false}, {"f(this.a, 1)", "f(1, this.a)", false}, {"1 + this.a < 3", "this.a + 1 < 3", false},
		{"this..a", "this..a", true}, {"this..a", "this..b", false}, {"3 < this.a && this.a < 6", "this.a > 2 && this.a <= 7", true}, {"this.a < 3 || this.a > 6", "this.a < 4 || this.a > 5", true}, {"this.a < 3 || this.a > 6", "this.a < 4", false},
	} {
		if got := follows1(t, c.from, c.to); got != c.want {
			t.Errorf("%s follows from %s: %t", c.to, c.from, got)
		}
	}
}

func TestHints(t *testing.T) {
	ints := func(all ...int64) []string {
		var texts []string
		for _, i := range all {
			texts = append(texts, fmt.Sprint(i))
		}
		return texts
	}
	for _, c := range []struct {
		text                  string
		numbers, nanos, texts []string
		sizes                 []uint64
		patterns              int
		words                 []string
	}{
		{text: "this.a < 7", numbers: ints(7, 8, 6), sizes: []uint64{7, 8, 6}, words: []string{"a"}},
		{text: "this.a < 7u", numbers: ints(7, 8, 6), sizes: []uint64{7, 8, 6}, words: []string{"a"}},
		{text: "this.a < 0", numbers: ints(0, 1, -1), sizes: []uint64{1}, words: []string{"a"}},
		{text: "this.a < 1", numbers: ints(1, 2, 0), sizes: []uint64{1, 2}, words: []string{"a"}},
		{text: "this.a < 299", numbers: ints(299, 300, 298), sizes: []uint64{299, 300, 298}, words: []string{"a"}},
		{text: "this.a < 300", numbers: ints(300, 301, 299), words: []string{"a"}},
		{text: "this.a < -7", numbers: ints(-7, -6, -8), words: []string{"a"}},
		{text: "this.a < -(7)", numbers: ints(7, 8, 6, -7, -6, -8), sizes: []uint64{7, 8, 6}, words: []string{"a"}},
		{text: "this.a < 7.5", numbers: ints(7, 8, 6), sizes: []uint64{7, 8, 6}, words: []string{"a"}},
		{text: "this.a.b != 'x'", texts: []string{"x", "xa", "ax"}, words: []string{"a", "b"}},
		{text: "this.a < duration('2s')", texts: []string{"2s", "2sa", "a2s"}, nanos: ints(2_000_000_000, 2_000_000_001, 1_999_999_999), words: []string{"a"}},
		{text: "this.a < timestamp('1970-01-01T00:00:01.5Z')", texts: []string{"1970-01-01T00:00:01.5Z", "1970-01-01T00:00:01.5Za", "a1970-01-01T00:00:01.5Z"}, nanos: ints(1_500_000_000, 1_500_000_001, 1_499_999_999), words: []string{"a"}},
		{text: "this.a.matches('^x$')", texts: []string{"^x$", "^x$a", "a^x$"}, patterns: 2, words: []string{"a"}},
		{text: "this.a.matches('(')", texts: []string{"(", "(a", "a("}, words: []string{"a"}},
		{text: "this..a"},
	} {
		h := hintsOf([]string{c.text})
		written := func(all []*big.Int) []string {
			var texts []string
			for _, i := range all {
				texts = append(texts, i.String())
			}
			return texts
		}
		if !slices.Equal(written(h.numbers), c.numbers) || !slices.Equal(written(h.nanos), c.nanos) || !slices.Equal(h.texts, c.texts) || !slices.Equal(h.sizes, c.sizes) || len(h.patterns) != c.patterns {
			t.Errorf("%s hints at numbers %v, times %v, texts %q, sizes %v and %d patterns", c.text, h.numbers, h.nanos, h.texts, h.sizes, len(h.patterns))
		}
		for _, word := range c.words {
			if !h.words[word] {
				t.Errorf("%s does not hint at %s", c.text, word)
			}
		}
		if len(h.words) != len(c.words) || h.key != c.text {
			t.Errorf("%s hints at %v", c.text, h.words)
		}
	}
	if got := hintsOf([]string{"this.a < 7"}).counts(3); !slices.Equal(got, []uint64{3, 4, 7, 8, 6}) {
		t.Errorf("the sizes are %v", got)
	}
}

// TestSetsOfNumbers holds the arithmetic against sets that are written out.
func TestSetsOfNumbers(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 3))
	const most = 24
	made := func() (intSet, [most]bool) {
		var set intSet
		var flat [most]bool
		for range random.IntN(4) {
			lo := random.IntN(most)
			hi := min(most-1, lo+random.IntN(4))
			set = set.or(spanOf(int64(lo), int64(hi)))
			for i := lo; i <= hi; i++ {
				flat[i] = true
			}
		}
		return set, flat
	}
	check := func(what string, set intSet, want func(int) bool) {
		t.Helper()
		size := 0
		for i := range most {
			if set.has(big.NewInt(int64(i))) != want(i) {
				t.Errorf("%s: %v has %d: %t", what, set, i, !want(i))
			}
			if want(i) {
				size++
			}
		}
		if got := set.size(1000); got != int64(size) {
			t.Errorf("%s: the size of %v is %d, want %d", what, set, got, size)
		}
		if got := set.size(3); got != int64(min(size, 3)) {
			t.Errorf("%s: the size of %v is capped to %d", what, set, got)
		}
		for i, part := range set {
			if part.lo.Cmp(part.hi) > 0 || i > 0 && part.lo.Cmp(set[i-1].hi) <= 0 {
				t.Errorf("%s: %v is not in order", what, set)
			}
		}
	}
	for range 3000 {
		a, flatA := made()
		b, flatB := made()
		check("a", a, func(i int) bool { return flatA[i] })
		check("and", a.and(b), func(i int) bool { return flatA[i] && flatB[i] })
		check("or", a.or(b), func(i int) bool { return flatA[i] || flatB[i] })
		check("without", a.without(b), func(i int) bool { return flatA[i] && !flatB[i] })
		for i := 1; i < len(a.or(b)); i++ {
			if joined := a.or(b); new(big.Int).Add(joined[i-1].hi, one).Cmp(joined[i].lo) == 0 {
				t.Errorf("%v has neighbors", joined)
			}
		}
	}
	for _, c := range []struct {
		set  intSet
		most int
		want string
	}{
		{spanOf(3, 3), 6, "[3]"}, {spanOf(3, 4), 6, "[3 4]"}, {spanOf(3, 5), 6, "[3 4 4 5]"}, {spanOf(3, 9), 6, "[3 4 8 9]"}, {spanOf(-9, -3), 6, "[-3 -4 -8 -9]"}, {spanOf(-5, 4), 3, "[3 4 -4]"}, {nil, 6, "[]"}, {spanOf(1, 2).or(spanOf(8, 8)), 2, "[1 2]"},
	} {
		if got := fmt.Sprint(c.set.examples(c.most)); got != c.want {
			t.Errorf("examples of %v are %s, want %s", c.set, got, c.want)
		}
	}
}

func TestCounts(t *testing.T) {
	for least := range uint64(5) {
		for most := range uint64(5) {
			a := counts{least, most}
			if want := most > 0 && least <= most; a.some() != want {
				t.Errorf("%v has some: %t", a, !want)
			}
			for otherLeast := range uint64(5) {
				for otherMost := range uint64(5) {
					b := counts{otherLeast, otherMost}
					want := true
					for size := uint64(1); size < 6; size++ {
						if least <= size && size <= most && (size < otherLeast || size > otherMost) {
							want = false
						}
					}
					if a.within(b) != want {
						t.Errorf("%v is within %v: %t", a, b, !want)
					}
					shown := slices.ContainsFunc(a.edges(b), func(size uint64) bool {
						return size > 0 && least <= size && size <= most && (size < otherLeast || size > otherMost)
					})
					if !want && !shown {
						t.Errorf("the edges %v of %v don't show that %v is wider", a.edges(b), a, b)
					}
				}
			}
		}
	}
	for _, c := range []struct {
		a, b counts
		want []uint64
	}{
		{counts{0, 5}, counts{0, 3}, []uint64{3, 4, 5}}, {counts{0, math.MaxUint64}, counts{2, mostItems}, []uint64{1, 2, mostItems}}, {counts{0, 0}, counts{0, 9}, []uint64{1}}, {counts{mostItems + 9, math.MaxUint64}, counts{0, 9}, []uint64{mostItems}},
	} {
		if got := c.a.edges(c.b); !reflect.DeepEqual(got, c.want) {
			t.Errorf("the edges of %v and %v are %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

// TestTypesOfFields says what a type is called, and of which other type its values are the same.
func TestTypesOfFields(t *testing.T) {
	kinds := []string{
		"int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "bool", "E", "string", "bytes", "double", "float", "N", "google.protobuf.Duration", "google.protobuf.Timestamp", "O",
	}
	var body strings.Builder
	for i, kind := range kinds {
		fmt.Fprintf(&body, "%s f%d = %d;", kind, i, i+1)
	}
	compiled := compile(t, map[string][]byte{"c0.proto": source(0, body.String()+" repeated E r = 50; map<string, N> m = 51; optional int32 p = 52; oneof o { int32 q = 53; } repeated int32 s = 54; map<int32, N> u = 55; map<string, int32> v = 56; F w = 57; map<string, O> x = 58;"+
		"--- enum E { A = 0; B = 1; C = 2; } enum F { D = 0; G = 1; } message N {} message O {}")})
	m := messageOf(t, compiled, "c0.M")
	named := func(name protoreflect.Name) protoreflect.FieldDescriptor { return m.Fields().ByName(name) }
	wider := map[string][]string{
		"bool": {"E", "int32", "int64"}, "E": {"int32", "int64"}, "int32": {"int64", "E"}, "uint32": {"uint64"}, "sint32": {"sint64"}, "N": {"O"}, "O": {"N"},
	}
	for i, from := range kinds {
		for k, to := range kinds {
			a, b := named(protoreflect.Name(fmt.Sprintf("f%d", i))), named(protoreflect.Name(fmt.Sprintf("f%d", k)))
			if got, want := comparable(a, b), i == k || slices.Contains(wider[from], to); got != want {
				t.Errorf("%s and %s can be compared: %t", from, to, got)
			}
			if got, want := sameType(a, b), i == k || a.Kind() == protoreflect.MessageKind && b.Kind() == protoreflect.MessageKind; got != want {
				t.Errorf("%s and %s are the same: %t", from, to, got)
			}
		}
	}
	for name, want := range map[protoreflect.Name]string{
		"f0": "int32", "f8": "c0.E", "f13": "c0.N", "r": "repeated c0.E", "m": "map<string, c0.N>", "p": "optional int32", "q": "int32 in a oneof",
	} {
		if got := fieldType(named(name)); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
	for _, c := range []struct {
		a, b protoreflect.Name
		want bool
	}{{"r", "f8", false}, {"s", "f0", false}, {"m", "u", false}, {"m", "v", false}, {"m", "m", true}, {"m", "x", true}, {"w", "f8", false}, {"m", "f13", false}, {"r", "s", false}, {"p", "f0", true}} {
		if got := sameType(named(c.a), named(c.b)); got != c.want || sameType(named(c.b), named(c.a)) != c.want {
			t.Errorf("%s and %s are the same: %t", c.a, c.b, got)
		}
	}
}

func TestExpressionsOfNewFields(t *testing.T) {
	m := messageOf(t, compile(t, map[string][]byte{"c0.proto": source(0, "string x = 1; int32 y = 2;")}), "c0.M")
	for expression, want := range map[string]bool{
		"this.x == ''": true, "this.x != ''": false, "this.x == '' || this.y > 3": true, "this.x == '' && this.y > 3": false, "this.y > 3": false, "true": true, "false": false, "''": true, "'no'": false, "this.z": false, "this..x": false,
		"this.y > 3 ? '' : ''": false, "1": false, "now > timestamp(0) || this.x == ''": true, "now > timestamp(0)": false, "10 / size(this.x) > 0": false, "this.x.isHostname() || this.x == ''": true,
	} {
		got := holdsWithout(expression, m, func(field protoreflect.FieldDescriptor) bool { return field.Name() == "y" })
		if got != want {
			t.Errorf("%s holds: %t", expression, got)
		}
	}
}
