package regexlang

import (
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"
)

func samples(language *Language, n int) []string {
	return language.Samples(rand.New(rand.NewPCG(1, 2)), n)
}

func TestSamples(t *testing.T) {
	label := mustPattern(t, "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
	for name, test := range map[string]struct {
		language *Language
		least    int    // The least number of samples, of 20.
		lengths  []int  // Some of the lengths.
		readable string // The characters that all samples consist of, if it matters.
	}{
		"all":          {All(), 20, []int{0}, ""},
		"none":         {Finite(), 0, nil, ""},
		"empty":        {Intersect(label, Prefix("-")), 0, nil, ""},
		"one":          {mustPattern(t, "^abc$"), 1, []int{3}, "abc"},
		"label":        {label, 20, []int{1}, "-0123456789abcdefghijklmnopqrstuvwxyz"},
		"bounds":       {Intersect(label, Length(3, 63)), 20, []int{3, 63}, ""},
		"long bounds":  {Length(1000, 10_000), 20, []int{1000, 10_000}, ""},
		"too long":     {Length(1<<20, 1<<21), 0, nil, ""},
		"hash":         {mustPattern(t, "^[0-9a-f]{64}$"), 20, []int{64}, "0123456789abcdef"},
		"rare lengths": {mustPattern(t, "^(.{97})*$"), 20, []int{0, 97}, ""},
		"set":          {Finite("a", "bb", "ccc"), 3, []int{1, 2, 3}, ""},
		"part of set":  {Intersect(Length(2, 3), Finite("a", "bb", "ccc")), 2, []int{2, 3}, ""},
		"script":       {mustPattern(t, `^\p{Greek}{2}$`), 20, []int{2}, ""},
		"explosive":    {mustPattern(t, "^(a|b)*a(a|b){24}$"), 20, nil, "ab"},
		"long literal": {Suffix(strings.Repeat("a", 20_001)), 1, []int{20_001}, "a"},
		"both":         {Intersect(mustPattern(t, "^(a|b)*a(a|b){24}$"), Length(25, 30)), 1, nil, "ab"},
		"negated":      {Intersect(Complement(label), Length(1, 2)), 20, []int{1, 2}, ""},
	} {
		got := samples(test.language, 20)
		if len(got) < test.least || len(got) > 20 {
			t.Errorf("%s has %d samples: %.200q", name, len(got), got)
		}
		for _, text := range got {
			if !test.language.Match(text) {
				t.Errorf("%s: %.100q does not belong to it", name, text)
			}
			if test.readable != "" && strings.Trim(text, test.readable) != "" {
				t.Errorf("%s: %.100q has unusual characters", name, text)
			}
		}
		for _, length := range test.lengths {
			if !slices.ContainsFunc(got, func(text string) bool { return utf8.RuneCountInString(text) == length }) {
				t.Errorf("%s has no sample with %d characters: %.200q", name, length, got)
			}
		}
		if distinct := slices.Compact(slices.Sorted(slices.Values(got))); len(distinct) != len(got) {
			t.Errorf("%s has the same sample twice: %.200q", name, got)
		}
		if again := samples(test.language, 20); !slices.Equal(got, again) {
			t.Errorf("%s has other samples the second time", name)
		}
	}
	if got := samples(label, 0); len(got) != 0 {
		t.Errorf("no samples are %q", got)
	}
}

// TestConcurrentUse is for the race detector.
func TestConcurrentUse(t *testing.T) {
	one := Intersect(mustPattern(t, `^\w{1,63}$`), Length(1, 40), Complement(Finite("x", "y")))
	other := Union(mustPattern(t, `^[a-z]*$`), Suffix("z"))
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			result := Includes(t.Context(), one, other)
			if result.Included || one.Match(result.Counterexample) || !other.Match(result.Counterexample) {
				t.Errorf("got %+v", result)
			}
			if got := samples(one, 5); len(got) != 5 {
				t.Errorf("got %q", got)
			}
		})
	}
	group.Wait()
}
