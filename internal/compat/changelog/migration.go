package changelog

import (
	"reflect"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/symbols"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// Note explains how to adapt to one breaking change.
type Note struct {
	Rule     judge.RuleID
	Element  string
	Title    string // Title is Markdown on one line, without a full stop.
	Text     string // Text is Markdown on one line; it may be empty.
	Snippets []Snippet
}

// Snippet is code before and after a change.
type Snippet struct {
	Title         string // Title is the language or surface that readers look for: Go, Python, TypeScript, REST, JSON.
	Language      string // Language is the language tag of the code block.
	Before, After Code
}

// Code is example code of a user.
type Code struct {
	Imports []string // Imports has one statement per item.
	Lines   []string
}

// writer writes user code for an element, from the symbols that the generator makes of it.
type writer func(u *user, e schema.Element) usages

// writers has the writer of each language. A language without one gets no snippets.
var writers = lang.Table[writer]{
	lang.Go:         (*user).golang,
	lang.Python:     (*user).python,
	lang.TypeScript: (*user).typescript,
}

// usages is how code uses an element.
type usages struct {
	imports []string
	lines   []usage
}

// usage is a line of code.
type usage struct {
	code  string
	kind  string // kind is the type of its value.
	needs string // needs is an import that only this line needs; such a line is shown only if there is no other.
}

// user writes user code against one version of the contract.
type user struct {
	*names

	schema  *schema.Schema
	options Options
	listed  map[string][]symbols.Symbol // listed has the symbols by language and file.
}

// of returns the symbols that a language has for an element, and the first symbol of its file.
func (u *user) of(id lang.ID, e schema.Element) []symbols.Symbol {
	return slices.DeleteFunc(slices.Clone(u.file(id, e.In())), func(s symbols.Symbol) bool { return s.Element != e })
}

func (u *user) file(id lang.ID, f *schema.File) []symbols.Symbol {
	key := string(id) + " " + f.Path
	if all, done := u.listed[key]; done {
		return all
	}
	all := symbols.Listers[id](u.schema, f, func(name string) string { return name })
	u.listed[key] = all
	return all
}

// migrator writes notes.
type migrator struct {
	*teller

	before, after *user
}

// Migration returns a note for each change that breaks source code, requests or URLs.
func Migration(report *judge.Report, old, now *schema.Schema, options Options) []Note {
	t := newTeller(report, old, now)
	m := &migrator{
		teller: t,
		before: &user{t.names, old, options, map[string][]symbols.Symbol{}},
		after:  &user{t.names, now, options, map[string][]symbols.Symbol{}},
	}
	var notes []Note
	for _, c := range report.Changes {
		if !breaking(c) || m.implied(c) {
			continue
		}
		note, ok := m.note(c)
		told := func(n Note) bool {
			return n.Element == c.Element && n.Text == note.Text && reflect.DeepEqual(n.Snippets, note.Snippets)
		}
		if ok && !slices.ContainsFunc(notes, told) {
			notes = append(notes, note)
		}
	}
	return notes
}

// note returns the note for a change, or false if there is nothing to show.
func (m *migrator) note(c judge.Change) (Note, bool) {
	old, now := c.Difference.Old, c.Difference.New
	note := Note{Rule: c.Rule, Element: c.Element}
	if words, told := wordsFor(c); told {
		note.Title = oneLine(strings.TrimSuffix(m.sentence(words, c), "."))
	}
	replaced := false
	if now == nil && old != nil {
		now = m.replacement(old)
		replaced = now != nil
	}
	for l, write := range writers.Ordered() {
		if c.Breaks.Has(judge.SurfaceOf(l.ID)) && old != nil {
			if snippet, ok := m.snippet(l, write, old, now); ok {
				note.Snippets = append(note.Snippets, snippet)
			}
		}
	}
	if c.Breaks.Has(judge.JSON) {
		note.Text = m.jsonText(c, old, now)
		note.Snippets = append(note.Snippets, m.rest(c, now)...)
	}
	if c.Breaks.Has(judge.Validation) && c.Witness != "" {
		note.Snippets = append(note.Snippets, m.refused(c))
	}
	if len(note.Snippets) == 0 && note.Text == "" {
		return note, false
	}
	if replaced && note.Text == "" {
		note.Text = "Use " + code(m.short(now.FullName())) + " instead."
	}
	return note, note.Title != ""
}

// replacement returns the element that the comment of a deprecated one names as its replacement; it has the same kind.
func (m *migrator) replacement(old schema.Element) schema.Element {
	text := advice(old)
	if text == "" {
		return nil
	}
	parent, _ := split(old.FullName())
	for _, word := range strings.FieldsFunc(text, func(r rune) bool {
		return r != '_' && r != '.' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	}) {
		word = strings.Trim(word, ".")
		for scope := parent; ; scope, _ = split(scope) {
			name := strings.TrimPrefix(scope+"."+word, ".")
			if e := lookup(m.now, old.Kind(), name); e != nil && name != old.FullName() {
				return e
			}
			if scope == "" {
				break
			}
		}
	}
	return nil
}

// add adds lines and the imports that they need.
func (c *Code) add(lines []usage) {
	for _, u := range lines {
		c.Lines = append(c.Lines, u.code)
		if u.needs != "" && !slices.Contains(c.Imports, u.needs) {
			c.Imports = append(slices.Clone(c.Imports), u.needs)
		}
	}
}

// snippet compares the code for an element before and after a change, without the lines that work in both.
func (m *migrator) snippet(l lang.Language, write writer, old, now schema.Element) (Snippet, bool) {
	s := Snippet{Title: l.Title, Language: l.Blocks[0]}
	before, after := write(m.before, old), usages{}
	if now != nil {
		after = write(m.after, now)
	}
	s.Before, s.After = Code{Imports: before.imports}, Code{Imports: after.imports}
	same := slices.Equal(before.imports, after.imports)
	special := func(u usage) bool { return u.needs != "" }
	differ := func(of, others usages) []usage {
		left := slices.DeleteFunc(slices.Clone(of.lines), func(u usage) bool { return same && slices.Contains(others.lines, u) })
		for i, u := range left {
			if slices.ContainsFunc(others.lines, func(other usage) bool { return other.code == u.code && other.kind != u.kind }) {
				left[i].code += " " + l.Comment + " " + m.within(u.kind)
			}
		}
		return left
	}
	was, is := differ(before, after), differ(after, before)
	if slices.ContainsFunc(was, func(u usage) bool { return !special(u) }) {
		was, is = slices.DeleteFunc(was, special), slices.DeleteFunc(is, special)
	}
	s.Before.add(was)
	s.After.add(is)
	if len(s.Before.Lines) == 0 && (same || len(s.Before.Imports) == 0) {
		return s, false
	}
	return s, len(s.Before.Lines)+len(s.Before.Imports) > 0
}
