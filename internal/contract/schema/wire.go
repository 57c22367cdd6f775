package schema

import (
	"errors"
	"slices"
	"unsafe"

	"google.golang.org/protobuf/encoding/protowire"
)

var errTruncated = errors.New("it is cut off or damaged")

// wireField is one field of an encoded message.
type wireField struct {
	number  int32
	kind    protowire.Type
	varint  uint64 // varint is the value of a varint.
	content string // content is the value of a length-delimited field.
	raw     string // raw is the whole field, tag included.
}

// next returns the first field of an encoded message, and the rest.
func next(message string) (field wireField, rest string, err error) {
	encoded := bytesOf(message)
	number, kind, tag := protowire.ConsumeTag(encoded)
	if tag < 0 {
		return wireField{}, "", errTruncated
	}
	size := protowire.ConsumeFieldValue(number, kind, encoded[tag:])
	if size < 0 {
		return wireField{}, "", errTruncated
	}
	end := tag + size
	field = wireField{number: int32(number), kind: kind, raw: message[:end]}
	switch kind {
	case protowire.VarintType:
		field.varint, _ = protowire.ConsumeVarint(encoded[tag:])
	case protowire.BytesType:
		_, prefix := protowire.ConsumeVarint(encoded[tag:])
		field.content = message[tag+prefix : end]
	case protowire.Fixed32Type, protowire.Fixed64Type, protowire.StartGroupType, protowire.EndGroupType:
	}
	return field, message[end:], nil
}

// fields calls visit with each field of an encoded message.
func fields(message string, visit func(wireField) error) error {
	for message != "" {
		field, rest, err := next(message)
		if err != nil {
			return err
		}
		if err := visit(field); err != nil {
			return err
		}
		message = rest
	}
	return nil
}

// bytesOf returns a text as bytes without copying it; they must not be changed. Images are large, and every name in them is kept
// as a part of the one text.
func bytesOf(s string) []byte {
	return unsafe.Slice(unsafe.StringData(s), len(s)) //nolint:gosec // Nothing writes to it.
}

// number returns an int32 of the wire, where a negative one has 64 bits. Larger values are cut, as every parser does it.
func number(varint uint64) int32 { return int32(varint) } //nolint:gosec // As the comment says.

// constant returns a value of a small enum of descriptor.proto, or 0, which none of them declares, for an unknown large one.
func constant[E ~uint8](varint uint64) E {
	if varint > 255 {
		return 0
	}
	return E(varint)
}

// ordinal returns the position of a declaration among those of its kind.
func ordinal(n int) int32 { return int32(n) } //nolint:gosec // There are maxElements at most.

// packed calls visit with each number of a repeated int32, packed or not.
func packed(field wireField, visit func(int32)) error {
	if field.kind == protowire.VarintType {
		visit(number(field.varint))
		return nil
	}
	for rest := bytesOf(field.content); len(rest) > 0; {
		value, size := protowire.ConsumeVarint(rest)
		if size < 0 {
			return errTruncated
		}
		visit(number(value))
		rest = rest[size:]
	}
	return nil
}

// numbers returns the encoded varints of a repeated number, packed or not.
func (f wireField) numbers() string {
	if f.kind != protowire.VarintType {
		return f.content
	}
	return f.raw[len(f.raw)-protowire.SizeVarint(f.varint):]
}

// joined is a text made of parts of the input. A single part is not copied.
type joined struct {
	only string
	all  []byte // all is used from the second part on.
}

func (j *joined) add(part string) {
	switch {
	case part == "":
	case j.all != nil:
		j.all = append(j.all, part...)
	case j.only == "":
		j.only = part
	default:
		j.all = append(append(make([]byte, 0, 2*(len(j.only)+len(part))), j.only...), part...)
	}
}

func (j *joined) text() string {
	if j.all != nil {
		return string(j.all)
	}
	return j.only
}

// parts is a text in the parts of the input that it is made of, because most of those texts are never read as one.
type parts []string

func (p *parts) add(part string) {
	if part != "" {
		*p = append(*p, part)
	}
}

// equal reports whether the parts make the same text.
func (p parts) equal(q parts) bool {
	size := func(of parts) (n int) {
		for _, part := range of {
			n += len(part)
		}
		return n
	}
	if size(p) != size(q) {
		return false
	}
	p, q = slices.Clone(p), slices.Clone(q)
	for len(p) > 0 {
		n := min(len(p[0]), len(q[0]))
		if p[0][:n] != q[0][:n] {
			return false
		}
		for _, side := range []*parts{&p, &q} {
			if (*side)[0] = (*side)[0][n:]; (*side)[0] == "" {
				*side = (*side)[1:]
			}
		}
	}
	return true
}
