// Package secrets finds secrets in files: by the format of their issuer, or by the name of the variable that holds them. The checks
// of packages use it, and the test of all files of the repository.
package secrets

import (
	"bytes"
	"cmp"
	"iter"
	"math"
	"regexp"
	"slices"
	"strings"
)

// Found is a place with a secret. It does not repeat the secret.
type Found struct {
	Line int    // Line counts from 1.
	What string // What is like "what looks like a token of npm".
}

// form is the format of one kind of secret.
type form struct {
	name    string
	begins  []string       // begins are prefixes, which are searched first because that is fast.
	pattern *regexp.Regexp // pattern matches what follows the prefix.
}

// forms are the secrets with a known prefix. A pattern demands the length that the issuer uses, so that a name with the same prefix
// is not reported.
var forms = []form{
	{"a private key", []string{"-----BEGIN "}, regexp.MustCompile(`^(?:[A-Z0-9]+ )*PRIVATE KEY(?: BLOCK)?-----`)},
	{"a key of AWS", []string{"AKIA", "ASIA"}, regexp.MustCompile(`^[A-Z2-7]{16}`)},
	{"a token of GitHub", []string{"ghp_", "gho_", "ghu_", "ghs_", "ghr_"}, regexp.MustCompile(`^[A-Za-z0-9]{36,}`)},
	{"a token of GitHub", []string{"github_pat_"}, regexp.MustCompile(`^[A-Za-z0-9_]{60,}`)},
	{"a token of GitLab", []string{"glpat-"}, regexp.MustCompile(`^[A-Za-z0-9_-]{20,}`)},
	{"a token of npm", []string{"npm_"}, regexp.MustCompile(`^[A-Za-z0-9]{36}`)},
	{"a token of a Python index", []string{"pypi-"}, regexp.MustCompile(`^[A-Za-z0-9_-]{50,}`)},
	{"a key of Google", []string{"AIza"}, regexp.MustCompile(`^[A-Za-z0-9_-]{35}`)},
	{"a key of Google", []string{"GOCSPX-"}, regexp.MustCompile(`^[A-Za-z0-9_-]{28}`)},
	{"a token of Google", []string{"ya29."}, regexp.MustCompile(`^[A-Za-z0-9_-]{30,}`)},
	{"a token of Slack", []string{"xoxa-", "xoxb-", "xoxe-", "xoxo-", "xoxp-", "xoxr-", "xoxs-"}, regexp.MustCompile(`^[A-Za-z0-9-]{20,}`)},
	{"a key of Stripe", []string{"sk_live_", "rk_live_"}, regexp.MustCompile(`^[A-Za-z0-9]{20,}`)},
	{"a key of an AI service", []string{"sk-ant-", "sk-proj-"}, regexp.MustCompile(`^[A-Za-z0-9_-]{32,}`)},
	{"a signed token (JWT)", []string{"eyJ"}, regexp.MustCompile(`^[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{20,}`)},
}

// address is a password in a URL. Only [Find] looks for it, because examples and tests have such URLs too.
var address = form{"a password in an address", []string{"://"}, regexp.MustCompile(`^[^\s/:@"'<>{}$]+:[^\s/@"'<>{}$]{3,}@`)}

// names are parts of the names of variables that hold secrets, in lower case.
var names = []string{
	"secret", "token", "password", "passwd", "apikey", "api_key", "api-key", "accesskey", "access_key", "access-key",
	"privatekey", "private_key", "private-key", "credential", "authorization",
}

// assigned matches what follows the name of a secret if a string is assigned to it: in JSON, code or configuration.
var assigned = regexp.MustCompile(`^[\w.-]*["'` + "`" + `\]]{0,2}[ \t]*(?::=|=>|[:=])[ \t]*["'` + "`" + `]([A-Za-z0-9+/_=.~-]{20,})["'` + "`" + `]`)

// Issued finds the secrets in the format of a known issuer.
func Issued(content []byte) []Found {
	var found []Found
	for _, f := range forms {
		found = append(found, f.find(content)...)
	}
	return sorted(found)
}

