package selftest

import (
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/secrets"
)

const module = "github.com/qdrant/qdrant-cloud-public-api/internal/"

// neighbourhoods are the folders of internal/, in the direction in which data flows: a package imports its own neighbourhood
// and those before it. docs/architecture.md says what each one is for.
var neighbourhoods = []string{"base", "lang", "config", "contract", "generate", "compat", "apiserver", "release", "dev"}

// pkg is what go list says of a package.
type pkg struct {
	ImportPath string
	Imports    []string
	Deps       []string
}

// packages lists the packages that the patterns match, with what they import.
func packages(t *testing.T, patterns ...string) []pkg {
	t.Helper()
	args := append([]string{"go", "list", "-json=ImportPath,Imports,Deps"}, patterns...)
	out, err := run.Output(t.Context(), run.Cmd{Args: args, Dir: root()})
	if err != nil {
		t.Fatal(err)
	}
	var all []pkg
	decoder := json.NewDecoder(bytes.NewReader(out))
	for {
		var p pkg
		if err := decoder.Decode(&p); errors.Is(err, io.EOF) {
			return all
		} else if err != nil {
			t.Fatal(err)
		}
		all = append(all, p)
	}
}

func TestArrowsBetweenNeighbourhoodsGoOneWay(t *testing.T) {
	seen := map[string]bool{}
	for _, p := range packages(t, "./internal/...") {
		name := strings.TrimPrefix(p.ImportPath, module)
		own, _, _ := strings.Cut(name, "/")
		position := slices.Index(neighbourhoods, own)
		if position < 0 {
			t.Errorf("%s is in no neighbourhood: move it, or say in docs/architecture.md why there is a new one", name)
			continue
		}
		seen[own] = true
		for _, imported := range p.Imports {
			other, ours := strings.CutPrefix(imported, module)
			to, _, _ := strings.Cut(other, "/")
			if ours && slices.Index(neighbourhoods, to) > position {
				t.Errorf("%s imports %s, whose neighbourhood comes after its own", name, other)
			}
		}
	}
	for _, name := range neighbourhoods {
		if !seen[name] {
			t.Errorf("the list names %s, which is not there", name)
		}
	}
}

// Every neighbourhood introduces itself where a newcomer looks first.
func TestNeighbourhoodsIntroduceThemselves(t *testing.T) {
	for _, name := range neighbourhoods {
		content, err := os.ReadFile(root("internal", name, "doc.go"))
		if err != nil {
			t.Error(err)
			continue
		}
		for _, part := range []string{"// In: ", "Out: ", "Start reading in"} {
			if !strings.Contains(string(content), part) {
				t.Errorf("internal/%s/doc.go lacks %q", name, part)
			}
		}
	}
}

// Generating an SDK takes the contract and templates. A change of the compatibility engine changes no SDK.
func TestGenerationDoesNotImportTheCompatibilityEngine(t *testing.T) {
	for _, p := range packages(t, "./internal/generate/...") {
		for _, dep := range p.Deps {
			if strings.HasPrefix(dep, module+"compat") {
				t.Errorf("%s depends on %s", strings.TrimPrefix(p.ImportPath, module), strings.TrimPrefix(dep, module))
			}
		}
	}
}

// forbidden must not stand in any tracked file: what names one machine, or a public registry that a mirror may replace.
var forbidden = []struct {
	name    string
	pattern *regexp.Regexp
}{
	{"a host of a public registry", regexp.MustCompile(`registry\.npm` + `js|(^|[^a-z])pypi\.` + `org|files\.python` + `hosted|proxy\.go` + `lang|sum\.go` + `lang`)},
	{"a path of one machine", regexp.MustCompile(`(^|[^A-Za-z0-9_.-])/(work|root|home/[a-z]+|Users/[A-Za-z]+)/`)},
}

// trackedFiles calls visit with the path and the content of every file that git tracks and that match the patterns of git.
func trackedFiles(t *testing.T, visit func(name string, content []byte), patterns ...string) {
	t.Helper()
	out, err := git.Output(t.Context(), root(), append([]string{"ls-files", "-z", "--"}, patterns...)...)
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for name := range strings.SplitSeq(strings.Trim(out, "\x00"), "\x00") {
		content, err := os.ReadFile(root(name))
		if errors.Is(err, os.ErrNotExist) {
			continue // Removed, but not yet from the index.
		}
		if err != nil {
			t.Fatal(err)
		}
		files++
		visit(name, content)
	}
	if files < 100 {
		t.Errorf("only %d tracked files match %q", files, patterns)
	}
}

func TestNoTrackedFileNamesAMachineARegistryOrASecret(t *testing.T) {
	trackedFiles(t, func(name string, content []byte) {
		for _, rule := range forbidden {
			if match := rule.pattern.Find(content); match != nil {
				t.Errorf("%s has %s: %q", name, rule.name, match)
			}
		}
		for _, found := range secrets.Issued(content) {
			t.Errorf("%s:%d: it has %s", name, found.Line, found.What)
		}
	})
}

// dialect has words that make a reader stop, and the plain ones of the field.
var dialect = []struct {
	word  *regexp.Regexp
	plain string
}{
	{regexp.MustCompile(`\bmen` + `d(ed|s|ing)?\b`), "fix"},
	{regexp.MustCompile(`\bla` + `id\b`), "install, or put"},
}

func TestWordsArePlain(t *testing.T) {
	trackedFiles(t, func(name string, content []byte) {
		for _, rule := range dialect {
			if at := rule.word.FindIndex(content); at != nil {
				line := bytes.Count(content[:at[0]], []byte("\n")) + 1
				t.Errorf("%s:%d: %q: write %s", name, line, content[at[0]:at[1]], rule.plain)
			}
		}
	}, "*.go", "*.md", "*.tmpl", "*.txtar", "*.yaml", "*.yml", "*.proto", ":!gen")
}

func TestFilesHoldOneIdea(t *testing.T) {
	const most = 700
	for _, dir := range []string{"cmd", "internal", "magefiles"} {
		err := filepath.WalkDir(root(dir), func(file string, entry os.DirEntry, err error) error {
			if err != nil || entry.IsDir() || path.Ext(file) != ".go" {
				return err
			}
			content, err := os.ReadFile(file)
			if lines := bytes.Count(content, []byte("\n")); lines > most {
				t.Errorf("%s has %d lines: split it", file, lines)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// The generators of the SDKs are pinned beside their runtimes; the others are tools of the root module.
func TestToolsArePinned(t *testing.T) {
	tools := map[string][]string{
		"go.mod":                  {"github.com/bufbuild/buf/cmd/buf", "github.com/qdrant/qdrant-cloud-public-api/cmd/mage"},
		"tools/go/go.mod":         {"google.golang.org/protobuf/cmd/protoc-gen-go", "google.golang.org/grpc/cmd/protoc-gen-go-grpc"},
		"tools/openapi/go.mod":    {"github.com/grpc-ecosystem/grpc-gateway/v2/protoc-gen-openapiv3"},
		"tools/golangci/go.mod":   {"github.com/golangci/golangci-lint/v2/cmd/golangci-lint"},
		"tools/actionlint/go.mod": {"github.com/rhysd/actionlint/cmd/actionlint"},
		"tools/grpcurl/go.mod":    {"github.com/fullstorydev/grpcurl/cmd/grpcurl"},
	}
	for file, wanted := range tools {
		content, err := os.ReadFile(root(file))
		if err != nil {
			t.Fatal(err)
		}
		for _, tool := range wanted {
			if !strings.Contains(string(content), tool+"\n") {
				t.Errorf("%s is not a tool of %s", tool, file)
			}
		}
	}
}
