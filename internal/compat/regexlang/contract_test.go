package regexlang

import (
	"context"
	"math/rand/v2"
	"testing"
)

// rewrites are patterns as the contract has them, each with another way to write it, a tighter pattern, and a shortest string
// that the tighter one lacks.
var rewrites = []struct{ pattern, same, tighter, lost string }{
	{"^[A-Z]{2}$", `\A[A-Z][A-Z]\z`, "^[A-Y][A-Z]$", "ZA"},
	{"^[a-zA-Z0-9-_]+$", `^[\w-]+$`, "^[a-zA-Z0-9_]+$", "-"},
	{"^[a-z0-9]([-a-z0-9]*[a-z0-9])?$", "^([a-z0-9]+-*)*[a-z0-9]$", "^[a-z]([-a-z0-9]*[a-z0-9])?$", "0"},
	{
		"^([a-zA-Z0-9.-]+(:[0-9]+)?)(/[a-zA-Z0-9_./-]+)*$",
		`^[-.0-9A-Za-z]+(?::\d+)?(?:/[\w./-]+)?$`,
		"^([a-zA-Z0-9.-]+)(/[a-zA-Z0-9_./-]+)*$", "a:0",
	},
	{
		"^[a-zA-Z][a-zA-Z0-9+.-]*://([a-zA-Z0-9.-]+(:[0-9]+)?)(/[a-zA-Z0-9_./-]+)*$",
		"^[a-zA-Z]{1}[a-zA-Z0-9+.-]*:/{2}([a-zA-Z0-9.-]+(:[0-9]+)?)(/[a-zA-Z0-9_./-]+)*$",
		"^https://([a-zA-Z0-9.-]+(:[0-9]+)?)(/[a-zA-Z0-9_./-]+)*$", "a://a",
	},
	{"^([^\\x00-\\x1F\\x7F])*$", `^[[:^cntrl:]]*$`, "^([^\\x00-\\x20\\x7F])*$", " "},
	{
		`^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z0-9]$`,
		`^([a-z0-9]|[a-z0-9][a-z0-9-]{0,61}[a-z0-9])(\.([a-z0-9]|[a-z0-9][a-z0-9-]{0,61}[a-z0-9]))*\.[a-z0-9][-a-z0-9]{0,61}[a-z0-9]$`,
		`^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9][a-z0-9-]{0,61}[a-z]$`, "a.a0",
	},
	{`^(|[a-z_]+(\.[a-z_]+)*)$`, `^([a-z_]+(\.[a-z_]+)*)?$`, `^[a-z_]+(\.[a-z_]+)*$`, ""},
	{
		"^/[A-Za-z_][A-Za-z0-9_.]*/[A-Za-z_][A-Za-z0-9_]*$", `^/[^\W0-9][\w.]*/[^\W\d]\w*$`,
		"^/[A-Za-z][A-Za-z0-9_.]*/[A-Za-z][A-Za-z0-9_]*$", "/_/a",
	},
	{
		`^([a-z0-9A-Z]([-a-z0-9A-Z]*[a-z0-9A-Z])?(\.[a-z0-9A-Z]([-a-z0-9A-Z]*[a-z0-9A-Z])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$`,
		`^([[:alnum:]]+(-+[[:alnum:]]+)*(\.[[:alnum:]]+(-+[[:alnum:]]+)*)*/)?[[:alnum:]]([-\w.]*[[:alnum:]])?$`,
		`^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$`, "A/a",
	},
	{
		`^https?:\/\/([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,}(:[0-9]+)?$`,
		`^(http|https)://(([a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]{0,61}[a-zA-Z0-9])\.)+[a-zA-Z]+[a-zA-Z](:\d+)?$`,
		`^https?:\/\/([a-zA-Z0-9]([a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?\.)+[a-zA-Z]{2,6}(:[0-9]+)?$`, "http://a.aaaaaaa",
	},
	{`^(local|vault):v([1-9][0-9]{0,4}):.*$`, `^(local|vault):v[1-9]\d?\d?\d?\d?:.*$`, `^vault:v([1-9][0-9]{0,4}):.*$`, "local:v1:"},
	{`^[\w\s-]+$`, `^(\w|\s|-)+$`, `^[\w -]+$`, "\t"},
	{
		`^(@(annually|yearly|monthly|weekly|daily|hourly|reboot))|(@every (\d+(ns|us|µs|ms|s|m|h))+)|((((\d+,)+\d+|([\d\*]+(\/|-)\d+)|\d+|\*) ?){5,7})$`,
		`^@(annually|yearly|monthly|weekly|daily|hourly|reboot)|@every \d+(s|h|[muµn]s|m)|(((\d+,)*\d+|[\d*]+[/-]\d+|\*) ?){5,7}$`,
		`^(@(annually|yearly|monthly|weekly|daily|hourly|reboot))|(@every (\d+(ns|us|µs|ms|s|m|h))+)|((((\d+,)+\d+|([\d\*]+(\/|-)\d+)|\d+|\*) ){4,6}(\d+|\*))$`,
		"00000",
	},
	{`^(v(\d+)\.(\d+)\.(\d+)|latest)$`, `^latest$|^v(?:\d+\.){2}\d+$`, `^v(\d+)\.(\d+)\.(\d+)$`, "latest"},
	{"(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?", "", "^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$", "-"},
}

