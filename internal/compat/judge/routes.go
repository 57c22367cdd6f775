package judge

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/diff"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/httproute"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

func routed(m *schema.Method) bool { return m.Options.Has(numberHTTP) }

// bindings returns the ways to call a method over REST.
func bindings(m *schema.Method) ([]httproute.Binding, error) {
	encoded := m.Options.Message(numberHTTP)
	if len(encoded) == 0 {
		return nil, nil
	}
	rule := new(annotations.HttpRule)
	if err := proto.Unmarshal(encoded, rule); err != nil {
		return nil, err
	}
	return httproute.Bindings(rule)
}

// judgeRoutes compares the routes of a method by the requests that they accept; each difference is a change of its own.
func (j *judge) judgeRoutes(c diff.Change) {
	old, hasOld := c.Old.(*schema.Method)
	now, hasNow := c.New.(*schema.Method)
	if !hasOld || !hasNow {
		return // The option is one of methods.
	}
	before, errBefore := bindings(old)
	after, errAfter := bindings(now)
	if errBefore != nil || errAfter != nil {
		v := verdict{rule: RuleHTTPInvalid, oldRoute: first(before), newRoute: first(after)}
		if errAfter != nil {
			v.proof = errAfter.Error()
		}
		switch {
		case errBefore == nil:
			v.breaks = []Surface{JSON}
		case !repaired(c.Before, c.After):
			v.breaks, v.doubt, v.proof = []Surface{JSON}, true, "which URLs were served is unknown: "+errBefore.Error()
		}
		j.add(c, v)
		return
	}
	differences := httproute.Compare(before, after, httproute.Renames{
		Request:  j.renamedPath(old.Request, now.Request),
		Response: j.renamedPath(old.Response, now.Response),
	})
	for _, d := range differences {
		v := verdict{rule: RuleID(d.Rule), before: orNone(d.Before), after: orNone(d.After), proof: d.Example, oldRoute: d.Old, newRoute: d.New}
		if d.Note != "" {
			v.proof = strings.TrimPrefix(v.proof+"; "+d.Note, "; ")
		}
		if d.Breaks && (v.rule != RuleHTTPBody || !j.inPath(old, before[0])) {
			v.breaks = []Surface{JSON}
		}
		j.add(c, v)
	}
	if len(differences) == 0 {
		j.add(c, verdict{rule: RuleHTTPPathEqual})
	}
	j.widened = append(j.widened, now)
}

// repaired reports whether two routes differ in punctuation alone: one that no gateway could read served nobody, and a typing mistake
// in it was corrected.
func repaired(before, after string) bool {
	letters := func(text string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '_' {
				return r
			}
			return -1
		}, text)
	}
	return letters(before) == letters(after)
}

func first(all []httproute.Binding) *httproute.Binding {
	if len(all) == 0 {
		return nil
	}
	return &all[0]
}

// inPath reports whether the path of a binding sets all fields of a request, so that none is left for the body or the query.
func (j *judge) inPath(m *schema.Method, b httproute.Binding) bool {
	request := j.Old.Message(m.Request)
	return request != nil && !slices.ContainsFunc(request.Fields, func(f *schema.Field) bool {
		return !slices.Contains(b.Template.Variables(), f.Name())
	})
}

// renamedPath returns a path of fields with the new names, so that a renamed field counts as the same.
func (j *judge) renamedPath(old, now string) func(string) string {
	return func(path string) string {
		a, b := j.Old.Message(old), j.New.Message(now)
		names := strings.Split(path, ".")
		for i, name := range names {
			if a == nil || b == nil {
				break
			}
			f := a.FieldNamed(name)
			if f == nil {
				break
			}
			g := b.Field(f.Number)
			if kept := b.FieldNamed(name); kept != nil {
				g = kept // The name is still there, so it is meant.
			}
			if g == nil {
				break
			}
			names[i] = g.Name()
			a, b = j.Old.Message(f.TypeName), j.New.Message(g.TypeName)
		}
		return strings.Join(names, ".")
	}
}

