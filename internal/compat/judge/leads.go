package judge

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// leads records which services lead to a type, and the highest level of the changes that a service leads to. Each is found in one
// walk over the types, even if they refer to each other.
type leads struct {
	names  []string
	levels map[schema.Element]version.Level  // levels has the highest level of a type and of all that it leads to.
	by     map[schema.Element]schema.Element // by has the type with the change that the level comes from.
	from   map[schema.Element][]int32        // from has the services that lead to a type, mostServices at most.
}

// changed are the types and services with changes of their own, with the highest level of those, in the order of the report.
type changed struct {
	levels map[schema.Element]version.Level
	order  []schema.Element
}

func (c *changed) add(e schema.Element, level version.Level) {
	if e == nil {
		return
	}
	if _, have := c.levels[e]; !have {
		c.order = append(c.order, e)
	}
	c.levels[e] = max(c.levels[e], level)
}

func newLeads(in *uses, names []string, types changed) *leads {
	l := &leads{
		names: names, levels: map[schema.Element]version.Level{}, by: map[schema.Element]schema.Element{}, from: map[schema.Element][]int32{},
	}
	l.raise(in, types)
	for i, name := range names {
		service := in.from.Service(name)
		if service == nil {
			continue
		}
		l.from[service] = []int32{int32(i)}
		for _, method := range service.Methods {
			in.methodTypes(method, func(m *schema.Message, _ Use) { l.reach(in, m, int32(i)) }) //nolint:gosec // A contract has few services.
		}
	}
	return l
}

// raise carries levels from the types that have changed to those that refer to them. A level only rises, and there are four.
func (l *leads) raise(in *uses, types changed) {
	referrers := map[schema.Element][]*schema.Message{}
	for _, file := range in.from.Files {
		eachMessageOf(file.Messages, func(m *schema.Message) {
			in.typesOf(m, func(e schema.Element) { referrers[e] = append(referrers[e], m) })
		})
	}
	var open []schema.Element
	for _, e := range types.order {
		l.levels[e], l.by[e] = types.levels[e], e
		open = append(open, e)
	}
	for len(open) > 0 {
		e := open[len(open)-1]
		open = open[:len(open)-1]
		for _, m := range referrers[e] {
			if l.levels[m] < l.levels[e] {
				l.levels[m], l.by[m] = l.levels[e], l.by[e]
				open = append(open, m)
			}
		}
	}
}

// reach marks a message, and all that it leads to, with a service. Where enough services lead to a type, as many lead to all
// that comes after it.
func (l *leads) reach(in *uses, m *schema.Message, service int32) {
	if m == nil {
		return
	}
	open := []schema.Element{m}
	for len(open) > 0 {
		e := open[len(open)-1]
		open = open[:len(open)-1]
		have := l.from[e]
		if len(have) >= mostServices || len(have) > 0 && have[len(have)-1] == service {
			continue
		}
		l.from[e] = append(have, service)
		if m, ok := e.(*schema.Message); ok {
			in.typesOf(m, func(to schema.Element) { open = append(open, to) })
		}
	}
}

// level returns the highest level of the changes of a service and of the types that it uses, and the type with that level.
func (l *leads) level(in *uses, service *schema.Service) (version.Level, schema.Element) {
	if service == nil {
		return version.None, nil
	}
	level, by := l.levels[service], l.by[service]
	for _, method := range service.Methods {
		in.methodTypes(method, func(m *schema.Message, _ Use) {
			if m != nil && l.levels[m] > level {
				level, by = l.levels[m], l.by[m]
			}
		})
	}
	return level, by
}

func (l *leads) services(e schema.Element) []string {
	if e == nil {
		return nil
	}
	names := make([]string, 0, len(l.from[e]))
	for _, i := range l.from[e] {
		names = append(names, l.names[i])
	}
	return names
}
