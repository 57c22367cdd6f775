package peers

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"reflect"
	"slices"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// text sends a message as ProtoJSON. The new server refuses unknown names, as parsers do by default; old clients are expected to
// ignore them.
func (c *conversation) text(p pair, sample protoreflect.Message, reader *side, to protoreflect.MessageDescriptor) {
	writer := c.old
	if p.response {
		writer = c.now
	}
	c.written(p, sample, reader, to, protojson.MarshalOptions{Resolver: writer.types})
	if !p.response && !groups(sample.Descriptor(), map[protoreflect.FullName]bool{}) {
		c.written(p, sample, reader, to, protojson.MarshalOptions{Resolver: writer.types, UseProtoNames: true}) // Parsers take them too.
	}
}

// groups reports whether a message leads to a group, whose proto name is another one in Go than in other languages.
func groups(m protoreflect.MessageDescriptor, seen map[protoreflect.FullName]bool) bool {
	if seen[m.FullName()] {
		return false
	}
	seen[m.FullName()] = true
	for i := range m.Fields().Len() {
		f := m.Fields().Get(i)
		if f.Kind() == protoreflect.GroupKind || f.Message() != nil && groups(f.Message(), seen) {
			return true
		}
	}
	return false
}

// written sends a message as ProtoJSON that some options make.
func (c *conversation) written(p pair, sample protoreflect.Message, reader *side, to protoreflect.MessageDescriptor, options protojson.MarshalOptions) {
	varied, err := options.Marshal(sample.Interface())
	if err != nil {
		return // It cannot be encoded.
	}
	var compact bytes.Buffer // protojson varies its spaces from binary to binary, and findings quote the text.
	if err := json.Compact(&compact, varied); err != nil {
		return
	}
	encoded := compact.Bytes()
	got := dynamicpb.NewMessage(to)
	if err := (protojson.UnmarshalOptions{Resolver: reader.types, DiscardUnknown: p.response}).Unmarshal(encoded, got); err != nil {
		c.found.jsonf(p.old.FullName(), "%.200s is refused: %v", encoded, err)
		return
	}
	if f := untyped(to, parsed(encoded)); f != nil {
		c.found.jsonf(f.FullName(), "%.200s has no @type", encoded)
	}
	if p.response && c.novel(sample, p.old, true) {
		return
	}
	dropUnknown(got.ProtoReflect())
	old, now := oriented(p, sample, got.ProtoReflect())
	v := view{c: c, old: old, now: now, response: p.response}
	v.compare(func(element protoreflect.FullName, text string) { c.found.jsonf(element, "%s", text) })
	if p.response {
		c.form(p, encoded, got)
	}
}

// untyped returns a field of type Any whose JSON has members and no @type. Parsers refuse that, except for Go's, which reads it as an
// empty Any where it ignores unknown names.
func untyped(m protoreflect.MessageDescriptor, value any) protoreflect.FieldDescriptor {
	object, _ := value.(map[string]any)
	for i := range m.Fields().Len() {
		f := m.Fields().Get(i)
		in := content(f)
		if in == nil {
			continue
		}
		for _, item := range elements(f, object[f.JSONName()]) {
			members, _ := item.(map[string]any)
			if _, typed := members["@type"]; in.FullName() == "google.protobuf.Any" && len(members) > 0 && !typed {
				return f
			}
			if wellKnown(in) {
				continue
			}
			if inner := untyped(in, item); inner != nil {
				return inner
			}
		}
	}
	return nil
}

// elements returns the values that the JSON of a field has.
func elements(f protoreflect.FieldDescriptor, value any) []any {
	switch value := value.(type) {
	case []any:
		if f.IsList() {
			return value
		}
	case map[string]any:
		if f.IsMap() {
			return slices.Collect(maps.Values(value))
		}
		return []any{value}
	}
	return nil
}

func parsed(encoded []byte) any {
	var value any
	_ = json.Unmarshal(encoded, &value) // What is no JSON has no members.
	return value
}

// form compares the JSON of a response with that of the old server: readers of JSON distinguish numbers from strings.
func (c *conversation) form(p pair, written []byte, got *dynamicpb.Message) {
	former, err := protojson.MarshalOptions{Resolver: c.old.types}.Marshal(got)
	if err != nil {
		return
	}
	var was, is any
	if json.Unmarshal(former, &was) != nil || json.Unmarshal(written, &is) != nil {
		return
	}
	if text, key := inside(was, is); text != "" {
		element := p.old.FullName()
		if f := c.old.named(p.old, key); f != nil {
			element = f.FullName()
		}
		c.found.jsonf(element, "%s", text)
	}
}

// inside returns what one value has and the other one lacks, and the key of the outermost object that has it.
func inside(was, is any) (text, key string) {
	switch was := was.(type) {
	case map[string]any:
		now, ok := is.(map[string]any)
		if !ok {
			return fmt.Sprintf("%.80v was %.80v", is, was), ""
		}
		for name, value := range was {
			other, there := now[name]
			if !there {
				return fmt.Sprintf("%q is not there any more", name), name
			}
			if text, _ := inside(value, other); text != "" {
				return text, name
			}
		}
		return "", ""
	case []any:
		now, ok := is.([]any)
		if !ok {
			return fmt.Sprintf("%.80v was %.80v", is, was), ""
		}
		return withinList(was, now), ""
	default:
		if !reflect.DeepEqual(was, is) {
			return fmt.Sprintf("%.80v was %.80v", is, was), ""
		}
		return "", ""
	}
}

// withinList is [inside] for lists. It only compares lists of the same length, because a value that an old reader drops shifts the
// others.
func withinList(was, is []any) string {
	if len(was) != len(is) {
		return ""
	}
	for i := range was {
		if text, _ := inside(was[i], is[i]); text != "" {
			return text
		}
	}
	return ""
}
