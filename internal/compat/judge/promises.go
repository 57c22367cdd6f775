package judge

import (
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// unstable reports whether the base promised nothing about what changed: it was in an unstable package, and nothing stable led to it.
func (j *judge) unstable(c diff.Change) bool {
	e := j.promised(c)
	if !j.policy.unstable(e.In()) {
		return false
	}
	if j.known.stable == nil {
		j.known.stable = stableTypes(j.before, func(f *schema.File) bool { return !j.policy.unstable(f) })
	}
	switch e := holder(e).(type) {
	case *schema.File:
		return !j.anyStable(e.Messages, e.Enums)
	case *schema.Message:
		return !j.anyStable([]*schema.Message{e}, nil)
	default:
		return !j.known.stable[e]
	}
}

// promised returns the element of the base whose users a change affects. What is added affects those of the declaration that it is in.
func (j *judge) promised(c diff.Change) schema.Element {
	if c.Old != nil {
		return c.Old
	}
	switch now := holder(c.New).(type) {
	case *schema.Message:
		if old := j.oldName[now]; old != nil {
			return old
		}
	case *schema.Enum:
		if old := j.partner(now); old != nil {
			return old
		}
	case *schema.Service:
		for _, pair := range j.Services {
			if pair.New == now {
				return pair.Old
			}
		}
	}
	for _, pair := range j.Files {
		if pair.New == c.New.In() {
			return pair.Old
		}
	}
	return c.New
}

func (j *judge) anyStable(messages []*schema.Message, enums []*schema.Enum) bool {
	return slices.ContainsFunc(enums, func(e *schema.Enum) bool { return j.known.stable[e] }) ||
		slices.ContainsFunc(messages, func(m *schema.Message) bool { return j.known.stable[m] || j.anyStable(m.Messages, m.Enums) })
}

// stableTypes returns the types that a service, a message or an extension of a stable package leads to, whatever package they are in.
func stableTypes(in *uses, stable func(*schema.File) bool) map[schema.Element]bool {
	all := map[schema.Element]bool{}
	var open []*schema.Message
	add := func(e schema.Element) {
		if e == nil || all[e] {
			return
		}
		all[e] = true
		if m, ok := e.(*schema.Message); ok {
			open = append(open, m)
		}
	}
	follow := func(visit func(*schema.Message)) {
		for len(open) > 0 {
			m := open[len(open)-1]
			open = open[:len(open)-1]
			visit(m)
		}
	}
	files := slices.DeleteFunc(slices.Clone(in.from.Files), func(f *schema.File) bool { return f.Dependency || !stable(f) })
	for _, file := range files {
		for _, service := range file.Services {
			for _, method := range service.Methods {
				in.methodTypes(method, func(m *schema.Message, _ Use) {
					if m != nil {
						add(m)
					}
				})
			}
		}
	}
	follow(func(m *schema.Message) { in.typesOf(m, add) })
	fields := func(all []*schema.Field) {
		for _, f := range all {
			add(in.typeOf(f))
		}
	}
	for _, file := range files {
		fields(file.Extensions)
		eachMessageOf(file.Messages, func(m *schema.Message) {
			fields(m.Extensions)
			fields(m.Fields)
		})
	}
	follow(func(m *schema.Message) { fields(m.Fields) })
	return all
}
