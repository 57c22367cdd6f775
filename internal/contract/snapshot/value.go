package snapshot

import (
	"cmp"
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v3"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// messageFacts returns every field of a message that is set, extensions included, in the order of their numbers. Fields that the
// image does not know are kept as bytes, so that nothing is left out.
func messageFacts(message protoreflect.Message) mapping {
	type set struct {
		field protoreflect.FieldDescriptor
		value protoreflect.Value
	}
	var all []set
	message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		all = append(all, set{field, value})
		return true
	})
	slices.SortFunc(all, func(a, b set) int { return cmp.Compare(a.field.Number(), b.field.Number()) })
	var m mapping
	for _, one := range all {
		m.add(fieldKey(one.field), fieldValue(one.field, one.value))
	}
	if unknown := message.GetUnknown(); len(unknown) > 0 {
		m.add("unknown bytes", str(hex.EncodeToString(unknown)))
	}
	return m
}

// fieldKey returns the field's name, or the full name of an extension. A full name without a package gets a dot in front, so that
// it differs from the name of a field.
func fieldKey(field protoreflect.FieldDescriptor) string {
	if !field.IsExtension() {
		return string(field.Name())
	}
	if name := string(field.FullName()); strings.Contains(name, ".") {
		return name
	}
	return "." + string(field.FullName())
}

func fieldValue(field protoreflect.FieldDescriptor, value protoreflect.Value) *yaml.Node {
	switch {
	case field.IsList():
		list := value.List()
		items := make([]*yaml.Node, list.Len())
		for i := range items {
			items[i] = single(field, list.Get(i))
		}
		return &yaml.Node{Kind: yaml.SequenceNode, Content: items}
	case field.IsMap():
		return mapValue(field, value.Map())
	default:
		return single(field, value)
	}
}

// mapValue returns the entries of a map, sorted by key.
func mapValue(field protoreflect.FieldDescriptor, value protoreflect.Map) *yaml.Node {
	var keys []protoreflect.MapKey
	value.Range(func(key protoreflect.MapKey, _ protoreflect.Value) bool {
		keys = append(keys, key)
		return true
	})
	slices.SortFunc(keys, func(a, b protoreflect.MapKey) int { return strings.Compare(a.String(), b.String()) })
	var m mapping
	for _, key := range keys {
		m.add(key.String(), single(field.MapValue(), value.Get(key)))
	}
	return m.block()
}

func single(field protoreflect.FieldDescriptor, value protoreflect.Value) *yaml.Node {
	switch field.Kind() {
	case protoreflect.BoolKind:
		return boolean(value.Bool())
	case protoreflect.StringKind:
		return str(value.String())
	case protoreflect.BytesKind:
		return str(base64.StdEncoding.EncodeToString(value.Bytes()))
	case protoreflect.EnumKind:
		return enumValue(field.Enum(), value.Enum())
	case protoreflect.FloatKind:
		return float(value.Float(), 32)
	case protoreflect.DoubleKind:
		return float(value.Float(), 64)
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return messageValue(value.Message())
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return integer(value.Int())
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return number(strconv.FormatUint(value.Uint(), 10))
	default:
		// The 64-bit integers: text, as in JSON, because many readers of YAML round them.
		return str(fmt.Sprint(value.Interface()))
	}
}

func enumValue(enum protoreflect.EnumDescriptor, number protoreflect.EnumNumber) *yaml.Node {
	if value := enum.Values().ByNumber(number); value != nil {
		return str(string(value.Name()))
	}
	return integer(int64(number))
}

func float(value float64, bits int) *yaml.Node {
	text := strconv.FormatFloat(value, 'g', -1, bits)
	switch {
	case math.IsNaN(value):
		text = ".nan"
	case math.IsInf(value, 1):
		text = ".inf"
	case math.IsInf(value, -1):
		text = "-.inf"
	case !strings.ContainsAny(text, ".e"):
		text += ".0"
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!float", Value: text}
}

// messageValue returns a mapping, or the ProtoJSON text of a duration or timestamp.
func messageValue(message protoreflect.Message) *yaml.Node {
	switch message.Descriptor().FullName() {
	case "google.protobuf.Duration", "google.protobuf.Timestamp":
		text, err := protojson.Marshal(message.Interface())
		unquoted, unquoteErr := strconv.Unquote(string(text))
		if err == nil && unquoteErr == nil && len(message.GetUnknown()) == 0 {
			return str(unquoted)
		}
	}
	m := messageFacts(message)
	return m.block()
}
