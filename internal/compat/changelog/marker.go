package changelog

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
)

// marker is the comment at the end of a generated entry or note.
type marker struct {
	key  string
	hash string // hash is the hash of the generated words and their place.
}

// markerPattern matches a marker and the spaces before it. No key has two hyphens in a row, because they would end the comment.
var markerPattern = regexp.MustCompile(`[ \t]*<!-- ([!-~]+(?: [!-~]+)*) ([0-9a-f]{8}) -->`)

func (m marker) String() string { return "<!-- " + m.key + " " + m.hash + " -->" }

// newMarker returns the marker of words at a place.
func newMarker(key, place, words string) marker { return marker{key, hashOf(place, words)} }

// markerOf returns the last marker in a text, or nil.
func markerOf(raw string) *marker {
	all := markerPattern.FindAllStringSubmatch(raw, -1)
	if len(all) == 0 {
		return nil
	}
	last := all[len(all)-1]
	return &marker{last[1], last[2]}
}

func withoutMarkers(raw string) string { return markerPattern.ReplaceAllString(raw, "") }

// wordsOf returns the text of an entry without what a formatter may change: line breaks, indentation, the bullet.
func wordsOf(raw string) string {
	words := strings.Fields(withoutMarkers(raw))
	if len(words) > 0 && (words[0] == "-" || words[0] == "*" || words[0] == "+") {
		words = words[1:]
	}
	return strings.Join(words, " ")
}

func hashOf(place, words string) string {
	sum := sha256.Sum256([]byte(place + "\n" + words))
	return hex.EncodeToString(sum[:4])
}

// keyOf makes a key of words, without characters that could end the comment or the key.
func keyOf(words ...string) string {
	var b strings.Builder
	for i, word := range words {
		if i > 0 {
			b.WriteByte(' ')
		}
		last := byte(0)
		for j := range len(word) {
			c := word[j]
			if c <= ' ' || c > '~' || c == '<' || c == '>' || c == '-' && last == '-' {
				continue
			}
			b.WriteByte(c)
			last = c
		}
	}
	return b.String()
}
