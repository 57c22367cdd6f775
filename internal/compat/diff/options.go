package diff

import (
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"google.golang.org/protobuf/encoding/protowire"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// optionReader finds the declarations of options and writes their values as text.
type optionReader struct {
	schemas []*schema.Schema // schemas are searched for declarations, in this order.

	once       sync.Once
	extensions map[extensionKey]*schema.Field
}

type extensionKey struct {
	extendee string
	number   int32
}

func newOptionReader(schemas ...*schema.Schema) *optionReader {
	return &optionReader{schemas: append(schemas, schema.WellKnown())}
}

// optionMessages has the message in descriptor.proto that holds the options of each kind of element.
var optionMessages = map[schema.Kind]string{
	schema.KindFile:      "google.protobuf.FileOptions",
	schema.KindMessage:   "google.protobuf.MessageOptions",
	schema.KindField:     "google.protobuf.FieldOptions",
	schema.KindExtension: "google.protobuf.FieldOptions",
	schema.KindOneof:     "google.protobuf.OneofOptions",
	schema.KindEnum:      "google.protobuf.EnumOptions",
	schema.KindEnumValue: "google.protobuf.EnumValueOptions",
	schema.KindService:   "google.protobuf.ServiceOptions",
	schema.KindMethod:    "google.protobuf.MethodOptions",
}

// descriptorMessages has the message in descriptor.proto that describes each kind of element.
var descriptorMessages = map[schema.Kind]string{
	schema.KindFile:      "google.protobuf.FileDescriptorProto",
	schema.KindMessage:   "google.protobuf.DescriptorProto",
	schema.KindField:     "google.protobuf.FieldDescriptorProto",
	schema.KindExtension: "google.protobuf.FieldDescriptorProto",
	schema.KindOneof:     "google.protobuf.OneofDescriptorProto",
	schema.KindEnum:      "google.protobuf.EnumDescriptorProto",
	schema.KindEnumValue: "google.protobuf.EnumValueDescriptorProto",
	schema.KindService:   "google.protobuf.ServiceDescriptorProto",
	schema.KindMethod:    "google.protobuf.MethodDescriptorProto",
}

// rest writes the fields of a descriptor that the schema package does not know: "visibility: VISIBILITY_LOCAL".
func (r *optionReader) rest(kind schema.Kind, encoded string) string {
	return strings.Join(r.parts(descriptorMessages[kind], encoded, 0), ", ")
}

type optionDifference struct{ name, before, after string }

// compare returns the options whose values differ.
func (r *optionReader) compare(kind schema.Kind, old, now schema.Options) []optionDifference {
	before, after := old.Split(), now.Split()
	var found []optionDifference
	for len(before) > 0 || len(after) > 0 {
		var a, b schema.Option
		switch {
		case len(after) == 0 || len(before) > 0 && before[0].Number < after[0].Number:
			a, before = before[0], before[1:]
		case len(before) == 0 || after[0].Number < before[0].Number:
			b, after = after[0], after[1:]
		default:
			a, b, before, after = before[0], after[0], before[1:], after[1:]
		}
		if a.Value == b.Value {
			continue
		}
		number := max(a.Number, b.Number)
		declared := r.declaration(optionMessages[kind], number)
		if from, to := r.values(declared, a.Value), r.values(declared, b.Value); from != to {
			found = append(found, optionDifference{optionName(declared, number), from, to})
		}
	}
	return found
}

func optionName(declared *schema.Field, number int32) string {
	switch {
	case declared == nil:
		return strconv.Itoa(int(number))
	case declared.Extendee != "":
		return declared.FullName()
	default:
		return declared.Name()
	}
}

// declaration returns the field or extension of a message with this number, or nil.
func (r *optionReader) declaration(message string, number int32) *schema.Field {
	if m := r.message(message); m != nil {
		if f := m.Field(number); f != nil {
			return f
		}
	}
	r.once.Do(r.collect)
	return r.extensions[extensionKey{message, number}]
}

func (r *optionReader) message(name string) *schema.Message {
	for _, s := range r.schemas {
		if m := s.Message(name); m != nil {
			return m
		}
	}
	return nil
}

func (r *optionReader) enum(name string) *schema.Enum {
	for _, s := range r.schemas {
		if e := s.Enum(name); e != nil {
			return e
		}
	}
	return nil
}

func (r *optionReader) collect() {
	r.extensions = map[extensionKey]*schema.Field{}
	keep := func(extensions []*schema.Field) {
		for _, x := range extensions {
			if _, have := r.extensions[extensionKey{x.Extendee, x.Number}]; !have {
				r.extensions[extensionKey{x.Extendee, x.Number}] = x
			}
		}
	}
	var within func([]*schema.Message)
	within = func(messages []*schema.Message) {
		for _, m := range messages {
			keep(m.Extensions)
			within(m.Messages)
		}
	}
	for _, s := range r.schemas {
		for _, f := range s.Files {
			keep(f.Extensions)
			within(f.Messages)
		}
	}
}

// values writes the encoded values of one field as text that is the same for every encoding of the value: "true", "[A, B]",
// "{get: \"/v1/x\"}". Without a declaration it writes the encoding in hexadecimal.
func (r *optionReader) values(f *schema.Field, encoded string) string {
	if encoded == "" {
		return ""
	}
	if f == nil {
		return "0x" + hex(encoded)
	}
	return r.field(f, encoded, 0)
}

func hex(s string) string {
	const digits = "0123456789abcdef"
	b := make([]byte, 0, 2*len(s))
	for i := range len(s) {
		b = append(b, digits[s[i]>>4], digits[s[i]&15])
	}
	return string(b)
}

const maxValueDepth = 32

func (r *optionReader) field(f *schema.Field, encoded string, depth int) string {
	if f.Type == schema.MessageT && f.Cardinality() == schema.Singular {
		// Several values of one message are merged.
		return r.messageText(f.TypeName, string(schema.Options(encoded).Message(f.Number)), depth)
	}
	var all []string
	for _, value := range schema.Values(encoded) {
		all = append(all, r.scalars(f, value, depth)...)
	}
	switch {
	case f.Cardinality() == schema.Map:
		slices.Sort(all)
		return "[" + strings.Join(all, ", ") + "]"
	case f.Cardinality() == schema.List:
		return "[" + strings.Join(all, ", ") + "]"
	case len(all) == 0:
		return ""
	default:
		return all[len(all)-1]
	}
}

func (r *optionReader) scalars(f *schema.Field, value schema.Value, depth int) []string {
	switch value.Wire {
	case protowire.VarintType:
		return []string{r.varint(f, value.Number)}
	case protowire.Fixed32Type, protowire.Fixed64Type:
		return []string{fixed(f, value.Number)}
	case protowire.BytesType:
		switch f.Type {
		case schema.String:
			return []string{strconv.Quote(value.Content)}
		case schema.Bytes:
			return []string{"0x" + hex(value.Content)}
		case schema.MessageT, schema.Group:
			return []string{r.messageText(f.TypeName, value.Content, depth)}
		default:
			return r.packed(f, value.Content)
		}
	case protowire.StartGroupType, protowire.EndGroupType:
	}
	return []string{"0x" + hex(value.Content)}
}

func (r *optionReader) packed(f *schema.Field, content string) []string {
	var all []string
	for rest := []byte(content); len(rest) > 0; {
		var text string
		var size int
		var value uint64
		switch f.Type {
		case schema.Fixed64, schema.Sfixed64, schema.Double:
			value, size = protowire.ConsumeFixed64(rest)
			text = fixed(f, value)
		case schema.Fixed32, schema.Sfixed32, schema.Float:
			var small uint32
			small, size = protowire.ConsumeFixed32(rest)
			text = fixed(f, uint64(small))
		default:
			value, size = protowire.ConsumeVarint(rest)
			text = r.varint(f, value)
		}
		if size < 0 {
			return append(all, "0x"+hex(string(rest)))
		}
		all, rest = append(all, text), rest[size:]
	}
	return all
}

func (r *optionReader) varint(f *schema.Field, value uint64) string {
	switch f.Type {
	case schema.Bool:
		return strconv.FormatBool(value != 0)
	case schema.EnumT:
		if e := r.enum(f.TypeName); e != nil {
			for _, v := range e.Values {
				if v.Number == signed(value) {
					return v.Name()
				}
			}
		}
		return strconv.Itoa(int(signed(value)))
	case schema.Int32:
		return strconv.Itoa(int(signed(value)))
	case schema.Uint32, schema.Uint64:
		return strconv.FormatUint(value, 10)
	case schema.Sint32, schema.Sint64:
		return strconv.FormatInt(protowire.DecodeZigZag(value), 10)
	default:
		return strconv.FormatInt(int64(value), 10) //nolint:gosec // A negative number is written as a large one.
	}
}

// signed returns a number of 32 bits; a negative one is encoded with 64 bits.
func signed(value uint64) int32 {
	return int32(value) //nolint:gosec // The upper half only repeats the sign.
}

func fixed(f *schema.Field, value uint64) string {
	switch f.Type {
	case schema.Double:
		return strconv.FormatFloat(math.Float64frombits(value), 'g', -1, 64)
	case schema.Float:
		return strconv.FormatFloat(float64(math.Float32frombits(uint32(value))), 'g', -1, 32) //nolint:gosec // It has 32 bits.
	case schema.Sfixed32:
		return strconv.Itoa(int(signed(value)))
	case schema.Sfixed64:
		return strconv.FormatInt(int64(value), 10) //nolint:gosec // A negative number is written as a large one.
	default:
		return strconv.FormatUint(value, 10)
	}
}

// messageText writes a message with its fields sorted by number.
func (r *optionReader) messageText(name, encoded string, depth int) string {
	if depth > maxValueDepth || r.message(name) == nil {
		return "0x" + hex(encoded)
	}
	return "{" + strings.Join(r.parts(name, encoded, depth), ", ") + "}"
}

// parts returns the fields of a message with their names.
func (r *optionReader) parts(name, encoded string, depth int) []string {
	var parts []string
	for _, option := range schema.Options(encoded).Split() {
		declared := r.declaration(name, option.Number)
		text := "0x" + hex(option.Value)
		if declared != nil {
			text = r.field(declared, option.Value, depth+1)
		}
		key := optionName(declared, option.Number)
		if declared != nil && declared.Extendee != "" {
			key = "[" + key + "]"
		}
		parts = append(parts, key+": "+text)
	}
	return parts
}
