package behaviour

import (
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
)

// whole returns the whole number at the path, zero where there is none.
func whole(m protoreflect.Message, path string) int64 {
	holder, field, ok := message.Find(m, path)
	if !ok || field.IsList() {
		return 0
	}
	switch value := holder.Get(field).Interface().(type) {
	case int32:
		return int64(value)
	case uint32:
		return int64(value)
	case int64:
		return value
	case uint64:
		return int64(value) //nolint:gosec // The contract counts bytes at most.
	default:
		return 0
	}
}

// decimal returns the number at the path, zero where there is none.
func decimal(m protoreflect.Message, path string) float64 {
	holder, field, ok := message.Find(m, path)
	if !ok || field.IsList() || field.Kind() != protoreflect.DoubleKind {
		return 0
	}
	return holder.Get(field).Float()
}

// truth returns the truth value at the path, false where there is none.
func truth(m protoreflect.Message, path string) bool {
	holder, field, ok := message.Find(m, path)
	return ok && field.Kind() == protoreflect.BoolKind && !field.IsList() && holder.Get(field).Bool()
}

// moment returns the time at the path, the zero time where there is none.
func moment(m protoreflect.Message, path string) time.Time {
	stamp := message.Sub(m, path)
	if stamp == nil {
		return time.Time{}
	}
	return time.Unix(whole(stamp, "seconds"), whole(stamp, "nanos")).UTC()
}

// span returns the duration at the path, zero where there is none.
func span(m protoreflect.Message, path string) time.Duration {
	length := message.Sub(m, path)
	if length == nil {
		return 0
	}
	return time.Duration(whole(length, "seconds"))*time.Second + time.Duration(whole(length, "nanos"))
}

// texts returns the list of texts at the path.
func texts(m protoreflect.Message, path string) []string {
	holder, field, ok := message.Find(m, path)
	if !ok || !field.IsList() || field.Kind() != protoreflect.StringKind {
		return nil
	}
	var all []string
	for i := range holder.Get(field).List().Len() {
		all = append(all, holder.Get(field).List().Get(i).String())
	}
	return all
}

// enums returns the names of the values in the list of enums at the path.
func enums(m protoreflect.Message, path string) []string {
	holder, field, ok := message.Find(m, path)
	if !ok || !field.IsList() || field.Enum() == nil {
		return nil
	}
	var all []string
	for i := range holder.Get(field).List().Len() {
		if value := field.Enum().Values().ByNumber(holder.Get(field).List().Get(i).Enum()); value != nil {
			all = append(all, string(value.Name()))
		}
	}
	return all
}

// parts returns the list of messages at the path.
func parts(m protoreflect.Message, path string) []protoreflect.Message {
	holder, field, ok := message.Find(m, path)
	if !ok || !field.IsList() || field.Message() == nil {
		return nil
	}
	var all []protoreflect.Message
	for i := range holder.Get(field).List().Len() {
		all = append(all, holder.Get(field).List().Get(i).Message())
	}
	return all
}

// unset removes the value at the path, if the type has such a field.
func unset(m protoreflect.Message, path string) {
	if holder, field, ok := message.Find(m, path); ok {
		holder.Clear(field)
	}
}

// unlessEmpty returns a value for a literal: nil, which leaves the field out, for an empty text.
func unlessEmpty(text string) any {
	if text == "" {
		return nil
	}
	return text
}

// unlessNilMessage returns a value for a literal: nil, which leaves the field out, for a message that is not there.
func unlessNilMessage(m *dynamicpb.Message) any {
	if m == nil {
		return nil
	}
	return m
}