// judgeMovedRoutes finds removed methods whose routes another method serves now: REST clients notice nothing, unless that method
// lets in fewer callers.
func (j *judge) judgeMovedRoutes() {
	for i := range len(j.found) {
		c := &j.found[i]
		if c.now() != nil || !c.Breaks.Has(JSON) {
			continue
		}
		var gone []*schema.Method
		switch old := c.old().(type) {
		case *schema.Service:
			gone = old.Methods
		case *schema.Method:
			gone = []*schema.Method{old}
		default:
			continue
		}
		heirs := map[*schema.Method]*schema.Method{}
		for _, m := range gone {
			if routed(m) {
				heirs[m] = j.heir(m)
			}
		}
		if slices.Contains(slices.Collect(maps.Values(heirs)), nil) {
			continue
		}
		c.Breaks = c.Breaks.Without(JSON)
		for _, m := range gone {
			if heirs[m] != nil {
				j.judgeCallersOfRoute(m, heirs[m])
			}
		}
	}
}

// judgeCallersOfRoute judges the access to a route that another method serves now, as far as that rejects callers.
func (j *judge) judgeCallersOfRoute(old, now *schema.Method) {
	auth := j.policy.Auth
	before, after := j.access(j.Old, old), j.access(j.New, now)
	_, tightened := unsatisfied(before.permissions, after.permissions)
	from, to := accountOf(j.Old, old, before.account), accountOf(j.New, now, after.account)
	for option, rejects := range map[string]bool{
		auth.Permissions:    tightened,
		auth.Authentication: before.authentication == "false" && after.authentication == "true",
		auth.ActorTypes:     j.refused(before.actors, after.actors) != "",
		auth.Account:        from.resolves() && !slices.Equal(from.path, to.path),
	} {
		if !rejects {
			continue
		}
		c := diff.Change{Kind: diff.KindOf(schema.KindMethod, diff.Option), Option: option, Old: old, New: now}
		if option == auth.ActorTypes {
			c.Before, c.After = j.kindNames(j.Old, before.actors), j.kindNames(j.New, after.actors)
		}
		j.judgeAuth(c)
	}
}

// heir returns the new method that serves the requests of a removed one over its route, or nil.
func (j *judge) heir(old *schema.Method) *schema.Method {
	before, err := bindings(old)
	if err != nil {
		return nil
	}
	i := slices.IndexFunc(j.added, func(now *schema.Method) bool {
		if j.Rename(old.Request) != now.Request || j.Rename(old.Response) != now.Response ||
			old.ClientStreaming != now.ClientStreaming || old.ServerStreaming != now.ServerStreaming {
			return false
		}
		after, err := bindings(now)
		if err != nil || len(after) == 0 {
			return false
		}
		differences := httproute.Compare(before, after, httproute.Renames{
			Request: j.renamedPath(old.Request, now.Request), Response: j.renamedPath(old.Response, now.Response),
		})
		return !slices.ContainsFunc(differences, func(d httproute.Difference) bool { return d.Breaks })
	})
	if i < 0 {
		return nil
	}
	return j.added[i]
}

// route is a binding of a method.
type route struct {
	method  *schema.Method
	binding httproute.Binding
}

// judgeShadows finds new routes that match URLs of other methods.
func (j *judge) judgeShadows() {
	candidates := slices.Concat(j.added, j.widened)
	if len(candidates) == 0 {
		return
	}
	// routes has those that the base has and that are still there, by where their path begins; those that may begin with
	// anything are under the empty text, and all of them under a star.
	routes := map[string][]route{}
	for _, file := range j.New.Files {
		for _, service := range file.Services {
			for _, method := range service.Methods {
				if slices.Contains(j.added, method) {
					continue
				}
				all, _ := bindings(method)
				for _, b := range all {
					routes[start(b)] = append(routes[start(b)], route{method, b})
					routes[anywhere] = append(routes[anywhere], route{method, b})
				}
			}
		}
	}
	for _, method := range candidates {
		added, _ := bindings(method)
		for _, binding := range added {
			j.shadowed(method, binding, routes)
		}
	}
}

