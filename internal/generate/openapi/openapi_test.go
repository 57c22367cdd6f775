package openapi

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

var update = flag.Bool("update", false, "rewrite the golden file")

const (
	repository = "../../.."
	golden     = "testdata/openapi.yaml.golden"
)

// shop returns the input of the fixture. testdata/parts is the output of protoc-gen-openapiv3 for testdata/proto.
func shop(t *testing.T) Input {
	t.Helper()
	cfg, err := config.Load(repository)
	if err != nil {
		t.Fatal(err)
	}
	tree := fstest.MapFS{}
	for name, from := range map[string]string{
		"shop/v1/shop.proto":                  "testdata/proto",
		"qdrant/cloud/common/v1/common.proto": filepath.Join(repository, "proto"),
	} {
		tree[name] = &fstest.MapFile{Data: read(t, filepath.Join(from, filepath.FromSlash(name)))}
	}
	img, err := imagetest.FromFS(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	part := read(t, "testdata/parts/shop.openapi.json")
	return Input{Parts: map[string][]byte{"shop.openapi.json": part}, Contract: img, Config: cfg}
}

func read(t *testing.T, name string) []byte {
	t.Helper()
	content, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	return content
}

func TestGolden(t *testing.T) {
	in := shop(t)
	got, err := Render(in)
	if err != nil {
		t.Fatal(err)
	}
	// A fixed version, because a release must not change the golden file.
	text := strings.Replace(string(got), "version: "+string(in.Config.Version), "version: 0.0.0", 1)
	if *update {
		if err := os.WriteFile(golden, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if want := string(read(t, golden)); text != want {
		t.Errorf("it differs from %s (go test ./internal/generate/openapi -update):\n%s", golden, text)
	}
	valid(t, got)
}

func TestTwiceTheSame(t *testing.T) {
	in := shop(t)
	first, err := Render(in)
	if err != nil {
		t.Fatal(err)
	}
	for range 20 {
		again, err := Render(in)
		if err != nil || string(again) != string(first) {
			t.Fatalf("another document, %v", err)
		}
	}
}

func TestWhatDoesNotBelongTogether(t *testing.T) {
	tests := []struct {
		name string
		// spoil edits the decoded part, and may add another part.
		spoil func(part object, in *Input)
		want  string
	}{
		{"a method without an operation", func(part object, _ *Input) {
			delete(at(part, "paths", "/api/shop/v1/accounts/{account_id}/things"), "get")
		}, "shop.v1.ShopService.ListThings: the generated documents lack its operation GET /api/shop/v1/accounts/{account_id}/things"},
		{"an operation without a method", func(part object, _ *Input) {
			at(part, "paths")["/other"] = object{"get": object{}}
		}, "the generated documents have 5 operations, but the contract has 4 methods with a route"},
		{"an unknown parameter", func(part object, _ *Input) {
			get := at(part, "paths", "/api/shop/v1/accounts/{account_id}/things", "get")
			get["parameters"] = list{object{"name": "nothing.here", "in": "query", "schema": object{}}}
		}, "the parameter nothing.here is not a field of shop.v1.ListThingsRequest"},
		{"an unknown property", func(part object, _ *Input) {
			at(part, "components", "schemas", "shop.v1.Thing", "properties")["nothing"] = object{}
		}, "the property nothing is not a field of shop.v1.Thing"},
		{"one operation in two files", func(_ object, in *Input) {
			in.Parts["other.openapi.json"] = []byte(`{"paths": {"/api/shop/v1/accounts/{account_id}/things": {"get": {}}}}`)
		}, "shop.openapi.json: another file has get /api/shop/v1/accounts/{account_id}/things too"},
		{"two schemas of one name", func(_ object, in *Input) {
			in.Parts["other.openapi.json"] = []byte(`{"components": {"schemas": {"shop.v1.Thing": {"type": "string"}}}}`)
		}, "shop.openapi.json: another file has a different schema shop.v1.Thing"},
		{"no JSON", func(_ object, in *Input) {
			in.Parts["other.openapi.json"] = []byte(`{`)
		}, "other.openapi.json: unexpected EOF"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			in := shop(t)
			var part object
			if err := json.Unmarshal(in.Parts["shop.openapi.json"], &part); err != nil {
				t.Fatal(err)
			}
			test.spoil(part, &in)
			encoded, err := json.Marshal(part)
			if err != nil {
				t.Fatal(err)
			}
			in.Parts["shop.openapi.json"] = encoded
			if _, err := Render(in); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want …%s…", err, test.want)
			}
		})
	}
}

// at returns the object at the end of a path of keys.
func at(value object, keys ...string) object {
	for _, key := range keys {
		next, ok := value[key].(object)
		if !ok {
			panic(key + " is not in the fixture")
		}
		value = next
	}
	return value
}

// An empty contract, and one without validation, have a document too.
func TestLittle(t *testing.T) {
	in := shop(t)
	in.Parts = nil
	var err error
	if in.Contract, err = image.FromEncoded(nil); err != nil {
		t.Fatal(err)
	}
	document, err := Render(in)
	if err != nil {
		t.Fatal(err)
	}
	valid(t, document)

	in.Contract, err = imagetest.FromFS(t.Context(), fstest.MapFS{"p.proto": &fstest.MapFile{
		Data: []byte(`syntax = "proto3"; package p; message M { oneof o { string a = 1 [deprecated = true]; } }`),
	}})
	if err != nil {
		t.Fatal(err)
	}
	in.Parts = map[string][]byte{"p": []byte(`{"components": {"schemas": {"p.M": {"properties": {"a": {"type": "string"}}}}}}`)}
	if document, err = Render(in); err != nil || !strings.Contains(string(document), "deprecated: true") {
		t.Errorf("%v:\n%s", err, document)
	}
}

func TestPathsThatOpenAPITakesForOne(t *testing.T) {
	if got := rename("/a/{x.id}/b/{y}", []string{"x_id", "z"}); got != "/a/{x_id}/b/{z}" {
		t.Errorf("renamed to %s", got)
	}
	for route, want := range map[string]string{"/a": "", "/a/{x.id}/b/{y}": "x.id y"} {
		if got := strings.Join(variablesOf(route), " "); got != want {
			t.Errorf("%s has %q, want %q", route, got, want)
		}
	}
}
