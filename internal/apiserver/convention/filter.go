package convention

import (
	"bytes"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// filter limits a list to the entities whose field is equal to that of the request, or to one of those in the request. A field of
// several texts has to have one that is equal.
type filter struct{ request, entity protoreflect.FieldDescriptor }

// filterOf finds the field of an entity that a field of a request is about: the one with its name, where one of the two may be in
// the plural.
func filterOf(field protoreflect.FieldDescriptor, entity protoreflect.MessageDescriptor) (filter, bool) {
	fields := entity.Fields()
	for i := range fields.Len() {
		candidate := fields.Get(i)
		asked, has := string(field.Name()), string(candidate.Name())
		switch {
		case field.IsList() && candidate.IsList():
			continue
		case field.IsList():
			has = plural(has)
		case candidate.IsList():
			asked = plural(asked)
		}
		if asked == has && equatable(field, candidate) {
			return filter{field, candidate}, true
		}
	}
	return filter{}, false
}

// equatable says whether two fields have values that can be equal.
func equatable(a, b protoreflect.FieldDescriptor) bool {
	switch {
	case b.IsMap(), a.IsMap(), a.Message() != nil, a.Kind() != b.Kind(), b.IsList() && b.Kind() != protoreflect.StringKind:
		return false
	case a.Enum() != nil:
		return a.Enum().FullName() == b.Enum().FullName()
	}
	return true
}

// test says whether an encoded entity is among those that a request asks for.
type test func(data []byte) bool

// testOf prepares the filters of a request, so that entities need not be decoded. It is nil for a request that asks for all.
func testOf(filters []filter, request protoreflect.Message) (test, error) {
	type condition struct {
		number protowire.Number
		values [][]byte
	}
	var wanted []condition
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
		next := condition{number: f.entity.Number()}
		for _, value := range values {
			encoded, err := encodeField(f.entity, value)
			if err != nil {
				return nil, err
			}
			next.values = append(next.values, encoded)
		}
		wanted = append(wanted, next)
	}
	if len(wanted) == 0 {
		return nil, nil
	}
	return func(data []byte) bool {
		for _, condition := range wanted {
			if !hasField(data, condition.number, condition.values) {
				return false
			}
		}
		return true
	}, nil
}

// encodeField encodes a message that has nothing but one field with one value. That is nothing at all where a value stands for a
// field that is not set.
func encodeField(field protoreflect.FieldDescriptor, value protoreflect.Value) ([]byte, error) {
	holder := dynamicpb.NewMessage(field.ContainingMessage())
	if field.IsList() {
		holder.Mutable(field).List().Append(value)
	} else {
		holder.Set(field, value)
	}
	return proto.Marshal(holder)
}

// hasField says whether a field of an encoded message has one of the encoded values, or is not set where one of them is nothing.
func hasField(data []byte, number protowire.Number, values [][]byte) bool {
	is := func(found []byte) bool {
		return slices.ContainsFunc(values, func(value []byte) bool { return bytes.Equal(found, value) })
	}
	there := false
	for len(data) > 0 {
		at, kind, tag := protowire.ConsumeTag(data)
		if tag < 0 {
			return false
		}
		size := protowire.ConsumeFieldValue(at, kind, data[tag:])
		if size < 0 {
			return false
		}
		if at == number {
			if is(data[:tag+size]) {
				return true
			}
			there = true
		}
		data = data[tag+size:]
	}
	return !there && is(nil)
}
