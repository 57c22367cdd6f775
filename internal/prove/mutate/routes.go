package mutate

import (
	"regexp"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
)

var routeMutators = []mutator{
	{"route.path", 2, changePath},
	{"route.verb", 1, changeVerb},
	{"route.body", 1, changeBody},
	{"route.response_body", 1, changeResponseBody},
	{"route.additional", 2, changeAdditional},
	{"route.remove", 1, removeRoute},
	{"route.add", 1, addRoute},
}

// routed is a method with a route, and a copy of its rule to change.
func (e *editor) routed() (methodAt, *annotations.HttpRule, bool) {
	m, ok := pickFunc(e, e.methods(), func(m methodAt) bool { return proto.HasExtension(m.Options, annotations.E_Http) })
	if !ok {
		return m, nil, false
	}
	rule, ok := proto.GetExtension(m.Options, annotations.E_Http).(*annotations.HttpRule)
	return m, proto.CloneOf(rule), ok
}

func setRule(m methodAt, rule *annotations.HttpRule) {
	proto.SetExtension(methodOptions(m), annotations.E_Http, rule)
}

func pattern(rule *annotations.HttpRule) string {
	switch p := rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		return p.Get
	case *annotations.HttpRule_Put:
		return p.Put
	case *annotations.HttpRule_Post:
		return p.Post
	case *annotations.HttpRule_Delete:
		return p.Delete
	case *annotations.HttpRule_Patch:
		return p.Patch
	default:
		return rule.GetCustom().GetPath()
	}
}

func setPattern(rule *annotations.HttpRule, verb, path string) {
	switch verb {
	case "GET":
		rule.Pattern = &annotations.HttpRule_Get{Get: path}
	case "PUT":
		rule.Pattern = &annotations.HttpRule_Put{Put: path}
	case "POST":
		rule.Pattern = &annotations.HttpRule_Post{Post: path}
	case "DELETE":
		rule.Pattern = &annotations.HttpRule_Delete{Delete: path}
	case "PATCH":
		rule.Pattern = &annotations.HttpRule_Patch{Patch: path}
	default:
		rule.Pattern = &annotations.HttpRule_Custom{Custom: &annotations.CustomHttpPattern{Kind: verb, Path: path}}
	}
}

func verb(rule *annotations.HttpRule) string {
	switch rule.GetPattern().(type) {
	case *annotations.HttpRule_Get:
		return "GET"
	case *annotations.HttpRule_Put:
		return "PUT"
	case *annotations.HttpRule_Post:
		return "POST"
	case *annotations.HttpRule_Delete:
		return "DELETE"
	case *annotations.HttpRule_Patch:
		return "PATCH"
	default:
		return rule.GetCustom().GetKind()
	}
}

// changePath changes a literal of a path, what a variable takes, or its spelling only.
func changePath(e *editor) (Edit, bool) {
	m, rule, ok := e.routed()
	if !ok {
		return nothing()
	}
	was := pattern(rule)
	now := was
	switch e.IntN(5) {
	case 0:
		now = strings.Replace(was, "/v1/", "/v2/", 1)
	case 1:
		now = was + "/" + e.word()
	case 2:
		if i := strings.IndexByte(was, '}'); i > 0 && !strings.Contains(was, "=") {
			now = was[:i] + "=*" + was[i:] // The same in another spelling.
		}
	case 3:
		now = strings.Replace(was, "/*}", "/**}", 1)
	default:
		if i := strings.IndexByte(was, '}'); i > 0 && !strings.Contains(was, "=") && i == len(was)-1 {
			now = was[:i] + "=**" + was[i:]
		}
	}
	if now == was {
		return nothing()
	}
	setPattern(rule, verb(rule), now)
	setRule(m, rule)
	return edited(m.name(), "from %s to %s", was, now)
}

func changeVerb(e *editor) (Edit, bool) {
	m, rule, ok := e.routed()
	if !ok {
		return nothing()
	}
	was := verb(rule)
	now := []string{"GET", "PUT", "POST", "PATCH", "DELETE", "*", "HEAD"}[e.IntN(7)]
	setPattern(rule, now, pattern(rule))
	setRule(m, rule)
	return edited(m.name(), "from %s to %s", was, now)
}

