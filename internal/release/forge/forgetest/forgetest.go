// Package forgetest is a stand-in for the part of GitHub's REST API that makes releases, as its documentation describes it.
package forgetest

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/mod/semver"
)

// Release is a release as GitHub shows it.
type Release struct {
	ID         int64  `json:"id"`
	Tag        string `json:"tag_name"`
	Title      string `json:"name"`
	Body       string `json:"body"`
	Draft      bool   `json:"draft"`
	Prerelease bool   `json:"prerelease"`
	Immutable  bool   `json:"immutable"`
	Latest     string `json:"-"` // Latest is make_latest of the request that published it.

	Assets []*Asset `json:"-"`
}

// Asset is a file of a release.
type Asset struct {
	ID      int64  `json:"id"`
	Name    string `json:"name"`
	State   string `json:"state"`
	Size    int64  `json:"size"`
	Digest  string `json:"digest,omitempty"`
	Content []byte `json:"-"`
}

// GitHub has the releases of one repository. Change its fields before it is used only.
type GitHub struct {
	Repository string // Repository is like acme/api.
	Token      string // Token is the one that may write.
	Reader     string // Reader is a token that may only read.

	Required []string          // Required are the checks that the default branch requires.
	Checks   map[string]string // Checks are the conclusions of checks of every commit; one that is empty has not ended.

	NoDigests bool                  // NoDigests leaves out the digests of files, as GitHub does for old ones.
	HasTag    func(tag string) bool // HasTag reports whether the git tag exists.

	mu       sync.Mutex
	releases []*Release
	next     int64
	wrong    []string
}

// Releases returns all releases, with drafts.
func (g *GitHub) Releases() []*Release {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]*Release{}, g.releases...)
}

// Wrong returns what a client should never do, such as publishing a release without a git tag, which GitHub then makes.
func (g *GitHub) Wrong() []string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return append([]string{}, g.wrong...)
}

// Add adds a release that somebody else has made.
func (g *GitHub) Add(r *Release) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.add(r)
}

func (g *GitHub) add(r *Release) {
	g.next++
	r.ID = g.next
	for _, a := range r.Assets {
		g.complete(a)
	}
	g.releases = append(g.releases, r)
}

func (g *GitHub) complete(a *Asset) {
	g.next++
	a.ID, a.State, a.Size = g.next, "uploaded", int64(len(a.Content))
	if sum := sha256.Sum256(a.Content); !g.NoDigests {
		a.Digest = "sha256:" + hex.EncodeToString(sum[:])
	}
}

// ServeHTTP answers as GitHub does. Paths may have something before /repos/.
func (g *GitHub) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	// A body that breaks off is read before anything is locked, and seen as GitHub sees it.
	body, broken := io.ReadAll(r.Body)
	g.mu.Lock()
	defer g.mu.Unlock()
	token := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	_, path, _ := strings.Cut(r.URL.Path, "/repos/"+g.Repository+"/releases")
	at := strings.Split(strings.Trim(path, "/"), "/")
	switch {
	case token != "" && token != g.Token && token != g.Reader:
		fail(w, http.StatusUnauthorized, "Bad credentials")
	case r.Method == http.MethodGet && g.checks(w, r):
	case !strings.Contains(r.URL.Path, "/repos/"+g.Repository+"/releases"):
		fail(w, http.StatusNotFound, "Not Found")
	case r.Method != http.MethodGet && token == "":
		fail(w, http.StatusUnauthorized, "Requires authentication")
	case r.Method != http.MethodGet && token != g.Token:
		fail(w, http.StatusForbidden, "Resource not accessible by integration")
	case r.Method == http.MethodGet:
		g.get(w, r, at, token == g.Token)
	case r.Method == http.MethodPost && path == "":
		g.create(w, body)
	case r.Method == http.MethodPost && len(at) == 2 && at[1] == "assets":
		g.upload(w, at[0], r.URL.Query().Get("name"), body, broken)
	case r.Method == http.MethodPatch && len(at) == 1:
		g.edit(w, at[0], body)
	case r.Method == http.MethodDelete:
		g.remove(w, at)
	default:
		fail(w, http.StatusNotFound, "Not Found")
	}
}

