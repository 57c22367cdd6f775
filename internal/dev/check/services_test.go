package check

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/gate"
)

// smallest is a contract that has all that a service can be made of.
var smallest = map[string]string{
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

// comparison is a repository with the contract in the folder base, and in the folder now with edits: an old text and a new
// one in turns.
func comparison(t *testing.T, edits ...string) string {
	t.Helper()
	root := t.TempDir()
	put(t, filepath.Join(root, "sdk.yaml"), settings, 0o644)
	used := 0
	for name, text := range smallest {
		put(t, filepath.Join(root, "base", name), text, 0o644)
		for i := 0; i < len(edits); i += 2 {
			if strings.Contains(text, edits[i]) {
				text = strings.Replace(text, edits[i], edits[i+1], 1)
				used++
			}
		}
		put(t, filepath.Join(root, "now", name), text, 0o644)
	}
	if used < len(edits)/2 {
		t.Fatalf("an edit changes nothing: %q", edits)
	}
	return root
}

func findings(t *testing.T, root string) []string {
	t.Helper()
	r, err := gate.Run(t.Context(), gate.Options{Root: root, Against: "base", Input: "now"})
	if err != nil {
		t.Fatal(err)
	}
	found, err := unraised(r)
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, f := range found {
		lines = append(lines, f.String())
	}
	return lines
}

func TestServicesRaiseTheirVersions(t *testing.T) {
	const current, patch, minor, major, down = "major: 1, minor: 2", "major: 1, minor: 2, patch: 1", "major: 1, minor: 3", "major: 2", "major: 1, minor: 1, patch: 9"
	const addedField, withField = "string id = 1;\n  optional", "string id = 1;\n string color = 9;\n  optional"
	const goneField, withoutField = "  optional string name = 2;\n", "reserved 2; reserved \"name\";\n"
	const ants, bees = "now/a/v1/a.proto:7:1: ", "now/b/v1/b.proto:4:1: "
	tests := []struct {
		name  string
		edits []string
		want  []string
	}{
		{"nothing", nil, nil},
		{"added field", []string{addedField, withField}, []string{
			ants + "Ants has additions since base, but its api_version is 1.2.0: raise minor, to 1.3.0 or higher; a.v1.Ant.color was added (field.added)",
		}},
		{"added field, patch raised", []string{addedField, withField, current, patch}, []string{
			ants + "Ants has additions since base, but its api_version is 1.2.1: raise minor, to 1.3.0 or higher; a.v1.Ant.color was added (field.added)",
		}},
		{"added field, minor raised", []string{addedField, withField, current, minor}, nil},
		{"added field, major raised", []string{addedField, withField, current, major}, nil},
		{"added field, version down", []string{addedField, withField, current, down}, []string{
			ants + "the api_version of Ants is lower than 1.2.0 in base: raise 1.1.9 to that or higher",
		}},
		{"version down, nothing else", []string{current, "minor: 9"}, []string{
			ants + "the api_version of Ants is lower than 1.2.0 in base: raise 0.9.0 to that or higher",
		}},
		{"version lost", []string{"option (qdrant.cloud.common.v1.api_version) = {major: 1, minor: 2};", ""}, []string{
			ants + "Ants has no api_version any more, it was 1.2.0 in base: set it to that or higher",
		}},
		{"version up, nothing else", []string{current, minor}, nil},
		{"removed field", []string{goneField, withoutField}, []string{
			ants + "Ants breaks its callers since base, but its api_version is 1.2.0: raise major, to 2.0.0 or higher; a.v1.Ant.name was removed: peers that still send it lose its value, and strict JSON parsers reject it (field.removed)",
		}},
		{"removed field, minor raised", []string{goneField, withoutField, current, minor}, []string{
			ants + "Ants breaks its callers since base, but its api_version is 1.3.0: raise major, to 2.0.0 or higher; a.v1.Ant.name was removed: peers that still send it lose its value, and strict JSON parsers reject it (field.removed)",
		}},
		{"removed field, major raised", []string{goneField, withoutField, current, major}, nil},
		{"option of a method", []string{"read:ants", "write:ants"}, []string{
			ants + "Ants breaks its callers since base, but its api_version is 1.2.0: raise major, to 2.0.0 or higher; a.v1.Ants.Get requires write:ants instead of read:ants (auth.permission_tightened)",
		}},
		{"option of a service", []string{current + "};", current + "};\n option (qdrant.cloud.common.v1.internal) = true;"}, []string{
			ants + "Ants has changed since base, but its api_version is 1.2.0: raise patch, to 1.2.1 or higher; qdrant.cloud.common.v1.internal of a.v1.Ants changed from none to true (option)",
		}},
		{"looser limit of a field", []string{"max_len = 64", "max_len = 65"}, []string{
			ants + "Ants has additions since base, but its api_version is 1.2.0: raise minor, to 1.3.0 or higher; a.v1.GetRequest.id accepts more values: string.max_len: 65 instead of string.max_len: 64 (validate.loosened)",
		}},
		{"tighter limit of a field", []string{"max_len = 64", "max_len = 63"}, []string{
			ants + "Ants breaks its callers since base, but its api_version is 1.2.0: raise major, to 2.0.0 or higher; a.v1.GetRequest.id accepts fewer values: string.max_len: 63 instead of string.max_len: 64 (validate.tightened)",
		}},
		{"number of a field", []string{"Kind kind = 2", "Kind kind = 3"}, []string{
			ants + "Ants breaks its callers since base, but its api_version is 1.2.0: raise major, to 2.0.0 or higher; the number of a.v1.Ant.Nest.kind changed from 2 to 3: peers that use the binary format read it as another field or skip it (field.renumbered)",
		}},
		{"type of a field", []string{"Kind kind = 2", "int32 kind = 2"}, []string{
			ants + "Ants breaks its callers since base, but its api_version is 1.2.0: raise major, to 2.0.0 or higher; the type of a.v1.Ant.Nest.kind changed from a.v1.Kind to int32: JSON writes enum values by name (field.type.enum_int)",
		}},
		{"presence", []string{"optional string name", "string name"}, []string{
			ants + "Ants breaks its callers since base, but its api_version is 1.2.0: raise major, to 2.0.0 or higher; the presence of a.v1.Ant.name changed from explicit to implicit: only one side can tell an absent value from a zero value (field.presence)",
		}},
		{"out of a oneof", []string{"string tree = 4; }", "} string tree = 4;"}, []string{
			ants + "Ants breaks its callers since base, but its api_version is 1.2.0: raise major, to 2.0.0 or higher; a.v1.Ant.tree was moved out of the oneof home: peers with the former definition drop it when another member is set (oneof.field_out)",
		}},
		{"nested message", []string{"repeated Ant ants = 1;", "repeated Ant ants = 1; bool deep = 3;"}, []string{
			ants + "Ants has additions since base, but its api_version is 1.2.0: raise minor, to 1.3.0 or higher; a.v1.Ant.Nest.deep was added (field.added)",
		}},
		{"enum value", []string{"KIND_HILL = 1;", "KIND_HILL = 1; KIND_WOOD = 2;"}, []string{
			ants + "Ants has additions since base, but its api_version is 1.2.0: raise minor, to 1.3.0 or higher; a.v1.Kind.KIND_WOOD was added: JSON parsers with the former definition reject its name (enum_value.added)",
		}},
		{"through a map, in another file", []string{"string text = 1;", "string text = 1; string author = 2;"}, []string{
			ants + "Ants has additions since base, but its api_version is 1.2.0: raise minor, to 1.3.0 or higher; qdrant.cloud.common.v1.Note.author was added (field.added)",
		}},
		{"method gone", []string{"  rpc Get(GetRequest) returns (GetResponse);\n", ""}, []string{
			bees + "Bees breaks its callers since base, but its api_version is 1.0.0: raise major, to 2.0.0 or higher; b.v1.Bees.Get was removed: calls to it fail (method.removed)",
		}},
		{"method streams", []string{"rpc Get(GetRequest) returns (GetResponse) {", "rpc Get(GetRequest) returns (stream GetResponse) {"}, []string{
			ants + "Ants breaks its callers since base, but its api_version is 1.2.0: raise major, to 2.0.0 or higher; a.v1.Ants.Get changed from unary to stream (method.streaming)",
		}},
		{"deprecated", []string{"string id = 1;\n  optional", "string id = 1 [deprecated = true];\n  optional"}, []string{
			ants + "Ants has changed since base, but its api_version is 1.2.0: raise patch, to 1.2.1 or higher; the deprecation of a.v1.Ant.id changed from none to true (deprecated)",
		}},
		{"many changes, the worst is named", []string{addedField, withField, "read:ants", "write:ants"}, []string{
			ants + "Ants breaks its callers since base, but its api_version is 1.2.0: raise major, to 2.0.0 or higher; a.v1.Ants.Get requires write:ants instead of read:ants (auth.permission_tightened)",
		}},
		{"two services", []string{"message GetResponse {}", "message GetResponse { bool done = 1; }", "KIND_HILL", "KIND_MOUND"}, []string{
			ants + "Ants breaks its callers since base, but its api_version is 1.2.0: raise major, to 2.0.0 or higher; a.v1.Kind.KIND_MOUND was renamed, its former name is KIND_HILL: JSON and source code refer to it by name (enum_value.renamed)",
			bees + "Bees has additions since base, but its api_version is 1.0.0: raise minor, to 1.1.0 or higher; b.v1.GetResponse.done was added (field.added)",
		}},
		{"what no method leads to", []string{"message Unused { string id = 1; }", "message Unused { int32 other = 7; }"}, nil},
		{"comments", []string{"// Gets it.", "// Fetches it.\n  //\n  // At once.", "// Has one method.", ""}, nil},
		{"order", []string{"string id = 1;\n  optional string name = 2;", "optional string name = 2;\n  string id = 1;"}, nil},
		{"a service is new", []string{"message Unused", "service New { rpc Get(GetRequest) returns (Unused); }\nmessage Unused"}, nil},
		{"a service is gone", []string{"service Bees", "service Wasps"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := findings(t, comparison(t, test.edits...))
			for i := range got {
				got[i] = strings.TrimSuffix(got[i], " (API_VERSION)")
			}
			if !slices.Equal(got, test.want) {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(test.want, "\n"))
			}
		})
	}
}

