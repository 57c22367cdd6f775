// Package attest describes what an artifact is made of and where it comes from: a bill of materials in CycloneDX 1.6 and an in-toto statement
// with SLSA 1.0 provenance. Both are JSON. The same input gives the same bytes, without times, names of machines or random numbers. They are
// not signed. What a workflow signs of a package is a [Claim], in the form that its ecosystem reads.
package attest

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"time"
)

// Ecosystem is the type of a package URL, such as npm.
type Ecosystem string

// The ecosystems of the SDKs.
const (
	Go   Ecosystem = "golang"
	PyPI Ecosystem = "pypi"
	NPM  Ecosystem = "npm"
)

// Package describes the package of an artifact.
type Package struct {
	Ecosystem   Ecosystem
	Name        string // Name is the name in the feed: a module path, a Python distribution, or an npm name with its scope.
	Version     string // Version is spelled as in the feed.
	Description string
	License     string // License is an SPDX identifier.
	Homepage    string
	Repository  string // Repository is the address of the source.
	Supplier    string // Supplier is the organization that the package comes from.

	// Program is the folder of a program in the package, where the artifact is that and not the whole; empty for a package.
	Program string
}

// Dependency is a package that the artifact requires.
type Dependency struct {
	Name     string
	Version  string // Version is the required version, or of a range the one that the package was tested with; it may be empty.
	Range    string // Range is the required range, as the ecosystem spells it; empty for one version or any.
	Optional bool   // Optional is true if it is only installed when the user asks for it.
	Indirect bool   // Indirect is true if only other dependencies require it.

	// DirHash is what go.sum has of a Go module that is in the artifact, as in [File]; empty for other dependencies.
	DirHash string
}

// File identifies a file by its content.
type File struct {
	Name   string
	SHA256 string // SHA256 is in lower-case hexadecimal.

	// DirHash is what go.sum has of a Go module or of its go.mod, without h1: and in lower-case hexadecimal; empty for other files. Users
	// can compute it, while the bytes of a zip differ between module proxies.
	DirHash string
}

// Build describes how artifacts were made.
type Build struct {
	Type       string            // Type is a URI for the kind of build, which defines the parameters.
	Builder    string            // Builder is a URI for who ran the build.
	Parameters map[string]string // Parameters are the inputs of the build.
	Repository string            // Repository is the address of the source.
	Commit     string            // Commit is the full hash of the commit that was built.
	Materials  []File            // Materials are other inputs of the build, such as locks of its tools.
}

// purl returns the package URL of a version; an empty version is left out. It follows the rules of https://github.com/package-url/purl-spec
// for these three types.
func purl(ecosystem Ecosystem, name, version string) string {
	switch ecosystem {
	case PyPI:
		name = strings.ReplaceAll(strings.ToLower(name), "_", "-")
	case Go:
		name = strings.ToLower(name)
	case NPM:
	}
	var segments []string
	for segment := range strings.SplitSeq(name, "/") {
		segments = append(segments, escape(segment))
	}
	text := "pkg:" + string(ecosystem) + "/" + strings.Join(segments, "/")
	if version != "" {
		text += "@" + escape(version)
	}
	return text
}

// escape escapes everything but letters, digits and .-_~, as the specification requires. It would turn a space into a plus, which a package
// URL does not allow, but no name has a space.
func escape(text string) string { return url.QueryEscape(text) }

// stamp formats a time in UTC to the second, the precision of commits.
func stamp(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// encode encodes a value as indented JSON without HTML escapes.
func encode(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(value)
	return out.Bytes(), err
}
