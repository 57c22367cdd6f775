package compat

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/version"
)

// leads says which services lead to a type, and how grave the changes are that a service leads to. Both are found in one
// walk over the types each, however they refer to each other.
type leads struct {
	names  []string
	levels map[schema.Element]version.Level // levels has the highest level of a type and of all that it leads to.
	from   map[schema.Element][]int32       // from has the services that lead to a type, mostServices at most.
}

func newLeads(s *schema.Schema, names []string, changed map[schema.Element]version.Level) *leads {
	l := &leads{names: names, levels: map[schema.Element]version.Level{}, from: map[schema.Element][]int32{}}
	l.raise(s, changed)
	for i, name := range names {
		service := s.Service(name)
		if service == nil {
			continue
		}
		l.from[service] = []int32{int32(i)}
		for _, method := range service.Methods {
			l.reach(s, s.Message(method.Request), int32(i))
			l.reach(s, s.Message(method.Response), int32(i))
		}
	}
	return l
}

// raise carries levels from the types that have changed to those that refer to them. A level only rises, and there are four.
func (l *leads) raise(s *schema.Schema, changed map[schema.Element]version.Level) {
	referrers := map[schema.Element][]*schema.Message{}
	for _, file := range s.Files {
		for _, m := range file.Messages {
			collectReferrers(s, m, referrers)
		}
	}
	var open []schema.Element
	for e, level := range changed {
		l.levels[e] = level
		open = append(open, e)
	}
	for len(open) > 0 {
		e := open[len(open)-1]
		open = open[:len(open)-1]
		for _, m := range referrers[e] {
			if l.levels[m] < l.levels[e] {
				l.levels[m] = l.levels[e]
				open = append(open, m)
			}
		}
	}
}

func collectReferrers(s *schema.Schema, m *schema.Message, into map[schema.Element][]*schema.Message) {
	eachType(s, m, func(e schema.Element) { into[e] = append(into[e], m) })
	for _, nested := range m.Messages {
		collectReferrers(s, nested, into)
	}
}

// eachType visits the types of the fields of a message.
func eachType(s *schema.Schema, m *schema.Message, visit func(schema.Element)) {
	for _, f := range m.Fields {
		switch f.Type {
		case schema.MessageT, schema.Group:
			if to := s.Message(f.TypeName); to != nil {
				visit(to)
			}
		case schema.EnumT:
			if to := s.Enum(f.TypeName); to != nil {
				visit(to)
			}
		default:
		}
	}
}

// reach marks a message, and all that it leads to, with a service. Where enough services lead to a type, as many lead to all
// that comes after it.
func (l *leads) reach(s *schema.Schema, m *schema.Message, service int32) {
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
			eachType(s, m, func(to schema.Element) { open = append(open, to) })
		}
	}
}

// level is the highest level of a service's own changes and of those that it leads to.
func (l *leads) level(s *schema.Schema, service *schema.Service) version.Level {
	if service == nil {
		return version.None
	}
	level := l.levels[service]
	for _, method := range service.Methods {
		for _, name := range []string{method.Request, method.Response} {
			if m := s.Message(name); m != nil {
				level = max(level, l.levels[m])
			}
		}
	}
	return level
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
