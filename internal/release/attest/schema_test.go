package attest

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/pb33f/jsonschema/v6"
)

// TestSBOMIsValid validates bills of materials by the published schema of CycloneDX 1.6, which allows no field that it does not
// know. It comes with the module of the library.
func TestSBOMIsValid(t *testing.T) {
	found, err := exec.CommandContext(t.Context(), "go", "list", "-m", "-f", "{{.Dir}}", "github.com/CycloneDX/cyclonedx-go").Output()
	if err != nil {
		t.Fatal(err)
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	const base = "http://cyclonedx.org/schema/"
	for name, file := range map[string]string{
		"bom-1.6.schema.json": "bom-1.6.schema.json", "spdx.schema.json": "spdx.schema.json", "jsf-0.82.schema.json": "jsf-0.82.schemax.json",
	} {
		content, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(found)), "schema", file))
		if err != nil {
			t.Fatal(err)
		}
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(content))
		if err != nil {
			t.Fatal(err)
		}
		if err := compiler.AddResource(base+name, document); err != nil {
			t.Fatal(err)
		}
	}
	schema, err := compiler.Compile(base + "bom-1.6.schema.json")
	if err != nil {
		t.Fatal(err)
	}
	validate := func(sbom []byte) error {
		document, err := jsonschema.UnmarshalJSON(bytes.NewReader(sbom))
		if err != nil {
			return err
		}
		return schema.Validate(document)
	}

	bare := Package{Ecosystem: PyPI, Name: "example", Version: "1.0"}
	program := self
	program.Ecosystem, program.Program = Go, "cmd/server"
	for name, p := range map[string]Package{"full": self, "bare": bare, "a program": program} {
		for count, dependencies := range map[string][]Dependency{"some": needs, "none": nil} {
			sbom, err := SBOM(p, File{Name: "x.tgz", SHA256: sum}, dependencies, at)
			if err != nil {
				t.Fatal(err)
			}
			if err := validate(sbom); err != nil {
				t.Errorf("%s, with %s dependencies: %v", name, count, err)
			}
		}
	}
	sbom, err := SBOM(self, File{Name: "x.tgz", SHA256: sum}, needs, at)
	if err != nil {
		t.Fatal(err)
	}
	for from, to := range map[string]string{`"bomFormat"`: `"bomForm"`, sum: "0123", `"website"`: `"a site"`, "urn:uuid:": "uuid:"} {
		if validate(bytes.ReplaceAll(sbom, []byte(from), []byte(to))) == nil {
			t.Errorf("%s instead of %s is valid", to, from)
		}
	}
}
