package peers

import (
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

const head = `syntax = "proto3"; package zz0000.p.v1; import "google/api/annotations.proto";
service S { rpc Do(R) returns (A) { option (google.api.http) = {post: "/v1/{name=things/*}" body: "*"}; } }
`

// talks are changes of a request R and a response A, with the formats in which they are noticed.
var talks = []struct {
	name, old, now string
	wire, json     bool
}{
	{"nothing", `message R { string name = 1; } message A {}`, `message R { string name = 1; } message A {}`, false, false},
	{"a field is added", `message R { string name = 1; } message A {}`, `message R { string name = 1; int32 n = 2; } message A { int32 n = 1; }`, false, false},
	{"a request widens", `message R { string name = 1; int32 n = 2; } message A {}`, `message R { string name = 1; int64 n = 2; } message A {}`, false, false},
	{"a response widens", `message R { string name = 1; } message A { int32 n = 2; }`, `message R { string name = 1; } message A { int64 n = 2; }`, true, true},
	{"a field is renamed", `message R { string name = 1; int32 n = 2; } message A {}`, `message R { string name = 1; int32 m = 2; } message A {}`, false, true},
	{"a field is renumbered", `message R { string name = 1; int32 n = 2; } message A {}`, `message R { string name = 1; int32 n = 3; } message A {}`, true, false},
	{"a sign changes", `message R { string name = 1; int32 n = 2; } message A {}`, `message R { string name = 1; uint32 n = 2; } message A {}`, true, true},
	{"two are one of", `message R { string name = 1; int32 a = 2; int32 b = 3; } message A {}`, `message R { string name = 1; oneof x { int32 a = 2; int32 b = 3; } } message A {}`, true, true},
	{
		"values change places", `message R { string name = 1; E e = 2; } message A {} enum E { Z = 0; X = 1; Y = 2; }`,
		`message R { string name = 1; E e = 2; } message A {} enum E { Z = 0; Y = 1; X = 2; }`, true, false,
	},
	{"the path is of another field", `message R { string name = 1; string n = 2; } message A {}`, `message R { string n = 1; string name = 2; } message A {}`, true, false},
}

func TestPeersNotice(t *testing.T) {
	for _, c := range talks {
		t.Run(c.name, func(t *testing.T) {
			found, err := Look(compile(t, head+c.old), compile(t, head+c.now))
			if err != nil {
				t.Fatal(err)
			}
			if got := len(found.Wire) > 0; got != c.wire {
				t.Errorf("noticed on the wire: %t, want %t: %v", got, c.wire, found.Wire)
			}
			if got := len(found.JSON) > 0; got != c.json {
				t.Errorf("noticed in JSON: %t, want %t: %v", got, c.json, found.JSON)
			}
		})
	}
}

func compile(t *testing.T, source string) *tree.Tree {
	t.Helper()
	made, err := tree.Compile(t.Context(), "p", map[string][]byte{tree.Token + "/p/v1/p.proto": []byte(source)})
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestTemplates(t *testing.T) {
	for _, c := range []struct {
		template, path string
		values         map[string]string
	}{
		{"/v1/things", "/v1/things", map[string]string{}},
		{"/v1/things", "/v1/others", nil},
		{"/v1/{name=things/*}", "/v1/things/a", map[string]string{"name": "things/a"}},
		{"/v1/{name=things/*}", "/v1/things/a/b", nil},
		{"/v1/{name=**}/x", "/v1/a/b/x", map[string]string{"name": "a/b"}},
		{"/v1/{id}:run", "/v1/7:run", map[string]string{"id": "7"}},
		{"/v1/{id}:run", "/v1/7", nil},
	} {
		parsed, err := parseTemplate(c.template)
		if err != nil {
			t.Fatal(err)
		}
		values, ok := parsed.match(c.path)
		if ok != (c.values != nil) {
			t.Errorf("%s has %s: %t", c.template, c.path, ok)
		}
		for name, want := range c.values {
			if values[name] != want {
				t.Errorf("%s of %s in %s is %q, want %q", name, c.path, c.template, values[name], want)
			}
		}
	}
}
