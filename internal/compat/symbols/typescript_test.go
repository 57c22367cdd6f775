package symbols

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// tsSchema reads an image, and lists the files of its tree.
func tsSchema(tb testing.TB, from *image.Image) (*schema.Schema, []*schema.File) {
	tb.Helper()
	set := &descriptorpb.FileDescriptorSet{}
	from.Descriptors.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		descriptor := protodesc.ToFileDescriptorProto(file)
		if strings.HasSuffix(file.Path(), "edition2024.proto") {
			descriptor.Edition = descriptorpb.Edition_EDITION_2024.Enum()
		}
		set.File = append(set.File, descriptor)
		return true
	})
	encoded, err := proto.Marshal(set)
	if err != nil {
		tb.Fatal(err)
	}
	s, err := schema.Read(string(encoded))
	if err != nil {
		tb.Fatal(err)
	}
	var own []*schema.File
	for _, file := range from.Files {
		own = append(own, s.File(file.GetName()))
	}
	return s, own
}

// tsTree is a tree of protos. The compiler does not know edition 2024 yet: such files are made ones of 2023, which tsSchema undoes.
func tsTree(t *testing.T, dir string) fs.FS {
	t.Helper()
	tree := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(path string, _ fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".proto" {
			return err
		}
		text, err := os.ReadFile(filepath.Join(dir, path))
		if strings.HasSuffix(path, "edition2024.proto") {
			text = []byte(strings.NewReplacer(`"2024"`, `"2023"`, "export ", "", "local ", "").Replace(string(text)))
		}
		tree[path] = &fstest.MapFile{Data: text}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return tree
}

func tsSame(name string) string { return name }

// tsSymbols lists the symbols of several files by their names.
func tsSymbols(tb testing.TB, s *schema.Schema, files []*schema.File) map[string]Symbol {
	tb.Helper()
	all := map[string]Symbol{}
	for _, file := range files {
		for _, symbol := range typescript(s, file, tsSame) {
			if _, twice := all[symbol.Name]; twice {
				tb.Errorf("%s is listed twice", symbol.Name)
			}
			all[symbol.Name] = symbol
		}
	}
	return all
}

// The symbols are those of real generated code: of the contract, and of files that are as difficult as the generators allow. The
// code of the latter was made once, by the generators and with the options of buf.gen.yaml (target=dts), from the files beside it:
//
//	buf generate --template T internal/symbols/testdata/typescript/proto
func TestTypeScriptListsWhatIsGenerated(t *testing.T) {
	for name, dirs := range map[string][2]string{
		"contract": {filepath.Join("..", "..", "..", "proto"), filepath.Join("..", "..", "..", "gen", "ts")},
		"tricky":   {filepath.Join("testdata", "typescript", "proto"), filepath.Join("testdata", "typescript", "gen")},
	} {
		t.Run(name, func(t *testing.T) {
			from, err := imagetest.FromFS(t.Context(), tsTree(t, dirs[0]))
			if err != nil {
				t.Fatal(err)
			}
			s, files := tsSchema(t, from)
			listed := tsSymbols(t, s, files)
			code := readTypeScript(t, os.DirFS(dirs[1]))
			if len(code.symbols) < 100 {
				t.Fatalf("found only %d symbols in the generated code", len(code.symbols))
			}
			for _, name := range slices.Sorted(maps.Keys(listed)) {
				symbol := listed[name]
				generated, found := code.symbols[name]
				switch have, want := code.plain(symbol.Signature), code.plain(generated.signature); {
				case !found:
					t.Errorf("%s %q is not in the generated code", name, symbol.Signature)
				case have != want:
					t.Errorf("%s is %q, in the generated code it is %q", name, have, want)
				case generated.from != "" && generated.from != tsDescribe(symbol.Element):
					t.Errorf("%s is made of %q, in the generated code of %q", name, tsDescribe(symbol.Element), generated.from)
				}
			}
			for _, name := range slices.Sorted(maps.Keys(code.symbols)) {
				generated := code.symbols[name]
				if _, found := listed[name]; !found && (generated.of == "" || code.plain(code.symbols[generated.of].signature) != code.plain(generated.signature)) {
					t.Errorf("%s %q is not listed", name, generated.signature)
				}
			}
		})
	}
}

// tsDescribe describes an element as the comments of generated code do it.
func tsDescribe(element schema.Element) string {
	switch element := element.(type) {
	case *schema.Field:
		return string(element.Kind()) + " " + element.Name()
	case *schema.EnumValue:
		return "enum value " + element.Name()
	case *schema.Method:
		return "rpc " + element.FullName()
	default:
		return string(element.Kind()) + " " + element.FullName()
	}
}

const tsBefore = `syntax = "proto3";
package a.v1;
import "buf/validate/validate.proto";
import "google/protobuf/struct.proto";
import "google/protobuf/timestamp.proto";
import "google/protobuf/wrappers.proto";
message Ant {
  string id = 1;
  optional string nick_name = 2;
  int32 size = 3;
  int64 age = 4;
  Nest nest = 5;
  repeated Nest nests = 6;
  map<string, Nest> by_name = 7;
  map<int32, string> by_size = 8;
  oneof home { Nest hill = 9; string tree = 10; }
  Kind kind = 11;
  google.protobuf.StringValue note = 12;
  google.protobuf.Timestamp born_at = 13;
  optional string food = 14 [(buf.validate.field).required = true];
  message Nest { string id = 1; }
}
message Colony { Ant queen = 1; repeated Ant ants = 2; }
message Plain { string id = 1; Ant.Nest nest = 2; }
message HoldsPlain { Plain plain = 1; }
enum Kind { KIND_UNSPECIFIED = 0; KIND_HILL = 1; }
service Ants {
  rpc Get(Ant) returns (Colony);
  rpc Watch(Ant) returns (stream Colony);
}
`

func TestTypeScriptBreaks(t *testing.T) {
	tests := []struct {
		name  string
		edits []string
		want  []string
	}{
		{"nothing", nil, nil},
		{"all that is added", []string{
			"string tree = 10;", "string tree = 10; int32 rock = 20;",
			"KIND_HILL = 1;", "KIND_HILL = 1; KIND_WOOD = 2;",
			"rpc Get(", "rpc List(Ant) returns (Colony); rpc Get(",
			"string id = 1;\n", "string id = 1; bytes more = 21; oneof another { bool yes = 22; }\n",
			"enum Kind", "message Other {} enum Kind",
		}, nil},
		{"numbers", []string{"string id = 1;\n", "string id = 31;\n", "KIND_HILL = 1", "KIND_HILL = 7"}, nil},
		{"another number type", []string{"int32 size", "fixed32 size", "int64 age", "uint64 age"}, nil},
		{"wrapper to optional", []string{"google.protobuf.StringValue note", "optional string note"}, nil},
		{"method of GET", []string{"rpc Get(Ant) returns (Colony);", "rpc Get(Ant) returns (Colony) { option idempotency_level = NO_SIDE_EFFECTS; }"}, nil},
		{"32 to 64 bits", []string{"int32 size", "int64 size"}, []string{"_pb.Ant.size: number -> bigint (size)"}},
		{"64 bits as text", []string{"int64 age = 4", "int64 age = 4 [jstype = JS_STRING]"}, []string{"_pb.Ant.age: bigint -> string (age)"}},
		{"number to enum", []string{"int32 size", "Kind size"}, []string{"_pb.Ant.size: number -> a.v1.Kind (size)"}},
		{"presence", []string{"optional string nick_name", "string nick_name"},
			[]string{"_pb.Ant.nickName: string | undefined -> string (nick_name)", "_pb.AntValid.nickName: string | undefined -> gone (nick_name)"}},
		{"field renamed", []string{"string id = 1;\n", "string key = 1;\n"}, []string{"_pb.Ant.id: string -> gone (id)"}},
		{"list", []string{"repeated Nest nests", "Nest nests"}, []string{
			"_pb.Ant.nests: a.v1.Ant.Nest[] -> a.v1.Ant.Nest | undefined (nests)",
			"_pb.AntValid.nests: Valid<a.v1.Ant.Nest>[] -> Valid<a.v1.Ant.Nest> | undefined (nests)",
		}},
		{"map key", []string{"map<int32, string>", "map<int64, string>"},
			[]string{"_pb.Ant.bySize: { [key: number]: string } -> { [key: string]: string } (by_size)"}},
		{"map key of the same type", []string{"map<int32, string>", "map<fixed32, string>"}, nil},
		{"out of the oneof", []string{"string tree = 10; }", "} string tree = 10;"}, []string{"_pb.Ant.home.tree: string -> gone (tree)"}},
		{"oneof renamed", []string{"oneof home", "oneof place"}, []string{
			"_pb.Ant.home: oneof -> gone (home)", "_pb.Ant.home.hill: a.v1.Ant.Nest -> gone (hill)",
			"_pb.AntValid.home.hill: Valid<a.v1.Ant.Nest> -> gone (hill)", "_pb.Ant.home.tree: string -> gone (tree)",
		}},
		{"value that breaks the prefix", []string{"KIND_HILL = 1;", "KIND_HILL = 1; WOOD = 2;"}, []string{
			"_pb.Kind.UNSPECIFIED: a.v1.Kind -> gone (KIND_UNSPECIFIED)", "_pb.Kind.HILL: a.v1.Kind -> gone (KIND_HILL)",
		}},
		{"type of a method", []string{"rpc Get(Ant)", "rpc Get(Colony)"}, []string{
			"_pb.Ants.get: unary(a.v1.Ant): a.v1.Colony -> unary(a.v1.Colony): a.v1.Colony (Get)",
			"-Ants_connectquery.get: unary(a.v1.Ant): a.v1.Colony -> unary(a.v1.Colony): a.v1.Colony (Get)",
		}},
		{"streaming", []string{"rpc Get(Ant) returns (Colony)", "rpc Get(Ant) returns (stream Colony)"}, []string{
			"_pb.Ants.get: unary(a.v1.Ant): a.v1.Colony -> server_streaming(a.v1.Ant): a.v1.Colony (Get)",
			"-Ants_connectquery: module -> gone (Get)", "-Ants_connectquery.get: unary(a.v1.Ant): a.v1.Colony -> gone (Get)",
		}},
		{"required no more", []string{"food = 14 [(buf.validate.field).required = true]", "food = 14"},
			[]string{"_pb.AntValid.food: string -> string | undefined (food)"}},
		{"required", []string{"Nest nest = 5", "Nest nest = 5 [(buf.validate.field).required = true]"},
			nil},
		{"required, but there in any case", []string{"string id = 1;\n", "string id = 1 [(buf.validate.field).required = true];\n"}, nil},
		{"ignored", []string{"Ant queen = 1", "Ant queen = 1 [(buf.validate.field).ignore = IGNORE_ALWAYS]"},
			[]string{"_pb.ColonyValid.queen: Valid<a.v1.Ant> | undefined -> a.v1.Ant | undefined (queen)"}},
		{"items ignored", []string{"Ant ants = 2", "Ant ants = 2 [(buf.validate.field).repeated.items.ignore = IGNORE_ALWAYS]"},
			[]string{"_pb.ColonyValid.ants: Valid<a.v1.Ant>[] -> a.v1.Ant[] (ants)"}},
		{"ignored, without a difference", []string{"Plain plain = 1", "Plain plain = 1 [(buf.validate.field).ignore = IGNORE_ALWAYS]"}, nil},
		{"a message that takes a name", []string{"enum Kind", "message PlainSchema {} enum Kind"},
			[]string{"_pb.PlainSchema: GenMessage<a.v1.Plain> -> Message<\"a.v1.PlainSchema\"> (Plain)"}},
		{"another package", []string{"package a.v1", "package a.v2"}, []string{
			"_pb.Ant: Message<\"a.v1.Ant\"> -> Message<\"a.v2.Ant\"> (Ant)",
			"_pb.Ant_Nest: Message<\"a.v1.Ant.Nest\"> -> Message<\"a.v2.Ant.Nest\"> (Nest)",
			"_pb.Colony: Message<\"a.v1.Colony\"> -> Message<\"a.v2.Colony\"> (Colony)",
			"_pb.Plain: Message<\"a.v1.Plain\"> -> Message<\"a.v2.Plain\"> (Plain)",
			"_pb.HoldsPlain: Message<\"a.v1.HoldsPlain\"> -> Message<\"a.v2.HoldsPlain\"> (HoldsPlain)",
		}},
		{"message renamed", []string{"message Plain {", "message Simple {", "Plain plain = 1", "Simple plain = 1"}, []string{
			"_pb.Plain: Message<\"a.v1.Plain\"> -> gone (Plain)", "_pb.PlainValid: Valid<a.v1.Simple> -> gone (Plain)",
			"_pb.PlainSchema: GenMessage<a.v1.Simple> -> gone (Plain)", "_pb.Plain.id: string -> gone (id)",
			"_pb.Plain.nest: a.v1.Ant.Nest | undefined -> gone (nest)", "_pb.PlainValid.nest: Valid<a.v1.Ant.Nest> | undefined -> gone (nest)",
		}},
		{"edition", []string{`syntax = "proto3";`, `edition = "2023";`, "optional string nick_name", "string nick_name", "optional string food", "string food"}, []string{
			"_pb.Ant.nickName: string | undefined -> string (nick_name)", "_pb.AntValid.nickName: string | undefined -> gone (nick_name)",
			"_pb.Ant.food: string | undefined -> string (food)", "_pb.AntValid.food: string -> gone (food)",
		}},
	}
	before := tsCompile(t, tsBefore)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			after := tsBefore
			for i := 0; i < len(test.edits); i += 2 {
				if !strings.Contains(after, test.edits[i]) {
					t.Fatalf("%q is not there", test.edits[i])
				}
				after = strings.Replace(after, test.edits[i], test.edits[i+1], 1)
			}
			rename := func(name string) string { return name }
			switch test.name {
			case "message renamed":
				rename = func(name string) string { return strings.Replace(name, "a.v1.Plain", "a.v1.Simple", 1) }
			case "another package":
				rename = func(name string) string { return strings.Replace(name, "a.v1.", "a.v2.", 1) }
			}
			var got []string
			for _, b := range Compare(before(rename), tsCompile(t, after)(tsSame)) {
				now := "gone"
				if b.New != nil {
					now = b.New.Signature
				}
				got = append(got, strings.TrimPrefix(b.Old.Name, "a/v1/a")+": "+b.Old.Signature+" -> "+now+" ("+b.Old.Element.Name()+")")
			}
			if difference := cmp.Diff(test.want, got); difference != "" {
				t.Error(difference)
			}
		})
	}
}

