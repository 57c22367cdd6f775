package lint

import (
	"flag"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	descriptorv1 "buf.build/gen/go/bufbuild/bufplugin/protocolbuffers/go/buf/plugin/descriptor/v1"
	"buf.build/go/bufplugin/check"
	"buf.build/go/bufplugin/descriptor"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

var update = flag.Bool("update", false, "write docs/house-rules.md")

const root = "../../.."

// shared is the file of the real contract that every example imports.
const shared = "qdrant/cloud/common/v1/common.proto"

func TestSpec(t *testing.T) {
	if err := check.ValidateSpec(Spec()); err != nil {
		t.Error(err)
	}
}

// buf silences every rule whose id is a beginning of what a comment names.
func TestNoIDBeginsAnother(t *testing.T) {
	for _, a := range Rules() {
		for _, b := range Rules() {
			if a.ID != b.ID && strings.HasPrefix(b.ID, a.ID) {
				t.Errorf("who silences %s silences %s as well: rename one", b.ID, a.ID)
			}
		}
	}
}

func TestDocument(t *testing.T) {
	name := filepath.Join(root, "docs/house-rules.md")
	if *update {
		if err := os.WriteFile(name, []byte(Document()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	content, err := os.ReadFile(name)
	if err != nil || string(content) != Document() {
		t.Errorf("%s is not what the rules say (%v): go test ./internal/contract/lint -update", name, err)
	}
}

// mark says in a bad example what is found in this line.
var mark = regexp.MustCompile(`// want: (.*)`)

var packagePattern = regexp.MustCompile(`(?m)^package (\S+);`)

// example is a file of testdata, in the folder of its rule and there in that of its kind.
type example struct {
	rule, file string // file is the path in testdata.
	kind       string
	path       string // path is where the package of the file belongs in a proto tree.
	content    string
}

const (
	good = "good"
	bad  = "bad"
	with = "with" // What the examples of a rule import.
)

// wanted is the finding that a bad example asks for.
func (e example) wanted(t *testing.T) (line int, message string) {
	t.Helper()
	for i, text := range strings.Split(e.content, "\n") {
		if match := mark.FindStringSubmatch(text); match != nil {
			if message != "" {
				t.Errorf("%s wants more than one finding", e.file)
			}
			line, message = i+1, match[1]
		}
	}
	if message == "" {
		t.Errorf("%s does not say what is found in it", e.file)
	}
	return line, message
}

func examples(t *testing.T) []example {
	t.Helper()
	files, err := filepath.Glob("testdata/*/*/*.proto")
	if err != nil {
		t.Fatal(err)
	}
	var all []example
	for _, file := range files {
		content, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		kind, rule := filepath.Base(filepath.Dir(file)), filepath.Base(filepath.Dir(filepath.Dir(file)))
		name := packagePattern.FindSubmatch(content)
		if name == nil || !slices.Contains([]string{good, bad, with}, kind) {
			t.Fatalf("%s is no example: it needs a package, in a folder good, bad or with", file)
		}
		all = append(all, example{
			rule: rule, file: file, kind: kind, content: string(content),
			path: path.Join(strings.ReplaceAll(string(name[1]), ".", "/"), filepath.Base(file)),
		})
	}
	return all
}

func TestExamples(t *testing.T) {
	examples := examples(t)
	for _, e := range examples {
		if slices.ContainsFunc(borrowed, func(r Rule) bool { return r.ID == e.rule }) {
			continue
		}
		t.Run(strings.TrimSuffix(strings.TrimPrefix(e.file, "testdata/"), ".proto"), func(t *testing.T) {
			files := map[string]string{}
			for _, other := range examples {
				if other.rule == e.rule && (other.kind == e.kind || other.kind == with) {
					files[other.path] = other.content
				}
			}
			found := slices.DeleteFunc(lint(t, files), func(a check.Annotation) bool {
				return a.FileLocation().FileDescriptor().ProtoreflectFileDescriptor().Path() != e.path
			})
			if e.kind != bad {
				for _, f := range found {
					t.Errorf("%s:%d: %s (%s)", e.file, f.FileLocation().StartLine()+1, f.Message(), f.RuleID())
				}
				return
			}
			line, message := e.wanted(t)
			if len(found) != 1 {
				t.Errorf("%d findings, want one", len(found))
			}
			for _, f := range found {
				if at := f.FileLocation().StartLine() + 1; f.RuleID() != e.rule || at != line || !strings.Contains(f.Message(), message) {
					t.Errorf("got  %s:%d: %s (%s)\nwant %s:%d: …%s… (%s)", e.file, at, f.Message(), f.RuleID(), e.file, line, message, e.rule)
				}
				if !strings.HasSuffix(f.Message(), ".") || !strings.Contains(f.Message(), ": ") {
					t.Errorf("%q is not one sentence that says what is wrong, and after a colon the fix", f.Message())
				}
			}
		})
	}
}

func TestEveryRuleHasExamples(t *testing.T) {
	have := map[string]map[string]bool{}
	for _, e := range examples(t) {
		if have[e.rule] == nil {
			have[e.rule] = map[string]bool{}
		}
		have[e.rule][e.kind] = true
	}
	rules := slices.Concat(Rules(), borrowed)
	for _, rule := range rules {
		if !have[rule.ID][good] || !have[rule.ID][bad] {
			t.Errorf("testdata/%s lacks a good or a bad example", rule.ID)
		}
	}
	if len(have) != len(rules) {
		t.Errorf("there are examples of %d rules, but %d rules", len(have), len(rules))
	}
}

// A rule that can't judge says nothing: here the options that it asks for are not declared at all.
func TestSilentWithoutTheOptions(t *testing.T) {
	tree := fstest.MapFS{"a/v1/a.proto": {Data: []byte(`syntax = "proto3";
package a.v1;
service S { rpc DoIt(M) returns (M); }
message M {}
`)}}
	for _, f := range runRules(t, tree) {
		if f.RuleID() != "QDRANT_HTTP_ROUTE" {
			t.Errorf("%s (%s)", f.Message(), f.RuleID())
		}
	}
}

// lint runs all rules over files, which may import those that the contract shares.
func lint(t *testing.T, files map[string]string) []check.Annotation {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, "proto", shared))
	if err != nil {
		t.Fatal(err)
	}
	tree := fstest.MapFS{shared: {Data: content}}
	for name, content := range files {
		tree[name] = &fstest.MapFile{Data: []byte(content)}
	}
	return runRules(t, tree)
}

// runRules is what buf does with the plugin, in process.
func runRules(t *testing.T, tree fstest.MapFS) []check.Annotation {
	t.Helper()
	compiled, err := imagetest.FromFS(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	var files []*descriptorv1.FileDescriptor
	own := map[string]bool{}
	for _, file := range compiled.Files {
		own[file.GetName()] = true
		files = append(files, descriptorv1.FileDescriptor_builder{FileDescriptorProto: file}.Build())
	}
	compiled.Descriptors.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		if !own[file.Path()] {
			imported := descriptorv1.FileDescriptor_builder{FileDescriptorProto: protodesc.ToFileDescriptorProto(file), IsImport: true}
			files = append(files, imported.Build())
		}
		return true
	})
	descriptors, err := descriptor.FileDescriptorsForProtoFileDescriptors(files)
	if err != nil {
		t.Fatal(err)
	}
	request, err := check.NewRequest(descriptors)
	if err != nil {
		t.Fatal(err)
	}
	client, err := check.NewClientForSpec(Spec())
	if err != nil {
		t.Fatal(err)
	}
	response, err := client.Check(t.Context(), request)
	if err != nil {
		t.Fatal(err)
	}
	return response.Annotations()
}
