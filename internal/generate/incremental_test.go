package generate

import (
	"context"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/units"
)

// contract is a contract that is edited: the words of each file, by its path below proto.
type contract struct {
	t     *testing.T
	root  string
	files map[string][]string
	next  int
	rand  *rand.Rand
}

func newContract(t *testing.T, seed uint64) *contract {
	t.Helper()
	c := &contract{t: t, root: repository(t), files: map[string][]string{}, rand: rand.New(rand.NewPCG(seed, 1))}
	c.files["alpha.proto"], c.files["beta.proto"] = []string{"alpha"}, []string{"beta", "import:alpha.proto"}
	c.files["shop/cart.proto"] = []string{"cart", "import:beta.proto"}
	c.write()
	return c
}

// write writes all files.
func (c *contract) write() {
	c.t.Helper()
	if err := os.RemoveAll(filepath.Join(c.root, "proto")); err != nil {
		c.t.Fatal(err)
	}
	for name, words := range c.files {
		write(filepath.Join(c.root, "proto", name), strings.Join(words, " "))
	}
}

func (c *contract) any() string {
	names := slices.Sorted(maps.Keys(c.files))
	return names[c.rand.IntN(len(names))]
}

// fresh is a word that was never there.
func (c *contract) fresh(prefix string) string {
	c.next++
	return fmt.Sprint(prefix, c.next)
}

// drop removes a file and the imports of it; to, if it is not empty, takes its place.
func (c *contract) drop(name, to string) {
	words := c.files[name]
	delete(c.files, name)
	if to != "" {
		c.files[to] = words
	}
	for other, words := range c.files {
		for i, word := range words {
			if word == "import:"+name {
				words[i] = strings.TrimSuffix("import:"+to, "import:")
			}
		}
		c.files[other] = slices.DeleteFunc(words, func(word string) bool { return word == "" })
	}
}

// replace changes a file of the repository.
func (c *contract) replace(name, old, by string) {
	c.t.Helper()
	path := filepath.Join(c.root, name)
	content, err := os.ReadFile(path)
	if err != nil || !strings.Contains(string(content), old) {
		c.t.Fatalf("%s has no %q: %v", name, old, err)
	}
	write(path, strings.Replace(string(content), old, by, 1))
}

// damage changes, truncates or removes a file of some in a folder.
func (c *contract) damage(dir string) {
	c.t.Helper()
	names, err := listFiles(filepath.Join(c.root, dir))
	if err != nil {
		c.t.Fatal(err)
	}
	if len(names) == 0 {
		return
	}
	path := filepath.Join(c.root, dir, names[c.rand.IntN(len(names))])
	switch c.rand.IntN(3) {
	case 0:
		err = os.Remove(path)
	case 1:
		err = os.Truncate(path, 0)
	default:
		write(path, c.fresh("poison "))
	}
	if err != nil {
		c.t.Fatal(err)
	}
}

