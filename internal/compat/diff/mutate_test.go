package diff

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

// mutator makes random changes to messages.
type mutator struct{ *rand.Rand }

// mutate changes one field of the file or of a message inside it, and returns what it did.
func (m mutator) mutate(file *descriptorpb.FileDescriptorProto) string {
	var all []protoreflect.Message
	collect(file.ProtoReflect(), &all)
	for {
		message := all[m.IntN(len(all))]
		if what := m.change(message); what != "" {
			return string(message.Descriptor().Name()) + ": " + what
		}
	}
}

// collect appends a message and all messages in it.
func collect(message protoreflect.Message, all *[]protoreflect.Message) {
	*all = append(*all, message)
	message.Range(func(f protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		switch {
		case f.Message() == nil || f.IsMap():
		case f.IsList():
			for i := range value.List().Len() {
				collect(value.List().Get(i).Message(), all)
			}
		default:
			collect(value.Message(), all)
		}
		return true
	})
}

// change changes one field of a message; it returns "" if it changed nothing.
func (m mutator) change(message protoreflect.Message) string {
	fields := message.Descriptor().Fields()
	at := m.IntN(fields.Len() + 1)
	if at == fields.Len() {
		return m.unknown(message)
	}
	f := fields.Get(at)
	name := string(f.Name())
	switch {
	case f.IsList():
		return name + m.list(message.Mutable(f).List(), f)
	case f.IsMap():
		return ""
	case message.Has(f) && m.IntN(3) == 0:
		message.Clear(f)
		return name + " is cleared"
	case f.Message() != nil:
		if message.Has(f) {
			return ""
		}
		message.Set(f, m.value(message.NewField(f), f))
		return name + " is set"
	default:
		value := m.value(protoreflect.Value{}, f)
		if message.Has(f) && message.Get(f).Equal(value) {
			return ""
		}
		message.Set(f, value)
		return fmt.Sprintf("%s = %v", name, value)
	}
}

// unknown adds a field that no current compiler knows, or an extension of options.
func (m mutator) unknown(message protoreflect.Message) string {
	number := protowire.Number(5000 + m.IntN(60_000))
	field := protowire.AppendVarint(protowire.AppendTag(nil, number, protowire.VarintType), uint64(1+m.IntN(300)))
	if m.IntN(2) == 0 {
		field = protowire.AppendString(protowire.AppendTag(nil, number, protowire.BytesType), m.text())
	}
	message.SetUnknown(slices.Concat(message.GetUnknown(), field))
	return fmt.Sprintf("unknown field %d", number)
}

// list adds a member, removes one or moves one.
func (m mutator) list(list protoreflect.List, f protoreflect.FieldDescriptor) string {
	n := list.Len()
	switch what := m.IntN(4); {
	case what == 0 && n > 0:
		at := m.IntN(n)
		for i := at; i+1 < n; i++ {
			list.Set(i, list.Get(i+1))
		}
		list.Truncate(n - 1)
		return fmt.Sprintf("[%d] is taken away", at)
	case what == 1 && n > 1:
		a, b := m.IntN(n), m.IntN(n)
		first, second := list.Get(a), list.Get(b)
		list.Set(a, second)
		list.Set(b, first)
		return fmt.Sprintf("[%d] and [%d] change places", a, b)
	case what == 2 && n > 0 && f.Message() == nil:
		at := m.IntN(n)
		list.Set(at, m.value(protoreflect.Value{}, f))
		return fmt.Sprintf("[%d] is %v", at, list.Get(at))
	default:
		element := protoreflect.Value{}
		if f.Message() != nil {
			element = list.NewElement()
		}
		list.Append(m.value(element, f))
		return "[] has one more"
	}
}

// value returns a random value for a field; a message gets some random fields.
func (m mutator) value(empty protoreflect.Value, f protoreflect.FieldDescriptor) protoreflect.Value {
	switch f.Kind() {
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(m.IntN(2) == 0)
	case protoreflect.EnumKind:
		values := f.Enum().Values()
		return protoreflect.ValueOfEnum(values.Get(m.IntN(values.Len())).Number())
	case protoreflect.Int32Kind:
		return protoreflect.ValueOfInt32([]int32{0, 1, 2, 3, 7, 40, 1000, math.MaxInt32, -1, math.MinInt32}[m.IntN(10)])
	case protoreflect.Int64Kind:
		return protoreflect.ValueOfInt64(m.Int64N(1000) - 500)
	case protoreflect.Uint64Kind:
		return protoreflect.ValueOfUint64(m.Uint64N(1000))
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64(m.Float64())
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32(m.Float32())
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return protoreflect.ValueOfUint32(m.Uint32N(1000))
	case protoreflect.Fixed64Kind:
		return protoreflect.ValueOfUint64(m.Uint64N(1000))
	case protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return protoreflect.ValueOfInt32(m.Int32N(1000) - 500)
	case protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return protoreflect.ValueOfInt64(m.Int64N(1000) - 500)
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(m.text())
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes([]byte(m.text()))
	case protoreflect.MessageKind:
		message := empty.Message()
		if name := message.Descriptor().Fields().ByName("name"); name != nil && name.Kind() == protoreflect.StringKind {
			message.Set(name, protoreflect.ValueOfString(m.text()))
		}
		if message.Descriptor().Name() != "UninterpretedOption" {
			m.change(message)
		}
		return empty
	default:
		panic("descriptor.proto has no field of kind " + f.Kind().String())
	}
}

func (m mutator) text() string {
	words := []string{
		"", "a", "name", "Status", ".schema.two.Old", ".schema.two.State", "schema.two", "proto2", "proto3", "proto2.proto",
		"google/protobuf/any.proto", ".google.protobuf.Timestamp", "buf:lint:ignore X", " a comment\n", "two\nlines", "x\x00y", "é",
	}
	if at := m.IntN(len(words) + 3); at < len(words) {
		return words[at]
	}
	return fmt.Sprintf("word%d", m.IntN(1000))
}
