package gomod

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/feedtest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/local"
)

const (
	pkg    = "example.com/Some/thing"
	number = "v1.2.3"
)

// artifacts are the three files of a version.
func artifacts(t *testing.T, version string) []feed.Artifact {
	t.Helper()
	const mod = "module example.com/Some/thing\n\ngo 1.24\n"
	zipped, err := archive.Zip([]archive.Member{
		{Name: pkg + "@" + version + "/go.mod", Content: []byte(mod)},
		{Name: pkg + "@" + version + "/thing.go", Content: []byte("package thing\n")},
	})
	if err != nil {
		t.Fatal(err)
	}
	var all []feed.Artifact
	for _, m := range []archive.Member{
		{Name: version + ".info", Content: []byte(`{"Version":"` + version + `","Time":"2026-01-01T00:00:00Z"}`)},
		{Name: version + ".mod", Content: []byte(mod)},
		{Name: version + ".zip", Content: zipped},
	} {
		path := filepath.Join(t.TempDir(), m.Name)
		if err := os.WriteFile(path, m.Content, 0o644); err != nil {
			t.Fatal(err)
		}
		all = append(all, feed.Artifact{Package: pkg, Version: version, File: m.Name, Path: path, Size: int64(len(m.Content)), SHA256: m.SHA256()})
	}
	return all
}

func serve(t *testing.T, handler http.Handler, base, secret string) *Proxy {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	p, err := NewProxy(httpfeed.Options{Name: "go", URL: server.URL + base, Variables: []string{"GO_TOKEN"}, Credentials: func(context.Context) (feed.Login, error) {
		return feed.Login{Secret: secret}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func names(t *testing.T, f feed.Feed, version string) []string {
	t.Helper()
	files, err := f.Look(t.Context(), pkg, version)
	if err != nil {
		t.Fatal(err)
	}
	names := []string{}
	for _, file := range files {
		names = append(names, file.Name)
	}
	return names
}

// uploads sends the files of a version, with a look before each.
func uploads(t *testing.T, f feed.Feed, version string) {
	t.Helper()
	want := []string{}
	for _, a := range artifacts(t, version) {
		if diff := cmp.Diff(want, names(t, f, version)); diff != "" {
			t.Errorf("it holds (-want +got):\n%s", diff)
		}
		feedtest.Uploads(t, f, a)
		want = append(want, a.File)
	}
	if diff := cmp.Diff(want, names(t, f, version)); diff != "" {
		t.Errorf("it holds (-want +got):\n%s", diff)
	}
}

// download has the go command take a version from a proxy.
func download(t *testing.T, proxy, version string) {
	t.Helper()
	out, err := run.Output(t.Context(), run.Cmd{
		Args: []string{"go", "mod", "download", "-json", pkg + "@" + version}, Dir: t.TempDir(),
		Env: []string{"GOPROXY=" + proxy, "GONOSUMDB=*", "GOFLAGS=-modcacherw", "GOMODCACHE=" + t.TempDir(), "GOWORK=off", "GOTOOLCHAIN=local"},
	})
	if err != nil || !strings.Contains(string(out), `"Version": "v1.2.3"`) {
		t.Errorf("go mod download: %v: %s", err, out)
	}
}

func TestProxyWithTheEmbeddedFeeds(t *testing.T) {
	store, err := local.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	p := serve(t, store.Handler(), "/go/", store.Token())
	if err := p.Preflight(t.Context(), pkg); err != nil {
		t.Error(err)
	}
	uploads(t, p, number)
	if err := p.Preflight(t.Context(), pkg); err != nil {
		t.Error(err)
	}
	download(t, strings.TrimSuffix(p.client.URL(), "/"), "latest")
}

func TestProxy(t *testing.T) {
	const zip = "/example.com/!some/thing/@v/v1.2.3.zip"
	tests := map[string]struct {
		head, get, put int
		held           bool
		look, upload   string
	}{
		"nothing":         {404, 404, 201, false, "", ""},
		"a public proxy":  {410, 410, 201, false, "", ""},
		"there":           {200, 200, 412, true, "", "HTTP 412"},
		"in conflict":     {200, 200, 409, true, "", "HTTP 409"},
		"without HEAD":    {405, 200, 200, true, "", ""},
		"neither of them": {501, 404, 200, false, "", ""},
		"no rights":       {403, 403, 403, false, "check GO_TOKEN", "check GO_TOKEN"},
		"out of order":    {503, 503, 503, false, "HTTP 503", "HTTP 503"},
		"no uploads":      {404, 404, 405, false, "", "check the address of the feed"},
	}
	all := artifacts(t, number)
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			p := serve(t, http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				status := map[string]int{"HEAD": test.head, "GET": test.get, "PUT": test.put}[r.Method]
				if r.URL.EscapedPath() != zip {
					status = http.StatusNotFound
				}
				if r.Method == http.MethodPut && (r.Header.Get("If-None-Match") != "*" || r.Header.Get("Content-Type") != "application/zip") {
					t.Errorf("sent %v", r.Header)
				}
				w.WriteHeader(status)
			}), "", "secret")
			files, err := p.Look(t.Context(), pkg, number)
			if held := len(files) == 1 && files[0].Name == "v1.2.3.zip"; held != test.held || !says(err, test.look) {
				t.Errorf("look: got %v, %v", files, err)
			}
			if err := p.Upload(t.Context(), all[2]); !says(err, test.upload) || errors.Is(err, feed.ErrExists) != test.held && test.put > 299 {
				t.Errorf("upload: got %v", err)
			}
		})
	}
}

