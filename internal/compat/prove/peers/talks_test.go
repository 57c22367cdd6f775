package peers

import (
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/encoding/prototext"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares a text with a file.
func golden(t *testing.T, path, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	a, b := strings.Split(got, "\n"), strings.Split(string(want), "\n")
	for i := range max(len(a), len(b)) {
		var line, other string
		if i < len(a) {
			line = a[i]
		}
		if i < len(b) {
			other = b[i]
		}
		if line != other {
			t.Errorf("%s:%d: got\n%s\nwant\n%s", path, i+1, line, other)
			if i > 5 {
				return
			}
		}
	}
}

// written matches refused JSON, and place its position. The libraries write spaces at random on purpose.
var (
	written = regexp.MustCompile(`\{.*\} is refused|\{.* is refused`)
	place   = regexp.MustCompile(`\(line [0-9:]+\): |syntax error |token .*`)
)

// lines returns findings sorted and each once, without random parts and without the common prefix of the names.
func lines(kind string, all []evidence.Finding) []string {
	var found []string
	for _, f := range all {
		line := fmt.Sprintf("  %s %s: %s", kind, f.Element, f.Text)
		line = strings.NewReplacer("zz0000.p.v1.", "", "\u00a0", " ").Replace(line)
		if !strings.Contains(line, "/v1/") {
			line = written.ReplaceAllString(line, "it is refused")
		}
		line = "  " + strings.Join(strings.Fields(place.ReplaceAllString(line, "")), " ")
		found = append(found, line)
	}
	slices.Sort(found)
	return slices.Compact(found)
}

const (
	three = `syntax = "proto3"; package zz0000.p.v1; import "google/api/annotations.proto"; import "google/protobuf/wrappers.proto"; import "google/protobuf/timestamp.proto"; import "google/protobuf/duration.proto"; import "google/protobuf/struct.proto"; import "google/protobuf/any.proto"; import "google/protobuf/field_mask.proto"; import "google/protobuf/empty.proto"; `
	two   = `syntax = "proto2"; package zz0000.p.v1; `
)

// swap returns a file with a service S, a request R, and a response A with the same content.
func swap(content, beside string) string {
	return three + "service S { rpc Do(R) returns (A); } message R { " + content + " } message A { " + content + " } " + beside
}

func swap2(content, beside string) string {
	return two + "service S { rpc Do(R) returns (A); } message R { " + content + " } message A { " + content + " } " + beside
}

// route returns a file with a service that has a route.
func route1(request, options string) string {
	return three + "service S { rpc Do(R) returns (A) { option (google.api.http) = {" + options + "}; } } message R { " + request + " } message A { N n = 1; N m = 2; string s = 3; } message N { string a = 1; int32 b = 2; repeated string c = 3; } enum E { Z = 0; ONE = 1; }"
}

// conversations are pairs of versions. testdata/talks.txt has the findings.
var conversations = []struct{ name, old, now string }{
	{"the same", swap("int32 n = 1; repeated string r = 2; map<string, N> m = 3; N x = 4; E e = 5; oneof o { string a = 6; N b = 7; } optional bool p = 8; google.protobuf.Any any = 9; google.protobuf.Value v = 10; google.protobuf.Struct s = 11; google.protobuf.ListValue l = 12; google.protobuf.Timestamp t = 13; google.protobuf.Duration d = 14; google.protobuf.FieldMask f = 15; google.protobuf.Empty y = 16; google.protobuf.BytesValue w = 17; double z = 18;", "message N { N n = 1; E e = 2; } enum E { Z = 0; ONE = 1; }"),
		swap("int32 n = 1; repeated string r = 2; map<string, N> m = 3; N x = 4; E e = 5; oneof o { string a = 6; N b = 7; } optional bool p = 8; google.protobuf.Any any = 9; google.protobuf.Value v = 10; google.protobuf.Struct s = 11; google.protobuf.ListValue l = 12; google.protobuf.Timestamp t = 13; google.protobuf.Duration d = 14; google.protobuf.FieldMask f = 15; google.protobuf.Empty y = 16; google.protobuf.BytesValue w = 17; double z = 18;", "message N { N n = 1; E e = 2; } enum E { Z = 0; ONE = 1; }")},
	{"a field is removed", swap("int32 n = 1; int32 m = 2;", ""), swap("int32 m = 2;", "")},
	{"a field gets another JSON name", swap("int32 some_n = 1;", ""), swap("int32 some_n = 1 [json_name = \"n\"];", "")},
	{"a field gets the JSON name that was its name", swap("int32 some_n = 1;", ""), swap("int32 some_n = 1 [json_name = \"some_n\"];", "")},
	{"one is a list", swap("int32 n = 1; string s = 2; N x = 3;", "message N {}"), swap("repeated int32 n = 1; repeated string s = 2; repeated N x = 3;", "message N {}")},
	{"a list is one", swap("repeated int32 n = 1; repeated string s = 2; repeated N x = 3;", "message N {}"), swap("int32 n = 1; string s = 2; N x = 3;", "message N {}")},
	{"the type of a list changes", swap("repeated int32 n = 1;", ""), swap("repeated int64 n = 1;", "")},
	{"a map is a list of entries", swap("map<string, int32> m = 1;", ""), swap("repeated Entry m = 1;", "message Entry { string key = 1; int32 value = 2; }")},
	{"a map is a list of other entries", swap("map<string, int32> m = 1;", ""), swap("repeated Entry m = 1;", "message Entry { string key = 1; string value = 2; }")},
	{"a map is a list of keys", swap("map<string, int32> m = 1;", ""), swap("repeated Entry m = 1;", "message Entry { string key = 1; }")},
	{"a list of entries is a map", swap("repeated Entry m = 1;", "message Entry { string key = 1; int32 value = 2; }"), swap("map<string, int32> m = 1;", "")},
	{"a list of texts is a map", swap("repeated string m = 1;", ""), swap("map<string, int32> m = 1;", "")},
	{"a map is one number", swap("map<string, int32> m = 1;", ""), swap("int32 m = 1;", "")},
	{"keys of a map", swap("map<int32, string> m = 1;", ""), swap("map<int64, string> m = 1;", "")},
	{"keys of a map are texts", swap("map<int32, string> m = 1;", ""), swap("map<string, string> m = 1;", "")},
	{"keys of a map lose half", swap("map<bool, string> m = 1;", ""), swap("map<sint32, string> m = 1;", "")},
	{"values of a map", swap("map<string, int32> m = 1;", ""), swap("map<string, uint32> m = 1;", "")},
	{"values of a map are messages of another type", swap("map<string, N> m = 1;", "message N { int32 a = 1; }"), swap("map<string, N> m = 1;", "message N { int32 b = 1; }")},
	{"an enum in a map", swap("map<string, E> m = 1;", "enum E { Z = 0; ONE = 1; }"), swap("map<string, E> m = 1;", "enum E { Z = 0; UNO = 1; }")},
	{"an enum in a list", swap("repeated E m = 1;", "enum E { Z = 0; ONE = 1; }"), swap("repeated E m = 1;", "enum E { Z = 0; ONE = 1; TWO = 2; }")},
	{"a value is added", swap("E m = 1;", "enum E { Z = 0; ONE = 1; }"), swap("E m = 1;", "enum E { Z = 0; ONE = 1; TWO = 2; }")},
	{"a value is removed", swap("E m = 1;", "enum E { Z = 0; ONE = 1; TWO = 2; }"), swap("E m = 1;", "enum E { Z = 0; ONE = 1; }")},
	{"a value is renumbered", swap("E m = 1;", "enum E { Z = 0; ONE = 1; }"), swap("E m = 1;", "enum E { Z = 0; ONE = 2; }")},
	{"the zero value is renamed", swap("E m = 1;", "enum E { Z = 0; ONE = 1; }"), swap("E m = 1;", "enum E { NULL = 0; ONE = 1; }")},
	{"a value gets an alias before it", swap("E m = 1;", "enum E { Z = 0; ONE = 1; }"), swap("E m = 1;", "enum E { option allow_alias = true; Z = 0; UNO = 1; ONE = 1; }")},
	{"a value gets an alias behind it", swap("E m = 1;", "enum E { Z = 0; ONE = 1; }"), swap("E m = 1;", "enum E { option allow_alias = true; Z = 0; ONE = 1; UNO = 1; }")},
	{"an alias is removed", swap("E m = 1;", "enum E { option allow_alias = true; Z = 0; ONE = 1; UNO = 1; }"), swap("E m = 1;", "enum E { Z = 0; ONE = 1; }")},
	{"another enum", swap("E m = 1;", "enum E { Z = 0; ONE = 1; }"), swap("F m = 1;", "enum F { ZERO = 0; UNO = 1; }")},
	{"another enum in another order", swap("E m = 1;", "enum E { Z = 0; ONE = 1; TWO = 2; }"), swap("F m = 1;", "enum F { Z = 0; ONE = 2; TWO = 1; }")},
	{"an enum is a number", swap("E m = 1;", "enum E { Z = 0; ONE = 1; }"), swap("int32 m = 1;", "")},
	{"values of an enum in a message", swap("N n = 1;", "message N { E m = 1; } enum E { Z = 0; ONE = 1; }"), swap("N n = 1;", "message N { E m = 1; } enum E { Z = 0; UNO = 1; }")},
	{"new values in a message, a list and a map", swap("N n = 1; repeated N l = 2; map<string, N> m = 3; map<string, E> e = 4;", "message N { E m = 1; } enum E { Z = 0; }"), swap("N n = 1; repeated N l = 2; map<string, N> m = 3; map<string, E> e = 4;", "message N { E m = 1; } enum E { Z = 0; TWO = 2; }")},
	{"a message is bytes", swap("N n = 1;", "message N { int32 a = 1; }"), swap("bytes n = 1;", "")},
	{"bytes are a message", swap("bytes n = 1;", ""), swap("N n = 1;", "message N { int32 a = 1; }")},
	{"a message is a text", swap("N n = 1;", "message N { int32 a = 1; }"), swap("string n = 1;", "")},
	{"a message is a number", swap("N n = 1;", "message N { int32 a = 1; }"), swap("int32 n = 1;", "")},
	{"a field in a message", swap("N n = 1; repeated N l = 2; map<string, N> m = 3;", "message N { int32 a = 1; }"), swap("N n = 1; repeated N l = 2; map<string, N> m = 3;", "message N { sint32 a = 1; }")},
	{"a wrapper is a number", swap("google.protobuf.Int32Value n = 1;", ""), swap("int32 n = 1;", "")},
	{"a number is a wrapper", swap("int32 n = 1;", ""), swap("google.protobuf.Int32Value n = 1;", "")},
	{"a wrapper of another type", swap("google.protobuf.Int32Value n = 1;", ""), swap("google.protobuf.StringValue n = 1;", "")},
	{"a time is another", swap("google.protobuf.Timestamp n = 1;", ""), swap("google.protobuf.Duration n = 1;", "")},
	{"a time is a text", swap("google.protobuf.Timestamp n = 1;", ""), swap("string n = 1;", "")},
	{"anything is a struct", swap("google.protobuf.Any n = 1; google.protobuf.Value v = 2;", ""), swap("google.protobuf.Struct n = 1; google.protobuf.Struct v = 2;", "")},
	{"a well-known type is an own one", swap("google.protobuf.Timestamp n = 1;", ""), swap("N n = 1;", "message N { int64 seconds = 1; int32 nanos = 2; }")},
	{"an own type is a well-known one", swap("N n = 1;", "message N { int64 seconds = 1; int32 nanos = 2; }"), swap("google.protobuf.Timestamp n = 1;", "")},
	{"presence is gained", swap("int32 n = 1;", ""), swap("optional int32 n = 1;", "")},
	{"presence is lost", swap("optional int32 n = 1;", ""), swap("int32 n = 1;", "")},
	{"two of three are in a oneof", swap("int32 a = 1; int32 b = 2; int32 c = 3;", ""), swap("oneof o { int32 a = 1; int32 b = 2; } int32 c = 3;", "")},
	{"a oneof is dissolved", swap("oneof o { int32 a = 1; int32 b = 2; } int32 c = 3;", ""), swap("int32 a = 1; int32 b = 2; int32 c = 3;", "")},
	{"a oneof is split", swap("oneof o { int32 a = 1; int32 b = 2; int32 c = 3; }", ""), swap("oneof o { int32 a = 1; int32 b = 2; } oneof p { int32 c = 3; }", "")},
	{"a large oneof gains a member", swap("oneof o { int32 a = 1; int32 b = 2; int32 c = 3; int32 d = 4; }", ""), swap("oneof o { int32 a = 1; int32 b = 2; int32 c = 3; int32 d = 4; int32 e = 5; }", "")},
	{"a member of a large oneof changes", swap("oneof o { int32 a = 1; int32 b = 2; int32 c = 3; int32 d = 4; }", ""), swap("oneof o { int32 a = 1; int32 b = 2; int32 c = 3; sint32 d = 4; }", "")},
	{"fields change places", swap("int32 a = 1; string b = 2;", ""), swap("int32 b = 1; string a = 2;", "")},
	{"another message", swap("N n = 1;", "message N { int32 a = 1; string b = 2; }"), swap("M n = 1;", "message M { int32 a = 1; int32 c = 2; }")},

	{"proto2: the same", swap2("required int32 n = 1; optional string s = 2 [default = \"x\"]; repeated group G = 3 { optional int32 a = 1; } optional E e = 4; extensions 10 to 20;", "enum E { ONE = 1; TWO = 2; } extend R { optional int32 x = 10; } message O { extend A { optional N y = 11; } } message N { optional int32 a = 1; }"),
		swap2("required int32 n = 1; optional string s = 2 [default = \"x\"]; repeated group G = 3 { optional int32 a = 1; } optional E e = 4; extensions 10 to 20;", "enum E { ONE = 1; TWO = 2; } extend R { optional int32 x = 10; } message O { extend A { optional N y = 11; } } message N { optional int32 a = 1; }")},
	{"proto2: an extension changes", swap2("extensions 10 to 20;", "extend R { optional int32 x = 10; } message O { extend A { optional int32 y = 11; } }"), swap2("extensions 10 to 20;", "extend R { optional sint32 x = 10; } message O { extend A { optional sint32 y = 11; } }")},
	{"proto2: an extension is renumbered", swap2("extensions 10 to 20;", "extend R { optional int32 x = 10; } extend A { optional int32 y = 11; }"), swap2("extensions 10 to 20;", "extend R { optional int32 x = 12; } extend A { optional int32 y = 13; }")},
	{"proto2: a required field is added", swap2("optional int32 n = 1;", ""), swap2("optional int32 n = 1; required int32 m = 2;", "")},
	{"proto2: a required field is removed", swap2("optional int32 n = 1; required int32 m = 2;", ""), swap2("optional int32 n = 1;", "")},
	{"proto2: required in a message", swap2("optional N n = 1;", "message N { optional int32 m = 1; }"), swap2("optional N n = 1;", "message N { required int32 m = 1; }")},
	{"proto2: a default changes", swap2("optional int32 n = 1 [default = 3]; optional string s = 2 [default = \"x\"]; optional bytes b = 3 [default = \"x\"];", ""), swap2("optional int32 n = 1 [default = 4]; optional string s = 2; optional bytes b = 3 [default = \"y\"];", "")},
	{"proto2: a default beside a message", swap2("optional string n = 1 [default = \"x\"];", ""), swap2("optional N n = 1;", "message N { optional int32 a = 1; }")},
	{"proto2: a text with a default is bytes", swap2("optional string n = 1 [default = \"x\"];", ""), swap2("optional bytes n = 1;", "")},
	{"proto2: a closed enum gains a value", swap2("optional E e = 1; repeated E l = 2; map<string, E> m = 3; optional N n = 4; repeated N k = 5; map<string, N> j = 6;", "message N { repeated E e = 1; } enum E { Z = 0; }"), swap2("optional E e = 1; repeated E l = 2; map<string, E> m = 3; optional N n = 4; repeated N k = 5; map<string, N> j = 6;", "message N { repeated E e = 1; } enum E { Z = 0; ONE = 1; }")},
	{"proto2: a closed enum loses a value", swap2("optional E e = 1; repeated E l = 2; map<string, E> m = 3; optional N n = 4; repeated N k = 5; map<string, N> j = 6;", "message N { repeated E e = 1; } enum E { Z = 0; ONE = 1; }"), swap2("optional E e = 1; repeated E l = 2; map<string, E> m = 3; optional N n = 4; repeated N k = 5; map<string, N> j = 6;", "message N { repeated E e = 1; } enum E { Z = 0; }")},
	{"proto2: an enum gets another default", swap2("optional E e = 1;", "enum E { ONE = 1; TWO = 2; }"), swap2("optional E e = 1;", "enum E { TWO = 2; ONE = 1; }")},
	{"proto2: a closed enum is a number", swap2("optional E e = 1;", "enum E { ONE = 1; }"), swap2("optional int32 e = 1;", "")},
	{"proto2: a number is a closed enum", swap2("optional int32 e = 1; repeated int32 l = 2;", ""), swap2("optional E e = 1; repeated E l = 2;", "enum E { ONE = 1; }")},
	{"proto2: a group is a message", swap2("optional group G = 1 { optional int32 a = 1; }", ""), swap2("optional N g = 1;", "message N { optional int32 a = 1; }")},
	{"proto2: texts are verified", swap2("optional string s = 1;", ""), three + "service S { rpc Do(R) returns (A); } message R { optional string s = 1; } message A { optional string s = 1; }"},

	{"a method is removed", three + "service S { rpc Do(R) returns (R); rpc Other(R) returns (A); } message R { int32 a = 1; } message A {}", three + "service S { rpc Do(R) returns (R); } message R { int32 a = 1; } message A {}"},
	{"a method is renamed", three + "service S { rpc Do(R) returns (A); } message R { int32 a = 1; } message A {}", three + "service S { rpc Make(R) returns (A); } message R { sint32 a = 1; } message A {}"},
	{"a client streams", three + "service S { rpc Do(R) returns (A); rpc In(stream R) returns (A); } message R {} message A {}", three + "service S { rpc Do(stream R) returns (A); rpc In(R) returns (A); } message R {} message A {}"},
	{"a server streams", three + "service S { rpc Do(R) returns (A); rpc In(R) returns (stream A); } message R {} message A {}", three + "service S { rpc Do(R) returns (stream A); rpc In(R) returns (A); } message R {} message A {}"},
	{"a call by GET", three + "service S { rpc Do(R) returns (A) { option idempotency_level = NO_SIDE_EFFECTS; } rpc In(R) returns (A); rpc Up(stream R) returns (A) { option idempotency_level = NO_SIDE_EFFECTS; } rpc Down(R) returns (stream A) { option idempotency_level = NO_SIDE_EFFECTS; } rpc Same(R) returns (A) { option idempotency_level = NO_SIDE_EFFECTS; } } message R {} message A {}",
		three + "service S { rpc Do(R) returns (A) { option idempotency_level = IDEMPOTENT; } rpc In(R) returns (A) { option idempotency_level = NO_SIDE_EFFECTS; } rpc Up(stream R) returns (A); rpc Down(R) returns (stream A); rpc Same(R) returns (A) { option idempotency_level = NO_SIDE_EFFECTS; } } message R {} message A {}"},
	{"a method has another request", three + "service S { rpc Do(R) returns (A); } message R { int32 a = 1; } message A {}", three + "service S { rpc Do(Q) returns (A); } message Q { int32 b = 1; } message A {}"},
	{"a library", three + "message R { int32 a = 1; N n = 2; message N { E e = 1; enum E { Z = 0; ONE = 1; } } } enum F { Y = 0; TWO = 2; }", three + "message R { sint32 a = 1; N n = 2; message N { E e = 1; enum E { Z = 0; UNO = 1; } } } enum F { Y = 0; ZWEI = 2; }"},
	{"a library loses a message", three + "message R { int32 a = 1; } message N {} enum F { Y = 0; }", three + "message R { int32 a = 1; } enum F { Y = 0; TWO = 2; }"},

	{"route: the same", route1("string id = 1; N n = 2; E e = 3; bool b = 4; repeated string r = 5; google.protobuf.Timestamp t = 6; google.protobuf.BoolValue w = 7; map<string, string> m = 8; repeated N l = 9; google.protobuf.Struct s = 10; optional int64 i = 11; google.protobuf.StringValue v = 12; google.protobuf.Duration d = 13; google.protobuf.FieldMask f = 14;", `get: "/v1/{id}"`),
		route1("string id = 1; N n = 2; E e = 3; bool b = 4; repeated string r = 5; google.protobuf.Timestamp t = 6; google.protobuf.BoolValue w = 7; map<string, string> m = 8; repeated N l = 9; google.protobuf.Struct s = 10; optional int64 i = 11; google.protobuf.StringValue v = 12; google.protobuf.Duration d = 13; google.protobuf.FieldMask f = 14;", `get: "/v1/{id}"`)},
	{"route: removed", route1("string id = 1;", `get: "/v1/{id}"`), three + "service S { rpc Do(R) returns (A); } message R { string id = 1; } message A { N n = 1; N m = 2; string s = 3; } message N { string a = 1; int32 b = 2; repeated string c = 3; }"},
	{"route: another verb", route1("string id = 1;", `put: "/v1/{id}"`), route1("string id = 1;", `patch: "/v1/{id}"`)},
	{"route: another path", route1("string id = 1;", `delete: "/v1/{id}"`), route1("string id = 1;", `delete: "/v2/{id}"`)},
	{"route: any verb", route1("string id = 1;", `post: "/v1/{id}"`), route1("string id = 1;", `custom: {kind: "*" path: "/v1/{id}"}`)},
	{"route: no longer any verb", route1("string id = 1;", `custom: {kind: "*" path: "/v1/{id}"}`), route1("string id = 1;", `post: "/v1/{id}"`)},
	{"route: an own verb", route1("string id = 1;", `custom: {kind: "HEAD" path: "/v1/{id}"}`), route1("string id = 1;", `custom: {kind: "LIST" path: "/v1/{id}"}`)},
	{"route: an additional one", route1("string id = 1;", `get: "/v1/{id}"`), route1("string id = 1;", `get: "/v2/{id}" additional_bindings {get: "/v1/{id}"}`)},
	{"route: an additional one is removed", route1("string id = 1;", `get: "/v2/{id}" additional_bindings {get: "/v1/{id}"}`), route1("string id = 1;", `get: "/v2/{id}"`)},
	{"route: wider", route1("string id = 1;", `get: "/v1/{id=a/*}"`), route1("string id = 1;", `get: "/v1/{id=**}"`)},
	{"route: narrower", route1("string id = 1;", `get: "/v1/{id=**}"`), route1("string id = 1;", `get: "/v1/{id=a/*}"`)},
	{"route: of another field", route1("string id = 1; string key = 2;", `get: "/v1/{id}"`), route1("string id = 1; string key = 2;", `get: "/v1/{key}"`)},
	{"route: of a field in a message", route1("N n = 1; string id = 2;", `get: "/v1/{n.a}"`), route1("N n = 1; string id = 2;", `get: "/v1/{id}"`)},
	{"route: of a number", route1("N n = 1; int64 id = 2;", `get: "/v1/{n.b}/{id}"`), route1("N n = 1; string id = 2;", `get: "/v1/{n.b}/{id}"`)},
	{"route: of a list", route1("repeated string id = 1;", `get: "/v1/x"`), route1("repeated string id = 1;", `get: "/v1/y"`)},
	{"body: all to a field", route1("string id = 1; N n = 2;", `post: "/v1/{id}" body: "*"`), route1("string id = 1; N n = 2;", `post: "/v1/{id}" body: "n"`)},
	{"body: a field to all", route1("string id = 1; N n = 2;", `post: "/v1/{id}" body: "n"`), route1("string id = 1; N n = 2;", `post: "/v1/{id}" body: "*"`)},
	{"body: a field to none", route1("string id = 1; N n = 2;", `post: "/v1/{id}" body: "n"`), route1("string id = 1; N n = 2;", `post: "/v1/{id}"`)},
	{"body: none to a field", route1("string id = 1; N n = 2;", `post: "/v1/{id}"`), route1("string id = 1; N n = 2;", `post: "/v1/{id}" body: "n"`)},
	{"body: none to all", route1("string id = 1; N n = 2;", `post: "/v1/{id}"`), route1("string id = 1; N n = 2;", `post: "/v1/{id}" body: "*"`)},
	{"body: another field", route1("string id = 1; N n = 2; N m = 3;", `post: "/v1/{id}" body: "n"`), route1("string id = 1; N n = 2; N m = 3;", `post: "/v1/{id}" body: "m"`)},
	{"body: the same", route1("string id = 1; N n = 2; map<string, string> m = 3;", `post: "/v1/{id}" body: "n"`), route1("string id = 1; N n = 2; map<string, string> m = 3;", `post: "/v1/{id}" body: "n"`)},
	{"body: all, the same", route1("string id = 1; N n = 2; map<string, string> m = 3;", `post: "/v1/{id}" body: "*"`), route1("string id = 1; N n = 2; map<string, string> m = 3;", `post: "/v1/{id}" body: "*"`)},
	{"body: of a text", route1("string id = 1; string key = 2;", `post: "/v1/{id}" body: "key"`), route1("string id = 1; string key = 2;", `post: "/v1/{id}" body: "*"`)},
	{"response: a part", route1("string id = 1;", `get: "/v1/{id}" response_body: "n"`), route1("string id = 1;", `get: "/v1/{id}"`)},
	{"response: another part", route1("string id = 1;", `get: "/v1/{id}" response_body: "n"`), route1("string id = 1;", `get: "/v1/{id}" response_body: "m"`)},
	{"response: the same part", route1("string id = 1;", `get: "/v1/{id}" response_body: "n"`), route1("string id = 1;", `get: "/v1/{id}" response_body: "n"`)},
	{"query: a parameter is removed", route1("string id = 1; N n = 2;", `get: "/v1/{id}"`), route1("string id = 1;", `get: "/v1/{id}"`)},
	{"query: a parameter changes its type", route1("string id = 1; string n = 2; bool b = 3;", `get: "/v1/{id}"`), route1("string id = 1; int32 n = 2; string b = 3;", `get: "/v1/{id}"`)},
	{"query: a parameter is a message", route1("string id = 1; string n = 2;", `get: "/v1/{id}"`), route1("string id = 1; N n = 2;", `get: "/v1/{id}"`)},
	{"query: a message is a parameter", route1("string id = 1; N n = 2;", `get: "/v1/{id}"`), route1("string id = 1; string n = 2;", `get: "/v1/{id}"`)},
	{"query: one is many", route1("string id = 1; string n = 2; E e = 3;", `get: "/v1/{id}"`), route1("string id = 1; repeated string n = 2; repeated E e = 3;", `get: "/v1/{id}"`)},
	{"query: many are one", route1("string id = 1; repeated string n = 2;", `get: "/v1/{id}"`), route1("string id = 1; string n = 2;", `get: "/v1/{id}"`)},
}

func TestTalks(t *testing.T) {
	var all strings.Builder
	for _, c := range conversations {
		found, err := Look(compile(t, c.old), compile(t, c.now))
		if err != nil {
			t.Fatalf("%s: %v", c.name, err)
		}
		fmt.Fprintln(&all, c.name)
		for _, line := range append(lines("wire", found.Wire), lines("json", found.JSON)...) {
			fmt.Fprintln(&all, line)
		}
	}
	golden(t, "testdata/talks.txt", all.String())
}

// kinds are the types of a field, with their short names in the matrix.
var kinds = []string{
	"double", "float", "int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "sfixed32", "sfixed64", "bool", "string", "bytes", "E", "N", "google.protobuf.Timestamp", "google.protobuf.BoolValue",
}

// TestTypesOfFields changes the type of a field to each other type. The matrix has a pair of letters for the request and the
// response: w if it is noticed on the wire, j in JSON, b in both, and a dot if it is not noticed.
func TestTypesOfFields(t *testing.T) {
	version := func(shift int) string {
		var source strings.Builder
		source.WriteString(three + "enum E { Z = 0; ONE = 1; } message N { int32 a = 1; string b = 2; } service S {\n")
		for i := range kinds {
			fmt.Fprintf(&source, "rpc Do%d(R%d) returns (A%d);\n", i, i, i)
		}
		source.WriteString("}\n")
		for i := range kinds {
			kind := kinds[(i+shift)%len(kinds)]
			fmt.Fprintf(&source, "message R%d { %s n = 1; } message A%d { %s n = 1; }\n", i, kind, i, kind)
		}
		return source.String()
	}
	cells := map[[2]int]string{}
	first := compile(t, version(0))
	for shift := range kinds {
		found, err := Look(first, compile(t, version(shift)))
		if err != nil {
			t.Fatal(err)
		}
		for i := range kinds {
			cell := ""
			for _, message := range []string{"R", "A"} {
				about := func(f evidence.Finding) bool {
					name := fmt.Sprintf("zz0000.p.v1.%s%d", message, i)
					return f.Element == name || strings.HasPrefix(f.Element, name+".")
				}
				wire, json := slices.ContainsFunc(found.Wire, about), slices.ContainsFunc(found.JSON, about)
				switch {
				case wire && json:
					cell += "b"
				case wire:
					cell += "w"
				case json:
					cell += "j"
				default:
					cell += "."
				}
			}
			cells[[2]int{i, (i + shift) % len(kinds)}] = cell
		}
	}
	var matrix strings.Builder
	matrix.WriteString("old, and in this order new\n")
	for i, kind := range kinds {
		fmt.Fprintf(&matrix, "%-26s", kind)
		for k := range kinds {
			matrix.WriteString(" " + cells[[2]int{i, k}])
		}
		matrix.WriteString("\n")
	}
	golden(t, "testdata/types.txt", matrix.String())
}

// TestSamples checks that samples have the ends of ranges, undeclared values of enums, and strings that are not UTF-8.
func TestSamples(t *testing.T) {
	var all strings.Builder
	for _, source := range []string{
		three + "message M { double a = 1; float b = 2; int32 c = 3; int64 d = 4; uint32 e = 5; uint64 f = 6; sint32 g = 7; sint64 h = 8; fixed32 i = 9; fixed64 j = 10; sfixed32 k = 11; sfixed64 l = 12; bool m = 13; string n = 14; bytes o = 15; E p = 16; } enum E { Z = 0; ONE = 1; }",
		three + "message M { repeated int32 a = 1; map<string, int32> b = 2; map<bool, N> c = 3; N d = 4; repeated N e = 5; oneof o { int32 f = 6; string g = 7; N h = 8; bool i = 9; } optional string j = 10; M k = 11; } message N { string a = 1; N n = 2; oneof o { int32 b = 3; } }",
		three + "message M { google.protobuf.Any a = 1; google.protobuf.Value b = 2; google.protobuf.Struct c = 3; google.protobuf.ListValue d = 4; google.protobuf.Timestamp e = 5; google.protobuf.Duration f = 6; google.protobuf.FieldMask g = 7; google.protobuf.Empty h = 8; google.protobuf.Int32Value i = 9; }",
		two + "message M { required int32 a = 1; optional string b = 2; optional E c = 3; required N d = 4; extensions 10 to 20; } enum E { ONE = 1; TWO = 2; } message N { required M m = 1; required bool b = 2; } extend M { optional int32 x = 10; repeated string y = 11; }",
	} {
		source = strings.Replace(source, "required M m = 1;", "optional M m = 1;", 1)
		s, err := read(compile(t, source))
		if err != nil {
			t.Fatal(err)
		}
		found, err := s.files.FindDescriptorByName("zz0000.p.v1.M")
		if err != nil {
			t.Fatal(err)
		}
		m, ok := found.(protoreflect.MessageDescriptor)
		if !ok {
			t.Fatal("M is not a message")
		}
		for _, sample := range s.samples(m) {
			text := prototext.MarshalOptions{AllowPartial: true}.Format(sample.Interface())
			fmt.Fprintln(&all, strings.ReplaceAll(text, "  ", " "))
		}
	}
	golden(t, "testdata/samples.txt", all.String())
}
