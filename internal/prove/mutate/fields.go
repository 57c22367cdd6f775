package mutate

import (
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

type fieldType = descriptorpb.FieldDescriptorProto_Type

const (
	optional = descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL
	repeated = descriptorpb.FieldDescriptorProto_LABEL_REPEATED
	required = descriptorpb.FieldDescriptorProto_LABEL_REQUIRED
)

var fieldMutators = []mutator{
	{"field.add", 12, addField},
	{"field.remove", 6, removeField},
	{"field.remove_reserved", 5, removeReserved},
	{"field.rename", 6, renameField},
	{"field.rename_pinned", 1, renamePinned},
	{"field.renumber", 3, renumberField},
	{"field.swap", 1, swapNumbers},
	{"field.json_name", 2, jsonNameField},
	{"field.cardinality", 3, changeCardinality},
	{"field.presence", 4, changePresence},
	{"field.required", 1, changeRequired},
	{"field.default", 2, changeDefault},
	{"field.map", 2, changeMap},
	{"field.packed", 1, changePacked},
	{"field.order", 2, moveLine},
	{"field.reuse", 1, reuseReserved},
	{"field.unreserve", 1, unreserve},
	{"field.feature", 2, changeFieldFeature},
	{"oneof.in", 2, intoOneof},
	{"oneof.out", 2, outOfOneof},
	{"oneof.rename", 1, renameOneof},
	{"oneof.new", 1, newOneof},
}

var scalars = []fieldType{
	descriptorpb.FieldDescriptorProto_TYPE_STRING, descriptorpb.FieldDescriptorProto_TYPE_INT32, descriptorpb.FieldDescriptorProto_TYPE_BOOL,
	descriptorpb.FieldDescriptorProto_TYPE_INT64, descriptorpb.FieldDescriptorProto_TYPE_UINT32, descriptorpb.FieldDescriptorProto_TYPE_UINT64,
	descriptorpb.FieldDescriptorProto_TYPE_DOUBLE, descriptorpb.FieldDescriptorProto_TYPE_FLOAT, descriptorpb.FieldDescriptorProto_TYPE_BYTES,
	descriptorpb.FieldDescriptorProto_TYPE_SINT32, descriptorpb.FieldDescriptorProto_TYPE_SINT64, descriptorpb.FieldDescriptorProto_TYPE_FIXED32,
	descriptorpb.FieldDescriptorProto_TYPE_FIXED64, descriptorpb.FieldDescriptorProto_TYPE_SFIXED32, descriptorpb.FieldDescriptorProto_TYPE_SFIXED64,
}

func isMessage(t fieldType) bool {
	return t == descriptorpb.FieldDescriptorProto_TYPE_MESSAGE || t == descriptorpb.FieldDescriptorProto_TYPE_GROUP
}

func isEnum(t fieldType) bool { return t == descriptorpb.FieldDescriptorProto_TYPE_ENUM }

// setType gives a field another type, and takes away what does not go with it.
func setType(f *descriptorpb.FieldDescriptorProto, t fieldType, name string) {
	f.Type, f.TypeName, f.DefaultValue = t.Enum(), nil, nil
	if name != "" {
		f.TypeName = new(name)
	}
	dropRules(f)
	if f.GetOptions() != nil {
		f.Options.Packed, f.Options.Jstype, f.Options.Lazy = nil, nil, nil
		if f.GetOptions().GetFeatures() != nil {
			f.Options.Features.Utf8Validation, f.Options.Features.MessageEncoding, f.Options.Features.RepeatedFieldEncoding = nil, nil, nil
			if isMessage(t) {
				f.Options.Features.FieldPresence = nil
			}
		}
	}
}

// anyType is a type for a field: mostly a scalar, or a message or enum of the tree.
func (e *editor) anyType(f *descriptorpb.FieldDescriptorProto, file *descriptorpb.FileDescriptorProto) {
	switch e.IntN(8) {
	case 0:
		if m, ok := pick(e, e.messages()); ok && m.file == file {
			setType(f, descriptorpb.FieldDescriptorProto_TYPE_MESSAGE, m.name())
			return
		}
	case 1:
		if enum, ok := pick(e, e.enums()); ok && enum.file == file {
			setType(f, descriptorpb.FieldDescriptorProto_TYPE_ENUM, enum.name())
			return
		}
	case 2:
		setType(f, descriptorpb.FieldDescriptorProto_TYPE_MESSAGE, ".google.protobuf.Timestamp")
		return
	}
	setType(f, scalars[min(e.IntN(len(scalars)), e.IntN(len(scalars)))], "")
}

func (e *editor) newField(m messageAt) *descriptorpb.FieldDescriptorProto {
	f := &descriptorpb.FieldDescriptorProto{Name: new(e.word()), Number: new(e.freshNumber(m.DescriptorProto)), Label: optional.Enum()}
	e.anyType(f, m.file)
	f.JsonName = new(camel(f.GetName()))
	if e.IntN(4) == 0 {
		f.Label = repeated.Enum()
	}
	return f
}

// insert puts a field among the others, mostly as the last one.
func (e *editor) insert(m *descriptorpb.DescriptorProto, f *descriptorpb.FieldDescriptorProto) {
	at := len(m.GetField())
	if e.IntN(3) == 0 {
		at = e.IntN(len(m.GetField()) + 1)
	}
	m.Field = slices.Insert(m.GetField(), at, f)
}

func addField(e *editor) (Edit, bool) {
	m, ok := pick(e, e.messages())
	if !ok {
		return nothing()
	}
	f := e.newField(m)
	e.insert(m.DescriptorProto, f)
	if f.GetLabel() == optional {
		switch {
		case e.IntN(4) == 0 && len(m.OneofDecl) > 0 && !isSynthetic(m.DescriptorProto, 0):
			f.OneofIndex = proto.Int32(0)
		case e.IntN(3) == 0 && proto3(m.file) && !isMessage(f.GetType()):
			addOptional(m.DescriptorProto, f)
		case e.IntN(12) == 0 && proto2(m.file):
			f.Label = required.Enum()
		}
	}
	return edited(m.name(), "has %s = %d, %s", f.GetName(), f.GetNumber(), f.GetType())
}

func isSynthetic(m *descriptorpb.DescriptorProto, index int32) bool {
	return slices.ContainsFunc(m.GetField(), func(f *descriptorpb.FieldDescriptorProto) bool {
		return f.OneofIndex != nil && f.GetOneofIndex() == index && synthetic(f)
	})
}

// remove takes a field away, with the message that stands for it where it is a map or a group.
func remove(f fieldAt) {
	m := f.message.DescriptorProto
	if entry := entryOf(f); entry != nil {
		m.NestedType = slices.DeleteFunc(m.GetNestedType(), func(n *descriptorpb.DescriptorProto) bool { return n == entry })
	}
	leaveOneof(m, f.FieldDescriptorProto)
	m.Field = slices.DeleteFunc(m.GetField(), func(other *descriptorpb.FieldDescriptorProto) bool { return other == f.FieldDescriptorProto })
}

func removeField(e *editor) (Edit, bool) {
	f, ok := pick(e, e.fields())
	if !ok {
		return nothing()
	}
	remove(f)
	return edited(f.name(), "")
}

func removeReserved(e *editor) (Edit, bool) {
	f, ok := pick(e, e.fields())
	if !ok {
		return nothing()
	}
	remove(f)
	m := f.message.DescriptorProto
	m.ReservedName = append(m.ReservedName, f.GetName())
	m.ReservedRange = append(m.ReservedRange, &descriptorpb.DescriptorProto_ReservedRange{Start: new(f.GetNumber()), End: new(f.GetNumber() + 1)})
	return edited(f.name(), "reserved")
}

// rename gives a field another name, and the message that stands for its map one that fits.
func (e *editor) rename(f fieldAt, name string) {
	if entry := entryOf(f); entry != nil {
		entry.Name = new(camel("_"+name) + "Entry")
		f.TypeName = new(f.message.name() + "." + entry.GetName())
	}
	if synthetic(f.FieldDescriptorProto) {
		f.message.OneofDecl[f.GetOneofIndex()].Name = new("_" + name)
	}
	e.renameInRoutes(f, name)
	f.Name = new(name)
}

func renameField(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return f.GetType() != descriptorpb.FieldDescriptorProto_TYPE_GROUP })
	if !ok {
		return nothing()
	}
	was, name := f.name(), e.word()
	e.rename(f, name)
	f.JsonName = new(camel(name))
	return edited(was, "to %s", name)
}

