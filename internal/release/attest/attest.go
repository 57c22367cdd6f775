// Package attest says in the words of others what an artifact is made of and where it comes from: a bill of materials in
// CycloneDX 1.6 and a statement of in-toto with the provenance of SLSA 1.0. Both are JSON, and the same input gives the
// same bytes: nothing in them comes from a clock, a machine or chance. They are not signed.
package attest

import (
	"bytes"
	"encoding/json"
	"net/url"
	"strings"
	"time"
)

// Ecosystem is where packages of a kind live, by the type that package URLs have for it.
type Ecosystem string

// The ecosystems of the SDKs.
const (
	Go   Ecosystem = "golang"
	PyPI Ecosystem = "pypi"
	NPM  Ecosystem = "npm"
)

// Package is what an artifact is a package of.
type Package struct {
	Ecosystem   Ecosystem
	Name        string // Name is that in the feed: a module path, the name of a distribution, a name of npm with its scope.
	Version     string // Version is in the dialect of the feed.
	Description string
	License     string // License is an identifier of SPDX.
	Homepage    string
	Repository  string // Repository is the address of the source.
}

// Dependency is a package that the artifact asks for.
type Dependency struct {
	Name     string
	Version  string // Version is the one that it asks for; empty where it asks for a range.
	Range    string // Range is in the words of the ecosystem; empty where it asks for one version, or for any.
	Optional bool   // Optional says that it is not installed unless the user asks for it.
	Indirect bool   // Indirect says that not the artifact needs it but what the artifact asks for.
}

// File is a file by its content.
type File struct {
	Name   string
	SHA256 string // SHA256 is in lower-case hexadecimal.
}

// Build is how artifacts were made.
type Build struct {
	Type       string            // Type is a URI that stands for the way of building and for the meaning of the parameters.
	Builder    string            // Builder is a URI that stands for who ran the build.
	Parameters map[string]string // Parameters are what was asked of the build.
	Repository string            // Repository is the address of the source.
	Commit     string            // Commit is the full hash of the commit that was built.
	Materials  []File            // Materials are other things that went into the build, such as locks of its tools.
}

// purl is the package URL of a version; an empty version is left out. The form is that of the purl specification, with its
// rules for these three types: https://github.com/package-url/purl-spec.
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

// escape leaves letters, digits and .-_~ as they are, as the specification asks. A query may have a plus for a space; a
// package URL may not, and there is no space in a name.
func escape(text string) string { return url.QueryEscape(text) }

// stamp is a moment in UTC to the second, which is as fine as a commit knows it.
func stamp(at time.Time) string { return at.UTC().Format(time.RFC3339) }

// encode writes a value for people and programs. Names of packages keep their characters.
func encode(value any) ([]byte, error) {
	var out bytes.Buffer
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	err := encoder.Encode(value)
	return out.Bytes(), err
}