func TestRewrites(t *testing.T) {
	for _, test := range rewrites {
		pattern, same, tighter := mustPattern(t, test.pattern), mustPattern(t, test.same), mustPattern(t, test.tighter)
		check(t, test.same+" includes "+test.pattern, Includes(context.Background(), same, pattern), "-")
		check(t, test.pattern+" includes "+test.same, Includes(context.Background(), pattern, same), "-")
		check(t, test.pattern+" includes "+test.tighter, Includes(context.Background(), pattern, tighter), "-")
		got := Includes(context.Background(), tighter, pattern)
		if test.lost != "-" || got.Included {
			check(t, test.tighter+" includes "+test.pattern, got, test.lost)
		}
		short, long := Intersect(pattern, Length(1, 63)), Intersect(same, Length(1, 64))
		check(t, test.pattern+" may become longer", Includes(context.Background(), long, short), "-")
		if got := Includes(context.Background(), short, long); !got.Decided || !got.Included && got.Length != 64 {
			t.Errorf("%s may not become shorter: %+v", test.pattern, got)
		}
	}
}

func BenchmarkIncludes(b *testing.B) {
	ask := func(b *testing.B, big, small *Language) {
		b.Helper()
		for b.Loop() {
			if got := Includes(context.Background(), big, small); !got.Decided {
				b.Fatal(got.Reason)
			}
		}
	}
	for _, test := range rewrites {
		pattern, same, tighter := mustPattern(b, test.pattern), mustPattern(b, test.same), mustPattern(b, test.tighter)
		name := test.pattern[:min(len(test.pattern), 30)]
		b.Run(name+"/rewritten", func(b *testing.B) { ask(b, same, pattern) })
		b.Run(name+"/tighter", func(b *testing.B) { ask(b, tighter, pattern) })
		b.Run(name+"/looser", func(b *testing.B) { ask(b, pattern, tighter) })
		b.Run(name+"/length", func(b *testing.B) {
			ask(b, Intersect(same, Length(1, 1024)), Intersect(pattern, Length(3, 1023)))
		})
		b.Run(name+"/shorter", func(b *testing.B) {
			ask(b, Intersect(same, Length(1, 1023)), Intersect(pattern, Length(1, 1024)))
		})
		b.Run(name+"/samples", func(b *testing.B) {
			random := rand.New(rand.NewPCG(1, 2))
			for b.Loop() {
				pattern.Samples(random, 20)
			}
		})
	}
}
