package symbols

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

var goBase = map[string]string{
	"x/base.proto": `syntax = "proto3";
package x;
import public "y/other.proto";
option go_package = "sdk.com/x";
message Ant {
  string id = 1;
  optional int32 age = 2;
  oneof home { Nest nest = 3; string tree = 4; }
  message Nest { Kind kind = 1; }
  map<string, Nest> by_name = 5;
  y.Other other = 6;
}
enum Kind { KIND_UNSPECIFIED = 0; KIND_RED = 1; }
service Ants {
  rpc Get(Ant) returns (Ant);
}
`,
	"y/other.proto": `syntax = "proto3";
package y;
option go_package = "sdk.com/y";
message Other { string name = 1; }
`,
	"z/proto2.proto": `syntax = "proto2";
package z;
option go_package = "sdk.com/z";
message Two { optional float f = 1 [default = 1]; extensions 100 to 200; }
extend Two { optional string ext = 100; }
`,
	"z/edition.proto": `edition = "2023";
package z;
import "google/protobuf/go_features.proto";
option go_package = "sdk.com/z";
message Level { option features.(pb.go).api_level = API_OPEN; string text = 1; }
message Bare { option features.(pb.go).api_level = API_OPEN; }
`,
}

func goEdited(t *testing.T, edits ...string) []Symbol {
	t.Helper()
	tree := fstest.MapFS{}
	used := 0
	for name, text := range goBase {
		for i := 0; i < len(edits); i += 2 {
			if strings.Contains(text, edits[i]) {
				text = strings.Replace(text, edits[i], edits[i+1], 1)
				used++
			}
		}
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if used < len(edits)/2 {
		t.Fatalf("an edit changes nothing: %q", edits)
	}
	from, err := imagetest.FromFS(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	return goSymbols(goSchema(t, from, nil))
}

func TestGoBreaks(t *testing.T) {
	const gone = " is gone"
	tests := []struct {
		name  string
		edits []string
		want  []string
	}{
		{"nothing", nil, nil},
		{"additions", []string{
			"string id = 1;", "string id = 1; string color = 9;", "KIND_RED = 1;", "KIND_RED = 1; KIND_BLUE = 2;",
			"rpc Get(", "rpc List(Ant) returns (stream Ant);\n rpc Get(", "string tree = 4;", "string tree = 4; int32 cave = 10;",
			"message Nest {", "message Nest { message Deep {}", "service Ants", "service More {}\nservice Ants"}, nil},
		{"numbers and JSON names", []string{"string id = 1;", `string id = 11 [json_name = "ID"];`, "KIND_RED = 1", "KIND_RED = 7"}, nil},
		{"order", []string{"string id = 1;\n  optional int32 age = 2;", "optional int32 age = 2;\n  string id = 1;"}, nil},
		{"same type in Go", []string{"optional int32 age", "optional sfixed32 age"}, nil},
		{"field renamed", []string{"string id = 1;", "string key = 1;"}, []string{"sdk.com/x.Ant.Id" + gone, "sdk.com/x.Ant.GetId" + gone}},
		{"field renamed, but not in Go", []string{"map<string, Nest> by_name = 5;", "map<string, Nest> ByName = 5;"}, nil},
		{"type", []string{"string id = 1;", "bytes id = 1;"},
			[]string{"sdk.com/x.Ant.Id: string -> []byte", "sdk.com/x.Ant.GetId: func() string -> func() []byte"}},
		{"presence", []string{"optional int32 age", "int32 age"}, []string{"sdk.com/x.Ant.Age: *int32 -> int32"}},
		{"presence of a message", []string{"y.Other other", "optional y.Other other"}, nil},
		{"list", []string{"y.Other other", "repeated y.Other other"},
			[]string{"sdk.com/x.Ant.Other: *y.Other -> []*y.Other", "sdk.com/x.Ant.GetOther: func() *y.Other -> func() []*y.Other"}},
		{"out of a oneof", []string{"string tree = 4; }", "} string tree = 4;"}, []string{"sdk.com/x.Ant_Tree" + gone, "sdk.com/x.Ant_Tree.Tree" + gone}},
		{"into a oneof", []string{"string id = 1;", "", "string tree = 4;", "string tree = 4; string id = 1;"}, []string{"sdk.com/x.Ant.Id" + gone}},
		{"oneof renamed", []string{"oneof home", "oneof place"}, []string{
			"sdk.com/x.Ant.Home" + gone, "sdk.com/x.Ant.GetHome" + gone,
			"sdk.com/x.Ant_Nest_: struct as isAnt_Home -> struct as isAnt_Place", "sdk.com/x.Ant_Tree: struct as isAnt_Home -> struct as isAnt_Place"}},
		{"an addition renames the wrapper of a field", []string{"message Nest {", "message Tree {}\n message Nest {"}, []string{
			"sdk.com/x.Ant_Tree: struct as isAnt_Home -> struct", "sdk.com/x.Ant_Tree.Tree" + gone}},
		{"an addition renames a field", []string{"string id = 1;", "string get_id = 9; string id = 1;"}, []string{
			"sdk.com/x.Ant.Id" + gone, "sdk.com/x.Ant.GetId: func() string -> string"}},
		{"the same addition behind it", []string{"string id = 1;", "string id = 1; string get_id = 9;"}, nil},
		{"a getter that the generator forgets", []string{"string id = 1;", "string id = 1; string get_home = 9;"}, []string{
			"sdk.com/x.Ant.GetHome: func() isAnt_Home -> does not compile: GetHome is declared twice"}},
		{"a message beside a nested one of the same name", []string{"enum Kind", "message Ant_Nest {}\nenum Kind"}, []string{
			"sdk.com/x.Ant_Nest: struct -> does not compile: Ant_Nest is declared twice"}},
		{"a name that another file of the package has", []string{"message Two", "message Level_ {}\nmessage Two", "message Bare", "message Level__ {}\nenum Level_Old { LEVEL_OLD = 0; }\nmessage Bare",
			"extend Two", "message Level_LEVEL {}\nextend Two"}, nil},
		{"enum value renamed", []string{"KIND_RED", "KIND_GREEN"}, []string{"sdk.com/x.Kind_KIND_RED" + gone}},
		{"method gone", []string{"rpc Get(Ant) returns (Ant);", ""}, []string{
			"sdk.com/x.AntsClient.Get" + gone, "sdk.com/x.AntsServer.Get" + gone, "sdk.com/x.UnimplementedAntsServer.Get" + gone, "sdk.com/x.Ants_Get_FullMethodName" + gone}},
		{"response", []string{"returns (Ant)", "returns (Ant.Nest)"}, []string{
			"sdk.com/x.AntsClient.Get: func(context.Context, *x.Ant, ...grpc.CallOption) (*x.Ant, error) -> func(context.Context, *x.Ant, ...grpc.CallOption) (*x.Ant.Nest, error)",
			"sdk.com/x.AntsServer.Get: func(context.Context, *x.Ant) (*x.Ant, error) -> func(context.Context, *x.Ant) (*x.Ant.Nest, error)",
			"sdk.com/x.UnimplementedAntsServer.Get: func(context.Context, *x.Ant) (*x.Ant, error) -> func(context.Context, *x.Ant) (*x.Ant.Nest, error)"}},
		{"enum to the file that is imported publicly", []string{"enum Kind { KIND_UNSPECIFIED = 0; KIND_RED = 1; }", "", "Kind kind", "y.Kind kind", "message Other",
			"enum Kind { KIND_UNSPECIFIED = 0; KIND_RED = 1; }\nmessage Other"}, nil},
		{"no longer public", []string{"import public", "import"}, []string{
			"sdk.com/x.Other" + gone, "sdk.com/x.Other.Reset" + gone, "sdk.com/x.Other.String" + gone, "sdk.com/x.Other.ProtoMessage" + gone,
			"sdk.com/x.Other.ProtoReflect" + gone, "sdk.com/x.Other.Descriptor" + gone, "sdk.com/x.Other.Name" + gone, "sdk.com/x.Other.GetName" + gone}},
		{"name of the package", []string{`"sdk.com/y"`, `"sdk.com/y;other"`}, []string{"sdk.com/y: package y -> package other"}},
		{"packages that import each other", []string{"package y;", `package y; import "z/proto2.proto";`, "package z;\nimport", `package z; import "y/other.proto"; import`}, []string{
			"sdk.com/x: package x -> does not compile: packages import each other in a cycle, this one or what it imports",
			"sdk.com/y: package y -> does not compile: packages import each other in a cycle, this one or what it imports",
			"sdk.com/z: package z -> does not compile: packages import each other in a cycle, this one or what it imports",
			"sdk.com/z: package z -> does not compile: packages import each other in a cycle, this one or what it imports"}},
		{"default", []string{"default = 1", "default = 2"}, nil},
		{"default that is no constant", []string{"default = 1", "default = nan"}, []string{"sdk.com/z.Default_Two_F: const float32 -> var float32"}},
		{"default gone", []string{" [default = 1]", ""}, []string{"sdk.com/z.Default_Two_F" + gone}},
		{"extension", []string{"string ext", "bytes ext"}, []string{"sdk.com/z.E_Ext: var extension of z.Two: *string -> var extension of z.Two: []byte"}},
		{"hybrid API", []string{"API_OPEN; string", "API_HYBRID; string"}, []string{"sdk.com/z.Level.Descriptor" + gone}},
		{"opaque API", []string{"API_OPEN; string", "API_OPAQUE; string"}, []string{"sdk.com/z.Level.Descriptor" + gone, "sdk.com/z.Level.Text" + gone}},
		{"opaque API without fields", []string{"API_OPEN; }", "API_OPAQUE; }"}, []string{"sdk.com/z.Bare.Descriptor" + gone}},
	}
	base := goEdited(t)
	renamed := slices.Clone(base) // One test moves an enum to another package.
	for i := range renamed {
		renamed[i].Signature = strings.ReplaceAll(renamed[i].Signature, "x.Kind", "y.Kind")
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			before := base
			if strings.HasPrefix(test.name, "enum to") {
				before = renamed
			}
			for _, b := range Compare(before, goEdited(t, test.edits...)) {
				if b.New == nil {
					got = append(got, b.Old.Name+gone)
				} else {
					got = append(got, fmt.Sprintf("%s: %s -> %s", b.Old.Name, b.Old.Signature, b.New.Signature))
				}
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestGoRename(t *testing.T) {
	s := goTestdata(t)
	symbols := golang(s, s.File("a/service.proto"), func(name string) string { return "<" + name + ">" })
	i := slices.IndexFunc(symbols, func(s Symbol) bool { return s.Name == "example.com/sdk/a.EverythingServer.Talk" })
	if want := "func(grpc.BidiStreamingServer[<test.a.Empty>, <test.elsewhere.Thing.Part>]) error"; i < 0 || symbols[i].Signature != want {
		t.Errorf("got %v, want %s", symbols[i], want)
	}
}

func TestGoElements(t *testing.T) {
	s := goTestdata(t)
	tests := map[string]string{
		"example.com/sdk/a":                            "file a/proto3.proto",
		"example.com/sdk/a.File_a_proto3_proto":        "file a/proto3.proto",
		"example.com/sdk/a.Kinds":                      "message test.a.Kinds",
		"example.com/sdk/a.Kinds.GetFDouble":           "field test.a.Kinds.f_double",
		"example.com/sdk/a.Choice.Kind":                "oneof test.a.Choice.kind",
		"example.com/sdk/a.Choice_Text":                "field test.a.Choice.text",
		"example.com/sdk/a.Color_COLOR_RED":            "enum_value test.a.Color.COLOR_RED",
		"example.com/sdk/two.E_Two_Inside":             "extension test.two.Two.inside",
		"example.com/sdk/a.EverythingClient":           "service test.a.Everything",
		"example.com/sdk/a.EverythingClient.LowerCase": "method test.a.Everything.lower_case",
		"example.com/sdk/a.Everything_WatchClient":     "method test.a.Everything.Watch",
		"example.com/sdk/public.Thing.GetName":         "file a/public.proto",
	}
	seen := map[string]bool{}
	for _, symbol := range goSymbols(s) {
		want := tests[symbol.Name]
		if want == "" || seen[symbol.Name] {
			continue
		}
		seen[symbol.Name] = true
		if got := string(symbol.Element.Kind()) + " " + symbol.Element.FullName(); got != want && symbol.Name != "example.com/sdk/a" {
			t.Errorf("%s is made of %s, want %s", symbol.Name, got, want)
		}
	}
	if len(seen) != len(tests) {
		t.Errorf("found only %v", seen)
	}
}

func TestGoCamelCase(t *testing.T) {
	for name, want := range map[string]string{
		"": "", "_": "X", "a": "A", "one_two": "OneTwo", "One_Two": "One_Two", "one_2": "One_2", "one2two": "One2Two", "_one": "XOne",
		"__one": "XOne", "one_": "One_", "one__two": "One_Two", "HTTPServer": "HTTPServer", "ab_C_d": "Ab_CD",
	} {
		if got := goCamelCase(name); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestGoPackageWithoutOption(t *testing.T) {
	from, err := imagetest.FromFS(t.Context(), fstest.MapFS{"x/v1/a.proto": {Data: []byte("syntax = \"proto3\";\npackage x.v1;\nmessage M {}\n")}})
	if err != nil {
		t.Fatal(err)
	}
	symbols := goSymbols(goSchema(t, from, nil))
	if symbols[0].Name != "x/v1" || symbols[0].Signature != "package v1" || symbols[2].Name != "x/v1.M" {
		t.Errorf("got %v", symbols[:3])
	}
}

func BenchmarkGo(b *testing.B) {
	from, err := image.FromDir(b.Context(), "../../../proto")
	if err != nil {
		b.Fatal(err)
	}
	s := goSchema(b, from, nil)
	var files []*schema.File
	for _, file := range from.Files {
		files = append(files, s.File(file.GetName()))
	}
	b.ReportAllocs()
	for b.Loop() {
		for _, file := range files {
			golang(s, file, identity)
		}
	}
}
