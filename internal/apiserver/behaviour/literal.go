package behaviour

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// object is a message as a literal: its fields by the names that the contract gives them. A value that is nil is left out. Enums
// are written by the names of their values, and times and durations as those of Go.
type object map[string]any

// writer fills messages from literals.
type writer struct {
	// strict makes a field that the type lacks an error. A server leaves such fields out instead, because the contract that it
	// serves may be of another version than the one these behaviours were written for.
	strict bool
}

// fill sets the fields of a message.
func (w writer) fill(m protoreflect.Message, from object) error {
	for _, name := range slices.Sorted(maps.Keys(from)) {
		value := from[name]
		if value == nil {
			continue
		}
		field := m.Descriptor().Fields().ByName(protoreflect.Name(name))
		if field == nil {
			if w.strict {
				return fmt.Errorf("%s has no field %s", m.Descriptor().FullName(), name)
			}
			continue
		}
		if err := w.set(m, field, value); err != nil {
			return fmt.Errorf("%s: %w", field.FullName(), err)
		}
	}
	return nil
}

// set sets one field.
func (w writer) set(m protoreflect.Message, field protoreflect.FieldDescriptor, value any) error {
	switch value := value.(type) {
	case []object:
		return each(m, field, value, func(one object) (protoreflect.Value, error) {
			return w.message(m.Mutable(field).List().NewElement(), one)
		})
	case []*dynamicpb.Message:
		return each(m, field, value, func(one *dynamicpb.Message) (protoreflect.Value, error) { return protoreflect.ValueOfMessage(one), nil })
	case []string:
		return each(m, field, value, func(one string) (protoreflect.Value, error) { return scalar(field, one) })
	case map[string]string:
		if !field.IsMap() {
			return errWrong(field, value)
		}
		for key, text := range value {
			m.Mutable(field).Map().Set(protoreflect.ValueOfString(key).MapKey(), protoreflect.ValueOfString(text))
		}
		return nil
	}
	if field.IsList() || field.IsMap() {
		return errWrong(field, value)
	}
	if field.Message() == nil {
		one, err := scalar(field, value)
		if err == nil {
			m.Set(field, one)
		}
		return err
	}
	one, err := w.message(m.NewField(field), value)
	if err == nil {
		m.Set(field, one)
	}
	return err
}

// each appends all values to a list.
func each[T any](m protoreflect.Message, field protoreflect.FieldDescriptor, values []T, of func(T) (protoreflect.Value, error)) error {
	if !field.IsList() {
		return errWrong(field, values)
	}
	for _, value := range values {
		one, err := of(value)
		if err != nil {
			return err
		}
		m.Mutable(field).List().Append(one)
	}
	return nil
}

// message makes the value of a message field.
func (w writer) message(empty protoreflect.Value, value any) (protoreflect.Value, error) {
	m := empty.Message()
	switch value := value.(type) {
	case object:
		return empty, w.fill(m, value)
	case protoreflect.Message:
		return protoreflect.ValueOfMessage(value), nil
	case time.Time:
		return empty, seconds(m, value.Unix(), value.Nanosecond())
	case time.Duration:
		return empty, seconds(m, int64(value/time.Second), int(value%time.Second))
	}
	return empty, fmt.Errorf("%T is no %s", value, m.Descriptor().FullName())
}

// seconds fills a google.protobuf.Timestamp or Duration.
func seconds(m protoreflect.Message, whole int64, nanos int) error {
	fields := m.Descriptor().Fields()
	if fields.ByName("seconds") == nil || fields.ByName("nanos") == nil {
		return fmt.Errorf("%s is no time and no duration", m.Descriptor().FullName())
	}
	m.Set(fields.ByName("seconds"), protoreflect.ValueOfInt64(whole))
	m.Set(fields.ByName("nanos"), protoreflect.ValueOfInt32(int32(nanos))) //nolint:gosec // Below 1e9.
	return nil
}

// scalar makes a value that is no message.
func scalar(field protoreflect.FieldDescriptor, value any) (protoreflect.Value, error) {
	switch kind := field.Kind(); value := value.(type) {
	case string:
		if kind == protoreflect.EnumKind {
			named := field.Enum().Values().ByName(protoreflect.Name(value))
			if named == nil {
				return protoreflect.Value{}, fmt.Errorf("%s has no value %s", field.Enum().FullName(), value)
			}
			return protoreflect.ValueOfEnum(named.Number()), nil
		}
		if kind == protoreflect.StringKind {
			return protoreflect.ValueOfString(value), nil
		}
	case bool:
		if kind == protoreflect.BoolKind {
			return protoreflect.ValueOfBool(value), nil
		}
	case int:
		return number(field, float64(value), int64(value))
	case int64:
		return number(field, float64(value), value)
	case float64:
		if kind == protoreflect.DoubleKind {
			return protoreflect.ValueOfFloat64(value), nil
		}
	}
	return protoreflect.Value{}, errWrong(field, value)
}

// number makes a value of a field that holds numbers.
func number(field protoreflect.FieldDescriptor, real float64, whole int64) (protoreflect.Value, error) {
	switch field.Kind() {
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64(real), nil
	case protoreflect.Int32Kind:
		return protoreflect.ValueOfInt32(int32(whole)), nil //nolint:gosec // The behaviours count in small numbers.
	case protoreflect.Uint32Kind:
		return protoreflect.ValueOfUint32(uint32(whole)), nil //nolint:gosec // As above.
	case protoreflect.Int64Kind:
		return protoreflect.ValueOfInt64(whole), nil
	case protoreflect.Uint64Kind:
		return protoreflect.ValueOfUint64(uint64(whole)), nil //nolint:gosec // As above.
	default:
		return protoreflect.Value{}, errWrong(field, whole)
	}
}

func errWrong(field protoreflect.FieldDescriptor, value any) error {
	return fmt.Errorf("%T is no value of this field, whose kind is %s", value, field.Kind())
}
