package snapshot

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// TestNothingDriftsUnseen changes and removes every value in the descriptors of protos that use all of protobuf, one at a time, and
// requires a report of each change. A field of descriptor.proto that these protos don't use fails the test too, so that additions
// to protobuf are not forgotten.
func TestNothingDriftsUnseen(t *testing.T) {
	from, err := image.FromDir(t.Context(), "testdata/everything")
	if err != nil {
		t.Fatal(err)
	}
	// These need an edition that the compiler does not support yet.
	newest := from.Files[0]
	newest.OptionDependency = append(newest.OptionDependency, "some/option.proto")
	newest.MessageType[0].Visibility = descriptorpb.SymbolVisibility_VISIBILITY_EXPORT.Enum()
	from.Files[1].EnumType[0].Visibility = descriptorpb.SymbolVisibility_VISIBILITY_LOCAL.Enum()

	used := map[protoreflect.FullName]bool{}
	changes := 0
	for _, file := range from.Files {
		before, err := fileFacts(from, file)
		if err != nil {
			t.Fatal(err)
		}
		m := mutator{image: from, used: used, check: func(change string) {
			changes++
			after, err := fileFacts(from, file)
			if err != nil {
				return // The change makes the facts impossible to write, so it is noticed.
			}
			found, err := Compare(map[string][]byte{"f": before}, map[string][]byte{"f": after})
			if err != nil {
				t.Errorf("%s: %s: %v", file.GetName(), change, err)
			}
			if len(found) == 0 {
				t.Errorf("%s: %s: unseen", file.GetName(), change)
			}
		}}
		m.message("", file.ProtoReflect())
		if again, err := fileFacts(from, file); err != nil || !bytes.Equal(again, before) {
			t.Fatalf("%s: the test does not leave the file as it was", file.GetName())
		}
	}
	if changes < 500 {
		t.Errorf("only %d changes were tried", changes)
	}
	for _, name := range unusedFields(used) {
		t.Errorf("%s: the protos in testdata/everything don't use it, so it is not known to be among the facts", name)
	}
}

// notFacts are fields of descriptor.proto that are not part of the contract.
var notFacts = map[protoreflect.FullName]string{
	"google.protobuf.FileDescriptorProto.source_code_info": "comments and positions",
	"google.protobuf.FieldDescriptorProto.json_name":       "removed, it means the default; changed, it is a fact",
}

// unusedFields returns the fields of descriptor.proto's elements that are neither used nor in notFacts.
func unusedFields(used map[protoreflect.FullName]bool) []protoreflect.FullName {
	var unused []protoreflect.FullName
	messages := descriptorpb.File_google_protobuf_descriptor_proto.Messages()
	var visit func(message protoreflect.MessageDescriptor)
	visit = func(message protoreflect.MessageDescriptor) {
		if !isElement(message) {
			return
		}
		for i := range message.Fields().Len() {
			if name := message.Fields().Get(i).FullName(); !used[name] && notFacts[name] == "" {
				unused = append(unused, name)
			}
		}
		for i := range message.Messages().Len() {
			visit(message.Messages().Get(i))
		}
	}
	for i := range messages.Len() {
		visit(messages.Get(i))
	}
	return unused
}

// isElement reports whether a message declares a part of a file; the others are options.
func isElement(message protoreflect.MessageDescriptor) bool {
	name := string(message.Name())
	return strings.HasSuffix(name, "DescriptorProto") || strings.HasSuffix(name, "Range")
}

// mutator changes a message in place, one value at a time, calls check and puts the value back.
type mutator struct {
	image *image.Image
	used  map[protoreflect.FullName]bool
	check func(change string)
}

func (m mutator) message(path string, message protoreflect.Message) {
	var fields []protoreflect.FieldDescriptor
	message.Range(func(field protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		fields = append(fields, field)
		return true
	})
	for _, field := range fields {
		if unobservable(message, field) {
			continue
		}
		m.used[field.FullName()] = true
		at := path + "/" + string(field.Name())
		if notFacts[field.FullName()] == "" {
			kept := proto.Clone(message.Interface()).ProtoReflect().Get(field)
			message.Clear(field)
			if !isElement(message.Descriptor()) || !message.Get(field).Equal(kept) { // Without a value, an element has the default.
				m.check(at + " removed")
			}
			message.Set(field, kept)
		}
		value := message.Get(field)
		switch {
		case field.IsMap():
			m.mapping(at, field, value.Map())
		case field.IsList():
			m.list(at, field, value.List())
		case field.Name() == "options" && isElement(message.Descriptor()):
			m.options(at, value.Message())
		case field.Message() != nil:
			m.message(at, value.Message())
		default:
			message.Set(field, changed(field, value))
			m.check(at + " changed")
			message.Set(field, value)
		}
	}
}

