package verify

import (
	"context"
	"maps"
	"net/http"
	"net/http/httptest"
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
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/gomod"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/npm"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/pypi"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/pack"
)

// released is a version of all packages, made and uploaded as a release does it, in local feeds with nothing else.
type released struct {
	store     *local.Store
	artifacts map[lang.ID][]pack.Artifact
	feeds     map[lang.ID]feed.Feed
}

// roots are where the feeds of the languages begin.
var roots = map[lang.ID]string{lang.Go: "/go", lang.Python: "/pypi/simple/", lang.TypeScript: "/npm/"}

// publish packs all languages and uploads them.
func publish(number string) (*released, error) {
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
		Root: root(), Out: filepath.Join(scratch, number, "dist"), Version: parsed,
		Commit: strings.Repeat("1", 40), Time: time.Unix(1_700_000_000, 0), Project: settings.Project,
	})
	if err != nil {
		return nil, err
	}
	r := &released{artifacts: map[lang.ID][]pack.Artifact{}}
	if r.store, err = local.Open(filepath.Join(scratch, number, "feeds")); err != nil {
		return nil, err
	}
	server := httptest.NewServer(r.store.Handler()) // It serves all tests, until the process ends.
	if r.feeds, err = feedsAt(server.URL, r.store.Token()); err != nil {
		return nil, err
	}
	for _, a := range all {
		r.artifacts[a.Language] = append(r.artifacts[a.Language], a)
		upload := feed.Artifact{Package: a.Package, Version: a.Version, File: a.File, Path: a.Path, Size: a.Size, SHA256: a.SHA256}
		if err := r.feeds[a.Language].Upload(context.Background(), upload); err != nil {
			return nil, err
		}
	}
	return r, nil
}

// feedsAt returns the feeds of all languages on a server of local feeds.
func feedsAt(url, token string) (map[lang.ID]feed.Feed, error) {
	options := func(id lang.ID) httpfeed.Options {
		return httpfeed.Options{Name: string(id), URL: url + roots[id], Credentials: func(context.Context) (feed.Login, error) {
			return feed.Login{Secret: token}, nil
		}}
	}
	modules, err := gomod.NewProxy(options(lang.Go))
	if err != nil {
		return nil, err
	}
	index, err := pypi.New(options(lang.Python), url+"/pypi/legacy/")
	if err != nil {
		return nil, err
	}
	packages, err := npm.New(options(lang.TypeScript))
	return map[lang.ID]feed.Feed{lang.Go: modules, lang.Python: index, lang.TypeScript: packages}, err
}

var (
	planned = sync.OnceValues(func() (*released, error) { return publish("0.1.0") })
	planted = sync.OnceValues(func() (*released, error) { return publish("0.99.0") })
)

// registry serves what is released to the clients of a test, and records their requests. What is fetched to be compared comes
// from the feeds directly.
type registry struct {
	*httptest.Server

	held  *released
	twin  *feedtest.Twin
	login feed.Login // login is required if it is not zero.
	seen  func()     // seen is called with each request that has the login.
}

// newRegistry returns a registry that is not started yet. Other answers what the feeds do not have; nil is 404.
func newRegistry(held *released, other http.Handler, script ...feedtest.Fault) *registry {
	feeds := held.store.Handler()
	return &registry{held: held, twin: feedtest.New(http.HandlerFunc(func(w http.ResponseWriter, request *http.Request) {
		answer := httptest.NewRecorder()
		feeds.ServeHTTP(answer, request)
		if answer.Code == http.StatusNotFound && other != nil {
			other.ServeHTTP(w, request)
			return
		}
		maps.Copy(w.Header(), answer.Header())
		w.WriteHeader(answer.Code)
		w.Write(answer.Body.Bytes()) //nolint:errcheck // The client sees it.
	}), script...)}
}

func serving(t *testing.T, r *registry) *registry {
	t.Helper()
	r.Server = httptest.NewServer(r)
	t.Cleanup(r.Close)
	return r
}

func (r *registry) ServeHTTP(w http.ResponseWriter, request *http.Request) {
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
	r.twin.ServeHTTP(w, request)
}

// asked returns the paths that were requested and have to do with a package.
func (r *registry) asked(pkg string) []string {
	var paths []string
	for _, request := range r.twin.Requests() {
		if strings.Contains(request.Path, pkg) {
			paths = append(paths, request.Path)
		}
	}
	return paths
}

// of returns a package as it is planned and served.
func (r *registry) of(language lang.ID) Package {
	artifacts := r.held.artifacts[language]
	p := Package{
		Language: language, Name: artifacts[0].Package, Version: artifacts[0].Version, Feed: r.held.feeds[language],
		URL:         r.URL + roots[language],
		Credentials: func(context.Context) (feed.Login, error) { return r.login, nil },
	}
	for _, a := range artifacts {
		p.Files = append(p.Files, feed.File{Name: a.File, Size: a.Size, SHA256: a.SHA256})
	}
	return p
}

// installed returns a user who has installed what is released and imported all of it.
func installed(t *testing.T, language lang.ID, env ...string) Taker {
	t.Helper()
	p := serving(t, newRegistry(need(t, planned), nil)).of(language)
	u := User{Package: p, root: root(), env: slices.Concat(need(t, tools), env), dir: t.TempDir()}
	var err error
	if u.digests, err = compare(t.Context(), p); err != nil {
		t.Fatal(err)
	}
	taker := Languages[language].Take(u)
	if _, err := taker.Install(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	if _, err := taker.Imports(t.Context()); err != nil {
		t.Fatal(err)
	}
	return taker
}
