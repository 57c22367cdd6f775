// Package httproute compares google.api.http rules by their meaning: which requests call a method, and which fields of its
// message they fill. Two templates that accept the same URLs are equal, however they are spelled.
//
// A URL is a sequence of non-empty segments. Percent-encoding is normalized first: %41 becomes A, and a literal @ becomes %40. A
// colon that is not encoded begins a verb if the template has that verb; for other templates it is part of a segment.
// Servers differ in how they treat empty segments and trailing slashes, so these are not compared.
package httproute

import (
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Limits of a template, which bound the work of every comparison.
const (
	maxTemplate = 2048 // maxTemplate is in bytes.
	maxSegments = 64
)

// Template is a path template, such as /v1/{name=shelves/*}/books:list. The zero value accepts "/" only.
type Template struct {
	text      string
	fixed     []string // fixed has the segments before **: canonical literals, or "*".
	deep      bool     // deep reports whether ** follows them.
	verb      string   // verb is canonical and without the colon.
	variables []variable
}

// variable is a field that is bound to a part of the path.
type variable struct {
	field      string // field is a path of names, such as cluster.id.
	start, end int    // start and end are segments; end of a deep variable is the end of the path.
	deep       bool
	place      int // place is the position of the field in the text.
}

// multiple reports whether the variable takes several segments, in which an encoded slash stays as it is.
func (v variable) multiple() bool { return v.deep || v.end-v.start > 1 }

// Parse reads a template by the grammar of google/api/http.proto. An error names the template and the place in it.
func Parse(text string) (Template, error) {
	if len(text) > maxTemplate {
		return Template{}, fmt.Errorf("path template %q... has %d bytes: shorten it to at most %d", text[:40], len(text), maxTemplate)
	}
	p := parser{template: Template{text: text}}
	if text == "/" {
		return p.template, nil
	}
	path, verb, hasVerb := cutVerb(text)
	p.rest, p.size = path, len(path)
	if err := p.parse(); err != nil {
		return Template{}, fmt.Errorf("path template %q, character %d: %w", text, len(path)-len(p.rest)+1, err)
	}
	if !hasVerb {
		return p.template, nil
	}
	p.rest = verb
	literal, err := p.literal("a verb")
	if err == nil && p.rest != "" {
		err = fmt.Errorf("%q follows the verb, which must be last", p.rest[:1])
	}
	if err != nil {
		return Template{}, fmt.Errorf("path template %q, character %d: %w", text, len(text)-len(p.rest)+1, err)
	}
	p.template.verb = literal
	return p.template, nil
}

// cutVerb splits a template as grpc-gateway does: a colon behind the last variable begins the verb, and otherwise the last colon of
// the last segment. Other colons are part of the names.
func cutVerb(text string) (path, verb string, found bool) {
	last := strings.LastIndexAny(text, "/}") + 1
	colon := strings.LastIndexByte(text[last:], ':')
	if last > 0 && text[last-1] == '}' {
		colon = strings.IndexByte(text[last:], ':')
	}
	if colon < 0 || strings.LastIndexByte(text, '{') > strings.LastIndexByte(text, '}') {
		return text, "", false
	}
	return text[:last+colon], text[last+colon+1:], true
}

// String returns the template as it was written.
func (t Template) String() string { return t.text }

// Variables returns the fields that the path binds, in order.
func (t Template) Variables() []string {
	var fields []string
	for _, v := range t.variables {
		fields = append(fields, v.field)
	}
	return fields
}

// respelled returns the template as it was written, with new names for its fields.
func (t Template) respelled(renamed func(string) string) string {
	var text strings.Builder
	last := 0
	for _, v := range t.variables {
		text.WriteString(t.text[last:v.place] + renamed(v.field))
		last = v.place + len(v.field)
	}
	return text.String() + t.text[last:]
}

// parser reads the template from the front of rest, whose length gives the position of an error.
type parser struct {
	rest     string
	size     int // size is that of the text without the verb.
	template Template
}

func (p *parser) parse() error {
	if !p.take("/") {
		return errors.New("a template begins with a slash")
	}
	return p.segments(false)
}

// take skips the token if the rest begins with it, and reports whether it does.
func (p *parser) take(token string) bool {
	rest, found := strings.CutPrefix(p.rest, token)
	p.rest = rest
	return found
}

// segments reads segments and slashes up to the end of the text or, inside a variable, a brace.
func (p *parser) segments(inside bool) error {
	for {
		if err := p.segment(inside); err != nil {
			return err
		}
		if !p.take("/") {
			break
		}
	}
	switch {
	case inside && p.rest == "":
		return errors.New("the variable is not closed: add }")
	case inside && p.rest[0] == '}', !inside && p.rest == "":
		return nil
	case p.rest[0] == '}':
		return errors.New("this } closes no variable")
	case strings.ContainsAny(p.rest[:1], "{*"):
		return fmt.Errorf("%q must be a whole segment, with slashes around it", p.rest[:1])
	}
	return unexpected(p.rest)
}

func (p *parser) segment(inside bool) error {
	t := &p.template
	switch {
	case t.deep:
		return errors.New("** matches the rest of the path: only a verb can follow")
	case len(t.fixed) == maxSegments:
		return fmt.Errorf("the template has more than %d segments", maxSegments)
	case strings.HasPrefix(p.rest, "{"):
		if inside {
			return errors.New("a variable cannot contain another one")
		}
		p.take("{")
		return p.variable()
	case p.take("**"):
		t.deep = true
		return nil
	case p.take("*"):
		t.fixed = append(t.fixed, "*")
		return nil
	}
	text, err := p.literal("a segment")
	t.fixed = append(t.fixed, text)
	return err
}

// variable reads a variable after its opening brace, up to the closing one.
func (p *parser) variable() error {
	t := &p.template
	found := variable{start: len(t.fixed), place: p.size - len(p.rest)}
	field, err := p.fieldPath()
	if err != nil {
		return err
	}
	found.field = field
	if slices.ContainsFunc(t.variables, func(other variable) bool { return other.field == field }) {
		return fmt.Errorf("%s is bound twice: only one part of the path can fill a field", field)
	}
	if p.take("=") {
		if err := p.segments(true); err != nil {
			return err
		}
	} else {
		t.fixed = append(t.fixed, "*")
	}
	if !p.take("}") {
		return errors.New("the variable is not closed: add }")
	}
	found.end, found.deep = len(t.fixed), t.deep
	t.variables = append(t.variables, found)
	return nil
}

func (p *parser) fieldPath() (string, error) {
	text := p.rest
	for {
		length := 0
		for length < len(p.rest) && (letter(p.rest[length]) || length > 0 && digit(p.rest[length])) {
			length++
		}
		if length == 0 {
			return "", errors.New("the name of a field is missing")
		}
		p.rest = p.rest[length:]
		if !p.take(".") {
			return text[:len(text)-len(p.rest)], nil
		}
	}
}

const subDelimiters = "!$&'()+,;="

// literal reads text up to a special character and normalizes it: unreserved characters as they are, all others percent-encoded.
func (p *parser) literal(what string) (string, error) {
	var text strings.Builder
	for p.rest != "" {
		c := p.rest[0]
		length := 1
		if c == '%' {
			if len(p.rest) < 3 || !hex(p.rest[1]) || !hex(p.rest[2]) {
				return "", errors.New("% must be followed by two hexadecimal digits")
			}
			c, length = unhex(p.rest[1])<<4|unhex(p.rest[2]), 3
		} else if !unreserved(c) && c != '@' && c != ':' && !strings.ContainsRune(subDelimiters, rune(c)) {
			break
		}
		if p.rest = p.rest[length:]; unreserved(c) {
			text.WriteByte(c)
		} else {
			fmt.Fprintf(&text, "%%%02X", c)
		}
	}
	if text.Len() > 0 {
		return text.String(), nil
	}
	if p.rest == "" || strings.ContainsAny(p.rest[:1], "/{*}") {
		return "", fmt.Errorf("%s is missing", what)
	}
	return "", unexpected(p.rest)
}

func unexpected(rest string) error {
	for _, c := range rest {
		return fmt.Errorf("%q is not allowed in a path: percent-encode it", c)
	}
	return nil
}

func letter(c byte) bool     { return c == '_' || 'a' <= c|0x20 && c|0x20 <= 'z' }
func digit(c byte) bool      { return '0' <= c && c <= '9' }
func unreserved(c byte) bool { return letter(c) || digit(c) || c == '-' || c == '.' || c == '~' }
func hex(c byte) bool        { return digit(c) || 'a' <= c|0x20 && c|0x20 <= 'f' }

func unhex(c byte) byte {
	if digit(c) {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}
