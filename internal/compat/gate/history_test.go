package gate

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
)

func TestAccepted(t *testing.T) {
	one := judge.Acceptance{Rule: judge.RuleFieldRemoved, Element: "a.v1.M.x", Reason: "Nobody reads it.", Where: "the pull request"}
	two := judge.Acceptance{Rule: judge.RuleMethodRemoved, Element: "a.v1.*", Reason: "It never worked: see above.", Where: "the pull request"}
	tests := []struct {
		name, text string
		want       []judge.Acceptance
	}{
		{"none", "", nil},
		{"a line", "Accept-break: field.removed a.v1.M.x Nobody reads it.", []judge.Acceptance{one}},
		{"among others", "Title\n\nBody.\nAccept-break: field.removed a.v1.M.x Nobody reads it.\nSigned-off-by: a\n", []judge.Acceptance{one}},
		{"two", "Accept-break: field.removed a.v1.M.x Nobody reads it.\nAccept-break: method.removed a.v1.* It never worked: see above.", []judge.Acceptance{one, two}},
		{"line ends and spaces of a web form", "Text\r\n  accept-break:\tfield.removed  a.v1.M.x   Nobody reads it. \r\n\r\nMore", []judge.Acceptance{one}},
		{"after a comment", "<!-- Say what\nchanged. -->\nAccept-break: field.removed a.v1.M.x Nobody reads it.", []judge.Acceptance{one}},
		{"in a comment", "Text\n<!--\nAccept-break: field.removed a.v1.M.x Nobody reads it.\n-->\n", nil},
		{"in a comment without an end", "Text\n<!--\nAccept-break: field.removed a.v1.M.x Nobody reads it.\n", nil},
		{"no reason", "Accept-break: field.removed a.v1.M.x\nNobody reads it.", nil},
		{"no element", "Accept-break: field.removed", nil},
		{"within a sentence", "Write Accept-break: field.removed a.v1.M.x and why.", nil},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, Accepted(test.text, "the pull request")); diff != "" {
			t.Errorf("%s (- want, + got):\n%s", test.name, diff)
		}
	}
}
