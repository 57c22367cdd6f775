package schema

import (
	"cmp"
	"slices"

	"google.golang.org/protobuf/encoding/protowire"
)

// Options are encoded options, custom ones included.
type Options string

// Option is one option of a set: all values of one number.
type Option struct {
	Number int32
	Value  string // Value has the encoded fields, tags included, in the order in which they were written.
}

// Split returns the options by their numbers, in order.
func (o Options) Split() []Option {
	if o == "" {
		return nil
	}
	var parts []wireField
	_ = fields(string(o), func(field wireField) error {
		parts = append(parts, field)
		return nil
	})
	slices.SortStableFunc(parts, func(a, b wireField) int { return cmp.Compare(a.number, b.number) })
	var all []Option
	for len(parts) > 0 {
		number := parts[0].number
		var value joined
		for len(parts) > 0 && parts[0].number == number {
			value.add(parts[0].raw)
			parts = parts[1:]
		}
		all = append(all, Option{number, value.text()})
	}
	return all
}

// Has reports whether an option is set.
func (o Options) Has(number int32) bool {
	found := false
	_ = fields(string(o), func(field wireField) error {
		found = found || field.number == number
		return nil
	})
	return found
}

// Message returns the encoded value of an option that is a message, empty if it is not set. Several values are merged, as
// protobuf does it.
func (o Options) Message(number int32) []byte { return []byte(o.message(number)) }

// Texts returns the values of an option that is a repeated string.
func (o Options) Texts(number int32) []string {
	var all []string
	_ = fields(string(o), func(field wireField) error {
		if field.number == number && field.kind == protowire.BytesType {
			all = append(all, field.content)
		}
		return nil
	})
	return all
}

// Numbers returns the values of an option that is a number, an enum or a bool, or a list of them.
func (o Options) Numbers(number int32) []uint64 {
	var all []uint64
	_ = fields(string(o), func(field wireField) error {
		if field.number != number {
			return nil
		}
		if field.kind == protowire.VarintType {
			all = append(all, field.varint)
			return nil
		}
		for rest := bytesOf(field.content); len(rest) > 0; {
			value, size := protowire.ConsumeVarint(rest)
			if size < 0 {
				return errTruncated
			}
			all = append(all, value)
			rest = rest[size:]
		}
		return nil
	})
	return all
}

func (o Options) message(number int32) string {
	var value joined
	_ = fields(string(o), func(field wireField) error {
		if field.number == number && field.kind == protowire.BytesType {
			value.add(field.content)
		}
		return nil
	})
	return value.text()
}

func (o Options) text(number int32) string {
	value := ""
	_ = fields(string(o), func(field wireField) error {
		if field.number == number && field.kind == protowire.BytesType {
			value = field.content
		}
		return nil
	})
	return value
}

func (o Options) number(number int32) (value uint64, set bool) {
	_ = fields(string(o), func(field wireField) error {
		if field.number == number && field.kind == protowire.VarintType {
			value, set = field.varint, true
		}
		return nil
	})
	return value, set
}

func (o Options) bool(number int32) bool {
	value, _ := o.number(number)
	return value != 0
}

// Value is one value of a field in an encoded message.
type Value struct {
	Wire    protowire.Type
	Number  uint64 // Number is the value of a varint or a fixed number.
	Content string // Content is a length-delimited value, or the whole field of a group.
}

// Values returns the values of encoded fields of any number, up to the first that cannot be read.
func Values(encoded string) []Value {
	var all []Value
	_ = fields(encoded, func(field wireField) error {
		value := Value{field.kind, field.varint, field.content}
		switch field.kind {
		case protowire.Fixed32Type:
			small, _ := protowire.ConsumeFixed32(bytesOf(field.raw)[len(field.raw)-4:])
			value.Number = uint64(small)
		case protowire.Fixed64Type:
			value.Number, _ = protowire.ConsumeFixed64(bytesOf(field.raw)[len(field.raw)-8:])
		case protowire.StartGroupType, protowire.EndGroupType:
			value.Content = field.raw
		case protowire.VarintType, protowire.BytesType:
		}
		all = append(all, value)
		return nil
	})
	return all
}
