// Package plan describes what a release will do. A plan is made before anything happens and written to dist/plan.json for people and
// programs; publishing does exactly what it contains, or refuses.
//
// A plan has no times and no paths of a machine, so the same commit and the same feeds give the same plan, byte for byte. Its digest
// therefore identifies the release.
package plan

import (
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/lineage"
)

// SchemaVersion is the version of the format of plan.json. It is raised with each change that readers have to know.
const SchemaVersion = 1

// File is the path of the plan, from the root of the repository.
const File = "dist/plan.json"

// Plan is one release.
type Plan struct {
	SchemaVersion int     `json:"schema_version"`
	Version       Version `json:"version"`

	Level   version.Level `json:"level"`   // Level is the level of the release: major, minor or patch.
	Reasons []Reason      `json:"reasons"` // Reasons are the changes that require the level.

	Accepted []Reason `json:"accepted,omitempty"` // Accepted are the breaks that somebody has accepted, with the reasons.

	Commit     string `json:"commit"`      // Commit is the full hash of the released commit.
	Dirty      bool   `json:"dirty"`       // Dirty is true if the work tree had changes. Such a plan cannot be released.
	Base       string `json:"base"`        // Base is the tag of the last release; empty for the first one.
	BaseDigest string `json:"base_digest"` // BaseDigest is the SHA-256 of the image of the base; empty for the first release.

	// Lineage is what the feeds and the remote held below this version: it has to be above all of them. It is empty for a preview, and
	// for a commit that was released before.
	Lineage []lineage.Mark `json:"lineage,omitempty"`

	Preview bool   `json:"preview"`        // Preview is true for a pull request, which gets no git tags.
	Line    string `json:"line,omitempty"` // Line is the line of versions that is maintained beside the newest one, such as 0.174.

	// DistTag is moved to the version, such as latest, in feeds with dist-tags, and so are those of AlsoDistTags. One that is at a newer
	// version stays there.
	DistTag      string   `json:"dist_tag"`
	AlsoDistTags []string `json:"also_dist_tags,omitempty"`

	Tags []Tag `json:"tags"` // Tags are pushed last, all or none.

	Feeds     []Feed     `json:"feeds"`
	Release   *Release   `json:"release,omitempty"` // Release is what the forge shows of the version; nil for a preview, and without a forge.
	Artifacts []Artifact `json:"artifacts"`         // Artifacts are in the order in which a feed gets them; see [Artifact].

	// Signer has to have signed the artifacts before they are published; nil for an unsigned release.
	Signer *Signer `json:"signer,omitempty"`

	Locks       map[string]string `json:"locks"` // Locks are the SHA-256 of the files that pin the tools, by path.
	CreatedFrom Origin            `json:"created_from"`

	// Sum is the SHA-256 of the file with an empty sum. It is only in the file: [Read] checks and clears it.
	Sum string `json:"sum"`
}

// Version is the version of the release, as each ecosystem spells it.
type Version struct {
	NPM    string `json:"npm"`    // NPM is the SemVer of the release.
	Python string `json:"python"` // Python is in the form of PEP 440.
	Go     string `json:"go"`     // Go begins with a v. For a preview it is a pseudo-version.
}

// In returns the version in the spelling of a dialect.
func (v Version) In(d version.Dialect) string {
	switch d {
	case version.DialectPEP440:
		return v.Python
	case version.DialectGo:
		return v.Go
	default:
		return v.NPM
	}
}

// Reason is a change that requires the level.
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

// Feed is a feed to which artifacts are uploaded.
type Feed struct {
	Name     string        `json:"name"` // Name identifies the feed in artifacts.
	Language lang.ID       `json:"language"`
	Kind     lang.FeedKind `json:"kind"` // Kind is its protocol.
	URL      string        `json:"url"`  // URL has no user and no password.
}

// Artifact is a file of the release.
//
// The first one of a plan is uploaded alone. Feeds keep the bytes that arrive first, so of two concurrent releases of one version only one
// gets past it. It therefore has the commit in it: the .info of the Go module has, and the package.json of the npm package.
type Artifact struct {
	Language lang.ID `json:"language"`
	Feed     string  `json:"feed"` // Feed is the name of one of the plan's feeds.
	Package  string  `json:"package"`
	Version  string  `json:"version"`
	File     string  `json:"file"` // File is the name in the feed.
	Path     string  `json:"path"` // Path is relative to the root of the repository.
	Size     int64   `json:"size"` // Size is in bytes.
	SHA256   string  `json:"sha256"`
}