// checks answers what is about the checks of a commit. One of the required checks is of a ruleset, the others are of branch protection.
func (g *GitHub) checks(w http.ResponseWriter, r *http.Request) bool {
	_, path, ours := strings.Cut(r.URL.Path, "/repos/"+g.Repository)
	named := func(names []string) []map[string]string {
		all := []map[string]string{}
		for _, name := range names {
			all = append(all, map[string]string{"context": name})
		}
		return all
	}
	of := min(len(g.Required), 1)
	at := strings.Split(strings.Trim(path, "/"), "/")
	switch {
	case !ours:
		return false
	case path == "" || path == "/":
		answer(w, http.StatusOK, map[string]any{"full_name": g.Repository, "default_branch": "main"})
	case path == "/rules/branches/main":
		answer(w, http.StatusOK, []any{
			map[string]any{"type": "deletion"},
			map[string]any{"type": "required_status_checks", "parameters": map[string]any{"required_status_checks": named(g.Required[:of])}},
		})
	case path == "/branches/main":
		answer(w, http.StatusOK, map[string]any{"name": "main", "protection": map[string]any{"required_status_checks": map[string]any{"contexts": g.Required[of:]}}})
	case len(at) == 3 && at[0] == "commits" && at[2] == "check-runs":
		runs := []map[string]any{}
		for name, conclusion := range g.Checks {
			run := map[string]any{"name": name, "status": "completed", "conclusion": conclusion}
			if conclusion == "" {
				run["status"], run["conclusion"] = "in_progress", nil
			}
			runs = append(runs, run)
		}
		answer(w, http.StatusOK, map[string]any{"total_count": len(runs), "check_runs": runs})
	case len(at) == 3 && at[0] == "commits" && at[2] == "status":
		answer(w, http.StatusOK, map[string]any{"state": "pending", "statuses": []any{map[string]string{"context": "legacy", "state": "success"}}})
	default:
		return false
	}
	return true
}

func fail(w http.ResponseWriter, status int, message string) {
	answer(w, status, map[string]string{"message": message, "documentation_url": "https://docs.github.com/rest"})
}

func invalid(w http.ResponseWriter, resource, code, field string) {
	answer(w, http.StatusUnprocessableEntity, map[string]any{
		"message": "Validation Failed", "errors": []map[string]string{{"resource": resource, "code": code, "field": field}},
	})
}

func answer(w http.ResponseWriter, status int, value any) {
	w.Header().Set("Content-Type", "application/json; charset=utf-8")
	w.WriteHeader(status)
	json.NewEncoder(w).Encode(value) //nolint:errcheck,errchkjson // The client may have gone.
}

func (g *GitHub) get(w http.ResponseWriter, r *http.Request, at []string, writer bool) {
	switch {
	case at[0] == "":
		var shown []*Release
		for _, of := range g.releases {
			if !of.Draft || writer {
				shown = append([]*Release{of}, shown...) // The newest comes first.
			}
		}
		answer(w, http.StatusOK, page(r, shown))
	case at[0] == "latest" && len(at) == 1:
		if of := g.latest(); of != nil {
			answer(w, http.StatusOK, of)
			return
		}
		fail(w, http.StatusNotFound, "Not Found")
	case at[0] == "tags":
		for _, of := range g.releases {
			if of.Tag == at[1] && !of.Draft {
				answer(w, http.StatusOK, of)
				return
			}
		}
		fail(w, http.StatusNotFound, "Not Found")
	case at[0] == "assets":
		_, asset := g.asset(at[1])
		switch {
		case asset == nil:
			fail(w, http.StatusNotFound, "Not Found")
		case r.Header.Get("Accept") != "application/octet-stream":
			answer(w, http.StatusOK, asset)
		case r.URL.Query().Get("signed") == "":
			http.Redirect(w, r, "http://"+r.Host+r.URL.Path+"?signed=1", http.StatusFound) //nolint:gosec // Its tests alone call it.
		default:
			w.Write(asset.Content) //nolint:errcheck // The client may have gone.
		}
	case len(at) == 2 && at[1] == "assets":
		if of := g.release(at[0]); of != nil {
			answer(w, http.StatusOK, page(r, of.Assets))
			return
		}
		fail(w, http.StatusNotFound, "Not Found")
	default:
		fail(w, http.StatusNotFound, "Not Found")
	}
}

func page[T any](r *http.Request, items []T) []T {
	size, _ := strconv.Atoi(r.URL.Query().Get("per_page"))
	n, _ := strconv.Atoi(r.URL.Query().Get("page"))
	size = min(max(size, 1), 100)
	from := min(size*max(n-1, 0), len(items))
	return append([]T{}, items[from:min(from+size, len(items))]...)
}

func (g *GitHub) release(id string) *Release {
	for _, of := range g.releases {
		if strconv.FormatInt(of.ID, 10) == id {
			return of
		}
	}
	return nil
}

