package accepts

import (
	"slices"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/evidence"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// rules are changes of the rules of a message, and whether a request is refused, or a field missing in a response.
var rules = []struct {
	name, old, now   string
	request, missing bool
}{
	{"nothing", `string a = 1 [(buf.validate.field).string.min_len = 2];`, `string a = 1 [(buf.validate.field).string.min_len = 2];`, false, false},
	{"longer", `string a = 1 [(buf.validate.field).string.min_len = 2];`, `string a = 1 [(buf.validate.field).string.min_len = 3];`, true, false},
	{"shorter", `string a = 1 [(buf.validate.field).string.min_len = 3];`, `string a = 1 [(buf.validate.field).string.min_len = 2];`, false, false},
	{"another spelling", `int32 a = 1 [(buf.validate.field).int32.gt = 0];`, `int32 a = 1 [(buf.validate.field).int32.gte = 1];`, false, false},
	{"a pattern", `string a = 1 [(buf.validate.field).string.pattern = "^[a-z0-9]+$"];`, `string a = 1 [(buf.validate.field).string.pattern = "^[a-z]+$"];`, true, false},
	{"required no more", `string a = 1 [(buf.validate.field).required = true];`, `string a = 1;`, false, true},
	{"a new field", `string a = 1;`, `string a = 1; string b = 2 [(buf.validate.field).string.min_len = 1];`, true, false},
	{"fewer items", `repeated string a = 1 [(buf.validate.field).repeated.max_items = 7];`, `repeated string a = 1 [(buf.validate.field).repeated.max_items = 6];`, true, false},
	{
		"an expression", `option (buf.validate.message).cel = {id: "x" expression: "this.a <= this.b"}; int32 a = 1; int32 b = 2;`,
		`option (buf.validate.message).cel = {id: "x" expression: "this.a < this.b"}; int32 a = 1; int32 b = 2;`, true, false,
	},
	{"another number", `string a = 1 [(buf.validate.field).required = true];`, `string a = 2 [(buf.validate.field).required = true];`, false, false},
	{"an output that is stored", `string a = 1 [(google.api.field_behavior) = OUTPUT_ONLY];`, `string a = 1;`, true, false},
	{
		"an output that is read as another field", `string a = 1; repeated string b = 2 [(google.api.field_behavior) = OUTPUT_ONLY];`,
		`string a = 2; repeated string b = 1 [(google.api.field_behavior) = OUTPUT_ONLY];`, false, false,
	},
}

func TestMessagesAreRefused(t *testing.T) {
	for _, r := range rules {
		for _, side := range []struct {
			name, service string
			want          bool
		}{
			{"request", "service S { rpc Do(M) returns (N); }", r.request},
			{"response", "service S { rpc Do(N) returns (M); }", r.missing},
		} {
			t.Run(r.name+", "+side.name, func(t *testing.T) {
				found, err := Look(compile(t, side.service, r.old), compile(t, side.service, r.now), 1)
				if err != nil {
					t.Fatal(err)
				}
				if got := slices.ContainsFunc(found, strong); got != side.want {
					t.Errorf("found something: %t, want %t: %v", got, side.want, found)
				}
			})
		}
	}
}

func strong(f evidence.Finding) bool { return !f.Weak }

func compile(t *testing.T, service, body string) *tree.Tree {
	t.Helper()
	source := `syntax = "proto3"; package zz0000.p.v1; import "buf/validate/validate.proto"; import "google/api/field_behavior.proto"; message N {} ` + service + ` message M { ` + body + ` }`
	made, err := tree.Compile(t.Context(), "p", map[string][]byte{tree.Token + "/p/v1/p.proto": []byte(source)})
	if err != nil {
		t.Fatal(err)
	}
	return made
}
