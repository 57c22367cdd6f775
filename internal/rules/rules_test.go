package rules

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

	"github.com/qdrant/qdrant-cloud-public-api/internal/run"
)

const root = "../.."

const module = "github.com/qdrant/qdrant-cloud-public-api/internal/"

// leaves may be imported by every package and import nothing of the repository but each other, in this order.
var leaves = []string{"contenthash", "run", "progress", "redact", "depproto", "archive", "tempdir"}

// layers are the other packages: each imports leaves and packages before it only. Data flows down this list.
var layers = []string{
	"config", "toolchain", "image", "house", "contract", "catalog", "openapi", "gittree", "gittag", "version", "plan", "regexlang", "validation", "httproute",
	"schema", "symbols", "diff", "source", "compat",
	"prove/evidence", "prove/tree", "prove/mutate", "prove/peers", "prove/callers", "prove/accepts", "prove/sdk", "prove",
	"floors", "report", "changelog", "review", "check", "manifest", "generate", "feed", "feed/local", "feed/feedtest", "feed/httpfeed", "feed/npm", "feed/pypi", "feed/gomod", "credentials", "feed/artifactregistry/registrytest", "feed/artifactregistry", "pullrequest", "consumer", "publish", "attest", "pack", "markdown", "apiserver", "verify", "release", "bench",
	"readme", "rules",
}

func TestPackagesImportInOneDirection(t *testing.T) {
	out, err := run.Output(t.Context(), run.Cmd{Args: []string{"go", "list", "-json=ImportPath,Imports,TestImports,XTestImports", "./internal/..."}, Dir: root})
	if err != nil {
		t.Fatal(err)
	}
	order := slices.Concat(leaves, layers)
	decoder := json.NewDecoder(bytes.NewReader(out))
	seen := 0
	for {
		var pkg struct {
			ImportPath                         string
			Imports, TestImports, XTestImports []string
		}
		if err := decoder.Decode(&pkg); errors.Is(err, io.EOF) {
			break
		} else if err != nil {
			t.Fatal(err)
		}
		name := strings.TrimPrefix(pkg.ImportPath, module)
		position := slices.Index(order, name)
		if position < 0 {
			t.Errorf("%s is not in the list of packages: add it where it belongs", name)
			continue
		}
		seen++
		for _, imported := range slices.Concat(pkg.Imports, pkg.TestImports, pkg.XTestImports) {
			other, ours := strings.CutPrefix(imported, module)
			if ours && other != name && slices.Index(order, other) > position {
				t.Errorf("%s imports %s, which comes after it", name, other)
			}
		}
	}
	if seen != len(order) {
		t.Errorf("the list names %d packages, %d are there", len(order), seen)
	}
}

// forbidden must not stand in any tracked file: what names one machine, or a public registry that a mirror may replace.
var forbidden = []struct {
	name    string
	pattern *regexp.Regexp
}{
	{"a host of a public registry", regexp.MustCompile(`registry\.npm` + `js|(^|[^a-z])pypi\.` + `org|files\.python` + `hosted|proxy\.go` + `lang|sum\.go` + `lang`)},
	{"a path of one machine", regexp.MustCompile(`(^|[^A-Za-z0-9_.-])/(work|root|home/[a-z]+|Users/[A-Za-z]+)/`)},
	{"a private key", regexp.MustCompile(`-----BEGIN [A-Z ]*PRIVATE` + ` KEY-----`)},
}

func TestNoTrackedFileNamesAMachineARegistryOrASecret(t *testing.T) {
	out, err := run.Output(t.Context(), run.Cmd{Args: []string{"git", "ls-files", "-z"}, Dir: root})
	if err != nil {
		t.Fatal(err)
	}
	files := 0
	for name := range strings.SplitSeq(strings.Trim(string(out), "\x00"), "\x00") {
		content, err := os.ReadFile(filepath.Join(root, name))
		if errors.Is(err, os.ErrNotExist) {
			continue // Removed, but not yet from the index.
		}
		if err != nil {
			t.Fatal(err)
		}
		files++
		for _, rule := range forbidden {
			if match := rule.pattern.Find(content); match != nil {
				t.Errorf("%s has %s: %q", name, rule.name, match)
			}
		}
	}
	if files < 100 {
		t.Errorf("only %d tracked files looked at", files)
	}
}

func TestFilesHoldOneIdea(t *testing.T) {
	const most = 700
	for _, dir := range []string{"internal", "magefiles", "scripts"} {
		err := filepath.WalkDir(filepath.Join(root, dir), func(file string, entry os.DirEntry, err error) error {
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
		"go.mod":                  {"github.com/bufbuild/buf/cmd/buf", "github.com/magefile/mage"},
		"tools/go/go.mod":         {"google.golang.org/protobuf/cmd/protoc-gen-go", "google.golang.org/grpc/cmd/protoc-gen-go-grpc"},
		"tools/openapi/go.mod":    {"github.com/grpc-ecosystem/grpc-gateway/v2/protoc-gen-openapiv3"},
		"tools/golangci/go.mod":   {"github.com/golangci/golangci-lint/v2/cmd/golangci-lint"},
		"tools/actionlint/go.mod": {"github.com/rhysd/actionlint/cmd/actionlint"},
	}
	for file, wanted := range tools {
		content, err := os.ReadFile(filepath.Join(root, file))
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