// Below 1.0 a version promises nothing, so that it need not become 1.0 for a break.
func TestServicesBelowOne(t *testing.T) {
	const field, none, renumbered = "message GetResponse {}", "message GetResponse { bool done = 1; }", "message GetResponse { bool done = 2; }"
	tests := []struct {
		before, after, from, to string
		want                    string
	}{
		{"minor: 4", "minor: 4", none, renumbered, "0.4.0: raise minor, to 0.5.0 or higher"},
		{"minor: 4", "minor: 4, patch: 1", none, renumbered, "0.4.1: raise minor, to 0.5.0 or higher"},
		{"minor: 4", "minor: 5", none, renumbered, ""},
		{"minor: 4", "major: 1", none, renumbered, ""},
		{"minor: 4", "minor: 4", field, none, "0.4.0: raise minor, to 0.5.0 or higher"},
		{"minor: 4", "minor: 5", field, none, ""},
		{"", "", field, none, "0.0.0: raise minor, to 0.1.0 or higher"},
	}
	for _, test := range tests {
		root := comparison(t)
		for folder, edits := range map[string][]string{"base": {test.before, test.from}, "now": {test.after, test.to}} {
			text := strings.Replace(smallest["b/v1/b.proto"], "major: 1", edits[0], 1)
			put(t, filepath.Join(root, folder, "b/v1/b.proto"), strings.Replace(text, field, edits[1], 1), 0o644)
		}
		got := strings.Join(findings(t, root), "\n")
		if test.want == "" && got != "" || !strings.Contains(got, test.want) {
			t.Errorf("%s to %s: got %q, want %q", test.before, test.after, got, test.want)
		}
	}
}

