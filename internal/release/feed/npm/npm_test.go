package npm

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/archive"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

const (
	pkg     = "@scope/thing"
	version = "1.2.3"
	file    = "scope-thing-1.2.3.tgz"
	secret  = "planted-secret"
)

func registry(t *testing.T, url string) *Feed {
	t.Helper()
	f, err := New(httpfeed.Options{Name: "npm", URL: url, Variables: []string{"NPM_TOKEN"}, Credentials: func(context.Context) (feed.Login, error) {
		return feed.Login{Secret: secret}, nil
	}})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func serve(t *testing.T, handler http.HandlerFunc) *Feed {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return registry(t, server.URL)
}

// routes answers requests, by method and path as they are sent; what has no answer is a 404. HOST stands for the server.
type routes map[string]string

func (r routes) ServeHTTP(w http.ResponseWriter, request *http.Request) {
	body, ok := r[request.Method+" "+request.URL.EscapedPath()]
	if !ok {
		w.WriteHeader(http.StatusNotFound)
		return
	}
	if status := 0; len(body) > 3 && body[3] == ' ' {
		if _, err := fmt.Sscanf(body[:3], "%d", &status); err == nil {
			w.WriteHeader(status)
			body = body[4:]
		}
	}
	_, _ = io.WriteString(w, strings.ReplaceAll(body, "HOST", "http://"+request.Host))
}

func packed(t *testing.T, members ...archive.Member) feed.Artifact {
	t.Helper()
	content, err := archive.Tarball(members)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), file)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return feed.Artifact{Package: pkg, Version: version, File: file, Path: path, Size: int64(len(content)), SHA256: archive.Member{Content: content}.SHA256()}
}

func sound(t *testing.T) feed.Artifact {
	t.Helper()
	return packed(t,
		archive.Member{Name: "package/package.json", Content: []byte(`{"name": "@scope/thing", "version": "1.2.3", "description": "A <thing>.", "exports": {"b": 1, "a": 2}}`)},
		archive.Member{Name: "package/README.md", Content: []byte("# Thing\n")},
	)
}

const aDigest = "z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg=="

const aDigestInHex = "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"

func TestLook(t *testing.T) {
	one := feed.File{Name: file, SHA512: aDigestInHex}
	deprecated := one
	deprecated.Gone = "it is broken"
	tests := map[string]struct {
		document string
		want     []feed.File
		err      string
	}{
		"there":                 {`{"versions": {"1.2.3": {"dist": {"integrity": "sha512-` + aDigest + `"}}}}`, []feed.File{one}, ""},
		"several digests":       {`{"versions": {"1.2.3": {"dist": {"integrity": "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk= sha512-` + aDigest + `?foo"}}}}`, []feed.File{one}, ""},
		"deprecated":            {`{"versions": {"1.2.3": {"deprecated": "it is broken", "dist": {"integrity": "sha512-` + aDigest + `"}}}}`, []feed.File{deprecated}, ""},
		"not deprecated":        {`{"versions": {"1.2.3": {"deprecated": false, "dist": {"integrity": "sha512-` + aDigest + `"}}}}`, []feed.File{one}, ""},
		"deprecated, no reason": {`{"versions": {"1.2.3": {"deprecated": true}}}`, []feed.File{{Name: file, Gone: "deprecated"}}, ""},
		"an old digest only":    {`{"versions": {"1.2.3": {"dist": {"shasum": "da39a3ee5e6b4b0d3255bfef95601890afd80709"}}}}`, []feed.File{{Name: file}}, ""},
		"a wrong digest":        {`{"versions": {"1.2.3": {"dist": {"integrity": "sha512-AAAA"}}}}`, []feed.File{{Name: file}}, ""},
		"another version":       {`{"versions": {"1.2.4": {}}, "time": {"1.2.4": "2026-01-01", "created": "2026-01-01"}}`, nil, ""},
		"nothing":               {`{"name": "` + pkg + `", "versions": {}}`, nil, ""},
		"no form":               {`{}`, nil, "not from a package feed (it is JSON without the versions of a package)"},
		"null":                  {`null`, nil, "not from a package feed"},
		"a message":             {`{"message": "sign in at https://login.example"}`, nil, "sign in at https://login.example"},
		"of another package":    {`{"name": "other", "versions": {}}`, nil, "it is the document of \"other\""},
		"no package":            {`404 {"error": "not found"}`, nil, ""},
		"removed":               {`{"versions": {}, "time": {"1.2.3": "2026-01-01T00:00:00Z"}}`, nil, "published and removed, and cannot be published again; release the next version"},
		"removed as a whole":    {`{"time": {"unpublished": {"versions": ["1.2.3"]}}}`, nil, "published and removed"},
		"other types":           {`{"versions": []}`, nil, "not the expected JSON"},
		"a version of a type":   {`{"versions": {"1.2.3": []}}`, nil, "its manifest of the version cannot be read"},
		"no JSON":               {`<html>Sign in</html>`, nil, "not from a package feed (it is a web page): Sign in"},
		"cut":                   {`{"versions": {"1.2.3": {`, nil, "not the expected JSON"},
		"an error":              {`500 oops`, nil, "HTTP 500: oops"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := serve(t, routes{"GET /@scope%2fthing": test.document}.ServeHTTP)
			got, err := f.Look(t.Context(), pkg, version)
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Errorf("got %v, want %q", err, test.err)
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
	f := serve(t, func(http.ResponseWriter, *http.Request) { t.Error("a bad name was asked for") })
	for _, name := range []string{"", "../x", "@scope/../x", "a/b", "@scope", "A", ".x", "a?b", "@a/b/c"} {
		if _, err := f.Look(t.Context(), name, version); err == nil || !strings.Contains(err.Error(), "is not a valid npm package name") {
			t.Errorf("%q: got %v", name, err)
		}
	}
}

func TestFetch(t *testing.T) {
	tests := map[string]struct {
		tarball, file, want, err string
	}{
		"there":            {"HOST/files/thing.tgz", file, "content", ""},
		"elsewhere":        {"http://files.example/thing.tgz", file, "", "neither the feed itself nor https"},
		"another port":     {"http://127.0.0.1:1/thing.tgz", file, "", "neither the feed itself nor https"},
		"a local file":     {"file:///etc/passwd", file, "", "not a URL"},
		"nowhere":          {"", file, "", "not a URL"},
		"missing":          {"HOST/gone.tgz", file, "", "HTTP 404"},
		"another file":     {"HOST/files/thing.tgz", "thing.tgz", "", "the feed has no such file"},
		"no URL of a kind": {"http://[::1", file, "", "not a URL"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := serve(t, routes{
				"GET /@scope%2fthing":  `{"versions": {"1.2.3": {"dist": {"tarball": "` + test.tarball + `"}}}}`,
				"GET /files/thing.tgz": "content",
			}.ServeHTTP)
			var got bytes.Buffer
			err := f.Fetch(t.Context(), pkg, version, test.file, &got)
			if got.String() != test.want || test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Errorf("got %q, %v, want %q, %q", got.String(), err, test.want, test.err)
			}
		})
	}
}

