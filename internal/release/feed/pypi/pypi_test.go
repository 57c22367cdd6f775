package pypi

import (
	"bytes"
	"context"
	"errors"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

const (
	pkg    = "Some.Thing"
	number = "1.2.3"
	wheel  = "some_thing-1.2.3-py3-none-any.whl"
	sdist  = "some_thing-1.2.3.tar.gz"
	secret = "planted-secret"
	sum    = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
)

func options(url string) httpfeed.Options {
	return httpfeed.Options{Name: "pypi", URL: url + "/simple", Variables: []string{"PYPI_TOKEN"}, Credentials: func(context.Context) (feed.Login, error) {
		return feed.Login{Secret: secret}, nil
	}}
}

func serve(t *testing.T, handler http.HandlerFunc) *Yanking {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	f, err := NewYanking(options(server.URL), server.URL+"/legacy/")
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// index serves the index of the project, and files with one content.
func index(contentType, page string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == "/simple/some-thing/":
			w.Header().Set("Content-Type", contentType)
			_, _ = io.WriteString(w, page)
		case strings.HasPrefix(r.URL.Path, "/files/"):
			_, _ = io.WriteString(w, "content")
		default:
			w.WriteHeader(http.StatusNotFound)
		}
	}
}

func TestLook(t *testing.T) {
	const asJSON, asHTML = "application/vnd.pypi.simple.v1+json", "text/html; charset=utf-8"
	both := []feed.File{{Name: wheel, SHA256: sum, Size: 7}, {Name: sdist, Gone: "broken"}}
	tests := map[string]struct {
		contentType, page string
		want              []feed.File
		err               string
	}{
		"JSON": {asJSON, `{"meta": {"api-version": "1.1"}, "files": [
			{"filename": "some_thing-1.2.2-py3-none-any.whl", "url": "x"},
			{"filename": "` + wheel + `", "url": "../../files/a.whl", "hashes": {"sha256": "` + sum + `"}, "size": 7, "yanked": false},
			{"filename": "` + sdist + `", "url": "https://files.example/b.tar.gz", "hashes": {"md5": "x"}, "yanked": "broken"}]}`, both, ""},
		"yanked without a reason": {asJSON, `{"files": [{"filename": "` + sdist + `", "url": "x", "yanked": true}]}`, []feed.File{{Name: sdist, Gone: "yanked"}}, ""},
		"a wrong digest":          {asJSON, `{"files": [{"filename": "` + sdist + `", "url": "x", "hashes": {"sha256": "abc"}, "size": -1}]}`, []feed.File{{Name: sdist}}, ""},
		"HTML": {asHTML, `<!DOCTYPE html><html><head><meta name="pypi:repository-version" content="1.0"></head><body>
			<a href="https://other.example/">About</a> <a name="x">x</a> <A HREF="../../files/` + wheel + `#sha256=` + strings.ToUpper(sum) + `">anything</A><br/>
			<a href="/b/` + sdist + `?x=y#md5=z" data-yanked="broken" data-requires-python="&gt;=3">` + sdist + `</a></body></html>`,
			[]feed.File{{Name: wheel, SHA256: sum}, {Name: sdist, Gone: "broken"}}, ""},
		"HTML, yanked without a reason": {asHTML, `<a href="` + sdist + `" data-yanked>x</a>`, []feed.File{{Name: sdist, Gone: "yanked"}}, ""},
		"HTML, escaped":                 {asHTML, `<a href="some%5Fthing-1.2.3.tar.gz">x</a>`, []feed.File{{Name: sdist}}, ""},
		"HTML of a later version":       {asHTML, `<meta name="pypi:repository-version" content="2.0">`, nil, `it has version "2.0" of the simple API`},
		"JSON of a later version":       {asJSON, `{"meta": {"api-version": "2.0"}}`, nil, `it has version "2.0" of the simple API`},
		"other spellings": {asJSON, `{"files": [{"filename": "Some.Thing-1.2.3.0.zip", "url": "x"}, {"filename": "some-thing-1.2.3.tar.bz2", "url": "x"}]}`,
			[]feed.File{{Name: "Some.Thing-1.2.3.0.zip"}, {Name: "some-thing-1.2.3.tar.bz2"}}, ""},
		"others": {asJSON, `{"files": [{"filename": "some_thing-1.2.3-py3.10.egg", "url": "x"}, {"filename": "some_thing_more-1.2.3.tar.gz", "url": "x"},
			{"filename": "../some_thing-1.2.3.tar.gz", "url": "x"}, {"filename": "some_thing-1.2.3.tar.gz\n", "url": "x"}, {"filename": "", "url": "x"}]}`, nil, ""},
		"twice":          {asJSON, `{"files": [{"filename": "` + sdist + `", "url": "x"}, {"filename": "` + sdist + `", "url": "y"}]}`, nil, "lists " + sdist + " twice"},
		"empty":          {asHTML, "", nil, ""},
		"another type":   {"text/plain", "", nil, `its index of Some.Thing cannot be read: its content type is "text/plain"`},
		"no JSON":        {asJSON, "<html>", nil, "its index of Some.Thing cannot be read"},
		"a wrong type":   {asJSON, `{"files": {}}`, nil, "its index of Some.Thing cannot be read"},
		"a cut document": {asJSON, `{"files": [{"filename": "` + sdist + `"`, nil, "its index of Some.Thing cannot be read"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := serve(t, index(test.contentType, test.page)).Look(t.Context(), pkg, number)
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err) || strings.Contains(err.Error(), "\n")) {
				t.Errorf("got %v, want %q", err, test.err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	f := serve(t, http.NotFound)
	if got, err := f.Look(t.Context(), pkg, number); err != nil || got != nil {
		t.Errorf("of nothing: got %v, %v", got, err)
	}
	for _, name := range []string{"", "../x", "a/b", "-x", "x-", "a b", "ä"} {
		if _, err := f.Look(t.Context(), name, number); err == nil || !strings.Contains(err.Error(), "is not a valid Python package name") {
			t.Errorf("%q: got %v", name, err)
		}
	}
	if _, err := f.Look(t.Context(), pkg, "one"); err == nil {
		t.Error("no version was looked up")
	}
}

// What an index is asked for decides what it sends.
func TestLookAsksForJSONFirst(t *testing.T) {
	asked := ""
	f := serve(t, func(w http.ResponseWriter, r *http.Request) {
		asked = r.Header.Get("Accept")
		w.WriteHeader(http.StatusNotFound)
	})
	if _, err := f.Look(t.Context(), pkg, number); err != nil || asked != accept {
		t.Errorf("asked for %q, %v", asked, err)
	}
}

func TestFetch(t *testing.T) {
	for address, want := range map[string]string{
		"../../files/" + sdist:                    "",
		"http://files.example/" + sdist:           "neither the feed itself nor https",
		"/gone/" + sdist:                          "HTTP 404",
		"file:///etc/" + sdist:                    "not a URL",
		"http://[::1/" + sdist + "#sha256=" + sum: "the feed has no such file",
	} {
		var got bytes.Buffer
		err := serve(t, index("text/html", `<a href="`+address+`">x</a>`)).Fetch(t.Context(), pkg, number, sdist, &got)
		if want == "" && (err != nil || got.String() != "content") || want != "" && (err == nil || !strings.Contains(err.Error(), want)) {
			t.Errorf("%s: got %q, %v, want %q", address, got.String(), err, want)
		}
	}
	err := serve(t, index(typeJSON, `{"files": [{"filename": "`+sdist+`", "url": "http://[::1"}]}`)).Fetch(t.Context(), pkg, number, sdist, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "not a URL") {
		t.Errorf("got %v", err)
	}
}

const metadata = `Metadata-Version: 2.4
Name: some-thing
Version: 1.2.3
Summary: A thing.
Home-page: https://example.com
Project-URL: Source, https://example.com/a
Project-URL: Issues, https://example.com/b
Classifier: Typing :: Typed
License-Expression: Apache-2.0
License-File: LICENSE
Requires-Dist: protobuf (>=6)
Requires-Dist: grpcio; extra == "x"
Provides-Extra: x
Description-Content-Type: text/markdown
`

func packed(t *testing.T, file string, members ...archive.Member) feed.Artifact {
	t.Helper()
	container := archive.Tarball
	if strings.HasSuffix(file, ".whl") {
		container = archive.Zip
	}
	content, err := container(members)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), file)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return feed.Artifact{Package: pkg, Version: number, File: file, Path: path, Size: int64(len(content)), SHA256: archive.Member{Content: content}.SHA256()}
}

