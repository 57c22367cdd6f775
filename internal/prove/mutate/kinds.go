package mutate

import (
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

// kindMutators give fields and extensions other types.
var kindMutators = []mutator{
	{"type.scalar", 6, retypeScalar},
	{"type.number", 4, retypeNumber},
	{"type.enum", 2, retypeEnum},
	{"type.message", 2, retypeMessage},
	{"type.wrapper", 1, retypeWrapper},
	{"type.text", 1, retypeText},
	{"type.jstype", 1, changeJSType},
	{"extension.add", 1, addExtension},
	{"extension.remove", 1, removeExtension},
	{"extension.rename", 1, renameExtension},
	{"extension.renumber", 1, renumberExtension},
	{"extension.retype", 1, retypeExtension},
}

// plain says whether a field is neither a map nor a group.
func plain(f fieldAt) bool {
	return entryOf(f) == nil && f.GetType() != descriptorpb.FieldDescriptorProto_TYPE_GROUP
}

func retypeScalar(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), plain)
	if !ok {
		return nothing()
	}
	was := f.GetType()
	e.anyType(f.FieldDescriptorProto, f.message.file)
	return edited(f.name(), "from %s to %s%s", was, f.GetType(), f.GetTypeName())
}

func isNumber(t fieldType) bool {
	switch t {
	case descriptorpb.FieldDescriptorProto_TYPE_STRING, descriptorpb.FieldDescriptorProto_TYPE_BYTES, descriptorpb.FieldDescriptorProto_TYPE_MESSAGE, descriptorpb.FieldDescriptorProto_TYPE_GROUP, descriptorpb.FieldDescriptorProto_TYPE_ENUM:
		return false
	default:
		return true
	}
}

func retypeNumber(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return plain(f) && isNumber(f.GetType()) })
	if !ok {
		return nothing()
	}
	was := f.GetType()
	to, _ := pickFunc(e, scalars, isNumber)
	setType(f.FieldDescriptorProto, to, "")
	return edited(f.name(), "from %s to %s", was, to)
}

// retypeEnum makes an integer of an enum, another enum, or an enum of an integer.
func retypeEnum(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		return plain(f) && (isEnum(f.GetType()) || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_INT32)
	})
	if !ok {
		return nothing()
	}
	was := f.GetType()
	if isEnum(was) && e.IntN(2) == 0 {
		setType(f.FieldDescriptorProto, []fieldType{descriptorpb.FieldDescriptorProto_TYPE_INT32, descriptorpb.FieldDescriptorProto_TYPE_INT32, descriptorpb.FieldDescriptorProto_TYPE_INT64, descriptorpb.FieldDescriptorProto_TYPE_UINT32, descriptorpb.FieldDescriptorProto_TYPE_STRING}[e.IntN(5)], "")
	} else {
		enum, ok := pickFunc(e, e.enums(), func(enum enumAt) bool { return enum.file == f.message.file })
		if !ok {
			return nothing()
		}
		setType(f.FieldDescriptorProto, descriptorpb.FieldDescriptorProto_TYPE_ENUM, enum.name())
	}
	return edited(f.name(), "from %s to %s%s", was, f.GetType(), f.GetTypeName())
}

// retypeMessage makes a field one of another message: any, or a copy of its own with a field more or less.
func retypeMessage(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return plain(f) && isMessage(f.GetType()) })
	if !ok {
		return nothing()
	}
	own, ok := pickFunc(e, e.messages(), func(m messageAt) bool {
		return m.name() == f.GetTypeName() && m.file == f.message.file && len(m.NestedType) == 0 && len(m.EnumType) == 0
	})
	if !ok {
		other, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return m.file == f.message.file })
		if !ok {
			return nothing()
		}
		setType(f.FieldDescriptorProto, descriptorpb.FieldDescriptorProto_TYPE_MESSAGE, other.name())
		return edited(f.name(), "to %s", other.name())
	}
	other := proto.CloneOf(own.DescriptorProto)
	other.Name = new(e.title())
	copied := messageAt{place{f.message.file, nil, "." + f.message.file.GetPackage()}, other}
	switch e.IntN(3) {
	case 0:
		e.insert(other, e.newField(copied))
	case 1:
		if len(other.GetField()) > 0 {
			remove(fieldAt{other.GetField()[e.IntN(len(other.GetField()))], copied})
		}
	}
	f.message.file.MessageType = append(f.message.file.MessageType, other)
	f.TypeName = new(copied.name())
	return edited(f.name(), "from %s to its copy %s", own.name(), copied.name())
}