// BundlesDir is where the attestations of a signed release are, as bundles of Sigstore, from the root of the repository.
const BundlesDir = "dist/attestations"

// BundleSuffix is what the name of an attestation has behind that of its file.
const BundleSuffix = ".sigstore.json"

// AssetName returns the name of the file as a file of a release on a forge. The files of a Go module are named after the version alone.
func (a Artifact) AssetName() string {
	if a.Language == lang.Go {
		return string(a.Language) + "-" + a.File
	}
	return a.File
}

// Bundle returns the path of the attestation of the file in a signed release; empty for a file that has none. That of the zip of a Go module
// is about its go.mod too.
func (a Artifact) Bundle() string {
	if a.Language == lang.Go && !strings.HasSuffix(a.File, ".zip") {
		return ""
	}
	return BundlesDir + "/" + a.AssetName() + BundleSuffix
}

// Signer is the workflow that signs the packages.
type Signer struct {
	Identity string `json:"identity"` // Identity is the URI of the workflow with its ref.
	Issuer   string `json:"issuer"`   // Issuer is who issues its tokens.
}

// Release is the version on a forge such as GitHub, with its notes and files.
type Release struct {
	Forge      string  `json:"forge"`      // Forge is the name of the forge.
	Repository string  `json:"repository"` // Repository is its address.
	Tag        string  `json:"tag"`        // Tag is one of the plan's tags.
	Title      string  `json:"title"`
	Prerelease bool    `json:"prerelease"`
	Older      bool    `json:"older,omitempty"` // Older is true for a version of a line below the highest one, which does not become the latest.
	Notes      Asset   `json:"notes"`           // Notes has the text.
	Assets     []Asset `json:"assets"`
}

// Asset is a file of a release on a forge.
type Asset struct {
	Name   string `json:"name"` // Name is the name on the forge.
	Path   string `json:"path"` // Path is relative to the root of the repository.
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`

	// About is true for what describes a build of the packages, such as the provenance. It differs between machines that build the
	// same packages, so a published one of another build stays.
	About bool `json:"about,omitempty"`

	// Program is true for an archive with a program, which is no package and goes to no feed.
	Program bool `json:"program,omitempty"`

	// Signed is true for a bundle of Sigstore. Its bytes are not planned, because each signature is another one: who has signed what is
	// verified instead.
	Signed bool `json:"signed,omitempty"`
}

// Origin identifies what the artifacts were made of. Unknown values are empty.
type Origin struct {
	Image     string `json:"image"`     // Image is the SHA-256 of the image of the contract.
	Generated string `json:"generated"` // Generated is the digest of the files under gen/.
}

// DistTags returns all dist-tags that are moved to the version, the main one first.
func (p *Plan) DistTags() []string { return append([]string{p.DistTag}, p.AlsoDistTags...) }

// Pre reports whether the plan is that of an alpha, a beta or a candidate.
func (p *Plan) Pre() bool { return !p.Preview && strings.Contains(p.Version.NPM, "-") }

// FeedNamed returns the feed of the plan with this name.
func (p *Plan) FeedNamed(name string) (Feed, bool) {
	for _, f := range p.Feeds {
		if f.Name == name {
			return f, true
		}
	}
	return Feed{}, false
}

// Programs stands in the place of the language for archives with programs, which go to no feed.
const Programs lang.ID = "programs"

// Programs returns the archives with programs, which are files of the release on the forge.
func (p *Plan) Programs() []Artifact {
	if p.Release == nil {
		return nil
	}
	var all []Artifact
	for _, a := range p.Release.Assets {
		if a.Program {
			all = append(all, Artifact{Language: Programs, Version: p.Version.NPM, File: a.Name, Path: a.Path, Size: a.Size, SHA256: a.SHA256})
		}
	}
	return all
}

// Languages returns the languages of the artifacts, each once, in the order of the plan.
func (p *Plan) Languages() []lang.ID {
	var languages []lang.ID
	seen := map[lang.ID]bool{}
	for _, a := range p.Artifacts {
		if !seen[a.Language] {
			seen[a.Language] = true
			languages = append(languages, a.Language)
		}
	}
	return languages
}
