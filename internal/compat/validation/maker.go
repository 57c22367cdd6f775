package validation

import (
	"math/rand/v2"
	"slices"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Bounds of building one message.
const (
	mostRepairs = 80
	mostSingle  = 8 // mostSingle is how many fields are repaired one at a time; of more, all are changed at once.
	mostDepth   = 5
)

// maker builds messages of one side that its rules accept.
type maker struct {
	side   *side
	of     protoreflect.MessageDescriptor
	hints  *hints
	random *rand.Rand
	depth  int
}

func (d *direction) maker() *maker {
	return &maker{side: d.from, of: d.pair.from.of.descriptor, hints: d.hints(), random: seeded(d.options.Seed)}
}

// valid is a message that the rules accept, with as little in it as possible, or an empty one where none was found.
func (s *side) valid(message protoreflect.MessageDescriptor) protoreflect.Message {
	made := newMessage(message)
	wire, known := s.minimal[message]
	if !known {
		s.minimal[message] = nil // Who comes back to it while it is built gets an empty one.
		if s.depth < mostDepth {
			s.depth++
			m := &maker{side: s, of: message, hints: hintsOf(celTexts(s.message(message).rules)), random: seeded(1), depth: s.depth}
			if m.repair(made, nil) {
				wire, _ = proto.MarshalOptions{AllowPartial: true}.Marshal(made.Interface())
				s.minimal[message] = wire
			}
			s.depth--
		}
		return made
	}
	_ = proto.UnmarshalOptions{AllowPartial: true}.Unmarshal(wire, made.Interface()) // It was made from this type.
	return made
}

// variants are messages in which one of the fields that the hints name has each of its examples.
func (s *side) variants(message protoreflect.MessageDescriptor, h *hints) []protoreflect.Message {
	const most = 48
	if s.depth >= mostDepth {
		return nil
	}
	s.depth++
	defer func() { s.depth-- }()
	m := &maker{side: s, of: message, hints: h, random: seeded(1), depth: s.depth}
	var all []protoreflect.Message
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		if !h.words[string(field.Name())] {
			continue
		}
		for _, value := range m.examples(message, field) {
			if made := s.valid(message); len(all) < most && put(made, field, value) {
				all = append(all, made)
			}
		}
	}
	return all
}

// variant is a message with one or two of its fields set to something, whether its rules accept that or not.
func (s *side) variant(message protoreflect.MessageDescriptor, h *hints, random *rand.Rand) protoreflect.Message {
	made := s.valid(message)
	if s.depth >= mostDepth || message.Fields().Len() == 0 {
		return made
	}
	s.depth++
	defer func() { s.depth-- }()
	m := &maker{side: s, of: message, hints: h, random: random, depth: s.depth}
	for range 1 + random.IntN(2) {
		m.mutate(made, message.Fields().Get(random.IntN(message.Fields().Len())))
	}
	return made
}

// around builds an accepted message in which a field has a value, or is unset without one.
func (m *maker) around(field protoreflect.FieldDescriptor, value *protoreflect.Value) (protoreflect.Message, bool) {
	message := m.side.valid(m.of)
	if field != nil {
		message.Clear(field)
		if value != nil && !put(message, field, *value) {
			return nil, false
		}
	}
	return message, m.repair(message, field)
}

// repair changes a message until the rules accept it, without touching one field.
func (m *maker) repair(message protoreflect.Message, frozen protoreflect.FieldDescriptor) bool {
	tries := mostRepairs >> min(m.depth, 2)
	for try := range tries {
		judged := m.side.check(message, nil)
		if judged.accepted {
			return true
		}
		if judged.broken {
			return false
		}
		fields := m.suspects(message, judged.violations)
		fields = slices.DeleteFunc(fields, func(field protoreflect.FieldDescriptor) bool {
			return frozen != nil && (field == frozen || field.ContainingOneof() != nil && field.ContainingOneof() == frozen.ContainingOneof())
		})
		if len(fields) == 0 {
			return false
		}
		if len(fields) > mostSingle {
			for _, field := range fields {
				m.mutate(message, field)
			}
			continue
		}
		field := fields[m.random.IntN(len(fields))]
		if try < len(fields) {
			field = fields[try]
		}
		m.mutate(message, field)
	}
	return m.side.check(message, nil).accepted
}

// suspects are the fields that violations are about. Of a rule of the whole message they are those that it mentions, and
// if nothing says which, all of them.
func (m *maker) suspects(message protoreflect.Message, violations []*protovalidate.Violation) []protoreflect.FieldDescriptor {
	var fields []protoreflect.FieldDescriptor
	all := message.Descriptor().Fields()
	for _, violation := range violations {
		path := violation.Proto.GetField().GetElements()
		if len(path) > 0 && path[0].GetFieldNumber() != 0 {
			if field := all.ByNumber(protoreflect.FieldNumber(path[0].GetFieldNumber())); field != nil {
				fields = append(fields, field)
			}
			continue
		}
		if len(path) == 1 {
			if oneof := message.Descriptor().Oneofs().ByName(protoreflect.Name(path[0].GetFieldName())); oneof != nil {
				fields = append(fields, oneof.Fields().Get(m.random.IntN(oneof.Fields().Len())))
			}
			continue
		}
		fields = append(fields, mentioned(message.Descriptor(), m.side.message(message.Descriptor()).rules)...)
	}
	if len(fields) == 0 && len(violations) == 0 {
		for i := range all.Len() {
			fields = append(fields, all.Get(i))
		}
	}
	return fields
}

// mutate sets a field to one of its examples, the simplest ones more often, or clears it.
func (m *maker) mutate(message protoreflect.Message, field protoreflect.FieldDescriptor) {
	if message.Has(field) && m.random.IntN(4) == 0 {
		message.Clear(field)
		return
	}
	if field.Message() != nil && !field.IsList() && !field.IsMap() && message.Has(field) && !isKnown(field.Message()) && m.random.IntN(2) == 0 &&
		m.depth < mostDepth && field.Message().Fields().Len() > 0 {
		inner := message.Mutable(field).Message()
		fields := field.Message().Fields()
		(&maker{m.side, field.Message(), m.hints, m.random, m.depth + 1}).mutate(inner, fields.Get(m.random.IntN(fields.Len())))
		return
	}
	examples := m.examples(message.Descriptor(), field)
	if len(examples) == 0 {
		return
	}
	limit := len(examples)
	if m.random.IntN(2) == 0 {
		limit = min(limit, 4)
	}
	put(message, field, examples[m.random.IntN(limit)])
}

// examples are values for a field that its own rules accept, if there are any, and after them some that may not be.
func (m *maker) examples(message protoreflect.MessageDescriptor, field protoreflect.FieldDescriptor) []protoreflect.Value {
	key := exampleKey{m.side, field, m.hints.key}
	if known, ok := m.side.examples[key]; ok {
		return known
	}
	rules := m.side.message(message).fields[field.Number()]
	m.side.examples[key] = nil
	all := values{side: m.side, field: field, rules: rules, zeroApart: true}.examples(m.hints, seeded(1), 160)
	var good, bad []protoreflect.Value
	of := element{of: m.side.message(message), field: field}
	for _, value := range all {
		holder := newMessage(message)
		if !put(holder, field, value) {
			continue
		}
		if m.side.check(holder, of.filter(holder, true)).accepted {
			good = append(good, value)
		} else {
			bad = append(bad, value)
		}
	}
	if len(good) == 0 {
		good = bad
	}
	m.side.examples[key] = good
	return good
}

type exampleKey struct {
	side  *side
	field protoreflect.FieldDescriptor
	hints string
}
