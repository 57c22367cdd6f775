// Package npm speaks the protocol of npm's registry, which many others speak too. A version has one file there, which the
// registry calls as it likes; here it has the name that npm pack gives it.
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

// ArrivalTag is the name that an upload gives to its version: a registry wants one, and latest has to stay where it is until
// the version is verified. It stands for the version that was uploaded last, verified or not. The first version of a package
// ever is latest at once on most registries, whatever it is uploaded as.
const ArrivalTag = "uploaded"

// Feed is a registry. It is a [feed.Feed], a [feed.Tagger], a [feed.Deprecator] and a [feed.Preflighter].
type Feed struct{ client *httpfeed.Client }

// New is the registry at the URL of the options. A secret without a user is a bearer token.
func New(o httpfeed.Options) (*Feed, error) {
	client, err := httpfeed.New(o)
	if err != nil {
		return nil, err
	}
	return &Feed{client}, nil
}

// Name is the name of the feed with its address.
func (f *Feed) Name() string { return f.client.Name() }

// packument is what is looked at of the document that a registry has of a package: the full one, because the short form for
// installations does not have the time of versions that were removed.
type packument struct {
	DistTags map[string]string          `json:"dist-tags"`
	Versions map[string]json.RawMessage `json:"versions"`
	Time     map[string]json.RawMessage `json:"time"`
}

// manifest is what is looked at of a version.
type manifest struct {
	Dist struct {
		Tarball   string `json:"tarball"`
		Integrity string `json:"integrity"`
	} `json:"dist"`

	// Deprecated is a text; some registries have false where there is none.
	Deprecated json.RawMessage `json:"deprecated"`
}

// Look returns the file of a version. A version that was published and removed is an error, because it can't be had again.
func (f *Feed) Look(ctx context.Context, pkg, version string) ([]feed.File, error) {
	doing := "look up " + pkg + " " + version
	found, err := f.version(ctx, doing, pkg, version)
	if err != nil || found == nil {
		return nil, err
	}
	return []feed.File{{Name: tarball(pkg, version), SHA512: sha512Of(found.Dist.Integrity), Gone: gone(found.Deprecated)}}, nil
}

// version is nil where the registry does not have it.
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

// document reads what the registry has of a package, and leaves into as it is where that is nothing.
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

// removed says whether a version has a time but is not there, or is among those of a package that was removed as a whole.
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

// Preflight asks who the login is or, of a registry that does not tell, for the package. Whether it may publish is not to be
// known before.
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

// unsupported says whether a registry does not have what was asked for.
func unsupported(err error) bool {
	return slices.Contains([]int{http.StatusNotFound, http.StatusMethodNotAllowed, http.StatusNotImplemented}, httpfeed.Status(err))
}

// packageName is what npm takes as the name of a package.
var packageName = regexp.MustCompile(`^(@[a-z0-9~-][a-z0-9._~-]*/)?[a-z0-9~-][a-z0-9._~-]*$`)

// address is where the document of a package is.
func (f *Feed) address(doing, pkg string) (string, error) {
	escaped, err := f.escaped(doing, pkg)
	return f.client.URL(escaped), err
}

// escaped is a name as a segment of a path, in the way of npm: the slash after a scope is escaped and the @ is not.
func (f *Feed) escaped(doing, pkg string) (string, error) {
	if !packageName.MatchString(pkg) {
		return "", f.client.Wrong(doing, "%q is not a valid npm package name", pkg)
	}
	return strings.ReplaceAll(pkg, "/", "%2f"), nil
}

// tarball is the name that npm pack gives to a file.
func tarball(pkg, version string) string {
	return strings.ReplaceAll(strings.TrimPrefix(pkg, "@"), "/", "-") + "-" + version + ".tgz"
}

// sha512Of finds the SHA-512 in the digests of a file (Subresource Integrity, section 3.5), in hexadecimal; empty where there is
// none that can be read.
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

// gone is why a version is deprecated; empty where it is not.
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
