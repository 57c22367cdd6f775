package peers

import (
	"fmt"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

func messageOf(t *testing.T, source, name string) protoreflect.MessageDescriptor {
	t.Helper()
	s, err := read(compile(t, source))
	if err != nil {
		t.Fatal(err)
	}
	found, err := s.files.FindDescriptorByName(protoreflect.FullName("zz0000.p.v1." + name))
	if err != nil {
		t.Fatal(err)
	}
	m, ok := found.(protoreflect.MessageDescriptor)
	if !ok {
		t.Fatalf("%s is not a message", name)
	}
	return m
}

// TestPathsThatAreMade expands each template, and reads the same values from the path.
func TestPathsThatAreMade(t *testing.T) {
	for _, c := range []struct {
		template, path string
		values         map[string]string
	}{
		{"/v1/x", "/v1/x", map[string]string{}},
		{"/v1/{a}", "/v1/1", map[string]string{"a": "1"}},
		{"/v1/{a}/{b}", "/v1/1/2", map[string]string{"a": "1", "b": "2"}},
		{"/v1/{a=x/*}/y/{b.c=**}", "/v1/x/1/y/2/3", map[string]string{"a": "x/1", "b.c": "2/3"}},
		{"/v1/{a=x/*/z}:go", "/v1/x/1/z:go", map[string]string{"a": "x/1/z"}},
		{"/v1/x:go", "/v1/x:go", map[string]string{}},
		{"/{a=**}", "/1/2/3", map[string]string{"a": "1/2/3"}},
		{"/v1/{a=**}:go", "/v1/1/2:go", map[string]string{"a": "1/2"}},
		{"/v1/{a=x:y/*}", "/v1/x:y/2", map[string]string{"a": "x:y/2"}},
		{"/v1:a/x", "/v1:a/x", map[string]string{}},
	} {
		made, err := parseTemplate(c.template)
		if err != nil {
			t.Fatal(err)
		}
		if path := made.expand(c.values); path != c.path {
			t.Errorf("%s with %v is %s, want %s", c.template, c.values, path, c.path)
		}
		values, ok := made.match(c.path)
		if !ok || fmt.Sprint(values) != fmt.Sprint(c.values) {
			t.Errorf("%s has %s with %v (%t), want %v", c.template, c.path, values, ok, c.values)
		}
	}
	for _, c := range []struct{ template, path string }{
		{"/v1/{a}", "/v1/"}, {"/v1/{a}", "/v1"}, {"/v1/{a}", "/v1/1/2"}, {"/v1/{a}/x", "/v1/1/y"}, {"/v1/{a=**}/x", "/v1/1/y"}, {"/v1/x", "/v1/x/y"}, {"/v1/x/y", "/v1/x"}, {"/v1/x:go", "/v1/x"}, {"/v1/x", "/v1/x:go"},
		{"/v1/{a=x/*}", "/v1/y/1"}, {"/v1/{a=x/**}", "/v1/y/1"},
	} {
		made, err := parseTemplate(c.template)
		if err != nil {
			t.Fatal(err)
		}
		if values, ok := made.match(c.path); ok {
			t.Errorf("%s has %s with %v", c.template, c.path, values)
		}
	}
	if made, _ := parseTemplate("/v1/{a=**}"); true {
		if values, ok := made.match("/v1"); !ok || values["a"] != "" {
			t.Errorf("** has no segment: %v, %t", values, ok)
		}
	}
	for _, bad := range []string{"v1/x", "", "/v1/{a", "/v1/{a=b/c"} {
		if _, err := parseTemplate(bad); err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", bad)) {
			t.Errorf("%q is read: %v", bad, err)
		}
	}
}

