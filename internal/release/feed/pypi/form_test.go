package pypi

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// TestFormOfAnIndex: a page of somebody else must not read as an index without files.
func TestFormOfAnIndex(t *testing.T) {
	base, err := url.Parse("https://feed.example/simple/some-thing/")
	if err != nil {
		t.Fatal(err)
	}
	const file = `<a href="../../some_thing-0.9.tar.gz#sha256=00">some_thing-0.9.tar.gz</a>`
	for name, test := range map[string]struct{ kind, page, says string }{
		"empty page":            {"text/html", "<!DOCTYPE html><html><body></body></html>", ""},
		"empty":                 {"text/html", "", ""},
		"of a title":            {"text/html", "<title>Links for some-thing</title><h1>Links for some-thing</h1>", ""},
		"of a version":          {"text/html", `<meta name="pypi:repository-version" content="1.1"><p>nothing here</p>`, ""},
		"of a file":             {"text/html", "<p>Packages</p>" + file, ""},
		"of another file":       {"text/html", `<p>Packages</p><a href="thing-0.9.tar.gz">x</a>`, "lists no file of Some.Thing"},
		"sign in":               {"text/html", "<title>Links for some-thing</title><form><input type=Password></form>" + file, "a page to sign in"},
		"a button":              {"text/html", `<h1>Example Corp</h1><a href="/sso">Sign in</a>`, "lists no file of Some.Thing"},
		"a script":              {"text/html", "<html><script>go()</script></html>", "lists no file of Some.Thing"},
		"a redirect":            {"text/html", `<html><head><META HTTP-EQUIV="Refresh" content="0; url=/sso"></head></html>`, "one that leads elsewhere"},
		"JSON":                  {typeJSON, `{"meta": {"api-version": "1.0"}, "name": "some-thing", "files": []}`, ""},
		"JSON of another":       {typeJSON, `{"name": "other", "files": []}`, `the index of "other"`},
		"JSON with a message":   {"application/json", `{"detail": "not signed in"}`, "without the files of a package"},
		"JSON that is nothing":  {typeJSON, `null`, "without the files of a package"},
		"a page called as JSON": {typeJSON, "<html>Sign in</html>", "invalid character"},
	} {
		_, err := parse(&httpfeed.Answer{URL: base, Header: http.Header{"Content-Type": {test.kind}}, Body: []byte(test.page)}, "Some.Thing")
		if test.says == "" && err != nil || test.says != "" && (err == nil || !strings.Contains(err.Error(), test.says)) {
			t.Errorf("%s: got %v, want %q", name, err, test.says)
		}
	}
}
