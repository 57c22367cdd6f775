package httproute

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestParse(t *testing.T) {
	tests := []struct{ text, canonical string }{
		{"/v1", "/v1"},
		{"/v1/shelves/{shelf}", "/v1/shelves/{shelf=*}"},
		{"/v1/{name=shelves/*/books/*}:list", "/v1/{name=shelves/*/books/*}:list"},
		{"/v1/*/{a.b_2}", "/v1/*/{a.b_2=*}"},
		{"/**", "/**"},
		{"/v1/{rest=**}:cancel", "/v1/{rest=**}:cancel"},
		{"/v1/{name=a/**}", "/v1/{name=a/**}"},
		{"/%41%7e/a@b/%3a/a%2fb", "/A~/a%40b/%3A/a%2Fb"},
		{"/a:%41", "/a:A"},
		{"/a=b/(c)", "/a%3Db/%28c%29"},
		{"/{x=a=b}", "/{x=a%3Db}"},
		{"/" + strings.Repeat("a/", maxSegments-1) + "a", "/" + strings.Repeat("a/", maxSegments-1) + "a"},
	}
	for _, test := range tests {
		template, err := Parse(test.text)
		if err != nil {
			t.Error(err)
			continue
		}
		if got := template.canonical(); got != test.canonical {
			t.Errorf("%s is %s, want %s", test.text, got, test.canonical)
		}
		if template.String() != test.text {
			t.Errorf("%s is written %s", test.text, template)
		}
	}
}

func TestParseNamesThePlaceOfAMistake(t *testing.T) {
	tests := []struct{ text, want string }{
		{"", `character 1: a template begins with a slash`},
		{"v1", `character 1: a template begins`},
		{"/a/", `character 4: a segment is missing`},
		{"/a//b", `character 4: a segment is missing`},
		{"/a/{", `character 5: the name of a field is missing`},
		{"/a/{}", `character 5: the name of a field is missing`},
		{"/a/{b", `character 6: the variable is not closed`},
		{"/a/{b=", `character 7: a segment is missing`},
		{"/a/{b=c", `character 8: the variable is not closed`},
		{"/a/{b=}", `character 7: a segment is missing`},
		{"/a/{b=c/}", `character 9: a segment is missing`},
		{"/a/{1b}", `character 5: the name of a field`},
		{"/a/{b.}", `character 7: the name of a field`},
		{"/a/{b-c}", `character 6: the variable is not closed`},
		{"/a/{b={c}}", `character 7: a variable cannot contain another one`},
		{"/a/{b=c:d", `the variable is not closed`},
		{"/a/{b}/{b}", `character 10: b is bound twice`},
		{"/a/b}", `character 5: this } closes no variable`},
		{"/a/b{c}", `character 5: "{" must be a whole segment`},
		{"/a/{b}c", `character 7: 'c' is not allowed`},
		{"/a/b*", `character 5: "*" must be a whole segment`},
		{"/a/*b", `character 5: 'b' is not allowed`},
		{"/a/***", `character 6: "*" must be a whole segment`},
		{"/**/a", `character 5: ** matches the rest of the path`},
		{"/{a=**}/{b}", `character 9: ** matches the rest of the path`},
		{"/a:", `character 4: a verb is missing`},
		{"/a/{b}:", `character 8: a verb is missing`},
		{"/a/:b", `a segment is missing`},
		{"/a/b:c{d}", `character 7: "{" must be a whole segment`},
		{"/a b", `character 3: ' ' is not allowed in a path: percent-encode it`},
		{"/ä", `character 2: 'ä' is not allowed`},
		{"/a?b=c", `character 3: '?' is not allowed`},
		{"/a%4", `character 3: % must be followed by two`},
		{"/a%zz", `character 3: % must be followed by two`},
		{"/" + strings.Repeat("a/", maxSegments) + "a", "more than 64 segments"},
		{"/" + strings.Repeat("a", maxTemplate), "shorten it"},
	}
	for _, test := range tests {
		_, err := Parse(test.text)
		if err == nil {
			t.Errorf("%q is accepted", test.text)
			continue
		}
		message := err.Error()
		if !strings.Contains(message, test.want) || strings.Contains(message, "\n") {
			t.Errorf("%q: %s\nwant %s", test.text, message, test.want)
		}
	}
}

