package lean

import (
	"bytes"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"

	_ "buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	_ "google.golang.org/genproto/googleapis/api/annotations"
	_ "google.golang.org/genproto/googleapis/longrunning" //nolint:staticcheck // Contracts have its options.
	_ "google.golang.org/protobuf/types/gofeaturespb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// contract returns the files of the contract and of all that it imports, imports first, and the names of its own.
func contract(t *testing.T) (all []*descriptorpb.FileDescriptorProto, own []string) {
	t.Helper()
	compiled, err := image.FromDir(t.Context(), "../../../proto")
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := compiled.Encode()
	if err != nil {
		t.Fatal(err)
	}
	all = decode(t, encoded)
	for _, file := range all {
		if strings.HasPrefix(file.GetName(), "qdrant/") {
			own = append(own, file.GetName())
		}
	}
	return all, own
}

func decode(t *testing.T, encoded []byte) []*descriptorpb.FileDescriptorProto {
	t.Helper()
	var set descriptorpb.FileDescriptorSet
	if err := unmarshal.Unmarshal(encoded, &set); err != nil {
		t.Fatal(err)
	}
	return set.GetFile()
}

func encode(t *testing.T, message proto.Message) []byte {
	t.Helper()
	encoded, err := proto.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	return encoded
}

// optionsOf collects the options of everything in a file, by a path such as "7 message.field".
func optionsOf(file *descriptorpb.FileDescriptorProto) map[string]proto.Message {
	all := map[string]proto.Message{}
	var walk func(path string, message protoreflect.Message)
	walk = func(path string, message protoreflect.Message) {
		message.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
			at := path + "/" + string(field.Name())
			switch {
			case field.Kind() != protoreflect.MessageKind || field.Name() == "source_code_info":
			case field.Name() == "options":
				all[at] = value.Message().Interface()
			case field.IsList() && field.Message().Fields().ByName("name") != nil: // Ranges have no options.
				for i := range value.List().Len() {
					element := value.List().Get(i).Message()
					name := element.Get(element.Descriptor().Fields().ByName("name")).String()
					walk(at+"."+name, element)
				}
			}
			return true
		})
	}
	walk("", file.ProtoReflect())
	return all
}

// custom returns the custom options of a message of options by their numbers.
func custom(options proto.Message) map[protowire.Number][]byte {
	fields := map[protowire.Number][]byte{}
	for rest := options.ProtoReflect().GetUnknown(); len(rest) > 0; {
		number, _, length := protowire.ConsumeField(rest)
		fields[number] = append(fields[number], rest[:length]...)
		rest = rest[length:]
	}
	return fields
}

func TestSetKeepsTheRulesOfValidationAndNoOtherCustomOption(t *testing.T) {
	all, own := contract(t)
	encoded, err := Set(encode(t, &descriptorpb.FileDescriptorSet{File: all}), own)
	if err != nil {
		t.Fatal(err)
	}
	reduced := map[string]*descriptorpb.FileDescriptorProto{}
	for _, file := range decode(t, encoded) {
		reduced[file.GetName()] = file
	}
	rules := 0
	for _, before := range all {
		if !slices.Contains(own, before.GetName()) {
			continue
		}
		after := reduced[before.GetName()]
		if after == nil {
			t.Fatalf("%s is missing", before.GetName())
		}
		got := optionsOf(after)
		for path, options := range optionsOf(before) {
			was, is := custom(options), map[protowire.Number][]byte{}
			if kept, found := got[path]; found {
				is = custom(kept)
			}
			if !bytes.Equal(was[validate], is[validate]) {
				t.Errorf("%s%s: the rules of validation have changed", before.GetName(), path)
			}
			if len(was[validate]) > 0 {
				rules++
			}
			delete(is, validate)
			if len(is) > 0 {
				t.Errorf("%s%s: custom options are left: %v", before.GetName(), path, is)
			}
		}
	}
	if rules < 500 {
		t.Errorf("only %d elements with rules were compared", rules)
	}
	if reduced["buf/validate/validate.proto"] != nil {
		t.Error("buf/validate/validate.proto is still there, although no package provides it")
	}
}

// What is left has to be complete: protodesc refuses a file whose imports don't declare what it uses.
func TestSetLeavesWhatGeneratorsAndRuntimesNeed(t *testing.T) {
	ours, own := contract(t)
	var linked []*descriptorpb.FileDescriptorProto
	protoregistry.GlobalFiles.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		linked = append(linked, protodesc.ToFileDescriptorProto(file))
		return true
	})
	for name, test := range map[string]struct {
		all      []*descriptorpb.FileDescriptorProto
		generate []string
	}{
		"the contract":    {ours, own},
		"files of others": {importsFirst(linked), names(linked)},
	} {
		encoded, err := Set(encode(t, &descriptorpb.FileDescriptorSet{File: test.all}), test.generate)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		reduced := decode(t, encoded)
		if _, err := protodesc.NewFiles(&descriptorpb.FileDescriptorSet{File: reduced}); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		for _, generated := range test.generate {
			if !slices.Contains(names(reduced), generated) {
				t.Errorf("%s: %s is missing", name, generated)
			}
		}
	}
}

func names(files []*descriptorpb.FileDescriptorProto) []string {
	var all []string
	for _, file := range files {
		all = append(all, file.GetName())
	}
	return all
}