// tsCompile compiles a file and returns a function that lists its symbols.
func tsCompile(tb testing.TB, text string) func(rename func(string) string) []Symbol {
	tb.Helper()
	from, err := imagetest.FromFS(tb.Context(), fstest.MapFS{"a/v1/a.proto": {Data: []byte(text)}})
	if err != nil {
		tb.Fatal(err)
	}
	s, files := tsSchema(tb, from)
	return func(rename func(string) string) []Symbol { return typescript(s, files[0], rename) }
}

// A schema need not be complete: referenced types may be missing.
func TestTypeScriptWithoutImports(t *testing.T) {
	set := &descriptorpb.FileDescriptorSet{File: []*descriptorpb.FileDescriptorProto{{
		Name: new("a.proto"), Syntax: new("proto3"), Package: new("a"),
		MessageType: []*descriptorpb.DescriptorProto{{
			Name: new("A"),
			Field: []*descriptorpb.FieldDescriptorProto{
				{Name: new("b"), Number: new(int32(1)), Type: descriptorpb.FieldDescriptorProto_TYPE_MESSAGE.Enum(), TypeName: new(".b.B")},
				{Name: new("t"), Number: new(int32(2)), Type: descriptorpb.FieldDescriptorProto_TYPE_MESSAGE.Enum(), TypeName: new(".google.protobuf.Timestamp")},
			},
		}},
	}}}
	encoded, err := proto.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Read(string(encoded))
	if err != nil {
		t.Fatal(err)
	}
	listed := tsSymbols(t, s, s.Files)
	for name, want := range map[string]string{
		"a_pb.A.b": "b.B | undefined", "a_pb.AValid.b": "Valid<b.B> | undefined", "a_pb.A.t": "google.protobuf.Timestamp | undefined",
	} {
		if got := listed[name].Signature; got != want {
			t.Errorf("%s is %q, want %q", name, got, want)
		}
	}
}

