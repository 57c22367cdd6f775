package judge

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"net/url"
	"slices"
	"strings"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/httproute"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// curl returns the command that sends a witness over REST, empty where no route of its method can carry it. method is the full name
// of the method whose request it is, empty where it is the message that the change is about.
func (j *judge) curl(c diff.Change, rule RuleID, method, witness string) string {
	if j.policy.REST == "" || witness == "" || rule == RuleValidateResponseLoosened {
		return ""
	}
	var request map[string]any
	decoder := json.NewDecoder(strings.NewReader(witness))
	decoder.UseNumber()
	if decoder.Decode(&request) != nil {
		return ""
	}
	for _, m := range j.callers(c, method) {
		routes, err := bindings(m)
		if err != nil {
			continue
		}
		for _, route := range routes {
			if line, ok := j.command(route, j.Old.Message(m.Request), request); ok {
				return line
			}
		}
	}
	return ""
}

// callers returns the old methods that take the witness.
func (j *judge) callers(c diff.Change, name string) []*schema.Method {
	request := ""
	switch e := c.Old.(type) {
	case *schema.Field:
		request = e.Parent.FullName()
	case *schema.Oneof:
		request = e.Parent.FullName()
	case *schema.Message:
		request = e.FullName()
	}
	if c.Old == nil {
		if f, ok := c.New.(*schema.Field); ok && j.oldName[f.Parent] != nil {
			request = j.oldName[f.Parent].FullName()
		}
	}
	var found []*schema.Method
	for _, file := range j.Old.Files {
		for _, service := range file.Services {
			for _, m := range service.Methods {
				if m.FullName() == name || name == "" && m.Request == request && !m.ClientStreaming {
					found = append(found, m)
				}
			}
		}
	}
	return found
}

// command returns the call of a route with a request.
func (j *judge) command(route httproute.Binding, message *schema.Message, request map[string]any) (string, bool) {
	if message == nil {
		return "", false
	}
	request = maps.Clone(request)
	path, ok := route.Template.Expand(func(field string) (string, bool) { return j.pathText(message, request, strings.Split(field, ".")) })
	if !ok {
		return "", false
	}
	for _, field := range route.Template.Variables() {
		if f := message.FieldNamed(field); f != nil {
			delete(request, f.JSONName)
		}
	}
	verb := route.Verb
	if verb == "*" {
		verb = "POST"
	}
	line := "curl -X " + shellQuoted(verb) + ` -H "Authorization: apikey $MANAGEMENT_KEY"`
	var body any
	switch f := message.FieldNamed(route.Body); {
	case route.Body == "*":
		body, request = request, nil
	case f != nil:
		if value, set := request[f.JSONName]; set {
			body = value
		}
		delete(request, f.JSONName)
	}
	query := url.Values{}
	if !j.inQuery(query, "", message, request, route.Template.Variables()) {
		return "", false
	}
	if body != nil {
		line += " -H 'Content-Type: application/json' -d " + shellQuoted(asciiJSON(body))
	}
	target := strings.TrimSuffix(j.policy.REST, "/") + path
	if len(query) > 0 {
		target += "?" + strings.ReplaceAll(query.Encode(), "+", "%20")
	}
	return line + " " + shellQuoted(target), true
}

// pathText returns the text of a field for the path, by the proto names that lead to it.
func (j *judge) pathText(message *schema.Message, request map[string]any, names []string) (string, bool) {
	if message == nil {
		return "", false
	}
	f := message.FieldNamed(names[0])
	if f == nil {
		return "", false
	}
	if len(names) == 1 {
		return plainText(request[f.JSONName])
	}
	inner, ok := request[f.JSONName].(map[string]any)
	if !ok {
		return "", false
	}
	return j.pathText(j.Old.Message(f.TypeName), inner, names[1:])
}

// plainText returns a value as it is in a path or a query.
func plainText(value any) (string, bool) {
	switch value := value.(type) {
	case string:
		return value, true
	case json.Number:
		return value.String(), true
	case bool:
		return fmt.Sprint(value), true
	default:
		return "", false
	}
}

// inQuery adds the fields of a request to a query string. It reports false for what such a string cannot carry: maps, and lists of
// messages.
func (j *judge) inQuery(query url.Values, prefix string, message *schema.Message, fields map[string]any, variables []string) bool {
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		i := -1
		if message != nil {
			i = slices.IndexFunc(message.Fields, func(f *schema.Field) bool { return f.JSONName == name })
		}
		if i < 0 {
			return false
		}
		f := message.Fields[i]
		key := prefix + f.Name()
		if slices.Contains(variables, key) {
			continue
		}
		values := []any{fields[name]}
		switch value := fields[name].(type) {
		case nil:
			continue
		case map[string]any:
			if f.Entry != nil || schema.WellKnown().Message(f.TypeName) != nil || !j.inQuery(query, key+".", j.Old.Message(f.TypeName), value, variables) {
				return false
			}
			continue
		case []any:
			values = value
		}
		for _, value := range values {
			text, ok := plainText(value)
			if !ok {
				return false
			}
			query.Add(key, text)
		}
	}
	return true
}

// asciiJSON writes a value in ASCII, so that no terminal or mail changes it.
func asciiJSON(value any) string {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if encoder.Encode(value) != nil { //nolint:errchkjson // The values are those of a request in JSON.
		return "{}"
	}
	var ascii strings.Builder
	for _, r := range strings.TrimSpace(text.String()) {
		switch {
		case r < 0x7f:
			ascii.WriteRune(r)
		case r > 0xffff:
			r -= 0x10000
			fmt.Fprintf(&ascii, `\u%04x\u%04x`, 0xd800+r>>10, 0xdc00+r&0x3ff)
		default:
			fmt.Fprintf(&ascii, `\u%04x`, r)
		}
	}
	return ascii.String()
}

// shellQuoted quotes a text for a shell, unless it has only letters.
func shellQuoted(text string) string {
	if text != "" && strings.Trim(text, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == "" {
		return text
	}
	return "'" + strings.ReplaceAll(text, "'", `'\''`) + "'"
}
