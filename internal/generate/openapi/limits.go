package openapi

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/catalog"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// limiter translates the validation rules of the contract to keywords of JSON Schema.
type limiter struct{ image *image.Image }

// schema returns a component, which is named after a message or an enum of the contract, with what the generator does not know.
func (l *limiter) schema(name string, content json.RawMessage) (any, error) {
	schema, err := decode(content)
	if err != nil {
		return nil, fmt.Errorf("the schema %s is not an object: %w", name, err)
	}
	// A name that the contract does not have is the generator's own: google.rpc.Status.
	element, _ := l.image.Descriptors.FindDescriptorByName(protoreflect.FullName(name))
	switch element := element.(type) {
	case protoreflect.MessageDescriptor:
		return schema, l.message(schema, element)
	case protoreflect.EnumDescriptor:
		describeValues(schema, element)
	}
	return schema, nil
}

// describeValues lists the comments of enum values in the description of the enum; OpenAPI has no other place for them.
func describeValues(schema object, enum protoreflect.EnumDescriptor) {
	lines := []string{catalog.Comment(enum), ""}
	for i := range enum.Values().Len() {
		value := enum.Values().Get(i)
		lines = append(lines, fmt.Sprintf("- `%s`: %s", value.Name(), strings.Join(strings.Fields(catalog.Comment(value)), " ")))
	}
	schema["description"] = strings.TrimSpace(strings.Join(lines, "\n"))
}

// message completes the schema of a message, or of the part of a request that is in a body.
func (l *limiter) message(schema object, message protoreflect.MessageDescriptor) error {
	properties, _ := schema["properties"].(object)
	var needed []string
	for name, one := range properties {
		property, _ := one.(object)
		field := message.Fields().ByJSONName(name)
		if field == nil || property == nil {
			return fmt.Errorf("the property %s is not a field of %s", name, message.FullName())
		}
		required, err := l.field(property, field)
		if err != nil {
			return err
		}
		if required {
			needed = append(needed, name)
		}
	}
	if len(needed) > 0 {
		slices.Sort(needed)
		schema["required"] = texts(needed)
	}
	if err := l.oneofs(schema, message); err != nil {
		return err
	}
	rules, set, err := l.rules(message.Options(), "buf.validate.message")
	if err != nil || !set {
		return err
	}
	addRules(schema, rules)
	return nil
}

// rules returns the validation rules of an element, by the name of their option. There are none if the contract does not import
// buf/validate/validate.proto.
func (l *limiter) rules(options proto.Message, name protoreflect.FullName) (rules protoreflect.Message, set bool, err error) {
	if _, unused := l.image.Descriptors.FindFileByPath("buf/validate/validate.proto"); unused != nil {
		return nil, false, nil //nolint:nilerr // Then there are no rules.
	}
	found, set, err := l.image.Options.Value(options, name)
	if err != nil || !set {
		return nil, false, err
	}
	return found.Message(), true, nil
}

// oneofs removes the alternative "none of them" from the oneofs that must be set.
func (l *limiter) oneofs(schema object, message protoreflect.MessageDescriptor) error {
	for i := range message.Oneofs().Len() {
		oneof := message.Oneofs().Get(i)
		rules, set, err := l.rules(oneof.Options(), "buf.validate.oneof")
		if err != nil {
			return err
		}
		if !set || !value(rules, "required").Bool() {
			continue
		}
		groups := list{schema}
		if all, ok := schema["allOf"].(list); ok {
			groups = append(groups, all...)
		}
		for _, one := range groups {
			if group, ok := one.(object); ok {
				withoutNone(group, oneof)
			}
		}
	}
	return nil
}

// withoutNone removes the alternative that excludes all fields of the oneof from a schema.
func withoutNone(schema object, oneof protoreflect.OneofDescriptor) {
	alternatives, ok := schema["oneOf"].(list)
	if !ok {
		return
	}
	first := oneof.Fields().Get(0).JSONName()
	schema["oneOf"] = slices.DeleteFunc(alternatives, func(one any) bool {
		alternative, _ := one.(object)
		not, _ := alternative["not"].(object)
		excluded, _ := not["anyOf"].(list)
		return slices.ContainsFunc(excluded, func(one any) bool {
			condition, _ := one.(object)
			names, _ := condition["required"].(list)
			return slices.Contains(names, any(first))
		})
	})
}

