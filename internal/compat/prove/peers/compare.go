package peers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"reflect"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// view compares a message that one side wrote with what the other one read.
type view struct {
	c        *conversation
	old, now protoreflect.Message
	response bool
	number   bool // number means that fields are matched by number, as in binary; otherwise by name, as in JSON.
}

// compare reports the fields of the old message that don't have the same value on both sides.
func (v view) compare(report func(element protoreflect.FullName, text string)) {
	for _, f := range v.c.old.fields(v.old.Descriptor()) {
		g := v.counterpart(f)
		if g == nil {
			if v.old.Has(f) && !v.response {
				report(f.FullName(), "what is sent in it is lost")
			}
			continue
		}
		if text, element := v.field(f, g); text != "" {
			if element == "" {
				element = f.FullName()
			}
			report(element, text)
		}
	}
}

func (v view) counterpart(f protoreflect.FieldDescriptor) protoreflect.FieldDescriptor {
	if v.number {
		return v.c.now.field(v.now.Descriptor(), f.Number())
	}
	if g := v.c.now.named(v.now.Descriptor(), f.JSONName()); g != nil || v.response {
		return g
	}
	return v.c.now.named(v.now.Descriptor(), string(f.Name())) // What is written with proto names is read by them.
}

// items returns the values of a field as a list. A singular field is a list with one value, or empty for its zero value.
func items(m protoreflect.Message, f protoreflect.FieldDescriptor) []protoreflect.Value {
	if f.IsList() {
		var all []protoreflect.Value
		for i := range m.Get(f).List().Len() {
			all = append(all, m.Get(f).List().Get(i))
		}
		return all
	}
	if !m.Has(f) {
		return nil
	}
	return []protoreflect.Value{m.Get(f)}
}

func (v view) field(f, g protoreflect.FieldDescriptor) (string, protoreflect.FullName) {
	switch {
	case !v.number && otherType(f, g) && v.sameJSON(f, g):
		return "", ""
	case f.IsMap() && g.IsMap():
		return v.maps(f, g)
	case f.IsMap() || g.IsMap():
		return v.entries(f, g), ""
	case f.IsList() || g.IsList():
		return v.lists(f, g)
	case f.Message() != nil && g.Message() != nil:
		if v.old.Has(f) != v.now.Has(g) {
			return "it is there on one side only", ""
		}
		if !v.old.Has(f) {
			return "", ""
		}
	case f.Message() != nil || g.Message() != nil:
		if !v.old.Has(f) && !v.now.Has(g) {
			if f.HasDefault() || g.HasDefault() {
				return "its default is there on one side only", ""
			}
			return "", ""
		}
	}
	return v.value(f, v.old.Get(f), g, v.now.Get(g))
}

// otherType reports whether a field can have another value for the same JSON. Texts and bytes mean something else by the same JSON.
func otherType(f, g protoreflect.FieldDescriptor) bool {
	if f.IsMap() && g.IsMap() {
		return otherType(f.MapKey(), g.MapKey()) || otherType(f.MapValue(), g.MapValue())
	}
	if isText(f) && isText(g) {
		return false
	}
	if f.IsMap() != g.IsMap() || f.IsList() != g.IsList() || f.Kind() != g.Kind() {
		return true
	}
	return f.Message() != nil && f.Message().FullName() != g.Message().FullName() && (wellKnown(f.Message()) || wellKnown(g.Message()))
}

// sameJSON reports whether the JSON of a field is the same on both sides, so that nothing of what was written is lost. What is written
// on neither side says nothing.
func (v view) sameJSON(f, g protoreflect.FieldDescriptor) bool {
	was, is := v.c.old.jsonOf(v.old, f), v.c.now.jsonOf(v.now, g)
	return (was != nil || is != nil) && (reflect.DeepEqual(was, is) || nothing(was, f) && nothing(is, g))
}

// nothing reports whether a value in JSON is what a field without presence does not write.
func nothing(value any, f protoreflect.FieldDescriptor) bool {
	switch value := value.(type) {
	case nil:
		return !f.HasPresence()
	case string:
		return value == ""
	case []any:
		return len(value) == 0
	case map[string]any:
		return len(value) == 0
	default:
		return false
	}
}

// jsonOf returns the JSON of one field of a message, or nothing if the field is not written.
func (s *side) jsonOf(m protoreflect.Message, f protoreflect.FieldDescriptor) any {
	if !m.Has(f) {
		return nil
	}
	alone := m.New()
	alone.Set(f, m.Get(f))
	encoded, err := protojson.MarshalOptions{Resolver: s.types, AllowPartial: true}.Marshal(alone.Interface())
	var object map[string]any
	if err != nil || json.Unmarshal(encoded, &object) != nil {
		return err
	}
	for _, value := range object {
		return value // It is the only one; its name is compared elsewhere.
	}
	return nil
}