// Broken descriptors may declare a name many times; each declaration still gets its own.
func TestTypeScriptManyOfOneName(t *testing.T) {
	file := &descriptorpb.FileDescriptorProto{Name: new("a.proto"), Syntax: new("proto3")}
	for range 20000 {
		file.MessageType = append(file.MessageType, &descriptorpb.DescriptorProto{Name: new("delete")})
	}
	encoded, err := proto.Marshal(&descriptorpb.FileDescriptorSet{File: []*descriptorpb.FileDescriptorProto{file}})
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Read(string(encoded))
	if err != nil {
		t.Fatal(err)
	}
	listed := tsSymbols(t, s, s.Files)
	if len(listed) != 2+3*20000 {
		t.Errorf("listed %d symbols", len(listed))
	}
	for _, name := range []string{"a_pb.delete$", "a_pb.delete$1", "a_pb.delete$19999", "a_pb.deleteSchema", "a_pb.deleteSchema$", "a_pb.deleteSchema$1"} {
		if _, found := listed[name]; !found {
			t.Errorf("%s is not listed", name)
		}
	}
}

func BenchmarkTypeScript(b *testing.B) {
	from, err := image.FromDir(b.Context(), filepath.Join("..", "..", "..", "proto"))
	if err != nil {
		b.Fatal(err)
	}
	s, files := tsSchema(b, from)
	b.ReportAllocs()
	for b.Loop() {
		for _, file := range files {
			typescript(s, file, tsSame)
		}
	}
}
