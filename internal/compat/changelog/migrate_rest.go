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

// httpOption is the number of google.api.http.
const httpOption = 72295728

// jsonText says what something is called in JSON.
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

// rest shows the requests for a method whose route has changed or is gone.
func (m *migrator) rest(c judge.Change, old, now schema.Element) []Snippet {
	was, ok := old.(*schema.Method)
	if !ok || !strings.HasPrefix(string(c.Rule), "http.") && c.Rule != judge.RuleMethodRemoved {
		return nil
	}
	s := Snippet{Title: "REST", Language: "sh"}
	s.Before.Lines = m.curl(was, c.Before)
	if is, ok := now.(*schema.Method); ok {
		s.After.Lines = m.curl(is, c.After)
	}
	if len(s.Before.Lines) == 0 {
		return nil
	}
	return []Snippet{s}
}

// curl is the request for the binding that a change tells of, else for the first one.
func (m *migrator) curl(method *schema.Method, told string) []string {
	rule := new(annotations.HttpRule)
	if err := proto.Unmarshal(method.Options.Message(httpOption), rule); err != nil {
		return nil
	}
	all, err := httproute.Bindings(rule)
	if err != nil || len(all) == 0 {
		return nil
	}
	if told == "none" {
		return nil
	}
	binding := all[0]
	for _, b := range all {
		if told == b.String() || strings.HasPrefix(told, b.String()+" ") {
			binding = b
			break
		}
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

// url is a path with variables of the shell for those of the template.
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

// refused is a message that was accepted.
func (m *migrator) refused(c judge.Change) Snippet {
	text := c.Witness
	var pretty bytes.Buffer
	if json.Indent(&pretty, []byte(text), "", "  ") == nil {
		text = pretty.String()
	}
	parent, _ := split(c.Element)
	if m.now.Message(c.Element) != nil {
		parent = c.Element
	}
	const most = 2000
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return Snippet{Title: code(m.short(parent)) + " that was accepted and is refused", Language: "json", Before: Code{Lines: []string{text}}}
}
