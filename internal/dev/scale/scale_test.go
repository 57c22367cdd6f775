package scale

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// repository returns the root of the repository.
func repository(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}

// read compiles a contract with the file of the real one that it imports.
func read(t *testing.T, tree fstest.MapFS, base ...*schema.Schema) *schema.Schema {
	t.Helper()
	const common = "qdrant/cloud/common/v1/common.proto"
	content, err := os.ReadFile(filepath.Join(repository(t), "proto", common))
	if err != nil {
		t.Fatal(err)
	}
	whole := maps.Clone(tree)
	whole[common] = &fstest.MapFile{Data: content}
	compiled, err := imagetest.FromFS(t.Context(), whole)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := compiled.Encode()
	if err != nil {
		t.Fatal(err)
	}
	s, err := schema.Read(string(encoded), base...)
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The edits of some months are what [Edited] says: one file of ten changed in the same way.
func TestEdited(t *testing.T) {
	size := Size{Files: 40, Messages: 2, Depth: 5, Seed: 1}
	report, err := judge.Judge(t.Context(), read(t, Contract(size)), read(t, Edited(size)), judge.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	found := map[judge.RuleID]int{}
	for _, c := range report.Changes {
		found[c.Rule]++
	}
	each := size.Files / ChangedOneIn // Each of these is the first file of its package, which has a service.
	for _, rule := range []judge.RuleID{judge.RuleFieldRemoved, judge.RuleFieldRenamed, judge.RuleFieldAdded, judge.RuleMethodAdded} {
		if found[rule] != each {
			t.Errorf("%s: %d times, want %d; found %v", rule, found[rule], each, found)
		}
	}
	if report.Level != version.Major {
		t.Errorf("level %s: %v", report.Level, found)
	}
}

func TestTheSameSeedGivesTheSameBytes(t *testing.T) {
	size := Size{Files: 30, Messages: 3, Depth: 4, Seed: 7}
	one, two := Contract(size), Contract(size)
	size.Seed++
	other := Contract(size)
	differ := false
	for name, file := range one {
		if string(file.Data) != string(two[name].Data) {
			t.Errorf("%s differs", name)
		}
		differ = differ || string(file.Data) != string(other[name].Data)
	}
	if len(one) != size.Files || len(two) != len(one) || !differ {
		t.Errorf("%d and %d files; another seed makes others: %t", len(one), len(two), differ)
	}
}

// The longest chain of imports has as many packages as was asked for, and no import leads back.
func TestDepth(t *testing.T) {
	for _, size := range []Size{{Files: 1, Depth: 3}, {Files: 50, Depth: 1}, {Files: 50, Depth: 5}, {Files: 51, Depth: 25}, {Files: 9, Depth: 100}} {
		imports := map[string][]string{}
		for name, file := range Contract(size) {
			for line := range strings.Lines(string(file.Data)) {
				if used, ok := strings.CutPrefix(line, `import "qdrant/cloud/scale/`); ok {
					imports[pathOf(name)] = append(imports[pathOf(name)], pathOf("qdrant/cloud/scale/"+used))
				}
			}
		}
		depths := map[string]int{}
		var depth func(name string, seen []string) int
		depth = func(name string, seen []string) int {
			if slices.Contains(seen, name) {
				t.Fatalf("%+v: %s imports itself through %v", size, name, seen)
			}
			if depths[name] == 0 {
				most := 0
				for _, used := range imports[name] {
					most = max(most, depth(used, append(seen, name)))
				}
				depths[name] = most + 1
			}
			return depths[name]
		}
		most := 0
		for name := range Contract(size) {
			most = max(most, depth(pathOf(name), nil))
		}
		if want := min(size.Depth, (size.Files+1)/perPackage); most != want {
			t.Errorf("%+v: the longest chain has %d packages, want %d", size, most, want)
		}
	}
}

// pathOf returns the folder of a package.
func pathOf(name string) string { return strings.Join(strings.Split(name, "/")[:4], "/") }

// The contracts follow all rules that the real one follows, and are in its format.
func TestRules(t *testing.T) {
	fulltest.Only(t, "runs buf")
	root := repository(t)
	tools := toolchain.New(root, progress.Discard())
	if err := tools.Ensure(t.Context(), toolchain.Buf, toolchain.Protos, toolchain.House); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	settings, err := os.ReadFile(filepath.Join(root, "buf.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "buf.yaml"), settings, 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(filepath.Join(root, toolchain.CacheDir), filepath.Join(dir, toolchain.CacheDir)); err != nil {
		t.Fatal(err)
	}
	for _, tree := range []fs.FS{os.DirFS(filepath.Join(root, "proto")), Edited(Size{Files: 30, Messages: 4, Depth: 4, Seed: 3})} {
		if err := os.CopyFS(filepath.Join(dir, "proto"), tree); err != nil {
			t.Fatal(err)
		}
	}
	for _, args := range [][]string{{"lint", "proto"}, {"format", "--diff", "--exit-code", "proto"}} {
		if out, err := run.Output(t.Context(), run.Cmd{Args: append([]string{tools.Tool("buf")}, args...), Dir: dir, Env: tools.Env()}); err != nil {
			t.Errorf("%v\n%s", err, out)
		}
	}
}