// edits are what happens to a repository between two runs.
var edits = []struct {
	name string
	edit func(c *contract)
}{
	{"comment", func(c *contract) { name := c.any(); c.files[name] = append(c.files[name], c.fresh("comment")) }},
	{"comment of a service", func(c *contract) { name := c.any(); c.files[name] = append(c.files[name], c.fresh("service:x")) }},
	{"comment of a file", func(c *contract) { name := c.any(); c.files[name] = append(c.files[name], c.fresh("file:x")) }},
	{"comment again", func(c *contract) { name := c.any(); c.files[name] = append(c.files[name], c.fresh("comment")) }},
	{"comment taken back", func(c *contract) {
		name := c.any()
		c.files[name] = slices.DeleteFunc(c.files[name], func(word string) bool { return strings.HasPrefix(word, "comment") })
	}},
	{"field", func(c *contract) { name := c.any(); c.files[name] = append(c.files[name], c.fresh("field:x")) }},
	{"option", func(c *contract) { name := c.any(); c.files[name] = append(c.files[name], c.fresh("option:")) }},
	{"new file", func(c *contract) {
		c.files[c.fresh("file")+".proto"] = []string{"new", "import:" + c.any()}
	}},
	{"new directory", func(c *contract) {
		c.files[c.fresh("dir")+"/x.proto"] = []string{"new", "import:" + c.any()}
	}},
	{"removed file", func(c *contract) {
		if len(c.files) > 2 {
			c.drop(c.any(), "")
		}
	}},
	{"renamed file", func(c *contract) { c.drop(c.any(), c.fresh("renamed")+".proto") }},
	{"moved file", func(c *contract) { c.drop(c.any(), c.fresh("moved")+"/y.proto") }},
	{"option of a plugin", func(c *contract) {
		c.replace("buf.gen.yaml", "paths=source_relative", c.fresh("paths=source_relative,x="))
	}},
	{"managed mode", func(c *contract) { c.replace("buf.gen.yaml", "path: google", c.fresh("path: google/x")) }},
	{"template", func(c *contract) {
		c.replace([]string{"templates/go/README.md.tmpl", "templates/python/README.md.tmpl", "templates/ts/README.md.tmpl"}[c.rand.IntN(3)], "#", c.fresh("#x")+" #")
	}},
	{"runtime", func(c *contract) {
		c.replace("runtime/python/qdrant/cloud/client/__init__.py", "\n", c.fresh("\n# x")+"\n")
	}},
	{"sdk.yaml", func(c *contract) { c.replace("sdk.yaml", "description: Client", c.fresh("description: Client x")) }},
	{"settings of the clients", func(c *contract) { c.replace("sdk.yaml", "groups: [", c.fresh("groups: [x")+", ") }},
	{"lock of the Go generators", func(c *contract) { c.replace("tools/go/go.sum", "\n", "\n\n") }},
	{"source of a generator", func(c *contract) {
		write(filepath.Join(c.root, "cmd/protoc-gen-client/code.go"), c.fresh("package code // "))
	}},
	{"source of generate", func(c *contract) { write(filepath.Join(c.root, code, "code.go"), c.fresh("package code // ")) }},
	{"edited gen", func(c *contract) { c.damage("gen/python/qdrant/cloud/v1") }},
	{"damaged store", func(c *contract) { c.damage(toolchain.CacheDir + "/" + outputs.Dir) }},
	{"lost store", func(c *contract) { _ = os.RemoveAll(filepath.Join(c.root, toolchain.CacheDir, outputs.Dir)) }},
	{"lost record", func(c *contract) { _ = os.RemoveAll(recordPath(c.root)) }},
	{"nothing", func(*contract) {}},
}

// Whatever was edited: what an incremental run makes is what a run makes that knows of nothing.
func TestIncrementalIsFull(t *testing.T) { editAtRandom(t, 25) }

func TestIncrementalStaysFull(t *testing.T) {
	fulltest.Only(t, "makes many edits")
	editAtRandom(t, 100)
}

func editAtRandom(t *testing.T, steps int) {
	t.Helper()
	seed := rand.Uint64()
	c := newContract(t, seed)
	fresh := filepath.Join(t.TempDir(), "fresh")
	var done []string
	for range steps {
		e := edits[c.rand.IntN(len(edits))]
		e.edit(c)
		c.write()
		done = append(done, e.name)
		// Small batches, of a file or two, make what one of all files does.
		if result := mustGenerate(t, c.root, Options{mostFiles: c.rand.IntN(4)}); len(result.Foreign) > 0 {
			t.Fatalf("seed %d, %v: nothing produced %v", seed, done, result.Foreign)
		}
		if diff := cmp.Diff(full(t, c.root, fresh), below(t, c.root)); diff != "" {
			t.Fatalf("seed %d, %v: the incremental run differs (-full +incremental):\n%.4000s", seed, done, diff)
		}
	}
}

