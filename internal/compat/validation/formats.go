package validation

import (
	"context"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
)

// wider has, for each format, those that accept all that it accepts.
var wider = map[string][]string{
	"ipv4":                {"ip", "address"},
	"ipv6":                {"ip", "address"},
	"ip":                  {"address"},
	"hostname":            {"address"},
	"uri":                 {"uri_ref"},
	"ipv4_with_prefixlen": {"ip_with_prefixlen"},
	"ipv6_with_prefixlen": {"ip_with_prefixlen"},
	"ip_prefix":           {"ip_with_prefixlen"},
	"ipv4_prefix":         {"ip_prefix", "ipv4_with_prefixlen", "ip_with_prefixlen"},
	"ipv6_prefix":         {"ip_prefix", "ipv6_with_prefixlen", "ip_with_prefixlen"},
}

// implied reports whether a format follows from another by its definition.
func implied(from, to string) bool {
	return slices.Contains(wider[from], to)
}

// Parts of expressions. An octet of an address has no leading zero.
const (
	octet    = `(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])`
	fourPart = octet + `(?:\.` + octet + `){3}`
	label    = `[0-9A-Za-z](?:[0-9A-Za-z-]*[0-9A-Za-z])?`
	// shortName is a host name that is valid beyond doubt: short labels, the last of which begins with a letter.
	shortName = `(?:[0-9A-Za-z]{1,9}\.){0,3}[A-Za-z][0-9A-Za-z]{0,9}`
	// sixPart has addresses that are valid beyond doubt, in the full and in one short form.
	sixPart  = `(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){7}|::(?:[0-9A-Fa-f]{1,4}(?::[0-9A-Fa-f]{1,4}){0,3})?)`
	sixChars = `[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*(?:%(?s:.)+)?`
	uriChars = `[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]`
	fqn      = `[A-Za-z_][A-Za-z_0-9]*(?:\.[A-Za-z_][A-Za-z_0-9]*)*`
)

// formats are the well-known formats by the name of their rule. What protovalidate decides by an expression or simple
// arithmetic is exact, the rest is between what is valid beyond doubt and what may be.
var formats = sync.OnceValue(func() map[string]atom {
	all := map[string]atom{}
	exact := func(name, expression string) { all[name] = exactly(name, pattern(expression)) }
	between := func(name, least, most string) {
		all[name] = atom{name, pattern(`^(?:` + least + `)$`), pattern(`^(?:` + most + `)$`)}
	}
	exact("uuid", `^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$`)
	exact("tuuid", `^[0-9a-fA-F]{32}$`)
	exact("ulid", `^[0-7][0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{25}$`)
	exact("header_name", `^:?[0-9a-zA-Z!#$%&'*+.\-^_|~\x60]+$`)
	exact("header_value", `^[^\x00-\x08\x0A-\x1F\x7F]*$`)
	exact("header_loose", `^[^\x00\x0A\x0D]+$`)
	exact("header_loose_name", `^[^\x00\x0A\x0D]+$`)
	exact("protobuf_fqn", `^`+fqn+`$`)
	exact("protobuf_dot_fqn", `^\.`+fqn+`$`)
	exact("ipv4", `^`+fourPart+`$`)
	exact("ipv4_with_prefixlen", `^`+fourPart+`/(?:3[0-2]|[12]?[0-9])$`)
	between("ipv4_prefix", `0\.0\.0\.0/(?:3[0-2]|[12]?[0-9])|`+fourPart+`/32`, fourPart+`/(?:3[0-2]|[12]?[0-9])`)
	between("ipv6", sixPart, sixChars)
	between("ip", fourPart+`|`+sixPart, fourPart+`|`+sixChars)
	sixLength := `/(?:12[0-8]|1[01][0-9]|[1-9]?[0-9])`
	between("ipv6_with_prefixlen", sixPart+sixLength, `[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*`+sixLength)
	between("ip_with_prefixlen", sixPart+sixLength+`|`+fourPart+`/(?:3[0-2]|[12]?[0-9])`, `[0-9A-Fa-f:.]+`+sixLength)
	between("ipv6_prefix", `::`+sixLength+`|`+sixPart+`/128`, `[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*`+sixLength)
	between("ip_prefix", `::`+sixLength+`|0\.0\.0\.0/(?:3[0-2]|[12]?[0-9])`, `[0-9A-Fa-f:.]+`+sixLength)
	between("hostname", shortName, label+`(?:\.`+label+`)*\.?`)
	between("address", shortName+`|`+fourPart+`|`+sixPart, label+`(?:\.`+label+`)*\.?|`+sixChars)
	between("host_and_port", shortName+`:(?:[1-9][0-9]{0,3}|0)`,
		`(?:`+label+`(?:\.`+label+`)*\.?|\[`+sixChars+`\]):(?:0|[1-9][0-9]{0,4})`)
	mailLabel := `[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?`
	exact("email", `^[a-zA-Z0-9.!#$%&'*+/=?^_\x60{|}~-]+@`+mailLabel+`(?:\.`+mailLabel+`)*$`)
	between("uri", `[A-Za-z][0-9A-Za-z+.-]*://`+shortName+`(?::[0-9]*)?(?:/[0-9A-Za-z._~/-]*)?(?:\?[0-9A-Za-z=&._-]*)?(?:#[0-9A-Za-z._-]*)?`,
		`[A-Za-z][0-9A-Za-z+.\-]*:`+uriChars+`*`)
	between("uri_ref", `(?:https?://`+shortName+`)?(?:/[0-9A-Za-z._~-]+)*(?:\?[0-9A-Za-z=&._-]*)?(?:#[0-9A-Za-z._-]*)?`, uriChars+`*`)
	return all
})

