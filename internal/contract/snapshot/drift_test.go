package snapshot

import (
	"io/fs"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

// tree is the contract's sources, read once.
var tree = sync.OnceValues(func() (fstest.MapFS, error) {
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(protos), ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := fs.ReadFile(os.DirFS(protos), name)
		files[name] = &fstest.MapFile{Data: content}
		return err
	})
	return files, err
})

const (
	iam      = "qdrant/cloud/iam/v1/iam.proto"
	common   = "qdrant/cloud/common/v1/common.proto"
	cluster  = "qdrant/cloud/cluster/v1/cluster.proto"
	platform = "qdrant/cloud/platform/v1/platform.proto"
	apiKeys  = "qdrant/cloud/serverless/space/auth/v1/space_api_key.proto"
)

// TestEveryEditIsReported makes one edit at a time in a copy of the contract. The report must have these lines and no others.
func TestEveryEditIsReported(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, file string
		after      string // The edit is made after this text.
		old, new   string
		want       []string // The report, without the file.
	}{
		{"field renamed", iam, "message Role {", "string description = 6", "string summary = 6", []string{
			`message Role, field description: want {name: "description", number: 6, type: "string", validate: {string: {max_len: "256"}}}, got nothing`,
			`message Role, field summary: want nothing, got {name: "summary", number: 6, type: "string", validate: {string: {max_len: "256"}}}`,
		}},
		{"field number", iam, "message Role {", "string description = 6", "string description = 16", []string{
			`message Role, field description: number: want 6, got 16`,
		}},
		{"field type", iam, "message Role {", "string id = 1;", "bytes id = 1;", []string{
			`message Role, field id: type: want "string", got "bytes"`,
		}},
		{"field made repeated", iam, "message Role {", "string id = 1;", "repeated string id = 1;", []string{
			`message Role, field id: type: want "string", got "repeated string"`,
		}},
		{"optional lost", iam, "message Role {", "optional SystemRoleSubType sub_type", "SystemRoleSubType sub_type", []string{
			`message Role, field sub_type: type: want "optional SystemRoleSubType", got "SystemRoleSubType"`,
		}},
		{"field added", iam, "message UserDemographics {", "usage_tags = 2;", "usage_tags = 2;\n string x = 7; reserved 8;", []string{
			`message UserDemographics, field x: want nothing, got {name: "x", number: 7, type: "string"}`,
			`message UserDemographics: reserved_numbers: want nothing, got [8]`,
		}},
		{"oneof renamed", common, "message NetworkPolicyPeer {", "oneof peer_type {", "oneof peer {", []string{
			`message NetworkPolicyPeer, field selector: oneof: want "peer_type", got "peer"`,
			`message NetworkPolicyPeer, field ip_block: oneof: want "peer_type", got "peer"`,
		}},
		{"member added to a oneof", common, "int32 port_number = 2 [(buf.validate.field).int32.gt = 0];", "string port_name", "bool any = 9; string port_name", []string{
			`message NetworkPolicyPort, field any: want nothing, got {name: "any", number: 9, type: "bool", oneof: "port_spec"}`,
		}},
		{"oneof option", apiKeys, "", "option (buf.validate.oneof).required = true;", "", []string{
			`message AccessRule: oneof_options: want {scope: {buf.validate.oneof: {required: true}}}, got nothing`,
		}},
		{"reserved number dropped", platform, "message ListCloudProvidersRequest {", "reserved 2;", "", []string{
			`message ListCloudProvidersRequest: reserved_numbers: want [2], got nothing`,
		}},
		{"reserved name dropped", apiKeys, "", `reserved "created_by_email";`, "", []string{
			`message SpaceApiKey: reserved_names: want ["created_by_email"], got nothing`,
		}},
		{"validation limit", iam, "message Role {", "max_len: 64", "max_len: 65", []string{
			`message Role, field name: validate.string.max_len: want "64", got "65"`,
		}},
		{"validation dropped", iam, "message Role {", "[(buf.validate.field).string.uuid = true]", "", []string{
			`message Role, field account_id: validate: want {string: {uuid: true}}, got nothing`,
		}},
		{"CEL expression", iam, "message Role {", "this.last_modified_at >= this.created_at", "this.last_modified_at > this.created_at", []string{
			`message Role: validate.cel[role.last_modified_at].expression: want ` +
				`"!has(this.created_at) || (has(this.last_modified_at) && this.last_modified_at >= this.created_at)", got ` +
				`"!has(this.created_at) || (has(this.last_modified_at) && this.last_modified_at > this.created_at)"`,
		}},
		{"CEL id", iam, "message Role {", `id: "role.id"`, `id: "role.uuid"`, []string{
			`message Role: validate.cel[role.id]: want {id: "role.id", message: "id must be a UUID once created_at is set", ` +
				`expression: "!has(this.created_at) || this.id.match…, got nothing`,
			`message Role: validate.cel[role.uuid]: want nothing, got {id: "role.uuid", message: "id must be a UUID once created_at is set", ` +
				`expression: "!has(this.created_at) || this.id.mat…`,
		}},
		{"permission", iam, "rpc ListRoles(", `"read:roles"`, `"write:roles"`, []string{
			`service IAMService, method ListRoles: options.qdrant.cloud.common.v1.permissions: want ["read:roles"], got ["write:roles"]`,
		}},
		{"route", iam, "rpc ListRoles(", `/roles"`, `/all-roles"`, []string{
			`service IAMService, method ListRoles: options.google.api.http.get: want "/api/iam/v1/accounts/{account_id}/roles", ` +
				`got "/api/iam/v1/accounts/{account_id}/all-roles"`,
		}},
		{"verb", iam, "rpc ListRoles(", `{get: "`, `{post: "`, []string{
			`service IAMService, method ListRoles: options.google.api.http.get: want "/api/iam/v1/accounts/{account_id}/roles", got nothing`,
			`service IAMService, method ListRoles: options.google.api.http.post: want nothing, got "/api/iam/v1/accounts/{account_id}/roles"`,
		}},
		{"actor type", iam, "rpc GetAuthenticatedUser(", "= ACTOR_TYPE_USER", "= ACTOR_TYPE_MANAGEMENT_KEY", []string{
			`service IAMService, method GetAuthenticatedUser: options.qdrant.cloud.common.v1.supported_actor_types: ` +
				`want ["ACTOR_TYPE_USER"], got ["ACTOR_TYPE_MANAGEMENT_KEY"]`,
		}},
		{"streaming", iam, "rpc ListRoles(", "returns (ListRolesResponse)", "returns (stream ListRolesResponse)", []string{
			`service IAMService, method ListRoles: server_streaming: want nothing, got true`,
		}},
		{"response", iam, "rpc ListRoles", "(ListRolesResponse)", "(ListPermissionsResponse)", []string{
			`service IAMService, method ListRoles: response: want "ListRolesResponse", got "ListPermissionsResponse"`,
		}},
		{"api_version", cluster, "service ClusterService {", "{major: 1}", "{major: 1, minor: 1}", []string{
			`service ClusterService: options.qdrant.cloud.common.v1.api_version.minor: want nothing, got 1`,
		}},
		{"deprecated", iam, "service IAMService {", "option ", "option deprecated = true; option ", []string{
			`service IAMService: options.deprecated: want nothing, got true`,
		}},
		{"enum value renumbered", iam, "enum OnboardingStatus {", "ONBOARDING_STATUS_COMPLETED = 2", "ONBOARDING_STATUS_COMPLETED = 3", []string{
			`enum OnboardingStatus, value ONBOARDING_STATUS_COMPLETED: number: want 2, got 3`,
		}},
		{"enum value renamed", iam, "enum OnboardingStatus {", "ONBOARDING_STATUS_COMPLETED", "ONBOARDING_STATUS_DONE", []string{
			`enum OnboardingStatus, value ONBOARDING_STATUS_COMPLETED: want {name: "ONBOARDING_STATUS_COMPLETED", number: 2}, got nothing`,
			`enum OnboardingStatus, value ONBOARDING_STATUS_DONE: want nothing, got {name: "ONBOARDING_STATUS_DONE", number: 2}`,
		}},
		{"enum alias and reserved", iam, "enum OnboardingStatus {", "ONBOARDING_STATUS_COMPLETED = 2;",
			"option allow_alias = true; reserved 7 to max; ONBOARDING_STATUS_COMPLETED = 2; ONBOARDING_STATUS_DONE = 2;", []string{
				`enum OnboardingStatus, value ONBOARDING_STATUS_DONE: want nothing, got {name: "ONBOARDING_STATUS_DONE", number: 2}`,
				`enum OnboardingStatus: options: want nothing, got {allow_alias: true}`,
				`enum OnboardingStatus: reserved_numbers: want nothing, got ["7 to max"]`,
			}},
		{"JSON name", iam, "message UserDemographics {", "use_case = 3", `use_case = 3 [json_name = "useFor"]`, []string{
			`message UserDemographics, field use_case: json_name: want nothing, got "useFor"`,
		}},
		{"file option", iam, "package qdrant.cloud.iam.v1;", "\n", "\noption java_multiple_files = true;\n", []string{
			`options: want nothing, got {java_multiple_files: true}`,
		}},
		{"import", iam, "package qdrant.cloud.iam.v1;", "\n", "\nimport public \"google/protobuf/any.proto\";\n", []string{
			`import google/protobuf/any.proto (public): want nothing, got "google/protobuf/any.proto (public)"`,
		}},
		{"option that nobody knew", iam, "message UserDemographics {", "}",
			"  option (legal_hold) = {years: 7};\n}\nmessage Hold { int64 years = 1; }\n" +
				"extend google.protobuf.MessageOptions { Hold legal_hold = 52001; }\nimport \"google/protobuf/descriptor.proto\";", []string{
				`import google/protobuf/descriptor.proto: want nothing, got "google/protobuf/descriptor.proto"`,
				`message UserDemographics: options: want nothing, got {qdrant.cloud.iam.v1.legal_hold: {years: "7"}}`,
				`message Hold: want nothing, got {message: "Hold", fields: [{name: "years", number: 1, type: "int64"}]}`,
				`extension legal_hold: want nothing, got {extends: "google.protobuf.MessageOptions", name: "legal_hold", number: 52001, type: "Hold"}`,
			}},
		{"nested type", iam, "message UserDemographics {", "}", "message Inner { enum E { E_UNSPECIFIED = 0; } }\n}", []string{
			`message UserDemographics, message Inner: want nothing, got {message: "Inner", enums: [{enum: "E", values: [{name: "E_UNSPECIFIED", number: 0}]}]}`,
		}},
		{"a comment is no fact", iam, "message Role {", "// The account", "// That account", nil},
	}
	files, err := tree()
	if err != nil {
		t.Fatal(err)
	}
	before := facts(t, contract(t))
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			head, tail, ok := strings.Cut(string(files[test.file].Data), test.after)
			if !ok || !strings.Contains(tail, test.old) {
				t.Fatalf("%s: there is no %q after %q", test.file, test.old, test.after)
			}
			edited := head + test.after + strings.Replace(tail, test.old, test.new, 1)

			got := report(t, before, files, test.file, edited)
			var want []string
			for _, line := range test.want {
				want = append(want, test.file+": "+line)
			}
			slices.Sort(got)
			slices.Sort(want)
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("-want +got\n%s", diff)
			}
		})
	}
}