func TestUploadSendsWhatNPMSends(t *testing.T) {
	var got map[string]any
	var path string
	f := serve(t, func(_ http.ResponseWriter, r *http.Request) {
		path = r.Method + " " + r.URL.EscapedPath() + " " + r.Header.Get("Authorization")
		if err := json.NewDecoder(r.Body).Decode(&got); err != nil {
			t.Error(err)
		}
	})
	if err := f.Upload(t.Context(), sound(t)); err != nil {
		t.Fatal(err)
	}
	if path != "PUT /@scope%2fthing Bearer "+secret {
		t.Errorf("asked %s", path)
	}
	attachments, _ := got["_attachments"].(map[string]any)
	attachment, _ := attachments["@scope/thing-1.2.3.tgz"].(map[string]any)
	if data, _ := attachment["data"].(string); !strings.HasPrefix(data, "H4sI") {
		t.Errorf("the attachment is no gzip: %.20q", data)
	}
	delete(attachment, "data")
	delete(attachment, "length")
	versions, _ := got["versions"].(map[string]any)
	manifest, _ := versions["1.2.3"].(map[string]any)
	dist, _ := manifest["dist"].(map[string]any)
	if integrity, _ := dist["integrity"].(string); !strings.HasPrefix(integrity, "sha512-") || len(integrity) != 95 {
		t.Errorf("integrity is %q", integrity)
	}
	if shasum, _ := dist["shasum"].(string); len(shasum) != 40 {
		t.Errorf("shasum is %q", shasum)
	}
	manifest["dist"] = dist["tarball"]
	want := map[string]any{
		"_id": pkg, "name": pkg, "description": "A <thing>.", "access": "public",
		"dist-tags": map[string]any{ArrivalTag: "1.2.3"},
		"versions": map[string]any{"1.2.3": map[string]any{
			"_id": "@scope/thing@1.2.3", "name": pkg, "version": "1.2.3", "description": "A <thing>.", "exports": map[string]any{"a": 2.0, "b": 1.0},
			"readme": "# Thing\n", "readmeFilename": "README.md", "dist": f.client.URL("@scope/thing/-/@scope/thing-1.2.3.tgz"),
		}},
		"_attachments": map[string]any{"@scope/thing-1.2.3.tgz": map[string]any{"content_type": "application/octet-stream"}},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestUploadIsRefused(t *testing.T) {
	f := serve(t, routes{"PUT /@scope%2fthing": "403 " + `{"error": "You cannot publish over the previously published versions: 1.2.3."}`}.ServeHTTP)
	if err := f.Upload(t.Context(), sound(t)); !errors.Is(err, feed.ErrExists) || strings.Contains(err.Error(), "NPM_TOKEN") {
		t.Errorf("got %v", err)
	}
	f = serve(t, func(http.ResponseWriter, *http.Request) { t.Error("what is wrong was uploaded") })
	manifest := func(text string) feed.Artifact {
		return packed(t, archive.Member{Name: "package/package.json", Content: []byte(text)})
	}
	changed := sound(t)
	changed.SHA256 = strings.Repeat("0", 64)
	for want, a := range map[string]feed.Artifact{
		"contains @scope/other 1.2.3, not @scope/thing 1.2.3": manifest(`{"name": "@scope/other", "version": "1.2.3"}`),
		"contains @scope/thing 1.2.4, not":                    manifest(`{"name": "@scope/thing", "version": "1.2.4"}`),
		"contains , not":                                      manifest(`null`),
		"the package.json of scope-thing-1.2.3.tgz":           manifest(`[]`),
		"publishConfig of the package.json":                   manifest(`{"name": "@scope/thing", "version": "1.2.3", "publishConfig": 1}`),
		"has no package/package.json":                         packed(t, archive.Member{Name: "package/x"}),
		"leads out of its folder":                             packed(t, archive.Member{Name: "../x"}),
		"changed since it was packed":                         changed,
	} {
		if err := f.Upload(t.Context(), a); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

func TestTags(t *testing.T) {
	const path, document = " /-/package/@scope%2fthing/dist-tags", "GET /@scope%2fthing"
	tests := map[string]struct {
		routes routes
		want   map[string]string
		err    string
	}{
		"asked for":         {routes{"GET" + path: `{"latest": "1.2.2"}`}, map[string]string{"latest": "1.2.2"}, ""},
		"of the document":   {routes{document: `{"dist-tags": {"latest": "1.2.2"}}`}, map[string]string{"latest": "1.2.2"}, ""},
		"not asked for":     {routes{"GET" + path: "405 no", document: `{"dist-tags": {"latest": "1.2.2"}}`}, map[string]string{"latest": "1.2.2"}, ""},
		"no package":        {routes{}, nil, ""},
		"no rights":         {routes{"GET" + path: "403 no"}, nil, "check NPM_TOKEN"},
		"of another type":   {routes{"GET" + path: `{"latest": 1}`}, nil, "not the expected JSON"},
		"a document of one": {routes{document: `{"dist-tags": []}`}, nil, "not the expected JSON"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got, err := serve(t, test.routes.ServeHTTP).Tags(t.Context(), pkg)
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Errorf("got %v, want %q", err, test.err)
			}
			if diff := cmp.Diff(test.want, got); err == nil && diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// document is a registry that has a document and nothing else: it takes it back where the revision is right.
type document struct {
	text   string
	status int
}

func (d *document) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.EscapedPath() != "/@scope%2fthing":
		w.WriteHeader(http.StatusNotFound)
	case r.Method == http.MethodGet:
		_, _ = io.WriteString(w, d.text)
	case d.status != 0:
		w.WriteHeader(d.status)
	default:
		body, _ := io.ReadAll(r.Body)
		d.text = string(body)
	}
}

const full = `{"_rev": "7-a", "name": "@scope/thing", "unknown": {"kept": 12345678901234567890}, "dist-tags": {"latest": "1.2.2"},
	"versions": {"1.2.2": {"x": 1}, "1.2.3": {"dist": {"integrity": "y"}}}}`

func TestChangesOfTheDocument(t *testing.T) {
	deprecate := func(f *Feed) error { return f.Deprecate(t.Context(), pkg, version, `it is "broken"`) }
	tag := func(f *Feed) error { return f.Tag(t.Context(), pkg, "latest", version) }
	tests := map[string]struct {
		document document
		change   func(*Feed) error
		want     string
		err      string
	}{
		"deprecate": {document{text: full}, deprecate, strings.Replace(full, `"dist": {`, `"deprecated": "it is \"broken\"", "dist": {`, 1), ""},
		"tag":       {document{text: full}, tag, strings.Replace(full, `"latest": "1.2.2"`, `"latest": "1.2.3"`, 1), ""},
		"tag where there is none": {document{text: `{"dist-tags": null, "versions": {"1.2.3": {}}}`}, tag,
			`{"dist-tags": {"latest": "1.2.3"}, "versions": {"1.2.3": {}}}`, ""},
		"no version":       {document{text: `{"versions": {"1.2.2": {}}}`}, deprecate, "", "does not have @scope/thing 1.2.3"},
		"null version":     {document{text: `{"versions": {"1.2.3": null}}`}, deprecate, "", "does not have @scope/thing 1.2.3"},
		"no versions":      {document{text: `{}`}, deprecate, "", "its list of versions cannot be read"},
		"null":             {document{text: `null`}, tag, "", "its list of versions cannot be read"},
		"a wrong type":     {document{text: `{"dist-tags": 1, "versions": {"1.2.3": {}}}`}, tag, "", "cannot unmarshal number"},
		"somebody between": {document{text: full, status: http.StatusConflict}, deprecate, full, "HTTP 409"},
		"no rights":        {document{text: full, status: http.StatusForbidden}, tag, full, "check NPM_TOKEN"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			f := serve(t, test.document.ServeHTTP)
			err := test.change(f)
			if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
				t.Fatalf("got %v, want %q", err, test.err)
			}
			if of := (*feed.Error)(nil); errors.As(err, &of) && of.Retry != (test.document.status == http.StatusConflict) {
				t.Errorf("got %+v", of)
			}
			if test.want == "" {
				return
			}
			if diff := cmp.Diff(compact(t, test.want), compact(t, test.document.text)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// compact keeps numbers as they are written.
func compact(t *testing.T, text string) map[string]any {
	t.Helper()
	decoder := json.NewDecoder(strings.NewReader(text))
	decoder.UseNumber()
	var value map[string]any
	if err := decoder.Decode(&value); err != nil {
		t.Fatal(err)
	}
	return value
}

func TestPreflight(t *testing.T) {
	const whoami, profile, document = "GET /-/whoami", "GET /-/npm/v1/user", "GET /@scope%2fthing"
	const none = `{"versions": {}}`
	tests := map[string]struct {
		routes routes
		err    string
	}{
		"somebody":             {routes{whoami: `{"username": "a"}`}, ""},
		"nobody":               {routes{whoami: `401 {"error": "no"}`}, "check NPM_TOKEN"},
		"names nobody":         {routes{whoami: `{}`, profile: `401 {"error": "no"}`}, "check NPM_TOKEN"},
		"nobody's name":        {routes{whoami: `{"username": null}`, profile: `403 {"error": "no"}`}, "check NPM_TOKEN"},
		"named elsewhere":      {routes{whoami: `{}`, profile: `{"name": "a"}`}, ""},
		"out of order":         {routes{whoami: "503 later"}, "HTTP 503"},
		"a page to sign in":    {routes{whoami: "<html>Sign in</html>", document: "<html>Sign in</html>"}, "look up @scope/thing: HTTP 200: the answer is not from a package feed"},
		"unproven":             {routes{whoami: `{}`, document: none}, "could not be checked"},
		"unproven, forbidden":  {routes{whoami: "403 no", document: none}, "could not be checked"},
		"unproven, not told":   {routes{document: none}, "could not be checked"},
		"unproven, no package": {routes{}, "could not be checked"},
		"not told, not read":   {routes{whoami: "405 no", document: "403 no"}, "check NPM_TOKEN"},
	}
	for name, test := range tests {
		err := serve(t, test.routes.ServeHTTP).Preflight(t.Context(), pkg)
		// What proves nothing must not block a release.
		if errors.As(err, new(*feed.Unproven)) != strings.HasPrefix(name, "unproven") {
			t.Errorf("%s: got %v", name, err)
		}
		if test.err == "" && err != nil || test.err != "" && (err == nil || !strings.Contains(err.Error(), test.err)) {
			t.Errorf("%s: got %v, want %q", name, err, test.err)
		}
	}
	f, err := New(httpfeed.Options{URL: "https://feed.example", Variables: []string{"NPM_TOKEN"}})
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Preflight(t.Context(), pkg); err == nil || !strings.Contains(err.Error(), "there is no login; set NPM_TOKEN") {
		t.Errorf("got %v", err)
	}
}

// FuzzDocument has a registry say anything: no panic, and no file but ours.
func FuzzDocument(f *testing.F) {
	f.Add(full)
	f.Add(`{"versions": {"1.2.3": {"deprecated": 1, "dist": null}}, "time": {"unpublished": 3}}`)
	f.Add(`{"versions": {"1.2.3": null}, "time": null, "dist-tags": null}`)
	served := &document{}
	server := httptest.NewServer(served)
	f.Cleanup(server.Close)
	f.Fuzz(func(t *testing.T, text string) {
		served.text = text
		client := registry(t, server.URL)
		files, err := client.Look(t.Context(), pkg, version)
		if err == nil && len(files) > 0 && (len(files) != 1 || files[0].Name != file) {
			t.Errorf("got %v", files)
		}
		if err := client.Tag(t.Context(), pkg, "latest", version); err == nil {
			if tags, err := client.Tags(t.Context(), pkg); err != nil || tags["latest"] != version {
				t.Errorf("got %v, %v of %s", tags, err, served.text)
			}
		}
	})
}
