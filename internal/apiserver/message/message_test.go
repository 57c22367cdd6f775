package message

import (
	"testing"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/known/timestamppb"

	"google.golang.org/genproto/googleapis/rpc/context/attribute_context"
)

// request is a message with texts, times and messages in each other.
func request() *attribute_context.AttributeContext {
	return &attribute_context.AttributeContext{Request: &attribute_context.AttributeContext_Request{
		Id: "r1", Time: timestamppb.New(time.Unix(5, 7)), Headers: map[string]string{"a": "b"},
		Auth: &attribute_context.AttributeContext_Auth{Principal: "ann", Audiences: []string{"x"}},
	}}
}

func TestRead(t *testing.T) {
	m := request().ProtoReflect()
	for path, want := range map[string]struct {
		text             string
		has, sub, exists bool
	}{
		"request.id":              {text: "r1", has: true, exists: true},
		"request.auth.principal":  {text: "ann", has: true, exists: true},
		"request.auth.presenter":  {exists: true},
		"request.auth":            {has: true, sub: true, exists: true},
		"request":                 {has: true, sub: true, exists: true},
		"response":                {exists: true},
		"response.code":           {exists: true},
		"request.auth.audiences":  {has: true, exists: true},
		"request.headers":         {has: true, exists: true},
		"request.headers.a":       {},
		"request.auth.audiences.": {},
		"request.id.more":         {},
		"request.colour":          {},
		"":                        {},
		".":                       {},
	} {
		if got := Text(m, path); got != want.text {
			t.Errorf("Text(%q) is %q, want %q", path, got, want.text)
		}
		if got := Has(m, path); got != want.has {
			t.Errorf("Has(%q) is %v", path, got)
		}
		if got := Sub(m, path); (got != nil) != want.sub {
			t.Errorf("Sub(%q) is %v", path, got)
		}
		if got := Field(m.Descriptor(), path); path != "request.headers.a" && (got != nil) != want.exists {
			t.Errorf("Field(%q) is %v", path, got)
		}
	}
	if at, ok := Time(m, "request.time"); !ok || !at.Equal(time.Unix(5, 7)) {
		t.Errorf("Time is %v, %v", at, ok)
	}
	for _, path := range []string{"request.id", "response.time", "request.auth", "request.colour"} {
		if at, ok := Time(m, path); ok {
			t.Errorf("Time(%q) is %v", path, at)
		}
	}
}

func TestWrite(t *testing.T) {
	made := &attribute_context.AttributeContext{}
	m := made.ProtoReflect()
	at := time.Date(1969, time.July, 20, 20, 17, 40, 5, time.UTC) // Before 1970, with nanoseconds.
	for _, err := range []error{
		SetText(m, "request.auth.principal", "ann"), SetText(m, "request.id", "r1"), SetTime(m, "request.time", at),
	} {
		if err != nil {
			t.Fatal(err)
		}
	}
	want := &attribute_context.AttributeContext{Request: &attribute_context.AttributeContext_Request{
		Id: "r1", Time: timestamppb.New(at), Auth: &attribute_context.AttributeContext_Auth{Principal: "ann"},
	}}
	if !proto.Equal(made, want) {
		t.Errorf("made %v, want %v", made, want)
	}
	if again, ok := Time(m, "request.time"); !ok || !again.Equal(at) {
		t.Errorf("read %v, %v", again, ok)
	}
	field := (&descriptorpb.FieldDescriptorProto{}).ProtoReflect()
	if err := SetEnum(field, "label", "LABEL_REPEATED"); err != nil || Enum(field, "label") != "LABEL_REPEATED" {
		t.Errorf("the label is %q: %v", Enum(field, "label"), err)
	}
	field.Set(field.Descriptor().Fields().ByName("label"), protoreflect.ValueOfEnum(99))
	for _, path := range []string{"label", "name", "colour", "options.colour"} {
		if got := Enum(field, path); got != "" {
			t.Errorf("Enum(%q) is %q", path, got)
		}
	}
	for name, err := range map[string]error{
		"a text that is a message":    SetText(m, "request", "x"),
		"a text in a list":            SetText(m, "request.auth.audiences", "x"),
		"a text in a text":            SetText(m, "request.id.more", "x"),
		"a text in a map":             SetText(m, "request.headers.a", "x"),
		"a text that is not there":    SetText(m, "colour", "x"),
		"a time that is a text":       SetTime(m, "request.id", at),
		"a time that is a message":    SetTime(m, "request.auth", at),
		"a time that is not there":    SetTime(m, "request.colour", at),
		"an enum that is a text":      SetEnum(m, "request.id", "x"),
		"an enum that is not there":   SetEnum(m, "colour", "x"),
		"a value that the enum lacks": SetEnum(field, "label", "LABEL_NONE"),
	} {
		if err == nil {
			t.Errorf("%s: no error", name)
		}
	}
}
