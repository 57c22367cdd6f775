package markdown

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestParse(t *testing.T) {
	// In a raw string a backquote is written as a tilde.
	got, err := Parse(strings.ReplaceAll(`# Product, in short

See [go](gen/go/README.md) and ~[not this](code)~.

~~~sh
# not a heading, [no](link)
~~~
~~~sh
two
~~~

## Go
~~~sh
three
~~~
`, "~", "`"))
	want := &Document{
		Headings: []string{"Product, in short", "Go"},
		Links:    []Link{{Line: 3, Target: "gen/go/README.md"}},
		Blocks: []Block{
			{Section: "Product, in short", Language: "sh", Number: 1, Line: 5, Text: "# not a heading, [no](link)\n"},
			{Section: "Product, in short", Language: "sh", Number: 2, Line: 8, Text: "two\n"},
			{Section: "Go", Language: "sh", Number: 1, Line: 13, Text: "three\n"},
		},
	}
	if diff := cmp.Diff(want, got); err != nil || diff != "" {
		t.Errorf("%v, document (-want +got):\n%s", err, diff)
	}
	if name := got.Blocks[2].Name(); name != "Go: sh 1" {
		t.Errorf("name %q", name)
	}
	if anchor := Anchor(got.Headings[0]); anchor != "#product-in-short" {
		t.Errorf("anchor %q", anchor)
	}
}

func TestParseRefuses(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"no language": {"text\n\n```\ncode\n```\n", "line 3: the code block does not say its language"},
		"no end":      {"```sh\ncode\n", "line 1: the code block has no end"},
		"same name":   {"# Go\n\n## Go\n", `line 3: there is another section "Go"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := Parse(test.text); err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}
