// Package npm speaks the protocol of npm's registry and of many others. A version has one file. Whatever its name in the registry,
// it has the name of npm pack here.
package npm

import (
	"context"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
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
func (f *Feed) document(ctx context.Context, doing, pkg string, into *packument) error {
	address, err := f.address(doing, pkg)
	if err != nil {
		return err
	}
	answer, err := f.client.Do(ctx, httpfeed.Request{Doing: doing, URL: address, Header: map[string]string{"Accept": "application/json"}})
	switch {
	case httpfeed.Status(err) == http.StatusNotFound:
		return nil
	case err != nil:
		return err
	}
	if err := json.Unmarshal(answer.Body, into); err != nil {
		return f.client.NotOfFeed(doing, answer, fmt.Sprintf("the answer of type %q is not the expected JSON: %v", answer.Header.Get("Content-Type"), err))
	}
	if err := checkDocument(pkg, answer.Body); err != nil {
		return f.client.NotOfFeed(doing, answer, err.Error())
	}
	return nil
}

// checkDocument returns an error if a JSON document is not that of a package: one about something else would read as if nothing was there.
func checkDocument(pkg string, content []byte) error {
	var has struct {
		Name     string         `json:"name"`
		Versions map[string]any `json:"versions"`
		Tags     map[string]any `json:"dist-tags"`
		Time     map[string]any `json:"time"`
	}
	if err := json.Unmarshal(content, &has); err != nil {
		return err
	}
	switch {
	case has.Name != "" && has.Name != pkg:
		return fmt.Errorf("it is the document of %q", feed.Line(has.Name))
	case has.Versions == nil && has.Tags == nil && has.Time == nil:
		return errors.New("it is JSON without the versions of a package")
	}
	return nil
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

// Preflight asks for the user of the login. Some registries answer that with success for a wrong token, and name nobody; then it asks for
// the profile of the user, which those refuse. The right to publish cannot be checked before an upload. An answer that shows nothing about
// the login is a *feed.Unproven.
func (f *Feed) Preflight(ctx context.Context, pkg string) error {
	if err := f.client.LoggedIn(ctx); err != nil {
		return err
	}
	known, err := f.knows(ctx, f.client.URL("-", "whoami"), "username")
	switch {
	case known, refuses(err, http.StatusUnauthorized), outOfOrder(err):
		return err
	}
	known, profile := f.knows(ctx, f.client.URL("-", "npm", "v1", "user"), "name")
	switch {
	case known:
		return nil
	case refuses(profile, http.StatusUnauthorized, http.StatusForbidden) && !unsupported(err), outOfOrder(profile):
		return profile
	}
	if err := f.document(ctx, "look up "+pkg, pkg, new(packument)); err != nil {
		return err
	}
	if err == nil {
		err = f.client.Wrong(whoIs, "the registry names nobody")
	}
	return &feed.Unproven{Err: err}
}

const whoIs = "ask who is logged in"

// knows reports whether an answer names the user of the login in a field.
func (f *Feed) knows(ctx context.Context, address, field string) (bool, error) {
	answer, err := f.client.Do(ctx, httpfeed.Request{Doing: whoIs, URL: address})
	if err != nil {
		return false, err
	}
	var fields map[string]any
	_ = json.Unmarshal(answer.Body, &fields) // What is no JSON names nobody.
	name, _ := fields[field].(string)
	return name != "" && name != "anonymous", nil
}

// refuses reports whether the status of an error is one of some.
func refuses(err error, status ...int) bool { return slices.Contains(status, httpfeed.Status(err)) }

// outOfOrder reports whether a registry cannot be reached or cannot answer now, which is no answer about the login.
func outOfOrder(err error) bool {
	var of *feed.Error
	return errors.As(err, &of) && !unsupported(err) && (of.Retry || of.Status == 0 || of.Status >= 500)
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
