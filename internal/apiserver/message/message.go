// Package message reads and writes messages of any type by the paths of their fields, as in "cluster.account_id".
package message

import (
	"fmt"
	"strings"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// Find returns the message that holds the field at the path, and the field. It makes no message on the way; it is false where
// one of them is absent or the type has no such field.
func Find(m protoreflect.Message, path string) (protoreflect.Message, protoreflect.FieldDescriptor, bool) {
	parent, last, nested := cutLast(path)
	if nested {
		for name := range strings.SplitSeq(parent, ".") {
			field := m.Descriptor().Fields().ByName(protoreflect.Name(name))
			if field == nil || field.Message() == nil || field.IsList() || field.IsMap() || !m.Has(field) {
				return nil, nil, false
			}
			m = m.Get(field).Message()
		}
	}
	field := m.Descriptor().Fields().ByName(protoreflect.Name(last))
	return m, field, field != nil
}

func cutLast(path string) (parent, last string, nested bool) {
	if i := strings.LastIndexByte(path, '.'); i >= 0 {
		return path[:i], path[i+1:], true
	}
	return "", path, false
}

// Has says whether the field at the path is set.
func Has(m protoreflect.Message, path string) bool {
	holder, field, ok := Find(m, path)
	return ok && holder.Has(field)
}

// Text returns the text at the path, empty where there is none.
func Text(m protoreflect.Message, path string) string {
	holder, field, ok := Find(m, path)
	if !ok || field.Kind() != protoreflect.StringKind || field.IsList() {
		return ""
	}
	return holder.Get(field).String()
}

// Sub returns the message at the path; nil where there is none.
func Sub(m protoreflect.Message, path string) protoreflect.Message {
	holder, field, ok := Find(m, path)
	if !ok || field.Message() == nil || field.IsList() || field.IsMap() || !holder.Has(field) {
		return nil
	}
	return holder.Get(field).Message()
}

// Field returns the field at the path of a type; nil if it has none.
func Field(d protoreflect.MessageDescriptor, path string) protoreflect.FieldDescriptor {
	var field protoreflect.FieldDescriptor
	for name := range strings.SplitSeq(path, ".") {
		if d == nil {
			return nil
		}
		if field = d.Fields().ByName(protoreflect.Name(name)); field == nil {
			return nil
		}
		d = field.Message()
	}
	return field
}

// Mutable returns the message that holds the field at the path, and makes those on the way.
func Mutable(m protoreflect.Message, path string) (protoreflect.Message, protoreflect.FieldDescriptor, error) {
	parent, last, nested := cutLast(path)
	if nested {
		for name := range strings.SplitSeq(parent, ".") {
			field := m.Descriptor().Fields().ByName(protoreflect.Name(name))
			if field == nil || field.Message() == nil || field.IsList() || field.IsMap() {
				return nil, nil, fmt.Errorf("%s has no message field %s", m.Descriptor().FullName(), name)
			}
			m = m.Mutable(field).Message()
		}
	}
	field := m.Descriptor().Fields().ByName(protoreflect.Name(last))
	if field == nil {
		return nil, nil, fmt.Errorf("%s has no field %s", m.Descriptor().FullName(), last)
	}
	return m, field, nil
}

// SetText sets the text at the path.
func SetText(m protoreflect.Message, path, text string) error {
	holder, field, err := Mutable(m, path)
	if err != nil {
		return err
	}
	if field.Kind() != protoreflect.StringKind || field.IsList() {
		return fmt.Errorf("%s is no text", field.FullName())
	}
	holder.Set(field, protoreflect.ValueOfString(text))
	return nil
}

// Time returns the google.protobuf.Timestamp at the path; it is false where there is none.
func Time(m protoreflect.Message, path string) (time.Time, bool) {
	stamp := Sub(m, path)
	if stamp == nil || stamp.Descriptor().FullName() != "google.protobuf.Timestamp" {
		return time.Time{}, false
	}
	fields := stamp.Descriptor().Fields()
	return time.Unix(stamp.Get(fields.ByName("seconds")).Int(), stamp.Get(fields.ByName("nanos")).Int()).UTC(), true
}

// SetTime sets the google.protobuf.Timestamp at the path.
func SetTime(m protoreflect.Message, path string, at time.Time) error {
	holder, field, err := Mutable(m, path)
	if err != nil {
		return err
	}
	if field.Message() == nil || field.Message().FullName() != "google.protobuf.Timestamp" || field.IsList() {
		return fmt.Errorf("%s is no time", field.FullName())
	}
	stamp := holder.NewField(field).Message()
	fields := stamp.Descriptor().Fields()
	stamp.Set(fields.ByName("seconds"), protoreflect.ValueOfInt64(at.Unix()))
	stamp.Set(fields.ByName("nanos"), protoreflect.ValueOfInt32(int32(at.Nanosecond()))) //nolint:gosec // Below 1e9.
	holder.Set(field, protoreflect.ValueOfMessage(stamp))
	return nil
}

// SetEnum sets the enum at the path to the value with this name.
func SetEnum(m protoreflect.Message, path, name string) error {
	holder, field, err := Mutable(m, path)
	if err != nil {
		return err
	}
	if field.Enum() == nil || field.IsList() {
		return fmt.Errorf("%s is no enum", field.FullName())
	}
	value := field.Enum().Values().ByName(protoreflect.Name(name))
	if value == nil {
		return fmt.Errorf("%s has no value %s", field.Enum().FullName(), name)
	}
	holder.Set(field, protoreflect.ValueOfEnum(value.Number()))
	return nil
}

// Enum returns the name of the enum value at the path, empty where the type has no such field or the value has no name.
func Enum(m protoreflect.Message, path string) string {
	holder, field, ok := Find(m, path)
	if !ok || field.Enum() == nil || field.IsList() {
		return ""
	}
	if value := field.Enum().Values().ByNumber(holder.Get(field).Enum()); value != nil {
		return string(value.Name())
	}
	return ""
}
