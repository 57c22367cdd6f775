package catalog

import (
	"context"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

var update = flag.Bool("update", false, "rewrite the golden files and the pages in "+Dir)

const (
	repository = "../../.."
	golden     = "testdata/golden"
)

// contract is the catalogue of the real contract, read once for all tests.
var contract = sync.OnceValues(func() (Catalogue, error) {
	img, err := image.FromDir(context.Background(), filepath.Join(repository, root))
	if err != nil {
		return Catalogue{}, err
	}
	return Of(img)
})

func realContract(t *testing.T) Catalogue {
	t.Helper()
	all, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// shopFiles returns the protos of the fixture, after their text was changed: pairs of old and new.
func shopFiles(t *testing.T, changes ...string) fstest.MapFS {
	t.Helper()
	tree := fstest.MapFS{}
	for name, from := range map[string]string{
		"shop/v1/shop.proto":                  "testdata/proto",
		"qdrant/cloud/common/v1/common.proto": filepath.Join(repository, root),
		"qdrant/cloud/event/v1/events.proto":  filepath.Join(repository, root),
	} {
		content, err := os.ReadFile(filepath.Join(from, filepath.FromSlash(name)))
		if err != nil {
			t.Fatal(err)
		}
		tree[name] = &fstest.MapFile{Data: []byte(strings.NewReplacer(changes...).Replace(string(content)))}
	}
	return tree
}

// shop returns the catalogue of the fixture, after its text was changed.
func shop(t *testing.T, changes ...string) (Catalogue, error) {
	t.Helper()
	img, err := imagetest.FromFS(t.Context(), shopFiles(t, changes...))
	if err != nil {
		t.Fatal(err)
	}
	return Of(img)
}

func TestGolden(t *testing.T) {
	all, err := shop(t)
	if err != nil {
		t.Fatal(err)
	}
	files := all.Pages()
	for _, format := range []string{"text", "json", "markdown"} {
		out, err := all.Format(format)
		if err != nil {
			t.Fatal(err)
		}
		files["catalog."+format] = out
	}
	compare(t, golden, files)
}

// docs/api has exactly the pages of the contract.
func TestPagesAreFresh(t *testing.T) {
	compare(t, filepath.Join(repository, Dir), realContract(t).Pages())
}

// compare checks the content of a folder, or writes it with -update.
func compare(t *testing.T, dir string, files map[string][]byte) {
	t.Helper()
	if *update {
		for name, content := range files {
			if filepath.Ext(name) == ".md" {
				continue
			}
			if err := os.WriteFile(filepath.Join(dir, name), content, 0o644); err != nil {
				t.Fatal(err)
			}
			delete(files, name)
		}
		if err := Write(dir, files); err != nil {
			t.Fatal(err)
		}
		return
	}
	present, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range present {
		if _, wanted := files[entry.Name()]; !wanted {
			t.Errorf("%s/%s is left over: go tool mage catalog -write", dir, entry.Name())
		}
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || string(got) != string(want) {
			t.Errorf("%s/%s is stale (go tool mage catalog -write; go test ./internal/contract/catalog -update): %v", dir, name, err)
		}
	}
}

func TestLinksOfThePagesLeadSomewhere(t *testing.T) {
	pages := realContract(t).Pages()
	for name, content := range pages {
		for link := range strings.SplitSeq(string(content), "](") {
			target, _, found := strings.Cut(link, ")")
			if !found || strings.HasPrefix(link, "<!--") {
				continue
			}
			file, anchor, _ := strings.Cut(target, "#")
			if anchor != "" {
				page := string(pages[name])
				if file != "" {
					page = string(pages[file])
				}
				if !strings.Contains(strings.ToLower(page), "# "+anchor+"\n") {
					t.Errorf("%s links to %s, which has no such heading", name, target)
				}
				continue
			}
			if _, err := os.Stat(filepath.Join(repository, Dir, file)); err != nil {
				t.Errorf("%s links to %s: %v", name, target, err)
			}
		}
	}
}

func TestQuestions(t *testing.T) {
	tests := []struct {
		name  string
		query Query
		want  []string // Service and method, without the package's common beginning.
	}{
		{"who may call DELETE on backups", Query{Verb: "delete", Match: "/BACKUPS"}, []string{
			"cluster.backup.v1.BackupService.DeleteBackup", "serverless.space.backup.v1.BackupService.DeleteBackup",
		}},
		{"what a permission opens", Query{Permission: "restore:"}, []string{
			"cluster.backup.v1.BackupService.RestoreBackup", "cluster.v1.ClusterService.CreateClusterFromBackup",
			"serverless.space.backup.v1.BackupService.RestoreBackup", "serverless.space.v1.SpaceService.CreateSpaceFromBackup",
		}},
		{"one service and method", Query{Service: "auth.v1.AuthService", Method: "list"}, []string{"auth.v1.AuthService.ListManagementKeys"}},
		{"nothing", Query{Match: "no such thing"}, nil},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			found := realContract(t).Filter(test.query)
			var names []string
			for _, method := range found.Methods {
				names = append(names, strings.TrimPrefix(method.FullName(), "qdrant.cloud."))
			}
			if !slices.Equal(names, test.want) {
				t.Errorf("got  %v\nwant %v", names, test.want)
			}
			for _, service := range found.Services {
				if !strings.Contains(found.Text(), service.Name) {
					t.Errorf("%s is not in the text", service.Name)
				}
			}
		})
	}
}

