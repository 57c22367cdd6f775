package plan

import (
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/mod/module"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

var (
	commitForm  = regexp.MustCompile(`^([0-9a-f]{40}|[0-9a-f]{64})$`) // SHA-1 and SHA-256 repositories.
	digestForm  = regexp.MustCompile(`^[0-9a-f]{64}$`)
	wordForm    = regexp.MustCompile(`^[a-z][a-z0-9-]*$`)
	distTagForm = regexp.MustCompile(`^[a-z][a-z0-9.-]*$`)
	nameForm    = regexp.MustCompile(`^[A-Za-z0-9@_][A-Za-z0-9@_.+!~/-]*$`)
)

// check returns the first mistake of the plan, so that readers can rely on it: versions agree, names are valid, and no path leaves the
// repository.
func (p *Plan) check() error {
	if p.SchemaVersion != SchemaVersion {
		return fmt.Errorf("schema_version is %d, not %d", p.SchemaVersion, SchemaVersion)
	}
	return firstOf(p.Version.check(p.Preview), p.checkSource(), p.checkTags(), p.checkFeeds(), p.checkArtifacts(), p.checkRelease(), p.checkSigner())
}

// firstOf returns the first error. The others often follow from it.
func firstOf(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (v Version) check(preview bool) error {
	parsed, err := version.Parse(v.NPM)
	switch {
	case err != nil:
		return fmt.Errorf("version.npm: %w", err)
	case parsed.Python() != v.Python:
		return fmt.Errorf("version.python is %q, but %s is %s for Python", v.Python, v.NPM, parsed.Python())
	case preview != (parsed.Stage() == version.Preview):
		return fmt.Errorf("preview is %t, but the version is %s", preview, v.NPM)
	case preview && !module.IsPseudoVersion(v.Go):
		return fmt.Errorf("version.go is %q, but a preview has to be a pseudo-version", v.Go)
	case !preview && parsed.Go() != v.Go:
		return fmt.Errorf("version.go is %q, but %s is %s for Go", v.Go, v.NPM, parsed.Go())
	}
	return nil
}

func (p *Plan) checkSource() error {
	if !commitForm.MatchString(p.Commit) {
		return fmt.Errorf("commit %q is not the full hash of a commit", p.Commit)
	}
	for name, digest := range map[string]string{
		"base_digest": p.BaseDigest, "created_from.image": p.CreatedFrom.Image, "created_from.generated": p.CreatedFrom.Generated,
	} {
		if digest != "" && !digestForm.MatchString(digest) {
			return fmt.Errorf("%s %q is not a SHA-256", name, digest)
		}
	}
	for path, digest := range p.Locks {
		if !local(path) || !digestForm.MatchString(digest) {
			return fmt.Errorf("locks has %q with %q, which is not a path in the repository with a SHA-256", path, digest)
		}
	}
	return nil
}

func (p *Plan) checkTags() error {
	if p.Preview && len(p.Tags) > 0 {
		return errors.New("a preview has no tags")
	}
	names := p.DistTags()
	for i, name := range names {
		switch {
		case !distTagForm.MatchString(name):
			return fmt.Errorf("dist_tag %q is not a valid tag", name)
		case slices.Contains(names[:i], name):
			return fmt.Errorf("also_dist_tags has %s twice", name)
		case name == version.TagLatest && p.Preview:
			return errors.New("a preview cannot be latest")
		case name == version.TagLatest && p.Pre():
			return errors.New("a pre-release cannot be latest")
		}
	}
	if p.Line != "" {
		if _, err := version.ParseLine(p.Line); err != nil {
			return fmt.Errorf("line: %w", err)
		}
	}
	for i, tag := range p.Tags {
		if !name(tag.Name) {
			return fmt.Errorf("tags has %q, which is not a valid tag", tag.Name)
		}
		if slices.Contains(p.Tags[:i], tag) {
			return fmt.Errorf("tags has %s twice", tag.Name)
		}
	}
	if !p.Preview && !slices.Contains(p.Tags, Tag{p.Version.Go}) {
		return fmt.Errorf("tags lacks %s, the tag of the release", p.Version.Go)
	}
	return nil
}

func (p *Plan) checkFeeds() error {
	seen := map[string]bool{}
	for _, f := range p.Feeds {
		if !wordForm.MatchString(f.Name) || !wordForm.MatchString(string(f.Language)) || !wordForm.MatchString(string(f.Kind)) {
			return fmt.Errorf("feeds has the name %q, the kind %q and the language %q, which have to be lower-case words", f.Name, f.Kind, f.Language)
		}
		if seen[f.Name] {
			return fmt.Errorf("feeds has %s twice", f.Name)
		}
		seen[f.Name] = true
		address, err := url.Parse(f.URL)
		if err != nil || address.Scheme == "" {
			return fmt.Errorf("the feed %s has no address", f.Name) // The address itself could contain a secret.
		}
		if address.User != nil || address.RawQuery != "" {
			return fmt.Errorf("the address of the feed %s contains credentials: pass them in the environment", f.Name)
		}
	}
	return nil
}

func (p *Plan) checkArtifacts() error {
	seen := map[[4]string]bool{}
	versions := []string{p.Version.NPM, p.Version.Python, p.Version.Go}
	for _, a := range p.Artifacts {
		f, known := p.FeedNamed(a.Feed)
		switch key := [4]string{a.Feed, a.Package, a.Version, a.File}; {
		case !name(a.Package) || !name(a.File):
			return fmt.Errorf("artifacts has the file %q of the package %q, which is not a valid name", a.File, a.Package)
		case !known:
			return fmt.Errorf("%s goes to the feed %q, which is not in the plan", a.File, a.Feed)
		case f.Language != a.Language:
			return fmt.Errorf("%s is for %s, but its feed %s is for %s", a.File, a.Language, f.Name, f.Language)
		case !slices.Contains(versions, a.Version):
			return fmt.Errorf("%s has the version %q, but the release is %s", a.File, a.Version, p.Version.NPM)
		case !local(a.Path):
			return fmt.Errorf("%s has the path %q, which is not in the repository", a.File, a.Path)
		case a.Size <= 0 || !digestForm.MatchString(a.SHA256):
			return fmt.Errorf("%s has %d bytes with the SHA-256 %q", a.File, a.Size, a.SHA256)
		case seen[key]:
			return fmt.Errorf("artifacts has %s twice for %s", a.File, a.Feed)
		default:
			seen[key] = true
		}
	}
	return nil
}

var assetForm = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.-]*$`)

func (p *Plan) checkRelease() error {
	if p.Release == nil {
		return nil
	}
	if !slices.Contains(p.Tags, Tag{p.Release.Tag}) {
		return fmt.Errorf("release.tag is %q, which is none of the tags", p.Release.Tag)
	}
	seen := map[string]bool{}
	for _, a := range append([]Asset{p.Release.Notes}, p.Release.Assets...) {
		switch {
		case !assetForm.MatchString(a.Name) || seen[a.Name]:
			return fmt.Errorf("release has a file %q, which is not a valid name, or is there twice", a.Name)
		case a.Signed && p.Signer != nil && local(a.Path) && a.SHA256 == "":
		case !local(a.Path) || !digestForm.MatchString(a.SHA256):
			return fmt.Errorf("release has %s at %q with the SHA-256 %q", a.Name, a.Path, a.SHA256)
		}
		seen[a.Name] = true
	}
	return nil
}

func (p *Plan) checkSigner() error {
	switch {
	case p.Signer == nil:
		return nil
	case p.Preview:
		return errors.New("a preview is not signed")
	case p.Signer.Identity == "" || p.Signer.Issuer == "":
		return errors.New("signer has no identity or no issuer")
	}
	return nil
}

// name reports whether a text is valid as a name in a feed or in git, with slashes inside.
func name(text string) bool {
	return nameForm.MatchString(text) && !strings.Contains(text, "..") && !strings.Contains(text, "//") &&
		!strings.HasSuffix(text, "/") && !strings.HasSuffix(text, ".lock")
}

// local reports whether a path with slashes is clean and does not leave its root.
func local(path string) bool {
	return path != "." && filepath.IsLocal(filepath.FromSlash(path)) && filepath.ToSlash(filepath.Clean(filepath.FromSlash(path))) == path
}
