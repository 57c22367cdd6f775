package validation

import (
	"context"
	"errors"
	"reflect"
	"strings"
	"testing"
)

// verdictsOf compares the message M of two sources.
func verdictsOf(t *testing.T, was, is string, options Options) []Verdict {
	t.Helper()
	before := compile(t, map[string][]byte{"c0.proto": source(0, was)})
	after := compile(t, map[string][]byte{"c0.proto": source(0, is)})
	comparer, err := NewComparer(options)
	if err != nil {
		t.Fatal(err)
	}
	verdicts, err := comparer.Compare(t.Context(), messageOf(t, before, "c0.M"), messageOf(t, after, "c0.M"))
	if err != nil {
		t.Fatal(err)
	}
	return verdicts
}

// predefinedRules declares a rule of int32 fields.
func predefinedRules(expression string) string {
	return `--- // proto2
extend buf.validate.Int32Rules { optional int32 limit = 1800 [(buf.validate.predefined).cel = {id: "limit" expression: "` +
		expression + `"}]; }`
}

func TestPredefinedRules(t *testing.T) {
	at := func(limit string) string {
		return `optional int32 x = 1 [(buf.validate.field).int32.(c0.limit) = ` + limit + `];` + predefinedRules("this <= rule")
	}
	if verdicts := verdictsOf(t, at("10"), at("10"), Options{}); len(verdicts) > 0 {
		t.Errorf("nothing changed, but %v", verdicts)
	}
	verdicts := verdictsOf(t, at("10"), at("9"), Options{})
	if len(verdicts) != 1 || verdicts[0].Before != "int32.[c0.limit]: 10" {
		t.Fatalf("found %+v", verdicts)
	}
	if verdicts[0].Shrank != Yes || string(verdicts[0].ShrankWitness) != `{"x":10}` || verdicts[0].Grew != No {
		t.Errorf("found %+v", verdicts[0])
	}
	verdicts = verdictsOf(t, at("10"), "optional int32 x = 1;"+predefinedRules("this <= rule"), Options{})
	if len(verdicts) != 1 || verdicts[0].Shrank != No || verdicts[0].Grew != Yes {
		t.Errorf("found %+v", verdicts)
	}
}

func TestRulesThatDoNotCompile(t *testing.T) {
	verdicts := verdictsOf(t, messageCEL("this.y < 10")+other, messageCEL("this.nosuch < 10")+other, Options{})
	if len(verdicts) != 1 || verdicts[0].Shrank != Yes || verdicts[0].Grew != No || !verdicts[0].Stale ||
		!strings.HasSuffix(verdicts[0].ShrankProof, "do not compile, so that every message is refused now: undefined field 'nosuch'") {
		t.Errorf("found %+v", verdicts)
	}
	if strings.Contains(verdicts[0].ShrankProof, "\n") {
		t.Errorf("%q has several lines", verdicts[0].ShrankProof)
	}
}

func TestExpressionThatFailsRefuses(t *testing.T) {
	verdicts := verdictsOf(t, other, messageCEL("10 / this.y > 0 || this.y > 0")+other, Options{})
	if len(verdicts) != 1 || verdicts[0].Shrank != Yes {
		t.Errorf("found %+v", verdicts)
	}
}

func TestSameSeedFindsTheSame(t *testing.T) {
	was := messageCEL("this.y < 10 || this.x.startsWith('a')") + text() + other
	is := messageCEL("this.y < 10 && this.x.size() < 5") + text("string.max_len = 40") + other
	first := verdictsOf(t, was, is, Options{Seed: 9})
	for range 3 {
		if again := verdictsOf(t, was, is, Options{Seed: 9}); !reflect.DeepEqual(first, again) {
			t.Errorf("found %+v, then %+v", first, again)
		}
	}
}

func TestContextEnds(t *testing.T) {
	before := compile(t, map[string][]byte{"c0.proto": source(0, text("string.min_len = 1"))})
	after := compile(t, map[string][]byte{"c0.proto": source(0, text("string.min_len = 2"))})
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	comparer, err := NewComparer(Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := comparer.Compare(ctx, messageOf(t, before, "c0.M"), messageOf(t, after, "c0.M")); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v", err)
	}
}

// TestLargeBounds has bounds whose witnesses are large, or too large to be built.
func TestLargeBounds(t *testing.T) {
	tests := []struct {
		name, was, is string
		shrank        Answer
	}{
		{"text", text("string.max_len = 100000"), text("string.max_len = 99999"), Yes},
		{"list", field("repeated int32", rule("repeated.max_items = 1000")), field("repeated int32", rule("repeated.max_items = 999")), Yes},
		{"unique list", field("repeated string", rule("repeated.max_items = 1000", "repeated.unique = true")),
			field("repeated string", rule("repeated.max_items = 999", "repeated.unique = true")), Yes},
		{"map", field("map<string, string>", rule("map.max_pairs = 1000")), field("map<string, string>", rule("map.max_pairs = 999")), Yes},
		{"no end", text("string.min_len = 1"), text("string.min_len = 18446744073709551615"), Yes},
		{"beyond what can be built", text("string.max_len = 18446744073709551615"), text("string.max_len = 18446744073709551614"), Unknown},
		{"too many items", field("repeated int32", rule("repeated.max_items = 18446744073709551615")), field("repeated int32", rule("repeated.max_items = 18446744073709551614")), No}, // There are no such lists.
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			verdicts := verdictsOf(t, test.was, test.is, Options{})
			if len(verdicts) != 1 || verdicts[0].Shrank != test.shrank {
				t.Errorf("found %+v; want %s", verdicts, test.shrank)
			}
		})
	}
}