func renamePinned(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return f.GetType() != descriptorpb.FieldDescriptorProto_TYPE_GROUP })
	if !ok {
		return nothing()
	}
	was, name, pinned := f.name(), e.word(), jsonName(f.FieldDescriptorProto)
	e.rename(f, name)
	f.JsonName = new(pinned)
	return edited(was, "to %s with json_name", name)
}

func renumberField(e *editor) (Edit, bool) {
	f, ok := pick(e, e.fields())
	if !ok {
		return nothing()
	}
	was := f.GetNumber()
	f.Number = new(e.freshNumber(f.message.DescriptorProto))
	return edited(f.name(), "from %d to %d", was, f.GetNumber())
}

func swapNumbers(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return len(f.message.Field) > 1 })
	if !ok {
		return nothing()
	}
	other := f.message.Field[e.IntN(len(f.message.Field))]
	f.Number, other.Number = other.Number, f.Number
	return edited(f.name(), "and %s", other.GetName())
}

func jsonNameField(e *editor) (Edit, bool) {
	f, ok := pick(e, e.fields())
	if !ok {
		return nothing()
	}
	name := camel(e.word())
	if e.IntN(3) == 0 {
		name = f.GetName()
	}
	f.JsonName = new(name)
	return edited(f.name(), "to %s", name)
}

