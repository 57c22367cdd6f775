package local

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", path, diff)
	}
}

// filled returns a site with some versions of each ecosystem.
func filled(t *testing.T) site {
	t.Helper()
	s := newSite(t)
	wheelFile, wheelContent := wheel("a-thing", "1.10")
	sdistFile, sdistContent := sdist("a-thing", "1.10")
	oldFile, oldContent := wheel("a-thing", "1.9")
	uploads := append(goUploads("v1.0.0"),
		goUpload(goModule, "v1.1.0", modFile, goMod(goModule)), // It has no zip, so nobody can install it.
		npmUpload("@qdrant/thing", "1.0.0", latest, packageOf("@qdrant/thing", "1.0.0")),
		npmUpload("@qdrant/thing", "1.1.0-rc.1", "next", packageOf("@qdrant/thing", "1.1.0-rc.1")),
		pythonUpload("A.Thing", "1.10", wheelFile, wheelContent), pythonUpload("a_thing", "1.10", sdistFile, sdistContent),
		pythonUpload("a-thing", "1.9", oldFile, oldContent),
		form(map[string]string{":action": "yank", "name": "a-thing", "version": "1.9", "reason": `It is <b>"broken"</b>`}, "", nil),
	)
	for _, u := range uploads {
		if status, said := s.send(u); status >= 300 {
			t.Fatalf("%s %s: %d %s", u.method, u.path, status, said)
		}
	}
	return s
}

func TestFrontPage(t *testing.T) {
	golden(t, "page.html", filled(t).get(t, "/"))
	if empty := newSite(t).get(t, "/"); !strings.Contains(empty, "Nothing is published yet") {
		t.Error(empty)
	}
}

func TestSimpleHTML(t *testing.T) {
	golden(t, "simple.html", filled(t).get(t, "/pypi/simple/a-thing/"))
}

func TestSimpleJSON(t *testing.T) {
	s := filled(t)
	var got simpleProject
	answer := s.get(t, "/pypi/simple/a-thing/", "Accept", simpleJSON)
	if err := json.Unmarshal([]byte(answer), &got); err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"1.9", "1.10"}, got.Versions); diff != "" {
		t.Error(diff)
	}
	for i, want := range []struct {
		name   string
		yanked any
		file   func(name, version string) (string, []byte)
	}{
		{"a_thing-1.10-py3-none-any.whl", false, wheel}, {"a_thing-1.10.tar.gz", false, sdist},
		{"a_thing-1.9-py3-none-any.whl", `It is <b>"broken"</b>`, wheel},
	} {
		f := got.Files[i]
		version := map[bool]string{true: "1.9", false: "1.10"}[strings.Contains(f.Name, "1.9")]
		_, content := want.file("a-thing", version)
		if f.Name != want.name || f.Yanked != want.yanked || f.Size != int64(len(content)) || f.Hashes["sha256"] != digest(content) || f.RequiresPython != ">=3.8" {
			t.Errorf("%+v", f)
		}
		path := strings.Replace(f.URL, "../..", "/pypi", 1)
		if s.get(t, path) != string(content) {
			t.Errorf("%s has different bytes", path)
		}
		if strings.HasSuffix(f.Name, ".whl") {
			if s.get(t, path+".metadata") != metadata("a-thing", version) {
				t.Errorf("the metadata of %s differ", f.Name)
			}
		}
	}
}

func TestNegotiation(t *testing.T) {
	for accept, want := range map[string]string{
		"":          plainHTML,
		"text/html": plainHTML,
		"application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html; q=0.1, text/html; q=0.01": simpleJSON, // pip
		"application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1":                                         simpleHTML,
		"application/vnd.pypi.simple.latest+json":                                                            simpleJSON,
		"*/*":                                plainHTML,
		"text/html;q=0, application/*;q=0.3": simpleJSON,
		"image/png":                          "",
		"application/vnd.pypi.simple.v1+json;q=x, ;;": "",
	} {
		var values []string
		if accept != "" {
			values = []string{accept}
		}
		if got := negotiate(values); got != want {
			t.Errorf("%q gives %q, want %q", accept, got, want)
		}
	}
}

// TestAddresses requests files by several spellings of their address, and files that do not exist.
func TestAddresses(t *testing.T) {
	s := filled(t)
	for path, want := range map[string]struct {
		status int
		says   string
	}{
		"/npm/@qdrant%2fthing":                             {200, `"tarball":"http://feeds.test/npm/@qdrant/thing/-/thing-1.0.0.tgz"`},
		"/npm/@qdrant/thing":                               {200, `"dist-tags":{"latest":"1.0.0","next":"1.1.0-rc.1"}`},
		"/npm/@qdrant/thing/next":                          {200, `"version":"1.1.0-rc.1"`},
		"/npm/@qdrant/thing/1.0.0":                         {200, `"version":"1.0.0"`},
		"/npm/@qdrant/thing/2.0.0":                         {404, "no upstream"},
		"/npm/thing":                                       {404, `{"error":"thing is not in this feed`},
		"/npm/@qdrant/thing/-/thing-2.0.0.tgz":             {404, "not in this feed"},
		"/npm/-/ping":                                      {200, "{}"},
		"/npm/-/whoami":                                    {401, "token"},
		"/npm/..%2f..%2ftoken":                             {404, "not in this feed"},
		"/pypi/simple/":                                    {200, `<a href="a-thing/">a-thing</a>`},
		"/pypi/simple/A.Thing/":                            {301, ""},
		"/pypi/simple/a-thing":                             {301, ""},
		"/pypi/simple/other/":                              {404, "not in this feed"},
		"/pypi/files/a-thing/x.whl":                        {404, "not in this feed"},
		"/pypi/files/a-thing/a_thing-1.10.tar.gz.metadata": {404, "not in this feed"},
		"/pypi/legacy/":                                    {405, "POST"},
		"/pypi/":                                           {404, "not in this feed"},
		"/go/example.com/!thing/@v/list":                   {200, "v1.0.0\n"},
		"/go/example.com/!thing/@latest":                   {200, `"Version":"v1.0.0"`},
		"/go/example.com/!thing/@v/v1.1.0.mod":             {200, "module example.com/Thing"},
		"/go/example.com/!thing/@v/v1.1.0.zip":             {404, "not in this feed"},
		"/go/example.com/Thing/@v/list":                    {404, ""},
		"/go/example.com/other/@v/list":                    {404, "not in this feed"},
		"/go/example.com/other/@latest":                    {404, "not in this feed"},
		"/go/example.com/!thing/@v/v1.0.0.sum":             {404, "not in this feed"},
		"/go/sumdb/sum.example.com/supported":              {404, "not in this feed"},
		"/other":                                           {404, ""},
	} {
		if answer := s.do("GET", path, ""); answer.Code != want.status || !strings.Contains(answer.Body.String(), want.says) {
			t.Errorf("%s: %d %s; want %d with %q", path, answer.Code, answer.Body, want.status, want.says)
		}
	}
}

func TestGoLatest(t *testing.T) {
	const pseudo = "v1.2.1-0.20260102030405-abcdefabcdef"
	for want, versions := range map[string][]string{
		"":            nil,
		pseudo:        {pseudo},
		"v1.0.0-rc.1": {"v1.0.0-rc.1", pseudo},
		"v1.0.0":      {"v0.9.0", "v1.0.0", "v1.1.0-rc.1", pseudo},
	} {
		if got := newestGo(versions); got != want {
			t.Errorf("of %v it is %s, want %s", versions, got, want)
		}
	}
}