// A query by actor finds the methods for its kind, those for all kinds and those that need no authentication.
func TestActorFilter(t *testing.T) {
	all, err := shop(t)
	if err != nil {
		t.Fatal(err)
	}
	if found := all.Filter(Query{Actor: "Service_Account"}); len(found.Methods) != len(all.Methods)-1 {
		t.Errorf("a service account may call %d of %d methods", len(found.Methods), len(all.Methods))
	}
	if found := all.Filter(Query{Actor: "management_key", Permission: "write:things"}); len(found.Methods) != 1 {
		t.Errorf("a management key may call %v", found.Methods)
	}
}

func TestWhatIsWrongIsSaid(t *testing.T) {
	if err := (Query{Verb: "TRACE"}).Check(); err == nil || !strings.Contains(err.Error(), "GET, PUT, POST, DELETE, PATCH") {
		t.Errorf("a verb that there is not: %v", err)
	}
	if err := (Query{Actor: "robot"}).Check(); err == nil || !strings.Contains(err.Error(), "service_account") {
		t.Errorf("an actor that there is not: %v", err)
	}
	if err := (Query{Verb: "delete", Actor: "USER"}).Check(); err != nil {
		t.Error(err)
	}
	if _, err := (Catalogue{}).Format("yaml"); err == nil || !strings.Contains(err.Error(), "text, json or markdown") {
		t.Errorf("a format that there is not: %v", err)
	}
	if got := (Query{Match: "a", Verb: "GET"}).String(); got != "-match=a -verb=GET" {
		t.Errorf("the query reads %q", got)
	}
	_, err := shop(t, `{get: "/api/shop/v1/shelves"}`, `{get: "/api/shop/v1/shelves" additional_bindings: {get: "/x"}}`)
	if err == nil || !strings.Contains(err.Error(), "shop.v1.ShopService.ListShelves: it has additional_bindings") {
		t.Errorf("a method with two routes: %v", err)
	}
	all, err := shop(t, `{get: "/api/shop/v1/shelves"}`, `{custom: {kind: "HEAD" path: "/x"}}`)
	if err != nil || all.Methods[slices.IndexFunc(all.Methods, func(m Method) bool { return m.Name == "ListShelves" })].Verb != "HEAD" {
		t.Errorf("a verb of its own: %v", err)
	}
}

func TestJSONReadsBack(t *testing.T) {
	all := realContract(t)
	encoded, err := all.JSON()
	if err != nil {
		t.Fatal(err)
	}
	var back Catalogue
	if err := json.Unmarshal(encoded, &back); err != nil {
		t.Fatal(err)
	}
	again, err := back.JSON()
	if err != nil || string(again) != string(encoded) || back.SchemaVersion != SchemaVersion {
		t.Errorf("it does not read back: %v", err)
	}
	empty, err := all.Filter(Query{Match: "no such thing"}).JSON()
	if err != nil || !strings.Contains(string(empty), `"methods": []`) {
		t.Errorf("nothing found is %s, %v", empty, err)
	}
}

// Every method of the contract has a route and a summary, and a successor if it is deprecated.
func TestContractIsComplete(t *testing.T) {
	for _, method := range realContract(t).Methods {
		if method.Verb == "" || method.Route == "" || method.Summary == "" || method.Line == 0 {
			t.Errorf("%s: %+v", method.FullName(), method)
		}
		if method.Deprecation != nil && method.Deprecation.Successor == "" {
			t.Errorf("%s is deprecated and names no successor", method.FullName())
		}
	}
}

func TestFirstSentence(t *testing.T) {
	for comment, want := range map[string]string{
		"One. Two.":                        "One.",
		"Ends\nwith the line.\n\nNot this": "Ends with the line.",
		"For e.g. this one. Two":           "For e.g. this one.",
		"Version v1.2 of it":               "Version v1.2 of it",
		"See (this.) Then":                 "See (this.)",
		"Use `a.b`. `c` is next.":          "Use `a.b`.",
		"":                                 "",
	} {
		if got := FirstSentence(comment); got != want {
			t.Errorf("%q: got %q, want %q", comment, got, want)
		}
	}
}

func TestWriteRemovesPagesThatAreGone(t *testing.T) {
	dir := t.TempDir()
	for name, want := range map[string]map[string][]byte{
		"first":  {"a.md": []byte("a"), "b.md": []byte("b")},
		"second": {"a.md": []byte("a")},
	} {
		if err := Write(dir, want); err != nil {
			t.Fatal(name, err)
		}
	}
	if err := Write(dir, map[string][]byte{"a.md": []byte("new")}); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 || entries[0].Name() != "a.md" {
		t.Errorf("left: %v, %v", entries, err)
	}
}
