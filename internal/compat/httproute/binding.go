package httproute

import (
	"errors"
	"fmt"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// maxBindings limits the bindings of one method.
const maxBindings = 64

// anyVerb is the kind of a custom pattern that matches every HTTP method.
const anyVerb = "*"

// Binding is one way to call a method over HTTP.
type Binding struct {
	Verb         string // Verb is GET, PUT, POST, DELETE, PATCH, the kind of a custom pattern, or * for all methods.
	Template     Template
	Body         string // Body is the request field that the body fills, * for all fields that the path does not fill, or empty.
	ResponseBody string // ResponseBody is the response field that is sent; empty for the whole response.
	Primary      bool   // Primary is false for additional_bindings.
}

// String returns the verb and the path, such as "GET /api/x/{id}".
func (b Binding) String() string { return b.Verb + " " + b.Template.String() }

// Bindings returns the primary binding and then the additional ones of a rule. A nil rule has none.
func Bindings(rule *annotations.HttpRule) ([]Binding, error) {
	if rule == nil {
		return nil, nil
	}
	if count := 1 + len(rule.GetAdditionalBindings()); count > maxBindings {
		return nil, fmt.Errorf("the google.api.http rule has %d bindings, more than the limit of %d", count, maxBindings)
	}
	primary, err := bindingOf(rule)
	if err != nil {
		return nil, err
	}
	primary.Primary = true
	found := []Binding{primary}
	for i, additional := range rule.GetAdditionalBindings() {
		binding, err := bindingOf(additional)
		if err == nil && len(additional.GetAdditionalBindings()) > 0 {
			err = errors.New("it must not have additional_bindings itself: move them to the rule")
		}
		if err != nil {
			return nil, fmt.Errorf("additional_bindings[%d]: %w", i, err)
		}
		found = append(found, binding)
	}
	return found, nil
}

func bindingOf(rule *annotations.HttpRule) (Binding, error) {
	verb, path := options.Pattern(rule)
	switch {
	case rule.GetPattern() == nil:
		return Binding{}, errors.New("the google.api.http rule has no path: add one, such as get: \"/v1/things\"")
	case !isToken(verb):
		return Binding{}, fmt.Errorf("custom.kind %q is not an HTTP method: use one, or * for all methods", verb)
	}
	template, err := Parse(path)
	return Binding{Verb: verb, Template: template, Body: rule.GetBody(), ResponseBody: rule.GetResponseBody()}, err
}

// isToken reports whether HTTP allows the text as a method.
func isToken(text string) bool {
	for i := range len(text) {
		if c := text[i]; !letter(c) && !digit(c) && !strings.ContainsRune("!#$%&'*+-.^`|~", rune(c)) {
			return false
		}
	}
	return text != ""
}

// InQuery reports whether the query string fills a field, because neither the path nor the body does. The field is named by its
// path, such as "id" or "cluster.id". A message of which the path fills some fields is in the query with the others.
func InQuery(binding Binding, field string) bool {
	if top, _, _ := strings.Cut(field, "."); binding.Body == "*" || binding.Body == top {
		return false
	}
	for _, variable := range binding.Template.Variables() {
		if variable == field || strings.HasPrefix(field, variable+".") {
			return false
		}
	}
	return true
}

// QueryCarries reports whether a query string can carry a kind of field. It cannot carry repeated messages, nor maps, whose
// entries are such. Of a single message it carries the fields, each of which has to be checked on its own.
func QueryCarries(repeated, message bool) bool { return !repeated || !message }

// coversVerb reports whether one verb includes another one.
func coversVerb(big, small string) bool { return big == anyVerb || big == small }

// commonVerb returns a verb that both have, or nothing; * if both match every verb.
func commonVerb(a, b string) string {
	switch {
	case a == anyVerb && b == anyVerb:
		return "GET"
	case coversVerb(a, b):
		return b
	case coversVerb(b, a):
		return a
	}
	return ""
}

// exampleOf returns a request for a path, with any verb if all match.
func exampleOf(verb, path string) string { return commonVerb(verb, anyVerb) + " " + path }
