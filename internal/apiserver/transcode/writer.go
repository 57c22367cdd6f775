package transcode

import (
	"time"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// maxNesting is how deep messages of the fast way may be nested.
const maxNesting = 100

// writer writes one message at a time.
type writer struct {
	json  *JSON
	slots []slot // slots are those of the message that is written and of all around it.
	out   []byte // out has room for a text as long as the last one.
}

// slot says where a field of a message is.
type slot struct {
	first, last int // first and last are where its first record begins, and where its last one ends.
	start, end  int // start and end enclose the last value, without tag and length.
	count       int
}

// message appends a message.
func (w *writer) message(out []byte, p *plan, encoded []byte, depth int) ([]byte, error) {
	switch {
	case depth > maxNesting:
		return nil, errSlow
	case p.how == timestamp:
		return appendTimestamp(out, encoded)
	case p.how == slow:
		return w.json.slow(out, p.descriptor, encoded)
	}
	base := len(w.slots)
	for range p.fields {
		w.slots = append(w.slots, slot{})
	}
	defer func() { w.slots = w.slots[:base] }()
	if err := w.index(p, base, encoded); err != nil {
		return nil, err
	}
	out = append(out, '{')
	empty := true
	for i, f := range p.fields {
		s := w.slots[base+i]
		if !w.shown(f, s, encoded) {
			continue
		}
		if !empty {
			out = append(out, ',')
		}
		empty = false
		out = append(out, f.name...)
		var err error
		if out, err = w.field(out, f, s, encoded, depth); err != nil {
			return nil, err
		}
	}
	return append(out, '}'), nil
}

// index finds the fields of a message.
func (w *writer) index(p *plan, base int, encoded []byte) error {
	for at := 0; at < len(encoded); {
		number, wire, n := protowire.ConsumeTag(encoded[at:])
		if n < 0 {
			return errSlow
		}
		size := protowire.ConsumeFieldValue(number, wire, encoded[at+n:])
		if size < 0 {
			return errSlow
		}
		begin, start, end := at, at+n, at+n+size
		at = end
		i := p.find(number)
		if i < 0 || !p.fields[i].takes(wire) {
			continue
		}
		f, s := p.fields[i], &w.slots[base+i]
		if wire == protowire.BytesType {
			_, length := protowire.ConsumeVarint(encoded[start:])
			start += length
		}
		if !f.list && !f.isMap && s.count > 0 || f.oneof >= 0 && w.oneofIsSet(p, base, f) {
			return errSlow // Parts that are merged, or values that another one replaces.
		}
		if s.count == 0 {
			s.first = begin
		}
		s.count++
		s.last, s.start, s.end = end, start, end
	}
	return nil
}

// oneofIsSet says whether another field of a oneof is there.
func (w *writer) oneofIsSet(p *plan, base int, set *field) bool {
	for i, f := range p.fields {
		if f != set && f.oneof == set.oneof && w.slots[base+i].count > 0 {
			return true
		}
	}
	return false
}

// takes says whether a record of the wire type is one of the field. Others are unknown fields.
func (f *field) takes(wire protowire.Type) bool {
	own := wireType(f.kind)
	return wire == own || f.list && wire == protowire.BytesType && own != protowire.BytesType
}

func wireType(kind protoreflect.Kind) protowire.Type {
	switch kind {
	case protoreflect.Fixed32Kind, protoreflect.Sfixed32Kind, protoreflect.FloatKind:
		return protowire.Fixed32Type
	case protoreflect.Fixed64Kind, protoreflect.Sfixed64Kind, protoreflect.DoubleKind:
		return protowire.Fixed64Type
	case protoreflect.StringKind, protoreflect.BytesKind, protoreflect.MessageKind:
		return protowire.BytesType
	default:
		return protowire.VarintType
	}
}

// shown says whether a field is written.
func (w *writer) shown(f *field, s slot, encoded []byte) bool {
	switch {
	case w.json.options.EmitUnpopulated:
		return s.count > 0 || !f.hidden
	case s.count == 0:
		return false
	case f.list && !f.isMap && wireType(f.kind) != protowire.BytesType:
		values := newCursor(f, encoded[s.first:s.last])
		return values.next() || values.broken // Packed lists may be empty.
	case f.presence || f.list || f.isMap:
		return true
	}
	return !isZero(f.kind, encoded[s.start:s.end])
}

// field appends the value of a field.
func (w *writer) field(out []byte, f *field, s slot, encoded []byte, depth int) ([]byte, error) {
	switch {
	case f.isMap:
		return w.entries(out, f, encoded[s.first:s.last], depth)
	case f.list:
		return w.list(out, f, encoded[s.first:s.last], depth)
	case s.count == 0 && f.presence:
		return append(out, "null"...), nil
	}
	return w.value(out, f, encoded[s.start:s.end], depth)
}

// list appends a list.
func (w *writer) list(out []byte, f *field, records []byte, depth int) ([]byte, error) {
	out = append(out, '[')
	values := newCursor(f, records)
	for first := true; values.next(); first = false {
		if !first {
			out = append(out, ',')
		}
		var err error
		if out, err = w.value(out, f, values.value, depth); err != nil {
			return nil, err
		}
	}
	if values.broken {
		return nil, errSlow
	}
	return append(out, ']'), nil
}

// appendTimestamp appends a google.protobuf.Timestamp.
func appendTimestamp(out, encoded []byte) ([]byte, error) {
	var seconds, nanos int64
	for len(encoded) > 0 {
		number, wire, n := protowire.ConsumeTag(encoded)
		if n < 0 || wire != protowire.VarintType || number > 2 {
			return nil, errSlow
		}
		value, size := protowire.ConsumeVarint(encoded[n:])
		if size < 0 {
			return nil, errSlow
		}
		if number == 1 {
			seconds = int64(value) //nolint:gosec // The wire has negative numbers so.
		} else {
			nanos = int64(int32(value)) //nolint:gosec // The same.
		}
		encoded = encoded[n+size:]
	}
	const earliest, latest = -62135596800, 253402300799 // The years 1 to 9999.
	if seconds < earliest || seconds > latest || nanos < 0 || nanos > 999_999_999 {
		return nil, errSlow
	}
	layout := `"2006-01-02T15:04:05.000000000Z"`
	switch {
	case nanos == 0:
		layout = `"2006-01-02T15:04:05Z"`
	case nanos%1_000_000 == 0:
		layout = `"2006-01-02T15:04:05.000Z"`
	case nanos%1000 == 0:
		layout = `"2006-01-02T15:04:05.000000Z"`
	}
	return time.Unix(seconds, nanos).UTC().AppendFormat(out, layout), nil
}
