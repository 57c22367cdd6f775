package peers

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// rest sends the HTTP requests of old clients to the routes of the new server.
func rest(found *Found, old, now *side) {
	served := routesOf(now)
	old.eachMethod(func(m protoreflect.MethodDescriptor) {
		for _, r := range routesOfMethod(m) {
			for choice := range 3 {
				if failure := call(old, now, r, served, choice); failure != "" {
					found.jsonf(m.FullName(), "%s", failure)
					break
				}
			}
		}
	})
}

// route is a way to call a method over REST.
type route struct {
	method       protoreflect.MethodDescriptor
	verb         string
	path         template
	body         string
	responseBody string
}

func routesOf(s *side) []route {
	var all []route
	s.eachMethod(func(m protoreflect.MethodDescriptor) { all = append(all, routesOfMethod(m)...) })
	return all
}

func routesOfMethod(m protoreflect.MethodDescriptor) []route {
	set, ok := m.Options().(*descriptorpb.MethodOptions)
	if !ok || !proto.HasExtension(set, annotations.E_Http) {
		return nil
	}
	rule, _ := proto.GetExtension(set, annotations.E_Http).(*annotations.HttpRule)
	var all []route
	for _, binding := range append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...) {
		verb, text := options.Pattern(binding)
		path, err := parseTemplate(text)
		if err != nil {
			continue
		}
		all = append(all, route{m, verb, path, binding.GetBody(), binding.GetResponseBody()})
	}
	return all
}

// request is an HTTP request.
type request struct {
	verb  string
	path  string
	query map[string][]string
	body  any
}

// call sends one request of an old client, and returns how the new server misreads it.
func call(old, now *side, r route, served []route, choice int) string {
	sample := old.filled(r.method.Input(), choice, depth)
	sent, ok := write(old, r, sample, choice)
	if !ok {
		return ""
	}
	reason := fmt.Sprintf("%s %s is not served", sent.verb, sent.path)
	for _, other := range served {
		if !stands(old, now, r.method, other.method) || other.verb != sent.verb && other.verb != "*" && sent.verb != "*" {
			continue
		}
		values, matches := other.path.match(sent.path)
		if !matches || sent.verb == "*" && other.verb != "*" {
			continue
		}
		got, err := readRequest(now, other, sent, values)
		if err != nil {
			reason = fmt.Sprintf("%s %s is refused: %v", sent.verb, sent.path, err)
			continue
		}
		difference := ""
		v := view{c: &conversation{old: old, now: now}, old: sample, now: got}
		v.compare(func(element protoreflect.FullName, text string) { difference = string(element) + ": " + text })
		if difference == "" && !samePart(r, other) {
			difference = fmt.Sprintf("the response is %q of what it was %q of", other.responseBody, r.responseBody)
		}
		if difference == "" {
			return ""
		}
		reason = fmt.Sprintf("%s %s: %s", sent.verb, sent.path, difference)
	}
	return reason
}

// stands reports whether a method of the new server may answer for an old one: it is the same method or its successor.
func stands(old, now *side, was, is protoreflect.MethodDescriptor) bool {
	return is == tree.Successor(was, old.files, now.files) ||
		old.method(is.FullName()) == nil && was.Input().FullName() == is.Input().FullName() && was.Output().FullName() == is.Output().FullName()
}

// samePart reports whether two routes send the same part of the response.
func samePart(was, is route) bool {
	if was.responseBody == "" || is.responseBody == "" {
		return was.responseBody == is.responseBody
	}
	f := was.method.Output().Fields().ByName(protoreflect.Name(was.responseBody))
	g := is.method.Output().Fields().ByName(protoreflect.Name(is.responseBody))
	return f != nil && g != nil && (f.Name() == g.Name() || f.Number() == g.Number())
}

// write returns the request for a message. In the message it sets the fields of the path and clears those that the request lacks.
func write(s *side, r route, sample protoreflect.Message, choice int) (request, bool) {
	values := map[string]string{}
	for i, v := range r.path.variables {
		text, ok := v.fill(sample, choice+i)
		if !ok {
			return request{}, false
		}
		values[v.field] = text
	}
	sent := request{verb: r.verb, path: r.path.expand(values), query: map[string][]string{}}
	if r.body != "*" {
		clearForQuery(sample, r)
	}
	encoded, err := protojson.MarshalOptions{Resolver: s.types}.Marshal(sample.Interface())
	whole := map[string]any{}
	if err != nil || json.Unmarshal(encoded, &whole) != nil {
		return request{}, false
	}
	for field := range values {
		removePath(whole, sample.Descriptor(), field)
	}
	switch r.body {
	case "*":
		sent.body = whole
		return sent, true
	case "":
	default:
		f := sample.Descriptor().Fields().ByName(protoreflect.Name(r.body))
		if f == nil {
			return request{}, false
		}
		sent.body = whole[f.JSONName()]
		delete(whole, f.JSONName())
	}
	flatten(whole, "", sent.query)
	return sent, true
}

