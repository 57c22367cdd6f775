package changelog

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// deprecations returns one entry for the deprecated members of a declaration. It leaves out what is inside a deprecated
// declaration.
func (t *teller) deprecations() []Entry {
	all := map[string]bool{}
	for _, c := range t.report.Changes {
		if c.Rule == judge.RuleDeprecated && c.After == "true" {
			all[c.Element] = true
		}
	}
	var entries []Entry
	var parents []string
	members := map[string][]judge.Change{}
	for _, c := range t.report.Changes {
		if c.Rule != judge.RuleDeprecated {
			continue
		}
		kind := c.Kind.Element()
		switch {
		case c.After != "true":
			entries = append(entries, Entry{Changed, keyOf("deprecated", c.Element, "no"), code(t.short(c.Element)) + " is no longer deprecated."})
		case t.inside(c, all):
		case kind == schema.KindField || kind == schema.KindEnumValue || kind == schema.KindMethod:
			parent, _ := split(c.Element)
			if members[parent] == nil {
				parents = append(parents, parent)
			}
			members[parent] = append(members[parent], c)
		default:
			text := code(t.short(c.Element)) + " is deprecated" + colon(advice(c.Difference.New)) + "."
			entries = append(entries, Entry{Deprecated, keyOf("deprecated", c.Element), oneLine(text)})
		}
	}
	for _, parent := range parents {
		entries = append(entries, t.deprecatedMembers(parent, members[parent]))
	}
	return entries
}

// inside reports whether the parent of an element is deprecated as well.
func (t *teller) inside(c judge.Change, deprecated map[string]bool) bool {
	if now := c.Difference.New; now != nil && now != now.In() && deprecated[now.In().Path] {
		return true
	}
	for parent, _ := split(c.Element); parent != ""; parent, _ = split(parent) {
		if deprecated[parent] {
			return true
		}
	}
	return false
}

func (t *teller) deprecatedMembers(parent string, changes []judge.Change) Entry {
	var names []string
	last := ""
	for _, c := range changes {
		_, leaf := split(c.Element)
		told := advice(c.Difference.New)
		switch {
		case told == "":
			names = append(names, code(leaf))
		case len(changes) == 1:
			names, last = append(names, code(leaf)), colon(told)
		default:
			names = append(names, code(leaf)+" ("+told+")")
		}
	}
	verb := " is"
	noun := map[schema.Kind]string{schema.KindField: "field", schema.KindEnumValue: "value", schema.KindMethod: "method"}[changes[0].Kind.Element()]
	if len(changes) > 1 {
		noun, verb = noun+"s", " are"
	}
	text := code(t.short(parent)) + ": the " + noun + " " + strings.Join(names, ", ") + verb + " deprecated" + last + "."
	return Entry{Deprecated, keyOf("deprecated", parent+".*"), oneLine(text)}
}

func colon(text string) string {
	if text == "" {
		return ""
	}
	return ": " + text
}

// documentation returns one entry for all changed comments, except those of newly deprecated elements.
func (t *teller) documentation() []Entry {
	const most = 3
	var names []string
	told := map[string]bool{}
	for _, c := range t.report.Changes {
		told[c.Element] = told[c.Element] || c.Rule == judge.RuleDeprecated
	}
	for _, c := range t.report.Changes {
		if c.Rule == judge.RuleComment && !told[c.Element] && !slices.Contains(names, c.Element) {
			names = append(names, c.Element)
		}
	}
	if len(names) == 0 {
		return nil
	}
	slices.Sort(names)
	text := fmt.Sprintf("Revised documentation of %d declarations.", len(names))
	if len(names) <= most {
		for i, name := range names {
			names[i] = code(t.short(name))
		}
		text = "Revised documentation of " + strings.Join(names, ", ") + "."
	}
	return []Entry{{Changed, "comment *", text}}
}
