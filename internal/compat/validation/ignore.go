package validation

import (
	"context"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// countNow reports whether the rules of messages inside the values apply on the receiving side to more values than on the sending
// side, because the sending side ignores some of them: all, or the empty ones. The messages returned are some that it ignores and
// whose own rules refuse them.
func countNow(ctx context.Context, from, to values) (bool, []protoreflect.Value) {
	switch {
	case !from.message() || !to.message() || to.ignored() || !from.ignored() && (!from.skipsZero() || to.skipsZero()):
		return false, nil
	case !to.side.rulesBelow(to.field.Message()):
		return false, nil
	}
	empty := newMessage(from.field.Message())
	if from.ignored() {
		refused := from.side.refusing(ctx, to.side, from.field.Message(), to.field.Message())
		return true, append([]protoreflect.Value{protoreflect.ValueOfMessage(empty)}, refused...)
	}
	// Only the empty message is ignored, so that validating it decides.
	received, ok := carry(empty, to.field.Message())
	if !ok || to.side.check(received, nil).accepted {
		return false, nil
	}
	return true, []protoreflect.Value{protoreflect.ValueOfMessage(empty)}
}

// message reports whether each of the values is a message with fields of its own.
func (v values) message() bool { return !v.field.IsMap() && !v.list() && v.field.Message() != nil }

// ignoresInside reports whether rules of messages inside the values are ignored by rules for items or the values of a map.
func (v values) ignoresInside() bool {
	switch {
	case v.field.IsMap():
		return v.mapped().field.Message() != nil && v.mapped().ignoring()
	case v.list():
		return v.field.Message() != nil && v.items().ignoring()
	default:
		return false
	}
}

// ignoring reports whether the rules are ignored for all values or for the empty ones.
func (v values) ignoring() bool { return v.ignored() || v.skipsZero() }

// rulesBelow reports whether a message, or one that it leads to without being ignored, has rules.
func (s *side) rulesBelow(message protoreflect.MessageDescriptor) bool {
	seen, open := map[protoreflect.MessageDescriptor]bool{}, []protoreflect.MessageDescriptor{message}
	for len(open) > 0 {
		of := s.message(open[len(open)-1])
		open = open[:len(open)-1]
		if of.rules != nil || len(of.oneofs) > 0 || len(of.fields) > 0 {
			return true
		}
		for i := range of.descriptor.Fields().Len() {
			field := of.descriptor.Fields().Get(i)
			if field.IsMap() {
				field = field.MapValue()
			}
			if next := field.Message(); next != nil && !seen[next] {
				seen[next] = true
				open = append(open, next)
			}
		}
	}
	return false
}

// refusing returns messages of the sender's type which the rules of the receiver refuse: with a field that its rules refuse, or with
// a message in it that is refused.
func (s *side) refusing(ctx context.Context, to *side, message, received protoreflect.MessageDescriptor) []protoreflect.Value {
	const most = 12
	if s.depth >= mostDepth {
		return nil
	}
	s.depth++
	defer func() { s.depth-- }()
	var all []protoreflect.Value
	add := func(made protoreflect.Message) {
		if got, ok := carry(made, received); ok && len(all) < most && !to.check(got, nil).accepted {
			all = append(all, protoreflect.ValueOfMessage(made))
		}
	}
	rules := to.message(received)
	add(s.valid(message))
	if rules.rules != nil {
		for _, made := range s.variants(message, hintsOf(celTexts(rules.rules))) {
			add(made)
		}
	}
	for i := range received.Fields().Len() {
		if len(all) >= most || ctx.Err() != nil {
			break
		}
		field := received.Fields().Get(i)
		sent := message.Fields().ByNumber(field.Number())
		if sent == nil || !sameType(sent, field) {
			continue
		}
		ignored := validate.FieldRules_builder{Ignore: validate.Ignore_IGNORE_ALWAYS.Enum()}.Build()
		had, has := values{side: s, field: sent, rules: ignored}, values{side: to, field: field, rules: rules.fields[field.Number()]}
		for _, candidate := range include(ctx, had, has).candidates {
			made := newMessage(message)
			if put(made, sent, candidate) {
				add(made)
			}
		}
	}
	return all
}