// field adds the limits of a field to its schema and reports whether the field is required.
func (l *limiter) field(schema object, field protoreflect.FieldDescriptor) (required bool, err error) {
	if deprecated(field) {
		schema["deprecated"] = true
	}
	rules, set, err := l.rules(field.Options(), "buf.validate.field")
	if err != nil || !set {
		return false, err
	}
	apply(schema, rules, field)
	return value(rules, "required").Bool(), nil
}

func deprecated(field protoreflect.FieldDescriptor) bool {
	options, ok := field.Options().(*descriptorpb.FieldOptions)
	return ok && options.GetDeprecated()
}

// apply adds one set of rules to the schema of a field, of an item, or of the keys or values of a map.
func apply(schema object, rules protoreflect.Message, field protoreflect.FieldDescriptor) {
	addRules(schema, rules)
	kind := rules.WhichOneof(rules.Descriptor().Oneofs().ByName("type"))
	if kind == nil {
		return
	}
	for _, one := range inOrder(rules.Get(kind).Message()) {
		rule, limit := one.field, one.value
		if rule.Kind() == protoreflect.BoolKind && !rule.IsList() && !limit.Bool() && rule.Name() != "const" {
			continue // The rule is switched off.
		}
		if !translate(schema, kind.Name(), rule, limit, field) {
			unknown, _ := schema["x-qdrant-validation"].(object)
			if unknown == nil {
				unknown = object{}
				schema["x-qdrant-validation"] = unknown
			}
			unknown[fmt.Sprintf("%s.%s", kind.Name(), rule.Name())] = plain(rule, limit)
		}
	}
}

type set struct {
	field protoreflect.FieldDescriptor
	value protoreflect.Value
}

// inOrder returns the fields that are set, sorted by their numbers, because Range has no order.
func inOrder(message protoreflect.Message) []set {
	var all []set
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		all = append(all, set{field, value})
		return true
	})
	slices.SortFunc(all, func(a, b set) int { return int(a.field.Number() - b.field.Number()) })
	return all
}

// translate adds one rule as a keyword, and reports whether there is such a keyword.
func translate(schema object, kind protoreflect.Name, rule protoreflect.FieldDescriptor, limit protoreflect.Value, field protoreflect.FieldDescriptor) bool {
	switch kind {
	case "string":
		return translateString(schema, rule, limit)
	case "enum":
		return translateEnum(schema, rule, limit, field)
	case "repeated", "map":
		return translateMany(schema, rule, limit, field)
	case "int64", "uint64", "sint64", "fixed64", "sfixed64":
		return translateWide(schema, rule, limit)
	case "bool", "float", "double", "int32", "uint32", "sint32", "fixed32", "sfixed32":
		keyword, known := numberKeywords[rule.Name()]
		if known {
			put(schema, keyword, plain(rule, limit))
		} else if known = rule.Name() == "not_in"; known {
			put(schema, "not", object{"enum": plain(rule, limit)})
		}
		return known
	default:
		return false // Durations, timestamps and the like are strings in JSON, which no keyword compares.
	}
}

var numberKeywords = map[protoreflect.Name]string{
	"const": "const", "in": "enum", "gt": "exclusiveMinimum", "gte": "minimum", "lt": "exclusiveMaximum", "lte": "maximum",
}

var stringKeywords = map[protoreflect.Name]string{
	"const": "const", "in": "enum", "min_len": "minLength", "max_len": "maxLength", "pattern": "pattern",
}

// stringFormats has the formats of JSON Schema by the names of the rules.
var stringFormats = map[protoreflect.Name]string{
	"uuid": "uuid", "email": "email", "hostname": "hostname", "ipv4": "ipv4", "ipv6": "ipv6", "uri": "uri", "uri_ref": "uri-reference",
}

func translateString(schema object, rule protoreflect.FieldDescriptor, limit protoreflect.Value) bool {
	if format, known := stringFormats[rule.Name()]; known {
		put(schema, "format", format)
		return true
	}
	if keyword, known := stringKeywords[rule.Name()]; known {
		put(schema, keyword, plain(rule, limit))
		return true
	}
	switch rule.Name() {
	case "len":
		put(schema, "minLength", plain(rule, limit))
		put(schema, "maxLength", plain(rule, limit))
	case "not_in":
		put(schema, "not", object{"enum": plain(rule, limit)})
	default:
		return false
	}
	return true
}

