package diff

import (
	"cmp"
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/schema"
)

// compareRest finds files that differ in something for which no change was found: the order of declarations, or what nothing
// here looks at.
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
		plain{c.Rename}.file(&before)
		plain{func(name string) string { return name }}.file(&after)
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

// plain takes out of a file what says the same in several ways, and what was compared: imports, which have no order, and
// ranges, which may be parted. Types are called what they are called now.
type plain struct{ rename func(string) string }

func (p plain) file(f *descriptorpb.FileDescriptorProto) {
	f.Dependency, f.PublicDependency, f.WeakDependency, f.OptionDependency = nil, nil, nil, nil
	p.messages(f.GetMessageType())
	p.fields(f.GetExtension())
	p.enums(f.GetEnumType())
	for _, service := range f.GetService() {
		for _, method := range service.GetMethod() {
			p.name(method.InputType)
			p.name(method.OutputType)
		}
	}
}

func (p plain) messages(messages []*descriptorpb.DescriptorProto) {
	for _, m := range messages {
		m.ExtensionRange, m.ReservedRange, m.ReservedName = nil, nil, nil
		p.fields(m.GetField())
		p.fields(m.GetExtension())
		p.enums(m.GetEnumType())
		p.messages(m.GetNestedType())
	}
}

func (plain) enums(enums []*descriptorpb.EnumDescriptorProto) {
	for _, e := range enums {
		e.ReservedRange, e.ReservedName = nil, nil
	}
}

func (p plain) fields(fields []*descriptorpb.FieldDescriptorProto) {
	for _, f := range fields {
		p.name(f.TypeName)
		p.name(f.Extendee)
		f.JsonName = nil // Compared where it is resolved.
	}
}

// name renames a full name, which begins with a dot.
func (p plain) name(name *string) {
	if name != nil && len(*name) > 1 {
		*name = "." + p.rename((*name)[1:])
	}
}

// sorted puts declarations in the order of their names.
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