func soundWheel(t *testing.T) feed.Artifact {
	t.Helper()
	return packed(t, wheel, archive.Member{Name: "some_thing/METADATA"},
		archive.Member{Name: "some_thing-1.2.3.dist-info/METADATA", Content: []byte(metadata + "\n# Thing\n\nIt is.\n")})
}

func soundSdist(t *testing.T) feed.Artifact {
	t.Helper()
	return packed(t, sdist, archive.Member{Name: "some_thing-1.2.3/x/PKG-INFO"}, archive.Member{Name: "some_thing-1.2.3/PKG-INFO", Content: []byte(metadata)})
}

func TestUpload(t *testing.T) {
	common := map[string][]string{
		":action": {"file_upload"}, "protocol_version": {"1"}, "metadata_version": {"2.4"}, "name": {"some-thing"}, "version": {"1.2.3"},
		"summary": {"A thing."}, "home_page": {"https://example.com"}, "project_urls": {"Source, https://example.com/a", "Issues, https://example.com/b"},
		"classifiers": {"Typing :: Typed"}, "license_expression": {"Apache-2.0"}, "license_file": {"LICENSE"},
		"requires_dist": {"protobuf (>=6)", `grpcio; extra == "x"`}, "provides_extra": {"x"}, "description_content_type": {"text/markdown"},
	}
	tests := map[string]struct {
		artifact feed.Artifact
		own      map[string][]string
	}{
		"wheel": {soundWheel(t), map[string][]string{"filetype": {"bdist_wheel"}, "pyversion": {"py3"}, "description": {"# Thing\n\nIt is.\n"}}},
		"sdist": {soundSdist(t), map[string][]string{"filetype": {"sdist"}, "pyversion": {"source"}}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := map[string][]string{}
			var order []string
			f := serve(t, func(_ http.ResponseWriter, r *http.Request) {
				if user, password, _ := r.BasicAuth(); r.Method+" "+r.URL.Path != "POST /legacy/" || user != "__token__" || password != secret {
					t.Errorf("got %s %s of %s", r.Method, r.URL.Path, user)
				}
				if int(r.ContentLength) < int(test.artifact.Size) {
					t.Errorf("the length is %d", r.ContentLength)
				}
				parts, err := r.MultipartReader()
				if err != nil {
					t.Error(err)
					return
				}
				for part, err := parts.NextPart(); err == nil; part, err = parts.NextPart() {
					value, _ := io.ReadAll(part)
					if part.FileName() != "" {
						value = []byte(part.FileName() + " " + archive.Member{Content: value}.SHA256())
					}
					got[part.FormName()] = append(got[part.FormName()], string(value))
					order = append(order, part.FormName())
				}
			})
			if err := f.Upload(t.Context(), test.artifact); err != nil {
				t.Fatal(err)
			}
			if last := order[len(order)-1]; last != "content" {
				t.Errorf("%s came after the file", last)
			}
			for field, digits := range map[string]int{"md5_digest": 32, "blake2_256_digest": 64} {
				if len(got[field]) != 1 || len(got[field][0]) != digits {
					t.Errorf("%s is %q", field, got[field])
				}
				delete(got, field)
			}
			want := map[string][]string{"content": {test.artifact.File + " " + test.artifact.SHA256}, "sha256_digest": {test.artifact.SHA256}}
			for _, fields := range []map[string][]string{common, test.own} {
				maps.Copy(want, fields)
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("fields (-want +got):\n%s", diff)
			}
		})
	}
}

