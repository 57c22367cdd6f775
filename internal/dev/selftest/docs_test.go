package selftest

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// documents are the pages that people write.
var documents = []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/add-a-feed.md", "docs/add-a-language.md", "docs/add-a-compatibility-rule.md", "docs/architecture.md", "docs/auth.md", "docs/emulator.md", "docs/testing.md", "docs/releasing.md", "docs/sdks.md", "SECURITY.md"}

func TestLinks(t *testing.T) {
	for _, name := range documents {
		for _, link := range document(t, name).Links {
			if strings.HasPrefix(link.Target, "https://") {
				continue
			}
			file, anchor, hasAnchor := strings.Cut(link.Target, "#")
			target := name
			if file != "" {
				target = path.Join(path.Dir(name), file)
			}
			if _, err := os.Stat(root(filepath.FromSlash(target))); err != nil {
				t.Errorf("%s:%d: %v", name, link.Line, err)
				continue
			}
			if !hasAnchor {
				continue
			}
			headings := document(t, target).Headings
			if !slices.ContainsFunc(headings, func(heading string) bool { return anchorOf(heading) == anchor }) {
				t.Errorf("%s:%d: %s has no section #%s", name, link.Line, target, anchor)
			}
		}
	}
}

var noAnchor = regexp.MustCompile(`[^\p{L}\p{N} _-]`)

// anchorOf returns the fragment that links to a heading on GitHub.
func anchorOf(heading string) string {
	return strings.ReplaceAll(noAnchor.ReplaceAllString(strings.ToLower(heading), ""), " ", "-")
}

func TestAnchorOf(t *testing.T) {
	if got := anchorOf("Product, in short"); got != "product-in-short" {
		t.Errorf("got %q", got)
	}
}

var (
	mageCommand = regexp.MustCompile(`go tool mage ([a-zA-Z]\w*)`)
	mageRow     = regexp.MustCompile("(?m)^\\| `(\\w+)` \\|")
)

// TestMageTargets checks that every target that is named exists, and that CONTRIBUTING.md has a row for each.
func TestMageTargets(t *testing.T) {
	targets := mageTargets(t)
	for _, name := range append([]string{".ci/run", ".github/workflows/ci.yml", ".github/workflows/preview.yml", ".github/workflows/prove.yml", ".github/workflows/release.yml"}, documents...) {
		for _, match := range mageCommand.FindAllStringSubmatch(read(t, name), -1) {
			if !slices.Contains(targets, match[1]) {
				t.Errorf("%s: there is no target %s", name, match[1])
			}
		}
	}
	var rows []string
	for _, match := range mageRow.FindAllStringSubmatch(read(t, "CONTRIBUTING.md"), -1) {
		rows = append(rows, match[1])
	}
	slices.Sort(rows)
	if !slices.Equal(rows, targets) {
		t.Errorf("the table of targets in CONTRIBUTING.md has\n%q, magefiles have\n%q", rows, targets)
	}
}

// mageTargets are the exported functions of the magefiles, as mage lists them, sorted.
func mageTargets(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob(root("magefiles", "*.go"))
	if err != nil || len(files) == 0 {
		t.Fatalf("found no magefiles: %v", err)
	}
	var targets []string
	for _, name := range files {
		file, err := parser.ParseFile(token.NewFileSet(), name, nil, parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		for _, declaration := range file.Decls {
			if function, ok := declaration.(*ast.FuncDecl); ok && function.Recv == nil && function.Name.IsExported() {
				name := function.Name.Name
				targets = append(targets, strings.ToLower(name[:1])+name[1:])
			}
		}
	}
	slices.Sort(targets)
	return targets
}

// TestLayout checks that docs/architecture.md has every package of internal, in the list of its layout.
func TestLayout(t *testing.T) {
	layout := read(t, "docs/architecture.md")
	for _, p := range packages(t, "./internal/...") {
		name := strings.TrimPrefix(p.ImportPath, module)
		if !strings.Contains(layout, " "+path.Base(name)+"/ ") && !strings.Contains(name, "testdata") {
			t.Errorf("the layout in docs/architecture.md lacks internal/%s", name)
		}
	}
}

var serviceRow = regexp.MustCompile("(?m)^\\| `([a-z0-9.]+\\.v\\d+\\.\\w+)` \\|[^|]*\\| \\[[^]]*\\]\\(([^)]*)\\) \\|$")

// TestServices checks that the tables of the README have every service of the contract once, with its file.
func TestServices(t *testing.T) {
	rows := map[string]string{}
	for _, match := range serviceRow.FindAllStringSubmatch(read(t, "README.md"), -1) {
		if _, twice := rows[match[1]]; twice {
			t.Errorf("the service %s is there twice", match[1])
		}
		rows[match[1]] = match[2]
	}
	for _, file := range need(t, contract).Files {
		for _, service := range file.GetService() {
			name := strings.TrimPrefix(file.GetPackage()+"."+service.GetName(), "qdrant.cloud.")
			if want := "proto/" + file.GetName(); rows[name] != want {
				t.Errorf("%s: the link is %q, want %s", name, rows[name], want)
			}
			delete(rows, name)
		}
	}
	for name := range rows {
		t.Errorf("the contract has no service %s", name)
	}
}

// exampleFile makes a file of its own of the methods in a block.
const exampleFile = `syntax = "proto3";
package examples.e%d;
import "google/protobuf/empty.proto";
import "qdrant/cloud/cluster/v1/cluster.proto";
import "qdrant/cloud/common/v1/common.proto";
service ExampleService {
%s}
`

// TestProtoBlocks compiles the examples of methods against the contract.
func TestProtoBlocks(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS(root("proto"))); err != nil {
		t.Fatal(err)
	}
	examples := 0
	for _, block := range document(t, "docs/auth.md").Blocks {
		if block.Language != "proto" {
			t.Errorf("docs/auth.md:%d: a block of %s, which this test does not know", block.Line, block.Language)
			continue
		}
		examples++
		name := filepath.Join(dir, fmt.Sprintf("line_%d.proto", block.Line))
		if err := os.WriteFile(name, fmt.Appendf(nil, exampleFile, examples, block.Text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	compiled, err := image.FromDir(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range compiled.Files {
		if !strings.HasPrefix(file.GetName(), "line_") {
			continue
		}
		examples--
		for i := range file.GetService()[0].GetMethod() {
			checkPermissionComment(t, compiled, file, i)
		}
	}
	if examples != 0 {
		t.Errorf("%d examples are not compiled", examples)
	}
}

// checkPermissionComment holds an example to a rule of the house: the comment has the permissions of the option.
func checkPermissionComment(t *testing.T, compiled *image.Image, file *descriptorpb.FileDescriptorProto, index int) {
	t.Helper()
	method := file.GetService()[0].GetMethod()[index]
	comment := ""
	for _, location := range file.GetSourceCodeInfo().GetLocation() {
		// 6 is the number of services in a file, 2 that of methods in a service.
		if slices.Equal(location.GetPath(), []int32{6, 0, 2, int32(index)}) {
			comment = location.GetLeadingComments()
		}
	}
	permissions, set, err := compiled.Options.Value(method.GetOptions(), options.Permissions)
	if err != nil {
		t.Fatal(err)
	}
	if !set {
		return
	}
	for i := range permissions.List().Len() {
		want := "- " + permissions.List().Get(i).String()
		if want == "- " {
			want = "- None: "
		}
		if !strings.Contains(comment, "Required permissions:\n") || !strings.Contains(comment, "\n "+want) {
			t.Errorf("%s: the comment of %s does not have %q:\n%s", file.GetName(), method.GetName(), want, comment)
		}
	}
}
