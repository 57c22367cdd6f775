package validation

import "testing"

func unchanged(t *testing.T, verdict Verdict) {
	t.Helper()
	if verdict.Element != "" {
		t.Errorf("there is a verdict where nothing changed: %+v", verdict)
	}
}

func idChanged(t *testing.T, verdict Verdict) {
	t.Helper()
	if !verdict.RuleIDChanged {
		t.Error("the verdict does not say that the id changed")
	}
}

func text(rules ...string) string { return field("string", rule(rules...)) }

const other = " int32 y = 2; "

// changes have a name, the message before and after, the element, and whether it shrank and grew.
var changes = []change{
	{"pattern tightened", text(`string.pattern = "^[a-z]+$"`), text(`string.pattern = "^[a-y]+$"`), "x", Yes, No, false, nil},
	{"pattern loosened", text(`string.pattern = "^[a-z]{1,5}$"`), text(`string.pattern = "^[a-z]{1,6}$"`), "x", No, Yes, false, nil},
	{"pattern rewritten", text(`string.pattern = "^[a-zA-Z0-9_]+$"`), text(`string.pattern = "^\\w\\w*$"`), "x", No, No, false, nil},
	{"unanchored optional group", text(`string.pattern = "abc(def)?"`), text(`string.pattern = "abc"`), "x", No, No, false, nil},
	{"unanchored to anchored", text(`string.pattern = "[a-z]+"`), text(`string.pattern = "^[a-z]+$"`), "x", Yes, No, false, nil},
	{"pattern says the length", text(`string.pattern = "^[a-z]{3}$"`), text(`string.pattern = "^[a-z]{3}$"`, "string.len = 3"), "x", No, No, false, nil},
	{"length and pattern", text(`string.pattern = "^[a-z]*$"`, "string.min_len = 2"), text(`string.pattern = "^[a-z]{2,}$"`), "x", No, No, false, nil},
	{"max_len down", text("string.max_len = 64"), text("string.max_len = 63"), "x", Yes, No, false, nil},
	{"max_len up", text("string.max_len = 64"), text("string.max_len = 65"), "x", No, Yes, false, nil},
	{"min_len on an implicit field", text("string.max_len = 9"), text("string.max_len = 9", "string.min_len = 1"), "x", Yes, No, false, nil},
	{"min_len on an optional field", field("optional string", rule("string.max_len = 9")), field("optional string", rule("string.max_len = 9", "string.min_len = 1")), "x", Yes, No, false, nil},
	{"min_len 1 is what required says", field("string", rule("string.min_len = 1")), field("string", rule("required = true")), "x", No, No, false, nil},
	{"bytes for characters", text("string.max_len = 3"), text("string.max_bytes = 3"), "x", Yes, No, false, nil},
	{"min_bytes for characters", text("string.min_len = 2"), text("string.min_bytes = 2"), "x", No, Yes, false, nil},
	{"bytes of ASCII", text("string.max_len = 3", `string.pattern = "^[a-z]*$"`), text("string.max_bytes = 3", `string.pattern = "^[a-z]*$"`), "x", No, No, false, nil},
	{"prefix for pattern", text(`string.prefix = "ab"`), text(`string.pattern = "^ab"`), "x", No, No, false, nil},
	{"suffix and contains", text(`string.suffix = "abc"`), text(`string.contains = "bc"`), "x", No, Yes, false, nil},
	{"not_contains", text(`string.not_contains = "a"`), text(`string.not_contains = "ab"`), "x", No, Yes, false, nil},
	{"in shrunk", text(`string = {in: ["a", "b", "c"]}`), text(`string = {in: ["a", "b"]}`), "x", Yes, No, false, nil},
	{"in with pattern", text(`string = {in: ["a", "B"] pattern: "^[a-z]$"}`), text(`string = {in: ["a"]}`), "x", No, No, false, nil},
	{"not_in grows", text(`string = {not_in: ["a"]}`), text(`string = {not_in: ["a", "b"]}`), "x", Yes, No, false, nil},
	{"const gone", text(`string.const = "a"`), text(`string = {in: ["a", "b"]}`), "x", No, Yes, false, nil},
	{"scheme against uri", text(`string.pattern = "^https?://"`), text("string.uri = true"), "x", Yes, Yes, false, nil},
	{"uri to uri_ref", text("string.uri = true"), text("string.uri_ref = true"), "x", No, Yes, false, nil},
	{"ipv4 to ip", text("string.ipv4 = true"), text("string.ip = true"), "x", No, Yes, false, nil},
	{"ip to address", text("string.ip = true"), text("string.address = true"), "x", No, Yes, false, nil},
	{"uuid to tuuid", text("string.uuid = true"), text("string.tuuid = true"), "x", Yes, Yes, false, nil},
	{"uuid as a pattern", text("string.uuid = true"),
		text(`string.pattern = "^[[:xdigit:]]{8}(-[[:xdigit:]]{4}){3}-[[:xdigit:]]{12}$"`), "x", No, No, false, nil},
	{"uuid has its length", text("string.uuid = true", "string.ignore = IGNORE_UNSPECIFIED"[:0]+"required = true"), text("string.uuid = true", "string.len = 36"), "x", No, No, false, nil},
	{"email to any text", text("string.email = true"), text("string.min_len = 3"), "x", No, Yes, false, nil},
	{"hostname has only some characters", text("string.hostname = true"), text(`string.pattern = "^[0-9A-Za-z.-]+$"`), "x", No, Yes, false, nil},
	{"header value loosened", text("string.well_known_regex = KNOWN_REGEX_HTTP_HEADER_NAME"),
		text("string.well_known_regex = KNOWN_REGEX_HTTP_HEADER_NAME", "string.strict = false"), "x", No, Yes, false, nil},
	{"host_and_port tightened", text("string.min_len = 1"), text("string.host_and_port = true"), "x", Yes, No, false, nil},

	{"range loosened", field("int32", rule("int32.gte = 0", "int32.lte = 10")), field("int32", rule("int32.gte = 0", "int32.lte = 11")), "x", No, Yes, false, nil},
	{"lt for lte", field("int64", rule("int64.lt = 10")), field("int64", rule("int64.lte = 9")), "x", No, No, false, nil},
	{"exclusive range", field("int32", rule("int32.gt = 10", "int32.lt = 5")), field("int32", rule("int32.gt = 5", "int32.lt = 10")), "x", Yes, Yes, false, nil},
	{"exclusive range widened", field("int32", rule("int32.gt = 10", "int32.lt = 5")), field("int32", rule("int32.gte = 10", "int32.lte = 5")), "x", No, Yes, false, nil},
	{"zero of an implicit field", field("int32", ""), field("int32", rule("int32.gt = 0")), "x", Yes, No, false, nil},
	{"unsigned numbers are not negative", field("uint32", ""), field("uint32", rule("uint32.gte = 0")), "x", No, No, false, nil},
	{"in for a range", field("uint32", rule("uint32.lte = 2")), field("uint32", rule("uint32 = {in: [0, 1, 2]}")), "x", No, No, false, nil},
	{"number not_in", field("sint32", rule("sint32 = {not_in: [3]}")), field("sint32", ""), "x", No, Yes, false, nil},
	{"largest uint64", field("uint64", rule("uint64.lte = 18446744073709551614")), field("uint64", ""), "x", No, Yes, false, nil},
	{"float finite", field("float", ""), field("float", rule("float.finite = true")), "x", Yes, No, false, nil},
	{"range excludes NaN only", field("double", rule("double.finite = true", "double.gte = 0")), field("double", rule("double.gte = 0")), "x", No, Yes, false, nil},
	{"double range", field("double", rule("double.lt = 1")), field("double", rule("double.lte = 1")), "x", No, Yes, false, nil},
	{"bool const", field("optional bool", ""), field("optional bool", rule("bool.const = true")), "x", Yes, No, false, nil},
	{"int32 to int64", field("int32", rule("int32.gt = 1")), field("int64", rule("int64.gt = 1")), "x", No, Yes, false, nil},

	{"new required field", other, other + text("required = true"), "x", Yes, No, false, func(t *testing.T, v Verdict) {
		t.Helper()
		if !v.RequiredAdded {
			t.Error("required was added")
		}
	}},
	{"new field with rules", other, other + text("string.min_len = 1"), "x", Yes, No, false, nil},
	{"new optional field with rules", other, other + field("optional string", rule("string.min_len = 1")), "x", No, No, false, nil},
	{"new field that may be zero", other, other + text("string.min_len = 1", "ignore = IGNORE_IF_ZERO_VALUE"), "x", No, No, false, nil},
	{"required field gone", other + text("required = true"), other, "x", No, Yes, false, nil},
	{"required on implicit presence", field("int32", ""), field("int32", rule("required = true")), "x", Yes, No, false, nil},
	{"required on a message", "N x = 1; --- message N {}", "N x = 1 [(buf.validate.field).required = true]; --- message N {}", "x", Yes, No, false, nil},
	{"required twice said", text("required = true", "string.min_len = 1"), text("string.min_len = 1"), "x", No, No, false, nil},
	{"ignore zero", text("string.min_len = 2"), text("string.min_len = 2", "ignore = IGNORE_IF_ZERO_VALUE"), "x", No, Yes, false, nil},
	{"ignore always", text("string.min_len = 2"), text("string.min_len = 2", "ignore = IGNORE_ALWAYS"), "x", No, Yes, false, nil},
	{"ignore without effect", field("optional string", rule("string.min_len = 2")), field("optional string", rule("string.min_len = 2", "ignore = IGNORE_IF_ZERO_VALUE")), "x", No, No, false, nil},
	{"ignore nested rules", "N x = 1; --- message N {" + text("string.min_len = 1") + "}",
		"N x = 1 [(buf.validate.field).ignore = IGNORE_ALWAYS]; --- message N {" + text("string.min_len = 1") + "}", "x", No, Yes, false, nil},
	{"presence gained", text("string.min_len = 1"), field("optional string", rule("string.min_len = 1")), "x", No, Yes, false, nil},
	{"presence lost", field("optional string", rule("string.min_len = 1")), text("string.min_len = 1"), "x", Yes, No, false, nil},
	{"presence lost with required", field("optional int32", rule("required = true")), field("int32", rule("required = true")), "x", Yes, No, false, nil},

	{"max_items down", field("repeated int32", rule("repeated.max_items = 5")), field("repeated int32", rule("repeated.max_items = 4")), "x", Yes, No, false, nil},
	{"min_items of 1", field("repeated int32", ""), field("repeated int32", rule("repeated.min_items = 1")), "x", Yes, No, false, nil},
	{"items tightened", field("repeated string", rule("repeated.items.string.max_len = 5")), field("repeated string", rule("repeated.items.string.max_len = 4")), "x", Yes, No, false, nil},
	{"unique", field("repeated string", ""), field("repeated string", rule("repeated.unique = true")), "x", Yes, No, false, nil},
	{"unique of one item", field("repeated string", rule("repeated.max_items = 1")), field("repeated string", rule("repeated.unique = true", "repeated.max_items = 1")), "x", No, No, false, nil},
	{"unique bools are two", field("repeated bool", rule("repeated.unique = true")), field("repeated bool", rule("repeated.unique = true", "repeated.max_items = 2")), "x", No, No, false, nil},
	{"items that may be empty", field("repeated string", rule("repeated.items.string.min_len = 2", "repeated.items.ignore = IGNORE_IF_ZERO_VALUE")),
		field("repeated string", rule("repeated.items.string.min_len = 2")), "x", Yes, No, false, nil},
	{"map keys", field("map<string, int32>", rule("map.keys.string.min_len = 1")), field("map<string, int32>", rule("map.keys.string.min_len = 2")), "x", Yes, No, false, nil},
	{"map values", field("map<string, int32>", rule("map.values.int32.gt = 1")), field("map<string, int32>", rule("map.values.int32.gte = 1")), "x", No, Yes, false, nil},
	{"max_pairs", field("map<int32, string>", rule("map.max_pairs = 2")), field("map<int32, string>", rule("map.max_pairs = 3")), "x", No, Yes, false, nil},
	{"bytes length", field("bytes", rule("bytes.max_len = 4")), field("bytes", rule("bytes.max_len = 3")), "x", Yes, No, false, nil},
	{"bytes format", field("bytes", rule("bytes.ipv4 = true")), field("bytes", rule("bytes.ip = true")), "x", No, Yes, false, nil},

	{"enum defined_only with a value gone", field("E", rule("enum.defined_only = true")) + "--- enum E { A = 0; B = 1; C = 2; }",
		field("E", rule("enum.defined_only = true")) + "--- enum E { A = 0; B = 1; }", "x", Yes, No, false, nil},
	{"enum defined_only", field("E", "") + "--- enum E { A = 0; B = 1; }", field("E", rule("enum.defined_only = true")) + "--- enum E { A = 0; B = 1; }", "x", Yes, No, false, nil},
	{"enum not the unspecified one", field("E", rule("enum.defined_only = true")) + "--- enum E { A = 0; B = 1; }",
		field("E", rule("enum = {defined_only: true not_in: [0]}")) + "--- enum E { A = 0; B = 1; }", "x", Yes, No, false, nil},
	{"enum in for const", field("E", rule("enum.const = 1")) + "--- enum E { A = 0; B = 1; }", field("E", rule("enum = {in: [1]}")) + "--- enum E { A = 0; B = 1; }", "x", No, No, false, nil},

	{"duration", field("google.protobuf.Duration", rule("duration.lte.seconds = 60")), field("google.protobuf.Duration", rule("duration.lt.seconds = 60")), "x", Yes, No, false, nil},
	{"timestamp", field("google.protobuf.Timestamp", rule("timestamp.gt.seconds = 1000")), field("google.protobuf.Timestamp", rule("timestamp.gt.seconds = 999")), "x", No, Yes, false, nil},
	{"timestamp and the clock", field("google.protobuf.Timestamp", ""), field("google.protobuf.Timestamp", rule("timestamp.lt_now = true")), "x", Yes, No, false, nil},
	{"wrapper", field("google.protobuf.Int32Value", rule("int32.gt = 1")), field("google.protobuf.Int32Value", rule("int32.gt = 2")), "x", Yes, No, false, nil},
	{"any", field("google.protobuf.Any", rule(`any = {in: ["type.googleapis.com/google.protobuf.Duration", "type.googleapis.com/google.protobuf.Empty"]}`)),
		field("google.protobuf.Any", rule(`any = {in: ["type.googleapis.com/google.protobuf.Duration"]}`)), "x", Yes, No, false, nil},
	{"field mask", field("google.protobuf.FieldMask", rule(`field_mask = {in: ["a", "b"]}`)), field("google.protobuf.FieldMask", rule(`field_mask = {in: ["a"]}`)), "x", Yes, No, false, nil},

	{"oneof required", "oneof o { string x = 1; string y = 2; }", "oneof o { option (buf.validate.oneof).required = true; string x = 1; string y = 2; }", "o", Yes, No, false, nil},
	{"oneof gains a member", "oneof o { option (buf.validate.oneof).required = true; string x = 1; }",
		"oneof o { option (buf.validate.oneof).required = true; string x = 1; string y = 2; }", "o", No, Yes, false, nil},
	{"message oneof", "string x = 1; string y = 2;", `option (buf.validate.message).oneof = {fields: ["x", "y"]}; string x = 1; string y = 2;`, "", Yes, No, false, nil},
	{"message oneof required", `option (buf.validate.message).oneof = {fields: ["x", "y"]}; string x = 1; string y = 2;`,
		`option (buf.validate.message).oneof = {fields: ["x", "y"] required: true}; string x = 1; string y = 2;`, "", Yes, No, false, nil},
	{"message oneof narrowed", `option (buf.validate.message).oneof = {fields: ["x", "y", "z"]}; string x = 1; string y = 2; string z = 3;`,
		`option (buf.validate.message).oneof = {fields: ["x", "y"]}; string x = 1; string y = 2; string z = 3;`, "", No, Yes, false, nil},
	{"message oneof of new fields", other, `option (buf.validate.message).oneof = {fields: ["x", "z"]}; string x = 1; string z = 3;` + other, "", No, No, false, nil},

	{"CEL added", other, messageCEL("this.y < 10") + other, "", Yes, No, false, nil},
	{"CEL dropped", messageCEL("this.y < 10") + other, other, "", No, Yes, false, nil},
	{"CEL tightened", messageCEL("this.y <= 1000") + other, messageCEL("this.y <= 999") + other, "", Yes, No, false, nil},
	{"CEL spelled otherwise", messageCEL("this.y >= 3 && this.x != 'a'") + text() + other, messageCEL("('a' != this.x) && 3 <= this.y") + text() + other, "", No, No, false, nil},
	{"CEL with a text for an answer", messageCEL("this.y >= 3 ? '' : 'too small'") + other, messageCEL("this.y >= 3") + other, "", No, No, false, nil},
	{"CEL rewritten beyond proof", messageCEL("this.y * 2 >= 6 && this.y < 1000") + other, messageCEL("this.y >= 3 && this.y < 1000") + other, "", Unknown, Unknown, false, nil},
	{"CEL on a new field", other, messageCEL("this.x == '' || this.x.startsWith('a')") + text() + other, "", No, No, false, nil},
	{"CEL on a new and an old field", other, messageCEL("this.x == '' || this.y > 3") + text() + other, "", No, No, false, nil},
	{"CEL on a new field that has to be set", other, messageCEL("this.x.size() > 2") + text() + other, "", Yes, No, false, nil},
	{"CEL of times", "google.protobuf.Timestamp a = 1; google.protobuf.Timestamp b = 2;",
		messageCEL("!has(this.a) || !has(this.b) || this.b > this.a") + "google.protobuf.Timestamp a = 1; google.protobuf.Timestamp b = 2;", "", Yes, No, false, nil},
	{"CEL on a field", text(`cel = {id: "a" expression: "this != 'forbidden-word'"}`), text(`cel = {id: "a" expression: "this != 'forbidden-word' && this.size() < 100"}`), "x", Yes, No, false, nil},
	{"CEL pattern", text(`cel_expression = "this.matches('^[a-z]*$')"`), text(`cel_expression = "this.matches('^[a-z0-9]*$')"`), "x", No, Yes, false, nil},
	{"CEL id only", text(`cel = {id: "a" expression: "this != 'a'"}`), text(`cel = {id: "b" expression: "this != 'a'"}`), "x", No, No, false, idChanged},
	{"CEL message only", text(`cel = {id: "a" message: "m" expression: "this != 'a'"}`), text(`cel = {id: "a" message: "n" expression: "this != 'a'"}`), "x", No, No, false,
		func(t *testing.T, v Verdict) {
			t.Helper()
			if v.RuleIDChanged || v.Before == v.After {
				t.Errorf("only the message of the rule changed: %q, %q", v.Before, v.After)
			}
		}},
	{"CEL with a renamed field", messageCEL("this.y < 10") + other, messageCEL("this.z < 10") + "int32 z = 2;", "", No, No, false, nil},
	{"CEL with has and presence", messageCEL("has(this.y)") + "optional int32 y = 2;", messageCEL("has(this.y)") + "int32 y = 2;", "", Yes, No, false, nil},
	{"CEL in a nested message", "N n = 1; --- message N { string a = 1; }", messageCEL("this.n.a != 'secret'") + "N n = 1; --- message N { string a = 1; }", "", Yes, No, false, nil},
	{"CEL of lists", "repeated string n = 1;", messageCEL("this.n.all(s, s.startsWith('a/'))") + "repeated string n = 1;", "", Yes, No, false, nil},
	{"CEL beside strict rules", "option (buf.validate.message).cel = {id: \"c\" expression: \"this.y > 5\"};" + text(`string.pattern = "^[A-Z]{3}-[0-9]{4}$"`) + other + "N n = 3 [(buf.validate.field).required = true]; --- message N { string u = 1 [(buf.validate.field).string.uuid = true]; }",
		"option (buf.validate.message).cel = {id: \"c\" expression: \"this.y > 6\"};" + text(`string.pattern = "^[A-Z]{3}-[0-9]{4}$"`) + other + "N n = 3 [(buf.validate.field).required = true]; --- message N { string u = 1 [(buf.validate.field).string.uuid = true]; }", "", Yes, No, false, nil},
	{"field beside CEL that wants it", messageCEL("has(this.x)") + field("optional string", ""), messageCEL("has(this.x)") + field("optional string", rule("required = true")), "x", No, No, false, nil},
	{"nothing else", text("string.min_len = 1"), text("string.min_len = 1"), "x", No, No, false, unchanged},
	{"examples only", text("string.min_len = 1"), text(`string = {min_len: 1 example: "a"}`), "x", No, No, false, unchanged},
	{"recursive", "M m = 2;" + text("string.max_len = 3"), "M m = 2;" + text("string.max_len = 2"), "x", Yes, No, false, nil},
}
