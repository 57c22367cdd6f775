package validation

import (
	"fmt"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// messageRules are all rules of one message on one side, read into their generated types.
type messageRules struct {
	descriptor protoreflect.MessageDescriptor
	rules      *validate.MessageRules
	oneofs     map[protoreflect.Name]*validate.OneofRules
	fields     map[protoreflect.FieldNumber]*validate.FieldRules
}

// readRules reads the rules of a message. Rules that can't be read count as none, as they do for protovalidate.
func readRules(descriptor protoreflect.MessageDescriptor, resolve protoregistryTypes) *messageRules {
	all := &messageRules{
		descriptor: descriptor,
		oneofs:     map[protoreflect.Name]*validate.OneofRules{},
		fields:     map[protoreflect.FieldNumber]*validate.FieldRules{},
	}
	read, _ := protovalidate.ResolveMessageRules(descriptor)
	all.rules = proto.CloneOf(read)
	for i := range descriptor.Oneofs().Len() {
		oneof := descriptor.Oneofs().Get(i)
		if read, _ := protovalidate.ResolveOneofRules(oneof); read != nil {
			all.oneofs[oneof.Name()] = read
		}
	}
	for i := range descriptor.Fields().Len() {
		field := descriptor.Fields().Get(i)
		if read, _ := protovalidate.ResolveFieldRules(field); read != nil {
			rules := proto.CloneOf(read)
			withoutExamples(rules.ProtoReflect(), resolve)
			all.fields[field.Number()] = rules
		}
	}
	return all
}

// withoutExamples takes out the values of the rule "example", which documents and never refuses, and reads predefined
// rules, which are extensions that only the contract knows.
func withoutExamples(rules protoreflect.Message, resolve protoregistryTypes) {
	if unknown := rules.GetUnknown(); len(unknown) > 0 {
		rules.SetUnknown(nil)
		unmarshal := proto.UnmarshalOptions{Resolver: resolve, Merge: true, AllowPartial: true}
		if err := unmarshal.Unmarshal(unknown, rules.Interface()); err != nil {
			rules.SetUnknown(unknown)
		}
	}
	rules.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case field.Name() == "example" && !field.IsExtension():
			rules.Clear(field)
		case field.Message() == nil || field.IsList() || field.IsMap() || field.IsExtension():
		case strings.HasPrefix(string(field.Message().FullName()), "buf.validate."):
			withoutExamples(value.Message(), resolve)
		}
		return true
	})
}

// ruleText writes rules compactly, in the order of their declaration: "string.min_len: 1, string.pattern: ^[a-z]+$". The
// messages of rules in CEL are left out unless asked for.
func ruleText(rules proto.Message, messages bool) string {
	var parts []string
	if rules == nil || !rules.ProtoReflect().IsValid() {
		return ""
	}
	appendRules(&parts, "", rules.ProtoReflect(), messages)
	return strings.Join(parts, ", ")
}

func appendRules(parts *[]string, prefix string, rules protoreflect.Message, messages bool) {
	type entry struct {
		field protoreflect.FieldDescriptor
		value protoreflect.Value
	}
	var entries []entry
	rules.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		entries = append(entries, entry{field, value})
		return true
	})
	slices.SortFunc(entries, func(a, b entry) int { return int(a.field.Number()) - int(b.field.Number()) })
	for _, e := range entries {
		name := prefix + string(e.field.Name())
		if e.field.IsExtension() {
			name = prefix + "[" + string(e.field.FullName()) + "]"
		}
		switch {
		case e.field.IsList() && e.field.Message() != nil && e.field.Message().Name() == "MessageOneofRule":
			for i := range e.value.List().Len() {
				*parts = append(*parts, name+": "+oneofText(e.value.List().Get(i).Message()))
			}
		case e.field.IsList() && e.field.Message() != nil && isRule(e.field.Message()):
			for i := range e.value.List().Len() {
				*parts = append(*parts, celText(name, e.value.List().Get(i).Message(), messages))
			}
		case e.field.IsList():
			var items []string
			for i := range e.value.List().Len() {
				items = append(items, valueText(e.field, e.value.List().Get(i)))
			}
			*parts = append(*parts, name+": ["+strings.Join(items, ", ")+"]")
		case e.field.Message() != nil && strings.HasSuffix(string(e.field.Message().Name()), "Rules"):
			before := len(*parts)
			appendRules(parts, name+".", e.value.Message(), messages)
			if len(*parts) == before {
				*parts = append(*parts, name+": {}")
			}
		default:
			*parts = append(*parts, name+": "+valueText(e.field, e.value))
		}
	}
	if unknown := rules.GetUnknown(); len(unknown) > 0 {
		*parts = append(*parts, fmt.Sprintf("%s(undeclared): %x", prefix, []byte(unknown)))
	}
}

func isRule(message protoreflect.MessageDescriptor) bool {
	return message.FullName() == "buf.validate.Rule"
}

// oneofText writes a rule that at most one of some fields is set.
func oneofText(rule protoreflect.Message) string {
	fields := rule.Descriptor().Fields()
	var names []string
	for i := range rule.Get(fields.ByName("fields")).List().Len() {
		names = append(names, rule.Get(fields.ByName("fields")).List().Get(i).String())
	}
	text := "[" + strings.Join(names, ", ") + "]"
	if rule.Get(fields.ByName("required")).Bool() {
		text += " required"
	}
	return text
}

func celText(name string, rule protoreflect.Message, messages bool) string {
	fields := rule.Descriptor().Fields()
	text := name
	if id := rule.Get(fields.ByName("id")).String(); id != "" {
		text += "(" + id + ")"
	}
	text += ": " + rule.Get(fields.ByName("expression")).String()
	if message := rule.Get(fields.ByName("message")).String(); messages && message != "" {
		text += fmt.Sprintf(" (%q)", message)
	}
	return text
}

// valueText writes a single value; a well-known type as ProtoJSON does.
func valueText(field protoreflect.FieldDescriptor, value protoreflect.Value) string {
	switch {
	case field.Enum() != nil:
		if declared := field.Enum().Values().ByNumber(value.Enum()); declared != nil {
			return string(declared.Name())
		}
		return fmt.Sprint(value.Enum())
	case field.Message() != nil:
		if text, err := writeWitness(value.Message()); err == nil {
			return strings.Trim(string(text), `"`)
		}
		return string(field.Message().FullName())
	case field.Kind() == protoreflect.BytesKind:
		return fmt.Sprintf("%q", value.Bytes())
	default:
		return value.String()
	}
}
