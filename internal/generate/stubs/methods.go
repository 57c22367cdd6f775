package stubs

import (
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// typingImport returns the import of what the added methods use.
func (w *writer) typingImport() string {
	if w.file.Messages().Len() == 0 {
		return ""
	}
	return "from typing import Literal as _Literal, NoReturn as _NoReturn, overload as _overload\n"
}

// methods returns the methods that take names of fields and oneofs, with the names that they take. A method that takes none has
// a parameter that nothing can be passed for, because every call of it raises an error.
func (w *writer) methods(indent string, message protoreflect.MessageDescriptor) string {
	var fields, present []string
	var oneofs []protoreflect.OneofDescriptor
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		fields = append(fields, string(field.Name()))
		if field.HasPresence() {
			present = append(present, string(field.Name()))
		}
	}
	for i := range message.Oneofs().Len() {
		if oneof := message.Oneofs().Get(i); !oneof.IsSynthetic() {
			oneofs = append(oneofs, oneof)
			fields = append(fields, string(oneof.Name()))
			present = append(present, string(oneof.Name()))
		}
	}
	var b strings.Builder
	if !declares(message, "HasField") {
		b.WriteString(indent + "def HasField(self, field_name: " + literal(present) + ") -> bool: ...\n")
	}
	if !declares(message, "ClearField") {
		b.WriteString(indent + "def ClearField(self, field_name: " + literal(fields) + ") -> None: ...\n")
	}
	if declares(message, "WhichOneof") {
		return b.String()
	}
	if len(oneofs) == 0 {
		b.WriteString(indent + "def WhichOneof(self, oneof_group: _NoReturn) -> None: ...\n")
	}
	for _, oneof := range oneofs {
		if len(oneofs) > 1 {
			b.WriteString(indent + "@_overload\n")
		}
		var members []string
		for i := range oneof.Fields().Len() {
			members = append(members, string(oneof.Fields().Get(i).Name()))
		}
		b.WriteString(indent + "def WhichOneof(self, oneof_group: " + literal([]string{string(oneof.Name())}) + ") -> " + literal(members) + " | None:")
		if doc := docstring(indent+"    ", w.comment(oneof)); doc != "" {
			b.WriteString("\n" + doc)
		} else {
			b.WriteString(" ...\n")
		}
	}
	return b.String()
}

// literal returns the type of some texts.
func literal(texts []string) string {
	if len(texts) == 0 {
		return "_NoReturn"
	}
	return `_Literal["` + strings.Join(texts, `", "`) + `"]`
}

// declares reports whether a message hides a method of messages by a declaration of the same name.
func declares(message protoreflect.MessageDescriptor, name protoreflect.Name) bool {
	return variable(message, name) != nil || class(message, name) != nil
}
