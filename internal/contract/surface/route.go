package surface

import (
	"fmt"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// Route is how a call goes over REST, by the first binding of its google.api.http option. What is neither in the path nor in the
// body goes into the query.
type Route struct {
	Verb         string
	Path         []Part
	Body         string                       // Body is "*" for the whole request, "" for none, else a field of the request.
	BodyField    protoreflect.FieldDescriptor // BodyField is the field that Body names.
	ResponseBody protoreflect.FieldDescriptor // ResponseBody is the field of the response that is sent, nil for the whole one.
}

// Part is a piece of a path: text, or the value of a field of the request.
type Part struct {
	Text    string                         // Text is sent as it is; empty for a field.
	Field   []protoreflect.FieldDescriptor // Field is the path to the field, nil for text.
	Slashes bool                           // Slashes says that those in the value are a part of the path, and not escaped.
}

// Template writes the path as a client reads it: text, and fields in braces, of which {name=**} may have slashes.
func (r *Route) Template() string {
	var b strings.Builder
	for _, part := range r.Path {
		switch {
		case part.Field == nil:
			b.WriteString(part.Text)
		case part.Slashes:
			b.WriteString("{" + Dotted(part.Field) + "=**}")
		default:
			b.WriteString("{" + Dotted(part.Field) + "}")
		}
	}
	return b.String()
}

// Dotted writes a path of fields as the contract does: cluster.account_id.
func Dotted(fields []protoreflect.FieldDescriptor) string {
	names := make([]string, len(fields))
	for i, field := range fields {
		names[i] = string(field.Name())
	}
	return strings.Join(names, ".")
}

func newRoute(method protoreflect.MethodDescriptor, of *options.Route) (*Route, error) {
	route := &Route{Verb: of.Verb, Body: of.Body}
	request, response := method.Input(), method.Output()
	if of.Body != "" && of.Body != "*" {
		if route.BodyField = request.Fields().ByName(protoreflect.Name(of.Body)); route.BodyField == nil {
			return nil, fmt.Errorf("the body of %s: %s has no field %q", of.Path, request.FullName(), of.Body)
		}
	}
	if of.ResponseBody != "" {
		if route.ResponseBody = response.Fields().ByName(protoreflect.Name(of.ResponseBody)); route.ResponseBody == nil {
			return nil, fmt.Errorf("the response body of %s: %s has no field %q", of.Path, response.FullName(), of.ResponseBody)
		}
	}
	var err error
	route.Path, err = parts(request, of.Path)
	return route, err
}

// parts splits a path template (google/api/http.proto, "Path template syntax"). A variable without a pattern is one segment.
func parts(request protoreflect.MessageDescriptor, template string) ([]Part, error) {
	var split []Part
	for rest := template; rest != ""; {
		text, after, variable := strings.Cut(rest, "{")
		if strings.ContainsAny(text, "*}") {
			return nil, fmt.Errorf("the path %s has a * or } outside of a variable: no client can fill it in", template)
		}
		if text != "" {
			split = append(split, Part{Text: text})
		}
		if !variable {
			break
		}
		inside, after, closed := strings.Cut(after, "}")
		if !closed {
			return nil, fmt.Errorf("the path %s lacks a }", template)
		}
		name, pattern, _ := strings.Cut(inside, "=")
		field, err := fieldsAt(request, name)
		if err != nil {
			return nil, fmt.Errorf("the path %s: %w", template, err)
		}
		split = append(split, Part{Field: field, Slashes: strings.Contains(pattern, "/") || strings.Contains(pattern, "**")})
		rest = after
	}
	return split, nil
}
