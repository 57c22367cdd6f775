package mutate

import (
	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// made is what a pointer leads to, which is made where there is nothing. Options and features are missing where nobody set any.
func made[T any](at **T) *T {
	if *at == nil {
		*at = new(T)
	}
	return *at
}

// toggled is the first of two values, or the second one where it was the first.
func toggled[T comparable](was, first, second T) *T {
	if was == first {
		return &second
	}
	return &first
}

// option is the value of an option that is a message; nil where it is not set.
func option[T proto.Message](options proto.Message, kind protoreflect.ExtensionType) T {
	value, _ := proto.GetExtension(options, kind).(T)
	return value
}

// madeOption is an option to be changed, which is made where it is not set.
func madeOption[T proto.Message](options proto.Message, kind protoreflect.ExtensionType) T {
	if !proto.HasExtension(options, kind) {
		proto.SetExtension(options, kind, kind.InterfaceOf(kind.New()))
	}
	return option[T](options, kind)
}

// encodedField is a field that this program does not know, as it stands in a message.
type encodedField struct {
	number protowire.Number
	kind   protowire.Type
	value  []byte
	whole  []byte // whole has the tag as well.
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