// TestVariablesThatAreFilled sets the field of a variable, for each type that a path can have.
func TestVariablesThatAreFilled(t *testing.T) {
	m := messageOf(t, three+"message M { string s = 1; N n = 2; repeated string l = 3; map<string, string> p = 4; bool o = 5; bytes b = 6; double d = 7; E e = 8;"+
		"int32 i1 = 11; sint32 i2 = 12; sfixed32 i3 = 13; int64 i4 = 14; sint64 i5 = 15; sfixed64 i6 = 16; uint32 i7 = 17; fixed32 i8 = 18; uint64 i9 = 19; fixed64 i0 = 20; repeated N ln = 21; map<string, N> pn = 22; }"+
		"message N { string s = 1; N n = 2; } enum E { Z = 0; }", "M")
	for _, c := range []struct {
		template string
		choice   int
		text     string
		ok       bool
	}{
		{"/{s}", 0, "abc", true}, {"/{s}", 1, "x-1", true}, {"/{s}", 2, "7", true}, {"/{s}", 3, "abc", true}, {"/{s=**}", 0, "a/b/c", true}, {"/{s=**}", 1, "a", true}, {"/{s=**}", 2, "p/q", true}, {"/{s=x/*/y/**}", 1, "x/x-1/y/a", true},
		{"/{n.s}", 0, "abc", true}, {"/{n.n.s=x/*}", 0, "x/abc", true}, {"/{o}", 0, "true", true}, {"/{b}", 0, "", false}, {"/{d}", 0, "", false}, {"/{e}", 0, "", false}, {"/{n}", 0, "", false}, {"/{l}", 0, "", false}, {"/{p}", 0, "", false},
		{"/{x}", 0, "", false}, {"/{x.s}", 0, "", false}, {"/{s.s}", 0, "", false}, {"/{ln.s}", 0, "", false}, {"/{pn.value}", 0, "", false}, {"/{n.x}", 0, "", false},
		{"/{i1}", 0, "7", true}, {"/{i2}", 0, "7", true}, {"/{i3}", 0, "7", true}, {"/{i4}", 0, "7", true}, {"/{i5}", 0, "7", true}, {"/{i6}", 0, "7", true}, {"/{i7}", 0, "7", true}, {"/{i8}", 0, "7", true}, {"/{i9}", 0, "7", true}, {"/{i0}", 0, "7", true},
	} {
		made, err := parseTemplate(c.template)
		if err != nil {
			t.Fatal(err)
		}
		message := dynamicpb.NewMessage(m)
		text, ok := made.variables[0].fill(message, c.choice)
		if text != c.text || ok != c.ok {
			t.Errorf("%s is filled with %q (%t), want %q", c.template, text, ok, c.text)
		}
		if !ok {
			continue
		}
		at := message.ProtoReflect()
		names := strings.Split(made.variables[0].field, ".")
		for _, name := range names[:len(names)-1] {
			at = at.Get(at.Descriptor().Fields().ByName(protoreflect.Name(name))).Message()
		}
		if got := at.Get(at.Descriptor().Fields().ByName(protoreflect.Name(names[len(names)-1]))); got.String() != c.text {
			t.Errorf("%s: the field is %s, want %s", c.template, got, c.text)
		}
	}
}

// TestWhatIsMissingInJSON compares the old and the new JSON of a response.
func TestWhatIsMissingInJSON(t *testing.T) {
	type object = map[string]any
	type list = []any
	for _, c := range []struct {
		was, is   any
		text, key string
	}{
		{object{}, object{"a": 1.0}, "", ""}, {object{"a": 1.0}, object{"a": 1.0, "b": 2.0}, "", ""}, {object{"a": 1.0}, object{}, `"a" is not there any more`, "a"}, {object{"a": 1.0}, object{"a": "1"}, "1 was 1", "a"},
		{object{"a": object{"b": 1.0}}, object{"a": object{"b": 2.0}}, "2 was 1", "a"}, {object{"a": 1.0}, "x", "x was map[a:1]", ""}, {object{"a": object{}}, object{"a": list{}}, "[] was map[]", "a"},
		{list{1.0}, list{1.0}, "", ""}, {list{1.0}, list{2.0}, "2 was 1", ""}, {list{1.0, 2.0}, list{1.0, 3.0}, "3 was 2", ""}, {list{1.0}, list{2.0, 1.0}, "", ""}, {list{1.0, 2.0}, list{3.0}, "", ""}, {list{1.0}, 1.0, "1 was [1]", ""},
		{1.0, 1.0, "", ""}, {1.0, 2.0, "2 was 1", ""}, {nil, nil, "", ""}, {"a", nil, "<nil> was a", ""}, {true, false, "false was true", ""}, {list{object{"a": 1.0}}, list{object{}}, `"a" is not there any more`, ""},
	} {
		if text, key := inside(c.was, c.is); text != c.text || key != c.key {
			t.Errorf("%v in %v: %q under %q, want %q under %q", c.was, c.is, text, key, c.text, c.key)
		}
	}
}