func changeCardinality(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return entryOf(f) == nil && f.GetLabel() != required })
	if !ok {
		return nothing()
	}
	dropRules(f.FieldDescriptorProto)
	if f.GetLabel() == repeated {
		f.Label = optional.Enum()
		if f.Options != nil {
			f.Options.Packed = nil
			if f.Options.GetFeatures() != nil {
				f.Options.Features.RepeatedFieldEncoding = nil
			}
		}
		return edited(f.name(), "to one")
	}
	leaveOneof(f.message.DescriptorProto, f.FieldDescriptorProto)
	f.Label, f.DefaultValue = repeated.Enum(), nil
	if f.Options.GetFeatures() != nil {
		f.Options.Features.FieldPresence = nil
	}
	return edited(f.name(), "to a list")
}

func features(f *descriptorpb.FieldDescriptorProto) *descriptorpb.FeatureSet {
	if f.GetOptions() == nil {
		f.Options = &descriptorpb.FieldOptions{}
	}
	if f.GetOptions().GetFeatures() == nil {
		f.Options.Features = &descriptorpb.FeatureSet{}
	}
	return f.GetOptions().GetFeatures()
}

func changePresence(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		return f.GetLabel() == optional && !isMessage(f.GetType()) && (f.OneofIndex == nil || synthetic(f.FieldDescriptorProto)) && !proto2(f.message.file) && f.DefaultValue == nil
	})
	if !ok {
		return nothing()
	}
	switch {
	case edition(f.message.file):
		features := features(f.FieldDescriptorProto)
		if features.GetFieldPresence() == descriptorpb.FeatureSet_IMPLICIT {
			features.FieldPresence = descriptorpb.FeatureSet_EXPLICIT.Enum()
		} else {
			features.FieldPresence = descriptorpb.FeatureSet_IMPLICIT.Enum()
		}
	case synthetic(f.FieldDescriptorProto):
		leaveOneof(f.message.DescriptorProto, f.FieldDescriptorProto)
		return edited(f.name(), "optional goes")
	default:
		addOptional(f.message.DescriptorProto, f.FieldDescriptorProto)
		return edited(f.name(), "optional comes")
	}
	return edited(f.name(), "to %s", f.Options.GetFeatures().GetFieldPresence())
}

func changeRequired(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		return f.GetLabel() != repeated && f.OneofIndex == nil && !proto3(f.message.file) && f.DefaultValue == nil
	})
	if !ok {
		return nothing()
	}
	if edition(f.message.file) {
		features := features(f.FieldDescriptorProto)
		if features.GetFieldPresence() == descriptorpb.FeatureSet_LEGACY_REQUIRED {
			features.FieldPresence = nil
			return edited(f.name(), "required goes")
		}
		features.FieldPresence = descriptorpb.FeatureSet_LEGACY_REQUIRED.Enum()
		return edited(f.name(), "required comes")
	}
	if f.GetLabel() == required {
		f.Label = optional.Enum()
		return edited(f.name(), "required goes")
	}
	f.Label = required.Enum()
	return edited(f.name(), "required comes")
}