// lists compares lists; a singular field counts as a list with one value.
func (v view) lists(f, g protoreflect.FieldDescriptor) (string, protoreflect.FullName) {
	a, b := items(v.old, f), items(v.now, g)
	if len(a) != len(b) && (!zeroOnly(f, a) || len(b) != 0) && (!zeroOnly(g, b) || len(a) != 0) {
		return fmt.Sprintf("%d values are %d", len(a), len(b)), ""
	}
	for i := range min(len(a), len(b)) {
		if text, element := v.value(f, a[i], g, b[i]); text != "" {
			return text, element
		}
	}
	return "", ""
}

// zeroOnly reports whether there is just one value, which a reader cannot distinguish from none.
func zeroOnly(f protoreflect.FieldDescriptor, values []protoreflect.Value) bool {
	return !f.IsList() && len(values) == 1 && f.Message() == nil && values[0].Equal(f.Default())
}

func (v view) maps(f, g protoreflect.FieldDescriptor) (string, protoreflect.FullName) {
	a, b := v.old.Get(f).Map(), v.now.Get(g).Map()
	if a.Len() != b.Len() {
		return fmt.Sprintf("%d entries are %d", a.Len(), b.Len()), ""
	}
	var text string
	var element protoreflect.FullName
	a.Range(func(key protoreflect.MapKey, value protoreflect.Value) bool {
		found := false
		b.Range(func(other protoreflect.MapKey, now protoreflect.Value) bool {
			if difference, _ := v.value(f.MapKey(), key.Value(), g.MapKey(), other.Value()); difference == "" {
				found = true
				text, element = v.value(f.MapValue(), value, g.MapValue(), now)
			}
			return !found
		})
		if !found {
			text = "a key is another one"
		}
		return text == ""
	})
	return text, element
}

// entries compares a map with a list of its entries.
func (v view) entries(f, g protoreflect.FieldDescriptor) string {
	a, b := pairs(v.old, f), pairs(v.now, g)
	if len(a) == 0 && len(b) == 0 {
		return ""
	}
	if !v.number || len(a) != len(b) {
		return fmt.Sprintf("%d entries are %d", len(a), len(b))
	}
	x, y := f.Message(), g.Message()
	if x == nil || y == nil {
		return "entries are something else"
	}
	for _, number := range []protoreflect.FieldNumber{1, 2} {
		first, second := x.Fields().ByNumber(number), y.Fields().ByNumber(number)
		if first == nil || second == nil || first.Kind() != second.Kind() {
			return "a part of the entries is lost, or something else"
		}
	}
	return ""
}

// pairs returns the entries of a map or the items of a list.
func pairs(m protoreflect.Message, f protoreflect.FieldDescriptor) []protoreflect.Value {
	if !f.IsMap() {
		return items(m, f)
	}
	var all []protoreflect.Value
	m.Get(f).Map().Range(func(_ protoreflect.MapKey, v protoreflect.Value) bool { all = append(all, v); return true })
	return all
}

// value compares two values. The returned element is the one inside them that differs, or empty for the field itself.
func (v view) value(f protoreflect.FieldDescriptor, a protoreflect.Value, g protoreflect.FieldDescriptor, b protoreflect.Value) (string, protoreflect.FullName) {
	var same bool
	switch {
	case f.Message() != nil && g.Message() != nil:
		return v.messages(a.Message(), b.Message())
	case f.Enum() != nil && g.Enum() != nil:
		return v.enums(f, a.Enum(), g, b.Enum())
	case !v.number && wraps(f):
		return v.value(f.Message().Fields().ByNumber(1), a.Message().Get(f.Message().Fields().ByNumber(1)), g, b)
	case !v.number && wraps(g):
		return v.value(f, a, g.Message().Fields().ByNumber(1), b.Message().Get(g.Message().Fields().ByNumber(1)))
	case f.Message() != nil || g.Message() != nil:
		same = sameBytes(f, a, g, b)
	case isText(f) && isText(g):
		same = bytes.Equal(textOf(f, a), textOf(g, b))
	case isText(f) || isText(g):
		same = a.Equal(f.Default()) && b.Equal(g.Default()) && (f.Default().IsValid() && g.Default().IsValid()) && !f.HasDefault() && !g.HasDefault()
	case !v.number && isReal(f) && isReal(g) && f.Kind() != g.Kind():
		same = float32(a.Float()) == float32(b.Float()) // In text a float has the digits of the writer's precision.
	default:
		same = number(f, a).Cmp(number(g, b)) == 0
	}
	if same {
		return "", ""
	}
	return fmt.Sprintf("%.60q is read as %.60q", fmt.Sprint(a.Interface()), fmt.Sprint(b.Interface())), ""
}