// pattern is the language of an expression that is known to be valid.
func pattern(expression string) *regexlang.Language {
	language, err := regexlang.Pattern(expression)
	if err != nil {
		return regexlang.All()
	}
	return language
}

// formatExamples are valid texts of each format, simple ones first.
var formatExamples = map[string][]string{
	"uuid":                {"123e4567-e89b-12d3-a456-426614174000", "00000000-0000-0000-0000-000000000000", "FFFFFFFF-FFFF-FFFF-FFFF-FFFFFFFFFFFF"},
	"tuuid":               {"123e4567e89b12d3a456426614174000", "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF"},
	"ulid":                {"01ARZ3NDEKTSV4RRFFQ69G5FAV", "7ZZZZZZZZZZZZZZZZZZZZZZZZZ"},
	"email":               {"a@example.com", "a.b+c@example.com", "a@b", "a!#$%&'*/=?^_`{|}~-@x.y", "a@1"},
	"hostname":            {"example.com", "a", "a-b.c", "example.com.", "1a", "A.EXAMPLE"},
	"ip":                  {"127.0.0.1", "::1", "fe80::1%eth0", "::ffff:1.2.3.4"},
	"ipv4":                {"127.0.0.1", "255.255.255.255"},
	"ipv6":                {"::1", "2001:db8::1", "fe80::1%eth0", "::ffff:1.2.3.4"},
	"address":             {"example.com", "127.0.0.1", "::1", "a-b.c"},
	"uri":                 {"https://example.com/a", "http://a", "a:b", "mailto:a@example.com", "urn:a:b", "ftp://a/b?c=d#e", "https://u@[::1]:8080/%20"},
	"uri_ref":             {"https://example.com/a", "/a", "a", "?a", "#a", "//a/b", "../a", ""},
	"ip_with_prefixlen":   {"10.0.0.1/8", "2001:db8::1/64"},
	"ipv4_with_prefixlen": {"10.0.0.1/8", "0.0.0.0/0"},
	"ipv6_with_prefixlen": {"2001:db8::1/64", "::/0"},
	"ip_prefix":           {"10.0.0.0/8", "2001:db8::/64"},
	"ipv4_prefix":         {"10.0.0.0/8", "0.0.0.0/0"},
	"ipv6_prefix":         {"2001:db8::/64", "::/0"},
	"host_and_port":       {"example.com:80", "127.0.0.1:1", "[::1]:65535"},
	"protobuf_fqn":        {"a", "a.b.C"},
	"protobuf_dot_fqn":    {".a", ".a.b.C"},
	"header_name":         {"a", ":a", "Content-Type"},
	"header_value":        {"a", "a b\t", ""},
	"header_loose":        {"a", "a b", "é"},
	"header_loose_name":   {"a", "a b", "é"},
}

// containment is an answer about two languages.
type containment struct {
	proven  bool
	example *string // example is in the small language and not in the big one; nil where there is none at hand.
}

// inside asks whether the small language is within the big one. Where the question costs too much there is neither a proof
// nor an example.
func inside(ctx context.Context, big, small *regexlang.Language) containment {
	result := regexlang.Includes(ctx, big, small)
	if !result.Decided || result.Included {
		return containment{proven: result.Decided && result.Included}
	}
	if result.Counterexample == "" && result.Length > 0 {
		return containment{example: longText(big, small, result.Length)}
	}
	return containment{example: &result.Counterexample}
}

// longText is a text of a length that is in the small language and not in the big one, if one of a single letter is.
func longText(big, small *regexlang.Language, length uint64) *string {
	const most = 1 << 20
	if length > most {
		return nil
	}
	for _, letter := range []string{"a", "1", "A", "é"} {
		if text := strings.Repeat(letter, int(length)); small.Match(text) && !big.Match(text) {
			return &text
		}
	}
	return nil
}

// sampler is a language of which there are examples. Finding them is bounded work, which needs no context.
type sampler interface {
	Samples(random *rand.Rand, most int) []string
}

// samples are members of a language, as many as were found without much ado.
func samples(of sampler, random *rand.Rand, most int) []string {
	return of.Samples(random, most)
}
