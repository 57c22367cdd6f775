package validation

import (
	"cmp"
	"fmt"
	"maps"
	"slices"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// element is a field, a oneof or a message as one side has it. Of the three the first that is set says what it is; none
// is set where this side does not have the element.
type element struct {
	of    *messageRules
	field protoreflect.FieldDescriptor
	oneof protoreflect.OneofDescriptor
	whole bool
}

// pair is an element on both sides.
type pair struct{ from, to element }

func (p pair) swapped() pair { return pair{p.to, p.from} }

// changedElements are the elements whose rules differ, or whose rules are the same but apply to something else.
func changedElements(before, after *messageRules) []pair {
	var changed []pair
	whole := pair{element{of: before, whole: true}, element{of: after, whole: true}}
	if !proto.Equal(rulesOrNone(before.rules), rulesOrNone(after.rules)) || !sameShape(whole) {
		changed = append(changed, whole)
	}
	changed = append(changed, changedOneofs(before, after)...)
	numbers := map[protoreflect.FieldNumber]bool{}
	for _, of := range []*messageRules{before, after} {
		for number := range of.fields {
			numbers[number] = true
		}
	}
	for _, number := range slices.Sorted(maps.Keys(numbers)) {
		fields := pair{
			element{of: before, field: before.descriptor.Fields().ByNumber(number)},
			element{of: after, field: after.descriptor.Fields().ByNumber(number)},
		}
		if !sameField(fields) {
			changed = append(changed, fields)
		}
	}
	return changed
}

func rulesOrNone(rules *validate.MessageRules) *validate.MessageRules {
	if rules == nil {
		return &validate.MessageRules{}
	}
	return rules
}

func fieldRulesOrNone(rules *validate.FieldRules) *validate.FieldRules {
	if rules == nil {
		return &validate.FieldRules{}
	}
	return rules
}

// changedOneofs matches oneofs by name, then by a member that they share.
func changedOneofs(before, after *messageRules) []pair {
	var changed []pair
	taken := map[protoreflect.Name]bool{}
	add := func(was, is protoreflect.OneofDescriptor) {
		p := pair{element{of: before, oneof: was}, element{of: after, oneof: is}}
		required := p.from.required() || p.to.required()
		if p.from.required() != p.to.required() || required && !slices.Equal(memberNumbers(was), memberNumbers(is)) {
			changed = append(changed, p)
		}
	}
	for i := range after.descriptor.Oneofs().Len() {
		is := after.descriptor.Oneofs().Get(i)
		was := before.descriptor.Oneofs().ByName(is.Name())
		if was == nil {
			for _, number := range memberNumbers(is) {
				if field := before.descriptor.Fields().ByNumber(number); field != nil && field.ContainingOneof() != nil &&
					after.descriptor.Oneofs().ByName(field.ContainingOneof().Name()) == nil {
					was = field.ContainingOneof()
					break
				}
			}
		}
		if was != nil {
			taken[was.Name()] = true
		}
		add(was, is)
	}
	for i := range before.descriptor.Oneofs().Len() {
		if was := before.descriptor.Oneofs().Get(i); !taken[was.Name()] {
			add(was, nil)
		}
	}
	return changed
}

func memberNumbers(oneof protoreflect.OneofDescriptor) []protoreflect.FieldNumber {
	if oneof == nil {
		return nil
	}
	var numbers []protoreflect.FieldNumber
	for i := range oneof.Fields().Len() {
		numbers = append(numbers, oneof.Fields().Get(i).Number())
	}
	slices.Sort(numbers)
	return numbers
}

// sameField reports whether a field has the same rules on both sides and that they mean the same there.
func sameField(p pair) bool {
	from, to := p.from.field, p.to.field
	if from == nil || to == nil {
		return false // The side that has it has rules for it, or it would not have been looked at.
	}
	return proto.Equal(fieldRulesOrNone(p.from.rules()), fieldRulesOrNone(p.to.rules())) && samePredefined(p.from.rules(), p.to.rules()) &&
		p.from.ignore() == p.to.ignore() &&
		from.HasPresence() == to.HasPresence() && sameType(from, to) && sameShape(p)
}

// sameType reports whether the fields have the same type, as far as rules see it.
func sameType(a, b protoreflect.FieldDescriptor) bool {
	if a.Kind() != b.Kind() || a.IsList() != b.IsList() || a.IsMap() != b.IsMap() {
		return false
	}
	if a.IsMap() {
		return sameType(a.MapKey(), b.MapKey()) && sameType(a.MapValue(), b.MapValue())
	}
	if a.Enum() != nil {
		return a.Enum().IsClosed() == b.Enum().IsClosed() && slices.Equal(enumNumbers(a.Enum()), enumNumbers(b.Enum()))
	}
	return true
}

func enumNumbers(enum protoreflect.EnumDescriptor) []protoreflect.EnumNumber {
	var numbers []protoreflect.EnumNumber
	for i := range enum.Values().Len() {
		numbers = append(numbers, enum.Values().Get(i).Number())
	}
	slices.Sort(numbers)
	return slices.Compact(numbers)
}

// rules are those of a field, or nil.
func (e element) rules() *validate.FieldRules {
	if e.field == nil {
		return nil
	}
	return e.of.fields[e.field.Number()]
}

// required is the rule of that name, where it has an effect.
func (e element) required() bool {
	switch {
	case e.field != nil:
		return e.rules().GetRequired() && e.ignore() != validate.Ignore_IGNORE_ALWAYS
	case e.oneof != nil:
		return e.of.oneofs[e.oneof.Name()].GetRequired()
	default:
		return false
	}
}

// ignore is what the field's rules say, and for a field in a oneof rule of the message what that implies.
func (e element) ignore() validate.Ignore {
	if rules := e.rules(); rules == nil || rules.HasIgnore() {
		return rules.GetIgnore()
	}
	for _, oneof := range e.of.rules.GetOneof() {
		if slices.Contains(oneof.GetFields(), string(e.field.Name())) {
			return validate.Ignore_IGNORE_IF_ZERO_VALUE
		}
	}
	return validate.Ignore_IGNORE_UNSPECIFIED
}

// facts is the verdict without its judgement.
func (p pair) facts() Verdict {
	verdict := Verdict{
		Element:         cmp.Or(p.to.name(), p.from.name()),
		Before:          p.from.text(false),
		After:           p.to.text(false),
		RequiredAdded:   p.to.required() && !p.from.required(),
		RequiredRemoved: p.from.required() && !p.to.required(),
		RuleIDChanged:   ruleIDChanged(p),
		Implied: p.from.field != nil && p.to.field != nil && p.from.ignore() != p.to.ignore() &&
			p.from.rules().GetIgnore() == p.to.rules().GetIgnore(),
	}
	if verdict.Before == verdict.After {
		verdict.Before, verdict.After = p.from.text(true), p.to.text(true)
	}
	if p.to.field != nil {
		verdict.Field = p.to.field.Number()
	} else if p.from.field != nil {
		verdict.Field = p.from.field.Number()
	}
	return verdict
}

func (e element) name() protoreflect.FullName {
	switch {
	case e.field != nil:
		return e.field.FullName()
	case e.oneof != nil:
		return e.oneof.FullName()
	case e.whole:
		return e.of.descriptor.FullName()
	default:
		return ""
	}
}

func (e element) text(messages bool) string {
	switch {
	case e.field != nil:
		text := ruleText(e.rules(), messages)
		if implied := e.ignore(); text != "" && implied != e.rules().GetIgnore() {
			text += ", ignore: " + implied.String()
		}
		return text
	case e.oneof != nil:
		return ruleText(e.of.oneofs[e.oneof.Name()], messages)
	case e.whole && e.of.rules != nil:
		return ruleText(e.of.rules, messages)
	default:
		return ""
	}
}

// filter limits validation to the rules of the element in one message. With nested it lets in the rules of messages inside
// a field as well, which the rule "ignore" of the field can switch off.
func (e element) filter(root protoreflect.Message, nested bool) protovalidate.Filter {
	var target protoreflect.Descriptor = root.Descriptor()
	switch {
	case e.field != nil:
		target = e.field
	case e.oneof != nil:
		target = e.oneof
	}
	return protovalidate.FilterFunc(func(message protoreflect.Message, descriptor protoreflect.Descriptor) bool {
		if message != root {
			return nested
		}
		return descriptor == target
	})
}

// fieldType names a type for people.
func fieldType(field protoreflect.FieldDescriptor) string {
	name := field.Kind().String()
	if field.Message() != nil {
		name = string(field.Message().FullName())
	} else if field.Enum() != nil {
		name = string(field.Enum().FullName())
	}
	switch {
	case field.IsMap():
		return fmt.Sprintf("map<%s, %s>", fieldType(field.MapKey()), fieldType(field.MapValue()))
	case field.IsList():
		return "repeated " + name
	case field.HasPresence() && field.Message() == nil && field.ContainingOneof() == nil || field.HasOptionalKeyword():
		return "optional " + name
	case field.ContainingOneof() != nil:
		return name + " in a oneof"
	default:
		return name
	}
}
