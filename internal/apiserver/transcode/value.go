package transcode

import (
	"bytes"
	"cmp"
	"encoding/base64"
	"math"
	"slices"
	"strconv"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// isZero says whether a value is the one of an absent field.
func isZero(kind protoreflect.Kind, value []byte) bool {
	switch wireType(kind) {
	case protowire.BytesType:
		return len(value) == 0
	case protowire.VarintType:
		bits, _ := protowire.ConsumeVarint(value)
		switch kind {
		case protoreflect.Int32Kind, protoreflect.Uint32Kind, protoreflect.Sint32Kind, protoreflect.EnumKind:
			return uint32(bits) == 0 //nolint:gosec // Numbers of 32 bits are cut, as protobuf has it.
		}
		return bits == 0
	default:
		return len(bytes.Trim(value, "\x00")) == 0
	}
}

// value appends one value. An empty one is zero.
func (w *writer) value(out []byte, f *field, value []byte, depth int) ([]byte, error) {
	switch f.kind {
	case protoreflect.MessageKind:
		return w.message(out, f.message, value, depth+1)
	case protoreflect.StringKind:
		return appendText(out, value)
	case protoreflect.BytesKind:
		return append(base64.StdEncoding.AppendEncode(append(out, '"'), value), '"'), nil
	case protoreflect.FloatKind:
		bits, _ := protowire.ConsumeFixed32(padded(value, 4))
		return appendFloat(out, float64(math.Float32frombits(bits)), 32), nil
	case protoreflect.DoubleKind:
		bits, _ := protowire.ConsumeFixed64(padded(value, 8))
		return appendFloat(out, math.Float64frombits(bits), 64), nil
	case protoreflect.EnumKind:
		number := int32(f.integer(value)) //nolint:gosec // It is one of 32 bits.
		if f.null {
			return append(out, "null"...), nil
		}
		if name, ok := f.enum[number]; ok {
			return append(out, name...), nil
		}
		return strconv.AppendInt(out, int64(number), 10), nil
	case protoreflect.BoolKind:
		return strconv.AppendBool(out, f.integer(value) != 0), nil
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return append(strconv.AppendUint(append(out, '"'), uint64(f.integer(value)), 10), '"'), nil //nolint:gosec // As on the wire.
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return append(strconv.AppendInt(append(out, '"'), f.integer(value), 10), '"'), nil
	default:
		return strconv.AppendInt(out, f.integer(value), 10), nil
	}
}

// integer reads a number that is none of floating point. Those of uint64 are as bits.
//
//nolint:gosec // Numbers are cut to their size, as protobuf has it.
func (f *field) integer(value []byte) int64 {
	var bits uint64
	switch wireType(f.kind) {
	case protowire.Fixed32Type:
		short, _ := protowire.ConsumeFixed32(padded(value, 4))
		bits = uint64(short)
	case protowire.Fixed64Type:
		bits, _ = protowire.ConsumeFixed64(padded(value, 8))
	default:
		bits, _ = protowire.ConsumeVarint(padded(value, 1))
	}
	switch f.kind {
	case protoreflect.Int32Kind, protoreflect.Sfixed32Kind, protoreflect.EnumKind:
		return int64(int32(bits))
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return int64(uint32(bits))
	case protoreflect.Sint32Kind:
		return int64(int32(protowire.DecodeZigZag(bits & math.MaxUint32)))
	case protoreflect.Sint64Kind:
		return protowire.DecodeZigZag(bits)
	default:
		return int64(bits)
	}
}

// padded is a number, zero for a value that is absent.
func padded(value []byte, size int) []byte {
	if len(value) == 0 {
		return make([]byte, size)
	}
	return value
}

// appendText appends a string of JSON.
func appendText(out, text []byte) ([]byte, error) {
	out = append(out, '"')
	done := 0
	for i, c := range text {
		if c >= ' ' && c != '"' && c != '\\' {
			continue
		}
		out = append(out, text[done:i]...)
		done = i + 1
		out = append(out, '\\')
		switch c {
		case '"', '\\':
			out = append(out, c)
		case '\b':
			out = append(out, 'b')
		case '\f':
			out = append(out, 'f')
		case '\n':
			out = append(out, 'n')
		case '\r':
			out = append(out, 'r')
		case '\t':
			out = append(out, 't')
		default:
			const digits = "0123456789abcdef"
			out = append(out, 'u', '0', '0', digits[c>>4], digits[c&15])
		}
	}
	if !utf8.Valid(text) {
		return nil, errSlow
	}
	return append(append(out, text[done:]...), '"'), nil
}

// appendFloat appends a number as JavaScript writes it.
func appendFloat(out []byte, n float64, bits int) []byte {
	switch {
	case math.IsNaN(n):
		return append(out, `"NaN"`...)
	case math.IsInf(n, 1):
		return append(out, `"Infinity"`...)
	case math.IsInf(n, -1):
		return append(out, `"-Infinity"`...)
	}
	format := byte('f')
	if size := math.Abs(n); size != 0 && (bits == 64 && (size < 1e-6 || size >= 1e21) ||
		bits == 32 && (float32(size) < 1e-6 || float32(size) >= 1e21)) {
		format = 'e'
	}
	out = strconv.AppendFloat(out, n, format, -1, bits)
	if end := len(out); format == 'e' && end >= 4 && out[end-4] == 'e' && out[end-3] == '-' && out[end-2] == '0' {
		out[end-2] = out[end-1] // e-09 is e-9.
		out = out[:end-1]
	}
	return out
}

// entry is an entry of a map.
type entry struct {
	text   []byte // text is the key where it is one.
	number int64  // number is the key where it is a number or a bool.
	value  []byte
}

// entries appends a map, sorted by key.
func (w *writer) entries(out []byte, f *field, records []byte, depth int) ([]byte, error) {
	key, value := f.message.fields[0], f.message.fields[1]
	var all []entry
	base := len(w.slots)
	defer func() { w.slots = w.slots[:base] }()
	for values := newCursor(f, records); values.next(); {
		record := values.value
		w.slots = append(w.slots[:base], slot{}, slot{})
		if err := w.index(f.message, base, record); err != nil {
			return nil, err
		}
		k, v := w.slots[base], w.slots[base+1]
		one := entry{value: record[v.start:v.end]}
		if key.kind == protoreflect.StringKind {
			one.text = record[k.start:k.end]
		} else if one.number = key.integer(record[k.start:k.end]); key.kind == protoreflect.BoolKind && one.number != 0 {
			one.number = 1
		}
		all = append(all, one)
	}
	unsigned := key.kind == protoreflect.Uint64Kind || key.kind == protoreflect.Fixed64Kind
	slices.SortStableFunc(all, func(a, b entry) int {
		numbers := cmp.Compare(a.number, b.number)
		if unsigned {
			numbers = cmp.Compare(uint64(a.number), uint64(b.number)) //nolint:gosec // As on the wire.
		}
		return cmp.Or(bytes.Compare(a.text, b.text), numbers)
	})
	out = append(out, '{')
	for i, one := range all {
		if i > 0 {
			if before := all[i-1]; bytes.Equal(one.text, before.text) && one.number == before.number {
				return nil, errSlow // The last one counts, but all have to be right.
			}
			out = append(out, ',')
		}
		var err error
		if out, err = appendKey(out, key.kind, one, unsigned); err != nil {
			return nil, err
		}
		if out, err = w.value(append(out, ':'), value, one.value, depth); err != nil {
			return nil, err
		}
	}
	return append(out, '}'), nil
}

func appendKey(out []byte, kind protoreflect.Kind, one entry, unsigned bool) ([]byte, error) {
	if kind == protoreflect.StringKind {
		return appendText(out, one.text)
	}
	out = append(out, '"')
	switch {
	case kind == protoreflect.BoolKind:
		out = strconv.AppendBool(out, one.number != 0)
	case unsigned:
		out = strconv.AppendUint(out, uint64(one.number), 10) //nolint:gosec // As on the wire.
	default:
		out = strconv.AppendInt(out, one.number, 10)
	}
	return append(out, '"'), nil
}
