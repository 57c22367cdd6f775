package validation

import (
	"fmt"
	"strings"
	"testing"
)

// Rules come from proto files of anybody: reading them is bounded.
func TestLongExpressionsAreNotParsed(t *testing.T) {
	for size, want := range map[int]bool{1 << 16: true, 1<<16 + 1: false} {
		if _, ok := parseCEL("1" + strings.Repeat(" ", size-1)); ok != want {
			t.Errorf("an expression of %d bytes is parsed: %t, want %t", size, ok, want)
		}
	}
}

func TestQuotedTextsAreShort(t *testing.T) {
	for text, want := range map[string]string{
		strings.Repeat("ä", 80): `"` + strings.Repeat("ä", 80) + `"`,
		strings.Repeat("ä", 81): `"` + strings.Repeat("ä", 80) + `…"`,
	} {
		if got := quoted(text); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

// A wrapper that becomes another kind of message has no values in common with it that could be compared.
func TestAWrapperBecomesAnotherMessage(t *testing.T) {
	for _, now := range []string{
		field("google.protobuf.Timestamp", rule("timestamp.gt = {seconds: 1}")), field("google.protobuf.Duration", rule("duration.gt = {seconds: 1}")),
	} {
		verdicts := verdictsOf(t, field("google.protobuf.Int32Value", rule("int32.gt = 1")), now, Options{})
		if len(verdicts) != 1 {
			t.Fatalf("got %d verdicts", len(verdicts))
		}
		if got := verdicts[0]; got.Shrank != Unknown || !strings.HasPrefix(got.ShrankProof, "the type changed from google.protobuf.Int32Value to ") {
			t.Errorf("shrank: %s, %s", got.Shrank, got.ShrankProof)
		}
	}
}

// An expression on a field reads what is in its message: the same text is another rule where that has changed.
func TestAnExpressionOnAMessageThatChanged(t *testing.T) {
	const rule = `N x = 1 [(buf.validate.field).cel = {id: "c" message: "m" expression: "this.a > 0"}];---
message N { %s }`
	for name, test := range map[string]struct {
		was, is string
		same    bool
	}{
		"nothing":       {"int32 a = 1;", "int32 a = 1;", true},
		"another field": {"int32 a = 1; int32 b = 2;", "int32 a = 1; int64 b = 2;", true},
		"the type":      {"int32 a = 1;", "int64 a = 1;", false},
		"the number":    {"int32 a = 1;", "int32 a = 2;", false},
	} {
		verdicts := verdictsOf(t, fmt.Sprintf(rule, test.was), fmt.Sprintf(rule, test.is), Options{})
		same := true
		for _, verdict := range verdicts {
			same = same && verdict.Shrank == No && verdict.Grew == No
		}
		if same != test.same {
			t.Errorf("%s: the rule is the same: %t, want %t: %+v", name, same, test.same, verdicts)
		}
	}
}

// Equal patterns follow from each other however much work a comparison of their languages would be.
func TestAPatternFollowsFromItself(t *testing.T) {
	const heavy = `^(a|b)*a(a|b){60}$`
	if patternFollows(t.Context(), heavy, `^(b|a)*a(b|a){60}$`) {
		t.Error("the pattern is too light to show anything: its language is compared within the bound of work")
	}
	if !patternFollows(t.Context(), heavy, heavy) {
		t.Error("a pattern does not follow from itself")
	}
}
