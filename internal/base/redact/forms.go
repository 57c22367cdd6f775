package redact

import (
	"encoding/base64"
	"encoding/json"
	"net/url"
	"regexp"
	"strings"
)

// shortestLine is the minimum length, in bytes, of a line or word of a larger secret that is masked alone: the lines of a key are
// longer, and the words of its header are not secret.
const shortestLine = 16

// shortestInside is the minimum number of base64 characters that are masked within a longer text.
const shortestInside = 8

// variants returns the forms in which a secret can appear in a text.
func variants(secret string) []string {
	trimmed := strings.TrimSpace(secret) // A token read from a file often includes the line break.
	if len(trimmed) < Shortest {
		return nil
	}
	all := encoded(secret)
	if trimmed != secret {
		all = append(all, encoded(trimmed)...)
	}
	return append(all, inside(trimmed)...)
}

// encoded returns a text and its encodings.
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

// everyByte escapes all but the unreserved characters of RFC 3986, much like encodeURIComponent and Python's quote(safe="").
func everyByte(text string) string {
	return strings.ReplaceAll(url.QueryEscape(text), "+", "%20")
}

// inJSON returns a text as it appears between quotes in JSON. With html, <, > and & are escaped as Go does by default.
func inJSON(text string, html bool) string {
	var b strings.Builder
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(html)
	if err := encoder.Encode(text); err != nil {
		return text
	}
	return strings.TrimSuffix(strings.TrimPrefix(strings.TrimSuffix(b.String(), "\n"), `"`), `"`)
}

// inside returns the base64 that every longer text with the secret contains: for each of the three offsets at which the secret can
// begin in a group of three bytes, the characters that depend on the secret alone.
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