// latest returns the release that was made the latest one, or else the highest one that may be.
func (g *GitHub) latest() *Release {
	var highest *Release
	for _, of := range g.releases {
		switch {
		case of.Draft || of.Prerelease || of.Latest == "false":
		case of.Latest == "true":
			return of
		case highest == nil || semver.Compare(of.Tag, highest.Tag) > 0:
			highest = of
		}
	}
	return highest
}

func (g *GitHub) asset(id string) (*Release, *Asset) {
	for _, of := range g.releases {
		for _, a := range of.Assets {
			if strconv.FormatInt(a.ID, 10) == id {
				return of, a
			}
		}
	}
	return nil, nil
}

func (g *GitHub) create(w http.ResponseWriter, body []byte) {
	made := new(Release)
	if err := json.Unmarshal(body, made); err != nil {
		fail(w, http.StatusBadRequest, "Problems parsing JSON")
		return
	}
	if made.Tag == "" {
		fail(w, http.StatusUnprocessableEntity, `Invalid request. "tag_name" wasn't supplied.`)
		return
	}
	for _, of := range g.releases {
		if of.Tag == made.Tag && !of.Draft && !made.Draft {
			invalid(w, "Release", "already_exists", "tag_name")
			return
		}
	}
	if !made.Draft {
		g.wrong = append(g.wrong, "the release "+made.Tag+" was published before it had its files")
	}
	g.add(made)
	answer(w, http.StatusCreated, made)
}

func (g *GitHub) edit(w http.ResponseWriter, id string, body []byte) {
	of := g.release(id)
	if of == nil {
		fail(w, http.StatusNotFound, "Not Found")
		return
	}
	var change struct {
		Draft  *bool
		Latest string `json:"make_latest"`
	}
	if err := json.Unmarshal(body, &change); err != nil {
		fail(w, http.StatusBadRequest, "Problems parsing JSON")
		return
	}
	if change.Draft != nil && of.Draft && !*change.Draft {
		for _, other := range g.releases {
			if other != of && other.Tag == of.Tag && !other.Draft {
				invalid(w, "Release", "already_exists", "tag_name")
				return
			}
		}
		if g.HasTag != nil && !g.HasTag(of.Tag) {
			g.wrong = append(g.wrong, "the release "+of.Tag+" was published without a git tag")
		}
		of.Draft, of.Latest = false, change.Latest
	}
	if change.Latest == "true" {
		for _, other := range g.releases {
			if other.Latest == "true" {
				other.Latest = "false"
			}
		}
		of.Latest = change.Latest
	}
	answer(w, http.StatusOK, of)
}

func (g *GitHub) upload(w http.ResponseWriter, id, name string, body []byte, broken error) {
	of := g.release(id)
	switch {
	case of == nil:
		fail(w, http.StatusNotFound, "Not Found")
		return
	case of.Immutable:
		fail(w, http.StatusUnprocessableEntity, "Cannot upload assets to an immutable release.")
		return
	}
	for _, a := range of.Assets {
		if a.Name == name {
			invalid(w, "ReleaseAsset", "already_exists", "name")
			return
		}
	}
	a := &Asset{Name: name, Content: body}
	of.Assets = append(of.Assets, a)
	if g.complete(a); broken != nil {
		a.State, a.Size, a.Digest = "starter", 0, ""
		return
	}
	answer(w, http.StatusCreated, a)
}

func (g *GitHub) remove(w http.ResponseWriter, at []string) {
	if at[0] == "assets" && len(at) == 2 {
		of, a := g.asset(at[1])
		if a == nil {
			fail(w, http.StatusNotFound, "Not Found")
			return
		}
		if !of.Draft {
			g.wrong = append(g.wrong, fmt.Sprintf("%s of the published release %s was removed", a.Name, of.Tag))
		}
		of.Assets = without(of.Assets, a)
		w.WriteHeader(http.StatusNoContent)
		return
	}
	of := g.release(at[0])
	if of == nil {
		fail(w, http.StatusNotFound, "Not Found")
		return
	}
	if !of.Draft {
		g.wrong = append(g.wrong, "the published release "+of.Tag+" was removed")
	}
	g.releases = without(g.releases, of)
	w.WriteHeader(http.StatusNoContent)
}

func without[T comparable](items []T, item T) []T {
	var rest []T
	for _, other := range items {
		if other != item {
			rest = append(rest, other)
		}
	}
	return rest
}
