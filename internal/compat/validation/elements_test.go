package validation

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// TestZeroValues has fields of all kinds: those with presence can be sent with their zero value, those without it only with the
// negative zero.
func TestZeroValues(t *testing.T) {
	fields := messageOf(t, compile(t, map[string][]byte{"c0.proto": source(0, "int32 i = 1; optional int32 oi = 2; double d = 3; optional double od = 4; float f = 5; optional float of = 6; string s = 7; optional string os = 8; bytes b = 9; optional bytes ob = 10;"+
		" bool t = 11; optional bool ot = 12; E e = 13; optional E oe = 14; N n = 15; repeated double rd = 16; repeated N rn = 17; map<int32, double> m = 18; oneof o { uint64 ou = 19; } --- enum E { A = 0; } message N {}")}), "c0.M").Fields()
	closed := messageOf(t, compile(t, map[string][]byte{"c1.proto": source(1, "// proto2\n optional E e = 1; optional F f = 2; repeated double r = 3; required int32 q = 4; --- enum E { A = 3; B = 5; } enum F { C = 0; }")}), "c1.M").Fields()
	for _, c := range []struct {
		fields protoreflect.FieldDescriptors
		want   map[protoreflect.Name]string
	}{
		{fields, map[protoreflect.Name]string{
			"i": "", "oi": "0", "d": "-0", "od": "-0 0", "f": "-0", "of": "-0 0", "s": "", "os": `""`, "b": "", "ob": `""`, "t": "", "ot": "false", "e": "", "oe": "A", "n": "{}", "rd": "", "rn": "", "m": "", "ou": "0",
		}},
		{closed, map[protoreflect.Name]string{"e": "", "f": "C", "r": "", "q": "0"}},
	} {
		for name, want := range c.want {
			var texts []string
			for _, zero := range zerosOf(c.fields.ByName(name)) {
				text := valueText(c.fields.ByName(name), zero)
				if text == "" {
					text = `""`
				}
				texts = append(texts, text)
			}
			if got := strings.Join(texts, " "); got != want {
				t.Errorf("the zero values of %s are %s, want %s", name, got, want)
			}
		}
	}
	if zeros := zerosOf(fields.ByName("d")); !math.Signbit(zeros[0].Float()) {
		t.Error("the zero value of a double is not negative")
	}
}

// TestTextsOfRules writes rules of all shapes, with and without the messages of expressions.
func TestTextsOfRules(t *testing.T) {
	predefinedHere := strings.Replace(predefinedRules("this <= rule"), "---", "--- enum E { A = 0; B = 2; }", 1)
	for _, c := range []struct{ fields, want, full string }{
		{fields: "int32 x = 1;"},
		{fields: field("int32", rule("int32.gt = 3", "int32.lte = 9", "required = true")), want: "int32.lte: 9, int32.gt: 3, required: true"},
		{fields: field("int32", rule("int32 = {}")), want: "int32: {}"},
		{fields: field("int32", rule("int32 = {in: [1, 2] not_in: [3]}")), want: "int32.in: [1, 2], int32.not_in: [3]"},
		{fields: field("int32", rule("int32 = {gt: 1 example: [4, 5]}")), want: "int32.gt: 1"},
		{fields: field("optional int32", rule("int32.(c0.limit) = 10", "int32.gt = 1")) + predefinedHere, want: "int32.gt: 1, int32.[c0.limit]: 10"},
		{fields: field("string", rule(`string.pattern = "^a, b$"`, "ignore = IGNORE_ALWAYS")), want: "string.pattern: ^a, b$, ignore: IGNORE_ALWAYS"},
		{fields: field("bytes", rule(`bytes.prefix = "\xff"`, `bytes.in = "a\n"`)), want: `bytes.prefix: "\xff", bytes.in: ["a\n"]`},
		{fields: field("repeated string", rule("repeated.unique = true", "repeated.items.string.min_len = 2", "repeated.items.string.example = \"ab\"")), want: "repeated.unique: true, repeated.items.string.min_len: 2"},
		{fields: field("map<string, int32>", rule("map.keys.string.len = 1", "map.values.int32 = {}")), want: "map.keys.string.len: 1, map.values.int32: {}"},
		{fields: field("google.protobuf.Duration", rule("duration.gt = {seconds: 1 nanos: 500000000}")), want: "duration.gt: 1.500s"},
		{fields: field("int32", fieldCEL("this > 1")), want: "cel(f): this > 1", full: `cel(f): this > 1 ("f")`},
		{fields: field("int32", `(buf.validate.field).cel = {id: "a" expression: "this > 1"}, (buf.validate.field).cel = {expression: "this > 2" message: "more"}`),
			want: "cel(a): this > 1, cel: this > 2", full: `cel(a): this > 1, cel: this > 2 ("more")`},
	} {
		m := messageOf(t, compile(t, map[string][]byte{"c0.proto": source(0, c.fields)}), "c0.M")
		side, err := newSide(Options{}.Now)
		if err != nil {
			t.Fatal(err)
		}
		x := element{of: side.message(m), field: m.Fields().ByName("x")}
		if c.full == "" {
			c.full = c.want
		}
		if short, full := x.text(false), x.text(true); short != c.want || full != c.full {
			t.Errorf("%s has the rules\n%s, want\n%s; with messages\n%s", c.fields, short, c.want, full)
		}
	}
}

// TestWitnessesAreMinimal has messages with more fields than a difference needs: a witness has those only that it needs.
func TestWitnessesAreMinimal(t *testing.T) {
	const rest = `string note = 5; repeated int32 more = 6; `
	for _, c := range []struct{ was, is, want string }{
		{messageCEL("this.x > 100 || this.y != 0") + "int32 x = 1; int32 y = 2;" + rest, messageCEL("this.x > 100") + "int32 x = 1; int32 y = 2;" + rest, `{"y":1}`},
		{rest + "int32 x = 1;", messageCEL("this.note == '' || size(this.more) > 0") + rest + "int32 x = 1;", `{"note":"a"}`},
		{`int32 x = 1 [(buf.validate.field).required = true]; string y = 2; ` + rest, `int32 x = 1 [(buf.validate.field).required = true]; string y = 2 [(buf.validate.field).string.min_len = 1]; ` + rest, `{"x":1}`},
		{`int32 x = 1; oneof o { option (buf.validate.oneof).required = true; string a = 2; int32 b = 3; }` + rest, `int32 x = 1 [(buf.validate.field).int32.lt = 5]; oneof o { option (buf.validate.oneof).required = true; string a = 2; int32 b = 3; }` + rest, ""},
	} {
		var witness string
		for _, verdict := range verdictsOf(t, c.was, c.is, Options{Seed: 1}) {
			if verdict.Shrank == Yes {
				witness = string(verdict.ShrankWitness)
			}
		}
		if c.want == "" { // The field in question and one member of the oneof.
			if strings.Count(witness, ":") != 2 || !strings.HasPrefix(witness, `{"x":5,`) {
				t.Errorf("the witness is %s", witness)
			}
			continue
		}
		if strings.Count(witness, ":") != strings.Count(c.want, ":") || fmt.Sprintf("%.4s", witness) != fmt.Sprintf("%.4s", c.want) {
			t.Errorf("the witness is %s, want one like %s", witness, c.want)
		}
	}
}
