package judge

import (
	"fmt"
	"math"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// jsonKind is a kind of JSON value, or of what is in a text.
type jsonKind string

// The kinds, each with an example that proofs show.
const (
	anyValue      jsonKind = `[null, {"a": 1}]`
	nullValue     jsonKind = `null`
	boolValue     jsonKind = `true`
	integerValue  jsonKind = `1`
	realValue     jsonKind = `1.5`
	object        jsonKind = `{"a": …}`
	typedObject   jsonKind = `{"@type": …}`
	list          jsonKind = `[…]`
	text          jsonKind = `"a"`
	boolText      jsonKind = `"true"`
	integerText   jsonKind = `"1"`
	realText      jsonKind = `"1.5"`
	notNumberText jsonKind = `"NaN"`
	base64Text    jsonKind = `"/w=="`
	timestampText jsonKind = `"2000-01-02T03:04:05Z"`
	durationText  jsonKind = `"1.5s"`
	maskText      jsonKind = `"a,b.c"`
	nameText      jsonKind = `"NAME"` // nameText is the name of a value of an enum.
)

// isText reports whether the value is a JSON text.
func (k jsonKind) isText() bool { return k[0] == '"' }

// jsonForm is a set of JSON values.
type jsonForm struct {
	kind      jsonKind
	low, high float64    // low and high are the ends of the range of numbers.
	name      string     // name is the message of an object, or the enum of names; a map has none.
	keys      *jsonForm  // keys has the keys of a map.
	of        *jsonForms // of has the items of a list, or the values of a map.
	rare      bool       // rare is true if only values are written so that nobody has declared or expects.
}

// jsonForms are the values that ProtoJSON writes for a type, and those that it accepts.
type jsonForms struct{ written, accepted []jsonForm }

func alike(forms ...jsonForm) jsonForms { return jsonForms{forms, forms} }

// wellKnownForms are the forms of messages that ProtoJSON does not write as an object with their fields. Wrappers have those of what
// they wrap.
var wellKnownForms = map[string]jsonForms{
	"google.protobuf.Timestamp": alike(jsonForm{kind: timestampText}),
	"google.protobuf.Duration":  alike(jsonForm{kind: durationText}),
	"google.protobuf.FieldMask": alike(jsonForm{kind: maskText}),
	"google.protobuf.Any":       alike(jsonForm{kind: typedObject}),
	"google.protobuf.Value":     valueForms,
	"google.protobuf.Struct":    alike(jsonForm{kind: object, keys: &jsonForm{kind: text}, of: &valueForms}),
	"google.protobuf.ListValue": alike(jsonForm{kind: list, of: &valueForms}),
}

var valueForms = alike(jsonForm{kind: anyValue})

// scalarForms are the forms of types that are no messages and no enums.
func scalarForms(t schema.Type) jsonForms {
	switch t {
	case schema.Bool:
		return alike(jsonForm{kind: boolValue})
	case schema.String:
		return alike(jsonForm{kind: text})
	case schema.Bytes:
		return alike(jsonForm{kind: base64Text})
	default:
	}
	n := scalars[t]
	number, inText := jsonForm{kind: integerValue, low: n.low, high: n.high}, jsonForm{kind: integerText, low: n.low, high: n.high}
	if !n.real {
		if n.form == jsonText64 {
			return jsonForms{[]jsonForm{inText}, []jsonForm{inText, number}}
		}
		return jsonForms{[]jsonForm{number}, []jsonForm{number, inText}}
	}
	whole := integersOf(n)
	number.low, number.high, inText.low, inText.high = -whole, whole, -whole, whole
	written := []jsonForm{{kind: realValue, low: n.low, high: n.high}, {kind: notNumberText, rare: true}}
	return jsonForms{written, append([]jsonForm{number, inText, {kind: realText, low: n.low, high: n.high}}, written...)}
}

// enumForms are the forms of an enum. An open one has numbers without a name, too.
func enumForms(e *schema.Enum, name string) jsonForms {
	names := jsonForm{kind: nameText, name: name}
	switch {
	case name == "google.protobuf.NullValue":
		return jsonForms{[]jsonForm{{kind: nullValue}}, []jsonForm{{kind: nullValue}, names}}
	case e == nil || e.Closed():
		return alike(names)
	default:
		return alike(names, jsonForm{kind: integerValue, low: math.MinInt32, high: math.MaxInt32, rare: true})
	}
}

func messageForms(name string) jsonForms {
	if forms, special := wellKnownForms[name]; special {
		return forms
	}
	if t := wrapped(name); t != 0 {
		return scalarForms(t)
	}
	return alike(jsonForm{kind: object, name: name})
}

func same(name string) string { return name }

// formsOf returns the forms of one value of a field: of a list, those of an item. rename returns the new names of types.
func formsOf(s *schema.Schema, f *schema.Field, rename func(string) string) jsonForms {
	switch f.Type {
	case schema.MessageT, schema.Group:
		return messageForms(rename(f.TypeName))
	case schema.EnumT:
		return enumForms(s.Enum(f.TypeName), rename(f.TypeName))
	default:
		return scalarForms(f.Type)
	}
}

// fieldForms returns the forms of a whole field.
func fieldForms(s *schema.Schema, f *schema.Field, rename func(string) string) jsonForms {
	switch f.Cardinality() {
	case schema.List:
		items := formsOf(s, f, rename)
		return alike(jsonForm{kind: list, of: &items})
	case schema.Map:
		if key, value := f.Entry.Field(1), f.Entry.Field(2); key != nil && value != nil {
			values := formsOf(s, value, rename)
			return alike(jsonForm{kind: object, keys: keyForm(key.Type), of: &values})
		}
	default:
	}
	return formsOf(s, f, rename)
}

// keyForm returns the form of the keys of a map, which are texts in JSON.
func keyForm(t schema.Type) *jsonForm {
	switch t {
	case schema.String:
		return &jsonForm{kind: text}
	case schema.Bool:
		return &jsonForm{kind: boolText}
	default:
		return &jsonForm{kind: integerText, low: scalars[t].low, high: scalars[t].high}
	}
}

// within reports whether each value of a form is one of another form.
func (f jsonForm) within(other jsonForm) bool {
	switch {
	case other.kind == anyValue:
		return true
	case other.kind == text:
		// A text takes what other texts have. Base64 is what JSON makes of bytes: as a text it is another one.
		return f.kind.isText() && f.kind != base64Text
	case f.kind == integerValue && other.kind == realValue, f.kind == integerText && other.kind == realText:
		return false // What a type of real numbers holds of integers is a form of its own.
	case other.kind == object && other.of != nil && other.keys.kind == text && other.of.anything():
		return f.kind == object || f.kind == typedObject
	case f.kind != other.kind:
		return false
	case f.of != nil && other.of != nil:
		unread, _ := f.of.unread(*other.of, false)
		return unread == "" && (f.keys == nil || f.keys.within(*other.keys))
	default:
		return f.name == other.name && (f.of == nil) == (other.of == nil) && other.low <= f.low && f.high <= other.high
	}
}

func (a jsonForms) anything() bool {
	return slices.ContainsFunc(a.accepted, func(f jsonForm) bool { return f.kind == anyValue })
}

// unread returns an example of what is written in these forms and not accepted in those of a reader, or nothing. Clients that parse
// responses themselves know only what was written: known says that it has to be of a kind that the reader writes itself.
func (a jsonForms) unread(reader jsonForms, known bool) (example string, refused bool) {
	for _, f := range a.written {
		if !slices.ContainsFunc(reader.accepted, f.within) {
			return string(f.kind), true
		}
		if known && !slices.ContainsFunc(reader.written, func(other jsonForm) bool { return !other.rare && f.looksLike(other) }) {
			return string(f.kind), false
		}
	}
	return "", false
}

// looksLike reports whether the values of two forms are the same for a parser of JSON: both texts, or both lists.
func (f jsonForm) looksLike(other jsonForm) bool {
	isNumber := func(k jsonKind) bool { return k == integerValue || k == realValue }
	isObject := func(k jsonKind) bool { return k == object || k == typedObject }
	a, b := f.kind, other.kind
	if f.of != nil && other.of != nil && !other.of.anything() {
		example, _ := f.of.unread(*other.of, true)
		return a == b && example == ""
	}
	return f.rare || b == anyValue || a == b || a.isText() && b.isText() || isNumber(a) && isNumber(b) || isObject(a) && isObject(b)
}

// inJSON returns the evidence that one side writes JSON for a field that the other one does not read, or nothing.
func (j *judge) inJSON(old, now *schema.Field, use Use) string {
	return unreadForms(fieldForms(j.Old, old, j.Rename), fieldForms(j.New, now, same), diff.TypeText(old), diff.TypeText(now), use)
}

// unreadForms compares the forms of two types by their direction.
func unreadForms(old, now jsonForms, was, is string, use Use) string {
	if use&Request != 0 {
		if example, _ := old.unread(now, false); example != "" {
			return fmt.Sprintf("JSON of old clients has %s, which is no %s", example, is)
		}
	}
	if use&Response != 0 {
		if example, refused := now.unread(old, true); refused {
			return fmt.Sprintf("JSON of responses has %s, which is no %s", example, was)
		} else if example != "" {
			return fmt.Sprintf("JSON of responses has %s, and %s was written in another way", example, was)
		}
	}
	return ""
}

// ownJSON reports whether ProtoJSON has a special form for a message.
func ownJSON(name string) bool {
	_, special := wellKnownForms[name]
	return special || wrapped(name) != 0
}

// wrapped returns the scalar that a message of wrappers.proto contains and that JSON writes in its place; 0 for other messages.
func wrapped(name string) schema.Type {
	short, ok := strings.CutPrefix(name, "google.protobuf.")
	if !ok {
		return 0
	}
	return wrappers[short]
}

var wrappers = map[string]schema.Type{
	"DoubleValue": schema.Double, "FloatValue": schema.Float, "Int64Value": schema.Int64, "UInt64Value": schema.Uint64,
	"Int32Value": schema.Int32, "UInt32Value": schema.Uint32, "BoolValue": schema.Bool, "StringValue": schema.String,
	"BytesValue": schema.Bytes,
}
