package conformance

import (
	"os"
	"strings"
	"testing"
)

// leastCases is how many cases there are at least.
const leastCases = 60

func readCases(t testing.TB) []Case {
	t.Helper()
	content, err := os.ReadFile("cases.yaml")
	if err != nil {
		t.Fatal(err)
	}
	cases, err := Parse("cases.yaml", content, Variables())
	if err != nil {
		t.Fatal(err)
	}
	return cases
}

func TestCases(t *testing.T) {
	cases := readCases(t)
	if len(cases) < leastCases {
		t.Errorf("there are %d cases, want at least %d", len(cases), leastCases)
	}
	for _, c := range cases {
		for i, step := range c.Steps {
			if _, err := decoded(step.Want.JSON); step.Want.JSON != nil && err != nil {
				t.Errorf("%s: steps[%d].want: %v", c.Name, i, err)
			}
		}
	}
}

func TestMistakesInCases(t *testing.T) {
	const good = "- name: area/what\n  steps: [{call: a.v1.S/M, want: {}}]\n"
	if _, err := Parse("f", []byte(good), nil); err != nil {
		t.Fatal(err)
	}
	for text, want := range map[string]string{
		"- name: area/what\n  stepz: []": "f:2: field stepz not found",
		"- name: what\n":                 "f:1: what: the name",
		"- name: area/what\n":            "f:1: area/what: steps: it has none",
		good + good:                      "f:3: the case \"area/what\" stands in line 1 already",
		good + "---\n" + good:            "f: want one document",
		"- name: area/what\n  steps: [{call: a, all: b, want: {}}]":                                         "f:1: area/what: steps[0]: want one of call",
		"- name: area/what\n  steps: [{want: {}}]":                                                          "want one of call",
		"- name: area/what\n  steps: [{call: a}]":                                                           "say what should come of it",
		"- name: area/what\n  steps: [{call: a, took: [1]}]":                                                "the least and the most",
		"- name: area/what\n  server: {network: [{drop: it}]}\n  steps: [{call: a, want: {}}]":              "drop is \"it\"",
		"- name: area/what\n  server: {network: [{pass: true, status: 3}]}\n  steps: [{call: a, want: {}}]": "server.network[0]: want one of",
		"- name: area/what\n  steps:\n  - call: a\n    want: {a: 1, a: 2}":                                  "stands here twice",
		"- name: area/what\n  steps:\n  - call: a\n    want: {a: 1}\n    timeout_ms: soon":                  "f:5: ",
	} {
		if _, err := Parse("f", []byte(text), nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v, want %q", text, err, want)
		}
	}
}

func TestMatch(t *testing.T) {
	for _, test := range []struct{ want, got, wrong string }{
		{`{"a": 1}`, `{"a": 1, "b": 2}`, ""},
		{`{"a": {"b": "~^x.z$"}}`, `{"a": {"b": "xyz"}}`, ""},
		{`{"a": null}`, `{"b": 2}`, ""},
		{`{"a": null}`, `{"a": null}`, ""},
		{`[{}, 1]`, `[{"a": 1}, 1]`, ""},
		{`{"a": null}`, `{"a": 1}`, "it.a is 1, want none"},
		{`{"a": 1}`, `{}`, "it has no a, want 1"},
		{`{"a": 1}`, `{"a": "1"}`, `it.a is "1", want 1`},
		{`{"a": "~^x$"}`, `{"a": "xx"}`, `it.a is "xx", want text that matches ^x$`},
		{`{"a": "~^x$"}`, `{"a": 1}`, `it.a is 1, want "~^x$"`},
		{`[1]`, `[1, 2]`, "it is [1,2], want 1 items: [1]"},
		{`[1]`, `{}`, "it is {}, want 1 items: [1]"},
		{`{}`, `[]`, "it is [], want an object"},
		{`[[1, {"a": 2}]]`, `[[1, {"a": 3}]]`, "it[0][1].a is 3, want 2"},
	} {
		want, err := decoded(JSON(test.want))
		if err != nil {
			t.Fatal(err)
		}
		got, err := decoded(JSON(test.got))
		if err != nil {
			t.Fatal(err)
		}
		if wrong := match(want, got, "it"); wrong != test.wrong {
			t.Errorf("%s, %s: %q, want %q", test.want, test.got, wrong, test.wrong)
		}
	}
}
