package symbols

import "github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"

// fieldType returns the type of a field's attribute, as in the stubs.
func (m *pythonModule) fieldType(f *schema.Field) string {
	switch f.Cardinality() {
	case schema.Map:
		key, value := pythonEntry(f.Entry)
		if value != nil && pythonMessage(value) {
			return "MessageMap[" + m.valueType(key) + ", " + m.valueType(value) + "]"
		}
		return "ScalarMap[" + m.valueType(key) + ", " + m.valueType(value) + "]"
	case schema.List:
		if pythonMessage(f) {
			return "RepeatedCompositeFieldContainer[" + m.valueType(f) + "]"
		}
		return "RepeatedScalarFieldContainer[" + m.valueType(f) + "]"
	case schema.Singular:
	}
	return m.valueType(f)
}

// argumentType returns the type of a field's constructor argument, as in the stubs.
func (m *pythonModule) argumentType(f *schema.Field) string {
	switch f.Cardinality() {
	case schema.Map:
		key, value := pythonEntry(f.Entry)
		return "Mapping[" + m.valueType(key) + ", " + m.valueType(value) + "] | None"
	case schema.List:
		return "Iterable[" + m.acceptedType(f) + "] | None"
	case schema.Singular:
	}
	if f.Type == schema.Bool {
		return "bool"
	}
	return m.acceptedType(f) + " | None"
}

// acceptedType returns the type from which one value of a field can be made.
func (m *pythonModule) acceptedType(f *schema.Field) string {
	name := m.valueType(f)
	switch {
	case f.Type == schema.EnumT:
		return name + " | str"
	case !pythonMessage(f):
		return name
	case f.TypeName == "google.protobuf.Timestamp":
		return "datetime.datetime | " + name + " | Mapping"
	case f.TypeName == "google.protobuf.Duration":
		return "datetime.timedelta | " + name + " | Mapping"
	default:
		return name + " | Mapping"
	}
}

// valueType returns the type of one value of a field; f is nil if a damaged map lacks the field.
func (m *pythonModule) valueType(f *schema.Field) string {
	if f == nil {
		return "unknown"
	}
	switch f.Type {
	case schema.Double, schema.Float:
		return "float"
	case schema.Int64, schema.Uint64, schema.Int32, schema.Fixed64, schema.Fixed32, schema.Uint32, schema.Sfixed32,
		schema.Sfixed64, schema.Sint32, schema.Sint64:
		return "int"
	case schema.Bool:
		return "bool"
	case schema.String:
		return "str"
	case schema.Bytes:
		return "bytes"
	case schema.Group, schema.MessageT, schema.EnumT:
		return m.rename(f.TypeName)
	default:
		return "unknown"
	}
}

func pythonMessage(f *schema.Field) bool { return f.Type == schema.MessageT || f.Type == schema.Group }

func pythonEntry(entry *schema.Message) (key, value *schema.Field) {
	return entry.Field(1), entry.Field(2)
}
