package generate

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/lean"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/outputs"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/units"
)

// The table of generators says that most of them make each directory by itself and do not read the comments of what it imports, nor where
// in a file something stands. Here the real ones make the contract once as a whole, and once directory after directory, with all comments
// and options that should not matter changed and everything moved. The code has to be the same.
func TestGeneratorsReadWhatTheTableSays(t *testing.T) {
	fulltest.Only(t, "runs all generators on the contract")
	root, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	tools := toolchain.New(root, progress.Discard())
	if err := tools.Ensure(t.Context(), toolchain.Generation...); err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Load(root)
	if err != nil {
		t.Fatal(err)
	}
	g := &generator{tools: tools, report: progress.Discard(), opts: Options{Root: root}, config: cfg}
	encoded, err := buf.Image(t.Context(), tools, progress.Discard(), root)
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(root, "buf.gen.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	template, err := units.ParseTemplate(content)
	if err != nil {
		t.Fatal(err)
	}
	whole := g.madeOf(t, template, template.Entries, encoded, nil)
	for _, dirs := range append(levels(t, encoded), nil) { // What needs the whole contract is made for no directory.
		for _, e := range template.Entries {
			if e.ByDirectory() == (dirs == nil) {
				continue
			}
			for unit, files := range g.madeOf(t, template, []units.Entry{e}, disturb(t, encoded, e, dirs), dirs) {
				if diff := cmp.Diff(whole[unit], files); diff != "" {
					t.Errorf("%s: the code differs where that changes which it does not read (-whole +alone):\n%.2000s", unit, diff)
				}
			}
		}
	}
}

// madeOf runs generators on an image, and returns the files by the unit. Only some directories are made; nil stands for
// all, and for what needs the whole contract.
func (g *generator) madeOf(t *testing.T, template *units.Template, entries []units.Entry, encoded []byte, dirs []string) map[string]outputs.Files {
	t.Helper()
	contract, err := units.ReadContract(encoded)
	if err != nil {
		t.Fatal(err)
	}
	all, err := template.Units(contract, entries, units.Settings{
		Config: g.config, Digest: func([]string) (string, error) { return "", nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if dirs != nil {
		all = slices.DeleteFunc(all, func(u units.Unit) bool { return !slices.Contains(dirs, u.Directory) })
	}
	made := map[string]outputs.Files{}
	for _, b := range batches(all, contract, mostFiles) {
		work := t.TempDir()
		if err := b.writeImage(&plan{contract: contract, encoded: encoded}, filepath.Join(work, "image.binpb")); err != nil {
			t.Fatal(err)
		}
		files, err := g.runBatch(t.Context(), template, b, work)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range b.units {
			made[fmt.Sprint(slices.IndexFunc(template.Entries, u.Entry.Is), " ", u)] = files[u.Key]
		}
	}
	return made
}

// levels sorts the directories of an image: none imports another one of its level.
func levels(t *testing.T, encoded []byte) [][]string {
	t.Helper()
	set := decoded(t, encoded)
	imports := map[string]map[string]bool{}
	own := map[string]bool{}
	for _, f := range set.GetFile() {
		own[path.Dir(f.GetName())] = !image.Imported(f)
	}
	for _, f := range set.GetFile() {
		dir := path.Dir(f.GetName())
		if imports[dir] == nil {
			imports[dir] = map[string]bool{}
		}
		for _, name := range f.GetDependency() {
			if to := path.Dir(name); to != dir && own[to] {
				imports[dir][to] = true
			}
		}
	}
	var level func(dir string) int
	level = func(dir string) int {
		deepest := 0
		for to := range imports[dir] {
			deepest = max(deepest, level(to)+1)
		}
		return deepest
	}
	var all [][]string
	for dir := range own {
		if !own[dir] {
			continue
		}
		for len(all) <= level(dir) {
			all = append(all, []string{})
		}
		all[level(dir)] = append(all[level(dir)], dir)
	}
	if len(all) < 2 {
		t.Fatal("no directory of the contract imports another one")
	}
	for _, dirs := range all {
		slices.Sort(dirs)
	}
	return all
}

// disturb changes the places of all elements, and all that does not decide what an entry makes for some directories: the comments that it
// does not read, and the options that package lean removes, but not the imports, without which the image would be none.
func disturb(t *testing.T, encoded []byte, e units.Entry, dirs []string) []byte {
	t.Helper()
	set := decoded(t, encoded)
	for _, f := range set.GetFile() {
		own := dirs == nil || slices.Contains(dirs, path.Dir(f.GetName()))
		for _, l := range f.GetSourceCodeInfo().GetLocation() {
			for i := range l.GetSpan() {
				l.Span[i] += 7
			}
			if own && !e.ReadsComment(l.GetPath()) || !own && !e.ReadsImportedComment(l.GetPath()) {
				l.LeadingComments, l.TrailingComments = new(" Another comment.\n"), new(" And one behind.\n")
				l.LeadingDetachedComments = []string{" Detached.\n"}
			}
		}
	}
	if e.ReadsLean() {
		reduced := proto.CloneOf(set)
		var all []string
		for _, f := range set.GetFile() {
			all = append(all, f.GetName())
		}
		lean.Reduce(reduced, all)
		for i, f := range reduced.GetFile() {
			f.Dependency = set.GetFile()[i].GetDependency()
			f.ProtoReflect().SetUnknown(set.GetFile()[i].ProtoReflect().GetUnknown())
		}
		set = reduced
	}
	changed, err := proto.Marshal(set)
	if err != nil {
		t.Fatal(err)
	}
	return changed
}

func decoded(t *testing.T, encoded []byte) *descriptorpb.FileDescriptorSet {
	t.Helper()
	var set descriptorpb.FileDescriptorSet
	if err := (proto.UnmarshalOptions{Resolver: new(protoregistry.Types)}).Unmarshal(encoded, &set); err != nil {
		t.Fatal(err)
	}
	return &set
}

// The image of an edited contract, of which only what was edited is compiled, is the one that buf makes of all of it.
func TestRecompiledImageIsTheWhole(t *testing.T) {
	fulltest.Only(t, "compiles the contract")
	from, err := filepath.Abs("../..")
	if err != nil {
		t.Fatal(err)
	}
	tools := toolchain.New(from, progress.Discard())
	if err := tools.Ensure(t.Context(), toolchain.Buf, toolchain.Protos); err != nil {
		t.Fatal(err)
	}
	root := sources(t)
	for _, dir := range []string{"proto", toolchain.CacheDir + "/proto"} {
		if err := errors.Join(os.RemoveAll(filepath.Join(root, dir)), os.CopyFS(filepath.Join(root, dir), os.DirFS(filepath.Join(from, dir)))); err != nil {
			t.Fatal(err)
		}
	}
	settings, err := os.ReadFile(filepath.Join(from, "buf.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	write(filepath.Join(root, "buf.yaml"), string(settings))
	imageOf := func() []byte {
		t.Helper()
		encoded, err := buf.Image(t.Context(), tools, progress.Discard(), root)
		if err != nil {
			t.Fatal(err)
		}
		return encoded
	}
	before := imageOf()
	for _, name := range []string{"qdrant/cloud/common/v1/common.proto", "qdrant/cloud/booking/v1/booking.proto"} {
		path := filepath.Join(root, "proto", filepath.FromSlash(name))
		content, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.ReplaceAll(string(content), "// ", "// More, and lines behind.\n//\n// ")
		write(path, lines)
	}
	recompiled := imageOf()
	if bytes.Equal(before, recompiled) {
		t.Fatal("the edits show nowhere")
	}
	if err := os.Remove(filepath.Join(root, toolchain.CacheDir, "image.binpb")); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(imageOf(), recompiled) {
		t.Error("the image differs from that of the whole contract")
	}
}
