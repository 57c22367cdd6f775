package httproute

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"google.golang.org/genproto/googleapis/api/annotations"
)

// bindings reads lines such as "GET /a/{id} body=* response_body=x"; the first is the primary binding.
func bindings(t *testing.T, lines ...string) []Binding {
	t.Helper()
	var found []Binding
	for i, line := range lines {
		words := strings.Fields(line)
		binding := Binding{Verb: words[0], Template: mustParse(t, words[1]), Primary: i == 0}
		for _, word := range words[2:] {
			switch name, value, _ := strings.Cut(word, "="); name {
			case "body":
				binding.Body = value
			case "response_body":
				binding.ResponseBody = value
			default:
				t.Fatalf("%q is unknown", word)
			}
		}
		found = append(found, binding)
	}
	return found
}

type lines []string

func TestCompare(t *testing.T) {
	const cluster = "GET /api/cluster/v1/accounts/{account_id}/clusters/{id}"
	tests := []struct {
		name     string
		old, now lines
		want     []Difference
	}{
		{"none", nil, nil, nil},
		{"equal", lines{cluster}, lines{cluster}, nil},
		{"added", nil, lines{"GET /a/{id}", "GET /b"}, []Difference{{Rule: RuleAdded, After: "GET /a/{id}, GET /b", Example: "GET /a/a"}}},
		{"removed", lines{cluster}, nil, []Difference{{Rule: RuleRemoved, Before: cluster, Breaks: true,
			Example: "GET /api/cluster/v1/accounts/a/clusters/b"}}},
		{"verb", lines{"POST /a body=*"}, lines{"PUT /a body=*"}, []Difference{
			{Rule: RuleVerb, Before: "POST /a", After: "PUT /a", Breaks: true, Example: "POST /a"}}},
		{"custom kind", lines{"HEAD /a"}, lines{"head /a"}, []Difference{
			{Rule: RuleVerb, Before: "HEAD /a", After: "head /a", Breaks: true, Example: "HEAD /a"}}},
		{"all verbs", lines{"GET /a"}, lines{"* /a"}, []Difference{
			{Rule: RuleVerb, Before: "GET /a", After: "* /a", Example: "GET /a"}}},
		{"all verbs before", lines{"* /a"}, lines{"GET /a"}, []Difference{
			{Rule: RuleVerb, Before: "* /a", After: "GET /a", Breaks: true, Example: "POST /a"}}},
		{"verb and path", lines{"GET /a"}, lines{"POST /b"}, []Difference{
			{Rule: RuleVerb, Before: "GET /a", After: "POST /b", Breaks: true, Example: "GET /a"},
			{Rule: RulePath, Before: "GET /a", After: "POST /b", Breaks: true, Example: "GET /a"}}},
		{"moved", lines{cluster}, lines{"GET /api/cluster/v2/accounts/{account_id}/clusters/{id}"}, []Difference{
			{Rule: RulePath, Before: cluster, After: "GET /api/cluster/v2/accounts/{account_id}/clusters/{id}", Breaks: true,
				Example: "GET /api/cluster/v1/accounts/a/clusters/b"}}},
		{"shrunk", lines{"GET /a/{id}"}, lines{"GET /a/{id=a}"}, []Difference{
			{Rule: RulePath, Before: "GET /a/{id}", After: "GET /a/{id=a}", Breaks: true, Example: "GET /a/ax"}}},
		{"shorter", lines{"GET /a/{id=**}"}, lines{"GET /a/{id=*}"}, []Difference{
			{Rule: RulePath, Before: "GET /a/{id=**}", After: "GET /a/{id=*}", Breaks: true, Example: "GET /a"}}},
		{"widened", lines{"GET /a/{id=b/*}"}, lines{"GET /a/{id=**}"}, []Difference{
			{Rule: RulePathWidened, Before: "GET /a/{id=b/*}", After: "GET /a/{id=**}", Example: "GET /a"}}},
		{"widened from one segment", lines{"GET /a/{id}"}, lines{"GET /a/{id=**}"}, []Difference{
			{Rule: RulePathWidened, Before: "GET /a/{id}", After: "GET /a/{id=**}", Example: "GET /a",
				Note: "%2F in id was a slash and stays %2F now"}}},
		{"spelling", lines{"GET /a/{id}"}, lines{"GET /a/{id=*}"}, []Difference{
			{Rule: RulePathEqual, Before: "GET /a/{id}", After: "GET /a/{id=*}", Note: "the same URLs in another spelling"}}},
		{"renamed", lines{"PUT /a/{was} body=was"}, lines{"PUT /a/{is} body=is"}, nil},
		{"renamed and spelled", lines{"GET /a/{was}"}, lines{"GET /a/{is=*}"}, []Difference{
			{Rule: RulePathEqual, Before: "GET /a/{was}", After: "GET /a/{is=*}", Note: "the same URLs in another spelling"}}},
		{"the old name of a renamed field", lines{"GET /a/{was}"}, lines{"GET /a/{was}"}, []Difference{
			{Rule: RulePathVariable, Before: "GET /a/{was}", After: "GET /a/{was}", Breaks: true, Example: "GET /a/a"}}},
		{"other field", lines{"GET /a/{id}"}, lines{"GET /a/{name}"}, []Difference{
			{Rule: RulePathVariable, Before: "GET /a/{id}", After: "GET /a/{name}", Breaks: true, Example: "GET /a/a"}}},
		{"other part", lines{"GET /{name=projects/*}"}, lines{"GET /projects/{name}"}, []Difference{
			{Rule: RulePathVariable, Before: "GET /{name=projects/*}", After: "GET /projects/{name}", Breaks: true, Example: "GET /projects/a"}}},
		{"verb at the end", lines{"POST /a/{id}:stop"}, lines{"POST /a/{id}"}, []Difference{
			{Rule: RulePath, Before: "POST /a/{id}:stop", After: "POST /a/{id}", Breaks: true, Example: "POST /a/a:stop",
				Note: "what was a verb at the end of the path is a part of a field now"},
			{Rule: RulePathWidened, Before: "POST /a/{id}:stop", After: "POST /a/{id}", Example: "POST /a/a"}}},
		{"body", lines{"POST /a body=*"}, lines{"POST /a body=item"}, []Difference{
			{Rule: RuleBody, Before: "POST /a (body: *)", After: "POST /a (body: item)", Breaks: true, Example: "POST /a"}}},
		{"both bodies", lines{"POST /a"}, lines{"POST /a body=* response_body=x"}, []Difference{
			{Rule: RuleBody, Before: "POST /a (no body)", After: "POST /a (body: *)", Breaks: true, Example: "POST /a"},
			{Rule: RuleResponseBody, Before: "POST /a (no response_body)", After: "POST /a (response_body: x)", Breaks: true, Example: "POST /a"}}},
		{"additional added", lines{"GET /a"}, lines{"GET /a", "GET /b/{id}"}, []Difference{
			{Rule: RuleAdditional, After: "GET /b/{id}", Example: "GET /b/a", Note: "added"}}},
		{"additional removed", lines{"GET /a", "GET /b/{id}"}, lines{"GET /a"}, []Difference{
			{Rule: RuleAdditional, Before: "GET /b/{id}", Breaks: true, Example: "GET /b/a", Note: "removed"}}},
		{"additional not needed", lines{"GET /a/*", "GET /a/b"}, lines{"GET /a/*"}, []Difference{
			{Rule: RuleAdditional, Before: "GET /a/b", Note: "still served by GET /a/*"}}},
		{"additional changed", lines{"GET /a", "POST /b body=*"}, lines{"GET /a", "PUT /b body=x"}, []Difference{
			{Rule: RuleAdditional, Before: "POST /b", After: "PUT /b", Breaks: true, Example: "POST /b", Note: "changed: verb, body"}}},
		{"additional changed in two ways", lines{"GET /a", "GET /b/{id}"}, lines{"GET /a", "GET /{any}/{id}"}, []Difference{
			{Rule: RuleAdditional, Before: "GET /b/{id}", After: "GET /{any}/{id}", Breaks: true, Example: "GET /b/a", Note: "changed: path_variable, path_widened"}}},
		{"additional moved", lines{"GET /a", "GET /b"}, lines{"GET /a", "GET /c"}, []Difference{
			{Rule: RuleAdditional, Before: "GET /b", Breaks: true, Example: "GET /b", Note: "removed"},
			{Rule: RuleAdditional, After: "GET /c", Example: "GET /c", Note: "added"}}},
		{"additional order", lines{"GET /a", "GET /b", "GET /c"}, lines{"GET /a", "GET /c", "GET /b"}, nil},
		{"swapped", lines{"GET /a", "GET /b"}, lines{"GET /b", "GET /a"}, []Difference{
			{Rule: RuleAdditional, Before: "GET /a", After: "GET /b", Note: "the former primary binding is an additional one now"}}},
		{"new primary", lines{"GET /v1/a"}, lines{"GET /v2/a", "GET /v1/a"}, []Difference{
			{Rule: RuleAdditional, Before: "GET /v1/a", After: "GET /v2/a", Note: "the former primary binding is an additional one now"}}},
		{"primary inside an additional", lines{"GET /v1/a"}, lines{"GET /v2/a", "GET /*/a"}, []Difference{
			{Rule: RuleAdditional, Before: "GET /v1/a", After: "GET /v2/a", Note: "still served by GET /*/a"}}},
		{"additional is the primary", lines{"GET /a", "GET /b"}, lines{"GET /b"}, []Difference{
			{Rule: RulePath, Before: "GET /a", After: "GET /b", Breaks: true, Example: "GET /a"}}},
		{"additional verb is the primary", lines{"GET /a", "POST /a"}, lines{"POST /a"}, []Difference{
			{Rule: RuleVerb, Before: "GET /a", After: "POST /a", Breaks: true, Example: "GET /a"}}},
		{"primary inside the additional that is primary", lines{"GET /a/b", "GET /a/*"}, lines{"GET /a/*"}, []Difference{
			{Rule: RulePathWidened, Before: "GET /a/b", After: "GET /a/*", Example: "GET /a/a"}}},
		{"parted", lines{"GET /a/{rest=**}"}, lines{"GET /a", "GET /a/{rest=*/**}"}, []Difference{
			{Rule: RulePathEqual, Before: "GET /a/{rest=**}", After: "GET /a, GET /a/{rest=*/**}",
				Note: "all former URLs are served, by several bindings now"}}},
		{"parted with another body", lines{"POST /a/{rest=**}"}, lines{"POST /a", "POST /a/{rest=*/**} body=*"}, []Difference{
			{Rule: RuleBody, Before: "POST /a/{rest=**} (no body)", After: "POST /a/{rest=*/**} (body: *)", Breaks: true, Example: "POST /a"},
			{Rule: RuleAdditional, After: "POST /a", Example: "POST /a", Note: "added"}}},
		{"shadowed", lines{"GET /a/{id}"}, lines{"GET /a/{id}", "GET /a/first"}, []Difference{
			{Rule: RuleShadowing, Before: "GET /a/{id}", After: "GET /a/first", Example: "GET /a/first",
				Note: "servers that prefer what names a URL more closely take it from the former binding"}}},
		{"not shadowed", lines{"GET /a/{id}"}, lines{"GET /a/{id}", "GET /a/{id=first}"}, []Difference{
			{Rule: RuleAdditional, After: "GET /a/{id=first}", Example: "GET /a/first", Note: "added"}}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			got := Compare(bindings(t, test.old...), bindings(t, test.now...), Renames{Request: wasIs})
			for _, d := range got {
				named := func(text string, b *Binding) bool {
					return b == nil && text == "" || b != nil && strings.HasPrefix(text, b.String())
				}
				if !named(d.Before, d.Old) || !named(d.After, d.New) {
					t.Errorf("%+v has other bindings than it names", d)
				}
			}
			if diff := cmp.Diff(test.want, got, cmpopts.IgnoreFields(Difference{}, "Old", "New")); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRenamedResponse(t *testing.T) {
	old, now := bindings(t, "GET /a response_body=was"), bindings(t, "GET /a response_body=is")
	if got := Compare(old, now, Renames{Response: wasIs}); got != nil {
		t.Error(got)
	}
	if got := Compare(old, now, Renames{Request: wasIs}); len(got) != 1 || got[0].Rule != RuleResponseBody {
		t.Error(got)
	}
}

func TestShadows(t *testing.T) {
	tests := []struct{ existing, added, want string }{
		{"GET /accounts/{id}/clusters/{id2}", "GET /accounts/{id}/clusters/suggest-name", "GET /accounts/a/clusters/suggest-name"},
		{"GET /a/first", "GET /a/{id}", ""},
		{"GET /a/{id}", "POST /a/first", ""},
		{"GET /a/{id}", "GET /b/first", ""},
		{"GET /a/{id}", "GET /a/{name}", "GET /a/a"},
		{"GET /a/{x}/c", "GET /a/b/{y}", "GET /a/b/c"},
		{"GET /a/b/{y}", "GET /a/{x}/c", ""},
		{"GET /a/**", "GET /a/*", "GET /a/a"},
		{"GET /a/*", "GET /a/**", ""},
		{"GET /a/**", "GET /a", "GET /a"},
		{"GET /a", "GET /a/**", ""},
		{"POST /a/{id}", "POST /a/{id}:stop", "POST /a/a:stop"},
		{"POST /a/{id}:stop", "POST /a/{id}", ""},
		{"POST /a/{id}:stop", "POST /a/b", ""},
		{"POST /a/{id}", "POST /{x}/{y}:stop", "POST /a/a:stop"},
		{"* /a", "GET /a", "GET /a"},
		{"GET /a", "* /a", ""},
		{"* /a/*", "* /a/b", "GET /a/b"},
	}
	for _, test := range tests {
		got, yes := Shadows(bindings(t, test.existing)[0], bindings(t, test.added)[0])
		if got != test.want || yes != (test.want != "") {
			t.Errorf("%s beside %s: %q, want %q", test.added, test.existing, got, test.want)
		}
	}
}

func TestBindings(t *testing.T) {
	get := func(path string) *annotations.HttpRule {
		return &annotations.HttpRule{Pattern: &annotations.HttpRule_Get{Get: path}}
	}
	rule := get("/a")
	rule.AdditionalBindings = []*annotations.HttpRule{
		{Pattern: &annotations.HttpRule_Put{Put: "/b"}, Body: "*"},
		{Pattern: &annotations.HttpRule_Post{Post: "/c"}, Body: "item", ResponseBody: "item"},
		{Pattern: &annotations.HttpRule_Delete{Delete: "/d"}},
		{Pattern: &annotations.HttpRule_Patch{Patch: "/e"}},
		{Pattern: &annotations.HttpRule_Custom{Custom: &annotations.CustomHttpPattern{Kind: "HEAD", Path: "/f"}}},
	}
	got, err := Bindings(rule)
	if err != nil {
		t.Fatal(err)
	}
	if text := list(got); text != "GET /a, PUT /b, POST /c, DELETE /d, PATCH /e, HEAD /f" {
		t.Error(text)
	}
	if !got[0].Primary || got[1].Primary || got[1].Body != "*" || got[2].Body != "item" || got[2].ResponseBody != "item" {
		t.Error(got)
	}
	if got, err := Bindings(nil); got != nil || err != nil {
		t.Error(got, err)
	}

	nested := get("/a")
	nested.AdditionalBindings = []*annotations.HttpRule{rule}
	wrong := get("/a")
	wrong.AdditionalBindings = []*annotations.HttpRule{get("/b"), get("c")}
	many := get("/a")
	many.AdditionalBindings = slices.Repeat([]*annotations.HttpRule{get("/b")}, maxBindings)
	for want, rule := range map[string]*annotations.HttpRule{
		"additional_bindings[0]: it must not have additional_bindings itself": nested,
		`additional_bindings[1]: path template "c", character 1`:              wrong,
		"has 65 bindings":                         many,
		"has no path":                             {},
		`custom.kind "" is not an HTTP method`:    {Pattern: &annotations.HttpRule_Custom{}},
		`custom.kind "A B" is not an HTTP method`: {Pattern: &annotations.HttpRule_Custom{Custom: &annotations.CustomHttpPattern{Kind: "A B"}}},
		`path template "", character 1`:           {Pattern: &annotations.HttpRule_Get{}},
		`path template "/a/", character 4: a s`:   get("/a/"),
	} {
		if _, err := Bindings(rule); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
}

func TestInQuery(t *testing.T) {
	tests := []struct {
		binding, field string
		want           bool
	}{
		{"GET /a/{id}", "id", false},
		{"GET /a/{id}", "page_size", true},
		{"PUT /a/{item.id}", "item", true},
		{"PUT /a/{item.id}", "item.id", false},
		{"PUT /a/{item}", "item.id", false},
		{"PUT /a/{item.id} body=item", "item.name", false},
		{"PUT /a/{item.id} body=item", "force", true},
		{"PUT /a/{item.id} body=*", "force", false},
	}
	for _, test := range tests {
		if got := InQuery(bindings(t, test.binding)[0], test.field); got != test.want {
			t.Errorf("%s of %s: %v", test.field, test.binding, got)
		}
	}
	if QueryCarries(true, true) || !QueryCarries(true, false) || !QueryCarries(false, true) || !QueryCarries(false, false) {
		t.Error("a query string carries all but repeated messages")
	}
}

// request returns the request that a binding makes of a path, or false if it does not serve the path.
func (s shape) request(names []string, path []string) (string, bool) {
	if !s.matches(path) {
		return "", false
	}
	if s.verb != "" {
		path = slices.Clone(path)
		path[len(path)-1] = strings.TrimSuffix(path[len(path)-1], ":"+s.verb)
	}
	var fields []string
	for i, name := range names {
		value := path[min(i, len(path)):min(i+1, len(path))]
		if s.segments[i] == "**" {
			value = path[i:]
		}
		if name != "" && len(value) > 0 {
			fields = append(fields, name+"="+strings.Join(value, "/"))
		}
	}
	slices.Sort(fields)
	return strings.Join(fields, " "), true
}

// A break is reported exactly if some request is no longer served the same way.
func TestCompareAgainstEnumeration(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	type named struct {
		Binding

		shape shape
		names []string
	}
	some := func() (all []named, plain []Binding) {
		for i := range 1 + random.IntN(3) {
			one := named{shape: randomShape(random)}
			var text strings.Builder
			for j, segment := range one.shape.segments {
				name := ""
				if random.IntN(3) == 0 {
					name = []string{"p", "q"}[j%2]
					segment = fmt.Sprintf("{%s=%s}", name, segment)
				}
				if slices.Contains(one.names, name) {
					name, segment = "", one.shape.segments[j]
				}
				one.names = append(one.names, name)
				text.WriteString("/" + segment)
			}
			if one.shape.verb != "" {
				text.WriteString(":" + one.shape.verb)
			}
			one.Binding = Binding{Verb: []string{"GET", "GET", "POST", "*"}[random.IntN(4)], Template: mustParse(t, text.String()), Primary: i == 0}
			all, plain = append(all, one), append(plain, one.Binding)
		}
		return all, plain
	}
	all := paths()
	verbs := []string{"GET", "POST", "HEAD"}
	breaking, fine := 0, 0
	for round := range 1500 {
		old, before := some()
		now, after := some()
		if round%2 == 0 { // Similar to the old ones, so that only some break.
			now, after = append(now, old[0]), append(after, before[0])
			after[len(after)-1].Primary = false
		}
		lost := ""
		for _, o := range old {
			for _, path := range all {
				was, served := o.shape.request(o.names, path)
				for _, verb := range verbs {
					if !served || !coversVerb(o.Verb, verb) || lost != "" {
						continue
					}
					if !slices.ContainsFunc(now, func(n named) bool {
						is, served := n.shape.request(n.names, path)
						return served && coversVerb(n.Verb, verb) && is == was
					}) {
						lost = verb + " /" + strings.Join(path, "/")
					}
				}
			}
		}
		got := Compare(before, after, Renames{})
		breaks := slices.ContainsFunc(got, func(d Difference) bool { return d.Breaks })
		if breaks != (lost != "") {
			t.Fatalf("%s -> %s: lost %q, but the differences are %+v", list(before), list(after), lost, got)
		}
		for _, d := range got {
			verb, path, _ := strings.Cut(d.Example, " ")
			if !d.Breaks {
				continue
			}
			worked := slices.ContainsFunc(old, func(o named) bool { return coversVerb(o.Verb, verb) && o.shape.matches(split(path)) })
			works := slices.ContainsFunc(now, func(n named) bool { return coversVerb(n.Verb, verb) && n.shape.matches(split(path)) })
			if works && d.Rule == RulePath && d.Note == "" {
				t.Fatalf("%s -> %s: %q is served: %+v", list(before), list(after), d.Example, d)
			}
			if !worked {
				t.Fatalf("%s -> %s: %q did not work before: %+v", list(before), list(after), d.Example, d)
			}
		}
		if got := Compare(before, before, Renames{}); slices.ContainsFunc(got, func(d Difference) bool { return d.Breaks }) {
			t.Fatalf("%s differs from itself: %+v", list(before), got)
		}
		if breaks {
			breaking++
		} else {
			fine++
		}
	}
	if breaking < 100 || fine < 100 {
		t.Errorf("%d broke and %d did not", breaking, fine)
	}
}
