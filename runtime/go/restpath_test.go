package qdrantcloud

import (
	"testing"

	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"

	// The times of the contract's description.
	_ "google.golang.org/protobuf/types/known/fieldmaskpb"
	_ "google.golang.org/protobuf/types/known/timestamppb"
	_ "google.golang.org/protobuf/types/known/wrapperspb"
)

// everything is a message with a field of each kind, which the contract does not have in its queries.
func everything(t *testing.T) protoreflect.MessageDescriptor {
	t.Helper()
	field := func(number int32, name string, kind descriptorpb.FieldDescriptorProto_Type, of string) *descriptorpb.FieldDescriptorProto {
		made := &descriptorpb.FieldDescriptorProto{
			Name: &name, Number: &number, Type: &kind, Label: descriptorpb.FieldDescriptorProto_LABEL_OPTIONAL.Enum(),
		}
		if of != "" {
			made.TypeName = &of
		}
		return made
	}
	list := func(of *descriptorpb.FieldDescriptorProto) *descriptorpb.FieldDescriptorProto {
		of.Label = descriptorpb.FieldDescriptorProto_LABEL_REPEATED.Enum()
		return of
	}
	const (
		text, number, flag      = descriptorpb.FieldDescriptorProto_TYPE_STRING, descriptorpb.FieldDescriptorProto_TYPE_INT64, descriptorpb.FieldDescriptorProto_TYPE_BOOL
		enum, raw, message      = descriptorpb.FieldDescriptorProto_TYPE_ENUM, descriptorpb.FieldDescriptorProto_TYPE_BYTES, descriptorpb.FieldDescriptorProto_TYPE_MESSAGE
		unsigned, double, float = descriptorpb.FieldDescriptorProto_TYPE_UINT64, descriptorpb.FieldDescriptorProto_TYPE_DOUBLE, descriptorpb.FieldDescriptorProto_TYPE_FLOAT
	)
	file, err := protodesc.NewFile(&descriptorpb.FileDescriptorProto{
		Name: new("every.proto"), Package: new("every"), Syntax: new("proto3"),
		Dependency: []string{"google/protobuf/timestamp.proto", "google/protobuf/field_mask.proto", "google/protobuf/wrappers.proto"},
		EnumType: []*descriptorpb.EnumDescriptorProto{{Name: new("Color"), Value: []*descriptorpb.EnumValueDescriptorProto{
			{Name: new("NONE"), Number: new(int32(0))}, {Name: new("RED"), Number: new(int32(1))},
		}}},
		MessageType: []*descriptorpb.DescriptorProto{{
			Name: new("Thing"),
			Field: []*descriptorpb.FieldDescriptorProto{
				field(1, "name", text, ""), field(2, "big", number, ""), field(3, "on", flag, ""), field(4, "color", enum, ".every.Color"),
				field(5, "raw", raw, ""), field(6, "inner", message, ".every.Thing"), list(field(7, "names", text, "")),
				list(field(8, "colors", enum, ".every.Color")), field(9, "at", message, ".google.protobuf.Timestamp"),
				field(10, "mask", message, ".google.protobuf.FieldMask"), list(field(11, "labels", message, ".every.Thing.LabelsEntry")),
				field(12, "huge", unsigned, ""), field(13, "real", double, ""), field(14, "maybe", message, ".google.protobuf.StringValue"),
				field(15, "float", float, ""),
			},
			NestedType: []*descriptorpb.DescriptorProto{{
				Name: new("LabelsEntry"), Options: &descriptorpb.MessageOptions{MapEntry: new(true)},
				Field: []*descriptorpb.FieldDescriptorProto{field(1, "key", text, ""), field(2, "value", text, "")},
			}},
		}},
	}, protoregistry.GlobalFiles)
	if err != nil {
		t.Fatal(err)
	}
	return file.Messages().Get(0)
}

func TestQuery(t *testing.T) {
	of := everything(t)
	for text, want := range map[string]string{
		`{}`:                          "",
		`{"name": "a b", "on": true}`: "name=a+b&on=true",
		`{"big": "-9223372036854775808", "huge": "18446744073709551615"}`: "big=-9223372036854775808&huge=18446744073709551615",
		`{"color": "RED", "colors": ["RED", 7, "NONE"]}`:                  "color=RED&colors=RED&colors=7&colors=NONE",
		`{"raw": "_-8="}`:           "raw=_-8%3D",
		`{"names": ["b", "a", ""]}`: "names=b&names=a&names=",
		`{"inner": {"inner": {"name": "x", "labels": {"k": "v"}}}}`:                "inner.inner.labels%5Bk%5D=v&inner.inner.name=x",
		`{"at": "2031-03-03T20:00:00.5Z", "mask": "a.b,cD", "maybe": "\"q\""}`:     "at=2031-03-03T20%3A00%3A00.500Z&mask=a.b%2CcD&maybe=%22q%22",
		`{"real": 0.1, "float": 1e30}`:                                             "float=1e%2B30&real=0.1",
		`{"names": ["in the path"], "inner": {"name": "in the body", "on": true}}`: "",
	} {
		made := dynamicpb.NewMessage(of)
		parse(t, made, text)
		var elsewhere []string
		if want == "" {
			elsewhere = []string{"names", "inner"}
		}
		if got := queryOf(made, elsewhere).Encode(); got != want {
			t.Errorf("%s: %s, want %s", text, got, want)
		}
	}
}

func TestPaths(t *testing.T) {
	of := everything(t)
	for template, want := range map[string]string{
		"/v1/{name}":                 "/v1/a%2Fb",
		"/v1/{name=**}:read":         "/v1/a/b:read",
		"/v1/{inner.name}/x/{big}":   "/v1/c%20d/x/-3",
		"/v1/{color}/{on}":           "/v1/RED/true",
		"/v1/{inner.color}":          "/v1/NONE",
		"/v1/{inner.inner.name}":     "",
		"/v1/{nothing}":              "",
		"/v1/{names}":                "",
		"/v1/{name.more}":            "",
		"/v1/{inner}":                "",
		"/v1/plain":                  "/v1/plain",
		"/v1/{name=things/*/others}": "/v1/a/b",
	} {
		made := dynamicpb.NewMessage(of)
		parse(t, made, `{"name": "a/b", "inner": {"name": "c d"}, "big": -3, "color": "RED", "on": true}`)
		got, _, err := expand(template, made)
		if got != want || (err != nil) != (want == "") {
			t.Errorf("%s: %q, %v, want %q", template, got, err, want)
		}
	}
}
