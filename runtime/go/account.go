package qdrantcloud

import (
	"strings"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// withAccount returns a request whose account is set, where it is empty. The request of the caller stays as it is.
func withAccount(request proto.Message, path, account string) proto.Message {
	return withDefault(request.ProtoReflect(), path, protoreflect.ValueOfString(account)).Interface()
}

// withDefault returns a message whose field at a path has a value, where it is not set and what it is in is. It shares everything else
// with the message.
func withDefault(message protoreflect.Message, path string, value protoreflect.Value) protoreflect.Message {
	name, rest, nested := strings.Cut(path, ".")
	field := message.Descriptor().Fields().ByName(protoreflect.Name(name))
	switch {
	case field == nil || field.IsList() || field.IsMap():
		return message
	case nested:
		if field.Message() == nil || !message.Has(field) {
			return message
		}
		inner := message.Get(field).Message()
		filled := withDefault(inner, rest, value)
		if filled == inner {
			return message
		}
		value = protoreflect.ValueOfMessage(filled)
	case field.Kind() != protoreflect.StringKind || message.Get(field).String() != "":
		return message
	}
	filled := shallow(message)
	filled.Set(field, value)
	return filled
}

// shallow copies a message, but not what its fields refer to.
func shallow(message protoreflect.Message) protoreflect.Message {
	made := message.New()
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		made.Set(field, value)
		return true
	})
	made.SetUnknown(message.GetUnknown())
	return made
}