func changeDefault(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		return f.GetLabel() == optional && !proto3(f.message.file) && !isMessage(f.GetType()) && !isEnum(f.GetType()) &&
			f.GetType() != descriptorpb.FieldDescriptorProto_TYPE_BYTES && f.Options.GetFeatures().GetFieldPresence() != descriptorpb.FeatureSet_IMPLICIT
	})
	if !ok {
		return nothing()
	}
	was := f.GetDefaultValue()
	switch f.GetType() {
	case descriptorpb.FieldDescriptorProto_TYPE_STRING:
		f.DefaultValue = new([]string{"", "none", "untitled", "x"}[e.IntN(4)])
	case descriptorpb.FieldDescriptorProto_TYPE_BOOL:
		f.DefaultValue = new([]string{"true", "false"}[e.IntN(2)])
	default:
		f.DefaultValue = new([]string{"0", "3", "7"}[e.IntN(3)])
	}
	if e.IntN(3) == 0 {
		f.DefaultValue = nil
	}
	return edited(f.name(), "from %q to %q", was, f.GetDefaultValue())
}

// changeMap gives the values of a map another type, or makes a map a list of its entries.
func changeMap(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return entryOf(f) != nil })
	if !ok {
		return nothing()
	}
	entry := entryOf(f)
	dropRules(f.FieldDescriptorProto)
	if e.IntN(4) == 0 {
		entry.Options = nil
		return edited(f.name(), "to a list of its entries")
	}
	e.anyType(entry.GetField()[1], f.message.file)
	return edited(f.name(), "has values of %s", entry.GetField()[1].GetType())
}

func changePacked(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		return f.GetLabel() == repeated && !isMessage(f.GetType()) && f.GetType() != descriptorpb.FieldDescriptorProto_TYPE_STRING && f.GetType() != descriptorpb.FieldDescriptorProto_TYPE_BYTES && !edition(f.message.file)
	})
	if !ok {
		return nothing()
	}
	if f.Options == nil {
		f.Options = &descriptorpb.FieldOptions{}
	}
	now := !f.Options.GetPacked() && (f.Options.Packed != nil || proto2(f.message.file))
	f.Options.Packed = &now
	return edited(f.name(), "packed = %t", now)
}

func moveLine(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return len(f.message.Field) > 1 })
	if !ok {
		return nothing()
	}
	a, b := e.IntN(len(f.message.Field)), e.IntN(len(f.message.Field))
	f.message.Field[a], f.message.Field[b] = f.message.Field[b], f.message.Field[a]
	return edited(f.message.name(), "has %s and %s in other places", f.message.Field[a].GetName(), f.message.Field[b].GetName())
}

func reuseReserved(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return len(m.ReservedRange) > 0 })
	if !ok {
		return nothing()
	}
	f := e.newField(m)
	f.Number = new(m.ReservedRange[0].GetStart())
	m.ReservedRange = m.ReservedRange[1:]
	e.insert(m.DescriptorProto, f)
	return edited(m.name(), "has %s with the reserved number %d", f.GetName(), f.GetNumber())
}

func unreserve(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return len(m.ReservedRange) > 0 })
	if !ok {
		return nothing()
	}
	m.ReservedRange = m.ReservedRange[1:]
	return edited(m.name(), "a reservation goes")
}

