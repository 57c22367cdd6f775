package judge

import (
	"slices"
	"strings"
	"unicode"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// judgeStale finds unchanged rules that do not compile any more, because a field that they name changed: in their own message, or in
// one that it leads to.
func (r *ruleSets) judgeStale() {
	affected := r.affected()
	for _, m := range allMessages(r.New) {
		before := r.formerOf(m)
		if !affected[m] || before == nil || !namesFields(m) {
			continue
		}
		r.of(m, "")
		r.unjudged(m, before, m)
		for _, f := range m.Fields {
			if was := before.Field(f.Number); was != nil && r.judged[m][protoreflect.FullName(f.FullName())].Stale {
				r.unjudged(m, was, f)
			}
		}
	}
}

// affected are the messages of the new side that changed themselves, or that lead to a message or an enum that did. Another name of a type
// affects those that mention it.
func (r *ruleSets) affected() map[schema.Element]bool {
	referrers, affected := map[schema.Element][]*schema.Message{}, map[schema.Element]bool{}
	var open []schema.Element
	add := func(e schema.Element) {
		if !affected[e] {
			affected[e] = true
			open = append(open, e)
		}
	}
	for _, c := range r.Changes {
		if c.Option != "" || c.Old == nil || isNaming(c) {
			continue
		}
		switch old := c.Old.(type) {
		case *schema.Field:
			if now := r.newName[old.Parent]; now != nil && old.Extendee == "" {
				add(now)
			}
		case *schema.EnumValue:
			if now := r.partner(old.Parent); now != nil {
				add(now)
			}
		case *schema.Message, *schema.Enum:
			if c.New != nil {
				add(c.New)
			}
		}
	}
	for _, m := range allMessages(r.New) {
		if namesFields(m) && mentions(m, r.formerNames()) {
			affected[m] = true // Who leads to it does not: what expressions see are its fields.
		}
	}
	if len(open) == 0 {
		return affected
	}
	for _, file := range r.New.Files {
		eachMessageOf(file.Messages, func(m *schema.Message) {
			r.after.typesOf(m, func(e schema.Element) { referrers[e] = append(referrers[e], m) })
		})
	}
	for len(open) > 0 {
		e := open[len(open)-1]
		open = open[:len(open)-1]
		for _, m := range referrers[e] {
			add(m)
		}
	}
	return affected
}

// namesFields reports whether rules of a message name fields: rules in CEL, or that a member of a group has to be set.
func namesFields(m *schema.Message) bool {
	const (
		cel           = 23 // FieldRules.cel
		celExpression = 29 // FieldRules.cel_expression
	)
	return m.Options.Has(numberRules) || slices.ContainsFunc(m.Fields, func(f *schema.Field) bool {
		return f.Options.Has(numberRules) && anyRules(schema.Options(f.Options.Message(numberRules)), 0, func(rules schema.Options) bool {
			return rules.Has(cel) || rules.Has(celExpression)
		})
	})
}

// anyRules reports whether the rules of a field, or those of its items, keys and values, are of a kind.
func anyRules(rules schema.Options, depth int, are func(schema.Options) bool) bool {
	return are(rules) || depth < maxRuleDepth &&
		slices.ContainsFunc(rulesWithin(rules), func(inner schema.Options) bool { return anyRules(inner, depth+1, are) })
}

// stale is the verdict on rules that do not compile any more although nobody changed them.
func (r *ruleSets) stale(found validation.Verdict, v verdict) verdict {
	if found.Stale && found.Before == found.After {
		v.rule, v.before, v.after = RuleValidateStale, "", ""
	}
	return v
}

// allMessages returns all messages of a schema, without its dependencies.
func allMessages(s *schema.Schema) []*schema.Message {
	var all []*schema.Message
	for _, file := range s.Files {
		if !file.Dependency {
			eachMessageOf(file.Messages, func(m *schema.Message) { all = append(all, m) })
		}
	}
	return all
}

// isNaming reports whether a change is about what a type is called, or where it stands, and about nothing in it.
func isNaming(c diff.Change) bool {
	switch c.New.(type) {
	case *schema.Message, *schema.Enum:
		return c.Part() == diff.Renamed || c.Part() == diff.Moved
	}
	return false
}

// formerNames are the names of types, without those of what they stand in, that expressions of CEL cannot use any more.
func (r *ruleSets) formerNames() map[string]bool {
	if r.names == nil {
		r.names = map[string]bool{}
		for _, c := range r.Changes {
			if isNaming(c) {
				r.names[c.Old.Name()] = true
			}
		}
	}
	return r.names
}

// mentions reports whether the options of a message, or of what is in it, have one of some names as a word, as an expression does.
func mentions(m *schema.Message, names map[string]bool) bool {
	if len(names) == 0 {
		return false
	}
	in := func(e schema.Element) bool { return hasAnyWord(string(e.Opts()), names) }
	return in(m) || slices.ContainsFunc(m.Fields, func(f *schema.Field) bool { return in(f) }) ||
		slices.ContainsFunc(m.Oneofs, func(o *schema.Oneof) bool { return in(o) })
}

// hasAnyWord looks for words in encoded options. The length in front of a text and the tag behind it may look like letters of it.
func hasAnyWord(options string, words map[string]bool) bool {
	for word := range strings.FieldsFuncSeq(options, func(r rune) bool { return r != '_' && !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		first, last := word[1:], word[:len(word)-1]
		if words[word] || words[first] || words[last] || first != "" && words[first[:len(first)-1]] {
			return true
		}
	}
	return false
}
