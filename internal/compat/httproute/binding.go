package httproute

import (
	"errors"
	"fmt"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// maxBindings bounds the rule of one method.
const maxBindings = 64

// anyVerb is the kind of a custom pattern that leaves the HTTP method open.
const anyVerb = "*"

// Binding is one way to call a method over HTTP.
type Binding struct {
	Verb         string // Verb is GET, PUT, POST, DELETE, PATCH, the kind of a custom pattern as it is, or * for all methods.
	Template     Template
	Body         string // Body is the field of the request that the body fills, * for all that the path does not, or empty.
	ResponseBody string // ResponseBody is the field of the response that is sent; empty for all of it.
	Primary      bool   // Primary is false for additional_bindings.
}

// String is the verb and the path, such as "GET /api/x/{id}".
func (b Binding) String() string { return b.Verb + " " + b.Template.String() }

// Bindings are the primary binding and then the additional ones of a rule. A nil rule has none.
func Bindings(rule *annotations.HttpRule) ([]Binding, error) {
	if rule == nil {
		return nil, nil
	}
	if count := 1 + len(rule.GetAdditionalBindings()); count > maxBindings {
		return nil, fmt.Errorf("the google.api.http rule has %d bindings: %d are the most", count, maxBindings)
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
			err = errors.New("it has additional_bindings itself: put them beside it")
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
		return Binding{}, fmt.Errorf("custom.kind %q is no HTTP method: name one, or * for all", verb)
	}
	template, err := Parse(path)
	return Binding{Verb: verb, Template: template, Body: rule.GetBody(), ResponseBody: rule.GetResponseBody()}, err
}

// isToken says whether HTTP allows the text as a method.
func isToken(text string) bool {
	for i := range len(text) {
		if c := text[i]; !letter(c) && !digit(c) && !strings.ContainsRune("!#$%&'*+-.^`|~", rune(c)) {
			return false
		}
	}
	return text != ""
}

// InQuery says whether the query string of a request fills a field of the message: neither the path nor the body does. The
// field is named by its path, such as "id" or "cluster.id"; a message of which other fields are in the path is in the query
// with the rest of it.
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

// QueryCarries says whether a query string can carry a field of a kind. It can't where messages repeat, which the entries of
// a map do as well. Of a single message it carries the fields, each of which is to be asked for again.
func QueryCarries(repeated, message bool) bool { return !repeated || !message }

// coversVerb says whether all requests with a verb are among those with another one.
func coversVerb(big, small string) bool { return big == anyVerb || big == small }

// commonVerb is a verb that both have, or empty. Of verbs that both leave open it is any.
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

// exampleOf is a request with a path, under a verb or any that it leaves open.
func exampleOf(verb, path string) string { return commonVerb(verb, anyVerb) + " " + path }