// Find finds the secrets of [Issued], passwords in URLs, and random-looking values assigned to the name of a secret.
func Find(content []byte) []Found {
	found := append(Issued(content), address.find(content)...)
	lower := lowerASCII(content)
	for _, name := range names {
		for start := range occurrences(lower, name) {
			rest := content[start+len(name):]
			value := assigned.FindSubmatch(rest[:min(len(rest), longest)])
			if value != nil && isRandom(string(value[1])) {
				found = append(found, foundAt(content, start, "a value that looks random under the name of a secret"))
			}
		}
	}
	return sorted(found)
}

func (f form) find(content []byte) []Found {
	var found []Found
	for _, begin := range f.begins {
		for start := range occurrences(content, begin) {
			rest := content[start+len(begin):]
			at := f.pattern.FindIndex(rest[:min(len(rest), longest)])
			if at != nil && standsAlone(content, start, start+len(begin)+at[1]) {
				found = append(found, foundAt(content, start, "what looks like "+f.name))
			}
		}
	}
	return found
}

func sorted(found []Found) []Found {
	slices.SortFunc(found, func(a, b Found) int { return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.What, b.What)) })
	return slices.Compact(found)
}

// lowerASCII lowers A to Z and keeps every byte at its offset, in any encoding.
func lowerASCII(content []byte) []byte {
	lower := bytes.Clone(content)
	for i, b := range lower {
		if b >= 'A' && b <= 'Z' {
			lower[i] = b + 'a' - 'A'
		}
	}
	return lower
}

// longest is the length of the longest secret in bytes.
const longest = 8 << 10

// occurrences returns the offsets of a text.
func occurrences(content []byte, text string) iter.Seq[int] {
	return func(yield func(int) bool) {
		for from := 0; ; {
			at := bytes.Index(content[from:], []byte(text))
			if at < 0 || !yield(from+at) {
				return
			}
			from += at + len(text)
		}
	}
}

func foundAt(content []byte, offset int, what string) Found {
	return Found{1 + bytes.Count(content[:offset], []byte("\n")), what}
}

// standsAlone reports whether a match is a word of its own. In a long base64 text, such as a descriptor, every prefix occurs by
// chance.
func standsAlone(content []byte, start, end int) bool {
	within := func(at int) bool {
		return at > 0 && at < len(content) && isTokenByte(content[at-1]) && isTokenByte(content[at])
	}
	return !within(start) && !within(end)
}

func isTokenByte(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= 'A' && b <= 'Z' || b >= '0' && b <= '9' || strings.IndexByte("+/_", b) >= 0
}

var (
	uuidPattern = regexp.MustCompile(`(?i)^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)
	hexPattern  = regexp.MustCompile(`(?i)^[0-9a-f]{32,}$`)
	wordPattern = regexp.MustCompile(`[A-Z]?[a-z]{2,}`)
)

const (
	leastEntropy    = 3.7 // leastEntropy is in bits per character. Nearly all random texts of 20 base64 characters have more.
	leastHexEntropy = 3.0 // leastHexEntropy is for hexadecimal digits, which have at most 4 bits.

	// mostWords is the share of a text that may look like words: lower-case letters in a row, after at most one capital. It is about
	// a third of a random text, and nearly all of a name or path.
	mostWords = 0.65
)

// isRandom reports whether a text looks like a key rather than something that a person wrote.
func isRandom(text string) bool {
	if uuidPattern.MatchString(text) {
		return false
	}
	if hexPattern.MatchString(text) {
		return entropy(text) > leastHexEntropy
	}
	words := 0
	for _, word := range wordPattern.FindAllString(text, -1) {
		words += len(word)
	}
	return strings.ContainsAny(text, "0123456789") && strings.ToLower(text) != text &&
		float64(words) < mostWords*float64(len(text)) && entropy(text) > leastEntropy
}

// entropy returns the bits of each character of a text, by how often each one occurs (Shannon).
func entropy(text string) float64 {
	counts := map[rune]float64{}
	for _, r := range text {
		counts[r]++
	}
	bits, length := 0.0, float64(len(text))
	for _, n := range counts {
		bits -= n / length * math.Log2(n/length)
	}
	return bits
}
