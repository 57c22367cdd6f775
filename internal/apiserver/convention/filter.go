package convention

import (
	"bytes"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// filter limits a list to the entities whose field is equal to that of the request, or to one of those in the request.
type filter struct{ request, entity protoreflect.FieldDescriptor }

// filterOf finds the field of an entity that a field of a request is about: the one with its name, or for a list that in the
// singular.
func filterOf(field protoreflect.FieldDescriptor, entity protoreflect.MessageDescriptor) (filter, bool) {
	fields := entity.Fields()
	for i := range fields.Len() {
		candidate := fields.Get(i)
		name := string(candidate.Name())
		if field.IsList() {
			name = plural(name)
		}
		if name == string(field.Name()) && equatable(field, candidate) {
			return filter{field, candidate}, true
		}
	}
	return filter{}, false
}

// equatable says whether two fields have values that can be equal.
func equatable(a, b protoreflect.FieldDescriptor) bool {
	switch {
	case b.IsList(), b.IsMap(), a.IsMap(), a.Message() != nil, a.Kind() != b.Kind():
		return false
	case a.Enum() != nil:
		return a.Enum().FullName() == b.Enum().FullName()
	}
	return true
}

// test says whether an encoded entity is among those that a request asks for.
type test func(data []byte) bool

// testOf prepares the filters of a request, so that entities need not be decoded. It is nil for a request that asks for all.
func testOf(filters []filter, request protoreflect.Message, entity protoreflect.MessageDescriptor) (test, error) {
	wanted := map[protowire.Number][][]byte{}
	for _, f := range filters {
		if !request.Has(f.request) {
			continue
		}
		values := []protoreflect.Value{request.Get(f.request)}
		if f.request.IsList() {
			values = values[:0]
			for i := range request.Get(f.request).List().Len() {
				values = append(values, request.Get(f.request).List().Get(i))
			}
		}
		for _, value := range values {
			example := dynamicpb.NewMessage(entity)
			example.Set(f.entity, value)
			encoded, err := proto.Marshal(example) // An empty text stands for one that is not set.
			if err != nil {
				return nil, err
			}
			wanted[f.entity.Number()] = append(wanted[f.entity.Number()], encoded)
		}
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	return func(data []byte) bool {
		for number, values := range wanted {
			found := fieldIn(data, number)
			equal := false
			for _, value := range values {
				equal = equal || bytes.Equal(found, value)
			}
			if !equal {
				return false
			}
		}
		return true
	}, nil
}

// fieldIn returns the encoded field with a number, which an encoded message has at most once; nil if it is not there.
func fieldIn(data []byte, number protowire.Number) []byte {
	for len(data) > 0 {
		at, kind, tag := protowire.ConsumeTag(data)
		if tag < 0 {
			return nil
		}
		size := protowire.ConsumeFieldValue(at, kind, data[tag:])
		if size < 0 {
			return nil
		}
		if at == number {
			return data[:tag+size]
		}
		data = data[tag+size:]
	}
	return nil
}
