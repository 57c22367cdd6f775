package pack

import (
	"context"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/attest"
)

// Language is how the packages of a language are made and checked.
type Language struct {
	// Build makes the artifacts from the files of the SDK. The tools are in the PATH of env.
	Build func(ctx context.Context, env []string, o Options, members []archive.Member) ([]*Made, error)

	// Beside are files of the checkout that the packages have too, beside what gen has. They are left out where the checkout lacks
	// them. A Go module has none: it is the content of a folder at a tag.
	Beside []string

	// Formats are the kinds of archives that Build makes. Each kind belongs to one language.
	Formats map[string]Format
}

// Languages has the packages of each language.
var Languages = lang.Table[Language]{
	lang.Go:         golang,
	lang.Python:     python,
	lang.TypeScript: npm,
}

// Format is how the content of a kind of archive is checked. The names of members are those inside the folder that all are in.
type Format struct {
	Ecosystem attest.Ecosystem // Ecosystem is the one of the bill of materials.

	Code []string // Code are the suffixes of files below the namespace.
	Root []string // Root are patterns of [path.Match] for files elsewhere.
	Must []string // Must are patterns, for each of which there has to be a file that is not empty.

	// Manifest returns what the package says of itself, and in which file. An empty version is not checked.
	Manifest func(members []archive.Member) (file, name, version string, err error)

	// Requirements are what the package depends on; nil has none.
	Requirements func(members []archive.Member) ([]attest.Dependency, error)

	lock   *lock     // lock has versions for requirements with a range; nil has none.
	readme *readmeOf // readme is nil where imports in the README are not checked.
	rules  []rule
}

// besideKind is what a module proxy has beside the zip: no archive, and not checked.
const besideKind = "beside"

func (a *Made) format() Format { return Languages[a.language].Formats[a.kind] }
