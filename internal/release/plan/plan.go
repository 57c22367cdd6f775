// Package plan has what a release is going to do, as a value: it is made before anything happens, lies in dist/plan.json for
// people and programs to read, and publishing does what stands there or refuses.
//
// A plan holds no time and no path of a machine, so for the same feeds the same commit has the same plan, byte for byte. That makes the digest
// of the file the name of the release that it describes.
package plan

import (
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// SchemaVersion is the version of the form of plan.json. It goes up with each change that a reader has to know of.
const SchemaVersion = 1

// File is where a plan is kept, from the root of the repository.
const File = "dist/plan.json"

// Plan is one release.
type Plan struct {
	SchemaVersion int     `json:"schema_version"`
	Version       Version `json:"version"`

	Level   version.Level `json:"level"`   // Level is how much the release matters to users.
	Reasons []Reason      `json:"reasons"` // Reasons are the changes that ask for the level.

	Commit     string `json:"commit"`      // Commit is the full hash of what is released.
	Dirty      bool   `json:"dirty"`       // Dirty says that the work tree had changes. Such a plan can be read, not released.
	Base       string `json:"base"`        // Base is the tag of the last release; empty before the first one.
	BaseDigest string `json:"base_digest"` // BaseDigest is the SHA-256 of the image of the base; empty before the first release.

	Preview bool   `json:"preview"`  // Preview is of a pull request: it gets no git tags.
	DistTag string `json:"dist_tag"` // DistTag is the name that moves to the version, such as latest, in feeds that have such names.
	Tags    []Tag  `json:"tags"`     // Tags are pushed last, all or none.

	Feeds     []Feed     `json:"feeds"`
	Artifacts []Artifact `json:"artifacts"` // Artifacts are in the order in which a feed gets them; see [Artifact].

	Locks       map[string]string `json:"locks"` // Locks are the SHA-256 of the files that pin the tools, by path.
	CreatedFrom Origin            `json:"created_from"`

	// Sum is the SHA-256 of the file with an empty sum. It is in the file alone: [Read] holds it to the rest and takes it away.
	Sum string `json:"sum"`
}

// Version is the version of the release in the words of each ecosystem.
type Version struct {
	NPM    string `json:"npm"`    // NPM is the SemVer of the release.
	Python string `json:"python"` // Python is in the form of PEP 440.
	Go     string `json:"go"`     // Go begins with a v. For a preview it is a pseudo-version.
}

// Reason is a change that asks for the level.
type Reason struct {
	Rule    string `json:"rule"`
	Element string `json:"element"`
	Message string `json:"message"`

	Accepted string `json:"accepted,omitempty"` // Accepted is why a break was accepted.
}

// Tag is a git tag that the release gets.
type Tag struct {
	Name string `json:"name"` // Name is like gen/go/v1.2.3, without refs/tags/.
}

// Feed is where artifacts go.
type Feed struct {
	Name     string `json:"name"` // Name is what artifacts call it by.
	Language string `json:"language"`
	Kind     string `json:"kind"` // Kind is its protocol, such as [NPM].
	URL      string `json:"url"`  // URL has no user and no password.
}

// NPM is the kind of a feed whose versions have dist-tags.
const NPM = "npm"

// Artifact is a file of the release.
//
// The first one of a plan is uploaded alone: the feeds keep the bytes that they got first, so of two releases of one version
// that run at once only one gets past it. It should therefore be one that no two commits have in common.
type Artifact struct {
	Language string `json:"language"`
	Feed     string `json:"feed"` // Feed is the name of one of the plan's feeds.
	Package  string `json:"package"`
	Version  string `json:"version"`
	File     string `json:"file"` // File is the name in the feed.
	Path     string `json:"path"` // Path is where it lies, from the root of the repository.
	Size     int64  `json:"size"` // Size is in bytes.
	SHA256   string `json:"sha256"`
}

// Origin is what the artifacts were made of. What is not known is empty.
type Origin struct {
	Image     string `json:"image"`     // Image is the SHA-256 of the image of the contract.
	Generated string `json:"generated"` // Generated is the digest of the files under gen/.
}

// FeedNamed is the feed of the plan with this name.
func (p *Plan) FeedNamed(name string) (Feed, bool) {
	for _, f := range p.Feeds {
		if f.Name == name {
			return f, true
		}
	}
	return Feed{}, false
}

// Languages are the languages of the artifacts, each once, in the order of the plan.
func (p *Plan) Languages() []string {
	var languages []string
	seen := map[string]bool{}
	for _, a := range p.Artifacts {
		if !seen[a.Language] {
			seen[a.Language] = true
			languages = append(languages, a.Language)
		}
	}
	return languages
}
