package judge

import (
	"cmp"
	"math"
	"slices"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// encoding is how a type is written on the wire.
type encoding int

const (
	varint encoding = iota
	zigzag
	fixed32
	fixed64
	lengthPrefixed
)

// form is how a type is written in JSON.
type form int

const (
	jsonNumber form = iota
	jsonText64      // jsonText64 is a 64-bit integer, which is written as a string.
	jsonOther
)

// scalar describes the range of a numeric type and its encodings.
type scalar struct {
	encoding encoding
	form     form
	low      float64 // low and high are the ends of the range. Those of 64-bit integers are rounded, which preserves their order.
	high     float64
	real     bool
}

var scalars = map[schema.Type]scalar{
	schema.Int32:    {varint, jsonNumber, math.MinInt32, math.MaxInt32, false},
	schema.Uint32:   {varint, jsonNumber, 0, math.MaxUint32, false},
	schema.Int64:    {varint, jsonText64, math.MinInt64, math.MaxInt64, false},
	schema.Uint64:   {varint, jsonText64, 0, math.MaxUint64, false},
	schema.Sint32:   {zigzag, jsonNumber, math.MinInt32, math.MaxInt32, false},
	schema.Sint64:   {zigzag, jsonText64, math.MinInt64, math.MaxInt64, false},
	schema.Fixed32:  {fixed32, jsonNumber, 0, math.MaxUint32, false},
	schema.Sfixed32: {fixed32, jsonNumber, math.MinInt32, math.MaxInt32, false},
	schema.Float:    {fixed32, jsonNumber, -math.MaxFloat32, math.MaxFloat32, true},
	schema.Fixed64:  {fixed64, jsonText64, 0, math.MaxUint64, false},
	schema.Sfixed64: {fixed64, jsonText64, math.MinInt64, math.MaxInt64, false},
	schema.Double:   {fixed64, jsonNumber, -math.MaxFloat64, math.MaxFloat64, true},
}

// holds reports whether every value of another type is a value of this one.
func (s scalar) holds(other scalar) bool {
	if other.real && !s.real {
		return false
	}
	if s.real && !other.real {
		return -integersOf(s) <= other.low && other.high <= integersOf(s)
	}
	return s.low <= other.low && other.high <= s.high
}

// integersOf returns the largest integer up to which a type of real numbers has all of them: 24 bits in a float, 53 in a double.
func integersOf(s scalar) float64 {
	if s.encoding == fixed32 {
		return 1 << 24
	}
	return 1 << 53
}

// misread reports whether a reader loses values. Old clients write requests for new servers, and new servers write responses for old
// clients.
func misread(old, now scalar, use Use) bool {
	return use&Request != 0 && !now.holds(old) || use&Response != 0 && !old.holds(now)
}

// retyped judges a field whose type changes. Absent fields count too, because their default can change: a declared one, or the first
// value of a closed enum.
func (j *judge) retyped(old, now *schema.Field, use Use) verdict {
	v := j.otherType(old, now, use)
	counts := old.HasDef || now.HasDef || kinds(old, now, schema.EnumT, isNumber)
	if counts && !sameDefault(old, j.Old, now, j.New) {
		v.breaks, v.proof = append(v.breaks, Wire, JSON), "a message without "+now.Name()+" is read differently by the two sides"
	}
	return v
}

func (j *judge) otherType(old, now *schema.Field, use Use) verdict {
	if old.Cardinality() == schema.Map || now.Cardinality() == schema.Map {
		return j.entries(old, now, use)
	}
	a, isScalar := scalars[old.Type]
	b, bothScalar := scalars[now.Type]
	switch {
	case isScalar && bothScalar:
		return numbers(old.Type, now.Type, a, b, use)
	case kinds(old, now, schema.Bool, isNumber):
		v := verdict{rule: RuleFieldTypeBoolInt, proof: "JSON has true on one side and 1 on the other"}
		number := scalars[now.Type]
		toBool := use&Response != 0
		if isScalar {
			number, toBool = a, use&Request != 0
		}
		if toBool || number.encoding != varint {
			v.breaks = []Surface{Wire}
		}
		return v
	case kinds(old, now, schema.EnumT, isNumber):
		return j.enumAndNumber(old, now, use)
	case kinds(old, now, schema.Bool, func(t schema.Type) bool { return t == schema.EnumT }):
		return j.enumAndBool(old, now, use)
	case old.Type == schema.EnumT && now.Type == schema.EnumT:
		return j.enums(old, now, use)
	case kinds(old, now, schema.String, func(t schema.Type) bool { return t == schema.Bytes }):
		v := verdict{rule: RuleFieldTypeStringBytes, proof: "JSON has plain text on one side and base64 on the other"}
		if stricter(old.Type == schema.String && old.VerifiesUTF8(), now.Type == schema.String && now.VerifiesUTF8(), use) {
			v.breaks, v.proof = []Surface{Wire}, "a reader of a string rejects the byte ff, which is not UTF-8"
		}
		return v
	}
	return j.messages(old, now, use)
}

func isNumber(t schema.Type) bool {
	_, ok := scalars[t]
	return ok
}

// kinds reports whether one of the fields has a type and the other has one of some types.
func kinds(a, b *schema.Field, one schema.Type, other func(schema.Type) bool) bool {
	return a.Type == one && other(b.Type) || b.Type == one && other(a.Type)
}

func numbers(from, to schema.Type, a, b scalar, use Use) verdict {
	lossy := misread(a, b, use)
	// Protobuf parsers accept both numbers and strings; clients that parse JSON themselves accept only the form that they know.
	otherForm := a.form != b.form && use&Response != 0
	v := verdict{}
	switch {
	case a.encoding != b.encoding || a.real != b.real || a.encoding != varint && a.form == b.form:
		v.rule = RuleFieldTypeEncoding
		v.proof = sample(from, to, use)
		if lossy || otherForm {
			v.breaks = append(v.breaks, JSON)
		}
	case a.form != b.form:
		v.rule = RuleFieldTypeVarintWidth
		if otherForm {
			v.breaks, v.proof = []Surface{JSON}, `JSON has 1 on one side and "1" on the other`
		}
		if lossy {
			v.breaks, v.proof = []Surface{Wire, JSON}, sample(from, to, use)
		}
	default:
		v.rule = RuleFieldTypeSign
		v.proof = sample(from, to, use)
	}
	return v
}

func (j *judge) enumAndNumber(old, now *schema.Field, use Use) verdict {
	v := verdict{rule: RuleFieldTypeEnumInt}
	if proof := j.inJSON(old, now, use); proof != "" {
		v.breaks, v.proof = []Surface{JSON}, proof
	}
	number, enum, from := now.Type, old.TypeName, j.Old
	reader := use&Response != 0 // reader is true if the side with the enum reads.
	if now.Type == schema.EnumT {
		number, enum, from = old.Type, now.TypeName, j.New
		reader = use&Request != 0
	}
	closed := from.Enum(enum) != nil && from.Enum(enum).Closed()
	if number != schema.Int32 && (scalars[number].encoding != varint || reader || number == schema.Uint32 || number == schema.Uint64) || reader && closed {
		v.breaks, v.proof = append(v.breaks, Wire), cmp.Or(v.proof, "the numbers of "+now.FullName()+" are not those that were written")
	}
	return v
}

func (j *judge) enumAndBool(old, now *schema.Field, use Use) verdict {
	v := verdict{rule: RuleFieldTypeOther, breaks: []Surface{JSON}, proof: "JSON has a name on one side and true on the other"}
	enum, toBool := j.Old.Enum(old.TypeName), use&Request != 0
	if now.Type == schema.EnumT {
		enum, toBool = j.New.Enum(now.TypeName), use&Response != 0
	}
	if toBool || enum == nil || enum.Closed() && (j.known.valuesOf(enum).first[0] == nil || j.known.valuesOf(enum).first[1] == nil) {
		v.breaks, v.proof = append(v.breaks, Wire), "numbers other than 0 and 1 are read as true, or true as a number that the enum lacks"
	}
	return v
}

func (j *judge) enums(old, now *schema.Field, use Use) verdict {
	v := verdict{rule: RuleFieldTypeEnumOther}
	a, b := j.Old.Enum(old.TypeName), j.New.Enum(now.TypeName)
	if a == nil || b == nil {
		return verdict{rule: RuleFieldTypeEnumOther, breaks: []Surface{Wire, JSON}}
	}
	json := j.known.misnamed(a, b, use)
	if json != "" {
		v.breaks, v.proof = append(v.breaks, JSON), json
	}
	if wire := j.known.misnumbered(a, b, use); wire != "" {
		v.breaks, v.proof = append(v.breaks, Wire), wire
	}
	return v
}

// messages judges a change from or to a message, and between types that have nothing in common.
func (j *judge) messages(old, now *schema.Field, use Use) verdict {
	a, b := old.Type == schema.MessageT || old.Type == schema.Group, now.Type == schema.MessageT || now.Type == schema.Group
	switch {
	case a && b:
		wkt := ownJSON(old.TypeName) || ownJSON(now.TypeName)
		breaks, proof := j.replaced(old, old.TypeName, now.TypeName, use)
		switch {
		case wkt:
			v := verdict{rule: RuleFieldTypeWellKnown}
			for _, surface := range []Surface{Wire, Validation} {
				if slices.Contains(breaks, surface) {
					v.breaks, v.proof = append(v.breaks, surface), proof
				}
			}
			return j.withJSON(v, old, now, use)
		case slices.Contains(breaks, Wire) || slices.Contains(breaks, JSON):
			return verdict{rule: RuleFieldTypeMessageOther, breaks: breaks, proof: proof}
		default:
			return verdict{rule: RuleFieldTypeMessageEqual, breaks: breaks, proof: proof}
		}
	case ownJSON(old.TypeName) || ownJSON(now.TypeName):
		v := verdict{rule: RuleFieldTypeWellKnown, breaks: []Surface{Wire}, proof: "a message is read as a scalar, or a scalar as a message"}
		if bytes := old.Type == schema.Bytes || now.Type == schema.Bytes; bytes && wrapped(old.TypeName) != now.Type && wrapped(now.TypeName) != old.Type {
			v = asBytes(old, now, use)
			v.rule = RuleFieldTypeWellKnown
		}
		return j.withJSON(v, old, now, use)
	case a && now.Type == schema.Bytes || b && old.Type == schema.Bytes:
		return asBytes(old, now, use)
	default:
		v := verdict{rule: RuleFieldTypeOther, breaks: []Surface{Wire}, proof: "data written as " + old.Type.String() + " is not read as " + now.Type.String()}
		return j.withJSON(v, old, now, use)
	}
}

// withJSON adds to a verdict what the forms of the types in JSON show.
func (j *judge) withJSON(v verdict, old, now *schema.Field, use Use) verdict {
	if proof := j.inJSON(old, now, use); proof != "" {
		v.breaks, v.proof = append(v.breaks, JSON), proof
	}
	return v
}

// asBytes judges a message that becomes bytes, or the other way around. Both are encoded alike.
func asBytes(old, now *schema.Field, use Use) verdict {
	v := verdict{rule: RuleFieldTypeMessageBytes, proof: "JSON has { } on one side and base64 on the other"}
	switch {
	case old.Delimited() || now.Delimited():
		v.breaks, v.proof = []Surface{Wire}, "the wire types differ: the field is skipped as unknown"
	case stricter(now.Type == schema.Bytes, old.Type == schema.Bytes, use):
		v.breaks, v.proof = []Surface{Wire}, "a reader of a message rejects the byte ff"
	}
	return v
}
