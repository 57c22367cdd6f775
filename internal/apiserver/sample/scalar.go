package sample

import (
	"encoding/hex"
	"math"
	"net/netip"
	"slices"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
)

// scalar returns a value that the rules of its type accept, as far as it knows them.
func (m *Maker) scalar(field protoreflect.FieldDescriptor, rules *validate.FieldRules) protoreflect.Value {
	switch kind := field.Kind(); kind {
	case protoreflect.BoolKind:
		return protoreflect.ValueOfBool(m.random.IntN(2) == 0)
	case protoreflect.StringKind:
		if m.Text != nil {
			if text, ok := m.Text(field); ok {
				return protoreflect.ValueOfString(text)
			}
		}
		return protoreflect.ValueOfString(m.text(rules.GetString()))
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes([]byte("sample"))
	case protoreflect.EnumKind:
		return protoreflect.ValueOfEnum(m.enum(field.Enum(), rules.GetEnum()))
	default:
		return number(kind, m.number(rules))
	}
}

// UUID returns a new UUID of version 4.
func (m *Maker) UUID() string {
	var b [16]byte
	for i := range b {
		b[i] = byte(m.random.IntN(256)) //nolint:gosec // Below 256.
	}
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	text := hex.EncodeToString(b[:])
	return text[:8] + "-" + text[8:12] + "-" + text[12:16] + "-" + text[16:20] + "-" + text[20:]
}

func (m *Maker) text(rules *validate.StringRules) string {
	if len(rules.GetIn()) > 0 {
		return rules.GetIn()[m.random.IntN(len(rules.GetIn()))]
	}
	if rules.HasConst() {
		return rules.GetConst()
	}
	switch {
	case rules.GetUuid():
		return m.UUID()
	case rules.GetEmail():
		return "user" + m.UUID()[:8] + "@example.com"
	case rules.GetUri(), rules.GetUriRef():
		return "https://example.com/" + m.UUID()[:8]
	case rules.GetHostname():
		return "host.example.com"
	case rules.GetIpv4Prefix(), rules.GetIpPrefix():
		return netip.PrefixFrom(netip.AddrFrom4([4]byte{10, byte(m.random.IntN(256)), 0, 0}), 16).String() //nolint:gosec // Below 256.
	case rules.GetIp(), rules.GetIpv4():
		return "10.0.0.1"
	}
	least, most := rules.GetMinLen(), min(rules.GetMinLen()+8, 200)
	if rules.HasMaxLen() {
		most = min(most, rules.GetMaxLen())
	}
	if rules.HasLen() {
		least, most = rules.GetLen(), rules.GetLen()
	}
	if samples := m.matching(rules.GetPattern(), least, max(most, least)); len(samples) > 0 {
		return samples[m.random.IntN(len(samples))]
	}
	const letters = "abcdefghijklmnopqrstuvwxyz"
	text := make([]byte, max(least, min(most, 8)))
	for i := range text {
		text[i] = letters[m.random.IntN(len(letters))]
	}
	return string(text)
}

// matching returns texts that match a pattern, if they can with lengths between the limits; what these exclude is left to the repairs.
func (m *Maker) matching(pattern string, least, most uint64) []string {
	if pattern == "" {
		return nil
	}
	key := span{pattern, least, most}
	samples, known := m.samples[key]
	if known {
		return samples
	}
	if language, err := regexlang.Pattern(pattern); err == nil {
		if samples = regexlang.Intersect(language, regexlang.Length(least, most)).Samples(m.random, 8); len(samples) == 0 {
			samples = language.Samples(m.random, 8)
		}
	}
	m.samples[key] = samples
	return samples
}

// guess returns a text of one of the forms that rules ask for.
func (m *Maker) guess() string {
	guesses := []string{"", m.UUID(), "user@example.com", "https://example.com/", "example.com", "sample-1"}
	return guesses[m.random.IntN(len(guesses))]
}

func (m *Maker) enum(enum protoreflect.EnumDescriptor, rules *validate.EnumRules) protoreflect.EnumNumber {
	var allowed []protoreflect.EnumNumber
	for i := range enum.Values().Len() {
		number := enum.Values().Get(i).Number()
		if in := rules.GetIn(); len(in) > 0 && !slices.Contains(in, int32(number)) {
			continue
		}
		if !slices.Contains(rules.GetNotIn(), int32(number)) && (!rules.HasConst() || rules.GetConst() == int32(number)) {
			allowed = append(allowed, number)
		}
	}
	if len(allowed) == 0 {
		return 0
	}
	return allowed[m.random.IntN(len(allowed))]
}

// number returns a small number between the limits of the rules.
func (m *Maker) number(rules *validate.FieldRules) float64 {
	least, most := 0.0, math.Inf(1)
	if rules != nil {
		if typed := rules.ProtoReflect().WhichOneof(rules.ProtoReflect().Descriptor().Oneofs().ByName("type")); typed != nil && typed.Message() != nil {
			limits := rules.ProtoReflect().Get(typed).Message()
			limits.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
				if field.IsList() || field.Message() != nil {
					return true
				}
				limit, ok := asFloat(field.Kind(), value)
				switch {
				case !ok:
				case field.Name() == "gt":
					least = max(least, limit+1)
				case field.Name() == "gte":
					least = max(least, limit)
				case field.Name() == "lt":
					most = min(most, limit-1)
				case field.Name() == "lte":
					most = min(most, limit)
				case field.Name() == "const":
					least, most = limit, limit
				}
				return true
			})
		}
	}
	if most < least {
		return most
	}
	return min(most, least+float64(m.random.IntN(4)))
}

func asFloat(kind protoreflect.Kind, value protoreflect.Value) (float64, bool) {
	switch kind {
	case protoreflect.FloatKind, protoreflect.DoubleKind:
		return value.Float(), true
	case protoreflect.Uint32Kind, protoreflect.Uint64Kind, protoreflect.Fixed32Kind, protoreflect.Fixed64Kind:
		return float64(value.Uint()), true
	case protoreflect.Int32Kind, protoreflect.Int64Kind, protoreflect.Sint32Kind, protoreflect.Sint64Kind,
		protoreflect.Sfixed32Kind, protoreflect.Sfixed64Kind:
		return float64(value.Int()), true
	default:
		return 0, false
	}
}

// number returns a number of a kind.
func number(kind protoreflect.Kind, n float64) protoreflect.Value {
	switch kind {
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32(float32(n))
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64(n)
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return protoreflect.ValueOfUint32(uint32(n))
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return protoreflect.ValueOfUint64(uint64(n))
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return protoreflect.ValueOfInt64(int64(n))
	default:
		return protoreflect.ValueOfInt32(int32(n))
	}
}

// known fills a message of a well-known type that has rules of its own for what it means, and says whether it is one.
func (m *Maker) known(message protoreflect.Message) bool {
	fields := message.Descriptor().Fields()
	switch message.Descriptor().FullName() {
	case "google.protobuf.Timestamp":
		message.Set(fields.ByName("seconds"), protoreflect.ValueOfInt64(1_700_000_000+m.random.Int64N(1_000_000)))
	case "google.protobuf.Duration":
		message.Set(fields.ByName("seconds"), protoreflect.ValueOfInt64(86_400*(1+m.random.Int64N(30))))
	case "google.protobuf.Value":
		// One without a kind has no form in JSON.
		message.Set(fields.ByName("string_value"), protoreflect.ValueOfString("sample"))
	case "google.protobuf.FieldMask", "google.protobuf.Struct", "google.protobuf.Any":
	default:
		return false
	}
	return true
}
