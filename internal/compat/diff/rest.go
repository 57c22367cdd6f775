package diff

import (
	"cmp"
	"slices"
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// compareRest finds files that differ although no change was found: in the order of declarations, or in a part that this package
// does not compare.
func (c *comparer) compareRest() {
	touched := map[*schema.File]bool{}
	for _, change := range c.Changes {
		if change.New != nil {
			touched[change.New.In()] = true
		}
		if change.Old != nil {
			touched[change.Old.In()] = true
		}
	}
	for _, pair := range c.Files {
		if touched[pair.Old] || touched[pair.New] || schema.SameDescriptor(pair.Old, pair.New) {
			continue
		}
		var before, after descriptorpb.FileDescriptorProto
		errBefore, errAfter := proto.Unmarshal([]byte(pair.Old.Encoded()), &before), proto.Unmarshal([]byte(pair.New.Encoded()), &after)
		if errBefore != nil || errAfter != nil {
			c.add(schema.KindFile, Other, pair.Old, pair.New, "", "")
			continue
		}
		plain{c.Rename, c.options}.file(&before)
		plain{func(name string) string { return name }, c.options}.file(&after)
		if proto.Equal(&before, &after) {
			continue
		}
		sorted(&before)
		sorted(&after)
		part := Other
		if proto.Equal(&before, &after) {
			part = Order
		}
		c.add(schema.KindFile, part, pair.Old, pair.New, "", "")
	}
}

// plain removes from a file everything that was compared already, such as imports and ranges, and writes the rest in one form:
// types have their new names, and options are text, because compilers encode them in several ways.
type plain struct {
	rename  func(string) string
	options *optionReader
}

func (p plain) file(f *descriptorpb.FileDescriptorProto) {
	f.Dependency, f.PublicDependency, f.WeakDependency, f.OptionDependency = nil, nil, nil, nil
	f.Package = new(f.GetPackage())
	p.messages(f.GetMessageType())
	p.fields(f.GetExtension(), true)
	p.enums(f.GetEnumType())
	for _, service := range f.GetService() {
		for _, method := range service.GetMethod() {
			method.InputType, method.OutputType = p.name(method.GetInputType()), p.name(method.GetOutputType())
			method.ClientStreaming, method.ServerStreaming = new(method.GetClientStreaming()), new(method.GetServerStreaming())
		}
	}
	p.texts(f.ProtoReflect())
}

func (p plain) messages(messages []*descriptorpb.DescriptorProto) {
	for _, m := range messages {
		compared := !m.GetOptions().GetMapEntry() // The entry that a compiler generates for a map was not compared.
		if compared {
			m.ExtensionRange, m.ReservedRange, m.ReservedName = nil, nil, nil
		}
		p.fields(m.GetField(), compared)
		p.fields(m.GetExtension(), compared)
		p.enums(m.GetEnumType())
		p.messages(m.GetNestedType())
	}
}

func (plain) enums(enums []*descriptorpb.EnumDescriptorProto) {
	for _, e := range enums {
		e.ReservedRange, e.ReservedName = nil, nil
		for _, value := range e.GetValue() {
			value.Number = new(value.GetNumber())
		}
	}
}

func (p plain) fields(fields []*descriptorpb.FieldDescriptorProto, compared bool) {
	for _, f := range fields {
		f.TypeName, f.Extendee = p.name(f.GetTypeName()), p.name(f.GetExtendee())
		f.Number, f.Label, f.Proto3Optional = new(f.GetNumber()), f.GetLabel().Enum(), new(f.GetProto3Optional())
		if compared {
			f.DefaultValue = nil
		}
		if compared || f.GetJsonName() == f.GetName() {
			f.JsonName = nil // The resolved name was compared.
		}
	}
}

// texts replaces all options in a message with text.
func (p plain) texts(m protoreflect.Message) {
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		switch {
		case f.Message() == nil:
		case f.IsList():
			for i := range v.List().Len() {
				p.texts(v.List().Get(i).Message())
			}
		case f.Message().Fields().ByName("uninterpreted_option") != nil:
			p.text(v.Message())
		default:
			p.texts(v.Message())
		}
		return true
	})
}

// text replaces options with their text.
func (p plain) text(options protoreflect.Message) {
	name, uninterpreted := options.Descriptor().FullName(), options.Descriptor().Fields().ByName("uninterpreted_option")
	encoded, err := proto.MarshalOptions{AllowPartial: true}.Marshal(options.Interface())
	if err != nil {
		return
	}
	text := &descriptorpb.UninterpretedOption{IdentifierValue: new(p.options.messageText(string(name), string(encoded), 0))}
	proto.Reset(options.Interface())
	options.Mutable(uninterpreted).List().Append(protoreflect.ValueOfMessage(text.ProtoReflect()))
}

// name returns the new name of a type; the full name may begin with a dot.
func (p plain) name(name string) *string {
	return new(p.rename(strings.TrimPrefix(name, ".")))
}

// sorted sorts declarations by name.
func sorted(f *descriptorpb.FileDescriptorProto) {
	byName(f.GetMessageType())
	byName(f.GetEnumType())
	byName(f.GetService())
	byName(f.GetExtension())
	sortedWithin(f.GetMessageType())
}

func sortedWithin(messages []*descriptorpb.DescriptorProto) {
	for _, m := range messages {
		byName(m.GetNestedType())
		byName(m.GetEnumType())
		byName(m.GetExtension())
		sortedWithin(m.GetNestedType())
	}
}

func byName[D interface{ GetName() string }](declarations []D) {
	slices.SortStableFunc(declarations, func(a, b D) int { return cmp.Compare(a.GetName(), b.GetName()) })
}