func TestUploadIsRefused(t *testing.T) {
	for what, exists := range map[string]bool{
		"File already exists ('x', with blake2_256 hash 'y').": true, "Requested entity already exists": true, "Invalid value for classifiers.": false,
	} {
		f := serve(t, func(w http.ResponseWriter, _ *http.Request) { http.Error(w, what, http.StatusBadRequest) })
		if err := f.Upload(t.Context(), soundSdist(t)); err == nil || errors.Is(err, feed.ErrExists) != exists {
			t.Errorf("%s: got %v", what, err)
		}
	}
	f := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("what is wrong was uploaded") })
	of := func(text string) feed.Artifact {
		return packed(t, sdist, archive.Member{Name: "some_thing-1.2.3/PKG-INFO", Content: []byte(text)})
	}
	for want, a := range map[string]feed.Artifact{
		"contains other 1.2.3, not Some.Thing 1.2.3": of("Name: other\nVersion: 1.2.3\n"),
		"contains some-thing 1.2.4, not":             of("Name: some-thing\nVersion: 1.2.4\n"),
		"contains some-thing , not":                  of("Name: some-thing\n"),
		"the metadata of some_thing":                 of("no field"),
		"has no metadata":                            packed(t, wheel, archive.Member{Name: "METADATA"}),
		"leads out of its folder":                    packed(t, wheel, archive.Member{Name: "../METADATA"}),
	} {
		if err := f.Upload(t.Context(), a); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestPreflight(t *testing.T) {
	tests := map[string]struct {
		read, upload int
		want         string
	}{
		"a form is missing":     {200, 400, ""},
		"of a strict server":    {404, 422, ""},
		"a login that is none":  {200, 403, "check PYPI_TOKEN"},
		"no login for reading":  {401, 400, "check PYPI_TOKEN"},
		"another address":       {200, 404, "check the address of the feed"},
		"out of order":          {200, 503, "HTTP 503"},
		"whatever that may say": {200, 200, "could not be checked"},
	}
	for name, test := range tests {
		f := serve(t, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "text/html")
			if r.Method == http.MethodPost {
				w.WriteHeader(test.upload)
			} else {
				w.WriteHeader(test.read)
			}
		})
		err := f.Preflight(t.Context(), pkg)
		// What proves nothing must not block a release.
		if proven := !errors.As(err, new(*feed.Unproven)); proven == slices.Contains([]string{"another address", "whatever that may say"}, name) {
			t.Errorf("%s: got %v", name, err)
		}
		if test.want == "" && err != nil || test.want != "" && (err == nil || !strings.Contains(err.Error(), test.want)) {
			t.Errorf("%s: got %v, want %q", name, err, test.want)
		}
	}
}

