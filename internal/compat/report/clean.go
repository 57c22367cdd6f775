package report

import (
	"fmt"
	"slices"
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
	clean.Changes = cleaned(r.Changes)
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

// cleaned returns changes without such characters. They are the same slice if they have none.
func cleaned(changes []judge.Change) []judge.Change {
	all, copied := changes, false
	known := map[*judge.Position]*judge.Position{} // known has the positions that are not clean, and what they become.
	for i := range changes {
		c := changes[i]
		for _, text := range []*string{&c.Element, &c.Package, &c.Option, &c.Before, &c.After, &c.Accepted} {
			*text = line(*text)
		}
		c.Kind = diff.Kind(line(string(c.Kind)))
		c.Rule = judge.RuleID(line(string(c.Rule)))
		for _, place := range []**judge.Position{&c.Old, &c.New} {
			if *place == nil {
				continue
			}
			if file := line((*place).File); file != (*place).File {
				if known[*place] == nil {
					known[*place] = &judge.Position{File: file, Line: (*place).Line}
				}
				*place = known[*place]
			}
		}
		if slices.ContainsFunc(c.Services, func(name string) bool { return line(name) != name }) {
			c.Services = lines(c.Services)
		}
		c.Texts = cleanTexts(c.Texts)
		if !same(&c, &changes[i]) {
			if !copied {
				all, copied = slices.Clone(changes), true
			}
			all[i] = c
		}
	}
	return all
}

// noTexts are the texts of a change without any.
var noTexts = &judge.Texts{}

func cleanTexts(t *judge.Texts) *judge.Texts {
	if t == nil {
		return noTexts
	}
	clean := *t
	for _, text := range []*string{&clean.Proof, &clean.Argument, &clean.Why, &clean.Witness, &clean.Curl, &clean.Wording, &clean.Hint} {
		*text = line(*text)
	}
	if clean == *t {
		return t
	}
	return &clean
}

// same reports whether cleaning left a change as it was. What was not clean is another value or has another pointer.
func same(a, b *judge.Change) bool {
	return a.Element == b.Element && a.Package == b.Package && a.Option == b.Option && a.Before == b.Before && a.After == b.After &&
		a.Accepted == b.Accepted && a.Kind == b.Kind && a.Rule == b.Rule && a.Old == b.Old && a.New == b.New && a.Texts == b.Texts &&
		slices.Equal(a.Services, b.Services)
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
