package symbols

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// tsTypes writes the types of fields.
type tsTypes struct {
	schema *schema.Schema
	rename func(string) string

	strict *tsStrict
}

// tsOptional reports whether the property of a field may be left out. It does not depend on presence: the generator looks at the
// keyword of proto3, so a scalar of proto2 or of an edition is never left out.
func tsOptional(f *schema.Field) bool {
	if f.Oneof != nil || f.Cardinality() != schema.Singular {
		return false
	}
	return tsIsMessage(f) || f.Proto3Optional
}

// value returns the type of the values of a field, in the Valid type of its message or in the message itself.
func (t *tsTypes) value(f *schema.Field, valid bool) string {
	switch f.Cardinality() {
	case schema.Map:
		key, value := f.Entry.Field(1), f.Entry.Field(2)
		if key == nil || value == nil {
			return "unknown"
		}
		of := tsScalar(value.Type, false)
		if tsNamed(value) {
			of = t.reference(value, f, valid)
		}
		return "{ [key: " + tsMapKey(key.Type) + "]: " + of + " }"
	case schema.List:
		if tsNamed(f) {
			return t.reference(f, f, valid) + "[]"
		}
		return tsScalar(f.Type, tsLongAsString(f)) + "[]"
	default:
		if wrapped := tsWrapped(f); wrapped != "" {
			return wrapped
		}
		if tsNamed(f) {
			return t.reference(f, f, valid)
		}
		return tsScalar(f.Type, tsLongAsString(f))
	}
}

// reference returns the message or enum to which a field of the declaration (itself, or the entry of its map) refers.
func (t *tsTypes) reference(f, declaration *schema.Field, valid bool) string {
	if tsIsObject(f, declaration) {
		return "JsonObject"
	}
	name := t.rename(f.TypeName)
	if valid && tsIsMessage(f) && !tsWellKnown(t.schema, f.TypeName) && !t.plain(f, declaration) {
		return "Valid<" + name + ">"
	}
	return name
}

// plain reports whether the field has the type of the message although the Valid type differs, because validation ignores the
// field.
func (t *tsTypes) plain(f, declaration *schema.Field) bool {
	return tsIgnored(declaration) && t.differs(t.schema.Message(f.TypeName))
}

// tsHasValid reports whether the type of a field can differ in the Valid type of its message.
func tsHasValid(s *schema.Schema, f *schema.Field) bool {
	value := tsValueField(f)
	return value != nil && tsIsMessage(value) && tsWrapped(f) == "" && !tsIsObject(value, f) && !tsWellKnown(s, value.TypeName)
}

// tsValueField returns the field that has the type of the values; for a map that of its entry, nil if the entry is damaged.
func tsValueField(f *schema.Field) *schema.Field {
	if f.Entry != nil {
		return f.Entry.Field(2)
	}
	return f
}

func tsIsMessage(f *schema.Field) bool { return f.Type == schema.MessageT || f.Type == schema.Group }

func tsNamed(f *schema.Field) bool { return tsIsMessage(f) || f.Type == schema.EnumT }

// tsIsObject reports whether the field is a Struct, whose property takes any JSON object. Value itself has the message.
func tsIsObject(f, declaration *schema.Field) bool {
	return tsIsMessage(f) && f.TypeName == "google.protobuf.Struct" &&
		(declaration.Parent == nil || declaration.Parent.FullName() != "google.protobuf.Value")
}

func tsScalar(scalar schema.Type, longAsString bool) string {
	switch scalar {
	case schema.String:
		return "string"
	case schema.Bool:
		return "boolean"
	case schema.Bytes:
		return "Uint8Array"
	case schema.Int64, schema.Uint64, schema.Sint64, schema.Fixed64, schema.Sfixed64:
		if longAsString {
			return "string"
		}
		return "bigint"
	default:
		return "number"
	}
}

// tsLongAsString reports whether 64-bit numbers of the field are strings: jstype = JS_STRING. It has no effect on maps.
func tsLongAsString(f *schema.Field) bool {
	const jsString = 1
	return f.JSType() == jsString
}

func tsLast(numbers []uint64) uint64 {
	if len(numbers) == 0 {
		return 0
	}
	return numbers[len(numbers)-1]
}

func tsMapKey(key schema.Type) string {
	switch key {
	case schema.Int32, schema.Uint32, schema.Sint32, schema.Fixed32, schema.Sfixed32:
		return "number"
	default:
		return "string"
	}
}

// tsWrapped returns the type inside a wrapper like google.protobuf.StringValue, for the fields that have it instead of the
// message: those that are neither lists nor maps, outside of oneofs. It is empty for all others.
func tsWrapped(f *schema.Field) string {
	if f.Type != schema.MessageT && f.Type != schema.Group || f.Oneof != nil || f.Cardinality() != schema.Singular {
		return ""
	}
	name, ours := strings.CutPrefix(f.TypeName, "google.protobuf.")
	if !ours {
		return ""
	}
	switch name {
	case "DoubleValue", "FloatValue", "Int32Value", "UInt32Value":
		return "number"
	case "Int64Value", "UInt64Value":
		return "bigint"
	case "BoolValue":
		return "boolean"
	case "StringValue":
		return "string"
	case "BytesValue":
		return "Uint8Array"
	default:
		return ""
	}
}

// tsWellKnown reports whether the runtime has the message, so that it is not generated and has no Valid type.
func tsWellKnown(s *schema.Schema, message string) bool {
	if !strings.HasPrefix(message, "google.protobuf.") && !strings.HasPrefix(message, "pb.") {
		return false
	}
	if m := s.Message(message); m != nil {
		return tsRuntimeFiles[m.In().Path]
	}
	return true
}

// tsRuntimeFiles are the files whose messages are in the runtime, @bufbuild/protobuf/wkt.
var tsRuntimeFiles = map[string]bool{
	"google/protobuf/any.proto": true, "google/protobuf/api.proto": true, "google/protobuf/compiler/plugin.proto": true,
	"google/protobuf/cpp_features.proto": true, "google/protobuf/descriptor.proto": true,
	"google/protobuf/duration.proto": true, "google/protobuf/empty.proto": true, "google/protobuf/field_mask.proto": true,
	"google/protobuf/go_features.proto": true, "google/protobuf/java_features.proto": true,
	"google/protobuf/source_context.proto": true, "google/protobuf/struct.proto": true,
	"google/protobuf/timestamp.proto": true, "google/protobuf/type.proto": true, "google/protobuf/wrappers.proto": true,
}
