package report

import (
	"fmt"
	"strings"
	"unicode"
)

// code is a text in the font of code. It is HTML, because a pipe and a backtick can't both be written in a code span of a
// table; entities keep what is in it from being taken for Markdown.
func code(text string) string {
	if text == "" {
		return ""
	}
	return "<code>" + escape(text, "&#64;", "#") + "</code>"
}

// prose is a text in which nothing is taken for Markdown, for a mention of somebody or for the number of an issue. GitHub
// looks for the last two once entities are decoded, but not across a comment.
func prose(text string) string { return escape(text, "@<!-- -->", "#<!-- -->") }

func escape(text, at, number string) string {
	var out strings.Builder
	runes := []rune(text)
	word := func(i int) bool {
		return i >= 0 && i < len(runes) && (unicode.IsLetter(runes[i]) || unicode.IsDigit(runes[i]))
	}
	for i, r := range runes {
		switch {
		case r == '@':
			out.WriteString(at)
		case r == '#':
			out.WriteString(number)
		case r == '_' && word(i-1) && word(i+1):
			out.WriteRune(r) // Emphasis does not begin within a word.
		case r == ':' && strings.HasPrefix(string(runes[i:min(i+3, len(runes))]), "://"), strings.ContainsRune("|`<>&*_[]\\~$", r):
			fmt.Fprintf(&out, "&#%d;", r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}
