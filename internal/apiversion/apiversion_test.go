package apiversion

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/qdrant/qdrant-cloud-public-api/internal/image"
)

// The smallest contract that has all that a surface is made of.
var files = map[string]string{
	"qdrant/cloud/common/v1/common.proto": `syntax = "proto3";
package qdrant.cloud.common.v1;
import "google/protobuf/descriptor.proto";
extend google.protobuf.MethodOptions { repeated string permissions = 50001; }
extend google.protobuf.ServiceOptions { optional Version api_version = 50008; bool internal = 50009; }
message Version { uint32 major = 1; uint32 minor = 2; uint32 patch = 3; }
message Note { string text = 1; }
`,
	"a/v1/a.proto": `syntax = "proto3";
package a.v1;
import "buf/validate/validate.proto";
import "google/protobuf/timestamp.proto";
import "qdrant/cloud/common/v1/common.proto";
// Has one method.
service Ants {
  option (qdrant.cloud.common.v1.api_version) = {major: 1, minor: 2};
  // Gets it.
  rpc Get(GetRequest) returns (GetResponse) {
    option (qdrant.cloud.common.v1.permissions) = "read:ants";
  }
}
message GetRequest { string id = 1 [(buf.validate.field).string.max_len = 64]; }
message GetResponse { Ant ant = 1; }
message Ant {
  string id = 1;
  optional string name = 2;
  oneof home { Nest nest = 3; string tree = 4; }
  map<string, Food> food = 5;
  google.protobuf.Timestamp born_at = 6;
  message Nest { repeated Ant ants = 1; Kind kind = 2; }
}
message Food { qdrant.cloud.common.v1.Note note = 1; }
message Unused { string id = 1; }
enum Kind { KIND_UNSPECIFIED = 0; KIND_HILL = 1; }
`,
	"b/v1/b.proto": `syntax = "proto3";
package b.v1;
import "qdrant/cloud/common/v1/common.proto";
service Bees {
  option (qdrant.cloud.common.v1.api_version) = {major: 1};
  rpc Get(GetRequest) returns (GetResponse);
}
message GetRequest {}
message GetResponse {}
`,
}

