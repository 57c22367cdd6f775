package attest

import (
	"cmp"
	"crypto/sha256"
	"fmt"
	"slices"
	"time"
)

// The parts of CycloneDX 1.6 that are used (https://cyclonedx.org/docs/1.6/json/), in the order of its schema.
type bom struct {
	Schema       string       `json:"$schema"`
	Format       string       `json:"bomFormat"`
	SpecVersion  string       `json:"specVersion"`
	SerialNumber string       `json:"serialNumber"`
	Version      int          `json:"version"`
	Metadata     metadata     `json:"metadata"`
	Components   []component  `json:"components"`
	Dependencies []dependency `json:"dependencies"`
}

type metadata struct {
	Timestamp string    `json:"timestamp"`
	Component component `json:"component"`
}

type component struct {
	Type        string      `json:"type"`
	Ref         string      `json:"bom-ref"`
	Name        string      `json:"name"`
	Version     string      `json:"version,omitempty"`
	Description string      `json:"description,omitempty"`
	Scope       string      `json:"scope,omitempty"`
	Hashes      []hash      `json:"hashes,omitempty"`
	Licenses    []license   `json:"licenses,omitempty"`
	PURL        string      `json:"purl"`
	References  []reference `json:"externalReferences,omitempty"`
	Properties  []property  `json:"properties,omitempty"`
}

type hash struct {
	Algorithm string `json:"alg"`
	Content   string `json:"content"`
}

type license struct {
	Expression string `json:"expression"`
}

type reference struct {
	Type string `json:"type"`
	URL  string `json:"url"`
}

type property struct {
	Name  string `json:"name"`
	Value string `json:"value"`
}

type dependency struct {
	Ref       string   `json:"ref"`
	DependsOn []string `json:"dependsOn,omitempty"`
}

// rangeProperty holds the range of a dependency, because CycloneDX 1.6 has a field for one version only.
const rangeProperty = "qdrant:requirement"

// SBOM returns the bill of materials of a package file: what it is, and what it requires. Dependencies of dependencies are not included,
// because they are chosen where the package is installed. At is the time of the source.
func SBOM(p Package, file File, dependencies []Dependency, at time.Time) ([]byte, error) {
	self := component{
		Type: "library", Ref: purl(p.Ecosystem, p.Name, p.Version), Name: p.Name, Version: p.Version,
		Description: p.Description,
		Hashes:      []hash{{"SHA-256", file.SHA256}},
		PURL:        purl(p.Ecosystem, p.Name, p.Version),
		Properties:  []property{{"qdrant:file", file.Name}},
	}
	if p.License != "" {
		self.Licenses = []license{{p.License}}
	}
	if p.Homepage != "" {
		self.References = append(self.References, reference{"website", p.Homepage})
	}
	if p.Repository != "" {
		self.References = append(self.References, reference{"vcs", p.Repository})
	}
	graph := dependency{Ref: self.Ref}
	components := []component{}
	for _, d := range dependencies {
		url := purl(p.Ecosystem, d.Name, d.Version)
		c := component{Type: "library", Ref: url, Name: d.Name, Version: d.Version, Scope: "required", PURL: url}
		if d.Optional {
			c.Scope = "optional"
		}
		if d.Range != "" {
			c.Properties = []property{{rangeProperty, d.Range}}
		}
		components = append(components, c)
		if !d.Indirect {
			graph.DependsOn = append(graph.DependsOn, url)
		}
	}
	slices.SortFunc(components, func(a, b component) int { return cmp.Compare(a.Ref, b.Ref) })
	components = slices.CompactFunc(components, func(a, b component) bool { return a.Ref == b.Ref })
	slices.Sort(graph.DependsOn)
	graph.DependsOn = slices.Compact(graph.DependsOn)
	return encode(bom{
		Schema: "http://cyclonedx.org/schema/bom-1.6.schema.json", Format: "CycloneDX", SpecVersion: "1.6",
		SerialNumber: serial(self.Ref, file), Version: 1,
		Metadata:   metadata{Timestamp: stamp(at), Component: self},
		Components: components, Dependencies: []dependency{graph},
	})
}

// serial is a UUID of version 8 (RFC 9562, section 5.8) from the file that is described: each file has its own, always the
// same.
func serial(ref string, file File) string {
	sum := sha256.Sum256([]byte(ref + "\x00" + file.Name + "\x00" + file.SHA256))
	id := sum[:16]
	id[6] = id[6]&0x0f | 0x80
	id[8] = id[8]&0x3f | 0x80
	return fmt.Sprintf("urn:uuid:%x-%x-%x-%x-%x", id[:4], id[4:6], id[6:8], id[8:10], id[10:])
}