// report returns the differences of one file with new content. For speed, only its imports are compiled with it.
func report(t *testing.T, before map[string][]byte, files fstest.MapFS, file, content string) []string {
	t.Helper()
	descriptor, err := contract(t).Descriptors.FindFileByPath(file)
	if err != nil {
		t.Fatal(err)
	}
	changed := fstest.MapFS{}
	addWithImports(changed, files, descriptor)
	want := map[string][]byte{}
	for name := range changed {
		want[name] = before[name]
	}
	changed[file] = &fstest.MapFile{Data: []byte(content)}
	from, err := imagetest.FromFS(t.Context(), changed)
	if err != nil {
		t.Fatal(err)
	}
	differences, err := Compare(want, facts(t, from))
	if err != nil {
		t.Fatal(err)
	}
	var lines []string
	for _, difference := range differences {
		line := difference.String()
		if strings.Contains(line, "\n") {
			t.Errorf("not on one line: %q", line)
		}
		lines = append(lines, line)
	}
	return lines
}

func addWithImports(to, from fstest.MapFS, file protoreflect.FileDescriptor) {
	content, ok := from[file.Path()]
	if !ok || to[file.Path()] != nil {
		return
	}
	to[file.Path()] = content
	for i := range file.Imports().Len() {
		addWithImports(to, from, file.Imports().Get(i).FileDescriptor)
	}
}