func changeFieldFeature(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		return edition(f.message.file) && entryOf(f) == nil && (f.GetLabel() == repeated || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_STRING || isMessage(f.GetType()))
	})
	if !ok {
		return nothing()
	}
	set := features(f.FieldDescriptorProto)
	switch {
	case f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_STRING:
		now := descriptorpb.FeatureSet_NONE
		if set.GetUtf8Validation() == now {
			now = descriptorpb.FeatureSet_VERIFY
		}
		set.Utf8Validation = &now
		return edited(f.name(), "utf8_validation = %s", now)
	case isMessage(f.GetType()):
		now := descriptorpb.FeatureSet_DELIMITED
		if set.GetMessageEncoding() == now {
			now = descriptorpb.FeatureSet_LENGTH_PREFIXED
		}
		set.MessageEncoding = &now
		return edited(f.name(), "message_encoding = %s", now)
	case f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_BYTES:
		return nothing()
	default:
		now := descriptorpb.FeatureSet_EXPANDED
		if set.GetRepeatedFieldEncoding() == now {
			now = descriptorpb.FeatureSet_PACKED
		}
		set.RepeatedFieldEncoding = &now
		return edited(f.name(), "repeated_field_encoding = %s", now)
	}
}

// declaredOneofs are those that people wrote.
func declaredOneofs(m *descriptorpb.DescriptorProto) []int32 {
	var all []int32
	for i := range m.GetOneofDecl() {
		if !isSynthetic(m, int32(i)) {
			all = append(all, int32(i))
		}
	}
	return all
}

func intoOneof(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		return f.GetLabel() == optional && f.OneofIndex == nil && len(declaredOneofs(f.message.DescriptorProto)) > 0
	})
	if !ok {
		return nothing()
	}
	index, _ := pick(e, declaredOneofs(f.message.DescriptorProto))
	f.OneofIndex = &index
	if f.Options.GetFeatures() != nil {
		f.Options.Features.FieldPresence = nil
	}
	// A compiler wants the members of a oneof beside each other.
	m := f.message.DescriptorProto
	m.Field = slices.DeleteFunc(m.GetField(), func(other *descriptorpb.FieldDescriptorProto) bool { return other == f.FieldDescriptorProto })
	first := slices.IndexFunc(m.GetField(), func(other *descriptorpb.FieldDescriptorProto) bool {
		return other.OneofIndex != nil && other.GetOneofIndex() == index
	})
	m.Field = slices.Insert(m.GetField(), first+1, f.FieldDescriptorProto)
	return edited(f.name(), "into %s", m.GetOneofDecl()[index].GetName())
}

func outOfOneof(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return f.OneofIndex != nil && !synthetic(f.FieldDescriptorProto) })
	if !ok {
		return nothing()
	}
	from, m := f.message.OneofDecl[f.GetOneofIndex()].GetName(), f.message.DescriptorProto
	leaveOneof(m, f.FieldDescriptorProto)
	m.Field = slices.DeleteFunc(m.GetField(), func(other *descriptorpb.FieldDescriptorProto) bool { return other == f.FieldDescriptorProto })
	m.Field = append(m.Field, f.FieldDescriptorProto)
	if e.IntN(2) == 0 && proto3(f.message.file) && !isMessage(f.GetType()) {
		addOptional(m, f.FieldDescriptorProto)
	}
	return edited(f.name(), "out of %s", from)
}

func renameOneof(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return len(declaredOneofs(m.DescriptorProto)) > 0 })
	if !ok {
		return nothing()
	}
	index, _ := pick(e, declaredOneofs(m.DescriptorProto))
	was, name := m.OneofDecl[index].GetName(), e.word()
	m.OneofDecl[index].Name = new(name)
	return edited(m.name()+"."+was, "to %s", name)
}

func newOneof(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		return f.GetLabel() == optional && f.OneofIndex == nil && !slices.ContainsFunc(f.message.Field, synthetic)
	})
	if !ok {
		return nothing()
	}
	m := f.message.DescriptorProto
	m.OneofDecl = append(m.OneofDecl, &descriptorpb.OneofDescriptorProto{Name: new(e.word())})
	f.OneofIndex = new(int32(len(m.GetOneofDecl()) - 1))
	if f.Options.GetFeatures() != nil {
		f.Options.Features.FieldPresence = nil
	}
	if e.IntN(2) == 0 {
		other := e.newField(f.message)
		other.Label, other.OneofIndex = optional.Enum(), f.OneofIndex
		m.Field = slices.Insert(m.GetField(), slices.Index(m.GetField(), f.FieldDescriptorProto)+1, other)
	}
	return edited(f.name(), "into the new oneof %s", m.GetOneofDecl()[f.GetOneofIndex()].GetName())
}
