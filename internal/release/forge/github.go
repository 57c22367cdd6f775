// Package forge announces a version on the forge that has the source, as a release with notes and files: a GitHub Release.
//
// Only what the forge shows counts. A release is made as a draft, gets its files, and is published once all of them are there, so users
// never see a part of it, and whoever calls [GitHub.Publish] again after an interruption finishes it.
package forge

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// Name is the name of the forge in plans and ledgers.
const Name = "github"

const (
	perPage   = 100     // perPage is how many items GitHub lists at once, at most.
	mostPages = 50      // mostPages bounds how many pages are read.
	mostNotes = 120_000 // mostNotes is below GitHub's limit of 125,000 characters.
)

// GitHub has the releases of a repository.
type GitHub struct {
	client *httpfeed.Client
	root   string
	path   string // path is that of the repository in the API.
	upload string // upload is the address to which files go.
	files  string // files is the address of a repository's files, for people.
}

// Options configure a client.
type Options struct {
	httpfeed.Options

	Root       string // Root is the folder of the checkout, with the files of a release.
	API        string // API is the address of the API; empty follows from the repository.
	Repository string // Repository is the address of the repository, such as https://github.com/acme/api.
}

// New returns a client. The URL and the name of the options of the feed are not used.
func New(o Options) (*GitHub, error) {
	address, err := url.Parse(o.Repository)
	if err != nil || address.Host == "" || strings.Count(strings.Trim(address.Path, "/"), "/") != 1 {
		return nil, fmt.Errorf("%q is not the address of a repository, such as https://github.com/acme/api", o.Repository)
	}
	api, uploads := o.API, o.API
	switch {
	case api == "" && address.Host == "github.com":
		api, uploads = "https://api.github.com", "https://uploads.github.com"
	case api == "":
		api = "https://" + address.Host + "/api/v3"
		uploads = "https://" + address.Host + "/api/uploads"
	}
	o.Name, o.URL = Name, api
	client, err := httpfeed.New(o.Options, uploads)
	if err != nil {
		return nil, err
	}
	path := "repos/" + strings.Trim(address.Path, "/")
	return &GitHub{client, o.Root, path, strings.TrimSuffix(uploads, "/") + "/" + path, strings.TrimSuffix(o.Repository, "/")}, nil
}

// release is a release as GitHub describes it.
type release struct {
	ID        int64  `json:"id"`
	Tag       string `json:"tag_name"`
	Draft     bool   `json:"draft"`
	Immutable bool   `json:"immutable"`
	Body      string `json:"body"`
}

// asset is a file of a release as GitHub describes it.
type asset struct {
	ID     int64  `json:"id"`
	Name   string `json:"name"`
	State  string `json:"state"` // State is uploaded once all of the file has arrived.
	Size   int64  `json:"size"`
	Digest string `json:"digest"` // Digest is like sha256:0123…; GitHub leaves it out of old ones.
}

// Look reports whether the release is published with all its files, and describes for people what there is. A published file with
// other bytes is an error.
func (g *GitHub) Look(ctx context.Context, r *plan.Release) (published bool, detail string, err error) {
	found, err := g.byTag(ctx, r.Tag)
	if err != nil {
		return false, "", err
	}
	if found == nil {
		drafts, err := g.drafts(ctx, r)
		if err == nil && len(drafts) > 0 {
			detail = "there is a draft"
		}
		return false, detail, err
	}
	state, err := g.compare(ctx, found, r)
	switch {
	case err != nil:
		return false, "", err
	case len(state.wrong) > 0:
		return false, "", g.client.Wrong("look at the release "+r.Tag, "it has a file %s with other bytes than the plan: compare the two, and remove the wrong one there", state.wrong[0].Name)
	case len(state.missing) > 0:
		return false, fmt.Sprintf("%d of %d files are there", len(r.Assets)-len(state.missing), len(r.Assets)), nil
	case len(state.others) > 0:
		detail = state.others[0].Name + " is of another build of the same packages"
	}
	return true, detail, nil
}

