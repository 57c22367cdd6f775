package selftest

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/markdown"
	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// treatment is what is done with a code block of a page. Exactly one field is set.
type treatment struct {
	calls   bool   // calls: the block is run by a shell with curl and grpcurl, and is in the table of examples.
	message string // message: the block is this message, as JSON.
	program string // program: this file has the block, and the tests of verify run it with the packed SDK.
	reason  string // reason: why the block can't run here, and what is checked instead.
}

var treatments = map[string]treatment{
	"Authentication: sh 1": {calls: true},
	"First calls: sh 1":    {calls: true},
	"First calls: sh 2":    {calls: true},
	"First calls: sh 3":    {calls: true},
	"First calls: sh 4":    {calls: true},

	"First calls: json 1": {message: "qdrant.cloud.cluster.v1.ListClustersResponse"},
	"Paging: json 1":      {message: "qdrant.cloud.cluster.backup.v1.ListBackupsRequest"},
	"Paging: json 2":      {message: "qdrant.cloud.cluster.backup.v1.ListBackupsResponse"},
	"Paging: json 3":      {message: "qdrant.cloud.cluster.backup.v1.ListBackupsRequest"},

	"Go: go 1":         {program: "gen/go/README.md"},
	"Go: go 2":         {program: "internal/release/verify/testdata/go/main.go"},
	"Python: python 1": {program: "gen/python/README.md"},
	"Python: python 2": {program: "internal/release/verify/testdata/python/main.py"},
	"TypeScript: ts 1": {program: "gen/ts/README.md"},
	"TypeScript: ts 2": {program: "internal/release/verify/testdata/ts/main.ts"},

	"Go: sh 1": {reason: "it gets the latest release, and this tree is not released; verify gets the packed module from a feed"},
	"Python: sh 1": {
		reason: "it signs a person in at Google Cloud and installs into the home folder",
	},
	"Python: sh 2": {
		reason: "Artifact Registry wants credentials; verify installs the packed wheel from a feed",
	},
	"TypeScript: ini 1": {
		reason: "it is configuration for Artifact Registry, which wants credentials",
	},
	"TypeScript: sh 1": {
		reason: "it signs in at Artifact Registry; verify installs the packed tarball from a feed",
	},
	"Contributing: sh 1": {reason: "it runs this very test; TestMageTargets checks that the targets are there"},
}

// emulatorTreatments are for docs/emulator.md.
var emulatorTreatments = map[string]treatment{
	"Start: sh 2":  {calls: true},
	"Clock: sh 1":  {calls: true},
	"Faults: sh 1": {calls: true},

	"Start: sh 1":                   {reason: "it gets the latest release; the tests of the command run what this tree has"},
	"Start: json 1":                 {reason: "it is a line of one start; the tests of the command read such lines"},
	"Binaries and containers: sh 1": {reason: "it wants Docker; the tests of the command follow the Dockerfile"},
	"Access: yaml 1":                {reason: "the tests of package access compare it with the built-in policy"},
	"Access: yaml 2":                {reason: "the tests of package access parse it"},
	"Seed data: yaml 1":             {reason: "TestEmulatorCalls gives it to its server"},
}

// root is the path of a file of the repository.
func root(parts ...string) string {
	return filepath.Join(append([]string{"..", "..", ".."}, parts...)...)
}

// need is the value, or the end of the test.
func need[T any](t *testing.T, get func() (T, error)) T {
	t.Helper()
	value, err := get()
	if err != nil {
		t.Fatal(err)
	}
	return value
}

var (
	contract = sync.OnceValues(func() (*image.Image, error) { return image.FromDir(context.Background(), root("proto")) })
	settings = sync.OnceValues(func() (*config.Config, error) { return config.Load(root()) })
)

func read(t *testing.T, path string) string {
	t.Helper()
	content, err := os.ReadFile(root(filepath.FromSlash(path)))
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}

func document(t *testing.T, path string) *markdown.Document {
	t.Helper()
	document, err := markdown.Parse(read(t, path))
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return document
}

// nameOf identifies a block in its document, as in "Go: sh 1".
func nameOf(b markdown.Block) string {
	return fmt.Sprintf("%s: %s %d", b.Section, b.Language, b.Number)
}

// block is the block of the README with this name.
func block(t *testing.T, name string) markdown.Block {
	t.Helper()
	return blockOf(t, "README.md", name)
}

// blockOf is the block of a page with this name.
func blockOf(t *testing.T, page, name string) markdown.Block {
	t.Helper()
	for _, block := range document(t, page).Blocks {
		if nameOf(block) == name {
			return block
		}
	}
	t.Fatalf("%s has no block %q", page, name)
	return markdown.Block{}
}

