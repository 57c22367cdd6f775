package report

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
)

// printable returns a report without control characters and without characters that change the direction of text. Its texts come
// from protos that anybody may have written.
func printable(r *judge.Report) *judge.Report {
	clean := *r
	clean.Base, clean.Head = line(r.Base), line(r.Head)
	clean.Changes = make([]judge.Change, len(r.Changes))
	for i, c := range r.Changes {
		for _, text := range []*string{&c.Element, &c.Package, &c.Option, &c.Before, &c.After, &c.Proof, &c.Argument, &c.Why, &c.Witness, &c.Curl, &c.Message, &c.Hint, &c.Accepted} {
			*text = line(*text)
		}
		c.Kind = diff.Kind(line(string(c.Kind)))
		c.Rule = judge.RuleID(line(string(c.Rule)))
		for _, place := range []**judge.Position{&c.Old, &c.New} {
			if *place != nil {
				*place = &judge.Position{File: line((*place).File), Line: (*place).Line}
			}
		}
		c.Services = lines(c.Services)
		clean.Changes[i] = c
	}
	clean.Services = make([]judge.ServiceChange, len(r.Services))
	for i, s := range r.Services {
		s.Name, s.Before, s.After = line(s.Name), line(s.Before), line(s.After)
		clean.Services[i] = s
	}
	clean.Stale = make([]judge.Acceptance, len(r.Stale))
	for i, a := range r.Stale {
		clean.Stale[i] = judge.Acceptance{Rule: judge.RuleID(line(string(a.Rule))), Element: line(a.Element), Reason: line(a.Reason), Where: line(a.Where)}
	}
	return &clean
}

func lines(texts []string) []string {
	all := make([]string, len(texts))
	for i, text := range texts {
		all[i] = line(text)
	}
	return all
}

// line puts a text on one line and escapes invisible characters.
func line(text string) string {
	if !strings.ContainsFunc(text, hidden) && utf8.ValidString(text) {
		return text
	}
	var out strings.Builder
	for _, r := range text {
		switch {
		case r == '\n' || r == '\t':
			out.WriteByte(' ')
		case r == '\r':
		case hidden(r):
			fmt.Fprintf(&out, `\u%04x`, r)
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// hidden reports whether a character is invisible. Joiners, which scripts and emoji need, are not.
func hidden(r rune) bool {
	const zeroWidthNonJoiner, zeroWidthJoiner = '\u200c', '\u200d'
	return unicode.IsControl(r) || r == '\u2028' || r == '\u2029' ||
		unicode.Is(unicode.Cf, r) && r != zeroWidthNonJoiner && r != zeroWidthJoiner
}

// mostRunes is how many characters of a value are shown.
const mostRunes = 200

// shorten cuts a text to a number of characters.
func shorten(text string, most int) string {
	if len(text) <= most {
		return text
	}
	count := 0
	for i := range text {
		if count == most-1 {
			if utf8.RuneCountInString(text[i:]) == 1 {
				return text
			}
			return text[:i] + "…"
		}
		count++
	}
	return text
}

// shortenBoth cuts two values so that the place where they start to differ is shown.
func shortenBoth(before, after string) (one, other string) {
	if utf8.RuneCountInString(before) <= mostRunes && utf8.RuneCountInString(after) <= mostRunes {
		return before, after
	}
	const context = 40
	a, b := []rune(before), []rune(after)
	same := 0
	for same < len(a) && same < len(b) && a[same] == b[same] {
		same++
	}
	if same > mostRunes-2*context {
		before, after = "…"+string(a[same-context:]), "…"+string(b[same-context:])
	}
	return shorten(before, mostRunes), shorten(after, mostRunes)
}