// Preflight returns an error if the login cannot make releases. It sends a request without a tag, which GitHub refuses as invalid (422)
// only to those who may make one.
func (g *GitHub) Preflight(ctx context.Context) error {
	if err := g.client.LoggedIn(ctx); err != nil {
		return err
	}
	err := g.write(ctx, "ask for the right to make a release", http.MethodPost, g.releases(), map[string]any{}, nil)
	failed := (*feed.Error)(nil)
	switch {
	case err == nil, httpfeed.Status(err) == http.StatusUnprocessableEntity:
		return nil
	case errors.As(err, &failed) && (failed.Status == http.StatusForbidden || failed.Status == http.StatusNotFound) && !failed.Retry:
		failed.Advice = "the token needs the right contents: write for this repository"
	}
	return err
}

// Publish makes the release, uploads the files that are missing, and publishes it. Its git tag has to exist, because GitHub would
// make one otherwise.
func (g *GitHub) Publish(ctx context.Context, r *plan.Release) error {
	found, err := g.byTag(ctx, r.Tag)
	if err != nil {
		return err
	}
	if found == nil {
		if found, err = g.draft(ctx, r); err != nil {
			return err
		}
	}
	state, err := g.compare(ctx, found, r)
	switch {
	case err != nil:
		return err
	case found.Immutable && len(state.missing) > 0:
		return g.client.Wrong("upload "+state.missing[0].Name, "the release %s is published and immutable, so it gets no more files", r.Tag)
	case !found.Draft && len(state.wrong) > 0:
		return g.client.Wrong("upload "+state.wrong[0].Name, "the release %s has it with other bytes", r.Tag)
	}
	if found.Draft {
		for _, a := range slices.Concat(state.partial, state.wrong) {
			if err := g.remove(ctx, "remove "+a.Name+" from the draft", g.path+fmt.Sprintf("/releases/assets/%d", a.ID)); err != nil {
				return err
			}
			state.missing = append(state.missing, wanted(r, a.Name)...)
		}
	}
	var failed []error
	for _, a := range state.missing { // After an error the others continue, because the next try then has less to upload.
		failed = append(failed, g.uploadFile(ctx, found, a))
	}
	if err := errors.Join(failed...); err != nil || !found.Draft {
		return err
	}
	if state, err = g.compare(ctx, found, r); err != nil {
		return err
	}
	if n := len(state.missing) + len(state.wrong); n > 0 {
		failed := g.client.Wrong("publish the release "+r.Tag, "%d files are not there yet", n)
		failed.Retry = true
		return failed
	}
	latest, err := g.makeLatest(ctx, r)
	if err != nil {
		return err
	}
	return g.write(ctx, "publish the release "+r.Tag, http.MethodPatch, g.releases(fmt.Sprint(found.ID)), map[string]any{
		"draft": false, "make_latest": latest,
	}, nil)
}

// Download writes a file of the published release, and reports whether the release has it.
func (g *GitHub) Download(ctx context.Context, r *plan.Release, name string, most int64, to io.Writer) (found bool, err error) {
	release, err := g.byTag(ctx, r.Tag)
	if err != nil || release == nil {
		return false, err
	}
	held, err := pages(ctx, g, "list the files of the release "+r.Tag, g.releases(fmt.Sprint(release.ID), "assets"), func(a asset) bool { return a.Name == name })
	switch {
	case err != nil || len(held) == 0:
		return false, err
	case held[0].Size > most:
		return true, g.client.Wrong("download "+name, "it has %d bytes, which is too much for such a file", held[0].Size)
	}
	return true, g.download(ctx, held[0], to)
}

func (g *GitHub) download(ctx context.Context, held asset, to io.Writer) error {
	return g.client.Fetch(ctx, httpfeed.Request{
		Doing: "download " + held.Name, URL: g.client.URL(g.path, "releases", "assets", fmt.Sprint(held.ID)), Header: map[string]string{"Accept": "application/octet-stream"},
	}, to)
}

// Repository returns the address of the repository.
func (g *GitHub) Repository() string { return g.files }

// Address returns the address of the release, for people.
func (g *GitHub) Address(r *plan.Release) string { return Address(g.files, r.Tag) }

// Address returns the address of the release of a tag in a repository, for people.
func Address(repository, tag string) string {
	return strings.TrimSuffix(repository, "/") + "/releases/tag/" + tag
}

