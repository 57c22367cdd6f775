package attest

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"fmt"
	"path"
	"slices"
	"time"

	cdx "github.com/CycloneDX/cyclonedx-go"
)

// requirement is the property with the range of a dependency, because CycloneDX 1.6 has a field for one version only.
const requirement = "qdrant:requirement"

// SBOM returns the bill of materials of a package file: what it is, and what it requires. Dependencies of dependencies are not included,
// because they are chosen where the package is installed. A program has been linked with all of its own. At is the time of the source.
func SBOM(p Package, file File, dependencies []Dependency, at time.Time) ([]byte, error) {
	url, kind, name := purl(p.Ecosystem, p.Name, p.Version), cdx.ComponentTypeLibrary, p.Name
	if p.Program != "" {
		url, kind, name = url+"#"+p.Program, cdx.ComponentTypeApplication, path.Base(p.Program)
	}
	self := cdx.Component{
		Type: kind, BOMRef: url, Name: name, Version: p.Version,
		Description: p.Description, PackageURL: url,
		Hashes:     &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: file.SHA256}},
		Properties: &[]cdx.Property{{Name: "qdrant:file", Value: file.Name}},
	}
	if p.License != "" {
		self.Licenses = &cdx.Licenses{{Expression: p.License}}
	}
	var references []cdx.ExternalReference
	if p.Homepage != "" {
		references = append(references, cdx.ExternalReference{Type: cdx.ERTypeWebsite, URL: p.Homepage})
	}
	if p.Repository != "" {
		references = append(references, cdx.ExternalReference{Type: cdx.ERTypeVCS, URL: p.Repository})
	}
	if len(references) > 0 {
		self.ExternalReferences = &references
	}
	components, required := requirements(p.Ecosystem, dependencies)

	bom := cdx.NewBOM()
	bom.JSONSchema, bom.SpecVersion = "http://cyclonedx.org/schema/bom-1.6.schema.json", cdx.SpecVersion1_6
	bom.SerialNumber = serial(url, file)
	bom.Metadata = &cdx.Metadata{Timestamp: stamp(at), Component: &self, Tools: tools(p)}
	if p.Supplier != "" {
		self.Supplier = &cdx.OrganizationalEntity{Name: p.Supplier}
		if p.Homepage != "" {
			self.Supplier.URL = &[]string{p.Homepage}
		}
		bom.Metadata.Supplier = self.Supplier
	}
	bom.Components = &components
	bom.Dependencies = &[]cdx.Dependency{{Ref: url, Dependencies: &required}}

	var out bytes.Buffer
	err := cdx.NewBOMEncoder(&out, cdx.BOMFileFormatJSON).SetPretty(true).SetEscapeHTML(false).EncodeVersion(bom, cdx.SpecVersion1_6)
	return out.Bytes(), err
}

// tools names what made the document: the release pipeline of the repository. It has no version of its own; the provenance has the
// commit.
func tools(p Package) *cdx.ToolsChoice {
	tool := cdx.Component{Type: cdx.ComponentTypeApplication, Name: "mage pack"}
	if p.Repository != "" {
		tool.ExternalReferences = &[]cdx.ExternalReference{{Type: cdx.ERTypeVCS, URL: p.Repository}}
	}
	return &cdx.ToolsChoice{Components: &[]cdx.Component{tool}}
}

// requirements returns the dependencies as components, and the package URLs of the direct ones; both are sorted.
func requirements(ecosystem Ecosystem, dependencies []Dependency) (components []cdx.Component, direct []string) {
	components, direct = []cdx.Component{}, []string{}
	for _, d := range dependencies {
		url := purl(ecosystem, d.Name, d.Version)
		c := cdx.Component{
			Type: cdx.ComponentTypeLibrary, BOMRef: url, Name: d.Name, Version: d.Version, Scope: cdx.ScopeRequired, PackageURL: url,
		}
		if d.Optional {
			c.Scope = cdx.ScopeOptional
		}
		if d.DirHash != "" {
			// The SHA-256 that go.sum has, as cyclonedx-gomod writes it: it is of the list of the files with their digests.
			c.Hashes = &[]cdx.Hash{{Algorithm: cdx.HashAlgoSHA256, Value: d.DirHash}}
		}
		if d.Range != "" {
			c.Properties = &[]cdx.Property{{Name: requirement, Value: d.Range}}
		}
		components = append(components, c)
		if !d.Indirect {
			direct = append(direct, url)
		}
	}
	slices.SortFunc(components, func(a, b cdx.Component) int { return cmp.Compare(a.BOMRef, b.BOMRef) })
	components = slices.CompactFunc(components, func(a, b cdx.Component) bool { return a.BOMRef == b.BOMRef })
	slices.Sort(direct)
	return components, slices.Compact(direct)
}

// serial returns a UUID of version 8 (RFC 9562, section 5.8) that depends only on the described file.
func serial(ref string, file File) string {
	sum := sha256.Sum256([]byte(ref + "\x00" + file.Name + "\x00" + file.SHA256))
	id := sum[:16]
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
