package judge

import (
	"math"
	"strconv"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// sample returns a number that one side writes and the other reads as another one: new servers in requests, old clients in responses.
func sample(old, now schema.Type, use Use) string {
	if scalars[old].encoding != scalars[now].encoding {
		if varints := scalars[old].encoding <= zigzag && scalars[now].encoding <= zigzag; !varints {
			return "the wire types differ: the field is skipped as unknown"
		}
	}
	if text := misreading(old, now); text != "" && use&Request != 0 {
		return text
	}
	return misreading(now, old)
}

// misreading finds a number of a type that is another one if its encoding is read as another type, or returns nothing.
func misreading(from, to schema.Type) string {
	for _, bits := range written(from) {
		if wrote, read := number(from, bits), number(to, bits); wrote != read {
			return wrote + " is read as " + read
		}
	}
	return ""
}

// written returns the encodings of some numbers of a type: one, minus one, the first one of more than 32 bits, and the largest one.
func written(t schema.Type) []uint64 {
	const beyond, ones = 1 << 32, math.MaxUint64
	switch t {
	case schema.Uint32, schema.Fixed32:
		return []uint64{1, math.MaxUint32}
	case schema.Uint64, schema.Fixed64:
		return []uint64{1, beyond, ones}
	case schema.Int32:
		return []uint64{1, ones}
	case schema.Sfixed32:
		return []uint64{1, math.MaxUint32}
	case schema.Int64, schema.Sfixed64:
		return []uint64{1, ones, beyond}
	case schema.Sint32:
		return []uint64{protowire.EncodeZigZag(1), protowire.EncodeZigZag(-1)}
	case schema.Sint64:
		return []uint64{protowire.EncodeZigZag(1), protowire.EncodeZigZag(-1), protowire.EncodeZigZag(beyond)}
	case schema.Float:
		return []uint64{uint64(math.Float32bits(1)), uint64(math.Float32bits(-1))}
	case schema.Double:
		return []uint64{math.Float64bits(1), math.Float64bits(-1)}
	default:
		return nil
	}
}

// number writes what a reader of a type makes of an encoding.
func number(t schema.Type, bits uint64) string {
	low := uint32(bits) //nolint:gosec // A parser drops the upper half, too.
	switch t {
	case schema.Int32, schema.Sfixed32:
		return strconv.Itoa(int(int32(low))) //nolint:gosec // The bits are a signed number.
	case schema.Uint32, schema.Fixed32:
		return strconv.FormatUint(uint64(low), 10)
	case schema.Sint32:
		return strconv.FormatInt(protowire.DecodeZigZag(uint64(low)), 10)
	case schema.Sint64:
		return strconv.FormatInt(protowire.DecodeZigZag(bits), 10)
	case schema.Int64, schema.Sfixed64:
		return strconv.FormatInt(int64(bits), 10) //nolint:gosec // The bits are a signed number.
	case schema.Float:
		return strconv.FormatFloat(float64(math.Float32frombits(low)), 'g', -1, 32)
	case schema.Double:
		return strconv.FormatFloat(math.Float64frombits(bits), 'g', -1, 64)
	default:
		return strconv.FormatUint(bits, 10)
	}
}
