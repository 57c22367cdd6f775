package generate

import (
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoregistry"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
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
	compiled, err := g.image(t.Context())
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
	encoded, err := os.ReadFile(compiled)
	if err != nil {
		t.Fatal(err)
	}
	whole := g.madeOf(t, template, template.Entries, encoded, nil)
	spanning := slices.DeleteFunc(slices.Clone(template.Entries), func(e units.Entry) bool { return e.ByDirectory() || !e.ReadsServices() })
	if len(spanning) == 0 {
		t.Fatal("no generator reads the whole contract")
	}
	for unit, files := range g.madeOf(t, template, spanning, disturbance{others: true}.image(t, encoded, nil), nil) {
		if diff := cmp.Diff(whole[unit], files); diff != "" {
			t.Errorf("%s: the code differs under other comments than those of services (-before +after):\n%.2000s", unit, diff)
		}
	}
	for _, dirs := range levels(t, encoded) {
		byWhatTheyRead := map[disturbance][]units.Entry{}
		for _, e := range template.Entries {
			of := disturbance{comments: !e.ReadsImportedComments(), options: e.ReadsLean()}
			byWhatTheyRead[of] = append(byWhatTheyRead[of], e)
		}
		for of, entries := range byWhatTheyRead {
			for unit, files := range g.madeOf(t, template, entries, of.image(t, encoded, dirs), dirs) {
				if diff := cmp.Diff(whole[unit], files); diff != "" {
					t.Errorf("%s: the code differs when it is made by itself (-whole +alone):\n%.2000s", unit, diff)
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

// disturbance is what changes in an image beside the places of all elements.
type disturbance struct {
	comments bool // comments changes all comments of other directories.
	others   bool // others changes all comments but those of services and their methods.
	options  bool // options removes what package lean removes, but for the imports, without which the image would be none.
}

func (d disturbance) image(t *testing.T, encoded []byte, dirs []string) []byte {
	t.Helper()
	set := decoded(t, encoded)
	for _, f := range set.GetFile() {
		foreign := d.comments && !slices.Contains(dirs, path.Dir(f.GetName()))
		for _, l := range f.GetSourceCodeInfo().GetLocation() {
			for i := range l.GetSpan() {
				l.Span[i] += 7
			}
			if foreign || d.others && (len(l.GetPath()) == 0 || l.GetPath()[0] != 6) {
				l.LeadingComments, l.TrailingComments = new(" Another comment.\n"), new(" And one behind.\n")
				l.LeadingDetachedComments = []string{" Detached.\n"}
			}
		}
	}
	if d.options {
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