// The expected values are those of Parse and Compile of the pinned grpc-gateway.
func TestColonsAreReadAsTheGatewayDoes(t *testing.T) {
	for text, want := range map[string]struct{ segments, verb string }{
		"/":                      {"", ""},
		"/v1/urn:x/{id}":         {"v1 urn%3Ax *", ""},
		"/v1/{id}:a:b":           {"v1 *", "a%3Ab"},
		"/v1/things:a:b":         {"v1 things%3Aa", "b"},
		"/v1/{id=urn:x/*}":       {"v1 urn%3Ax *", ""},
		"/v1/{id=urn:x/*}:y":     {"v1 urn%3Ax *", "y"},
		"/v1:x/{id}/rest:y":      {"v1%3Ax * rest", "y"},
		"/v1/{name=a/*}/b:c:d:e": {"v1 a * b%3Ac%3Ad", "e"},
	} {
		template := mustParse(t, text)
		if got := strings.Join(template.fixed, " "); got != want.segments || template.verb != want.verb {
			t.Errorf("%s: segments %q, verb %q", text, got, template.verb)
		}
	}
}

func TestVariables(t *testing.T) {
	template := mustParse(t, "/v1/{cluster.account_id}/x/{name=a/*}/{rest=**}")
	if got := template.Variables(); !slices.Equal(got, []string{"cluster.account_id", "name", "rest"}) {
		t.Error(got)
	}
	upper := template.respelled(strings.ToUpper)
	if upper != "/v1/{CLUSTER.ACCOUNT_ID}/x/{NAME=a/*}/{REST=**}" {
		t.Error(upper)
	}
}

var routePattern = regexp.MustCompile(`(?:get|put|post|delete|patch): *"([^"]*)"`)

// Every route of the contract is valid, and no two are the same.
func TestContract(t *testing.T) {
	var bindings []Binding
	err := filepath.WalkDir("../../../proto", func(path string, entry os.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		content, err := os.ReadFile(path)
		for _, match := range routePattern.FindAllStringSubmatch(string(content), -1) {
			verb, _, _ := strings.Cut(match[0], ":")
			bindings = append(bindings, Binding{Verb: verb, Template: mustParse(t, match[1])})
		}
		return err
	})
	if err != nil || len(bindings) < 50 {
		t.Fatal(len(bindings), err)
	}
	for i, a := range bindings {
		for _, b := range bindings[:i] {
			if a.Verb == b.Verb && Equal(a.Template, b.Template) {
				t.Errorf("%s and %s are the same", a, b)
			}
		}
	}
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{
		"/v1/{name=shelves/*/books/*}:list", "/**", "/{a.b=**}:x", "/a%2Fb/@", "/{a}/{b=c/*}/d", "/a:b:c", "/{", "/%", "//", "/", "/a:b/{c}:d:e",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		template, err := Parse(text)
		if err != nil {
			return
		}
		if template.String() != text || template.respelled(orSame(nil)) != text {
			t.Fatalf("%q is written %q and %q", text, template, template.respelled(orSame(nil)))
		}
		again, err := Parse(template.canonical())
		if err != nil {
			t.Fatal(err)
		}
		if again.canonical() != template.canonical() || !Equal(again, template) {
			t.Fatalf("%q is %q, which is %q", text, template.canonical(), again.canonical())
		}
		if path, some := Rebinds(template, again, nil); some {
			t.Fatalf("%q and %q bind differently in %s", text, again, path)
		}
		if _, some := Overlaps(template, template); !some {
			t.Fatalf("%q accepts nothing", text)
		}
	})
}

// canonical writes the template in one way that shows its whole meaning.
func (t Template) canonical() string {
	segments := slices.Clone(t.fixed)
	if t.deep {
		segments = append(segments, "**")
	}
	for _, v := range t.variables {
		segments[v.start] = "{" + v.field + "=" + segments[v.start]
		last := v.end - 1
		if v.deep {
			last = len(segments) - 1
		}
		segments[last] += "}"
	}
	text := "/" + strings.Join(segments, "/")
	if t.verb != "" {
		text += ":" + t.verb
	}
	return text
}

func mustParse(t *testing.T, text string) Template {
	t.Helper()
	template, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return template
}
