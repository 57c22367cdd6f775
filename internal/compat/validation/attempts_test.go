package validation

import (
	"fmt"
	"hash/fnv"
	"os"
	"strings"
	"testing"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
)

// attempts are changes of rules that no set decides, so that messages are tried: of each type of a field, with rules in CEL
// that name numbers, sizes, texts, times and patterns.
var attempts = []struct{ name, was, is string }{
	{"number of a field", "int32 x = 1;", field("int32", fieldCEL("this != 77"))},
	{"negative number", "sint64 x = 1;", field("sint64", fieldCEL("this > -77 || this % 3 != 0"))},
	{"unsigned number", field("optional uint64", rule("uint64.gt = 3")), field("optional uint64", rule("uint64.gt = 3")+", "+fieldCEL("this != 9u"))},
	{"double", "double x = 1;", field("double", fieldCEL("this < 12.5 || this > 14.0"))},
	{"float", "optional float x = 1;", field("optional float", fieldCEL("this != -7.0"))},
	{"bool", "optional bool x = 1;", field("optional bool", fieldCEL("this || 1 > 2"))},
	{"enum", "E x = 1; --- enum E { A = 0; B = 3; C = -2; }", field("E", fieldCEL("this != -2")) + "--- enum E { A = 0; B = 3; C = -2; }"},
	{"text with a size", "string x = 1;", field("string", fieldCEL("size(this) != 17 || this.contains('é')"))},
	{"text with a pattern", field("string", rule("string.min_len = 2", "string.max_len = 30")), field("string", rule("string.min_len = 2", "string.max_len = 30")+", "+fieldCEL("!this.matches('^k[0-9]{3}$') && this != 'sun'"))},
	{"text with a format", field("optional string", rule("string.hostname = true")), field("optional string", rule("string.hostname = true")+", "+fieldCEL("!this.startsWith('ex')"))},
	{"listed text", field("string", rule(`string.in = "north"`, `string.in = "south"`)), field("string", rule(`string.in = "north"`, `string.in = "south"`)+", "+fieldCEL("size(this) > 5"))},
	{"constant text", field("string", rule(`string.const = "north"`)), field("string", fieldCEL("this == 'south'"))},
	{"bytes", "bytes x = 1;", field("bytes", fieldCEL("this != b'key' && this != bytes('key')"))},
	{"bytes with affixes", field("bytes", rule(`bytes.prefix = "k"`, `bytes.suffix = "y"`, "bytes.max_len = 9")), field("bytes", rule(`bytes.prefix = "k"`, "bytes.min_len = 3", `bytes.pattern = "^[a-z]*$"`))},
	{"list", field("repeated int32", rule("repeated.items.int32.gt = 2")), field("repeated int32", rule("repeated.items.int32.gt = 2")+", "+fieldCEL("size(this) != 6"))},
	{"list with unique items", field("repeated string", rule("repeated.unique = true", "repeated.items.string.min_len = 1")), field("repeated string", rule("repeated.unique = true", "repeated.items.string.min_len = 1")+", "+fieldCEL("this.all(a, a != 'low')"))},
	{"list of messages", "repeated N x = 1; --- message N { int32 a = 1; string b = 2; }", field("repeated N", fieldCEL("this.all(n, n.a != 5)")) + "--- message N { int32 a = 1; string b = 2; }"},
	{"map", field("map<string, int32>", rule("map.min_pairs = 2")), field("map<string, int32>", rule("map.min_pairs = 2")+", "+fieldCEL("this.all(k, k != 'bad') && size(this) < 4"))},
	{"map of messages", "map<int32, N> x = 1; --- message N { int32 a = 1; }", field("map<int32, N>", fieldCEL("!(8 in this)")) + "--- message N { int32 a = 1; }"},
	{"duration", "google.protobuf.Duration x = 1;", field("google.protobuf.Duration", fieldCEL("this != duration('90s')"))},
	{"timestamp", "google.protobuf.Timestamp x = 1;", field("google.protobuf.Timestamp", fieldCEL("this < timestamp('2020-02-02T02:02:02Z')"))},
	{"wrapped number", "google.protobuf.Int64Value x = 1;", field("google.protobuf.Int64Value", fieldCEL("this != 41"))},
	{"wrapped text", "google.protobuf.StringValue x = 1;", field("google.protobuf.StringValue", fieldCEL("this != 'wet'"))},
	{"any", field("google.protobuf.Any", rule(`any.in = "type.googleapis.com/a.B"`)), field("google.protobuf.Any", rule(`any.in = "type.googleapis.com/a.B"`, `any.not_in = "type.googleapis.com/a.B"`))},
	{"field mask", field("google.protobuf.FieldMask", rule(`field_mask.in = "a"`, `field_mask.in = "b"`)), field("google.protobuf.FieldMask", rule(`field_mask.in = "a"`, `field_mask.in = "c"`))},
	{"message inside", "N x = 1; --- message N { int32 a = 1; string b = 2; N c = 3; }", field("N", fieldCEL("this.a != 6 || this.b == 'on'")) + "--- message N { int32 a = 1; string b = 2; N c = 3; }"},
	{"message inside with rules", "N x = 1; --- message N { int32 a = 1 [(buf.validate.field).int32.gt = 4]; string b = 2 [(buf.validate.field).required = true]; }",
		field("N", fieldCEL("this.a != 6")) + "--- message N { int32 a = 1 [(buf.validate.field).int32.gt = 4]; string b = 2 [(buf.validate.field).required = true]; }"},
	{"two fields", "int32 x = 1; int32 y = 2; string z = 3;", messageCEL("this.x < 11 || this.y < 13") + "int32 x = 1; int32 y = 2; string z = 3;"},
	{"three fields", "int32 x = 1; repeated string y = 2; N z = 3; --- message N { bool on = 1; }", messageCEL("!(this.x > 4 && size(this.y) > 2 && this.z.on)") + "int32 x = 1; repeated string y = 2; N z = 3; --- message N { bool on = 1; }"},
	{"fields with rules of their own", messageCEL("this.x != this.y") + "int32 x = 1 [(buf.validate.field).int32.gt = 3]; int32 y = 2 [(buf.validate.field).required = true]; int32 z = 3;",
		messageCEL("this.x < this.y") + "int32 x = 1 [(buf.validate.field).int32.gt = 3]; int32 y = 2 [(buf.validate.field).required = true]; int32 z = 3;"},
	{"no difference that is found", messageCEL("this.x * this.x + this.y * this.y != 3") + "int32 x = 1; int32 y = 2;", messageCEL("this.y * this.y + this.x * this.x != 3") + "int32 x = 1; int32 y = 2;"},
	{"no field is named", "int32 x = 1; string y = 2;", messageCEL("this == this") + "int32 x = 1; string y = 2;"},
	{"oneof", "oneof o { int32 x = 1; string y = 2; N z = 3; } --- message N { int32 a = 1; }", "oneof o { option (buf.validate.oneof).required = true; int32 x = 1; string y = 2; } N z = 3; --- message N { int32 a = 1; }"},
	{"group of fields", "int32 x = 1; int32 y = 2; int32 z = 3;", `option (buf.validate.message).oneof = {fields: ["x", "y", "z"] required: true}; int32 x = 1; int32 y = 2; int32 z = 3;`},
	{"smaller group of fields", `option (buf.validate.message).oneof = {fields: ["x", "y"]}; int32 x = 1; int32 y = 2; int32 z = 3;`, `option (buf.validate.message).oneof = {fields: ["y", "z"]}; int32 x = 1; int32 y = 2; int32 z = 3;`},
	{"another type", field("int64", rule("int64.gte = 7")), field("string", rule("string.len = 3"))},
	{"a field that the others need", messageCEL("this.x == 0 || this.y == 'p'") + field("int32", "") + "string y = 2;", messageCEL("this.x == 0 || this.y == 'p'") + field("int32", rule("int32.lt = 20")) + "string y = 2;"},
}

