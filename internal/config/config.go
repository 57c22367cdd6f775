package config

import (
	"encoding"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"github.com/Masterminds/semver/v3"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// File is the name of the configuration in the root of the repository.
const File = "sdk.yaml"

// Config is the content of sdk.yaml.
type Config struct {
	Version Version `yaml:"version" jsonschema_description:"The version that the packages in this tree carry: MAJOR.MINOR.PATCH. All SDKs share it. The first release has it, and a release that would have a lower one."`
	Project Project `yaml:"project" jsonschema_description:"What every package says of itself."`
	API     API     `yaml:"api" jsonschema_description:"Where the service is reached; named in the packages' READMEs."`
	SDKs    SDKs    `yaml:"sdks" jsonschema_description:"The packages, one for each language."`

	Release Release `yaml:"release" jsonschema_description:"Where a release goes."`

	Compatibility Compatibility `yaml:"compatibility" jsonschema_description:"What changes of the contract are worth, and which breaks are made on purpose."`

	Client Client `yaml:"client,omitempty" jsonschema_description:"What the clients of the SDKs have beyond what the contract says."`

	Cache Cache `yaml:"cache,omitempty" jsonschema_description:"Where machines share what they have generated; on this machine alone where it is not set."`
}

// Project is what every package says of itself.
type Project struct {
	Description Text `yaml:"description" jsonschema_description:"One sentence for the registries."`
	Homepage    URL  `yaml:"homepage" jsonschema_description:"The product's page."`
	Repository  URL  `yaml:"repository" jsonschema_description:"Where the source is, without a trailing .git."`
	License     Text `yaml:"license" jsonschema_description:"An SPDX identifier."`
	Supplier    Text `yaml:"supplier,omitempty" jsonschema_description:"The organization that the packages come from, for bills of materials."`
}

// API is where the service is reached.
type API struct {
	GRPC Text `yaml:"grpc" jsonschema_description:"host:port of the gRPC endpoint."`
	REST URL  `yaml:"rest" jsonschema_description:"Base URL of the REST endpoint."`
}

// SDKs are the packages, one for each language.
type SDKs struct {
	Go     Go     `yaml:"go" jsonschema_description:"The Go module."`
	Python Python `yaml:"python" jsonschema_description:"The Python distribution."`
	TS     TS     `yaml:"ts" jsonschema_description:"The npm package."`

	Others map[lang.ID]Plain `yaml:"-" json:"-"` // Others are the packages of languages that need no settings of their own.
}

// Plain is a package of which only the name is set.
type Plain struct {
	Package Text `yaml:"package" jsonschema_description:"The name in its registry."`
}

// Package is the name of the package of a language.
func (s SDKs) Package(id lang.ID) string {
	switch id {
	case lang.Go:
		return string(s.Go.Module)
	case lang.Python:
		return string(s.Python.Distribution)
	case lang.TypeScript:
		return string(s.TS.Package)
	default:
		return string(s.Others[id].Package)
	}
}

// other reports whether a key is a language without a type of its own.
func (s *SDKs) other(key string) bool {
	l, err := lang.Parse(key)
	if err != nil || slices.Contains(keys(reflect.TypeFor[SDKs]()), string(l.ID)) {
		return false
	}
	if s.Others == nil {
		s.Others = map[lang.ID]Plain{}
	}
	return true
}

// Go is the Go SDK.
type Go struct {
	Module  Text         `yaml:"module" jsonschema_description:"The module path."`
	Split   Version      `yaml:"split,omitempty" jsonschema_description:"The first version of the module in the root of the repository that lacks the packages of this module, which it had before. go.mod requires it, so that no build finds a package in both."`
	Retract []Retraction `yaml:"retract,omitempty" jsonschema_description:"Versions that users are warned of; mage deprecate adds to them."`
}

// Root returns the path of the module in the root of the repository, which had the packages before [Go.Split]; empty if it never had.
func (g Go) Root() string {
	root, _, below := strings.Cut(string(g.Module), "/"+lang.Go.Language().Dir())
	if g.Split == "" || !below {
		return ""
	}
	return root
}

// Python is the Python SDK.
type Python struct {
	Distribution   Text            `yaml:"distribution" jsonschema_description:"The name on the package index."`
	RequiresPython Text            `yaml:"requires_python" jsonschema_description:"The Python versions, a PEP 440 specifier."`
	Dependencies   map[string]Text `yaml:"dependencies" jsonschema_description:"Distributions that the generated code imports beside protobuf and grpcio, with their PEP 440 specifiers."`
}

// TS is the TypeScript SDK.
type TS struct {
	Package Text            `yaml:"package" jsonschema_description:"The name on the npm registry."`
	Node    Text            `yaml:"node" jsonschema_description:"The Node.js versions, an npm range."`
	Peers   map[string]Text `yaml:"peers" jsonschema_description:"Peer dependencies with their npm ranges. Everybody needs @bufbuild/protobuf, which every module imports; the others are optional."`
}

// Text is a string that may not be empty.
type Text string

// UnmarshalText implements [encoding.TextUnmarshaler].
func (t *Text) UnmarshalText(b []byte) error {
	if strings.TrimSpace(string(b)) == "" {
		return fmt.Errorf("it may not be empty")
	}
	*t = Text(b)
	return nil
}

// URL is an https address without a trailing slash.
type URL string

// UnmarshalText implements [encoding.TextUnmarshaler].
func (u *URL) UnmarshalText(b []byte) error {
	parsed, err := url.Parse(string(b))
	if err != nil || parsed.Scheme != "https" || parsed.Host == "" || strings.HasSuffix(string(b), "/") {
		return fmt.Errorf("want an https:// address without a trailing slash")
	}
	*u = URL(b)
	return nil
}

// Version is a semantic version, MAJOR.MINOR.PATCH with an optional pre-release.
type Version string

var versionPattern = regexp.MustCompile(`^\d+\.\d+\.\d+(-[0-9A-Za-z.-]+)?$`)

// UnmarshalText implements [encoding.TextUnmarshaler].
func (v *Version) UnmarshalText(b []byte) error {
	if _, err := semver.StrictNewVersion(string(b)); err != nil || !versionPattern.Match(b) {
		return fmt.Errorf("want a semantic version such as 0.4.2 (https://semver.org), without a v")
	}
	*v = Version(b)
	return nil
}

var (
	_ encoding.TextUnmarshaler = (*Text)(nil)
	_ encoding.TextUnmarshaler = (*URL)(nil)
	_ encoding.TextUnmarshaler = (*Version)(nil)
)

// Load reads sdk.yaml in the root of the repository. A mistake in it is an *Error.
func Load(root string) (*Config, error) {
	content, err := os.ReadFile(filepath.Join(root, File))
	if err != nil {
		return nil, fmt.Errorf("%s can't be read: %w", File, err)
	}
	return Parse(File, content)
}
