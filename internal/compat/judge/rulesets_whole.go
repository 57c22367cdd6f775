package judge

import (
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// judgeWhole finds unchanged rules of oneofs and messages that reject something else because fields changed.
func (r *ruleSets) judgeWhole() {
	seen := map[*schema.Message]bool{}
	for _, c := range r.Changes {
		now := r.messageOf(c)
		if now == nil || seen[now] {
			continue
		}
		seen[now] = true
		before := r.oldName[now]
		r.of(now, "")
		for _, o := range before.Oneofs {
			r.unjudged(now, o, counterpartOf(o, now))
		}
		for _, o := range now.Oneofs {
			r.unjudged(now, nil, o)
		}
		for _, f := range now.Fields {
			if was := before.Field(f.Number); was != nil && r.judged[now][protoreflect.FullName(f.FullName())].Implied {
				r.unjudged(now, was, f)
			}
		}
		r.unjudged(now, before, now)
	}
}

// messageOf returns the new version of the message with a change, if its rules can be compared and some are about several fields.
func (r *ruleSets) messageOf(c diff.Change) *schema.Message {
	now, _ := holder(c.New).(*schema.Message)
	if old, ok := holder(c.Old).(*schema.Message); ok && now == nil {
		now = r.newName[old]
	}
	if now == nil || r.oldName[now] == nil || !rulesAcross(now) && !rulesAcross(r.oldName[now]) {
		return nil
	}
	if isNaming(c) && !mentions(now, r.formerNames()) {
		return nil // Its rules are about what is in it.
	}
	return now
}

func rulesAcross(m *schema.Message) bool {
	return m.Options.Has(numberRules) || slices.ContainsFunc(m.Oneofs, func(o *schema.Oneof) bool { return o.Options.Has(numberRules) })
}

// counterpartOf returns a oneof in another version of its message, or nil.
func counterpartOf(o *schema.Oneof, in *schema.Message) schema.Element {
	for _, other := range in.Oneofs {
		if other.Name() == o.Name() {
			return other
		}
	}
	return nil
}

// unjudged adds the verdict on an element whose own options did not change.
func (r *ruleSets) unjudged(m *schema.Message, old, now schema.Element) {
	element := now
	if element == nil {
		element = old
	}
	name := protoreflect.FullName(element.FullName())
	found, ok := r.judged[m][name]
	if !ok || r.used[name] || found.Shrank != validation.Yes && !found.RequiredRemoved && !found.Implied {
		return
	}
	r.used[name] = true
	c := diff.Change{Kind: diff.KindOf(element.Kind(), "rules"), Option: "buf.validate." + string(element.Kind()), Old: old, New: now}
	v := r.verdict(c, found)
	switch v = r.stale(found, v); v.rule {
	case RuleValidateStale:
	case RuleValidateTightened:
		v.rule = RuleValidatePresence
	case RuleValidateLoosened:
		if v.rule = RuleValidatePresence; !found.Implied {
			return
		}
	case RuleValidateChanged, RuleValidateResponseLoosened:
		if !found.Implied && v.rule == RuleValidateChanged {
			return
		}
	default:
		return
	}
	r.add(c, v)
}

// replaced reports whether a message that replaces another one rejects what that accepted or, in a response, may lack
// what that had to have. Messages in it whose types changed as well are compared too.
func (r *ruleSets) replaced(old, now string, use Use) (broken bool, proof string) {
	type pair struct{ old, now *schema.Message }
	open, seen := []pair{{r.Old.Message(old), r.New.Message(now)}}, map[pair]bool{}
	for len(open) > 0 && len(seen) < maxPairs {
		p := open[len(open)-1]
		open = open[:len(open)-1]
		if p.old == nil || p.now == nil || seen[p] {
			continue
		}
		seen[p] = true
		if why := r.requires(p.old, p.now, use); why != "" {
			return true, why
		}
		if why := r.refuses(p.old, p.now, use); why != "" {
			return true, why
		}
		for _, g := range p.now.Fields {
			if f := p.old.Field(g.Number); f != nil && f.TypeName != g.TypeName && alikeWritten(f, g) {
				open = append(open, pair{r.Old.Message(f.TypeName), r.New.Message(g.TypeName)})
			}
		}
	}
	return false, ""
}

// requires finds a field that is required in requests now and was not, by its field_behavior.
func (r *ruleSets) requires(old, now *schema.Message, use Use) string {
	for _, g := range now.Fields {
		if f := old.Field(g.Number); use&Request != 0 && required(g) && (f == nil || !required(f)) {
			return "a request without " + g.Name() + " was accepted"
		}
	}
	return ""
}

// refuses finds a rule that rejects what was accepted, or a required field that may be absent now.
func (r *ruleSets) refuses(old, now *schema.Message, use Use) string {
	if !ruled(old) && !ruled(now) {
		return ""
	}
	before, after := r.old.message(old), r.now.message(now)
	if before == nil || after == nil || !r.ready() {
		return ""
	}
	found, err := r.comparer.Compare(r.ctx, before, after)
	if err != nil {
		return ""
	}
	for _, v := range found {
		f, g := old.Field(int32(v.Field)), now.Field(int32(v.Field))
		switch {
		case f != nil && g != nil && !alikeWritten(f, g): // It is read as something else, whatever the rules say.
		case use&Request != 0 && v.Shrank == validation.Yes:
			return v.ShrankProof
		case use&Response != 0 && v.RequiredRemoved && v.Grew == validation.Yes:
			return v.GrewProof
		}
	}
	return ""
}

// alikeWritten reports whether two fields have the same type and cardinality, so that their rules can be compared.
func alikeWritten(f, g *schema.Field) bool {
	return f.Type == g.Type && f.Cardinality() == g.Cardinality()
}

// includes reports whether it is proven that a field still accepts what it accepted.
func (r *ruleSets) includes(f *schema.Field) bool {
	if f.Parent == nil || f.Extendee != "" {
		return false
	}
	found, ok := r.of(f.Parent, f.FullName())
	return ok && found.Shrank == validation.No
}

// ruled reports whether a message or one of its fields or oneofs has rules.
func ruled(m *schema.Message) bool {
	return rulesAcross(m) || slices.ContainsFunc(m.Fields, func(f *schema.Field) bool { return f.Options.Has(numberRules) })
}

// ready creates the comparer on first use and reports whether that succeeded.
func (r *ruleSets) ready() bool {
	if r.comparer == nil {
		comparer, err := validation.NewComparer(validation.Options{})
		if err != nil {
			return false
		}
		r.comparer = comparer
	}
	return true
}