func changeBody(e *editor) (Edit, bool) {
	m, rule, ok := e.routed()
	if !ok {
		return nothing()
	}
	was := rule.GetBody()
	rule.Body = e.fieldOf(m.GetInputType(), []string{"*", ""})
	if strings.Contains(pattern(rule), "{"+rule.GetBody()) && rule.GetBody() != "" {
		return nothing() // Nobody has the path of a field in the URL and the field in the body.
	}
	setRule(m, rule)
	return edited(m.name(), "body from %q to %q", was, rule.GetBody())
}

func changeResponseBody(e *editor) (Edit, bool) {
	m, rule, ok := e.routed()
	if !ok {
		return nothing()
	}
	was := rule.GetResponseBody()
	rule.ResponseBody = e.fieldOf(m.GetOutputType(), []string{""})
	setRule(m, rule)
	return edited(m.name(), "response_body from %q to %q", was, rule.GetResponseBody())
}

// fieldOf is the name of a field of a message, or one of the others.
func (e *editor) fieldOf(message string, others []string) string {
	for _, m := range e.messages() {
		if m.name() == message {
			for _, f := range m.Field {
				others = append(others, f.GetName())
			}
		}
	}
	return others[e.IntN(len(others))]
}

func changeAdditional(e *editor) (Edit, bool) {
	m, rule, ok := e.routed()
	if !ok {
		return nothing()
	}
	switch {
	case len(rule.GetAdditionalBindings()) == 0:
		other := proto.CloneOf(rule)
		setPattern(other, verb(rule), strings.Replace(pattern(rule), "/v1/", "/v3/", 1))
		rule.AdditionalBindings = append(rule.AdditionalBindings, other)
		setRule(m, rule)
		return edited(m.name(), "an additional binding comes")
	case e.IntN(2) == 0:
		// What was additional is the primary one, and the other way round.
		other := rule.GetAdditionalBindings()[0]
		rule.AdditionalBindings = nil
		other = proto.CloneOf(other)
		other.AdditionalBindings = append(other.AdditionalBindings, rule)
		setRule(m, other)
		return edited(m.name(), "the bindings change places")
	default:
		rule.AdditionalBindings = nil
		setRule(m, rule)
		return edited(m.name(), "the additional bindings go")
	}
}

func removeRoute(e *editor) (Edit, bool) {
	m, _, ok := e.routed()
	if !ok {
		return nothing()
	}
	proto.ClearExtension(m.Options, annotations.E_Http)
	return edited(m.name(), "")
}

func addRoute(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.methods(), func(m methodAt) bool {
		return !proto.HasExtension(m.Options, annotations.E_Http) && !m.GetClientStreaming()
	})
	if !ok {
		return nothing()
	}
	rule := &annotations.HttpRule{Body: "*"}
	setPattern(rule, "POST", "/v1/"+e.word())
	setRule(m, rule)
	return edited(m.name(), "")
}

// renameInRoutes renames a field in the routes that name it; nobody would get far without that.
func (e *editor) renameInRoutes(f fieldAt, name string) {
	messages := map[string]messageAt{}
	for _, m := range e.messages() {
		messages[m.name()] = m
	}
	for _, m := range e.methods() {
		if m.Options == nil || !proto.HasExtension(m.Options, annotations.E_Http) {
			continue
		}
		rule, _ := proto.GetExtension(m.Options, annotations.E_Http).(*annotations.HttpRule)
		rule = proto.CloneOf(rule)
		for _, binding := range append([]*annotations.HttpRule{rule}, rule.GetAdditionalBindings()...) {
			setPattern(binding, verb(binding), variables.ReplaceAllStringFunc(pattern(binding), func(variable string) string {
				return "{" + renamedPath(messages, m.GetInputType(), variable[1:], f, name)
			}))
			binding.Body = renamedPath(messages, m.GetInputType(), binding.GetBody(), f, name)
			binding.ResponseBody = renamedPath(messages, m.GetOutputType(), binding.GetResponseBody(), f, name)
		}
		setRule(m, rule)
	}
}

// variables are the beginnings of variables in a path, with the paths of their fields.
var variables = regexp.MustCompile(`\{[a-zA-Z0-9_.]+`)

// renamedPath is a path of fields from a message on, in which one of them is called otherwise.
func renamedPath(messages map[string]messageAt, from, path string, renamed fieldAt, name string) string {
	parts := strings.Split(path, ".")
	for i, part := range parts {
		m, ok := messages[from]
		if !ok {
			break
		}
		for _, f := range m.Field {
			if f.GetName() != part {
				continue
			}
			if f == renamed.FieldDescriptorProto {
				parts[i] = name
			}
			from = f.GetTypeName()
			break
		}
	}
	return strings.Join(parts, ".")
}
