package verify

import (
	"context"
	"crypto/sha512"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
)

// released are packages of one version, by language.
type released map[lang.ID][]pack.Artifact

// packed packs all languages.
func packed(number string) (released, error) {
	env, err := tools()
	if err != nil {
		return nil, err
	}
	settings, err := config.Load(root())
	if err != nil {
		return nil, err
	}
	parsed, err := version.Parse(number)
	if err != nil {
		return nil, err
	}
	all, err := pack.All(context.Background(), env, pack.Options{
		Root: root(), Out: filepath.Join(scratch, number), Version: parsed,
		Commit: strings.Repeat("1", 40), Time: time.Unix(1_700_000_000, 0), Project: settings.Project,
	})
	by := released{}
	for _, a := range all {
		by[a.Language] = append(by[a.Language], a)
	}
	return by, err
}

var (
	planned = sync.OnceValues(func() (released, error) { return packed("0.1.0") })
	planted = sync.OnceValues(func() (released, error) { return packed("0.99.0") })
)

// registry serves packages in the three protocols, each below a path of its own, and notes what it was asked.
type registry struct {
	*httptest.Server

	packages released
	other    http.Handler // other answers what is none of the packages; nil is 404.
	login    feed.Login   // login is what it wants, where it is not zero.
	seen     func()       // seen is called with each request that has the login.

	mu    sync.Mutex
	late  map[string]int // late is how often a path is not there yet.
	asked []string
}

func serving(t *testing.T, r *registry) *registry {
	t.Helper()
	if r.late == nil {
		r.late = map[string]int{}
	}
	r.Server = httptest.NewServer(r)
	t.Cleanup(r.Close)
	return r
}

func (r *registry) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	where := request.URL.Path
	r.mu.Lock()
	r.asked = append(r.asked, where)
	r.late[where]--
	early := r.late[where] >= 0
	r.mu.Unlock()
	if r.login != (feed.Login{}) {
		user, password, _ := request.BasicAuth()
		bearer := r.login.User == "" && request.Header.Get("Authorization") == "Bearer "+r.login.Secret
		if !bearer && (user != userOf(r.login) || password != r.login.Secret) {
			w.Header().Set("WWW-Authenticate", "Basic")
			http.Error(w, "who are you?", http.StatusUnauthorized)
			return
		}
		r.seen()
	}
	content, ok := r.content(where)
	switch {
	case ok && !early:
		w.Write(content) //nolint:errcheck // The client sees it.
	case !ok && r.other != nil:
		r.other.ServeHTTP(w, request)
	default:
		http.NotFound(w, request)
	}
}

// content is what lies at a path: a file, or what the protocol has beside the files.
func (r *registry) content(where string) ([]byte, bool) {
	for language, artifacts := range r.packages {
		for _, a := range artifacts {
			if where == fileAt(a) {
				content, err := os.ReadFile(a.Path)
				return content, err == nil
			}
		}
		a := artifacts[len(artifacts)-1]
		switch {
		case language == "go" && where == path.Dir(fileAt(a))+"/list":
			return []byte(a.Version + "\n"), true
		case language == "python" && where == path.Dir(fileAt(a))+"/":
			var links strings.Builder
			for _, a := range artifacts {
				fmt.Fprintf(&links, "<a href=%q>%[1]s</a>\n", a.File)
			}
			return []byte("<!DOCTYPE html><html><body>" + links.String() + "</body></html>"), true
		case language == "ts" && where == "/npm/"+a.Package:
			return r.packument(a), true
		}
	}
	return nil, false
}

// packument is what a registry of npm says of a package.
func (r *registry) packument(a pack.Artifact) []byte {
	manifest, err := os.ReadFile(root("gen", "ts", "package.json"))
	content, err2 := os.ReadFile(a.Path)
	entry := map[string]any{}
	if err := json.Unmarshal(manifest, &entry); err != nil {
		panic(err)
	}
	sum := sha512.Sum512(content)
	entry["version"] = a.Version
	entry["dist"] = map[string]string{
		"tarball": r.URL + fileAt(a), "integrity": "sha512-" + base64.StdEncoding.EncodeToString(sum[:]),
	}
	said, err3 := json.Marshal(map[string]any{
		"name": a.Package, "dist-tags": map[string]string{"latest": a.Version}, "versions": map[string]any{a.Version: entry},
	})
	for _, err := range []error{err, err2, err3} {
		if err != nil {
			panic(err) // The files were packed by this test.
		}
	}
	return said
}

// fileAt is the path of a file in the registry.
func fileAt(a pack.Artifact) string {
	switch a.Language {
	case "go":
		return "/go/" + a.Package + "/@v/" + a.File
	case "python":
		return "/simple/" + a.Package + "/" + a.File
	default:
		return "/npm/" + a.Package + "/-/" + a.File
	}
}

// roots are where the protocols begin.
var roots = map[lang.ID]string{"go": "/go", "python": "/simple/", "ts": "/npm/"}

// askedFor are the requests that have to do with a package.
func (r *registry) askedFor(a pack.Artifact) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.DeleteFunc(slices.Clone(r.asked), func(where string) bool { return !strings.Contains(where, a.Package) })
}

// Fetch fetches a file as the registry serves it.
func (r *registry) Fetch(_ context.Context, _, _, file string, to io.Writer) error {
	for _, artifacts := range r.packages {
		for _, a := range artifacts {
			if a.File == file {
				content, _ := r.content(fileAt(a))
				_, err := to.Write(content)
				return err
			}
		}
	}
	return &feed.Error{Feed: r.URL, Doing: "fetch " + file, Status: http.StatusNotFound, What: "not found"}
}

// of is a package as it is planned and served.
func (r *registry) of(language lang.ID) Package {
	artifacts := r.packages[language]
	p := Package{
		Language: language, Name: artifacts[0].Package, Version: artifacts[0].Version, Feed: r, URL: r.URL + roots[language],
		Credentials: func(context.Context) (feed.Login, error) { return r.login, nil },
	}
	for _, a := range artifacts {
		p.Files = append(p.Files, feed.File{Name: a.File, Size: a.Size, SHA256: a.SHA256})
	}
	return p
}