// Only an index that can yank says so.
func TestYankIsAnOption(t *testing.T) {
	f, err := New(options("https://feed.example"), "https://upload.example/legacy/")
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := any(f).(feed.Deprecator); ok {
		t.Error("an ordinary index is a Deprecator")
	}
	if _, ok := any(&Yanking{f}).(feed.Deprecator); !ok {
		t.Error("an index that yanks is no Deprecator")
	}
	for _, bad := range []string{"http://upload.example/legacy/", "legacy"} {
		if _, err := New(options("https://feed.example"), bad); err == nil {
			t.Errorf("%s was taken", bad)
		}
	}
}

func TestFileNames(t *testing.T) {
	wanted, err := version.ParsePEP440("1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]bool{
		wheel: true, sdist: true,
		"Some.Thing-1.2.3-py3-none-any.whl":                true,
		"some_thing-1.2.3-1build-py3-none-any.whl":         true,
		"some__thing-v1.2.3.0-cp313-cp313-any.whl":         true,
		"some-thing-1.2.3.tar.gz":                          true,
		"some.thing-1.2.3.tgz":                             true,
		"some_thing-1.2.3-build-py3-none-any.whl":          false,
		"some_thing-1.2.3.dev1-py3-none-any.whl":           false,
		"some_thing-1.2.3+x-py3-none-any.whl":              false,
		"some_thing-1.2.3-none-any.whl":                    false,
		"some_thing-more-1.2.3.tar.gz":                     false,
		"thing-1.2.3.tar.gz":                               false,
		"some_thing.tar.gz":                                false,
		"some_thing-1.2.3.tar.gz.asc":                      false,
		"a/some_thing-1.2.3.tar.gz":                        false,
		"some_thing-1.2.3-py3-none-any.whl.metadata":       false,
		strings.Repeat("-", 1<<20) + "1.2.3.tar.gz":        false,
		"some_thing-" + strings.Repeat("1.", 200) + ".zip": false,
	} {
		if isOf(name, pkg, wanted) != want {
			t.Errorf("%.60q: want %t", name, want)
		}
	}
}

// FuzzIndex has an index say anything: no panic, no file that leads elsewhere, nothing but files of the version.
func FuzzIndex(f *testing.F) {
	f.Add(`{"files": [{"filename": "` + sdist + `", "url": "x", "yanked": true}]}`)
	f.Add(`<base href="//x/"><a href="` + wheel + `#sha256=` + sum + `" data-yanked>x</a>`)
	base, err := url.Parse("https://feed.example/simple/some-thing/")
	if err != nil {
		f.Fatal(err)
	}
	wanted, err := version.ParsePEP440(number)
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, page string) {
		for _, kind := range []string{typeJSON, "text/html"} {
			links, err := parse(&httpfeed.Answer{URL: base, Header: http.Header{"Content-Type": {kind}}, Body: []byte(page)}, pkg)
			if err != nil {
				continue
			}
			for _, l := range links {
				if isOf(l.Name, pkg, wanted) && strings.ContainsAny(l.Name, "/\\\n\x00") {
					t.Errorf("took %q", l.Name)
				}
				if l.SHA256 != "" && len(l.SHA256) != 64 {
					t.Errorf("took the digest %q", l.SHA256)
				}
			}
		}
	})
}
