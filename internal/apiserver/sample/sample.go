// Package sample makes messages that the rules of the contract accept, for tests and for examples of requests. The same seed gives
// the same message.
package sample

import (
	"errors"
	"fmt"
	"math/rand/v2"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// The limits of a search.
const (
	deepest  = 12    // deepest is how many messages are inside each other at most, below what the rules require.
	repairs  = 3_000 // repairs is how often a message is changed until the rules accept it.
	patience = 250   // patience is after how many of them it begins anew, with fewer fields.
)

// Maker makes messages. It may be used by one goroutine.
type Maker struct {
	random    *rand.Rand
	validator protovalidate.Validator
	samples   map[span][]string // samples are texts that match a pattern, which take long to find.
	// Fill is how likely a field without a need for a value gets one, from 0 to 1.
	Fill float64
	// Text chooses the value of a string field, in place of one by its rules; nil, or false, leaves that to the rules.
	Text func(field protoreflect.FieldDescriptor) (string, bool)
}

// span is a pattern with the least and the most characters of a text.
type span struct {
	pattern     string
	least, most uint64
}

// New returns a maker of sparse messages.
func New(seed uint64) (*Maker, error) {
	validator, err := protovalidate.New()
	if err != nil {
		return nil, err
	}
	return &Maker{random: rand.New(rand.NewPCG(seed, seed)), validator: validator, samples: map[span][]string{}}, nil //nolint:gosec // Samples are no secrets.
}

// Valid returns a message of a type that the rules accept. It is an error if none was found.
func (m *Maker) Valid(of protoreflect.MessageDescriptor) (*dynamicpb.Message, error) {
	defer func(fill float64) { m.Fill = fill }(m.Fill)
	var message *dynamicpb.Message
	var last *protovalidate.ValidationError
	for n := range repairs {
		if n%patience == 0 {
			message = dynamicpb.NewMessage(of)
			m.fill(message, 0)
			m.Fill *= 0.6
		}
		err := m.validator.Validate(message)
		if err == nil {
			return message, nil
		}
		if !errors.As(err, &last) {
			return nil, fmt.Errorf("the rules of %s can't be applied: %w", of.FullName(), err)
		}
		m.repair(message, last.Violations[m.random.IntN(len(last.Violations))])
	}
	return nil, fmt.Errorf("no valid %s was found: %w", of.FullName(), last)
}

// Invalid returns a message of a type that the rules refuse, made of a valid one, and false if every message tried is valid.
func (m *Maker) Invalid(of protoreflect.MessageDescriptor) (*dynamicpb.Message, bool) {
	valid, err := m.Valid(of)
	if err != nil {
		return nil, false
	}
	for range patience {
		message, _ := valid.New().Interface().(*dynamicpb.Message)
		valid.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
			message.Set(field, value)
			return true
		})
		m.spoil(message)
		if m.validator.Validate(message) != nil {
			return message, true
		}
	}
	return nil, false
}

// spoil gives one field a value that some rule may refuse.
func (m *Maker) spoil(message protoreflect.Message) {
	fields := message.Descriptor().Fields()
	if fields.Len() == 0 {
		return
	}
	field := fields.Get(m.random.IntN(fields.Len()))
	switch {
	case field.Kind() == protoreflect.StringKind && !field.IsList():
		message.Set(field, protoreflect.ValueOfString("\x01?"))
	case field.Kind() == protoreflect.EnumKind && !field.IsList():
		message.Set(field, protoreflect.ValueOfEnum(-1))
	default:
		message.Clear(field)
	}
}

// fill sets the fields of a message that need a value, and others as often as Fill says.
func (m *Maker) fill(message protoreflect.Message, depth int) {
	fields := message.Descriptor().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		rules, err := protovalidate.ResolveFieldRules(field)
		if err != nil {
			rules = nil // Validation reports it.
		}
		if oneof := field.ContainingOneof(); oneof != nil && !oneof.IsSynthetic() && message.WhichOneof(oneof) != nil {
			continue
		}
		if needed(field, rules) || depth < deepest && m.random.Float64() < m.Fill {
			m.set(message, field, rules, depth)
		}
	}
}