// contract is the tree with edits: an old text and a new one in turns.
func contract(t *testing.T, edits ...string) *image.Image {
	t.Helper()
	tree := fstest.MapFS{}
	used := 0
	replacer := func(text string) string {
		for i := 0; i < len(edits); i += 2 {
			if strings.Contains(text, edits[i]) {
				text = strings.Replace(text, edits[i], edits[i+1], 1)
				used++
			}
		}
		return text
	}
	for name, text := range files {
		if text = replacer(text); text != "" {
			tree[name] = &fstest.MapFile{Data: []byte(text)}
		}
	}
	if used < len(edits)/2 {
		t.Fatalf("an edit changes nothing: %q", edits)
	}
	from, err := image.FromFS(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	return from
}

const (
	ants = "a/v1/a.proto:7:1: Ants has changed since v0.3.0 ("
	mend = ": raise major for what breaks callers, minor for what is added, patch for what is corrected (API_VERSION)"
	same = "), but its api_version is still 1.2.0" + mend
)

func TestCheck(t *testing.T) {
	const current, minor, major, down = "major: 1, minor: 2", "major: 1, minor: 3", "major: 2", "major: 1, minor: 1, patch: 9"
	const addedField, withField = "string id = 1;\n  optional", "string id = 1;\n string color = 9;\n  optional"
	tests := []struct {
		name  string
		edits []string
		want  []string
	}{
		{"nothing", nil, nil},
		{"added field", []string{addedField, withField}, []string{ants + "message Ant field color added" + same}},
		{"added field, minor raised", []string{addedField, withField, current, minor}, nil},
		{"added field, major raised", []string{addedField, withField, current, major}, nil},
		{"added field, patch raised", []string{addedField, withField, current, current + ", patch: 1"}, nil},
		{"added field, version down", []string{addedField, withField, current, down},
			[]string{"a/v1/a.proto:7:1: the api_version of Ants went down from 1.2.0 in v0.3.0 to 1.1.9: it can only go up (API_VERSION)"}},
		{"version down, nothing else", []string{current, "minor: 9"},
			[]string{"a/v1/a.proto:7:1: the api_version of Ants went down from 1.2.0 in v0.3.0 to 0.9.0: it can only go up (API_VERSION)"}},
		{"version lost", []string{"option (qdrant.cloud.common.v1.api_version) = {major: 1, minor: 2};", ""},
			[]string{"a/v1/a.proto:7:1: the api_version of Ants went down from 1.2.0 in v0.3.0 to 0.0.0: it can only go up (API_VERSION)"}},
		{"version up, nothing else", []string{current, minor}, nil},
		{"option of a method", []string{"read:ants", "write:ants"}, []string{ants + "method Get changed" + same}},
		{"option of a service", []string{current + "};", current + "};\n option (qdrant.cloud.common.v1.internal) = true;"},
			[]string{ants + "options of the service changed" + same}},
		{"limit of a field", []string{"max_len = 64", "max_len = 65"}, []string{ants + "message GetRequest field id changed" + same}},
		{"number of a field", []string{"bool internal", "bool inside", "Kind kind = 2", "Kind kind = 3"}, []string{ants + "message Ant.Nest field kind changed" + same}},
		{"type of a field", []string{"Kind kind = 2", "int32 kind = 2"}, []string{ants + "enum Kind removed, message Ant.Nest field kind changed" + same}},
		{"presence", []string{"optional string name", "string name"}, []string{ants + "message Ant field name changed" + same}},
		{"out of a oneof", []string{"string tree = 4; }", "} string tree = 4;"}, []string{ants + "message Ant field tree changed" + same}},
		{"nested message", []string{"repeated Ant ants = 1;", "repeated Ant ants = 1; bool deep = 3;"}, []string{ants + "message Ant.Nest field deep added" + same}},
		{"enum value", []string{"KIND_HILL = 1;", "KIND_HILL = 1; KIND_WOOD = 2;"}, []string{ants + "enum Kind value KIND_WOOD added" + same}},
		{"through a map, in another file", []string{"string text = 1;", "string text = 1; string author = 2;"},
			[]string{ants + "message qdrant.cloud.common.v1.Note field author added" + same}},
		{"method gone", []string{"  rpc Get(GetRequest) returns (GetResponse);\n", ""},
			[]string{"b/v1/b.proto:4:1: Bees has changed since v0.3.0 (message GetRequest removed, message GetResponse removed, method Get removed" +
				"), but its api_version is still 1.0.0" + mend}},
		{"method streams", []string{"rpc Get(GetRequest) returns (GetResponse) {", "rpc Get(GetRequest) returns (stream GetResponse) {"},
			[]string{ants + "method Get changed" + same}},
		{"many changes", []string{"string id = 1;\n  optional string name = 2;", "string key = 1; string a = 11; string b = 12; string c = 13;"},
			[]string{ants + "message Ant field id removed, message Ant field name removed, message Ant field a added and 3 more" + same}},
		{"two services", []string{"message GetResponse {}", "message GetResponse { bool done = 1; }", "KIND_HILL", "KIND_MOUND"}, []string{
			ants + "enum Kind value KIND_HILL removed, enum Kind value KIND_MOUND added" + same,
			"b/v1/b.proto:4:1: Bees has changed since v0.3.0 (message GetResponse field done added), but its api_version is still 1.0.0" + mend,
		}},
		{"what no method leads to", []string{"message Unused { string id = 1; }", "message Unused { int32 other = 7; }"}, nil},
		{"comments", []string{"// Gets it.", "// Fetches it.\n  //\n  // At once.", "// Has one method.", ""}, nil},
		{"order", []string{"string id = 1;\n  optional string name = 2;", "optional string name = 2;\n  string id = 1;"}, nil},
		{"a service is new", []string{"message Unused", "service New { rpc Get(GetRequest) returns (Unused); }\nmessage Unused"}, nil},
		{"a service is gone", []string{"service Bees", "service Wasps"}, nil},
	}
	base := contract(t)
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found, err := Check("v0.3.0", base, contract(t, test.edits...))
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, finding := range found {
				got = append(got, finding.String())
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

func TestReleaseFromBeforeTheOption(t *testing.T) {
	base := contract(t,
		"optional Version api_version = 50008;", "",
		"option (qdrant.cloud.common.v1.api_version) = {major: 1, minor: 2};", "",
		"option (qdrant.cloud.common.v1.api_version) = {major: 1};", "")
	if found, err := Check("v0.1.0", base, contract(t)); err != nil || len(found) > 0 {
		t.Errorf("got %v, %v", found, err)
	}
}

func TestVersionThatIsNone(t *testing.T) {
	odd := contract(t, "optional Version api_version", "optional Note api_version",
		"{major: 1, minor: 2}", `{text: "1.2.0"}`, "{major: 1}", `{text: "1.0.0"}`)
	if _, err := Check("v0.1.0", odd, odd); err == nil || !strings.Contains(err.Error(), "has no field major") {
		t.Errorf("got %v", err)
	}
}

func TestContractHasNotChangedSinceItself(t *testing.T) {
	from, err := image.FromDir(t.Context(), "../../proto")
	if err != nil {
		t.Fatal(err)
	}
	if found, err := Check("v0.1.0", from, from); err != nil || len(found) > 0 {
		t.Errorf("got %v, %v", found, err)
	}
}
