package mutate

import (
	"slices"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
)

var typeMutators = []mutator{
	{"type.scalar", 6, one(only(fields, plain), retype)},
	{"type.number", 4, one(only(fields, ofNumber), retypeNumber)},
	{"type.enum", 2, one(only(fields, plainOf(enumType, int32Type)), retypeEnum)},
	{"type.message", 2, one(only(fields, plainOf(messageType)), retypeMessage)},
	{"type.wrapper", 1, one(only(fields, wrappable), retypeWrapper)},
	{"type.text", 1, one(only(fields, plainOf(stringType, bytesType, messageType)), retypeText)},
	{"type.jstype", 1, one(only(fields, of64Bits), changeJSType)},
}

type fieldType = descriptorpb.FieldDescriptorProto_Type

const (
	stringType   = descriptorpb.FieldDescriptorProto_TYPE_STRING
	bytesType    = descriptorpb.FieldDescriptorProto_TYPE_BYTES
	boolType     = descriptorpb.FieldDescriptorProto_TYPE_BOOL
	int32Type    = descriptorpb.FieldDescriptorProto_TYPE_INT32
	int64Type    = descriptorpb.FieldDescriptorProto_TYPE_INT64
	uint32Type   = descriptorpb.FieldDescriptorProto_TYPE_UINT32
	uint64Type   = descriptorpb.FieldDescriptorProto_TYPE_UINT64
	sint32Type   = descriptorpb.FieldDescriptorProto_TYPE_SINT32
	sint64Type   = descriptorpb.FieldDescriptorProto_TYPE_SINT64
	fixed32Type  = descriptorpb.FieldDescriptorProto_TYPE_FIXED32
	fixed64Type  = descriptorpb.FieldDescriptorProto_TYPE_FIXED64
	sfixed32Type = descriptorpb.FieldDescriptorProto_TYPE_SFIXED32
	sfixed64Type = descriptorpb.FieldDescriptorProto_TYPE_SFIXED64
	floatType    = descriptorpb.FieldDescriptorProto_TYPE_FLOAT
	doubleType   = descriptorpb.FieldDescriptorProto_TYPE_DOUBLE
	enumType     = descriptorpb.FieldDescriptorProto_TYPE_ENUM
	messageType  = descriptorpb.FieldDescriptorProto_TYPE_MESSAGE
	groupType    = descriptorpb.FieldDescriptorProto_TYPE_GROUP
)

// scalars are the scalar types, the most common ones first.
var scalars = []fieldType{
	stringType, int32Type, boolType, int64Type, uint32Type, uint64Type, doubleType, floatType, bytesType,
	sint32Type, sint64Type, fixed32Type, fixed64Type, sfixed32Type, sfixed64Type,
}

// numbers are the types that are varints or have a fixed size, bool included.
var numbers = filtered(scalars, isNumber)

func isNumber(t fieldType) bool {
	return !slices.Contains([]fieldType{stringType, bytesType, enumType, messageType, groupType}, t)
}

func isMessage(t fieldType) bool { return t == messageType || t == groupType }

func isText(f fieldAt) bool { return f.GetType() == stringType }

// plain reports whether a field is neither a map nor a group.
func plain(f fieldAt) bool { return !isMap(f) && f.GetType() != groupType }

// plainOf returns a function that reports whether a field is plain and has one of some types.
func plainOf(types ...fieldType) func(fieldAt) bool {
	return func(f fieldAt) bool { return plain(f) && slices.Contains(types, f.GetType()) }
}

func ofNumber(f fieldAt) bool { return isNumber(f.GetType()) }

func of64Bits(f fieldAt) bool {
	return slices.Contains([]fieldType{int64Type, uint64Type, fixed64Type, sint64Type}, f.GetType())
}

// setType changes the type of a field, and removes what does not fit it.
func setType(f *fieldProto, t fieldType, name string) {
	f.Type, f.TypeName, f.DefaultValue = t.Enum(), nil, nil
	if name != "" {
		f.TypeName = &name
	}
	dropRules(f)
	if f.GetOptions() != nil {
		f.Options.Packed, f.Options.Jstype, f.Options.Lazy = nil, nil, nil
	}
	if set := f.GetOptions().GetFeatures(); set != nil {
		set.Utf8Validation, set.MessageEncoding, set.RepeatedFieldEncoding = nil, nil, nil
	}
	if isMessage(t) {
		dropPresence(f)
	}
}

