package regexlang

import (
	"context"
	"strings"
	"testing"
	"unicode/utf8"
)

func mustPattern(tb testing.TB, expression string) *Language {
	tb.Helper()
	language, err := Pattern(expression)
	if err != nil {
		tb.Fatal(err)
	}
	return language
}

// TestIncludesPattern has the counterexample if a pattern does not include the other one, or - if it does.
func TestIncludesPattern(t *testing.T) {
	for _, test := range []struct{ big, small, want string }{
		{"^[a-z]$", "^[a-z]$", "-"},
		{"^[a-z0-9]{1,3}$", "^([0-9a-z]|[0-9a-z]{2,3})$", "-"},
		{"^([0-9a-z]|[0-9a-z]{2,3})$", "^[a-z0-9]{1,3}$", "-"},
		{"^[a-z]{1,3}$", "^[a-z]{1,4}$", "aaaa"},
		{"^[a-z]+$", "^[a-z]*$", ""},
		{"^[a-z]+$", "^[a-zA-Z]+$", "A"},
		{"^[a-y]+$", "^[a-z]+$", "z"},
		{"^[a-z0-9-]+$", "^[a-z0-9._-]+$", "_"},
		{"", "^x$", "-"},
		{"^x$", "", ""},
		{"(foo)?", "[^a]", "-"},
		{"foo", "foo", "-"},
		{"foo", "^.*foo.*$", "-"},
		{"^.*foo.*$", "foo", "\nfoo"},
		{"(?s)^.*foo.*$", "foo", "-"},
		{"^a$", `^a\z`, "-"},
		{`\Aa\z`, "^a$", "-"},
		{"^a$", "(?m)^a$", "a\n"},
		{"(?m)^a$", "^a$", "-"},
		{"(?m)^a$", "(^|\n)a(\n|$)", "-"},
		{"(^|\n)a(\n|$)", "(?m)^a$", "-"},
		// Each anchor binds to one alternative only.
		{"^(a|b)$", "^a|b$", "aa"},
		{"^a|b$", "^(a|b)$", "-"},
		{"(?i)^hello$", "^[hH]ello$", "-"},
		{"^[kK]$", "(?i)^k$", "\u212a"},
		{`^\p{L}+$`, `^[a-zà-ö]+$`, "-"},
		{`^[a-z]+$`, `^\p{Ll}+$`, "µ"},
		{`^\P{L}$`, `^[^\pL]$`, "-"},
		{`^[^a]$`, `^[^b]$`, "a"},
		{"^.$", "(?s)^.$", "\n"},
		{`^\w+$`, "^[0-9A-Za-z_]+$", "-"},
		{"^[0-9A-Za-z_]+$", `^\w+$`, "-"},
		{`^[\w\s-]+$`, `^[\w -]+$`, "-"},
		{`\bfoo\b`, "foo", "fooa"},
		{"foo", `\bfoo\b`, "-"},
		{`\bfoo\b`, `(^|\W)foo(\W|$)`, "-"},
		{`(^|\W)foo(\W|$)`, `\bfoo\b`, "-"},
		{`(^|\w)foo|foo(\w|$)`, `\Bfoo\B`, "-"},
		{`\Bfoo\B`, `\wfoo\w`, "-"},
		{`\B`, ``, "a"},
		{`\b`, `\w`, "-"},
		{`\w`, `\b`, "-"},
		{`x`, `\b\B`, "-"},
		{`x`, `a^`, "-"},
		{`x`, `$a`, "-"},
		{`x`, `(?m)$^`, ""},
		{`x`, `a\z$`, "a"},
		{`x`, `[^\x00-\x{10FFFF}]`, "-"},
		{`x`, `[\x{D800}-\x{DFFF}]`, "-"},
		{"^(?:a*)*$", "^a*$", "-"},
		{"^a{2,}$", "^(aa|aaa)+$", "-"},
		{"^(aa|aaa)+$", "^a{2,}$", "-"},
		{"^(aa)*$", "^(aaa)*$", "aaa"},
		{"^a*?$", "^a*$", "-"},
		{`^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+$`, `^([a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?\.)+$`, "-"},
		{`^([a-z0-9]([a-z0-9-]{0,60}[a-z0-9])?\.)+$`, `^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+$`, strings.Repeat("a", 63) + "."},
		// Only one alternative requires the end of the text.
		{"^a|b", "^a|b$", "-"},
		{"^(b|[^b]*b)", "b", "-"},
	} {
		got := Includes(context.Background(), mustPattern(t, test.big), mustPattern(t, test.small))
		check(t, test.big+" includes "+test.small, got, test.want)
	}
}