func fieldCEL(expression string) string {
	return fmt.Sprintf("(buf.validate.field).cel = {id: \"f\" message: \"f\" expression: %q}", expression)
}

// recorder writes down each message that is validated.
type recorder struct {
	protovalidate.Validator

	side string
	all  *[]string
}

func (r recorder) Validate(message proto.Message, options ...protovalidate.ValidationOption) error {
	text, err := writeWitness(message.ProtoReflect())
	if err != nil {
		text = nil // The words of such an error differ from program to program.
	}
	*r.all = append(*r.all, fmt.Sprintf("%s %s", r.side, text))
	return r.Validator.Validate(message, options...)
}

// TestAttempts holds the messages that a search tries against a golden file: which ones, in which order, and how many until there
// is an answer. A verdict is the same on every machine only if these are.
func TestAttempts(t *testing.T) {
	const golden, shown = "testdata/attempts.txt", 12
	was, is := map[string][]byte{}, map[string][]byte{}
	for i, c := range attempts {
		name := fmt.Sprintf("c%d.proto", i)
		was[name], is[name] = source(i, c.was), source(i, c.is)
	}
	before, after := compile(t, was), compile(t, is)
	var got strings.Builder
	for i, c := range attempts {
		comparer, err := NewComparer(Options{Seed: 1, Samples: 120})
		if err != nil {
			t.Fatal(err)
		}
		var all []string
		comparer.before.validator = recorder{comparer.before.validator, "old", &all}
		comparer.after.validator = recorder{comparer.after.validator, "new", &all}
		name := fmt.Sprintf("c%d.M", i)
		from, to := messageOf(t, before, name), messageOf(t, after, name)
		verdicts, err := comparer.Compare(t.Context(), from, to)
		if err != nil {
			t.Fatal(err)
		}
		fmt.Fprintln(&got, c.name)
		for _, v := range verdicts {
			fmt.Fprintf(&got, "  shrank %s: %s %s\n  grew %s: %s %s\n", v.Shrank, v.ShrankProof, v.ShrankWitness, v.Grew, v.GrewProof, v.GrewWitness)
			checkProofs(t, change{bare: true}, v, from, to)
		}
		hash := fnv.New64a()
		for n, one := range all {
			fmt.Fprintln(hash, one)
			if n < shown {
				fmt.Fprintf(&got, "    %s\n", quietly(one))
			}
		}
		fmt.Fprintf(&got, "  %d messages were validated: %x\n", len(all), hash.Sum64())
	}
	compareGolden(t, golden, got.String())
}

func compareGolden(t *testing.T, golden, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(golden, []byte(got), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(got, "\n")
	for n, line := range strings.Split(string(want), "\n") {
		if n >= len(lines) || lines[n] != line {
			t.Fatalf("%s:%d: got\n%s\nwant\n%s", golden, n+1, lines[min(n, len(lines)-1)], line)
		}
	}
}