func importsFirst(files []*descriptorpb.FileDescriptorProto) []*descriptorpb.FileDescriptorProto {
	var sorted []*descriptorpb.FileDescriptorProto
	var add func(name string)
	add = func(name string) {
		i := slices.IndexFunc(files, func(f *descriptorpb.FileDescriptorProto) bool { return f.GetName() == name })
		if i < 0 || slices.Contains(sorted, files[i]) {
			return
		}
		for _, dependency := range files[i].GetDependency() {
			add(dependency)
		}
		sorted = append(sorted, files[i])
	}
	for _, name := range slices.Sorted(slices.Values(names(files))) {
		add(name)
	}
	return sorted
}

// A request has each file to generate once, with the options that sources retain, and comments of no other files.
func TestRequest(t *testing.T) {
	all, own := contract(t)
	var sources []*descriptorpb.FileDescriptorProto
	for _, file := range all {
		file.SourceCodeInfo = &descriptorpb.SourceCodeInfo{Location: []*descriptorpb.SourceCodeInfo_Location{{LeadingComments: new("A comment.")}}}
		if slices.Contains(own, file.GetName()) {
			source := proto.CloneOf(file)
			source.Options = &descriptorpb.FileOptions{Deprecated: new(true)} // Only sources have it.
			sources = append(sources, source)
		}
	}
	count := len(all)
	encoded, err := Request(encode(t, &pluginpb.CodeGeneratorRequest{
		FileToGenerate: own, Parameter: new("target=js"), ProtoFile: all, SourceFileDescriptors: sources,
	}))
	if err != nil {
		t.Fatal(err)
	}
	var request pluginpb.CodeGeneratorRequest
	if err := unmarshal.Unmarshal(encoded, &request); err != nil {
		t.Fatal(err)
	}
	if request.GetParameter() != "target=js" || !slices.Equal(request.GetFileToGenerate(), own) || len(request.GetSourceFileDescriptors()) > 0 {
		t.Errorf("the request is another one: %q, %v, %d sources", request.GetParameter(), request.GetFileToGenerate(), len(request.GetSourceFileDescriptors()))
	}
	if got := len(request.GetProtoFile()); got >= count {
		t.Errorf("%d of %d files are there", got, count)
	}
	for _, file := range request.GetProtoFile() {
		generated := slices.Contains(own, file.GetName())
		if file.GetOptions().GetDeprecated() != generated || (file.GetSourceCodeInfo() != nil) != generated {
			t.Errorf("%s, generated %t: %v, %v", file.GetName(), generated, file.GetOptions(), file.GetSourceCodeInfo())
		}
	}
}

func TestImports(t *testing.T) {
	file := func(name string, edit func(f *descriptorpb.FileDescriptorProto), imports ...string) *descriptorpb.FileDescriptorProto {
		f := &descriptorpb.FileDescriptorProto{Name: new(name), Package: new(strings.TrimSuffix(name, ".proto")), Dependency: imports}
		if edit != nil {
			edit(f)
		}
		return f
	}
	message := func(f *descriptorpb.FileDescriptorProto) {
		f.MessageType = []*descriptorpb.DescriptorProto{{Name: new("M")}}
	}
	uses := func(kinds ...string) func(f *descriptorpb.FileDescriptorProto) {
		return func(f *descriptorpb.FileDescriptorProto) {
			message(f)
			for i, kind := range kinds {
				f.MessageType[0].Field = append(f.MessageType[0].Field, &descriptorpb.FieldDescriptorProto{
					Name: new(kind), Number: new(int32(i + 1)), Type: descriptorpb.FieldDescriptorProto_TYPE_MESSAGE.Enum(), TypeName: &kind,
				})
			}
		}
	}
	public := func(f *descriptorpb.FileDescriptorProto) { f.PublicDependency = []int32{0} }
	for name, test := range map[string]struct {
		files []*descriptorpb.FileDescriptorProto
		want  string // want has the files that are left with their imports.
	}{
		"used": {
			[]*descriptorpb.FileDescriptorProto{file("a.proto", message), file("b.proto", message), file("m.proto", uses(".a.M"), "a.proto", "b.proto")},
			"a.proto:; m.proto:a.proto;",
		},
		"passed on": {
			[]*descriptorpb.FileDescriptorProto{file("a.proto", message), file("b.proto", public, "a.proto"), file("m.proto", uses(".a.M"), "b.proto")},
			"a.proto:; b.proto:a.proto; m.proto:b.proto;",
		},
		"its own public imports": {
			[]*descriptorpb.FileDescriptorProto{file("a.proto", message), file("m.proto", public, "a.proto")},
			"a.proto:; m.proto:a.proto;",
		},
		"nothing used": {
			[]*descriptorpb.FileDescriptorProto{file("a.proto", message), file("m.proto", message, "a.proto")},
			"m.proto:;",
		},
	} {
		encoded, err := Set(encode(t, &descriptorpb.FileDescriptorSet{File: test.files}), []string{"m.proto"})
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		var got strings.Builder
		for _, f := range decode(t, encoded) {
			got.WriteString(f.GetName() + ":" + strings.Join(f.GetDependency(), ",") + "; ")
		}
		if strings.TrimSpace(got.String()) != test.want {
			t.Errorf("%s: got %q, want %q", name, got.String(), test.want)
		}
	}
}

func TestUnreadableInput(t *testing.T) {
	for _, read := range []func([]byte) ([]byte, error){
		Request,
		func(encoded []byte) ([]byte, error) { return Set(encoded, nil) },
	} {
		if _, err := read([]byte("no descriptors")); err == nil {
			t.Error("it reads what is no message")
		}
	}
}
