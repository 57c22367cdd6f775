package validation

import (
	"fmt"
	"math"
	"math/big"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// family is a type of a field with rules, all pairs of which are compared, and values at the bounds that the rules name.
type family struct {
	name, kind string
	rules      []string
	beside     string // beside is declared beside the messages.
	values     func(field protoreflect.FieldDescriptor) []protoreflect.Value

	open int // open is how many pairs are neither proven nor shown: inclusions of bytes that are not decided.
}

func numbered(prefix string, rules ...string) []string {
	var all []string
	for _, one := range rules {
		var parts []string
		for part := range strings.SplitSeq(one, "; ") {
			if part != "" {
				parts = append(parts, prefix+part)
			}
		}
		all = append(all, rule(parts...))
	}
	return all
}

// ranges are rules of numbers around 3 to 6. Where the lower bound is above the upper one, the range is what is outside.
var ranges = []string{
	"", "gt = 3", "gte = 3", "gt = 4", "gte = 4", "lt = 5", "lte = 5", "lt = 6", "lte = 6", "gt = 3; lt = 5", "gte = 3; lte = 5",
	"gt = 3; lte = 6", "gte = 4; lt = 5", "gt = 5; lt = 3", "gte = 5; lte = 3", "gte = 5; lt = 3", "gt = 4; lt = 4", "gte = 4; lte = 4",
	"gte = 4; lt = 4", "gt = 4; lte = 4", "gt = 4; lt = 5", "const = 4", "const = 5", "in = 4", "in = 3; in = 4", "in = 5; in = 3; in = 4",
	"not_in = 4", "not_in = 3; not_in = 5", "gt = 3; not_in = 4", "gte = 3; in = 2; in = 4", "const = 4; not_in = 4", "gte = 0", "gt = 0", "lt = 0",
	"lte = 0", "not_in = 0", "const = 0", "gte = 1",
}

func unsignedRanges() []string {
	var all []string
	for _, one := range ranges {
		if one != "lt = 0" {
			all = append(all, one)
		}
	}
	return all
}

func fill(text string, size int) string { return strings.Repeat(text, size) }

func valuesOf[T any](of func(T) protoreflect.Value, all ...T) func(protoreflect.FieldDescriptor) []protoreflect.Value {
	return func(protoreflect.FieldDescriptor) []protoreflect.Value {
		var made []protoreflect.Value
		for _, one := range all {
			made = append(made, of(one))
		}
		return made
	}
}

func timesAround(message func(protoreflect.FieldDescriptor) protoreflect.MessageDescriptor) func(protoreflect.FieldDescriptor) []protoreflect.Value {
	return func(field protoreflect.FieldDescriptor) []protoreflect.Value {
		var made []protoreflect.Value
		for seconds := int64(-3); seconds < 8; seconds++ {
			for _, rest := range []int64{0, 1, 999_999_999} {
				made = append(made, timeMessage(message(field), big.NewInt(seconds*1_000_000_000+rest)))
			}
		}
		return made
	}
}

// lists and maps of the sizes 1 to 4, with and without items that occur twice.
func listsOf(items ...[]protoreflect.Value) func(protoreflect.FieldDescriptor) []protoreflect.Value {
	return func(field protoreflect.FieldDescriptor) []protoreflect.Value {
		var made []protoreflect.Value
		for _, one := range items {
			list := newMessage(field.ContainingMessage()).NewField(field).List()
			for _, item := range one {
				list.Append(item)
			}
			made = append(made, protoreflect.ValueOfList(list))
		}
		return made
	}
}

func int32s(all ...int32) []protoreflect.Value {
	return valuesOf(protoreflect.ValueOfInt32, all...)(nil)
}

func strs(all ...string) []protoreflect.Value { return texts(all...) }

func mapsOf(all ...map[int32]string) func(protoreflect.FieldDescriptor) []protoreflect.Value {
	return func(field protoreflect.FieldDescriptor) []protoreflect.Value {
		var made []protoreflect.Value
		for _, one := range all {
			entries := newMessage(field.ContainingMessage()).NewField(field).Map()
			for key, value := range one {
				entries.Set(protoreflect.ValueOfInt32(key).MapKey(), protoreflect.ValueOfString(value))
			}
			made = append(made, protoreflect.ValueOfMap(entries))
		}
		return made
	}
}

var families = []family{
	{
		name: "int32", kind: "optional int32", rules: numbered("int32.", append(ranges, "gte = -2147483648", "gt = -2147483648", "lte = 2147483647", "lt = 2147483647")...),
		values: valuesOf(protoreflect.ValueOfInt32, 4, 3, 5, 2, 6, 1, 7, 0, -1, math.MinInt32, math.MinInt32+1, math.MaxInt32-1, math.MaxInt32),
	},
	{
		name: "sint64", kind: "optional sint64", rules: numbered("sint64.", append(ranges, "gt = -9223372036854775808", "lt = 9223372036854775807")...),
		values: valuesOf(protoreflect.ValueOfInt64, 4, 3, 5, 2, 6, 1, 7, 0, -1, math.MinInt64, math.MinInt64+1, math.MaxInt64-1, math.MaxInt64),
	},
	{
		name: "uint32", kind: "optional uint32", rules: numbered("uint32.", append(unsignedRanges(), "lt = 4294967295", "lte = 4294967295")...),
		values: valuesOf(protoreflect.ValueOfUint32, 4, 3, 5, 2, 6, 1, 7, 0, math.MaxUint32-1, math.MaxUint32),
	},
	{
		name: "fixed64", kind: "optional fixed64", rules: numbered("fixed64.", append(unsignedRanges(), "lt = 18446744073709551615", "lte = 18446744073709551614")...),
		values: valuesOf(protoreflect.ValueOfUint64, 4, 3, 5, 2, 6, 1, 7, 0, math.MaxUint64-1, math.MaxUint64),
	},
	{
		name: "double", kind: "optional double", rules: numbered("double.", append(ranges, "finite = true", "finite = true; gt = 3", "lt = inf", "gt = -inf", "in = nan", "const = 0.5", "lte = 1.7976931348623157e308")...),
		values: valuesOf(protoreflect.ValueOfFloat64, 4, 3, 5, 2, 6, 1, 7, 0, -1, 0.5, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.NaN(), math.Nextafter(4, 5),
			math.Nextafter(4, 3), math.Nextafter(3, 4), math.Nextafter(3, 2), math.Nextafter(5, 6), math.Nextafter(5, 4), math.Nextafter(6, 5), math.Nextafter(6, 7),
			math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64, -math.SmallestNonzeroFloat64, math.Nextafter(1, 0)),
	},
	{
		name: "float", kind: "optional float", rules: numbered("float.", append(ranges, "finite = true", "finite = true; gt = 3", "const = 0.5")...),
		values: valuesOf(protoreflect.ValueOfFloat32, 4, 3, 5, 2, 6, 1, 7, 0, -1, 0.5, negative, float32(math.Inf(1)), float32(math.Inf(-1)), float32(math.NaN()),
			math.Nextafter32(4, 5), math.Nextafter32(4, 3), math.Nextafter32(3, 4), math.Nextafter32(3, 2), math.Nextafter32(5, 6), math.Nextafter32(5, 4),
			math.Nextafter32(6, 5), math.Nextafter32(6, 7), math.MaxFloat32, -math.MaxFloat32, math.SmallestNonzeroFloat32, -math.SmallestNonzeroFloat32,
			math.Nextafter32(1, 0)),
	},
	{
		name: "bool", kind: "optional bool", rules: numbered("bool.", "", "const = true", "const = false"),
		values: valuesOf(protoreflect.ValueOfBool, true, false),
	},
	{
		name: "enum", kind: "optional E", beside: "enum E { ZERO = 0; ONE = 1; TWO = 2; FOUR = 4; }",
		rules: numbered("enum.", "", "defined_only = true", "const = 1", "const = 3", "in = 1", "in = 1; in = 3", "not_in = 0", "not_in = 1; not_in = 3",
			"defined_only = true; not_in = 2", "defined_only = true; in = 1; in = 3", "defined_only = true; const = 3", "in = 0; in = 1; in = 2; in = 4"),
		values: valuesOf(protoreflect.ValueOfEnum, 0, 1, 2, 3, 4, 5, -1, math.MinInt32, math.MaxInt32),
	},
	{
		name: "duration", kind: "google.protobuf.Duration", values: timesAround(protoreflect.FieldDescriptor.Message),
		rules: numbered("duration.", "", "gt.seconds = 3", "gte.seconds = 3", "lt.seconds = 5", "lte.seconds = 5", "gt = {seconds: 3 nanos: 1}", "lt = {seconds: 5 nanos: 1}",
			"gt.seconds = 3; lt.seconds = 5", "gte.seconds = 5; lte.seconds = 3", "const.seconds = 4", "in = {seconds: 4}", "not_in = {seconds: 4}", "gt.nanos = -1", "lt = {seconds: -1 nanos: -1}"),
	},
	{
		name: "timestamp", kind: "google.protobuf.Timestamp", values: timesAround(protoreflect.FieldDescriptor.Message),
		rules: numbered("timestamp.", "", "gt.seconds = 3", "gte.seconds = 3", "lt.seconds = 5", "lte.seconds = 5", "gt = {seconds: 3 nanos: 1}", "lt = {seconds: 5 nanos: 1}",
			"gt.seconds = 3; lt.seconds = 5", "const.seconds = 4", "gt.seconds = -1", "gte = {seconds: -1 nanos: 1}", "lt.seconds = -1"),
	},
	{
		name: "bytes", kind: "optional bytes",
		rules: numbered("bytes.", "", "len = 4", "len = 5", "len = 0", "min_len = 4", "min_len = 5", "min_len = 1", "max_len = 4", "max_len = 5", "max_len = 0", "min_len = 4; max_len = 5",
			"min_len = 5; max_len = 4", `const = "aaaa"`, `const = "aaaaa"`, `const = ""`, `in = "aaaa"`, `in = "aaaa"; in = "aaaaa"; in = "bb"`, `not_in = "aaaa"`, `not_in = "aaaaa"; not_in = "bb"`,
			"ip = true", "ipv4 = true", "ipv6 = true", "uuid = true", `prefix = "a"`, `prefix = "aa"`, `suffix = "b"`, `suffix = "bb"`, `contains = "ab"`, `contains = "b"`,
			`prefix = "ab"; max_len = 2`, `in = "ab"; prefix = "a"`, `in = "ab"; in = "bb"; suffix = "b"`, `min_len = 5; not_in = "aaaa"`, `pattern = "^[ab]*$"`, `pattern = "^a*$"`,
			`in = "aaaa"; pattern = "^a*$"`, `in = "aaaa"; len = 4`, `const = "ab"; contains = "b"`),
		values: valuesOf(protoreflect.ValueOfBytes, []byte(""), []byte("a"), []byte("ab"), []byte("bb"), []byte("aaa"), []byte("aaaa"), []byte("aaaaa"), []byte("aaaaaa"), []byte("abab"), []byte("aabbb"), []byte("bbbb"), []byte("bbbbb"),
			[]byte("\xff"), []byte("\xff\xff\xff\xff"), []byte(fill("\x00", 5)), []byte(fill("a", 15)), []byte(fill("a", 16)), []byte(fill("b", 16)), []byte(fill("a", 17)), []byte("ba"), []byte("cab"), []byte("abc"), []byte("aab")),
		open: 19,
	},
	{
		name: "string", kind: "optional string",
		rules: numbered("string.", "", "len = 2", "len = 3", "min_len = 2", "min_len = 3", "max_len = 2", "max_len = 3", "len_bytes = 2", "len_bytes = 3", "min_bytes = 2", "min_bytes = 3", "max_bytes = 2", "max_bytes = 3",
			"min_len = 2; max_len = 3", `const = "ab"`, `const = "é"`, `in = "ab"; in = "é"`, `in = "ab"`, `not_in = "ab"`, `not_in = "ab"; not_in = "é"`, `prefix = "a"`, `prefix = "ab"`, `suffix = "b"`, `suffix = "ab"`,
			`contains = "b"`, `contains = "ab"`, `not_contains = "b"`, `not_contains = "ab"`, `pattern = "^[ab]*$"`, `pattern = "^[ab]{2}$"`, `pattern = "^a"`, `pattern = "^é?$"`, "len = 0", "min_len = 1", "max_len = 0",
			`in = "ab"; not_in = "ab"`, `pattern = "^[a-z]{2}$"; max_bytes = 2`),
		values: valuesOf(protoreflect.ValueOfString, "", "a", "b", "ab", "ba", "é", "éa", "éé", "aab", "abab", "bab", "aaa", "aba", "é\u00e9é", "ac", "c", "abc", "cab", "bb", "aa", "😀", "\u4e2d", "aé", "a\n", "xx", "aaaa", "ca", "zz", "éb", "cb"),
	},
	{
		name: "list", kind: "repeated int32",
		rules: numbered("repeated.", "", "min_items = 1", "min_items = 2", "min_items = 3", "max_items = 2", "max_items = 3", "max_items = 0", "min_items = 2; max_items = 3", "min_items = 3; max_items = 2", "unique = true",
			"unique = true; max_items = 1", "max_items = 1", "unique = true; min_items = 2", "unique = true; max_items = 3", "items.int32.gt = 3", "items.int32.gte = 3", "items.int32.lt = 5", "items.int32.gte = 3; items.int32.lte = 5",
			"unique = true; items.int32.gte = 3; items.int32.lte = 5", "items.int32.gt = 5; items.int32.lt = 5; items.int32.const = 5", "items.int32.in = 3; items.int32.in = 4; unique = true", "unique = true; items.int32.const = 4",
			"items.int32.gt = 3; items.ignore = IGNORE_IF_ZERO_VALUE", "items.int32.gte = 0", "items.int32.gt = 0; items.ignore = IGNORE_IF_ZERO_VALUE", "min_items = 2; items.int32.gt = 3"),
		values: listsOf(int32s(3), int32s(4), int32s(5), int32s(2), int32s(6), int32s(0), int32s(-1), int32s(3, 4), int32s(4, 4), int32s(3, 3), int32s(4, 5), int32s(5, 5), int32s(0, 0), int32s(3, 4, 5), int32s(4, 4, 4), int32s(3, 3, 3), int32s(5, 6, 7), int32s(7, 8, 9),
			int32s(3, 4, 5, 6), int32s(4, 4, 4, 4), int32s(7, 8, 9, 10), int32s(5, 6), int32s(6, 7), int32s(0, 4), int32s(4, 0, 5), int32s(1), int32s(1, 2), int32s(1, 2, 3, 4), int32s(-1, 1), int32s(-1, -1, -1), int32s(0, 1), int32s(7), int32s(7, 7)),
	},
	{
		name: "list of texts", kind: "repeated string",
		rules: numbered("repeated.", "", "unique = true", `items.string = {in: ["a", "b"]}; unique = true`, `items.string = {in: ["a", "b"]}; unique = true; max_items = 2`, `items.string = {in: ["a", "b"]}; unique = true; max_items = 1`,
			`items.string.in = "a"; unique = true`, `items.string.in = "a"; max_items = 1`, "items.string.min_len = 1", "items.string.min_len = 1; items.ignore = IGNORE_IF_ZERO_VALUE", `items.string = {in: ["a", "b"]}; items.ignore = IGNORE_IF_ZERO_VALUE; unique = true`,
			"max_items = 3; items.string.max_len = 1", "items.ignore = IGNORE_ALWAYS; items.string.min_len = 4", "items.string.len = 0", "items.string = {min_len: 2 max_len: 1}", "items.string.min_len = 1; unique = true; max_items = 3"),
		values: listsOf(strs(""), strs("a"), strs("b"), strs("c"), strs("ab"), strs("a", "a"), strs("a", "b"), strs("", ""), strs("", "a", "b"), strs("a", "b", "c"), strs("a", "b", ""), strs("a", "a", "a", "a"), strs("a", "b", "c", "d"), strs("", "a", "b", "c"), strs("abcd"), strs("", "a"), strs("c", "d"), strs("", "", "", "")),
		open:   1,
	},
	{
		name: "map", kind: "map<int32, string>",
		rules: numbered("map.", "", "min_pairs = 1", "min_pairs = 2", "min_pairs = 3", "max_pairs = 2", "max_pairs = 3", "max_pairs = 0", "min_pairs = 2; max_pairs = 3", "min_pairs = 3; max_pairs = 2", "keys.int32.gt = 3", "keys.int32.gte = 3",
			"keys.int32.gte = 3; keys.int32.lte = 5", "keys.int32.in = 3; keys.int32.in = 4", "keys.int32.in = 3; keys.int32.in = 4; max_pairs = 1", `values.string.min_len = 1`, `values.string.min_len = 2`, `values.string.in = "a"`, `values.string = {min_len: 2 max_len: 1}`,
			"values.string.min_len = 2; values.ignore = IGNORE_IF_ZERO_VALUE", "keys.int32.gt = 5; keys.int32.const = 5", "keys.int32.gt = 3; keys.ignore = IGNORE_IF_ZERO_VALUE", "min_pairs = 2; values.string.min_len = 1"),
		values: mapsOf(map[int32]string{3: "a"}, map[int32]string{4: "a"}, map[int32]string{5: "aa"}, map[int32]string{4: "aa"}, map[int32]string{2: "aa"}, map[int32]string{6: ""}, map[int32]string{0: "aa"}, map[int32]string{3: "a", 4: "a"}, map[int32]string{3: "aa", 4: "aa"},
			map[int32]string{3: "", 4: ""}, map[int32]string{3: "a", 4: "a", 5: "a"}, map[int32]string{3: "aa", 4: "aa", 5: "aa"}, map[int32]string{6: "aa", 7: "aa", 8: "aa"}, map[int32]string{4: "", 5: "", 6: ""}, map[int32]string{4: "aa", 5: "aa", 6: "aa", 7: "aa"}, map[int32]string{4: "", 5: "", 6: "", 7: ""},
			map[int32]string{1: "a"}, map[int32]string{1: "aa", 2: "aa"}, map[int32]string{6: "aa", 7: "aa"}, map[int32]string{6: "a", 7: "a"}, map[int32]string{4: "a", 5: "a", 6: "a", 7: "a"}, map[int32]string{4: ""}, map[int32]string{5: "a"}, map[int32]string{5: ""}, map[int32]string{0: "a", 4: "a"}, map[int32]string{4: "b"}, map[int32]string{3: ""}),
		open: 2,
	},
}

// isZero also says so of the negative zero.
func isZero(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
	if field.IsList() || field.IsMap() || field.Message() != nil {
		return false
	}
	switch field.Kind() {
	case protoreflect.StringKind:
		return value.String() == ""
	case protoreflect.BytesKind:
		return len(value.Bytes()) == 0
	default:
		s, _ := numberScale(field)
		number := s.toInt(value)
		return number != nil && number.Sign() == 0
	}
}

var negative = float32(math.Copysign(0, -1))

// TestPairsOfRules compares all pairs of rules of a type and holds the answer against what protovalidate accepts, value by
// value: a proof that no value is lost is never contradicted, and where there is none a candidate shows a value that is.
func TestPairsOfRules(t *testing.T) {
	sources := map[string][]byte{}
	for f, fam := range families {
		var messages strings.Builder
		for i, rules := range fam.rules {
			fmt.Fprintf(&messages, "message P%d { %s }\n", i, field(fam.kind, rules))
		}
		sources[fmt.Sprintf("c%d.proto", f)] = source(f, "---"+fam.beside+messages.String())
	}
	compiled := compile(t, sources)
	for f, fam := range families {
		t.Run(fam.name, func(t *testing.T) {
			side, err := newSide(Options{}.Now)
			if err != nil {
				t.Fatal(err)
			}
			all := make([]values, len(fam.rules))
			for i := range fam.rules {
				of := messageOf(t, compiled, fmt.Sprintf("c%d.P%d", f, i))
				all[i] = values{side: side, field: of.Fields().ByNumber(1), rules: side.message(of).fields[1]}
			}
			accepts := func(v values, value protoreflect.Value) bool {
				message := newMessage(v.field.ContainingMessage())
				return put(message, v.field, value) && side.check(message, nil).accepted
			}
			sample := fam.values(all[0].field)
			accepted := make([][]bool, len(all)) // accepted has, by rules, which of the values protovalidate takes.
			for i, v := range all {
				for _, value := range sample {
					accepted[i] = append(accepted[i], accepts(v, value))
				}
			}
			proven, decided := 0, 0
			for i, from := range all {
				for k, to := range all {
					lost, lostToo := -1, -1 // The second one is not zero.
					for n := range accepted[i] {
						if accepted[i][n] && !accepted[k][n] {
							if lost = n; !isZero(from.field, sample[n]) {
								lostToo = n
							}
						}
					}
					got := include(t.Context(), from, to)
					shown := false
					for _, candidate := range got.candidates {
						shown = shown || accepts(from, candidate) && !accepts(to, candidate)
					}
					switch {
					case got.proven:
						proven++
						if lost >= 0 {
							t.Errorf("%s → %s: proven (%s), but value %d is lost", fam.rules[i], fam.rules[k], got.reason, lost)
						}
						if shown {
							t.Errorf("%s → %s: proven (%s), but a candidate shows the opposite", fam.rules[i], fam.rules[k], got.reason)
						}
					case shown:
						decided++
					case fam.open > 0:
					case lost >= 0:
						t.Errorf("%s → %s: value %d is lost, and none of %d candidates shows it (%s)", fam.rules[i], fam.rules[k], lost, len(got.candidates), got.reason)
					default:
						t.Errorf("%s → %s: neither proven nor shown (%s)", fam.rules[i], fam.rules[k], got.reason)
					}
					apart, toApart := from, to
					apart.zeroApart, toApart.zeroApart = true, true
					got = include(t.Context(), apart, toApart)
					if got.proven && lostToo >= 0 {
						t.Errorf("%s → %s without zero: proven (%s), but value %d is lost", fam.rules[i], fam.rules[k], got.reason, lostToo)
					}
					if !got.proven && lostToo < 0 && fam.open == 0 {
						t.Errorf("%s → %s without zero: not proven (%s), but no value is lost", fam.rules[i], fam.rules[k], got.reason)
					}
				}
			}
			if open := len(all)*len(all) - proven - decided; open > fam.open {
				t.Errorf("%d pairs are open, want at most %d", open, fam.open)
			}
		})
	}
}

// TestLongRulesAreNotRun judges a rule of 10^7 steps, which would take minutes with some hundred messages.
func TestLongRulesAreNotRun(t *testing.T) {
	expression := "true"
	for i := range 7 {
		expression = fmt.Sprintf("[0, 1, 2, 3, 4, 5, 6, 7, 8, 9].all(v%d, %s)", i, expression)
	}
	long := field("int32", rule(`cel = {id: "c" expression: "`+expression+`"}`))
	began := time.Now()
	verdicts := verdictsOf(t, "int32 x = 1;", long, Options{})
	if len(verdicts) != 1 || verdicts[0].Shrank != Unknown || verdicts[0].Grew != No || !strings.Contains(verdicts[0].ShrankProof, "more than 200000 steps") {
		t.Errorf("found %+v", verdicts)
	}
	// Another field is judged all the same. Whether the long rule accepts a message stays open, so none is shown.
	verdicts = verdictsOf(t, long+` string y = 2 [(buf.validate.field).string.max_len = 9];`, long+` string y = 2 [(buf.validate.field).string.max_len = 8];`, Options{})
	if len(verdicts) != 1 || verdicts[0].Shrank != Yes || verdicts[0].ShrankWitness != nil {
		t.Errorf("found %+v", verdicts)
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
}

// TestManyFields judges a message in which the rules of 150 fields changed, all of which have to be set.
func TestManyFields(t *testing.T) {
	fields := func(most int) string {
		var all strings.Builder
		for i := 1; i <= 150; i++ {
			fmt.Fprintf(&all, "string f%d = %d [(buf.validate.field).string = {min_len: %d, max_len: %d}]; ", i, i, 1+i%9, most)
		}
		return all.String()
	}
	began := time.Now()
	verdicts := verdictsOf(t, fields(20), fields(19), Options{})
	if len(verdicts) != 150 || verdicts[149].Shrank != Yes || verdicts[149].ShrankWitness == nil {
		t.Errorf("there are %d verdicts, the last one %+v", len(verdicts), verdicts[len(verdicts)-1])
	}
	if took := time.Since(began); took > 20*time.Second {
		t.Errorf("it took %s", took)
	}
}