// says is whether an error has a text; none is no error.
func says(err error, text string) bool {
	if err == nil || text == "" {
		return err == nil && text == ""
	}
	return strings.Contains(err.Error(), text)
}

// No name leads out of a feed, or to a file that is no module's.
func TestNames(t *testing.T) {
	folder, err := NewFolder("go", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	asked := serve(t, http.HandlerFunc(func(http.ResponseWriter, *http.Request) { t.Error("a bad name was asked for") }), "", "")
	for _, f := range []feed.Feed{folder, asked} {
		for _, a := range [][3]string{
			{"../x", number, "v1.2.3.zip"}, {"/x", number, "v1.2.3.zip"}, {"", number, "v1.2.3.zip"}, {"example.com/a/../b", number, "v1.2.3.zip"},
			{pkg, "../x", "x.zip"}, {pkg, "v1/2", "v1/2.zip"}, {pkg, number, "list"}, {pkg, number, "../../x"}, {pkg, number, "v1.2.4.zip"}, {pkg, number, ""},
		} {
			if err := f.Fetch(t.Context(), a[0], a[1], a[2], io.Discard); err == nil || strings.Contains(err.Error(), "no such file or directory") {
				t.Errorf("fetch %q: got %v", a, err)
			}
			if err := f.Upload(t.Context(), feed.Artifact{Package: a[0], Version: a[1], File: a[2]}); err == nil {
				t.Errorf("uploaded %q", a)
			}
		}
		if _, err := f.Look(t.Context(), "../x", number); err == nil {
			t.Error("looked outside")
		}
	}
}

func TestFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "proxy")
	f, err := NewFolder("go", dir)
	if err != nil {
		t.Fatal(err)
	}
	uploads(t, f, "v0.10.0")
	uploads(t, f, "v0.9.0")
	uploads(t, f, number)
	uploads(t, f, "v0.0.0-20260101000000-0123456789ab")
	versions := filepath.Join(dir, "example.com", "!some", "thing", "@v")
	list, err := os.ReadFile(filepath.Join(versions, "list"))
	if err != nil || string(list) != "v0.9.0\nv0.10.0\nv1.2.3\n" {
		t.Errorf("the list is %q, %v", list, err)
	}
	left, err := filepath.Glob(filepath.Join(versions, ".*.part"))
	if err != nil || len(left) > 0 {
		t.Errorf("left behind are %v, %v", left, err)
	}
	download(t, "file://"+dir, "latest")
	if _, err := NewFolder("go", "proxy"); err == nil {
		t.Error("a folder that is not absolute was taken")
	}
}

// An upload that was stopped before its version was listed is seen, and made up for. What it was writing goes.
func TestFolderAfterAKill(t *testing.T) {
	dir := t.TempDir()
	f, err := NewFolder("go", dir)
	if err != nil {
		t.Fatal(err)
	}
	uploads(t, f, number)
	list := filepath.Join(dir, "example.com", "!some", "thing", "@v", "list")
	half := filepath.Join(filepath.Dir(list), ".v1.2.3.zip.123.part")
	if err := errors.Join(os.Remove(list), os.WriteFile(half, []byte("half of it"), 0o600)); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"v1.2.3.info", "v1.2.3.mod"}, names(t, f, number)); diff != "" {
		t.Errorf("it holds (-want +got):\n%s", diff)
	}
	if err := f.Upload(t.Context(), artifacts(t, number)[2]); !errors.Is(err, feed.ErrExists) {
		t.Errorf("got %v", err)
	}
	if got := names(t, f, number); len(got) != 3 {
		t.Errorf("it holds %v", got)
	}
	if _, err := os.Stat(half); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("what a killed process was writing is left over: %v", err)
	}
}