// anyType returns a type for a field: mostly a scalar, or a message or enum of the same file.
func (e *editor) anyType(f *fieldProto, file *fileProto) {
	switch e.IntN(8) {
	case 0:
		if m, ok := pick(e, messages(e.tree)); ok && m.file == file {
			setType(f, messageType, m.name())
			return
		}
	case 1:
		if enum, ok := pick(e, enums(e.tree)); ok && enum.file == file {
			setType(f, enumType, enum.name())
			return
		}
	case 2:
		setType(f, messageType, ".google.protobuf.Timestamp")
		return
	}
	setType(f, scalars[min(e.IntN(len(scalars)), e.IntN(len(scalars)))], "")
}

func retype(e *editor, f fieldAt) Edit {
	was := f.GetType()
	e.anyType(f.fieldProto, f.file())
	return edited(f.name(), "from %s to %s%s", was, f.GetType(), f.GetTypeName())
}

func retypeNumber(e *editor, f fieldAt) Edit {
	was, to := f.GetType(), choose(e, numbers...)
	setType(f.fieldProto, to, "")
	return edited(f.name(), "from %s to %s", was, to)
}

// retypeEnum turns an enum into an integer or another enum, or an integer into an enum.
func retypeEnum(e *editor, f fieldAt) Edit {
	was := f.GetType()
	if was == enumType && e.IntN(2) == 0 {
		setType(f.fieldProto, choose(e, int32Type, int32Type, int64Type, uint32Type, stringType), "")
	} else {
		enum, ok := pick(e, enumsOf(f.file()))
		if !ok {
			return nothing
		}
		setType(f.fieldProto, enumType, enum.name())
	}
	return edited(f.name(), "from %s to %s%s", was, f.GetType(), f.GetTypeName())
}

// retypeMessage changes the message type of a field: to any other, or to a copy with one field more or less.
func retypeMessage(e *editor, f fieldAt) Edit {
	own, ok := pick(e, filtered(messagesOf(f.file()), func(m messageAt) bool {
		return m.name() == f.GetTypeName() && len(m.NestedType) == 0 && len(m.EnumType) == 0
	}))
	if !ok {
		other := choose(e, messagesOf(f.file())...)
		setType(f.fieldProto, messageType, other.name())
		return edited(f.name(), "to %s", other.name())
	}
	other := messageAt{top(f.file()), proto.CloneOf(own.messageProto)}
	other.Name = new(e.title())
	switch e.IntN(3) {
	case 0:
		e.insert(e.newField(other))
	case 1:
		if of, ok := pick(e, fieldsOf(other)); ok {
			remove(of)
		}
	}
	other.file.MessageType = append(other.file.MessageType, other.messageProto)
	f.TypeName = new(other.name())
	return edited(f.name(), "from %s to its copy %s", own.name(), other.name())
}

var wrappers = map[fieldType]string{stringType: "StringValue", int32Type: "Int32Value", boolType: "BoolValue", int64Type: "Int64Value"}

func wrappable(f fieldAt) bool { return plain(f) && f.OneofIndex == nil && wrappers[f.GetType()] != "" }

func retypeWrapper(_ *editor, f fieldAt) Edit {
	setType(f.fieldProto, messageType, ".google.protobuf."+wrappers[f.GetType()])
	return edited(f.name(), "to %s", f.GetTypeName())
}

// retypeText turns a string or message into bytes, which are the same on the wire, or bytes into a string.
func retypeText(_ *editor, f fieldAt) Edit {
	was := f.GetType()
	setType(f.fieldProto, *toggled(was, bytesType, stringType), "")
	return edited(f.name(), "from %s to %s", was, f.GetType())
}

func changeJSType(e *editor, f fieldAt) Edit {
	now := descriptorpb.FieldOptions_JSType(e.IntN(3))
	made(&f.Options).Jstype = &now
	return edited(f.name(), "jstype = %s", now)
}
