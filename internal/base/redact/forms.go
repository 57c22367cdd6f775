package redact

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
)

// shortestLine is the least number of bytes of a line, or a word, of a larger secret that is hidden alone: the body of a key
// is longer, and its first line is no secret.
const shortestLine = 16

// shortestInside is the least number of characters of base64 that are hidden within a longer text.
const shortestInside = 8

// variants are the forms in which a secret can stand in a text.
func variants(secret string) []string {
	trimmed := strings.TrimSpace(secret) // What reads a file with a token often takes the end of its line along.
	if len(trimmed) < Shortest {
		return nil
	}
	all := encoded(secret)
	if trimmed != secret {
		all = append(all, encoded(trimmed)...)
	}
	return append(all, inside(trimmed)...)
}

// encoded are a text and its encodings, as a whole.
func encoded(text string) []string {
	all := []string{
		text,
		base64.StdEncoding.EncodeToString([]byte(text)), base64.RawStdEncoding.EncodeToString([]byte(text)),
		base64.URLEncoding.EncodeToString([]byte(text)), base64.RawURLEncoding.EncodeToString([]byte(text)),
		inJSON(text, true), inJSON(text, false),
	}
	for _, escaped := range []string{url.QueryEscape(text), url.PathEscape(text), url.UserPassword("", text).String()[1:], everyByte(text)} {
		all = append(all, escaped, percent.ReplaceAllStringFunc(escaped, strings.ToLower))
	}
	return all
}

var percent = regexp.MustCompile(`%[0-9A-F]{2}`)

// everyByte escapes all but what RFC 3986 calls unreserved, as encodeURIComponent and Python's quote with no safe characters
// nearly do.
func everyByte(text string) string {
	return strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}

// inJSON is a text as it stands between quotes in JSON; html says whether <, > and & are escaped, as Go does.
func inJSON(text string, html bool) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(html)
	if err := encoder.Encode(text); err != nil {
		return text
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(b.String(), "\n"), `"`), `"`)
}

// inside is what the base64 of any longer text with the secret in it has in common: at each of the three places at which the
// secret can begin in a group of three bytes, the characters that depend on the secret alone.
func inside(secret string) []string {
	var all []string
	for before := range 3 {
		text := strings.Repeat("\x00", before) + secret
		whole := len(text) / 3 * 4 // The characters of full groups.
		first := (before*8 + 5) / 6
		for _, encoding := range []*base64.Encoding{base64.RawStdEncoding, base64.RawURLEncoding} {
			if own := encoding.EncodeToString([]byte(text))[:whole]; len(own)-first >= shortestInside {
				all = append(all, own[first:])
			}
		}
	}
	return all
}
