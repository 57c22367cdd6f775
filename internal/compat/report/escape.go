package report

import (
	"fmt"
	"strings"
	"unicode"
)

// code formats a text as code. It is HTML, because a code span in a table cannot contain both a pipe and a backtick; entities
// keep the text from being read as Markdown.
func code(text string) string {
	if text == "" {
		return ""
	}
	return "<code>" + escape(text, "&#64;", "#") + "</code>"
}

// prose escapes a text so that nothing in it is read as Markdown, as a mention or as the number of an issue. GitHub looks for
// mentions and numbers after it has decoded entities, but not across a comment.
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