// TestParameters checks the request that a server reads from the query and the path.
func TestParameters(t *testing.T) {
	source := three + "service S { rpc Do(M) returns (M); } message M { string some_s = 1; int32 i = 2; bool b = 3; E e = 4; repeated E l = 5; repeated bool k = 6; N n = 7; map<string, string> p = 8; repeated N o = 9; google.protobuf.BoolValue w = 10; google.protobuf.StringValue v = 11; }" +
		"message N { bool b = 1; string s = 2; } enum E { Z = 0; ONE = 1; }"
	s, err := read(compile(t, source))
	if err != nil {
		t.Fatal(err)
	}
	m := messageOf(t, source, "M")
	for _, c := range []struct {
		path   string
		values []string
		want   string
	}{
		{"someS", []string{"a"}, `map[n:map[s:x] someS:a]`}, {"some_s", []string{"a", "true"}, `map[n:map[s:x] someS:true]`}, {"i", []string{"7"}, `map[i:7 n:map[s:x]]`}, {"b", []string{"true"}, `map[b:true n:map[s:x]]`}, {"b", []string{"maybe"}, `map[b:maybe n:map[s:x]]`},
		{"e", []string{"ONE"}, `map[e:ONE n:map[s:x]]`}, {"e", []string{"1"}, `map[e:1 n:map[s:x]]`}, {"l", []string{"1", "ONE"}, `map[l:[1 ONE] n:map[s:x]]`}, {"k", []string{"true", "false"}, `map[k:[true false] n:map[s:x]]`}, {"n.b", []string{"false"}, `map[n:map[b:false s:x]]`},
		{"n.s", []string{"y"}, `map[n:map[s:y]]`}, {"w", []string{"false"}, `map[n:map[s:x] w:false]`}, {"v", []string{"true"}, `map[n:map[s:x] v:true]`},
		{"x", []string{"a"}, `the parameter "x" is unknown`}, {"n.x", []string{"a"}, `the parameter "n.x" is unknown`}, {"i.x", []string{"a"}, `the parameter "i.x" does not lead into a message`}, {"p.key", []string{"a"}, `the parameter "p.key" does not lead into a message`}, {"o.s", []string{"a"}, `the parameter "o.s" does not lead into a message`},
	} {
		inner := map[string]any{"s": "x"}
		object := map[string]any{"n": inner}
		var got string
		if err := s.put(object, m, c.path, c.values); err != nil {
			got = err.Error()
		} else {
			got = fmt.Sprint(object)
		}
		if got != c.want {
			t.Errorf("%s = %v: %s, want %s", c.path, c.values, got, c.want)
		}
		if fmt.Sprint(inner) != "map[s:x]" {
			t.Errorf("%s = %v changes the body: %v", c.path, c.values, inner)
		}
	}
	byName := map[string]any{"some_s": "body"}
	if err := s.put(byName, m, "someS", []string{"a"}); err != nil || fmt.Sprint(byName) != "map[some_s:a]" {
		t.Errorf("beside the name that the body has: %v, %v", byName, err)
	}
	types := map[string]string{"b": "bool", "e": "json.Number", "i": "string", "w": "bool"}
	for name, want := range types {
		text := map[string]string{"b": "true", "e": "1", "i": "1", "w": "true"}[name]
		if got := fmt.Sprintf("%T", jsonOf(s.named(m, name), []string{text})); got != want {
			t.Errorf("%s is a %s, want %s", name, got, want)
		}
	}
}

// TestTextsThatAreVerified checks whether a string has to be UTF-8, by syntax and by the features of field, message and file.
func TestTextsThatAreVerified(t *testing.T) {
	const edition = `edition = "2023"; package zz0000.p.v1; `
	const none, verify = "features.utf8_validation = NONE", "features.utf8_validation = VERIFY"
	for _, c := range []struct {
		source string
		want   bool
	}{
		{three + "message M { string s = 1; }", true}, {two + "message M { optional string s = 1; }", false}, {edition + "message M { string s = 1; }", true},
		{edition + "message M { string s = 1 [" + none + "]; }", false}, {edition + "option " + none + "; message M { string s = 1; }", false}, {edition + "option " + none + "; message M { string s = 1 [" + verify + "]; }", true},
		{edition + "option features.field_presence = IMPLICIT; message M { string s = 1 [deprecated = true]; }", true}, {edition + "option " + verify + "; message M { string s = 1 [" + none + "]; }", false},
	} {
		m := messageOf(t, c.source, "M")
		if got := verifies(m.Fields().ByNumber(1)); got != c.want {
			t.Errorf("%s: verified is %t", c.source, got)
		}
	}
}
