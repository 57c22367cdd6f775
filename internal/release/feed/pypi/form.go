package pypi

import (
	"errors"
	"net/url"
	"path"
	"regexp"
	"strings"

	"golang.org/x/net/html"
)

// form503 collects what tells the HTML index of a package (PEP 503) from another web page, such as a sign-in page, which would read as if
// no file was there.
type form503 struct {
	marked   bool     // marked is true for a page that calls itself an index.
	signIn   bool     // signIn is true for a page that asks for a password or goes elsewhere.
	occupied bool     // occupied is true for a page with a text or a script.
	hrefs    []string // hrefs are where its links lead.

	inside string // inside is the element whose text comes next.
}

// heading matches the titles of indexes.
var heading = regexp.MustCompile(`(?i)^\s*(links for|simple index|index of|directory listing)\b`)

// see takes the next token of the page.
func (f *form503) see(kind html.TokenType, token html.Token) {
	switch kind {
	case html.TextToken:
		if strings.TrimSpace(token.Data) == "" {
			return
		}
		f.occupied = true
		f.marked = f.marked || (f.inside == "title" || f.inside == "h1") && heading.MatchString(token.Data)
	case html.StartTagToken, html.SelfClosingTagToken:
		f.inside = token.Data
		attributes := attributesOf(token)
		switch token.Data {
		case "meta":
			f.marked = f.marked || attributes["name"] == "pypi:repository-version"
			f.signIn = f.signIn || strings.EqualFold(attributes["http-equiv"], "refresh")
		case "a":
			f.hrefs = append(f.hrefs, attributes["href"])
		case "input":
			f.signIn = f.signIn || strings.EqualFold(attributes["type"], "password")
		case "script", "iframe", "frame":
			f.occupied = true
		}
	case html.EndTagToken:
		f.inside = ""
	default:
	}
}

// check returns an error if the page is not an index: it has to call itself one, to list a file of the package, or to be empty.
func (f *form503) check(pkg string) error {
	switch {
	case f.signIn:
		return errors.New("it is a page to sign in, or one that leads elsewhere")
	case f.marked, !f.occupied && len(f.hrefs) == 0:
		return nil
	}
	for _, to := range f.hrefs {
		to, _, _ = strings.Cut(to, "#")
		to, _, _ = strings.Cut(to, "?")
		if name, err := url.PathUnescape(path.Base(strings.TrimSpace(to))); err == nil && isFileOf(name, pkg) {
			return nil
		}
	}
	return errors.New("it is a web page that lists no file of " + pkg)
}

// isFileOf reports whether a file name begins with a package and ends as a distribution does.
func isFileOf(file, pkg string) bool {
	ends := append([]string{".whl", ".egg", ".metadata", ".asc"}, archives...)
	for _, end := range ends {
		if base, ok := strings.CutSuffix(file, end); ok && strings.HasPrefix(normal(base), normal(pkg)+"-") {
			return true
		}
	}
	return false
}
