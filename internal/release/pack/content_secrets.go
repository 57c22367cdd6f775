package pack

import (
	"bytes"
	"iter"
	"math"
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
)

// secretForms are what secrets look like that can be told by their beginning. The rest of a pattern is as long as the
// issuer makes it, so that a name which only begins like that is none.
var secretForms = []struct {
	name    string
	begins  []string       // begins are looked for first, which is fast.
	pattern *regexp.Regexp // pattern is of what follows a beginning.
}{
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
	{"a password in an address", []string{"://"}, regexp.MustCompile(`^[^\s/:@"'<>{}$]+:[^\s/@"'<>{}$]{3,}@`)},
}

// secretNames are what things that keep secrets are called, in lower case.
var secretNames = []string{
	"secret", "token", "password", "passwd", "apikey", "api_key", "api-key", "accesskey", "access_key", "access-key",
	"privatekey", "private_key", "private-key", "credential", "authorization",
}

// assigned is of what follows the name of a secret that a text is given to: in JSON, code or configuration.
var assigned = regexp.MustCompile(`^[\w.-]*["'` + "`" + `\]]{0,2}[ \t]*(?::=|=>|[:=])[ \t]*["'` + "`" + `]([A-Za-z0-9+/_=.~-]{20,})["'` + "`" + `]`)

const secretAdvice = "remove it and revoke it; if it is none, write an example that can't be taken for one"

// checkSecrets looks for what only its owner should have. The finding does not repeat it.
func checkSecrets(c *content) []Finding {
	var found []Finding
	for _, m := range c.inside {
		found = append(found, knownSecrets(m)...)
		found = append(found, assignedSecrets(m)...)
	}
	return slices.Compact(sorted(found))
}

// knownSecrets are those that can be told by their form.
func knownSecrets(m archive.Member) []Finding {
	var found []Finding
	for _, form := range secretForms {
		for _, begin := range form.begins {
			for start := range occurrences(m.Content, begin) {
				rest := m.Content[start+len(begin):]
				at := form.pattern.FindIndex(rest[:min(len(rest), mostSecret)])
				if at != nil && standsAlone(m.Content, start, start+len(begin)+at[1]) {
					found = append(found, secretAt(m, start, "has what looks like "+form.name))
				}
			}
		}
	}
	return found
}

// assignedSecrets are those that can be told by what they are given to.
func assignedSecrets(m archive.Member) []Finding {
	var found []Finding
	lower := lowerASCII(m.Content)
	for _, name := range secretNames {
		for start := range occurrences(lower, name) {
			rest := m.Content[start+len(name):]
			value := assigned.FindSubmatch(rest[:min(len(rest), mostSecret)])
			if value != nil && isRandom(string(value[1])) {
				found = append(found, secretAt(m, start, "gives something with the name of a secret a value that looks random"))
			}
		}
	}
	return found
}

// lowerASCII has every byte where it was, whatever the encoding is.
func lowerASCII(content []byte) []byte {
	lower := bytes.Clone(content)
	for i, b := range lower {
		if b >= 'A' && b <= 'Z' {
			lower[i] = b + 'a' - 'A'
		}
	}
	return lower
}

// mostSecret is how long the longest secret may be in bytes.
const mostSecret = 8 << 10

// occurrences are the positions of a text.
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

func secretAt(m archive.Member, offset int, what string) Finding {
	finding := say(m.Name, what, secretAdvice)
	finding.Line = 1 + bytes.Count(m.Content[:offset], []byte("\n"))
	return finding
}

// standsAlone says whether what was found is a word of its own: within a long text in base64, such as a descriptor, every
// beginning occurs by chance.
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
	leastEntropy    = 3.7 // leastEntropy is in bits a character. Of 20 random ones of base 64 nearly all have more.
	leastHexEntropy = 3.0 // leastHexEntropy is for digits of base 16, which can't have more than 4.

	// mostWords is the share of a text that may be like words: letters in a row, of which only the first may be a capital. Of
	// random texts it is a third, of names and paths, also with a version in them, nearly all.
	mostWords = 0.65
)

// isRandom says whether a text is more like a key than like something that a person wrote.
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

// entropy is that of the characters of a text by how often each occurs, in bits (Shannon).
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