func (j *judge) shadowed(method *schema.Method, binding httproute.Binding, routes map[string][]route) {
	if slices.Contains(j.widened, method) && j.hadBinding(method, binding) {
		return
	}
	keys := []string{start(binding), ""}
	if keys[0] == "" {
		keys = []string{anywhere}
	}
	for _, key := range keys {
		for _, existing := range routes[key] {
			if existing.method == method {
				continue
			}
			if example, yes := httproute.Shadows(existing.binding, binding); yes {
				j.add(diff.Change{Kind: "method.route", Option: "google.api.http", New: method, After: binding.String()},
					verdict{rule: RuleHTTPShadowing, before: existing.method.FullName() + ", " + existing.binding.String(), after: binding.String(), proof: example})
				return
			}
		}
	}
}

// hadBinding reports whether the base has the binding for the same method.
func (j *judge) hadBinding(now *schema.Method, binding httproute.Binding) bool {
	for _, pair := range j.Methods {
		if pair.New == now {
			before, _ := bindings(pair.Old)
			return slices.ContainsFunc(before, func(b httproute.Binding) bool { return b.String() == binding.String() })
		}
	}
	return false
}

const anywhere = "*"

// start returns the literal beginning of the paths of all requests. Two routes with different beginnings share no URL.
func start(b httproute.Binding) string {
	segments := strings.SplitN(strings.TrimPrefix(b.Template.String(), "/"), "/", 3)
	if len(segments) < 3 || strings.ContainsAny(segments[0]+segments[1], "{*%:") {
		return ""
	}
	return segments[0] + "/" + segments[1]
}

// judgeQueryFields finds new fields of requests that REST cannot send, because their route has no body.
func (j *judge) judgeQueryFields() {
	for _, c := range j.Changes {
		f, ok := c.New.(*schema.Field)
		if !ok || c.Old != nil || f.Parent == nil || f.Extendee != "" || httproute.QueryCarries(f.Cardinality() != schema.Singular, f.Type == schema.MessageT) {
			continue
		}
		for _, taker := range j.takersOf(f.Parent) {
			all, _ := bindings(taker.method)
			if len(all) > 0 && !slices.ContainsFunc(all, func(b httproute.Binding) bool { return !httproute.InQuery(b, taker.path+f.Name()) }) {
				j.add(diff.Change{Kind: "field.query", New: f, After: all[0].String()}, verdict{rule: RuleHTTPUnreachableField, proof: all[0].String() + " has no body that could carry it"})
				break
			}
		}
	}
}

// taker is a method whose request has a message.
type taker struct {
	method *schema.Method
	path   string // path leads to the message, like "filter."; it is empty for the request itself.
}

// maxQueryDepth bounds how deep a query string names fields.
const maxQueryDepth = 8

// takersOf returns the methods with routes whose query string can name the fields of a message in their request: only singular
// messages lead to it.
func (j *judge) takersOf(m *schema.Message) []taker {
	if j.takers == nil {
		j.takers = map[*schema.Message][]taker{}
		for _, file := range j.New.Files {
			for _, service := range file.Services {
				for _, method := range service.Methods {
					if routed(method) {
						j.collectTakers(method)
					}
				}
			}
		}
	}
	return j.takers[m]
}

func (j *judge) collectTakers(method *schema.Method) {
	type place struct {
		message *schema.Message
		path    string
		depth   int
	}
	seen := map[*schema.Message]bool{nil: true}
	open := []place{{j.New.Message(method.Request), "", 0}}
	for len(open) > 0 {
		at := open[0]
		open = open[1:]
		if seen[at.message] || at.depth > maxQueryDepth || ownJSON(at.message.FullName()) {
			continue
		}
		seen[at.message] = true
		j.takers[at.message] = append(j.takers[at.message], taker{method, at.path})
		for _, f := range at.message.Fields {
			if f.Type == schema.MessageT && f.Cardinality() == schema.Singular {
				open = append(open, place{j.New.Message(f.TypeName), at.path + f.Name() + ".", at.depth + 1})
			}
		}
	}
}