// comparison are the files of a release, beside the planned ones.
type comparison struct {
	missing []plan.Asset
	wrong   []asset // wrong have other bytes.
	partial []asset // partial have not arrived as a whole.
	others  []asset // others describe another build of the same packages.
}

func (g *GitHub) compare(ctx context.Context, found *release, r *plan.Release) (comparison, error) {
	var c comparison
	held, err := pages[asset](ctx, g, "list the files of the release "+r.Tag, g.releases(fmt.Sprint(found.ID), "assets"), nil)
	if err != nil {
		return c, err
	}
	for _, a := range r.Assets {
		at := slices.IndexFunc(held, func(h asset) bool { return h.Name == a.Name })
		switch {
		case at < 0:
			c.missing = append(c.missing, a)
			continue
		case held[at].State != "uploaded":
			c.partial = append(c.partial, held[at])
			if !found.Draft {
				c.missing = append(c.missing, a)
			}
			continue
		}
		same, err := g.same(ctx, held[at], a)
		switch {
		case err != nil:
			return c, err
		case same:
		case a.About && !found.Draft:
			c.others = append(c.others, held[at])
		default:
			c.wrong = append(c.wrong, held[at])
		}
	}
	return c, nil
}

// same reports whether GitHub has the planned bytes. Without a digest it downloads them.
func (g *GitHub) same(ctx context.Context, held asset, a plan.Asset) (bool, error) {
	if a.Signed {
		return true, nil // Each signature has other bytes. Which one is there does not matter, once it is that of the signer.
	}
	if sum, ok := strings.CutPrefix(held.Digest, "sha256:"); ok || held.Size != a.Size {
		return ok && sum == a.SHA256, nil
	}
	sum := sha256.New()
	err := g.download(ctx, held, sum)
	return hex.EncodeToString(sum.Sum(nil)) == a.SHA256, err
}

// byTag returns the published release of a tag; nil if there is none.
func (g *GitHub) byTag(ctx context.Context, tag string) (*release, error) {
	found := new(release)
	err := g.client.JSON(ctx, g.request("look at the release "+tag, http.MethodGet, g.releases("tags", tag), nil), found)
	if httpfeed.Status(err) == http.StatusNotFound {
		return nil, nil //nolint:nilnil // There is none, which is no error.
	}
	if err == nil && (found.ID == 0 || found.Tag != tag) {
		err = g.client.Wrong("look at the release "+tag, "the answer does not describe it")
	}
	return found, err
}

// drafts returns the drafts of a release that this program has made, the oldest first. Those of people stay theirs.
func (g *GitHub) drafts(ctx context.Context, r *plan.Release) ([]release, error) {
	found, err := pages(ctx, g, "list the releases", g.releases(), func(found release) bool {
		return found.Draft && found.Tag == r.Tag && strings.Contains(found.Body, mark(r))
	})
	slices.SortFunc(found, func(a, b release) int { return int(a.ID - b.ID) })
	return found, err
}

// draft returns the draft of a release, and makes it if there is none. If two releases at once have made one each, both use the older.
func (g *GitHub) draft(ctx context.Context, r *plan.Release) (*release, error) {
	drafts, err := g.drafts(ctx, r)
	if err != nil {
		return nil, err
	}
	if len(drafts) == 0 {
		notes, err := g.notes(r)
		if err != nil {
			return nil, err
		}
		made := new(release)
		err = g.write(ctx, "make the release "+r.Tag, http.MethodPost, g.releases(), map[string]any{
			"tag_name": r.Tag, "name": r.Title, "body": notes, "draft": true, "prerelease": r.Prerelease,
		}, made)
		if err != nil {
			return nil, err
		}
		if drafts, err = g.drafts(ctx, r); err != nil {
			return nil, err
		}
		if len(drafts) == 0 { // The list is late.
			drafts = []release{*made}
		}
	}
	for _, more := range drafts[1:] {
		if err := g.remove(ctx, "remove a second draft of "+r.Tag, g.path+fmt.Sprintf("/releases/%d", more.ID)); err != nil {
			return nil, err
		}
	}
	return &drafts[0], nil
}

// mark identifies the releases of this program. Readers do not see it.
func mark(r *plan.Release) string { return "<!-- mage release: " + r.Tag + " -->" }

