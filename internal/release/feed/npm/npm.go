// Package npm speaks the protocol of npm's registry and of many others. A version has one file. Whatever its name in the registry,
// it has the name of npm pack here.
package npm

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// ArrivalTag is the dist-tag of an upload: a registry requires one, and latest must not move until the version is verified. It names
// the version uploaded last, verified or not. On most registries the first version of a package is latest anyway.
const ArrivalTag = "uploaded"

// Feed is a registry. It is a [feed.Feed], a [feed.Tagger], a [feed.Deprecator] and a [feed.Preflighter].
type Feed struct{ client *httpfeed.Client }

// New returns the registry at the URL of the options. A secret without a user is a bearer token.
func New(o httpfeed.Options) (*Feed, error) {
	client, err := httpfeed.New(o)
	if err != nil {
		return nil, err
	}
	return &Feed{client}, nil
}

// Name returns the name of the feed with its address.
func (f *Feed) Name() string { return f.client.Name() }

// packument is the part of a package document that is read here. It comes from the full document, because the short one for
// installations lacks the times of removed versions.
type packument struct {
	DistTags map[string]string          `json:"dist-tags"`
	Versions map[string]json.RawMessage `json:"versions"`
	Time     map[string]json.RawMessage `json:"time"`
}

// manifest is the part of a version's manifest that is read here.
type manifest struct {
	Dist struct {
		Tarball   string `json:"tarball"`
		Integrity string `json:"integrity"`
	} `json:"dist"`

	// Deprecated is a text; some registries use false for none.
	Deprecated json.RawMessage `json:"deprecated"`
}

// Look returns the file of a version. A version that was published and removed is an error, because it cannot be published again.
func (f *Feed) Look(ctx context.Context, pkg, version string) ([]feed.File, error) {
	doing := "look up " + pkg + " " + version
	found, err := f.version(ctx, doing, pkg, version)
	if err != nil || found == nil {
		return nil, err
	}
	return []feed.File{{Name: tarball(pkg, version), SHA512: sha512Of(found.Dist.Integrity), Gone: gone(found.Deprecated)}}, nil
}

// version returns the manifest of a version; nil if the registry does not have it.
func (f *Feed) version(ctx context.Context, doing, pkg, version string) (*manifest, error) {
	var all packument
	if err := f.document(ctx, doing, pkg, &all); err != nil {
		return nil, err
	}
	content, ok := all.Versions[version]
	if !ok {
		if all.removed(version) {
			e := f.client.Wrong(doing, "this version was published and removed, and cannot be published again")
			e.Advice = "release the next version"
			return nil, e
		}
		return nil, nil //nolint:nilnil // Nothing is there, which is no error.
	}
	found := new(manifest)
	if err := json.Unmarshal(content, found); err != nil {
		return nil, f.client.Wrong(doing, "its manifest of the version cannot be read: %w", err)
	}
	return found, nil
}

// document reads the document of a package, and leaves into unchanged if there is none.
func (f *Feed) document(ctx context.Context, doing, pkg string, into any) error {
	address, err := f.address(doing, pkg)
	if err != nil {
		return err
	}
	err = f.client.JSON(ctx, httpfeed.Request{Doing: doing, URL: address, Header: map[string]string{"Accept": "application/json"}}, into)
	if httpfeed.Status(err) == http.StatusNotFound {
		return nil
	}
	return err
}

// removed reports whether a missing version has a time, or belonged to a package that was removed as a whole.
func (p *packument) removed(version string) bool {
	if _, ok := p.Time[version]; ok {
		return true
	}
	var whole struct {
		Versions []string `json:"versions"`
	}
	return json.Unmarshal(p.Time["unpublished"], &whole) == nil && slices.Contains(whole.Versions, version)
}

// Fetch writes the tarball of a version.
func (f *Feed) Fetch(ctx context.Context, pkg, version, file string, to io.Writer) error {
	doing := "fetch " + file
	found, err := f.version(ctx, doing, pkg, version)
	if err != nil {
		return err
	}
	if found == nil || file != tarball(pkg, version) {
		return f.client.Wrong(doing, "the feed has no such file for %s %s", pkg, version)
	}
	return f.client.Fetch(ctx, httpfeed.Request{Doing: doing, URL: found.Dist.Tarball}, to)
}

// Preflight asks for the user of the login or, if the registry does not support that, for the package. The right to publish cannot be
// checked before an upload.
func (f *Feed) Preflight(ctx context.Context, pkg string) error {
	if err := f.client.LoggedIn(ctx); err != nil {
		return err
	}
	_, err := f.client.Do(ctx, httpfeed.Request{Doing: "ask who is logged in", URL: f.client.URL("-", "whoami")})
	if !unsupported(err) {
		return err
	}
	return f.document(ctx, "look up "+pkg, pkg, new(packument))
}

// unsupported reports whether a registry does not support a request.
func unsupported(err error) bool {
	return slices.Contains([]int{http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented}, httpfeed.Status(err))
}

// packageName matches the names of npm packages.
var packageName = regexp.MustCompile(`^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$`)

// address returns the URL of the document of a package.
func (f *Feed) address(doing, pkg string) (string, error) {
	escaped, err := f.escaped(doing, pkg)
	return f.client.URL(escaped), err
}

// escaped returns a name as a path segment, as npm does: the slash after a scope is escaped and the @ is not.
func (f *Feed) escaped(doing, pkg string) (string, error) {
	if !packageName.MatchString(pkg) {
		return "", f.client.Wrong(doing, "%q is not a valid npm package name", pkg)
	}
	return strings.ReplaceAll(pkg, "/", "%2f"), nil
}

// tarball returns the file name of npm pack.
func tarball(pkg, version string) string {
	return strings.ReplaceAll(strings.TrimPrefix(pkg, "@"), "/", "-") + "-" + version + ".tgz"
}

// sha512Of returns the SHA-512 in the digests of a file (Subresource Integrity, section 3.5) in hexadecimal; empty if there is none.
func sha512Of(integrity string) string {
	for digest := range strings.FieldsSeq(integrity) {
		digest, _, _ = strings.Cut(digest, "?") // Options may follow.
		encoded, ok := strings.CutPrefix(digest, "sha512-")
		if sum, err := base64.StdEncoding.DecodeString(encoded); ok && err == nil && len(sum) == 64 {
			return hex.EncodeToString(sum)
		}
	}
	return ""
}

// gone returns why a version is deprecated; empty if it is not.
func gone(deprecated json.RawMessage) string {
	var reason string
	var flag bool
	switch {
	case json.Unmarshal(deprecated, &reason) == nil:
		return reason
	case json.Unmarshal(deprecated, &flag) == nil && flag:
		return "deprecated"
	default:
		return ""
	}
}

func (f *Feed) tagAddress(doing, pkg string, tag ...string) (string, error) {
	escaped, err := f.escaped(doing, pkg)
	segments := []string{"-", "package", escaped, "dist-tags"}
	for _, name := range tag {
		segments = append(segments, url.PathEscape(name))
	}
	return f.client.URL(segments...), err
}