// What each kind of change invalidates: the plugins that run, with the package that they run for.
func TestChangesInvalidate(t *testing.T) {
	const v1, shop, other = "qdrant/cloud/v1", "qdrant/cloud/shop/v1", "qdrant/cloud/other/v1"
	goPlugins := []string{"protoc-gen-go for go", "protoc-gen-go-grpc for go"}
	lean := []string{"protoc-python for python", "protoc-gen-mypy_grpc for python", "protoc-gen-ts for ts"}
	openAPI := []string{"protoc-gen-openapiv3 for openapi"}
	clients := []string{"protoc-gen-client for go", "protoc-gen-client for python", "protoc-gen-client for ts"}
	ts := lean[2:]
	all := slices.Concat(goPlugins, lean, openAPI)
	types := slices.Concat(goPlugins[:1], lean[:1], ts, openAPI)
	services := slices.Concat(goPlugins[1:], lean[1:], openAPI)
	in := func(plugins []string, dirs ...string) (made []string) {
		for _, plugin := range plugins {
			for _, dir := range dirs {
				made = append(made, plugin+", "+dir)
			}
		}
		return made
	}
	word := func(name, word string) func(c *contract) {
		return func(c *contract) { c.files[name] = append(c.files[name], word) }
	}
	tests := []struct {
		name string
		edit func(c *contract)
		want []string
	}{
		{"a comment that nobody imports", word("shop/cart.proto", "more"), in(types, shop)},
		{"a comment that others import", word("alpha.proto", "more"), slices.Concat(in(types, v1), in(openAPI, shop))},
		{"a comment of a service", word("shop/cart.proto", "service:more"), slices.Concat(in(services, shop), clients)},
		{"a comment of a file that others import", word("alpha.proto", "file:more"), in(slices.Concat(goPlugins, lean), v1)},
		{"a comment of a service that others import", word("alpha.proto", "service:more"), slices.Concat(in(services, v1), clients)},
		{"a comment of a file", word("shop/cart.proto", "file:more"), in(slices.Concat(goPlugins, lean), shop)},
		{"a custom option", word("alpha.proto", "option:x"), slices.Concat(in(goPlugins, v1, shop), in(openAPI, v1, shop), clients)},
		{"a field", word("alpha.proto", "field:x"), slices.Concat(in(all, v1, shop), clients)},
		{"a new directory", func(c *contract) { c.files["third/x.proto"] = []string{"third"} }, slices.Concat(in(all, "qdrant/cloud/third/v1"), clients)},
		{"a removed directory", func(c *contract) { c.drop("other/o.proto", "") }, clients},
		{"a renamed file", func(c *contract) { c.drop("other/o.proto", "other/p.proto") }, slices.Concat(in(all, other), clients)},
		{"an option of a plugin", func(c *contract) { c.replace("buf.gen.yaml", "paths=source_relative", "paths=source_relative,x=1") },
			in(goPlugins[:1], v1, shop, other)},
		{"the managed mode", func(c *contract) { c.replace("buf.gen.yaml", "path: google", "path: google/api") },
			slices.Concat(in(all, v1, shop, other), clients, in(ts, "google/rpc"))},
		{"a lock", func(c *contract) { c.replace("tools/go/go.sum", "\n", "\n\n") }, in(goPlugins, v1, shop, other)},
		{"the source of a generator", func(c *contract) {
			write(filepath.Join(c.root, "cmd/protoc-gen-client/code.go"), "package code // New.\n")
		}, clients},
		{"the settings of the clients", func(c *contract) { c.replace("sdk.yaml", "groups: [", "groups: [more, ") }, clients},
		{"other settings", func(c *contract) { c.replace("sdk.yaml", "description: Client", "description: A client") }, nil},
		{"a template", func(c *contract) { c.replace("templates/ts/README.md.tmpl", "#", "##") }, nil},
		{"the code that renders", func(c *contract) { write(filepath.Join(c.root, code, "code.go"), "package code // New.\n") }, nil},
		{"a lost record", func(c *contract) { _ = os.Remove(recordPath(c.root)) }, nil},
		{"a lost store", func(c *contract) { _ = os.RemoveAll(filepath.Join(c.root, toolchain.CacheDir, outputs.Dir)) }, nil},
		{"an edited file", func(c *contract) { write(filepath.Join(c.root, "gen/go", v1, "alpha.pb.go"), "poison") }, nil},
		{"an edited file, and a lost store", func(c *contract) {
			write(filepath.Join(c.root, "gen/go", v1, "alpha.pb.go"), "poison")
			_ = os.RemoveAll(filepath.Join(c.root, toolchain.CacheDir, outputs.Dir))
		}, in(goPlugins[:1], v1)},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			c := newContract(t, 1)
			c.files["other/o.proto"] = []string{"other"}
			c.write()
			mustGenerate(t, c.root, Options{})
			test.edit(c)
			c.write()
			got := mustGenerate(t, c.root, Options{}).Made
			slices.Sort(got)
			slices.Sort(test.want)
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("other plugins ran (-want +got):\n%s", diff)
			}
		})
	}
}

