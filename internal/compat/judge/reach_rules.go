package judge

import (
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// checks are the messages that only fields lead to whose rules are ignored, with all that lies below: validation of what is sent stops
// there.
type checks struct {
	from    *schema.Schema
	ignored map[*schema.Message]Use
}

// checksOf follows the fields of all requests and responses twice, with and without those at which it is to stop.
func checksOf(s *schema.Schema, stop func(*schema.Field) bool) *checks {
	c := &checks{from: s, ignored: map[*schema.Message]Use{}}
	checked := map[*schema.Message]Use{}
	for _, file := range s.Files {
		for _, service := range file.Services {
			for _, method := range service.Methods {
				c.mark(c.ignored, method.Request, Request, nil)
				c.mark(c.ignored, method.Response, Response, nil)
				c.mark(checked, method.Request, Request, stop)
				c.mark(checked, method.Response, Response, stop)
			}
		}
	}
	for m, use := range checked {
		c.ignored[m] &^= use
	}
	return c
}

func (c *checks) mark(into map[*schema.Message]Use, name string, use Use, stop func(*schema.Field) bool) {
	open := []*schema.Message{c.from.Message(name)}
	for len(open) > 0 {
		m := open[len(open)-1]
		open = open[:len(open)-1]
		if m == nil || into[m]&use != 0 {
			continue
		}
		into[m] |= use
		for _, f := range m.Fields {
			if (f.Type == schema.MessageT || f.Type == schema.Group) && (stop == nil || !stop(f)) {
				open = append(open, c.from.Message(f.TypeName))
			}
		}
	}
}

// of returns the directions in which rules of an element are ignored wherever it is sent.
func (c *checks) of(e schema.Element) Use { return c.ignored[messageWith(e)] }

func messageWith(e schema.Element) *schema.Message {
	switch e := e.(type) {
	case *schema.Message:
		return e
	case *schema.Oneof:
		return e.Parent
	case *schema.Field:
		if e.Extendee == "" {
			return e.Parent
		}
	}
	return nil
}

// use returns how an element is used where its rules apply. What a request may have is decided by the new rules, what a response has
// to have by the former ones.
func (r *ruleSets) use(c diff.Change) Use {
	use := r.judge.use(c)
	if c.New != nil {
		use &^= r.ignoredNow().of(c.New) & Request
	}
	if c.Old != nil {
		use &^= r.ignoredBefore().of(c.Old) & Response
	}
	return use
}

// validated reports whether requests have an element of the new side whose rules are not ignored.
func (r *ruleSets) validated(e schema.Element) bool {
	return r.after.of(e)&Request != 0 && r.ignoredNow().of(e)&Request == 0
}

func (r *ruleSets) ignoredNow() *checks {
	if r.checksNow == nil {
		r.checksNow = checksOf(r.New, unchecked)
	}
	return r.checksNow
}

func (r *ruleSets) ignoredBefore() *checks {
	if r.checksBefore == nil {
		r.checksBefore = checksOf(r.Old, unchecked)
	}
	return r.checksBefore
}

// taken returns how a field of the new side is used, without requests in which it is in nothing but OUTPUT_ONLY fields: a server
// ignores these with all that is in them.
func (r *ruleSets) taken(f schema.Element, use Use) Use {
	if r.outputs == nil {
		r.outputs = checksOf(r.New, func(f *schema.Field) bool {
			return slices.Contains(f.Options.Numbers(numberFieldBehavior), behaviorOutputOnly)
		})
	}
	return use &^ (r.outputs.of(f) & Request)
}

// unchecked reports whether the rules of messages in a field are ignored: by the rules of the field, or of its items or values.
func unchecked(f *schema.Field) bool {
	const (
		ignore       = 27 // FieldRules.ignore
		ignoreAlways = 3
		listRules    = 18 // FieldRules.repeated
		items        = 4  // RepeatedRules.items
		mapRules     = 19 // FieldRules.map
		mapValues    = 5  // MapRules.values
	)
	if !f.Options.Has(numberRules) {
		return false
	}
	rules := schema.Options(f.Options.Message(numberRules))
	for _, inner := range [][]byte{
		[]byte(rules), schema.Options(rules.Message(listRules)).Message(items), schema.Options(rules.Message(mapRules)).Message(mapValues),
	} {
		if slices.Contains(schema.Options(inner).Numbers(ignore), ignoreAlways) {
			return true
		}
	}
	return false
}
