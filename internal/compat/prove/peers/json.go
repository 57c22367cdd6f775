package peers

import (
	"encoding/json"
	"fmt"
	"reflect"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// text sends a message as ProtoJSON. The new server refuses what it does not know, as parsers do; old clients are expected to
// ignore it.
func (c *conversation) text(p pair, sample protoreflect.Message, reader *side, to protoreflect.MessageDescriptor) {
	writer := c.old
	if p.response {
		writer = c.now
	}
	encoded, err := protojson.MarshalOptions{Resolver: writer.types}.Marshal(sample.Interface())
	if err != nil {
		return // Nobody can write it.
	}
	got := dynamicpb.NewMessage(to)
	if err := (protojson.UnmarshalOptions{Resolver: reader.types, DiscardUnknown: p.response}).Unmarshal(encoded, got); err != nil {
		c.found.jsonf(p.old.FullName(), "%.200s is refused: %v", encoded, err)
		return
	}
	if p.response && c.novel(sample, p.old) {
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

// form compares how a response is written with how the old server wrote it: people who read JSON know numbers from texts.
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

// inside says what of one value is not in another one, and under which key of the outermost object.
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

// withinList is [inside] for lists. Values that an old reader leaves out of a list shift the others, so that only lists of one
// length are compared.
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
