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
}

func TestParseRefuses(t *testing.T) {
	tests := map[string]struct{ text, want string }{
		"no language": {"text\n\n```\ncode\n```\n", "line 3: the code block has no language"},
		"no end":      {"```sh\ncode\n", "line 1: the code block has no end"},
		"short end":   {"````sh\ncode\n```\n", "line 1: the code block has no end"},
		"comment":     {"text\n<!-- a\n# b\n", "line 2: the comment has no end"},
		"same name":   {"# Go\n\n## Go\n", `line 3: there are two sections "Go"`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			if _, err := Parse(test.text); err == nil || err.Error() != test.want {
				t.Errorf("got %v, want %s", err, test.want)
			}
		})
	}
}

// What is read line by line is the document again, and only plain lines can be headings.
func TestLines(t *testing.T) {
	text := "# A\r\n<!-- one line -->\n<!--\n# not a heading\n-->\n  ~~~~ go\n# nor this\n```\n~~~~~\n```a`\n## B ##\n\t"
	lines, open := Lines(text)
	if open != nil {
		t.Fatalf("%+v", open)
	}
	back, parts, headings := "", []Part{}, []string{}
	for i, l := range lines {
		back, parts = back+l.Raw, append(parts, l.Part)
		if l.Number != i+1 {
			t.Errorf("line %d has the number %d", i+1, l.Number)
		}
		for level := range 3 {
			if title, ok := l.Heading(level); ok && level > 0 {
				headings = append(headings, title)
			}
		}
	}
	if back != text {
		t.Errorf("the lines are %q", back)
	}
	want := []Part{Plain, Plain, Comment, Comment, Comment, Opening, Code, Code, Closing, Plain, Plain, Plain}
	if diff := cmp.Diff(want, parts); diff != "" {
		t.Errorf("parts (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]string{"A", "B ##"}, headings); diff != "" {
		t.Errorf("headings (-want +got):\n%s", diff)
	}
	if !lines[11].Blank() || lines[0].Blank() {
		t.Error("only the last line is blank")
	}
	if diff := cmp.Diff([]Block{{Language: "go", Line: 6, Text: "# nor this\n```\n"}}, Blocks(lines)); diff != "" {
		t.Errorf("blocks (-want +got):\n%s", diff)
	}
}