// notes returns the text of the release.
func (g *GitHub) notes(r *plan.Release) (string, error) {
	content, err := g.planned(r.Notes)
	if err != nil {
		return "", err
	}
	text := string(content)
	if runes := []rune(text); len(runes) > mostNotes {
		text = string(runes[:mostNotes]) + "\n\nThe rest is in " + g.files + "/blob/" + r.Tag + "/CHANGELOG.md.\n"
	}
	return strings.TrimSpace(text) + "\n\n" + mark(r) + "\n", nil
}

// planned reads a file of the plan.
func (g *GitHub) planned(a plan.Asset) ([]byte, error) {
	content, err := os.ReadFile(filepath.Join(g.root, filepath.FromSlash(a.Path)))
	if err == nil && !a.Signed && digest(content) != a.SHA256 {
		err = errors.New("it differs from the plan")
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be used: %w: run mage plan again", a.Path, err)
	}
	return content, nil
}

func (g *GitHub) uploadFile(ctx context.Context, to *release, a plan.Asset) error {
	content, err := g.planned(a)
	if err != nil {
		return err
	}
	_, err = g.client.Do(ctx, httpfeed.Request{
		Doing: "upload " + a.Name, Method: http.MethodPost, Body: content,
		URL:    fmt.Sprintf("%s/releases/%d/assets?name=%s", g.upload, to.ID, url.QueryEscape(a.Name)),
		Header: map[string]string{"Content-Type": "application/octet-stream", "Accept": "application/vnd.github+json"},
	})
	if httpfeed.Status(err) != http.StatusUnprocessableEntity {
		return err
	}
	// Another release at the same time may have uploaded it. Whether it has the same bytes is compared before it is published.
	held, listed := pages(ctx, g, "list the files", g.releases(fmt.Sprint(to.ID), "assets"), func(h asset) bool { return h.Name == a.Name })
	if listed == nil && len(held) > 0 {
		return nil
	}
	return err
}

// remove removes something of a draft. If it does not exist any more, another release at the same time has removed it.
func (g *GitHub) remove(ctx context.Context, doing, path string) error {
	_, err := g.client.Do(ctx, g.request(doing, http.MethodDelete, g.client.URL(path), nil))
	if httpfeed.Status(err) == http.StatusNotFound {
		return nil
	}
	return err
}

func (g *GitHub) releases(segments ...string) string {
	return g.client.URL(append([]string{g.path, "releases"}, segments...)...)
}

func (g *GitHub) request(doing, method, address string, body []byte) httpfeed.Request {
	return httpfeed.Request{
		Doing: doing, Method: method, URL: address, Body: body,
		Header: map[string]string{"Accept": "application/vnd.github+json", "X-GitHub-Api-Version": "2022-11-28"},
	}
}

func (g *GitHub) write(ctx context.Context, doing, method, address string, body, into any) error {
	content, err := json.Marshal(body)
	if err != nil {
		return err
	}
	request := g.request(doing, method, address, content)
	request.Header["Content-Type"] = "application/json"
	if into != nil {
		return g.client.JSON(ctx, request, into)
	}
	_, err = g.client.Do(ctx, request)
	return err
}

// pages returns what a list has on all its pages, or of that what keep chooses.
func pages[T any](ctx context.Context, g *GitHub, doing, address string, keep func(T) bool) ([]T, error) {
	var all []T
	for page := 1; page <= mostPages; page++ {
		var items []T
		err := g.client.JSON(ctx, g.request(doing, http.MethodGet, fmt.Sprintf("%s?per_page=%d&page=%d", address, perPage, page), nil), &items)
		if err != nil {
			return nil, err
		}
		for _, item := range items {
			if keep == nil || keep(item) {
				all = append(all, item)
			}
		}
		if len(items) < perPage {
			return all, nil
		}
	}
	return nil, g.client.Wrong(doing, "there are more than %d", perPage*mostPages)
}

func wanted(r *plan.Release, name string) []plan.Asset {
	return slices.DeleteFunc(slices.Clone(r.Assets), func(a plan.Asset) bool { return a.Name != name })
}

func digest(content []byte) string {
	sum := sha256.Sum256(content)
	return hex.EncodeToString(sum[:])
}
