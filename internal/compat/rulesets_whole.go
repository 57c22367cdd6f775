package compat

import (
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/validation"
)

// judgeWhole finds rules of oneofs and of whole messages that did not change and refuse something else, because fields did.
func (r *ruleSets) judgeWhole() {
	seen := map[*schema.Message]bool{}
	for _, c := range slices.Clone(r.Changes) {
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
		r.unjudged(now, before, now)
	}
}

// messageOf is the new version of the message that a change is in, where the rules of it can be compared and there are some
// for more than one field.
func (r *ruleSets) messageOf(c diff.Change) *schema.Message {
	now, _ := holder(c.New).(*schema.Message)
	if old, ok := holder(c.Old).(*schema.Message); ok && now == nil {
		now = r.newName[old]
	}
	if now == nil || r.oldName[now] == nil || !rulesAcross(now) && !rulesAcross(r.oldName[now]) {
		return nil
	}
	return now
}

func rulesAcross(m *schema.Message) bool {
	return m.Options.Has(numberRules) || slices.ContainsFunc(m.Oneofs, func(o *schema.Oneof) bool { return o.Options.Has(numberRules) })
}

// counterpartOf is a oneof in another version of its message, or nil.
func counterpartOf(o *schema.Oneof, in *schema.Message) schema.Element {
	for _, other := range in.Oneofs {
		if other.Name() == o.Name() {
			return other
		}
	}
	return nil
}

// unjudged reports the verdict on an element that no change of its own options led to.
func (r *ruleSets) unjudged(m *schema.Message, old, now schema.Element) {
	element := now
	if element == nil {
		element = old
	}
	name := protoreflect.FullName(element.FullName())
	found, ok := r.judged[m][name]
	if !ok || r.used[name] || found.Shrank != validation.Yes && !found.RequiredRemoved {
		return
	}
	r.used[name] = true
	c := diff.Change{Kind: diff.KindOf(element.Kind(), "rules"), Option: "buf.validate." + string(element.Kind()), Old: old, New: now}
	v := r.verdict(c, found)
	switch v.rule {
	case "validate.tightened":
		v.rule = "validate.presence"
	case "validate.response_loosened":
	default:
		return
	}
	r.add(c, v)
}

// replaced says whether a message that takes the place of another one refuses what that accepted, or, in a response, may lack
// what that had to have.
func (r *ruleSets) replaced(old, now string, use Use) (broken bool, proof string) {
	a, b := r.Old.Message(old), r.New.Message(now)
	if a == nil || b == nil || !ruled(a) && !ruled(b) {
		return false, ""
	}
	before, after := r.old.message(a), r.now.message(b)
	if before == nil || after == nil || !r.ready() {
		return false, ""
	}
	found, err := r.comparer.Compare(r.ctx, before, after)
	if err != nil {
		return false, ""
	}
	for _, v := range found {
		switch {
		case use&Request != 0 && v.Shrank == validation.Yes:
			return true, v.ShrankProof
		case use&Response != 0 && v.RequiredRemoved && v.Grew == validation.Yes:
			return true, v.GrewProof
		}
	}
	return false, ""
}

// includes says whether it is proven that a field accepts what it accepted.
func (r *ruleSets) includes(f *schema.Field) bool {
	if f.Parent == nil || f.Extendee != "" {
		return false
	}
	found, ok := r.of(f.Parent, f.FullName())
	return ok && found.Shrank == validation.No
}

// ruled says whether a message or something in it has rules.
func ruled(m *schema.Message) bool {
	return rulesAcross(m) || slices.ContainsFunc(m.Fields, func(f *schema.Field) bool { return f.Options.Has(numberRules) })
}

// ready says whether there is a comparer, and makes it the first time.
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
