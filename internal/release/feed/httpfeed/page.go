package httpfeed

import (
	"bytes"
	"mime"
	"net/http"
	"regexp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/feed"
)

// mostSniffed is how much of a body shows what it is.
const mostSniffed = 1024

// pageStart matches the beginning of a web page.
var pageStart = regexp.MustCompile(`(?i)^(\xef\xbb\xbf)?\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|title|script|meta|h1|div|p|form)\b`)

// tag matches a tag anywhere.
var tag = regexp.MustCompile(`<[a-zA-Z!/]`)

// isPage reports whether a response is a web page: no registry answers with one, except for the index of a Python package, but sign-in
// pages, proxies and captive portals do, with the status 200.
func isPage(contentType string, body []byte) bool {
	body = body[:min(len(body), mostSniffed)]
	kind, _, _ := mime.ParseMediaType(contentType)
	html := kind == "text/html" || kind == "application/xhtml+xml"
	return pageStart.Match(body) || html && tag.Match(body)
}

// NotOfFeed returns the error for a successful response that does not have the form of the protocol, such as somebody's sign-in page. It
// names the page that answered and quotes it.
func (c *Client) NotOfFeed(doing string, answer *Answer, why string) *feed.Error {
	text := line(words(answer.Header.Get("Content-Type"), answer.Body))
	if runes := []rune(text); len(runes) > mostQuoted {
		text = string(runes[:mostQuoted]) + "…"
	}
	if text != "" {
		text = ": " + text
	}
	from := ""
	if asked := c.base; answer.URL != nil && origin(answer.URL) != origin(asked) {
		from = " from " + origin(answer.URL) + answer.URL.Path
	}
	e := c.Wrong(doing, "the answer%s is not from a package feed (%s)%s", from, why, text)
	e.Status = answer.Status
	e.Advice = "check the address of the feed in sdk.yaml, and whether a proxy or a sign-in page answers in its place"
	return e
}

// mostQuoted bounds how much is quoted of what is not from the feed.
const mostQuoted = 160

// noPage returns an error if a response is a web page.
func (c *Client) noPage(doing, method string, answer *Answer) error {
	contentType := answer.Header.Get("Content-Type")
	kind, _, _ := mime.ParseMediaType(contentType)
	if isPage(contentType, answer.Body) || method == http.MethodHead && kind == "text/html" {
		return c.NotOfFeed(doing, answer, "it is a web page")
	}
	return nil
}

// sniffer holds back the beginning of a download until it shows that it is no web page.
type sniffer struct {
	start bytes.Buffer
	to    interface{ Write(p []byte) (int, error) }
	ended bool // ended is set once the beginning is written.
	page  bool

	contentType string
}

func (s *sniffer) Write(p []byte) (int, error) {
	if s.ended {
		return s.to.Write(p)
	}
	n, _ := s.start.Write(p)
	if s.start.Len() < mostSniffed {
		return n, nil
	}
	return n, s.flush()
}

// errPage ends the download of a web page.
var errPage = &refusal{"it is a web page"}

// flush writes the beginning, or reports that it is a web page.
func (s *sniffer) flush() error {
	if s.ended {
		return nil
	}
	if s.page = isPage(s.contentType, s.start.Bytes()); s.page {
		return errPage
	}
	s.ended = true
	_, err := s.to.Write(s.start.Bytes())
	return err
}
