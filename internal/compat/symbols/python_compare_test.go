package symbols

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// pythonFiles are the files that the cases of TestPythonBreaks change.
var pythonFiles = map[string]string{
	"a/v1/a.proto": `syntax = "proto3";
package a.v1;
import public "a/v1/p.proto";
import "google/protobuf/timestamp.proto";
message M {
  int32 number = 1;
  string text = 2;
  optional string maybe = 3;
  repeated string list = 4;
  map<string, int32> table = 5;
  oneof choice { string one = 6; int32 two = 7; }
  string free = 8;
  N n = 9;
  E e = 10;
  bool flag = 11;
  google.protobuf.Timestamp at = 12;
}
message N { string id = 1; }
enum E { E_UNSPECIFIED = 0; E_ONE = 1; }
service S { rpc Get(M) returns (N); rpc List(M) returns (stream N); }
`,
	"a/v1/p.proto": `syntax = "proto3";
package a.v1;
import public "a/v1/q.proto";
message P { string id = 1; }
`,
	"a/v1/q.proto": `syntax = "proto3";
package a.v1;
message Q { string id = 1; }
`,
}

// pythonEdited reads the files after edits: pairs of an old and a new text.
func pythonEdited(t *testing.T, edits ...string) *schema.Schema {
	t.Helper()
	tree := fstest.MapFS{}
	used := 0
	for name, text := range pythonFiles {
		for i := 0; i < len(edits); i += 2 {
			if strings.Contains(text, edits[i]) {
				text = strings.Replace(text, edits[i], edits[i+1], 1)
				used++
			}
		}
		tree[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if used != len(edits)/2 {
		t.Fatalf("%d of the edits %q were made", used, edits)
	}
	s, _ := pythonSchema(t, tree)
	return s
}

// pythonOf lists the symbols of the files that TestPythonBreaks changes.
func pythonOf(s *schema.Schema, rename func(string) string) []Symbol {
	var symbols []Symbol
	for _, file := range s.Files {
		if pythonFiles[file.Path] != "" {
			symbols = append(symbols, python(s, file, rename)...)
		}
	}
	return symbols
}

func TestPythonBreaks(t *testing.T) {
	unchanged := pythonEdited(t)
	for name, test := range map[string]struct {
		edits  []string
		rename string   // rename is the new name of a.v1.N.
		breaks []string // breaks has the broken symbols, without "a.v1.a_pb2.", each with its element.
	}{
		"nothing":       {},
		"integer":       {edits: []string{"int32 number", "fixed64 number"}},
		"renumbered":    {edits: []string{"number = 1", "number = 21"}},
		"value number":  {edits: []string{"E_ONE = 1", "E_ONE = 2"}},
		"field added":   {edits: []string{"bool flag", "bool flag2 = 30; bool flag"}},
		"keyword added": {edits: []string{"bool flag", "bool from = 30; bool flag"}},
		"value added":   {edits: []string{"E_ONE = 1;", "E_ONE = 1; E_TWO = 2;"}},
		"method added":  {edits: []string{"rpc Get", "rpc Put(M) returns (N); rpc Get"}},
		"member added":  {edits: []string{"oneof choice {", "oneof choice { bool three = 30;"}},
		"new presence":  {edits: []string{"string text", "optional string text"}},
		"bool presence": {edits: []string{"bool flag", "optional bool flag"}},
		"into a oneof":  {edits: []string{"int32 two = 7; }", "int32 two = 7; string free = 8; }", "string free = 8;\n", ""}},

		"field removed": {
			edits:  []string{"string maybe", "string other"},
			breaks: []string{"M.maybe field", "M(maybe=) field", "M.MAYBE_FIELD_NUMBER field", `M.HasField("maybe") field`},
		},
		"field renamed to a keyword": {
			edits:  []string{"string text", "string from"},
			breaks: []string{"M.text field", "M(text=) field", "M.TEXT_FIELD_NUMBER field"},
		},
		"type":     {edits: []string{"string text", "bytes text"}, breaks: []string{"M.text field", "M(text=) field"}},
		"repeated": {edits: []string{"string text", "repeated string text"}, breaks: []string{"M.text field", "M(text=) field"}},
		"map": {
			edits: []string{"map<string, int32>", "map<string, string>"},
			breaks: []string{
				"M.TableEntry.value field", "M.TableEntry(value=) field", "M.table field", "M(table=) field",
			},
		},
		"well-known type": {
			edits: []string{"google.protobuf.Timestamp at", "P at"}, breaks: []string{"M.at field", "M(at=) field"},
		},
		"presence":      {edits: []string{"optional string maybe", "string maybe"}, breaks: []string{`M.HasField("maybe") field`}},
		"oneof renamed": {edits: []string{"oneof choice", "oneof pick"}, breaks: []string{`M.WhichOneof() == "one" field`, `M.WhichOneof() == "two" field`, `M.WhichOneof("choice") oneof`}},
		"out of a oneof": {
			edits:  []string{"int32 two = 7; }", "} int32 two = 7;"},
			breaks: []string{`M.HasField("two") field`, `M.WhichOneof() == "two" field`},
		},
		"value renamed": {
			edits: []string{"E_ONE", "E_FIRST"}, breaks: []string{"E.E_ONE enum_value", "E_ONE enum_value"},
		},
		"message renamed": {
			edits:  []string{"N n = 9;", "O n = 9;", "message N", "message O", "returns (N)", "returns (O)", "stream N", "stream O"},
			rename: "a.v1.O",
			breaks: []string{"N message", "N.id field", "N(id=) field", "N.ID_FIELD_NUMBER field"},
		},
		"name taken over": {
			edits:  []string{"N n = 9;", "O n = 9;", "message N", "message N {} message O"},
			breaks: []string{"M.n field", "M(n=) field", "N.id field", "N(id=) field", "N.ID_FIELD_NUMBER field"},
		},
		"message moved to a public import": {edits: []string{"message N { string id = 1; }\n", "", "message P", "message N { string id = 1; }\nmessage P"}},
		"message moved further": {
			edits:  []string{"message N { string id = 1; }\n", "", "message Q", "message N { string id = 1; }\nmessage Q"},
			breaks: []string{"N message"}, // Type checkers no longer find it there.
		},
		"public import removed": {
			edits: []string{"import public \"a/v1/p.proto\";\n", ""},
			breaks: []string{
				"P file", "P.id file", "P(id=) file", "P.ID_FIELD_NUMBER file",
				"Q file", "Q.id file", "Q(id=) file", "Q.ID_FIELD_NUMBER file",
			},
		},
		"keyword": {
			edits: []string{"message N {", "message None {} message N {"}, breaks: []string{"pyi file"},
		},
		"keyword in a public import": {
			edits: []string{"message P", "enum None { NOTHING = 0; } message P"},
			breaks: []string{
				"pyi file", "a.v1.a_pb2_grpc.pyi file", "a.v1.a_pb2_grpc.SAsyncStub service", "a.v1.p_pb2.pyi file",
			},
		},
		"nested keyword": {
			edits: []string{"message N {", "message N { enum D { def = 0; }"}, breaks: []string{"pyi file"},
		},
		"method streams": {
			edits: []string{"returns (stream N)", "returns (N)"},
			breaks: []string{
				"a.v1.a_pb2_grpc.SStub.List method", "a.v1.a_pb2_grpc.SServicer.List method", "a.v1.a_pb2_grpc.S.List method",
			},
		},
		"no methods": {
			edits:  []string{"service S {", "service Z {} service S {"},
			breaks: []string{"a.v1.a_pb2_grpc.pyi file", "a.v1.a_pb2_grpc.SAsyncStub service"},
		},
		"hidden method": {edits: []string{"string free", "string Clear"}, breaks: []string{
			"M message", "M.free field", "M(free=) field", "M.FREE_FIELD_NUMBER field",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			before := pythonOf(unchanged, func(name string) string {
				if name == "a.v1.N" && test.rename != "" {
					return test.rename
				}
				return name
			})
			var got []string
			for _, broken := range Compare(before, pythonOf(pythonEdited(t, test.edits...), pythonIdentity)) {
				name := strings.TrimPrefix(broken.Old.Name, "a.v1.a_pb2.")
				got = append(got, name+" "+string(broken.Old.Element.Kind()))
			}
			if diff := cmp.Diff(test.breaks, got); diff != "" {
				t.Errorf("breaks (-want +got):\n%s", diff)
			}
		})
	}
}

// An invalid stub may become valid.
func TestPythonRepairs(t *testing.T) {
	after := pythonOf(pythonEdited(t), pythonIdentity)
	for _, edits := range [][]string{
		{"message N {", "message None {} message N {"},
		{"service S {", "service Z {} service S {"},
		{"message Q", "message N2 { string id = 1; }\nmessage Q"},
	} {
		before := pythonOf(pythonEdited(t, edits...), pythonIdentity)
		for _, broken := range Compare(before, after) {
			if name := broken.Old.Name; !strings.Contains(name, "None") && !strings.Contains(name, "N2") && !strings.Contains(name, "Z") {
				t.Errorf("%q undone breaks %s", edits, name)
			}
		}
	}
}

// Damaged and hostile images are listed without a panic.
func FuzzPython(f *testing.F) {
	for _, seed := range pythonSeeds(f) {
		f.Add(seed)
	}
	f.Fuzz(func(_ *testing.T, encoded string) {
		s, err := schema.Read(encoded)
		if err != nil {
			return
		}
		for _, file := range s.Files {
			python(s, file, pythonIdentity)
		}
	})
}

// pythonSeeds returns an image of each of the hard files.
func pythonSeeds(f *testing.F) []string {
	f.Helper()
	s, _ := pythonSchema(f, os.DirFS("testdata/python/proto"))
	var seeds []string
	for _, file := range s.Files {
		descriptor := file.Encoded()
		if len(descriptor) < 1<<14 {
			length := string([]byte{byte(len(descriptor)&0x7f | 0x80), byte(len(descriptor) >> 7)})
			seeds = append(seeds, "\x0a"+length+descriptor)
		}
	}
	return seeds
}

func BenchmarkPython(b *testing.B) {
	s, own := pythonSchema(b, os.DirFS("../../../proto"))
	count := 0
	for b.Loop() {
		count = 0
		for _, file := range own {
			count += len(python(s, file, pythonIdentity))
		}
	}
	b.ReportMetric(float64(count), "symbols")
	b.ReportMetric(float64(len(own)), "files")
}