func TestReleaseFromBeforeTheOption(t *testing.T) {
	root := comparison(t)
	for name, text := range smallest {
		for _, gone := range []string{
			"optional Version api_version = 50008;", "option (qdrant.cloud.common.v1.api_version) = {major: 1, minor: 2};",
			"option (qdrant.cloud.common.v1.api_version) = {major: 1};",
		} {
			text = strings.Replace(text, gone, "", 1)
		}
		put(t, filepath.Join(root, "base", name), text, 0o644)
	}
	if found := findings(t, root); len(found) > 0 {
		t.Errorf("got %q", found)
	}
}

// A wrong name would else switch the check off without a word.
func TestOptionThatIsNotThere(t *testing.T) {
	root := comparison(t)
	put(t, filepath.Join(root, "sdk.yaml"), strings.Replace(settings, "v1.api_version", "v1.release", 1), 0o644)
	r, err := gate.Run(t.Context(), gate.Options{Root: root, Against: "base", Input: "now"})
	if err != nil {
		t.Fatal(err)
	}
	const want = "sdk.yaml: compatibility.api_version: the contract does not declare the option qdrant.cloud.common.v1.release"
	if _, err := unraised(r); err == nil || err.Error() != want {
		t.Errorf("got %v", err)
	}
}

// What is written about an element asks for no new version, and an accepted break does: its users meet it all the same.
func TestAcceptedBreakRaisesTheVersion(t *testing.T) {
	root := comparison(t, "Kind kind = 2", "Kind kind = 3")
	put(t, filepath.Join(root, "sdk.yaml"),
		settings+"  accept: [{rule: field.renumbered, element: a.v1.Ant.Nest.kind, reason: Nobody has sent it yet.}]\n", 0o644)
	if found := findings(t, root); len(found) != 1 || !strings.Contains(found[0], "raise major") {
		t.Errorf("got %q", found)
	}
}

// What all services share is the reason for each of them.
func TestReasonIsFoundForEveryService(t *testing.T) {
	const services = 40
	root := comparison(t)
	for folder, note := range map[string]string{"base": "string text = 1;", "now": "string text = 1; string author = 2;"} {
		var text strings.Builder
		text.WriteString(`syntax = "proto3"; package c.v1; import "qdrant/cloud/common/v1/common.proto";` + "\n")
		for i := range services {
			fmt.Fprintf(&text, "service S%d { option (qdrant.cloud.common.v1.api_version) = {major: 1}; rpc Get(Request) returns (Request); }\n", i)
		}
		text.WriteString("message Request { Note note = 1; }\nmessage Note { " + note + " }\n")
		put(t, filepath.Join(root, folder, "c/v1/c.proto"), text.String(), 0o644)
	}
	found := findings(t, root)
	if len(found) != services {
		t.Fatalf("%d findings", len(found))
	}
	for i, line := range found {
		want := fmt.Sprintf("now/c/v1/c.proto:%d:1: S%d has additions since base, but its api_version is 1.0.0: "+
			"raise minor, to 1.1.0 or higher; c.v1.Note.author was added (field.added) (API_VERSION)", i+2, i)
		if line != want {
			t.Errorf("got  %s\nwant %s", line, want)
		}
	}
}