func retypeWrapper(e *editor) (Edit, bool) {
	wrappers := map[fieldType]string{
		descriptorpb.FieldDescriptorProto_TYPE_STRING: "StringValue", descriptorpb.FieldDescriptorProto_TYPE_INT32: "Int32Value",
		descriptorpb.FieldDescriptorProto_TYPE_BOOL: "BoolValue", descriptorpb.FieldDescriptorProto_TYPE_INT64: "Int64Value",
	}
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return plain(f) && f.OneofIndex == nil && wrappers[f.GetType()] != "" })
	if !ok {
		return nothing()
	}
	setType(f.FieldDescriptorProto, descriptorpb.FieldDescriptorProto_TYPE_MESSAGE, ".google.protobuf."+wrappers[f.GetType()])
	return edited(f.name(), "to %s", f.GetTypeName())
}

func retypeText(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		return plain(f) && (f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_STRING || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_BYTES || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_MESSAGE)
	})
	if !ok {
		return nothing()
	}
	was, to := f.GetType(), descriptorpb.FieldDescriptorProto_TYPE_BYTES
	if was == to {
		to = descriptorpb.FieldDescriptorProto_TYPE_STRING
	}
	setType(f.FieldDescriptorProto, to, "")
	return edited(f.name(), "from %s to %s", was, to)
}

func changeJSType(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		return f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_INT64 || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_UINT64 || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_FIXED64 || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_SINT64
	})
	if !ok {
		return nothing()
	}
	if f.Options == nil {
		f.Options = &descriptorpb.FieldOptions{}
	}
	now := descriptorpb.FieldOptions_JSType(e.IntN(3))
	f.Options.Jstype = &now
	return edited(f.name(), "jstype = %s", now)
}

func addExtension(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return len(m.ExtensionRange) > 0 })
	if !ok {
		return nothing()
	}
	at := m.ExtensionRange[0]
	x := &descriptorpb.FieldDescriptorProto{
		Name: new(e.word()), Number: new(at.GetStart() + int32(e.IntN(int(min(at.GetEnd()-at.GetStart(), 90))))),
		Label: optional.Enum(), Extendee: new(m.name()),
	}
	e.anyType(x, m.file)
	x.JsonName = new(camel(x.GetName()))
	m.file.Extension = append(m.file.Extension, x)
	return edited("."+m.file.GetPackage()+"."+x.GetName(), "is new")
}

func removeExtension(e *editor) (Edit, bool) {
	x, ok := pickFunc(e, e.extensions(), func(x extensionAt) bool { return x.parent == nil })
	if !ok {
		return nothing()
	}
	for i, other := range x.file.GetExtension() {
		if other == x.FieldDescriptorProto {
			x.file.Extension = append(x.file.Extension[:i:i], x.file.GetExtension()[i+1:]...)
			break
		}
	}
	return edited(x.name(), "")
}

func renameExtension(e *editor) (Edit, bool) {
	x, ok := pick(e, e.extensions())
	if !ok {
		return nothing()
	}
	was, name := x.name(), e.word()
	x.Name, x.JsonName = new(name), new(camel(name))
	return edited(was, "to %s", name)
}

func renumberExtension(e *editor) (Edit, bool) {
	x, ok := pick(e, e.extensions())
	if !ok {
		return nothing()
	}
	x.Number = new(x.GetNumber() + 1 + int32(e.IntN(30)))
	return edited(x.name(), "to %d", x.GetNumber())
}

func retypeExtension(e *editor) (Edit, bool) {
	x, ok := pick(e, e.extensions())
	if !ok {
		return nothing()
	}
	was := x.GetType()
	e.anyType(x.FieldDescriptorProto, x.file)
	return edited(x.name(), "from %s to %s", was, x.GetType())
}