// check compares a result with a counterexample, or - for none.
func check(t *testing.T, question string, got Result, want string) {
	t.Helper()
	switch {
	case !got.Decided:
		t.Errorf("%s: not decided: %s", question, got.Reason)
	case got.Included != (want == "-"), !got.Included && got.Counterexample != want:
		t.Errorf("%s: %+v, want the counterexample %q", question, got, want)
	case got.Length != uint64(utf8.RuneCountInString(got.Counterexample)):
		t.Errorf("%s: the length of the counterexample is %d", question, got.Length)
	}
}

func TestIncludesCombined(t *testing.T) {
	label := mustPattern(t, "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$")
	must := func(language *Language, err error) *Language {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return language
	}
	for name, test := range map[string]struct {
		big, small *Language
		want       string
	}{
		"all":                   {All(), label, "-"},
		"none":                  {label, Finite(), "-"},
		"none includes":         {Finite(), label, "a"},
		"all is not less":       {label, All(), ""},
		"length":                {Length(1, 64), Length(1, 63), "-"},
		"longer":                {Length(1, 3), Length(1, 4), "aaaa"},
		"shorter":               {Length(1, Unbounded), Length(0, 3), ""},
		"no length":             {Length(0, 0), Length(3, 1), "-"},
		"all lengths":           {Length(0, Unbounded), label, "-"},
		"exact":                 {Length(2, 2), mustPattern(t, "^(..|..)$"), "-"},
		"in characters":         {Length(2, 2), Finite("µµ"), "-"},
		"bytes":                 {must(ByteLength(0, 4)), Finite("µµ"), "-"},
		"too many bytes":        {must(ByteLength(0, 3)), Finite("µµ"), "µµ"},
		"bytes and characters":  {must(ByteLength(0, 63)), Intersect(label, Length(0, 63)), "-"},
		"long characters":       {must(ByteLength(0, 7)), Length(0, 2), "𐀀𐀀"},
		"few characters":        {Length(0, 7), must(ByteLength(0, 7)), "-"},
		"label is longer":       {Intersect(label, Length(1, 2)), Intersect(label, Length(1, 3)), "aaa"},
		"label within":          {Intersect(label, Length(1, 64)), Intersect(Length(1, 63), label), "-"},
		"pattern has length":    {mustPattern(t, "^[a-z]{1,63}$"), Intersect(mustPattern(t, "^[a-z]*$"), Length(1, 63)), "-"},
		"length has pattern":    {Intersect(mustPattern(t, "^[a-z]*$"), Length(1, 63)), mustPattern(t, "^[a-z]{1,63}$"), "-"},
		"gap":                   {Union(Length(0, 2), Length(4, Unbounded)), mustPattern(t, "^a*$"), "aaa"},
		"no gap":                {Union(Length(0, 2), Length(4, Unbounded)), mustPattern(t, "^(aa)*$"), "-"},
		"prefix":                {Prefix("ab"), Prefix("abc"), "-"},
		"shorter prefix":        {Prefix("abc"), Prefix("ab"), "ab"},
		"prefix as pattern":     {mustPattern(t, "^ab"), Prefix("ab"), "-"},
		"suffix":                {Suffix("bc"), Suffix("abc"), "-"},
		"shorter suffix":        {Suffix("abc"), Suffix("bc"), "bc"},
		"suffix as pattern":     {Suffix("a.c"), mustPattern(t, `a\.c$`), "-"},
		"overlapping suffix":    {Suffix("aab"), mustPattern(t, "a{2,}b$"), "-"},
		"contains":              {Contains("b"), Contains("abc"), "-"},
		"contains suffix":       {Contains("abc"), Suffix("abc"), "-"},
		"contains nothing":      {Contains(""), All(), "-"},
		"contains not text":     {Contains("\xff"), Finite("a"), "a"},
		"set":                   {Finite("a", "b", "c"), Finite("c", "a"), "-"},
		"smaller set":           {Finite("a", "b"), Finite("a", "b", "bcd"), "bcd"},
		"set in pattern":        {label, Finite("a", "b-c"), "-"},
		"set not in pattern":    {label, Finite("a", "b-"), "b-"},
		"pattern in set":        {Finite("", "a", "b", "x"), mustPattern(t, "^[ab]?$"), "-"},
		"set without text":      {Finite("\xff", "a"), Finite("a"), "-"},
		"not in":                {Complement(Finite("a")), Finite("b"), "-"},
		"not in any more":       {Complement(Finite("a", "b")), Complement(Finite("a")), "b"},
		"does not contain":      {Complement(Contains("a")), mustPattern(t, "^[b-z]*$"), "-"},
		"contains it":           {Complement(Contains("a")), mustPattern(t, "^[b-z]*a?$"), "a"},
		"complement of both":    {Complement(Union(label, Length(3, 4))), Complement(Union(Length(3, 4), label)), "-"},
		"optional":              {Union(Finite(""), label), label, "-"},
		"not optional any more": {label, Union(Finite(""), label), ""},
		"union":                 {mustPattern(t, "^[ab]$"), Union(Finite("a"), mustPattern(t, "^b$")), "-"},
		"shortest of several":   {Intersect(Complement(Finite("aa")), Complement(Finite("b"))), All(), "b"},
		"a large bound":         {Length(0, 1_000_000), Length(0, 999_999), "-"},
		"large bounds":          {Intersect(label, Length(1, 1<<40)), Intersect(label, Length(3, 1<<40)), "-"},
	} {
		check(t, name, Includes(context.Background(), test.big, test.small), test.want)
	}
}

