package lang

import (
	"fmt"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// ID names a language in flags, sdk.yaml, JSON, and as the folder below gen/ and templates/.
type ID string

// The languages.
const (
	Go         ID = "go"
	Python     ID = "python"
	TypeScript ID = "ts"
)

// Language is a language that an SDK is generated for.
type Language struct {
	ID      ID
	Title   string // Title is the name for people.
	Surface string // Surface is the key of the language in reports about compatibility and in sdk.yaml's compatibility.surfaces.
	Comment string // Comment begins a comment that ends with the line.

	// Blocks are the marks of Markdown code blocks in the language. READMEs use the first one.
	Blocks []string
	// Scopes are the scopes of commit messages that are about the SDK.
	Scopes []string
	// Generated are the suffixes of files that the generators make. A file with one of them that no proto makes any more is
	// removed from gen/; any other file there is reported.
	Generated []string
	// Client is the folder of the client in the SDK. Everything in it is generated.
	Client string

	Ecosystem Ecosystem       // Ecosystem is where packages of the language are published.
	Feeds     []FeedKind      // Feeds are the kinds of feeds that a release can go to; sdk.yaml gets the first where it names none.
	Dialect   version.Dialect // Dialect is how the ecosystem writes a version.
}

// Ecosystem is a world of packages with its own registry protocol. It is not a language: npm serves JavaScript too, and an SDK
// could be published in several.
type Ecosystem string

// The ecosystems.
const (
	GoMod Ecosystem = "gomod"
	PyPI  Ecosystem = "pypi"
	NPM   Ecosystem = "npm"
)

// FeedKind is how a feed is used by a release: a protocol of an ecosystem.
type FeedKind string

// The kinds of feeds.
const (
	FeedGit     FeedKind = "git"     // FeedGit is the git tag alone: Go users get the module from the repository.
	FeedGoProxy FeedKind = "goproxy" // FeedGoProxy is a module proxy.
	FeedPyPI    FeedKind = "pypi"    // FeedPyPI is a package index.
	FeedNPM     FeedKind = "npm"     // FeedNPM is an npm registry.
)

// All are the languages in the order in which they are shown. Only a test may change it, by langtest.Add.
var All = []Language{
	{
		ID: Go, Title: "Go", Surface: "go", Comment: "//", Blocks: []string{"go"}, Scopes: []string{"go"},
		Generated: []string{".pb.go"}, Client: "qdrantcloud",
		Ecosystem: GoMod, Feeds: []FeedKind{FeedGit, FeedGoProxy}, Dialect: version.DialectGo,
	},
	{
		ID: Python, Title: "Python", Surface: "python", Comment: "#", Blocks: []string{"python", "py"}, Scopes: []string{"python"},
		Generated: []string{"_pb2.py", "_pb2.pyi", "_pb2_grpc.py", "_pb2_grpc.pyi", "_client.py"}, Client: "qdrant/cloud/client",
		Ecosystem: PyPI, Feeds: []FeedKind{FeedPyPI}, Dialect: version.DialectPEP440,
	},
	{
		ID: TypeScript, Title: "TypeScript", Surface: "typescript", Comment: "//",
		Blocks:    []string{"ts", "typescript", "tsx", "js", "javascript"},
		Scopes:    []string{"ts", "typescript", "node"},
		Generated: generatedTS(), Client: "client",
		Ecosystem: NPM, Feeds: []FeedKind{FeedNPM}, Dialect: version.DialectSemVer,
	},
}

// generatedTS returns the suffixes of the modules of TypeScript, which have an ECMAScript and a CommonJS form with types each.
func generatedTS() []string {
	var all []string
	for _, module := range []string{"_pb", "_connectquery", "_client", "/index", "/connect-query", "/client"} {
		for _, extension := range []string{".js", ".d.ts", ".cjs", ".d.cts"} {
			all = append(all, module+extension)
		}
	}
	return all
}

// IDs are the ids of all languages, in their order.
func IDs() []ID {
	ids := make([]ID, len(All))
	for i, l := range All {
		ids[i] = l.ID
	}
	return ids
}

// Parse returns the language with an id. The error lists the ids that there are.
func Parse(id string) (Language, error) {
	for _, l := range All {
		if string(l.ID) == id {
			return l, nil
		}
	}
	return Language{}, &UnknownError{ID: id}
}

// UnknownError reports an id that no language has.
type UnknownError struct{ ID string }

func (e *UnknownError) Error() string {
	return fmt.Sprintf("%q is not a language of the SDKs; use one of %s", e.ID, Join(IDs()))
}

// Language returns the language with the id. Of an unknown one it has nothing but the id.
func (id ID) Language() Language {
	if l, err := Parse(string(id)); err == nil {
		return l
	}
	return Language{ID: id, Title: string(id)}
}

// Dir is the folder of the SDK, from the root of the repository.
func (l Language) Dir() string { return "gen/" + string(l.ID) }

// IsGenerated reports whether a file of the SDK, by its path there, has the name of one that the generators make.
func (l Language) IsGenerated(name string) bool {
	return l.Client != "" && strings.HasPrefix(name, l.Client+"/") || slices.ContainsFunc(l.Generated, func(suffix string) bool { return strings.HasSuffix(name, suffix) })
}

// Join lists ids for people: "go, python, ts".
func Join(ids []ID) string {
	words := make([]string, len(ids))
	for i, id := range ids {
		words[i] = string(id)
	}
	return strings.Join(words, ", ")
}