// wraps reports whether a field has a wrapper message, which JSON writes as its scalar.
func wraps(f protoreflect.FieldDescriptor) bool {
	return f.Message() != nil && f.Message().ParentFile().Path() == "google/protobuf/wrappers.proto"
}

func (v view) messages(a, b protoreflect.Message) (string, protoreflect.FullName) {
	if wellKnown(a.Descriptor()) && wellKnown(b.Descriptor()) && a.Descriptor().FullName() == b.Descriptor().FullName() {
		first, _ := proto.MarshalOptions{Deterministic: true}.Marshal(a.Interface())
		second, _ := proto.MarshalOptions{Deterministic: true}.Marshal(b.Interface())
		if !bytes.Equal(first, second) {
			return "the values differ", ""
		}
		return "", ""
	}
	var text string
	var element protoreflect.FullName
	view{v.c, a, b, v.response, v.number}.compare(func(at protoreflect.FullName, what string) { text, element = what, at })
	return text, element
}

// enums compares the meaning of two numbers. In binary, a renamed value keeps its meaning, but a name with another number does not.
// In JSON the names were read, so only numbers without a name are compared.
func (v view) enums(f protoreflect.FieldDescriptor, a protoreflect.EnumNumber, g protoreflect.FieldDescriptor, b protoreflect.EnumNumber) (string, protoreflect.FullName) {
	was, is := f.Enum().Values().ByNumber(a), g.Enum().Values().ByNumber(b)
	if v.response && f.Enum().Values().ByNumber(b) == nil && is != nil && f.Enum().Values().ByName(is.Name()) == nil {
		return "", "" // A new value is an addition, which old readers don't know.
	}
	if named := g.Enum().Values(); !v.number && was != nil && is != nil && named.ByName(was.Name()) != nil {
		if named.ByName(was.Name()).Number() == b {
			return "", ""
		}
		return fmt.Sprintf("%s is read as %s", was.Name(), is.Name()), valueName(was) // It was not written, because it is the default.
	}
	if a != b {
		return fmt.Sprintf("the number %d is read as %d", a, b), ""
	}
	if v.number && is != nil {
		if was := f.Enum().Values().ByName(is.Name()); was != nil && was.Number() != a {
			return fmt.Sprintf("%s is read as another value", is.Name()), valueName(was)
		}
	}
	if v.number && was != nil {
		moved := g.Enum().Values().ByName(was.Name())
		switch {
		case moved != nil && moved.Number() != b:
			return fmt.Sprintf("%s is read as another value", was.Name()), valueName(was)
		// Another enum, unless only a type around it was renamed.
		case moved == nil && is != nil && f.Enum().Name() != g.Enum().Name() && g.Enum().Values().Len() > 0:
			return fmt.Sprintf("%s is read as %s", was.Name(), is.Name()), ""
		}
	}
	return "", ""
}

func isReal(f protoreflect.FieldDescriptor) bool {
	return f.Kind() == protoreflect.FloatKind || f.Kind() == protoreflect.DoubleKind
}

func isText(f protoreflect.FieldDescriptor) bool {
	return f.Kind() == protoreflect.StringKind || f.Kind() == protoreflect.BytesKind
}

func textOf(f protoreflect.FieldDescriptor, v protoreflect.Value) []byte {
	if f.Kind() == protoreflect.StringKind {
		return []byte(v.String())
	}
	return v.Bytes()
}

// sameBytes compares a message with its encoded bytes.
func sameBytes(f protoreflect.FieldDescriptor, a protoreflect.Value, g protoreflect.FieldDescriptor, b protoreflect.Value) bool {
	message, text, of := a, b, g
	if f.Message() == nil {
		message, text, of = b, a, f
	}
	if of.Kind() != protoreflect.BytesKind {
		return false
	}
	encoded, err := proto.MarshalOptions{Deterministic: true}.Marshal(message.Message().Interface())
	return err == nil && bytes.Equal(encoded, textOf(of, text))
}

// number returns the value of a numeric scalar, enums and bools included.
func number(f protoreflect.FieldDescriptor, v protoreflect.Value) *big.Float {
	n := new(big.Float).SetPrec(128)
	switch f.Kind() {
	case protoreflect.BoolKind:
		if v.Bool() {
			return n.SetInt64(1)
		}
		return n
	case protoreflect.EnumKind:
		return n.SetInt64(int64(v.Enum()))
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind, protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return n.SetUint64(v.Uint())
	case protoreflect.FloatKind, protoreflect.DoubleKind:
		if value := v.Float(); value == value {
			return n.SetFloat64(value)
		}
		return n.SetInf(true)
	default:
		return n.SetInt64(v.Int())
	}
}