func TestEveryBlockIsDealtWith(t *testing.T) {
	dealtWith(t, "README.md", treatments, readmeExamples)
	dealtWith(t, "docs/emulator.md", emulatorTreatments, emulatorExamples)
}

func dealtWith(t *testing.T, page string, rows map[string]treatment, examples map[string]example) {
	t.Helper()
	left := maps.Clone(rows)
	for _, block := range document(t, page).Blocks {
		name := nameOf(block)
		treatment, ok := left[name]
		if !ok {
			t.Errorf("%s:%d: the block %q is in no row of treatments: say how it is run, or why it can't be", page, block.Line, name)
		}
		if set := treatment.fields(); ok && set != 1 {
			t.Errorf("the row %q sets %d fields instead of one", name, set)
		}
		if _, isExample := examples[name]; isExample != treatment.calls {
			t.Errorf("the table of treatments says of %q that calls is %v, and the one of examples the opposite", name, treatment.calls)
		}
		delete(left, name)
	}
	for _, name := range slices.Sorted(maps.Keys(left)) {
		t.Errorf("there is a row %q, which %s does not have", name, page)
	}
}

func (tr treatment) fields() int {
	set := 0
	for _, isSet := range []bool{tr.calls, tr.message != "", tr.program != "", tr.reason != ""} {
		if isSet {
			set++
		}
	}
	return set
}

func TestMessages(t *testing.T) {
	descriptors := need(t, contract).Descriptors
	for name, treatment := range treatments {
		if treatment.message == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			descriptor, err := descriptors.FindDescriptorByName(protoreflect.FullName(treatment.message))
			if err != nil {
				t.Fatal(err)
			}
			message, ok := descriptor.(protoreflect.MessageDescriptor)
			if !ok {
				t.Fatalf("%s is not a message", treatment.message)
			}
			if err := protojson.Unmarshal([]byte(block(t, name).Text), dynamicpb.NewMessage(message)); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestPrograms checks that the programs are those that verify runs: the first one in the README of a package, or a part of one of
// its testdata.
func TestPrograms(t *testing.T) {
	for name, treatment := range treatments {
		if treatment.program == "" {
			continue
		}
		block := block(t, name)
		if path.Ext(treatment.program) != ".md" {
			if !strings.Contains(read(t, treatment.program), block.Text) {
				t.Errorf("%s: %s does not have the block of README.md:\n%s", name, treatment.program, block.Text)
			}
			continue
		}
		blocks := document(t, treatment.program).Blocks
		first := slices.IndexFunc(blocks, func(other markdown.Block) bool { return other.Language == block.Language })
		if first < 0 {
			t.Errorf("%s: %s has no program", name, treatment.program)
			continue
		}
		if diff := cmp.Diff(blocks[first].Text, block.Text); diff != "" {
			t.Errorf("%s (-%s +README.md):\n%s", name, treatment.program, diff)
		}
	}
}

var (
	imported = regexp.MustCompile(` from "((?:@[^/"]+/)?[^/"]+)`)
	atRange  = regexp.MustCompile(`@[0-9.]+$`) // atRange follows the name of a package that is installed in a range of versions.
)

// TestProgramInstallsItsImports checks that the README has its readers install what the program of TypeScript imports. With the
// other SDKs all that their programs import is installed too.
func TestProgramInstallsItsImports(t *testing.T) {
	_, install, found := strings.Cut(block(t, "TypeScript: sh 1").Text, "npm install ")
	all := imported.FindAllStringSubmatch(block(t, "TypeScript: ts 1").Text, -1)
	if !found || len(all) == 0 {
		t.Fatalf("it installs %q, and the program imports %q", install, all)
	}
	var names []string
	for name := range strings.FieldsSeq(install) {
		names = append(names, atRange.ReplaceAllString(name, ""))
	}
	// The SDK imports the runtime of the messages itself, as a peer.
	if !slices.Contains(names, "@bufbuild/protobuf") {
		t.Error("@bufbuild/protobuf is not installed")
	}
	for _, match := range all {
		if !slices.Contains(names, match[1]) {
			t.Errorf("%s is imported and not installed", match[1])
		}
	}
}

// TestInstallsNameThePackages looks at the blocks that can't run: what they install has to be what is packed.
func TestInstallsNameThePackages(t *testing.T) {
	sdks := need(t, settings).SDKs
	for name, want := range map[string]string{
		"Go: sh 1":         "go get " + string(sdks.Go.Module) + "\n",
		"Python: sh 2":     "uv add " + string(sdks.Python.Distribution) + " ",
		"TypeScript: sh 1": "npm install " + string(sdks.TS.Package) + " ",
	} {
		if text := block(t, name).Text; !strings.Contains(text, want) {
			t.Errorf("%s: %q is not in it:\n%s", name, want, text)
		}
	}
}