func TestMissingAndExtraFiles(t *testing.T) {
	fact := []byte("file: a\n")
	got, err := Compare(map[string][]byte{"a.proto": fact, "gone.proto": fact}, map[string][]byte{"a.proto": fact, "new.proto": fact})
	if err != nil {
		t.Fatal(err)
	}
	want := []Difference{
		{File: "gone.proto", Want: "the file", Got: "nothing"},
		{File: "new.proto", Want: "nothing", Got: "a file that the snapshot does not have"},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("-want +got\n%s", diff)
	}
}

func TestCompare(t *testing.T) {
	tests := []struct{ name, want, got, line string }{
		{"order", "messages: [{message: A}, {message: B}, {message: C}]", "messages: [{message: A}, {message: C}, {message: B}]",
			"f: order of messages: want B here, got C"},
		{"order of rules", "validate: {cel: [{id: a}, {id: b}]}", "validate: {cel: [{id: b}, {id: a}]}", "f: validate.cel: want a here, got b"},
		{"text is no number", `number: "1"`, "number: 1", `f: number: want "1", got 1`},
		{"another kind", "options: {a: 1}", "options: [a]", `f: options: want {a: 1}, got ["a"]`},
		{"twice the same name", "fields: [{name: a}]", "fields: [{name: a}, {name: a}]", `f: fields: want [{name: "a"}], got [{name: "a"}, {name: "a"}]`},
		{"a section's name inside of an option", "options: {fields: [{name: a, x: 1}]}", "options: {fields: [{name: a, x: 2}]}",
			`f: options.fields: want [{name: "a", x: 1}], got [{name: "a", x: 2}]`},
		{"lines", `text: "a\nb"`, `text: "a b"`, `f: text: want "a\nb", got "a b"`},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			all, err := Compare(map[string][]byte{"f": []byte(test.want)}, map[string][]byte{"f": []byte(test.got)})
			if err != nil {
				t.Fatal(err)
			}
			if len(all) != 1 || all[0].String() != test.line {
				t.Errorf("got  %v\nwant [%s]", all, test.line)
			}
		})
	}
}

func TestFactsThatAreNotYAML(t *testing.T) {
	for _, text := range []string{"a: [", ""} {
		if _, err := Compare(map[string][]byte{"f": []byte(text)}, map[string][]byte{"f": []byte("a: b")}); err == nil || !strings.Contains(err.Error(), "f") {
			t.Errorf("%q: got %v", text, err)
		}
	}
}
