package changelog

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/httproute"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

// httpOption is the field number of google.api.http.
const httpOption = 72295728

// jsonText returns a sentence about the JSON name of an element if it changed.
func (m *migrator) jsonText(c judge.Change, old, now schema.Element) string {
	switch was := old.(type) {
	case *schema.Field:
		is, ok := now.(*schema.Field)
		switch {
		case !ok || was.JSONName == is.JSONName:
			return ""
		case c.Rule == judge.RuleFieldRenamed || c.Rule == judge.RuleFieldJSONName:
			return "In JSON " + code(`"`+was.JSONName+`": …`) + " is " + code(`"`+is.JSONName+`": …`) + " now."
		}
	case *schema.EnumValue:
		if is, ok := now.(*schema.EnumValue); ok && was.Name() != is.Name() {
			return "In JSON " + code(`"`+was.Name()+`"`) + " is " + code(`"`+is.Name()+`"`) + " now."
		}
	}
	return ""
}

// rest returns requests for a method whose route changed, or that was removed and may have a replacement.
func (m *migrator) rest(c judge.Change, replacement schema.Element) []Snippet {
	old, now := c.OldRoute, c.NewRoute
	if c.Rule == judge.RuleMethodRemoved {
		old, now = firstRoute(c.Difference.Old), firstRoute(replacement)
	}
	if old == nil {
		return nil
	}
	return []Snippet{{Title: "REST", Language: "sh", Before: Code{Lines: m.curl(old)}, After: Code{Lines: m.curl(now)}}}
}

// firstRoute returns the first binding of a method, or nil.
func firstRoute(e schema.Element) *httproute.Binding {
	method, ok := e.(*schema.Method)
	if !ok {
		return nil
	}
	rule := new(annotations.HttpRule)
	if err := proto.Unmarshal(method.Options.Message(httpOption), rule); err != nil {
		return nil
	}
	all, err := httproute.Bindings(rule)
	if err != nil || len(all) == 0 {
		return nil
	}
	return &all[0]
}

// curl returns a request for a binding, or nothing without one.
func (m *migrator) curl(binding *httproute.Binding) []string {
	if binding == nil {
		return nil
	}
	verb := binding.Verb
	if verb == "*" {
		verb = "POST"
	}
	lines := []string{"curl -X " + verb + ` -H "Authorization: apikey $MANAGEMENT_KEY" "` + strings.TrimSuffix(m.before.options.REST, "/") + m.url(binding.Template) + `"`}
	switch binding.Body {
	case "":
	case "*":
		lines[0] += ` -d "$REQUEST"`
	default:
		lines[0] += ` -d "` + shellVariable(binding.Body) + `"`
	}
	return lines
}

var templateVariable = regexp.MustCompile(`\{([^{}=]+)(?:=[^{}]*)?\}|\*\*?`)

// url returns a path with shell variables for those of the template.
func (m *migrator) url(t httproute.Template) string {
	return templateVariable.ReplaceAllStringFunc(t.String(), func(part string) string {
		match := templateVariable.FindStringSubmatch(part)
		if match[1] == "" {
			return "$ANY"
		}
		return shellVariable(match[1])
	})
}

func shellVariable(field string) string {
	return "$" + "{" + strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(field), ".", "_")) + "}"
}

// refused returns the example of a message that was accepted and is refused now.
func (m *migrator) refused(c judge.Change) Snippet {
	text := c.Witness
	var pretty bytes.Buffer
	if json.Indent(&pretty, []byte(text), "", "  ") == nil {
		text = pretty.String()
	}
	refused := c.Difference.Element().FullName()
	switch e := c.Difference.Element().(type) {
	case *schema.Field:
		if e.Parent != nil {
			refused = e.Parent.FullName()
		}
	case *schema.Oneof:
		refused = e.Parent.FullName()
	}
	const most = 2000
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return Snippet{Title: code(m.short(refused)) + " that was accepted and is refused", Language: "json", Before: Code{Lines: []string{text}}}
}