// TestLargeBounds checks that large bounds take no more work than small ones.
func TestLargeBounds(t *testing.T) {
	even := mustPattern(t, "^(..)*$")
	for _, test := range []struct {
		big, small *Language
		want       uint64
	}{
		{Length(0, 1<<40), Length(0, 1<<41), 1<<40 + 1},
		{Length(0, 1<<40), Intersect(even, Length(0, 1<<41)), 1<<40 + 2},
		{Length(0, 1<<40), Intersect(even, Length(0, 1<<40+2)), 1<<40 + 2},
		{Length(0, 70_000), mustPattern(t, "^(.{7})*$"), 70_007},
		{Union(even, Length(0, 1<<50)), All(), 1<<50 + 1},
	} {
		got := Includes(context.Background(), test.big, test.small)
		if !got.Decided || got.Included || got.Length != test.want || got.Counterexample != "" {
			t.Errorf("got %+v, want a counterexample of %d characters", got, test.want)
		}
	}
	if got := Includes(context.Background(), Length(0, 1<<40), Intersect(even, Length(0, 1<<40+1))); !got.Included {
		t.Errorf("got %+v, but the one length in question is odd", got)
	}
	got := Includes(context.Background(), Length(0, 50_000), Length(0, 60_000))
	if got.Counterexample != strings.Repeat("a", 50_001) {
		t.Errorf("the counterexample has %d characters", len(got.Counterexample))
	}
}

// TestBounded checks that questions of exponential work are given up, and that trivial ones are still answered.
func TestBounded(t *testing.T) {
	hostile := mustPattern(t, "^(a|b)*a(a|b){24}$")
	rewritten := mustPattern(t, "^[ab]*a[ab]{24}$")
	if got := Includes(context.Background(), hostile, rewritten); got.Decided || !strings.Contains(got.Reason, "than") {
		t.Errorf("got %+v", got)
	}
	if got := Includes(context.Background(), hostile, Intersect(hostile, Length(1, 100))); !got.Included {
		t.Errorf("got %+v, but it is the same pattern", got)
	}
	if got := Includes(context.Background(), Length(1, 100), Intersect(hostile, Length(2, 99))); !got.Included {
		t.Errorf("got %+v, but the lengths say it all", got)
	}
	if got := Includes(context.Background(), mustPattern(t, "^[ab]*$"), mustPattern(t, "^([ab]*a[ab]{24}|.?c)$")); got.Included || !got.Decided {
		t.Errorf("got %+v, but there is a short counterexample", got)
	}
	stopped, cancel := context.WithCancel(context.Background())
	cancel()
	if got := Includes(stopped, hostile, rewritten); got.Decided || !strings.Contains(got.Reason, "canceled") {
		t.Errorf("got %+v", got)
	}
}

func TestPatternErrors(t *testing.T) {
	for expression, want := range map[string]string{
		"^[a-z":                          `pattern "^[a-z": error parsing regexp: missing closing ]`,
		`\C`:                             "invalid escape sequence",
		"(?=a)":                          "invalid or unsupported Perl syntax",
		"a{1001}":                        "invalid repeat count",
		"(a{100}){100}":                  "invalid repeat count",
		"\xff":                           "invalid UTF-8",
		strings.Repeat("[ab]{1000}", 70): "too large to compare",
	} {
		if _, err := Pattern(expression); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %s", expression, err, want)
		}
	}
	if _, err := ByteLength(0, 1<<30); err == nil {
		t.Error("a length of 2^30 bytes has no error")
	}
}
