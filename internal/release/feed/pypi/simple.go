package pypi

import (
	"bytes"
	"cmp"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/url"
	"path"
	"strings"

	"golang.org/x/net/html"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed/httpfeed"
)

// yanked is the reason of files that were yanked without one.
const yanked = "yanked"

// parse parses the index of a project in the format of its content type.
func parse(page *httpfeed.Answer, pkg string) ([]link, error) {
	contentType := page.Header.Get("Content-Type")
	switch kind, _, _ := mime.ParseMediaType(contentType); kind {
	case typeJSON, "application/json":
		return parseJSON(page.Body, page.URL, pkg)
	case "application/vnd.pypi.simple.v1+html", "text/html":
		return parseHTML(page.Body, page.URL, pkg)
	default:
		return nil, fmt.Errorf("its content type is %q", contentType)
	}
}

// parseJSON parses an index in the format of PEP 691.
func parseJSON(content []byte, base *url.URL, pkg string) ([]link, error) {
	var page struct {
		Meta struct {
			Version string `json:"api-version"`
		} `json:"meta"`
		Name  string `json:"name"`
		Files *[]struct {
			Name   string            `json:"filename"`
			URL    string            `json:"url"`
			Hashes map[string]string `json:"hashes"`
			Size   int64             `json:"size"`
			Yanked any               `json:"yanked"`

			Provenance string `json:"provenance"`
		} `json:"files"`
	}
	if err := json.Unmarshal(content, &page); err != nil {
		return nil, err
	}
	if err := checkVersion(page.Meta.Version); err != nil {
		return nil, err
	}
	switch {
	case page.Files == nil:
		return nil, errors.New("it is JSON without the files of a package")
	case page.Name != "" && normal(page.Name) != normal(pkg):
		return nil, fmt.Errorf("it is the index of %q", feed.Line(page.Name))
	}
	var links []link
	for _, f := range *page.Files {
		l := link{File: feed.File{Name: f.Name, Size: max(f.Size, 0), SHA256: digest(f.Hashes["sha256"])}}
		if to, err := base.Parse(f.URL); err == nil {
			l.url = withoutFragment(*to)
		}
		l.provenance = provenance(base, f.Provenance)
		switch reason := f.Yanked.(type) {
		case string:
			l.Gone = reason
		case bool:
			if reason {
				l.Gone = yanked
			}
		}
		links = append(links, l)
	}
	return links, nil
}

// parseHTML parses an index in the format of PEP 503. As for installers, the end of the URL is the file name.
func parseHTML(content []byte, base *url.URL, pkg string) ([]link, error) {
	var links []link
	var seen form503
	page := html.NewTokenizer(bytes.NewReader(content))
	for {
		kind := page.Next()
		if kind == html.ErrorToken {
			return links, seen.check(pkg)
		}
		token := page.Token()
		seen.see(kind, token)
		if kind != html.StartTagToken && kind != html.SelfClosingTagToken {
			continue
		}
		switch attributes := attributesOf(token); token.Data {
		case "meta":
			if attributes["name"] == "pypi:repository-version" {
				if err := checkVersion(attributes["content"]); err != nil {
					return nil, err
				}
			}
		case "base":
			if moved, err := base.Parse(attributes["href"]); err == nil {
				base = moved
			}
		case "a":
			if to, err := base.Parse(strings.TrimSpace(attributes["href"])); err == nil {
				l := anchor(to, attributes)
				l.provenance = provenance(base, attributes["data-provenance"])
				links = append(links, l)
			}
		}
	}
}

func attributesOf(token html.Token) map[string]string {
	all := map[string]string{}
	for _, a := range token.Attr {
		all[a.Key] = a.Val
	}
	return all
}

func anchor(to *url.URL, attributes map[string]string) link {
	l := link{File: feed.File{Name: path.Base(to.Path)}, url: withoutFragment(*to)}
	if sum, ok := strings.CutPrefix(to.Fragment, "sha256="); ok {
		l.SHA256 = digest(sum)
	}
	if reason, ok := attributes["data-yanked"]; ok {
		l.Gone = cmp.Or(reason, yanked)
	}
	return l
}

func withoutFragment(u url.URL) string {
	u.Fragment, u.RawFragment = "", ""
	return u.String()
}

// checkVersion refuses an index of a later major version, as PEP 629 demands.
func checkVersion(text string) error {
	if major, _, _ := strings.Cut(text, "."); text != "" && major != "1" {
		return fmt.Errorf("it has version %q of the simple API, but only version 1 is supported", text)
	}
	return nil
}

// digest returns a SHA-256 in lower-case hexadecimal; empty if the text is not one, so that the file is fetched.
func digest(text string) string {
	if sum, err := hex.DecodeString(text); err == nil && len(sum) == 32 {
		return strings.ToLower(text)
	}
	return ""
}
