package transcode

import "google.golang.org/protobuf/encoding/protowire"

// cursor goes through the values of a list or of a map. Records of other fields may be between its own. The records were read once
// already, so they are whole.
type cursor struct {
	field  *field
	own    protowire.Type
	rest   []byte
	packed []byte // packed is the rest of a record with several numbers.
	value  []byte // value is the current one, without tag and length.
	broken bool   // broken says that numbers in a record could not be read.
}

func newCursor(f *field, records []byte) cursor {
	return cursor{field: f, own: wireType(f.kind), rest: records}
}

// next goes to the next value. It is false at the end.
func (c *cursor) next() bool {
	for {
		if len(c.packed) > 0 {
			size := protowire.ConsumeFieldValue(c.field.number, c.own, c.packed)
			if size < 0 {
				c.broken = true
				return false
			}
			c.value, c.packed = c.packed[:size], c.packed[size:]
			return true
		}
		if len(c.rest) == 0 {
			return false
		}
		number, wire, n := protowire.ConsumeTag(c.rest)
		size := protowire.ConsumeFieldValue(number, wire, c.rest[n:])
		value := c.rest[n : n+size]
		c.rest = c.rest[n+size:]
		switch {
		case number != c.field.number || !c.field.takes(wire):
		case wire != protowire.BytesType:
			c.value = value
			return true
		case c.own == protowire.BytesType:
			c.value, _ = protowire.ConsumeBytes(value)
			return true
		default:
			c.packed, _ = protowire.ConsumeBytes(value)
		}
	}
}