// countingTools notes what is installed.
type countingTools struct {
	fakeTools

	installed *[]toolchain.Set
}

func (c countingTools) Ensure(_ context.Context, sets ...toolchain.Set) error {
	*c.installed = append(*c.installed, sets...)
	return nil
}

// A machine that shares the store of another one makes nothing, and installs no generator.
func TestWarmStoreNeedsNoGenerators(t *testing.T) {
	c := newContract(t, 1)
	store := localStore(t.TempDir(), func(warning string) { t.Error(warning) })
	mustGenerate(t, c.root, Options{Store: store})
	want := below(t, c.root)
	for _, name := range []string{"gen", toolchain.CacheDir} {
		if err := os.RemoveAll(filepath.Join(c.root, name)); err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(c.root, toolchain.CacheDir, "proto", errorDetails), "details")
	var installed []toolchain.Set
	result, err := Run(t.Context(), countingTools{installed: &installed}, progress.Discard(), Options{Root: c.root, Store: store})
	if err != nil || len(result.Made) > 0 {
		t.Fatalf("%v ran, %v", result.Made, err)
	}
	if diff := cmp.Diff(want, below(t, c.root)); diff != "" {
		t.Errorf("gen differs (-made +taken):\n%s", diff)
	}
	if !slices.Equal(installed, []toolchain.Set{toolchain.Buf, toolchain.Protos, toolchain.House}) {
		t.Errorf("installed %v", installed)
	}
	installed = nil
	if _, err := Run(t.Context(), countingTools{installed: &installed}, progress.Discard(), Options{Root: c.root, Store: store}); err != nil || len(installed) > 0 {
		t.Errorf("a run that changes nothing needs %v, %v", installed, err)
	}
}

// A plugin that writes elsewhere than into the folder of the package that it ran for cannot be made package by package.
func TestOutputElsewhereIsAnError(t *testing.T) {
	template, err := units.ParseTemplate([]byte("plugins: [{local: protoc-gen-go, out: gen/go}]"))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	write(filepath.Join(dir, "else/where.go"), "package where")
	unit := units.Unit{Entry: template.Entries[0], Directory: "qdrant/cloud/v1", Key: "key"}
	err = collect(dir, template.Entries[0], []units.Unit{unit}, map[outputs.Key]outputs.Files{"key": {}})
	if err == nil || !strings.Contains(err.Error(), "protoc-gen-go for go wrote gen/go/else/where.go, which is in the folder of no package") {
		t.Errorf("got %v", err)
	}
}

// full is what gen has after a run in a copy of a repository that knows nothing. The copy is in the place of the one before it: the go command
// looks at each path that a test opens.
func full(t *testing.T, root, fresh string) map[string]string {
	t.Helper()
	if err := os.RemoveAll(fresh); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(root)
	if err != nil {
		t.Fatal(err)
	}
	for _, entry := range entries {
		from, to := filepath.Join(root, entry.Name()), filepath.Join(fresh, entry.Name())
		switch {
		case entry.Name() == "gen" || entry.Name() == toolchain.CacheDir:
		case entry.IsDir():
			err = os.CopyFS(to, os.DirFS(from))
		default:
			var content []byte
			content, err = os.ReadFile(from)
			write(to, string(content))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	write(filepath.Join(fresh, toolchain.CacheDir, "proto", errorDetails), "details")
	mustGenerate(t, fresh, Options{Force: true})
	return below(t, fresh)
}

// below is the content of gen, by the path in it.
func below(t *testing.T, root string) map[string]string {
	t.Helper()
	files := map[string]string{}
	for name, content := range tree(t, root) {
		files[strings.TrimPrefix(filepath.ToSlash(name), filepath.ToSlash(root)+"/")] = content
	}
	return files
}
