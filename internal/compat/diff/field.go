package diff

import (
	"strconv"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

func (c *comparer) compareExtension(old, now *schema.Field) {
	c.compareName(old, now)
	c.changed("extendee", old, now, c.Rename(old.Extendee), now.Extendee)
	c.fieldParts(old, now, nil)
}

func (c *comparer) compareField(old, now *schema.Field, oneofs map[*schema.Oneof]*schema.Oneof) {
	c.changed(Renamed, old, now, old.Name(), now.Name())
	c.fieldParts(old, now, oneofs)
}

// fieldParts compares fields and extensions. It does not report what follows from another difference: presence follows from the
// type, from repeated and from being in a oneof; the derived JSON name follows from the name.
func (c *comparer) fieldParts(old, now *schema.Field, oneofs map[*schema.Oneof]*schema.Oneof) {
	before := len(c.Changes)
	c.changed("number", old, now, strconv.Itoa(int(old.Number)), strconv.Itoa(int(now.Number)))

	shape := old.Cardinality() != now.Cardinality()
	if shape {
		c.add(now.Kind(), "cardinality", old, now, TypeText(old), TypeText(now))
	}
	if retyped := !c.sameType(old, now); retyped {
		if !shape || old.Cardinality() != schema.Map && now.Cardinality() != schema.Map {
			text := TypeText
			if shape && now.Extendee == "" {
				text = elementText // The change of the cardinality has the rest.
			}
			c.add(now.Kind(), "type", old, now, text(old), text(now))
		}
		shape = true
	}
	moved := oneofs[old.Oneof] != now.Oneof || (old.Oneof == nil) != (now.Oneof == nil)
	if moved {
		c.add(now.Kind(), "oneof", old, now, oneofName(old), oneofName(now))
	}
	switch {
	case !shape:
		c.encoding(old, now, moved)
	case old.Cardinality() == schema.Singular && now.Cardinality() == schema.Singular:
		c.required(old, now) // The judge of the type considers the default too.
	}
	if old.Name() == now.Name() {
		c.changed("json_name", old, now, old.JSONName, now.JSONName)
	}
	if len(c.Changes) == before && (old.Label != now.Label || old.Proto3Optional != now.Proto3Optional || old.Type != now.Type) {
		before, after := Declaration(old), Declaration(now)
		if before == after { // The syntax of the file gives it another meaning.
			before, after = before+" of "+edition(old.In().Edition), after+" of "+edition(now.In().Edition)
		}
		c.add(now.Kind(), "label", old, now, before, after)
	}
	c.compareCommon(old, now, old.Rest, now.Rest)
}

// encoding compares the encoding and the presence of fields of the same type. The presence of a field that entered or left a
// oneof follows from that.
func (c *comparer) encoding(old, now *schema.Field, moved bool) {
	c.required(old, now)
	if !moved && old.Presence() != now.Presence() && !required(old) && !required(now) {
		c.add(now.Kind(), "presence", old, now, string(old.Presence()), string(now.Presence()))
	}
	c.changed("packed", old, now, strconv.FormatBool(old.Packed()), strconv.FormatBool(now.Packed()))
	c.changed("delimited", old, now, strconv.FormatBool(old.Delimited()), strconv.FormatBool(now.Delimited()))
	if hasText(now) {
		c.changed("utf8", old, now, strconv.FormatBool(old.VerifiesUTF8()), strconv.FormatBool(now.VerifiesUTF8()))
	}
	if old.HasDef != now.HasDef || old.Default != now.Default {
		c.add(now.Kind(), "default", old, now, defaultText(old), defaultText(now))
	}
}

// required compares whether a field must be set.
func (c *comparer) required(old, now *schema.Field) {
	if required(old) != required(now) {
		c.add(now.Kind(), "required", old, now, string(old.Presence()), string(now.Presence()))
	}
}

func required(f *schema.Field) bool { return f.Presence() == schema.RequiredPresence }

func hasText(f *schema.Field) bool {
	if f.Entry == nil {
		return f.Type == schema.String
	}
	for _, part := range f.Entry.Fields {
		if part.Type == schema.String {
			return true
		}
	}
	return false
}

func oneofName(f *schema.Field) string {
	if f.Oneof == nil {
		return ""
	}
	return f.Oneof.Name()
}

func defaultText(f *schema.Field) string {
	switch {
	case !f.HasDef:
		return ""
	case f.Type == schema.String:
		return strconv.Quote(f.Default)
	default:
		return f.Default
	}
}

// sameType compares types regardless of cardinality; groups and messages differ as delimited encoding, not as types.
func (c *comparer) sameType(old, now *schema.Field) bool {
	if old.Entry != nil && now.Entry != nil {
		for _, number := range []int32{1, 2} {
			a, b := old.Entry.Field(number), now.Entry.Field(number)
			if a == nil || b == nil || !c.sameType(a, b) {
				return a == b
			}
		}
		return true
	}
	return message(old.Type) == message(now.Type) && c.Rename(old.TypeName) == now.TypeName
}

func message(t schema.Type) schema.Type {
	if t == schema.Group {
		return schema.MessageT
	}
	return t
}

// TypeText returns the type of a field as a proto file writes it, without its presence.
func TypeText(f *schema.Field) string {
	if f.Entry != nil {
		key, value := f.Entry.Field(1), f.Entry.Field(2)
		if key != nil && value != nil {
			return "map<" + TypeText(key) + ", " + TypeText(value) + ">"
		}
	}
	if f.Cardinality() == schema.List {
		return "repeated " + elementText(f)
	}
	return elementText(f)
}

// elementText returns the type of one value of a field.
func elementText(f *schema.Field) string {
	if f.TypeName != "" {
		return f.TypeName
	}
	return f.Type.String()
}

// Declaration returns a field as a proto file writes it, without its options.
func Declaration(f *schema.Field) string {
	var b strings.Builder
	switch {
	case f.Oneof != nil || f.Cardinality() != schema.Singular || f.Type == schema.MessageT && !f.Proto3Optional:
	case f.Presence() == schema.RequiredPresence:
		b.WriteString("required ")
	case f.Presence() == schema.ExplicitPresence:
		b.WriteString("optional ")
	}
	b.WriteString(TypeText(f) + " " + f.Name() + " = " + strconv.Itoa(int(f.Number)))
	return b.String()
}
