package mutate

import (
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// made returns the message that a pointer refers to, and creates it if there is none, as for options that nobody has set.
func made[T any](at **T) *T {
	if *at == nil {
		*at = new(T)
	}
	return *at
}

// toggled returns the first of two values, or the second if it was the first.
func toggled[T comparable](was, first, second T) *T {
	if was == first {
		return &second
	}
	return &first
}

// option returns the value of an option that is a message, or nil if it is not set.
func option[T proto.Message](options proto.Message, kind protoreflect.ExtensionType) T {
	value, _ := proto.GetExtension(options, kind).(T)
	return value
}

// madeOption returns an option to change, and sets it if it is not set.
func madeOption[T proto.Message](options proto.Message, kind protoreflect.ExtensionType) T {
	if !proto.HasExtension(options, kind) {
		proto.SetExtension(options, kind, kind.InterfaceOf(kind.New()))
	}
	return option[T](options, kind)
}

// encodedField is an encoded field that this program does not know.
type encodedField struct {
	number protowire.Number
	kind   protowire.Type
	value  []byte
	whole  []byte // whole includes the tag.
}

func encodedFields(unknown []byte) []encodedField {
	var all []encodedField
	for len(unknown) > 0 {
		number, kind, n := protowire.ConsumeField(unknown)
		if n < 0 {
			break
		}
		_, _, tag := protowire.ConsumeTag(unknown)
		all = append(all, encodedField{number, kind, unknown[tag:n], unknown[:n]})
		unknown = unknown[n:]
	}
	return all
}