// needed says whether rules refuse a message without the field.
func needed(field protoreflect.FieldDescriptor, rules *validate.FieldRules) bool {
	switch {
	case rules == nil:
		return false
	case rules.GetRequired():
		return true
	case field.IsList():
		return rules.GetRepeated().GetMinItems() > 0
	case field.IsMap():
		return rules.GetMap().GetMinPairs() > 0
	}
	// Rules apply to the zero value of a field without presence.
	return !field.HasPresence() && rules.GetType() != nil
}

// set gives a field a new value.
func (m *Maker) set(message protoreflect.Message, field protoreflect.FieldDescriptor, rules *validate.FieldRules, depth int) {
	switch {
	case field.IsList():
		list := message.NewField(field).List()
		for range max(rules.GetRepeated().GetMinItems(), 1) {
			list.Append(m.value(list.NewElement, field, rules.GetRepeated().GetItems(), depth))
		}
		message.Set(field, protoreflect.ValueOfList(list))
	case field.IsMap():
		entries := message.NewField(field).Map()
		for range max(rules.GetMap().GetMinPairs(), 1) {
			key := m.value(nil, field.MapKey(), rules.GetMap().GetKeys(), depth)
			entries.Set(key.MapKey(), m.value(entries.NewValue, field.MapValue(), rules.GetMap().GetValues(), depth))
		}
		message.Set(field, protoreflect.ValueOfMap(entries))
	default:
		message.Set(field, m.value(func() protoreflect.Value { return message.NewField(field) }, field, rules, depth))
	}
}

// value returns a value for a field, or for an element of it. A new message comes from empty.
func (m *Maker) value(empty func() protoreflect.Value, field protoreflect.FieldDescriptor, rules *validate.FieldRules, depth int) protoreflect.Value {
	if field.Message() == nil {
		return m.scalar(field, rules)
	}
	inner := empty()
	if !m.known(inner.Message()) {
		m.fill(inner.Message(), depth+1)
	}
	return inner
}

// repair changes what a violation is about: a field gets another value, or a message loses or gets a field.
func (m *Maker) repair(message protoreflect.Message, violation *protovalidate.Violation) {
	holder, field := follow(message, violation.Proto.GetField().GetElements())
	if field != nil && (field.Message() == nil || !holder.Has(field) || field.Message().ParentFile().Package() == "google.protobuf") {
		rules, err := protovalidate.ResolveFieldRules(field)
		if err != nil {
			rules = nil
		}
		if m.random.IntN(4) == 0 && field.HasPresence() {
			holder.Clear(field)
			return
		}
		if field.Kind() == protoreflect.StringKind && !field.IsList() && m.random.IntN(2) == 0 {
			// A rule in CEL says nothing that could be read here, so these are guesses.
			holder.Set(field, protoreflect.ValueOfString(m.guess()))
			return
		}
		m.set(holder, field, rules, 0)
		return
	}
	if field != nil && !field.IsMap() && !field.IsList() {
		holder = holder.Mutable(field).Message()
	}
	fields := holder.Descriptor().Fields()
	if fields.Len() == 0 {
		return
	}
	field = fields.Get(m.random.IntN(fields.Len()))
	if holder.Has(field) && m.random.IntN(2) == 0 {
		if field.Message() != nil && !field.IsList() && !field.IsMap() && m.random.IntN(3) > 0 {
			m.repair(holder.Mutable(field).Message(), &protovalidate.Violation{Proto: &validate.Violation{}})
			return
		}
		holder.Clear(field)
		return
	}
	rules, err := protovalidate.ResolveFieldRules(field)
	if err != nil {
		rules = nil
	}
	m.set(holder, field, rules, deepest)
}

// follow returns the innermost message on the path of a violation and the field in it. Elements of lists and maps are not followed.
func follow(message protoreflect.Message, path []*validate.FieldPathElement) (protoreflect.Message, protoreflect.FieldDescriptor) {
	var field protoreflect.FieldDescriptor
	for _, element := range path {
		if field != nil {
			if field.Message() == nil || field.IsMap() || !message.Has(field) {
				return message, field
			}
			if field.IsList() {
				list := message.Mutable(field).List()
				if list.Len() == 0 {
					return message, field
				}
				message = list.Get(list.Len() - 1).Message()
			} else {
				message = message.Mutable(field).Message()
			}
		}
		if field = message.Descriptor().Fields().ByNumber(protoreflect.FieldNumber(element.GetFieldNumber())); field == nil {
			return message, nil
		}
	}
	return message, field
}