func TestFolderRefuses(t *testing.T) {
	dir := t.TempDir()
	f, err := NewFolder("go", dir)
	if err != nil {
		t.Fatal(err)
	}
	a := artifacts(t, number)[0]
	changed := a
	changed.SHA256 = strings.Repeat("0", 64)
	if err := f.Upload(t.Context(), changed); err == nil || !strings.Contains(err.Error(), "changed since it was packed") {
		t.Errorf("got %v", err)
	}
	versions := filepath.Join(dir, "example.com", "!some", "thing", "@v")
	if err := os.MkdirAll(versions, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(a.Path, filepath.Join(versions, a.File)); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Look(t.Context(), pkg, number); err == nil || !strings.Contains(err.Error(), "is a symbolic link") {
		t.Errorf("got %v", err)
	}
	if err := f.Upload(t.Context(), a); !errors.Is(err, feed.ErrExists) {
		t.Errorf("an upload over a link: %v", err)
	}
}

// Of uploads of one file at once one wins, and the list has every version.
func TestFolderWithSeveralAtOnce(t *testing.T) {
	f, err := NewFolder("go", t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	var all []feed.Artifact
	for _, version := range []string{"v1.0.0", "v1.1.0", "v1.2.0"} {
		all = append(all, artifacts(t, version)...)
	}
	var group sync.WaitGroup
	won := make([]int, len(all))
	var mu sync.Mutex
	for range 3 {
		for i, a := range all {
			group.Go(func() {
				err := f.Upload(t.Context(), a)
				mu.Lock()
				defer mu.Unlock()
				if err == nil {
					won[i]++
				} else if !errors.Is(err, feed.ErrExists) {
					t.Error(err)
				}
			})
		}
	}
	group.Wait()
	for i, n := range won {
		if n != 1 {
			t.Errorf("%s was uploaded %d times", all[i].File, n)
		}
	}
	for _, version := range []string{"v1.0.0", "v1.1.0", "v1.2.0"} {
		if got := names(t, f, version); len(got) != 3 {
			t.Errorf("of %s it holds %v", version, got)
		}
	}
}

func TestGit(t *testing.T) {
	content := archive.Member{Name: "v1.2.3.zip", Content: []byte("content")}
	g := NewGit("origin", func(_ context.Context, name, version string) ([]archive.Member, error) {
		if name != pkg || version != number {
			return nil, errors.New("no such commit")
		}
		return []archive.Member{content}, nil
	})
	got, err := g.Look(t.Context(), pkg, number)
	if diff := cmp.Diff([]feed.File{{Name: content.Name, Size: 7, SHA256: content.SHA256()}}, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	var fetched bytes.Buffer
	if err := g.Fetch(t.Context(), pkg, number, content.Name, &fetched); err != nil || fetched.String() != "content" {
		t.Errorf("fetched %q, %v", fetched.String(), err)
	}
	for want, err := range map[string]error{
		"the commit does not hold what was packed; commit": g.Upload(t.Context(), feed.Artifact{File: "v1.2.3.mod"}),
		"has no such file": g.Fetch(t.Context(), pkg, number, "v1.2.3.mod", io.Discard),
		"no such commit":   g.Fetch(t.Context(), pkg, "v1.2.4", content.Name, io.Discard),
	} {
		if of := (*feed.Error)(nil); !errors.As(err, &of) || !strings.Contains(err.Error(), want) || of.Retry {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// FuzzPaths: whatever a module, a version and a file are called, what is asked for lies below the feed.
func FuzzPaths(f *testing.F) {
	f.Add(pkg, number, "v1.2.3.zip")
	f.Add("../a", "..", "../..")
	f.Fuzz(func(t *testing.T, name, version, file string) {
		if at, err := pathOf(name, version, file); err == nil && (!filepath.IsLocal(filepath.FromSlash(at)) || strings.ContainsAny(at, "?#%\\")) {
			t.Errorf("%q %q %q lead to %q", name, version, file, at)
		}
	})
}
