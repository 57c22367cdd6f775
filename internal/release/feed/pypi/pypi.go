// Package pypi speaks to indexes of Python packages: the simple API (PEP 503, PEP 691) for reading, and the legacy upload API. Each
// has its own address.
package pypi

import (
	"context"
	"fmt"
	"io"
	"net/http"
	"regexp"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// tokenUser is the user for a token instead of a password.
const tokenUser = "__token__"

// Feed is an index. It is a [feed.Feed] and a [feed.Preflighter].
type Feed struct {
	client  *httpfeed.Client
	upload  string
	attests bool // attests is true for an index that takes attestations; see [Feed.Attesting].
}

// New returns the index with its simple API at the URL of the options and its upload API at another. A secret without a user is a
// token.
func New(o httpfeed.Options, upload string) (*Feed, error) {
	if o.User == "" {
		o.User = tokenUser
	}
	client, err := httpfeed.New(o, upload)
	if err != nil {
		return nil, err
	}
	return &Feed{client: client, upload: upload}, nil
}

// Yanking is an index that can yank at its upload address. No standard defines this: the local feeds support it, others only on their
// web sites. It is also a [feed.Deprecator] and a [feed.Restorer].
type Yanking struct{ *Feed }

// NewYanking returns an index that can yank; see [New].
func NewYanking(o httpfeed.Options, upload string) (*Yanking, error) {
	f, err := New(o, upload)
	if err != nil {
		return nil, err
	}
	return &Yanking{f}, nil
}

// Name returns the name of the feed with its address.
func (f *Feed) Name() string { return f.client.Name() }

// Look returns the files of a version: its wheels and source distributions.
func (f *Feed) Look(ctx context.Context, pkg, version string) ([]feed.File, error) {
	links, err := f.links(ctx, "look up "+pkg+" "+version, pkg, version)
	if err != nil {
		return nil, err
	}
	var files []feed.File
	for _, l := range links {
		files = append(files, l.File)
	}
	return files, nil
}

// Fetch writes a file of a version.
func (f *Feed) Fetch(ctx context.Context, pkg, version, file string, to io.Writer) error {
	doing := "fetch " + file
	links, err := f.links(ctx, doing, pkg, version)
	if err != nil {
		return err
	}
	for _, l := range links {
		if l.Name == file {
			return f.client.Fetch(ctx, httpfeed.Request{Doing: doing, URL: l.url}, to)
		}
	}
	return f.client.Wrong(doing, "the feed has no such file for %s %s", pkg, version)
}

// link is a file of an index.
type link struct {
	feed.File

	url        string // url is its URL; empty if that in the index is invalid.
	provenance string // provenance is the URL of its attestations; empty if it has none.
}

// The forms of an index, the best first (PEP 691, section "Version + Format Selection").
const (
	typeJSON = "application/vnd.pypi.simple.v1+json"
	accept   = typeJSON + ", application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.01"
)

// links returns the files of a version in the index.
func (f *Feed) links(ctx context.Context, doing, pkg, text string) ([]link, error) {
	wanted, err := version.ParsePEP440(text)
	if err != nil {
		return nil, f.client.Wrong(doing, "%w", err)
	}
	page, err := f.page(ctx, doing, pkg)
	if err != nil || page == nil {
		return nil, err
	}
	all, err := parse(page, pkg)
	if err != nil {
		return nil, f.client.NotOfFeed(doing, page, fmt.Sprintf("its index of %s cannot be read: %v", pkg, err))
	}
	var links []link
	seen := map[string]bool{}
	for _, l := range all {
		if !isOf(l.Name, pkg, wanted) {
			continue
		}
		if seen[l.Name] {
			return nil, f.client.Wrong(doing, "its index lists %s twice", l.Name)
		}
		seen[l.Name] = true
		links = append(links, l)
	}
	return links, nil
}

// page returns the index of a project; nil if there is none.
func (f *Feed) page(ctx context.Context, doing, pkg string) (*httpfeed.Answer, error) {
	if !projectName.MatchString(pkg) {
		return nil, f.client.Wrong(doing, "%q is not a valid Python package name", pkg)
	}
	page, err := f.client.Do(ctx, httpfeed.Request{
		Doing: doing, URL: f.client.URL(normal(pkg), ""), Header: map[string]string{"Accept": accept}, Page: true,
	})
	if httpfeed.Status(err) == http.StatusNotFound {
		return nil, nil //nolint:nilnil // Nothing is there, which is no error.
	}
	return page, err
}

// Preflight requests the index of a package, and sends an upload without a file: the status of the refusal shows whether the login or
// the file is the problem.
func (f *Feed) Preflight(ctx context.Context, pkg string) error {
	if err := f.client.LoggedIn(ctx); err != nil {
		return err
	}
	if _, err := f.page(ctx, "look up "+pkg, pkg); err != nil {
		return err
	}
	err := f.post(ctx, "check the login", form{{":action", "file_upload"}, {"protocol_version", "1"}}, nil)
	switch status := httpfeed.Status(err); {
	case status == http.StatusBadRequest, status == http.StatusUnprocessableEntity:
		return nil
	case err == nil:
		return &feed.Unproven{Err: f.client.Wrong("check the login", "an upload without a file was answered with success")}
	case status > 0 && status < 500 && status != http.StatusUnauthorized && status != http.StatusForbidden && status != http.StatusTooManyRequests:
		return &feed.Unproven{Err: err}
	default:
		return err
	}
}

// Deprecate yanks a version (PEP 592): installers use it only if its exact number is requested.
func (y *Yanking) Deprecate(ctx context.Context, pkg, version, reason string) error {
	return y.post(ctx, "yank "+pkg+" "+version, form{{":action", "yank"}, {"name", pkg}, {"version", version}, {"reason", reason}}, nil)
}

// Restore takes a yank back.
func (y *Yanking) Restore(ctx context.Context, pkg, version string) error {
	return y.post(ctx, "unyank "+pkg+" "+version, form{{":action", "unyank"}, {"name", pkg}, {"version", version}}, nil)
}

// projectName matches the names of distributions (packaging.python.org, "Names and normalization").
var projectName = regexp.MustCompile(`(?i)^([a-z0-9]|[a-z0-9][a-z0-9._-]*[a-z0-9])$`)

var separators = regexp.MustCompile(`[-_.]+`)

// normal returns the normalized name (PEP 503).
func normal(name string) string { return strings.ToLower(separators.ReplaceAllString(name, "-")) }

// archives are the extensions of source distributions. New ones use only the first (PEP 625).
var archives = []string{".tar.gz", ".zip", ".tar.bz2", ".tar.xz", ".tar.Z", ".tgz"}

// wheelName matches the name of a wheel (PEP 427): distribution, version, build, and tags.
var wheelName = regexp.MustCompile(`^([A-Za-z0-9._]+)-([A-Za-z0-9._+!]+)(-[0-9][A-Za-z0-9._]*)?-([A-Za-z0-9._]+)-[A-Za-z0-9._]+-[A-Za-z0-9._]+\.whl$`)

// mostName bounds the name of a file, as file systems do.
const mostName = 255

// isOf reports whether a file name belongs to a version of a package, in any spelling of the two.
func isOf(file, pkg string, wanted version.PEP440) bool {
	if len(file) > mostName {
		return false
	}
	same := func(name, text string) bool {
		v, err := version.ParsePEP440(text)
		return err == nil && v.Compare(wanted) == 0 && normal(name) == normal(pkg) && projectName.MatchString(name)
	}
	if parts := wheelName.FindStringSubmatch(file); parts != nil {
		return same(parts[1], parts[2])
	}
	for _, end := range archives {
		base, ok := strings.CutSuffix(file, end)
		if !ok {
			continue
		}
		// Old names have a "-" in either part, so each one may be the one between them.
		for i := range len(base) {
			if base[i] == '-' && same(base[:i], base[i+1:]) {
				return true
			}
		}
	}
	return false
}
