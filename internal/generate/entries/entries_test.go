package entries

import (
	"flag"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// tree is the input: two packages, one of them with two files and hooks, and a file of Google.
func tree(t *testing.T) fstest.MapFS {
	t.Helper()
	parsed, err := txtar.ParseFile("testdata/generated.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files := fstest.MapFS{}
	for _, f := range parsed.Files {
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return files
}

// finish finishes the modules of a tree and makes the entries, as generate does.
func finish(modules fstest.MapFS) (*Result, error) {
	finished, all := fstest.MapFS{}, map[string][]byte{}
	for name, file := range modules {
		forms, err := Forms(name, file.Data)
		if err != nil {
			return nil, err
		}
		for form, content := range forms {
			finished[form] = &fstest.MapFile{Data: content}
			if !strings.HasSuffix(form, ".d.ts") { // The types of the generators stay as they are.
				all[form] = content
			}
		}
	}
	result, err := Make(finished)
	if err == nil {
		maps.Copy(all, result.Files)
		result.Files = all
	}
	return result, err
}

func TestGolden(t *testing.T) {
	result, err := finish(tree(t))
	if err != nil {
		t.Fatal(err)
	}
	var archive txtar.Archive
	var exports strings.Builder
	for _, e := range result.Exports {
		exports.WriteString(e.Subpath + " = " + e.Module + "\n")
	}
	archive.Files = append(archive.Files, txtar.File{Name: "exports", Data: []byte(exports.String())})
	var names []string
	for name := range result.Files {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		archive.Files = append(archive.Files, txtar.File{Name: name, Data: result.Files[name]})
	}
	got := txtar.Format(&archive)
	const golden = "testdata/entries.txtar"
	if *update {
		if err := os.WriteFile(golden, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("the entries differ from %s (-want +got; -update rewrites it):\n%s", golden, diff)
	}
}

func TestServicesOfModules(t *testing.T) {
	result, err := Make(tree(t))
	if err != nil {
		t.Fatal(err)
	}
	want := []Services{
		{Module: "google/rpc/status_pb"},
		{Module: "qdrant/cloud/shop/v1/key_pb", Names: []string{"KeyService"}, Short: "shop/v1", RootName: []string{"ShopV1KeyService"}},
		{Module: "qdrant/cloud/shop/v1/shop_pb", Names: []string{"ShopService"}, Short: "shop/v1", RootName: []string{"ShopV1ShopService"}},
		{Module: "qdrant/cloud/shop_floor/v2/floor_pb", Short: "shop_floor/v2"},
	}
	if diff := cmp.Diff(want, result.Modules); diff != "" {
		t.Error(diff)
	}
}

func TestWhatCannotBeMade(t *testing.T) {
	const shop, key = "qdrant/cloud/shop/v1/shop_pb", "qdrant/cloud/shop/v1/key_pb"
	tests := []struct {
		name, want string
		spoil      func(fstest.MapFS)
	}{
		{"two files of a package export one name", "both export ShopService, so the entry ./shop/v1 of the npm package can have neither", func(files fstest.MapFS) {
			appended(files, key+".d.ts", "export declare const ShopService: GenService<{\n}>;\n")
		}},
		{"two services of a package have a method of one name", "both export getShop, so the entry ./shop/v1/connect-query", func(files fstest.MapFS) {
			appended(files, "qdrant/cloud/shop/v1/key-KeyService_connectquery.d.ts", "export const getShop: typeof KeyService[\"method\"][\"getShop\"];\n")
		}},
		{"two packages get one prefix in the index", "both ShopV1ShopService", func(files fstest.MapFS) {
			files["qdrant/cloud/shop_v1/shop_pb.js"] = files[shop+".js"]
			files["qdrant/cloud/shop_v1/shop_pb.d.ts"] = files[shop+".d.ts"]
		}},
		{"types without JavaScript", "shop_pb has types but no JavaScript", func(files fstest.MapFS) { delete(files, shop+".js") }},
		{"a declaration of another form", `shop_pb.d.ts: the export "export default 1;" has an unknown form`, func(files fstest.MapFS) {
			appended(files, shop+".d.ts", "export default 1;\n")
		}},
		{"a statement of another form", `shop_pb.js: the statement "register();" has no CommonJS form`, func(files fstest.MapFS) {
			appended(files, shop+".js", "register();\n")
		}},
		{"an import of another form", `the statement "import * as x from`, func(files fstest.MapFS) {
			appended(files, shop+".js", "import * as x from \"./x.js\";\n")
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			files := tree(t)
			test.spoil(files)
			if _, err := finish(files); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got %v, want …%s…", err, test.want)
			}
		})
	}
}

func appended(files fstest.MapFS, name, text string) {
	files[name] = &fstest.MapFile{Data: append(slices.Clone(files[name].Data), text...)}
}

func TestWithoutServicesThereIsNoIndex(t *testing.T) {
	files := tree(t)
	for name := range files {
		if strings.Contains(name, "/shop/") {
			delete(files, name)
		}
	}
	result, err := Make(files)
	if err != nil {
		t.Fatal(err)
	}
	if _, found := result.Files["index.js"]; found || result.Exports[0].Subpath == "." {
		t.Errorf("an index without a service: %v", result.Exports)
	}
}

// The package that is generated has each module by its own path, and each proto package by its short path.
func TestShortPathsReachEveryModule(t *testing.T) {
	const root = "../../../gen/ts"
	generated := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(root), ".", func(name string, entry fs.DirEntry, err error) error {
		added := path.Dir(name) != client && slices.Contains([]string{"connect-query.d.ts", "index.d.ts", "client.d.ts"}, path.Base(name))
		written := strings.HasPrefix(name, "version.") || strings.HasPrefix(name, "emulator.")
		if err != nil || entry.IsDir() || added || written {
			return err
		}
		content, err := os.ReadFile(filepath.Join(root, name))
		generated[name] = &fstest.MapFile{Data: content}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	result, err := Make(generated)
	if err != nil {
		t.Fatal(err)
	}
	packages, withHooks, withClients, long, short := map[string]bool{}, map[string]bool{}, map[string]bool{}, 0, 0
	for _, e := range result.Exports {
		if !strings.HasSuffix(e.Subpath, ".js") {
			short++
			continue
		}
		long++
		switch dir := path.Dir(e.Module); {
		case strings.HasSuffix(e.Module, hooks):
			withHooks[dir] = true
		case strings.HasSuffix(e.Module, clients):
			withClients[dir] = true
		default:
			packages[dir] = true
		}
	}
	// The index of services and the entries of the client are more; google/rpc is one of the packages.
	if want := len(packages) + len(withHooks) + len(withClients) + 1 + 1 + len(clientEntries); short != want || long < short {
		t.Errorf("%d short paths of %d modules, want %d", short, long, want)
	}
	for name, content := range result.Files {
		if committed, err := os.ReadFile(filepath.Join(root, name)); err != nil || string(committed) != string(content) {
			t.Errorf("gen/ts/%s is stale (%v): run mage generate", name, err)
		}
	}
}