// unobservable reports whether a field is derived from something else.
func unobservable(message protoreflect.Message, field protoreflect.FieldDescriptor) bool {
	switch element := message.Interface().(type) {
	case *descriptorpb.FileDescriptorProto:
		return field.Name() == "source_code_info" || field.Name() == "syntax" && element.Edition != nil
	case *descriptorpb.FieldDescriptorProto:
		return field.Name() == "oneof_index" && element.GetProto3Optional()
	case *descriptorpb.OneofDescriptorProto:
		return strings.HasPrefix(element.GetName(), "_") // The oneof of an optional field.
	default:
		return false
	}
}

func (m mutator) list(path string, field protoreflect.FieldDescriptor, list protoreflect.List) {
	for i := range list.Len() {
		at := fmt.Sprintf("%s[%d]", path, i)
		value := list.Get(i)
		if field.Message() == nil {
			list.Set(i, changed(field, value))
			m.check(at + " changed")
			list.Set(i, value)
			continue
		}
		if nested, ok := value.Message().Interface().(*descriptorpb.DescriptorProto); ok && isMapEntry(nested) {
			continue // The facts of its field include it.
		}
		m.message(at, value.Message())
	}
}

func (m mutator) mapping(path string, field protoreflect.FieldDescriptor, values protoreflect.Map) {
	values.Range(func(key protoreflect.MapKey, value protoreflect.Value) bool {
		at := fmt.Sprintf("%s[%s]", path, key.String())
		if field.MapValue().Message() != nil {
			m.message(at, value.Message())
			return true
		}
		values.Set(key, changed(field.MapValue(), value))
		m.check(at + " changed")
		values.Set(key, value)
		return true
	})
}

// options changes options in a view in which the extensions have names.
func (m mutator) options(path string, options protoreflect.Message) {
	original := proto.Clone(options.Interface())
	view, err := m.image.Options.View(options.Interface())
	if err != nil {
		m.check(path + " can't be read: " + err.Error())
		return
	}
	through := m
	through.check = func(change string) {
		replace(options.Interface(), view.Interface())
		m.check(change)
		replace(options.Interface(), original)
	}
	through.message(path, view)
}

// replace sets options to the content of others, with every extension as bytes.
func replace(options, others proto.Message) {
	wire, err := proto.MarshalOptions{AllowPartial: true}.Marshal(others)
	if err != nil {
		panic(err)
	}
	unmarshal := proto.UnmarshalOptions{AllowPartial: true, Resolver: (*protoregistry.Types)(nil)}
	if err := unmarshal.Unmarshal(wire, options); err != nil {
		panic(err)
	}
}

// changed returns a different value of the same kind.
func changed(field protoreflect.FieldDescriptor, value protoreflect.Value) protoreflect.Value {
	switch old := value.Interface().(type) {
	case bool:
		return protoreflect.ValueOfBool(!old)
	case string:
		return protoreflect.ValueOfString(old + "x")
	case []byte:
		return protoreflect.ValueOfBytes(append(bytes.Clone(old), 'x'))
	case int32:
		return protoreflect.ValueOfInt32(old + 1)
	case int64:
		return protoreflect.ValueOfInt64(old + 1)
	case uint32:
		return protoreflect.ValueOfUint32(old + 1)
	case uint64:
		return protoreflect.ValueOfUint64(old + 1)
	case float32:
		return protoreflect.ValueOfFloat32(old + 1)
	case float64:
		return protoreflect.ValueOfFloat64(old + 1)
	case protoreflect.EnumNumber:
		values := field.Enum().Values()
		for i := range values.Len() {
			if number := values.Get(i).Number(); number != old && number != 0 {
				return protoreflect.ValueOfEnum(number)
			}
		}
		return protoreflect.ValueOfEnum(old + 1)
	default:
		panic(fmt.Sprintf("%s: no other value of %T is known", field.FullName(), old))
	}
}
