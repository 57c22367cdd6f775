package lang

import (
	"errors"
	"slices"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

func TestParse(t *testing.T) {
	for _, l := range All {
		got, err := Parse(string(l.ID))
		if err != nil || got.ID != l.ID || l.ID.Language().Title != l.Title {
			t.Errorf("%s: got %v, %v", l.ID, got, err)
		}
	}
	for _, id := range []string{"typescript", "npm", "Go", ""} {
		_, err := Parse(id)
		var unknown *UnknownError
		if !errors.As(err, &unknown) || unknown.ID != id {
			t.Errorf("%q: got %v, want an *UnknownError", id, err)
		}
	}
	_, err := Parse("rust")
	if want := `"rust" is not a language of the SDKs; use one of go, python, ts`; err.Error() != want {
		t.Errorf("got %q, want %q", err, want)
	}
	if got := ID("rust").Language(); got.ID != "rust" || got.Title != "rust" {
		t.Errorf("got %v, want a language with nothing but its id", got)
	}
}

// A language with an empty field would be noticed only where the field is used.
func TestEveryLanguageIsComplete(t *testing.T) {
	seen := map[string]bool{}
	for _, l := range All {
		for name, value := range map[string]string{
			"id": string(l.ID), "title": l.Title, "surface": l.Surface, "comment": l.Comment,
			"ecosystem": string(l.Ecosystem), "dialect": string(l.Dialect),
		} {
			if value == "" {
				t.Errorf("%q has no %s", l.ID, name)
			}
		}
		if len(l.Blocks) == 0 || len(l.Feeds) == 0 || len(l.Scopes) == 0 || len(l.Generated) == 0 {
			t.Errorf("%s has an empty list: %+v", l.ID, l)
		}
		for _, unique := range []string{"id " + string(l.ID), "title " + l.Title, "surface " + l.Surface} {
			if seen[unique] {
				t.Errorf("two languages have the %s", unique)
			}
			seen[unique] = true
		}
	}
}

func TestIsGenerated(t *testing.T) {
	for name, want := range map[string]ID{
		"qdrant/cloud/v1/a.pb.go": Go, "qdrant/cloud/v1/a_grpc.pb.go": Go,
		"qdrant/cloud/v1/a_pb2_grpc.pyi": Python, "qdrant/cloud/v1/a_connectquery.d.ts": TypeScript,
		"qdrantcloud/call.go": Go, "qdrant/cloud/client/_call.py": Python, "client/call.js": TypeScript, "qdrant/cloud/v1/a_client.py": Python,
		"qdrant/cloud/py.typed": "", "go.mod": "", "README.md": "",
	} {
		for _, l := range All {
			if got := l.IsGenerated(name); got != (l.ID == want) {
				t.Errorf("%s, %s: got %t", l.ID, name, got)
			}
		}
	}
	if got := Go.Language().Dir(); got != "gen/go" {
		t.Errorf("got %s", got)
	}
}

func TestTable(t *testing.T) {
	table := Table[int]{TypeScript: 3, Go: 1}
	if got := table.IDs(); !slices.Equal(got, []ID{Go, TypeScript}) {
		t.Errorf("got %v", got)
	}
	for l, n := range table.Ordered() {
		if l.ID != Go || n != 1 {
			t.Errorf("got %v with %d first", l.ID, n)
		}
		break
	}
	if n, err := table.Of("packing", TypeScript); n != 3 || err != nil {
		t.Errorf("got %d, %v", n, err)
	}
	_, err := table.Of("packing", Python)
	if want := `packing does not support "python"; it supports go, ts`; err == nil || err.Error() != want {
		t.Errorf("got %v, want %s", err, want)
	}
}

func TestDialects(t *testing.T) {
	v, err := version.Parse("1.2.3-rc.1")
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[ID]string{Go: "v1.2.3-rc.1", Python: "1.2.3rc1", TypeScript: "1.2.3-rc.1"} {
		if got := v.In(id.Language().Dialect); got != want {
			t.Errorf("%s: got %s, want %s", id, got, want)
		}
	}
}
