package mutate

import (
	"regexp"
	"slices"
	"strings"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

var routeMutators = []mutator{
	{"route.path", 2, one(routed, changePath)},
	{"route.verb", 1, one(routed, changeVerb)},
	{"route.body", 1, one(routed, changeBody)},
	{"route.response_body", 1, one(routed, changeResponseBody)},
	{"route.additional", 2, one(routed, changeAdditional)},
	{"route.remove", 1, one(routed, removeRoute)},
	{"route.add", 1, one(only(methods, mayHaveRoute), addRoute)},
}

// routeOf returns the route of a method, or nil.
func routeOf(m methodAt) *annotations.HttpRule {
	return option[*annotations.HttpRule](m.Options, annotations.E_Http)
}

func hasRoute(m methodAt) bool { return routeOf(m) != nil }

func routed(t *tree.Tree) []methodAt { return filtered(methods(t), hasRoute) }

func mayHaveRoute(m methodAt) bool { return !hasRoute(m) && !m.GetClientStreaming() }

func setRoute(m methodAt, route *annotations.HttpRule) {
	proto.SetExtension(made(&m.Options), annotations.E_Http, route)
}

func setPattern(route *annotations.HttpRule, verb, path string) {
	switch verb {
	case "GET":
		route.Pattern = &annotations.HttpRule_Get{Get: path}
	case "PUT":
		route.Pattern = &annotations.HttpRule_Put{Put: path}
	case "POST":
		route.Pattern = &annotations.HttpRule_Post{Post: path}
	case "DELETE":
		route.Pattern = &annotations.HttpRule_Delete{Delete: path}
	case "PATCH":
		route.Pattern = &annotations.HttpRule_Patch{Patch: path}
	default:
		route.Pattern = &annotations.HttpRule_Custom{Custom: &annotations.CustomHttpPattern{Kind: verb, Path: path}}
	}
}

// changePath changes a literal of a path, the pattern of a variable, or only its spelling.
func changePath(e *editor, m methodAt) Edit {
	verb, was := options.Pattern(routeOf(m))
	now := was
	end := strings.IndexByte(was, '}')
	bare := end > 0 && !strings.Contains(was, "=")
	switch e.IntN(5) {
	case 0:
		now = strings.Replace(was, "/v1/", "/v2/", 1)
	case 1:
		now = was + "/" + e.word()
	case 2:
		if bare {
			now = was[:end] + "=*" + was[end:] // The same pattern in another spelling.
		}
	case 3:
		now = strings.Replace(was, "/*}", "/**}", 1)
	default:
		if bare && end == len(was)-1 {
			now = was[:end] + "=**" + was[end:]
		}
	}
	if now == was {
		return nothing
	}
	setPattern(routeOf(m), verb, now)
	return edited(m.name(), "from %s to %s", was, now)
}

func changeVerb(e *editor, m methodAt) Edit {
	was, path := options.Pattern(routeOf(m))
	now := choose(e, "GET", "PUT", "POST", "PATCH", "DELETE", "*", "HEAD")
	setPattern(routeOf(m), now, path)
	return edited(m.name(), "from %s to %s", was, now)
}

func changeBody(e *editor, m methodAt) Edit {
	route := routeOf(m)
	was, now := route.GetBody(), choose(e, append([]string{"*", ""}, e.fieldNames(m.GetInputType())...)...)
	if _, path := options.Pattern(route); now != "" && strings.Contains(path, "{"+now) {
		return nothing // A field is not both in the URL and in the body.
	}
	route.Body = now
	return edited(m.name(), "body from %q to %q", was, now)
}

func changeResponseBody(e *editor, m methodAt) Edit {
	route := routeOf(m)
	was, now := route.GetResponseBody(), choose(e, append([]string{""}, e.fieldNames(m.GetOutputType())...)...)
	route.ResponseBody = now
	return edited(m.name(), "response_body from %q to %q", was, now)
}

// fieldNames returns the names of the fields of a message in the tree.
func (e *editor) fieldNames(message string) []string {
	var all []string
	for _, f := range fields(e.tree) {
		if f.message.name() == message {
			all = append(all, f.GetName())
		}
	}
	return all
}

// changeAdditional adds a binding, removes all, or makes an additional one the primary one.
func changeAdditional(e *editor, m methodAt) Edit {
	route := routeOf(m)
	had := route.GetAdditionalBindings()
	route.AdditionalBindings = nil
	switch {
	case len(had) == 0:
		other := proto.CloneOf(route)
		verb, path := options.Pattern(route)
		setPattern(other, verb, strings.Replace(path, "/v1/", "/v3/", 1))
		route.AdditionalBindings = []*annotations.HttpRule{other}
		return edited(m.name(), "an additional binding comes")
	case e.IntN(2) == 0:
		had[0].AdditionalBindings = []*annotations.HttpRule{route}
		setRoute(m, had[0])
		return edited(m.name(), "the bindings change places")
	default:
		return edited(m.name(), "the additional bindings go")
	}
}

func removeRoute(_ *editor, m methodAt) Edit {
	proto.ClearExtension(m.Options, annotations.E_Http)
	return edited(m.name(), "")
}

func addRoute(e *editor, m methodAt) Edit {
	setRoute(m, &annotations.HttpRule{Pattern: &annotations.HttpRule_Post{Post: "/v1/" + e.word()}, Body: "*"})
	return edited(m.name(), "")
}

// variables matches the beginnings of variables in a path, with the paths of their fields.
var variables = regexp.MustCompile(`\{[a-zA-Z0-9_.]+`)

// renameInRoutes renames a field in the routes that name it, because generators refuse unknown fields.
func renameInRoutes(t *tree.Tree, f fieldAt, name string) {
	byName := map[string]messageAt{}
	for _, m := range messages(t) {
		byName[m.name()] = m
	}
	for _, m := range routed(t) {
		route := routeOf(m)
		for _, binding := range append([]*annotations.HttpRule{route}, route.GetAdditionalBindings()...) {
			verb, path := options.Pattern(binding)
			setPattern(binding, verb, variables.ReplaceAllStringFunc(path, func(variable string) string {
				return "{" + renamedPath(byName, m.GetInputType(), variable[1:], f, name)
			}))
			binding.Body = renamedPath(byName, m.GetInputType(), binding.GetBody(), f, name)
			binding.ResponseBody = renamedPath(byName, m.GetOutputType(), binding.GetResponseBody(), f, name)
		}
	}
}

// renamedPath returns a path of fields, from a message on, with one of them renamed.
func renamedPath(byName map[string]messageAt, from, path string, renamed fieldAt, name string) string {
	parts := strings.Split(path, ".")
	for i, part := range parts {
		m, ok := byName[from]
		if !ok {
			break
		}
		at := slices.IndexFunc(m.Field, func(f *fieldProto) bool { return f.GetName() == part })
		if at < 0 {
			continue
		}
		if m.Field[at] == renamed.fieldProto {
			parts[i] = name
		}
		from = m.Field[at].GetTypeName()
	}
	return strings.Join(parts, ".")
}