// clearForQuery clears the fields that are not in the body and that a query string cannot have.
func clearForQuery(m protoreflect.Message, r route) {
	for i := range m.Descriptor().Fields().Len() {
		f := m.Descriptor().Fields().Get(i)
		if string(f.Name()) == r.body {
			continue
		}
		switch {
		case f.IsMap(), f.IsList() && f.Message() != nil:
			m.Clear(f)
		case f.Message() != nil && wellKnown(f.Message()):
			if !textual(f.Message()) {
				m.Clear(f)
			}
		case f.Message() != nil && m.Has(f):
			clearForQuery(m.Mutable(f).Message(), route{})
			empty := true
			m.Get(f).Message().Range(func(protoreflect.FieldDescriptor, protoreflect.Value) bool { empty = false; return false })
			if empty {
				m.Clear(f)
			}
		}
	}
}

// textual reports whether JSON writes a well-known type as a string, which a query string can have.
func textual(m protoreflect.MessageDescriptor) bool {
	switch m.Name() {
	case "Timestamp", "Duration", "FieldMask", "StringValue":
		return true
	default:
		return false
	}
}

// removePath removes the field at a path from JSON.
func removePath(object map[string]any, m protoreflect.MessageDescriptor, path string) {
	names := strings.Split(path, ".")
	for i, name := range names {
		f := m.Fields().ByName(protoreflect.Name(name))
		if f == nil {
			return
		}
		if i == len(names)-1 {
			delete(object, f.JSONName())
			return
		}
		inner, ok := object[f.JSONName()].(map[string]any)
		if !ok {
			return
		}
		object, m = inner, f.Message()
	}
}

// flatten converts JSON to the parameters of a query string.
func flatten(object map[string]any, prefix string, into map[string][]string) {
	for name, value := range object {
		switch value := value.(type) {
		case map[string]any:
			flatten(value, prefix+name+".", into)
		case []any:
			for _, item := range value {
				into[prefix+name] = append(into[prefix+name], fmt.Sprint(item))
			}
		default:
			into[prefix+name] = append(into[prefix+name], fmt.Sprint(value))
		}
	}
}

// readRequest returns the message that a server reads from a request.
func readRequest(s *side, r route, sent request, values map[string]string) (protoreflect.Message, error) {
	input := r.method.Input()
	whole := map[string]any{}
	switch r.body {
	case "*":
		if body, ok := sent.body.(map[string]any); ok {
			whole = maps.Clone(body)
		} else if sent.body != nil {
			return nil, fmt.Errorf("the body is not a message")
		}
		if len(sent.query) > 0 {
			return nil, fmt.Errorf("the query is not expected")
		}
	case "":
		if sent.body != nil {
			return nil, fmt.Errorf("the body is not expected")
		}
	default:
		if sent.body != nil {
			whole[r.body] = sent.body
		}
	}
	for _, key := range slices.Sorted(maps.Keys(sent.query)) {
		first, _, _ := strings.Cut(key, ".")
		if f := s.named(input, first); f != nil && string(f.Name()) == r.body {
			return nil, fmt.Errorf("%s is expected in the body", key)
		}
		if err := s.put(whole, input, key, sent.query[key]); err != nil {
			return nil, err
		}
	}
	for field, text := range values {
		if err := s.put(whole, input, field, []string{text}); err != nil {
			return nil, err
		}
	}
	encoded, err := json.Marshal(whole)
	if err != nil {
		return nil, err
	}
	got := dynamicpb.NewMessage(input)
	return got, protojson.UnmarshalOptions{Resolver: s.types}.Unmarshal(encoded, got)
}

// put sets the value at a path in JSON.
func (s *side) put(object map[string]any, m protoreflect.MessageDescriptor, path string, values []string) error {
	names := strings.Split(path, ".")
	for i, name := range names {
		f := s.named(m, name)
		if f == nil {
			return fmt.Errorf("the parameter %q is unknown", path)
		}
		key := f.JSONName()
		if _, there := object[string(f.Name())]; there {
			key = string(f.Name())
		}
		if i == len(names)-1 {
			object[key] = jsonOf(f, values)
			return nil
		}
		inner, ok := object[key].(map[string]any)
		if !ok {
			inner = map[string]any{}
		} else {
			inner = maps.Clone(inner)
		}
		object[key] = inner
		if f.Message() == nil || f.IsMap() || f.IsList() {
			return fmt.Errorf("the parameter %q does not lead into a message", path)
		}
		object, m = inner, f.Message()
	}
	return nil
}

// jsonOf returns the parameters for a field as JSON.
func jsonOf(f protoreflect.FieldDescriptor, values []string) any {
	one := func(text string) any {
		switch {
		case (f.Kind() == protoreflect.BoolKind || f.Message() != nil && f.Message().FullName() == "google.protobuf.BoolValue") && (text == "true" || text == "false"):
			return text == "true"
		case f.Kind() == protoreflect.EnumKind && strings.Trim(text, "0123456789") == "":
			return json.Number(text)
		default:
			return text
		}
	}
	if !f.IsList() {
		return one(values[len(values)-1])
	}
	var all []any
	for _, v := range values {
		all = append(all, one(v))
	}
	return all
}
