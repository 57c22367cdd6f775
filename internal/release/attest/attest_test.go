package attest

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "rewrite the golden files")

var (
	sum  = strings.Repeat("0123456789abcdef", 4)
	self = Package{
		Ecosystem: NPM, Name: "@qdrant/example", Version: "1.2.0-rc.1", Description: "An <example>.",
		License: "Apache-2.0", Homepage: "https://example.com", Repository: "https://example.com/repo",
		Supplier: "Example",
	}
	needs = []Dependency{
		{Name: "@bufbuild/protobuf", Range: "^2.13.0"},
		{Name: "b", Version: "1.0.0+x"},
		{Name: "c", Optional: true},
		{Name: "a", Version: "0.1.0", Indirect: true},
		{Name: "b", Version: "1.0.0+x"},
	}
	at    = time.Date(2026, 3, 4, 6, 6, 7, 890, time.FixedZone("", 3600))
	build = Build{
		Type: "https://example.com/repo#pack", Builder: "https://example.com/ci", Parameters: map[string]string{"version": "1.2.0", "language": "ts"},
		Repository: "https://example.com/repo", Commit: strings.Repeat("ab", 20),
		Materials: []File{{Name: "tools/go.sum", SHA256: sum}, {Name: "go.sum", SHA256: sum}},
	}
)

func golden(t *testing.T, name string, got []byte) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, got, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), string(got)); diff != "" {
		t.Errorf("%s (go test ./internal/release/attest -update) (-want +got):\n%s", name, diff)
	}
}

func TestGolden(t *testing.T) {
	sbom, err := SBOM(self, File{Name: "example-1.2.0-rc.1.tgz", SHA256: sum}, needs, at)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "sbom.json", sbom)
	provenance, err := Provenance(build, File{Name: "b.tgz", SHA256: sum}, File{Name: "a.tgz", SHA256: sum})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "provenance.json", provenance)
	program := self
	program.Ecosystem, program.Name, program.Version, program.Program = Go, "example.com/Repo", "v1.2.0", "cmd/server"
	sbom, err = SBOM(program, File{Name: "server_1.2.0_linux_amd64.tar.gz", SHA256: sum}, []Dependency{
		{Name: "stdlib", Version: "1.26.7"},
		{Name: "golang.org/x/mod", Version: "v0.42.0", DirHash: sum},
	}, at)
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "program.json", sbom)
}

// TestOrderDoesNotMatter passes the same input in another order, as from a map, and in another time zone.
func TestOrderDoesNotMatter(t *testing.T) {
	file := File{Name: "x.tgz", SHA256: sum}
	first, err := SBOM(self, file, needs, at)
	if err != nil {
		t.Fatal(err)
	}
	turned := slices.Clone(needs)
	slices.Reverse(turned)
	second, err := SBOM(self, file, turned, at.UTC())
	if err != nil || !bytes.Equal(first, second) {
		t.Errorf("the bills differ (%v):\n%s\n%s", err, first, second)
	}
	other := build
	other.Materials = slices.Clone(build.Materials)
	slices.Reverse(other.Materials)
	one, err := Provenance(build, file, File{Name: "y", SHA256: sum})
	if err != nil {
		t.Fatal(err)
	}
	two, err := Provenance(other, File{Name: "y", SHA256: sum}, file)
	if err != nil || !bytes.Equal(one, two) {
		t.Errorf("the statements differ (%v):\n%s\n%s", err, one, two)
	}
}

// provenanceFields are the fields that the specification asks for and the form that they give them. A path has a star for every element of
// a list.
var provenanceFields = map[string]string{
	"_type":                               `^https://in-toto\.io/Statement/v1$`,
	"subject.*.name":                      `.`,
	"subject.*.digest.sha256":             `^[0-9a-f]{64}$`,
	"predicateType":                       `^https://slsa\.dev/provenance/v1$`,
	"predicate.buildDefinition.buildType": `^https://`,
	"predicate.buildDefinition.externalParameters":            `^map\[.+\]$`,
	"predicate.buildDefinition.resolvedDependencies.*.digest": `^map\[.+\]$`,
	"predicate.runDetails.builder.id":                         `^https://`,
}

func TestProvenanceFields(t *testing.T) {
	provenance, err := Provenance(build, File{Name: "x.tgz", SHA256: sum})
	if err != nil {
		t.Fatal(err)
	}
	var value any
	if err := json.Unmarshal(provenance, &value); err != nil {
		t.Fatal(err)
	}
	for path, form := range provenanceFields {
		values := lookUp(value, strings.Split(path, "."))
		if len(values) == 0 {
			t.Errorf("%s is missing", path)
		}
		for _, v := range values {
			if !regexp.MustCompile(form).MatchString(fmt.Sprint(v)) {
				t.Errorf("%s is %v, want %s", path, v, form)
			}
		}
	}
}

func TestReferencesAreComponents(t *testing.T) {
	sbom, err := SBOM(self, File{Name: "x.tgz", SHA256: sum}, needs, at)
	if err != nil {
		t.Fatal(err)
	}
	refs := map[string]bool{}
	var bom struct {
		Metadata struct {
			Component struct {
				Ref string `json:"bom-ref"`
			}
		}
		Components []struct {
			Ref string `json:"bom-ref"`
		}
		Dependencies []struct {
			Ref       string
			DependsOn []string
		}
	}
	if err := json.Unmarshal(sbom, &bom); err != nil {
		t.Fatal(err)
	}
	refs[bom.Metadata.Component.Ref] = true
	for _, c := range bom.Components {
		if refs[c.Ref] {
			t.Errorf("the reference %s occurs twice", c.Ref)
		}
		refs[c.Ref] = true
	}
	for _, d := range bom.Dependencies {
		for _, ref := range append(d.DependsOn, d.Ref) {
			if !refs[ref] {
				t.Errorf("the reference %s does not exist", ref)
			}
		}
	}
}

// lookUp returns the values at a path.
func lookUp(value any, path []string) []any {
	if len(path) == 0 {
		return []any{value}
	}
	switch value := value.(type) {
	case map[string]any:
		if below, ok := value[path[0]]; ok {
			return lookUp(below, path[1:])
		}
	case []any:
		var all []any
		for _, v := range value {
			found := lookUp(v, path[1:])
			if len(found) == 0 {
				return nil // It is required of each.
			}
			all = append(all, found...)
		}
		return all
	}
	return nil
}

func TestPURL(t *testing.T) {
	tests := []struct {
		ecosystem           Ecosystem
		name, version, want string
	}{
		{Go, "github.com/Qdrant/x/gen/go/v2", "v2.0.0-rc.1", "pkg:golang/github.com/qdrant/x/gen/go/v2@v2.0.0-rc.1"},
		{Go, "example.com/x", "v2.0.0+incompatible", "pkg:golang/example.com/x@v2.0.0%2Bincompatible"},
		{PyPI, "Qdrant_Example", "1.2.0rc1", "pkg:pypi/qdrant-example@1.2.0rc1"},
		{NPM, "@qdrant/example", "1.2.0-pr.1.2.gabc", "pkg:npm/%40qdrant/example@1.2.0-pr.1.2.gabc"},
		{NPM, "example", "", "pkg:npm/example"},
	}
	for _, test := range tests {
		if got := purl(test.ecosystem, test.name, test.version); got != test.want {
			t.Errorf("%s %s %s: got %s, want %s", test.ecosystem, test.name, test.version, got, test.want)
		}
	}
}