func translateEnum(schema object, rule protoreflect.FieldDescriptor, limit protoreflect.Value, field protoreflect.FieldDescriptor) bool {
	enum := field.Enum()
	if field.IsMap() {
		enum = field.MapValue().Enum()
	}
	if enum == nil {
		return false
	}
	name := func(number protoreflect.Value) any {
		for i := range enum.Values().Len() {
			if value := enum.Values().Get(i); int64(value.Number()) == number.Int() {
				return string(value.Name())
			}
		}
		return number.Int()
	}
	var names list
	if rule.IsList() {
		for i := range limit.List().Len() {
			names = append(names, name(limit.List().Get(i)))
		}
	}
	switch rule.Name() {
	case "defined_only": // The schema of the enum allows only declared values.
	case "const":
		put(schema, "const", name(limit))
	case "in":
		put(schema, "enum", names)
	case "not_in":
		put(schema, "not", object{"enum": names})
	default:
		return false
	}
	return true
}

var manyKeywords = map[protoreflect.Name]string{
	"min_items": "minItems", "max_items": "maxItems", "unique": "uniqueItems", "min_pairs": "minProperties", "max_pairs": "maxProperties",
}

// manyParts has, for the rules about each item of a list or each key or value of a map, the keyword of the schema for these.
var manyParts = map[protoreflect.Name]string{"items": "items", "keys": "propertyNames", "values": "additionalProperties"}

func translateMany(schema object, rule protoreflect.FieldDescriptor, limit protoreflect.Value, field protoreflect.FieldDescriptor) bool {
	if keyword, known := manyKeywords[rule.Name()]; known {
		put(schema, keyword, plain(rule, limit))
		return true
	}
	part, known := manyParts[rule.Name()]
	if !known {
		return false
	}
	of, ok := schema[part].(object)
	if !ok {
		of = object{}
		schema[part] = of
	}
	apply(of, limit.Message(), field)
	return true
}

// translateWide adds a rule for 64-bit integers. They are strings in JSON, because many readers would round them as numbers, and a
// pattern can only check the sign of a string.
func translateWide(schema object, rule protoreflect.FieldDescriptor, limit protoreflect.Value) bool {
	switch {
	case rule.Name() == "gte" && limit.String() == "0":
		put(schema, "pattern", "^[0-9]+$")
	case rule.Name() == "gt" && limit.String() == "0":
		put(schema, "pattern", "^0*[1-9][0-9]*$")
	default:
		return false
	}
	return true
}

// put sets a keyword. A second value of the same keyword goes to allOf, so that both hold.
func put(schema object, keyword string, value any) {
	if _, taken := schema[keyword]; !taken {
		schema[keyword] = value
		return
	}
	all, _ := schema["allOf"].(list)
	schema["allOf"] = append(all, object{keyword: value})
}

// addRules lists the messages of the CEL rules of a field or message, or else their expressions.
func addRules(schema object, rules protoreflect.Message) {
	descriptor := rules.Descriptor().Fields().ByName("cel")
	if descriptor == nil {
		return
	}
	said, _ := schema["x-qdrant-rules"].(list)
	all := rules.Get(descriptor).List()
	for i := range all.Len() {
		rule := all.Get(i).Message()
		text := value(rule, "message").String()
		if text == "" {
			text = value(rule, "expression").String()
		}
		said = append(said, text)
	}
	if len(said) > 0 {
		schema["x-qdrant-rules"] = said
	}
}

// value returns a field of an option message, or its zero value.
func value(message protoreflect.Message, name protoreflect.Name) protoreflect.Value {
	return message.Get(message.Descriptor().Fields().ByName(name))
}

// plain returns a limit as a JSON value.
func plain(rule protoreflect.FieldDescriptor, limit protoreflect.Value) any {
	if rule.IsList() {
		all := list{}
		for i := range limit.List().Len() {
			all = append(all, single(rule, limit.List().Get(i)))
		}
		return all
	}
	return single(rule, limit)
}

func single(rule protoreflect.FieldDescriptor, limit protoreflect.Value) any {
	switch rule.Kind() {
	case protoreflect.MessageKind:
		return fromProto(limit.Message().Interface())
	case protoreflect.EnumKind:
		return int64(limit.Enum())
	case protoreflect.DoubleKind, protoreflect.FloatKind:
		return json.Number(limit.String())
	default:
		return limit.Interface()
	}
}

// fromProto returns a message, such as a duration, as a ProtoJSON value.
func fromProto(message proto.Message) any {
	encoded, err := protojson.Marshal(message)
	var decoded any
	if err == nil {
		err = json.Unmarshal(encoded, &decoded)
	}
	if err != nil {
		return fmt.Sprint(message)
	}
	return decoded
}
