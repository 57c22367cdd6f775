package peers

import (
	"math"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

// depth limits the nesting of messages in samples.
const depth = 2

// samples returns messages that the side may write: one with required fields only, some with all fields, and for each field one with
// each of its values. No message has two members of a oneof.
func (s *side) samples(m protoreflect.MessageDescriptor) []protoreflect.Message {
	all := []protoreflect.Message{s.least(m)}
	for round := range max(3, mostMembers(m)) {
		full := s.least(m)
		for _, f := range s.fields(m) {
			if o := f.ContainingOneof(); o == nil || o.IsSynthetic() || o.Fields().Get(round%o.Fields().Len()) == f {
				s.set(full, f, round, depth)
			}
		}
		all = append(all, full)
	}
	for _, f := range s.fields(m) {
		for choice := range s.choices(f) {
			one := s.least(m)
			s.set(one, f, choice, depth)
			all = append(all, one)
		}
	}
	return all
}

// mostMembers returns the number of members of the largest oneof.
func mostMembers(m protoreflect.MessageDescriptor) int {
	most := 0
	for i := range m.Oneofs().Len() {
		most = max(most, m.Oneofs().Get(i).Fields().Len())
	}
	return most
}

// least returns a message with its required fields only.
func (s *side) least(m protoreflect.MessageDescriptor) protoreflect.Message {
	return s.filled(m, 0, 0)
}

// filled returns a message with required fields and, above the depth, all the others.
func (s *side) filled(m protoreflect.MessageDescriptor, choice, depth int) protoreflect.Message {
	made := dynamicpb.NewMessage(m)
	if special(made, choice) {
		return made
	}
	for i := range m.Fields().Len() {
		f := m.Fields().Get(i)
		if f.Cardinality() == protoreflect.Required || depth > 0 && (f.ContainingOneof() == nil || f.ContainingOneof().IsSynthetic()) {
			s.set(made, f, choice, depth-1)
		}
	}
	return made
}

// special fills a well-known type with a plain value, the end of its range, or nothing.
func special(m protoreflect.Message, choice int) bool {
	fields := m.Descriptor().Fields()
	within := func(in protoreflect.MessageDescriptor) protoreflect.Value {
		v := dynamicpb.NewMessage(in)
		special(v, choice)
		return protoreflect.ValueOfMessage(v)
	}
	switch m.Descriptor().FullName() {
	case "google.protobuf.Timestamp", "google.protobuf.Duration":
		m.Set(fields.ByName("seconds"), protoreflect.ValueOfInt64(86_400))
		m.Set(fields.ByName("nanos"), protoreflect.ValueOfInt32(5_000_000))
		if choice%3 == 1 {
			m.Set(fields.ByName("seconds"), protoreflect.ValueOfInt64(253_402_300_799)) // The year 9999; durations have a wider range.
		}
	case "google.protobuf.FieldMask":
		for _, path := range []string{"some_name", "other"} {
			m.Mutable(fields.ByName("paths")).List().Append(protoreflect.ValueOfString(path))
		}
	case "google.protobuf.Value":
		switch choice % 3 {
		case 1:
			m.Set(fields.ByName("number_value"), protoreflect.ValueOfFloat64(7))
		case 2:
			m.Set(fields.ByName("bool_value"), protoreflect.ValueOfBool(true))
		default:
			m.Set(fields.ByName("string_value"), protoreflect.ValueOfString("text"))
		}
		return true // JSON cannot express an empty one.
	case "google.protobuf.Struct":
		entries := fields.ByName("fields")
		m.Mutable(entries).Map().Set(protoreflect.ValueOfString("key").MapKey(), within(entries.MapValue().Message()))
	case "google.protobuf.ListValue":
		values := fields.ByName("values")
		m.Mutable(values).List().Append(within(values.Message()))
	case "google.protobuf.Any":
		m.Set(fields.ByName("type_url"), protoreflect.ValueOfString("type.googleapis.com/google.protobuf.Timestamp")) // All trees have this type.
		m.Set(fields.ByName("value"), protoreflect.ValueOfBytes([]byte{8, 0x80, 0xa3, 5}))                            // 86400 s
		if choice%3 == 2 {
			m.Set(fields.ByName("value"), protoreflect.ValueOfBytes([]byte{0xff})) // Only the reader knows its type.
			return true
		}
	case "google.protobuf.Empty":
	default:
		return false
	}
	if choice%3 == 2 {
		proto.Reset(m.Interface())
	}
	return true
}

// choices returns how many values of a field are tried.
func (s *side) choices(f protoreflect.FieldDescriptor) int {
	if f.IsMap() {
		return max(len(s.values(f.MapKey())), len(s.values(f.MapValue())))
	}
	return len(s.values(f))
}

// set sets a field to one of its values; a list gets two.
func (s *side) set(m protoreflect.Message, f protoreflect.FieldDescriptor, choice, depth int) {
	switch {
	case f.IsMap():
		for i := range 2 {
			key := s.value(f.MapKey(), choice+i, depth).MapKey()
			m.Mutable(f).Map().Set(key, s.value(f.MapValue(), choice+i, depth))
		}
	case f.IsList():
		list := m.Mutable(f).List()
		list.Append(s.value(f, choice, depth))
		list.Append(s.value(f, choice+1, depth))
	default:
		m.Set(f, s.value(f, choice, depth))
	}
}

func (s *side) value(f protoreflect.FieldDescriptor, choice, depth int) protoreflect.Value {
	if f.Message() != nil {
		return protoreflect.ValueOfMessage(s.filled(f.Message(), choice, depth))
	}
	values := s.values(f)
	return values[choice%len(values)]
}

func valuesOf[T any](valueOf func(T) protoreflect.Value, values ...T) []protoreflect.Value {
	var all []protoreflect.Value
	for _, v := range values {
		all = append(all, valueOf(v))
	}
	return all
}

// values returns the values of a scalar to try: plain ones first, then the ends of the range.
func (s *side) values(f protoreflect.FieldDescriptor) []protoreflect.Value {
	switch f.Kind() {
	case protoreflect.BoolKind:
		return valuesOf(protoreflect.ValueOfBool, true, false)
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return valuesOf(protoreflect.ValueOfInt32, 1, 7, 2, 0, -1, math.MaxInt32, math.MinInt32)
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return valuesOf(protoreflect.ValueOfInt64, 1, 7, 2, 0, -1, math.MaxInt64, math.MinInt64, 1<<53+1)
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return valuesOf[uint32](protoreflect.ValueOfUint32, 1, 7, 2, 0, math.MaxUint32)
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return valuesOf[uint64](protoreflect.ValueOfUint64, 1, 7, 2, 0, math.MaxUint64, 1<<53+1)
	case protoreflect.FloatKind:
		return valuesOf[float32](protoreflect.ValueOfFloat32, 1, 0.1, 0, -1, math.MaxFloat32)
	case protoreflect.DoubleKind:
		return valuesOf(protoreflect.ValueOfFloat64, 1, 0.1, 0, -1, math.MaxFloat64)
	case protoreflect.StringKind:
		texts := []string{"text", "7", "", "é"}
		if !verifies(f) {
			texts = append(texts, "\xff")
		}
		return valuesOf(protoreflect.ValueOfString, texts...)
	case protoreflect.BytesKind:
		return valuesOf(protoreflect.ValueOfBytes, []byte("text"), []byte("7"), nil, []byte{0xff})
	case protoreflect.EnumKind:
		return enumValues(f.Enum())
	default:
		return []protoreflect.Value{{}}
	}
}

// enumValues returns all declared values, and for an open enum one that is not declared. NullValue has none of these: JSON writes each
// of its numbers as null.
func enumValues(e protoreflect.EnumDescriptor) []protoreflect.Value {
	var all []protoreflect.Value
	for i := range e.Values().Len() {
		all = append(all, protoreflect.ValueOfEnum(e.Values().Get(i).Number()))
	}
	if !e.IsClosed() && e.FullName() != "google.protobuf.NullValue" {
		all = append(all, protoreflect.ValueOfEnum(unknownNumber), protoreflect.ValueOfEnum(-unknownNumber))
	}
	return all
}

// unknownNumber is the number of a value that no enum declares.
const unknownNumber = 987_654

// verifies reports whether a string has to be UTF-8.
func verifies(f protoreflect.FieldDescriptor) bool {
	switch f.ParentFile().Syntax() {
	case protoreflect.Proto3:
		return true
	case protoreflect.Proto2:
		return false
	default:
	}
	for at := protoreflect.Descriptor(f); at != nil; at = at.Parent() {
		var features *descriptorpb.FeatureSet
		switch options := at.Options().(type) {
		case *descriptorpb.FieldOptions:
			features = options.GetFeatures()
		case *descriptorpb.MessageOptions:
			features = options.GetFeatures()
		case *descriptorpb.FileOptions:
			features = options.GetFeatures()
		}
		if features != nil && features.Utf8Validation != nil {
			return features.GetUtf8Validation() == descriptorpb.FeatureSet_VERIFY
		}
	}
	return true
}
