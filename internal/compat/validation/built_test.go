package validation

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
	"testing"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// everyKind is a message with fields of all kinds that values are put into.
const everyKind = "string s = 1; bytes b = 2; int32 i = 3; E e = 4; N n = 5; repeated string rs = 6; repeated N rn = 7; map<string, N> m = 8; map<int32, string> mi = 9; optional string long_name = 10;" +
	" repeated int32 ri = 11; google.protobuf.Duration d = 12; --- enum E { A = 0; B = 1; } message N { string t = 1; }"

func everyField(t *testing.T) func(protoreflect.Name) protoreflect.FieldDescriptor {
	t.Helper()
	m := messageOf(t, compile(t, map[string][]byte{"c0.proto": source(0, everyKind)}), "c0.M")
	return m.Fields().ByName
}

func nested(field protoreflect.FieldDescriptor, text string) protoreflect.Value {
	made := newMessage(field.Message())
	if text != "" {
		made.Set(field.Message().Fields().ByNumber(1), protoreflect.ValueOfString(text))
	}
	return protoreflect.ValueOfMessage(made)
}

func stringMap(field protoreflect.FieldDescriptor, size int, text string) protoreflect.Value {
	made := newMessage(field.ContainingMessage()).NewField(field).Map()
	for i := range size {
		made.Set(protoreflect.ValueOfInt32(int32(i)).MapKey(), protoreflect.ValueOfString(text))
	}
	return protoreflect.ValueOfMap(made)
}

// TestDescriptionsAreShort describes values just within the length that is shown and just beyond it.
func TestDescriptionsAreShort(t *testing.T) {
	fields := everyField(t)
	list := func(name protoreflect.Name, items ...protoreflect.Value) protoreflect.Value {
		return listsOf(items)(fields(name))[0]
	}
	letters := func(letter string, size int) protoreflect.Value {
		return protoreflect.ValueOfString(fill(letter, size))
	}
	for _, c := range []struct {
		field protoreflect.Name
		value protoreflect.Value
		want  string
	}{
		{"s", letters("a", 60), `"` + fill("a", 60) + `"`}, {"s", letters("a", 61), "a text of 61 characters"},
		{"s", letters("é", 60), `"` + fill("é", 60) + `"`}, {"s", letters("é", 61), "a text of 61 characters"},
		{"s", protoreflect.ValueOfString("a\n\""), `"a\n\""`}, {"s", protoreflect.ValueOfString(""), `""`},
		{"b", protoreflect.ValueOfBytes([]byte(fill("b", 60))), `the bytes "` + fill("b", 60) + `"`}, {"b", protoreflect.ValueOfBytes([]byte(fill("b", 61))), "61 bytes"},
		{"i", protoreflect.ValueOfInt32(-7), "the value -7"}, {"e", protoreflect.ValueOfEnum(1), "the value B"}, {"e", protoreflect.ValueOfEnum(5), "the value 5"},
		{"n", nested(fields("n"), "x"), `the value {"t":"x"}`}, {"n", nested(fields("n"), fill("x", 52)), `the value {"t":"` + fill("x", 52) + `"}`}, {"n", nested(fields("n"), fill("x", 53)), "a value of n"},
		{"rs", list("rs", letters("a", 51)), "a list of length 1"}, {"rs", list("rs", letters("a", 49)), `{"rs":["` + fill("a", 49) + `"]}`},
		{"rs", list("rs", letters("a", 50), letters("b", 1), letters("c", 1)), "a list of length 3"},
		{"mi", stringMap(fields("mi"), 2, "a"), `{"mi":{"0":"a","1":"a"}}`}, {"mi", stringMap(fields("mi"), 7, "aaa"), "a map of size 7"},
		{"mi", stringMap(fields("mi"), 1, fill("m", 45)), `{"mi":{"0":"` + fill("m", 45) + `"}}`}, {"mi", stringMap(fields("mi"), 1, fill("m", 47)), "a map of size 1"},
	} {
		if got := describe(fields(c.field), c.value); got != c.want {
			t.Errorf("a value of %s is described as %s, want %s", c.field, got, c.want)
		}
	}
	for size := range 80 { // However long the parts are, what is shown has at most 60 characters.
		for _, got := range []string{describe(fields("rs"), list("rs", letters("a", size))), describe(fields("mi"), stringMap(fields("mi"), 1, fill("a", size)))} {
			full := fmt.Sprintf(`{"rs":["%s"]}`, fill("a", size))
			if strings.HasPrefix(got, `{"mi"`) || strings.HasPrefix(got, "a map") {
				full = fmt.Sprintf(`{"mi":{"0":"%s"}}`, fill("a", size))
			}
			if shown := got == full; shown != (len(full) <= 60) {
				t.Errorf("%d characters are described as %s", len(full), got)
			}
		}
	}
}

// TestPut sets fields to values of their own and of other kinds: what fits is copied, the rest is refused.
func TestPut(t *testing.T) {
	fields := everyField(t)
	nestedMap := newMessage(fields("m").ContainingMessage()).NewField(fields("m")).Map()
	nestedMap.Set(protoreflect.ValueOfString("k").MapKey(), nested(fields("m").MapValue(), "v"))
	for _, c := range []struct {
		field protoreflect.Name
		value protoreflect.Value
		want  string // want is the message afterwards; nothing where the value does not fit.
	}{
		{"s", protoreflect.ValueOfString("x"), `{"s":"x"}`}, {"s", protoreflect.ValueOfString("\xff"), ""}, {"long_name", protoreflect.ValueOfString(""), `{"longName":""}`}, {"long_name", protoreflect.ValueOfString("a\xff"), ""},
		{"b", protoreflect.ValueOfBytes([]byte("\xff")), `{"b":"/w=="}`}, {"i", protoreflect.ValueOfInt32(3), `{"i":3}`}, {"e", protoreflect.ValueOfEnum(1), `{"e":"B"}`},
		{"n", nested(fields("n"), "x"), `{"n":{"t":"x"}}`}, {"rn", listsOf([]protoreflect.Value{nested(fields("rn"), "x"), nested(fields("rn"), "")})(fields("rn"))[0], `{"rn":[{"t":"x"},{}]}`},
		{"rs", listsOf(strs("b", "a"))(fields("rs"))[0], `{"rs":["b","a"]}`}, {"rs", protoreflect.ValueOfString("x"), ""}, {"rn", nested(fields("n"), "x"), ""}, {"rs", protoreflect.ValueOfMap(nestedMap), ""},
		{"m", protoreflect.ValueOfMap(nestedMap), `{"m":{"k":{"t":"v"}}}`}, {"mi", stringMap(fields("mi"), 2, "a"), `{"mi":{"0":"a","1":"a"}}`}, {"m", protoreflect.ValueOfString("x"), ""}, {"m", listsOf(strs("a"))(fields("rs"))[0], ""},
	} {
		message := newMessage(fields("s").ContainingMessage())
		if done := put(message, fields(c.field), c.value); done != (c.want != "") {
			t.Errorf("%v was put into %s: %t", c.value, c.field, done)
		}
		got, err := writeWitness(message)
		if want := cmp.Or(c.want, "{}"); err != nil || string(got) != want {
			t.Errorf("%s is %s (%v), want %s", c.field, got, err, want)
		}
		if c.want == "" {
			continue
		}
		again := newMessage(fields("s").ContainingMessage())
		put(again, fields(c.field), c.value)
		change := func(inner protoreflect.Message) {
			inner.Set(inner.Descriptor().Fields().ByNumber(1), protoreflect.ValueOfString("changed"))
		}
		switch c.field { // What was put is no part of the value.
		case "n":
			change(again.Mutable(fields("n")).Message())
		case "rn":
			change(again.Mutable(fields("rn")).List().Get(0).Message())
		case "m":
			change(again.Mutable(fields("m")).Map().Get(protoreflect.ValueOfString("k").MapKey()).Message())
		case "rs":
			again.Mutable(fields("rs")).List().Append(protoreflect.ValueOfString("changed"))
		case "mi":
			again.Mutable(fields("mi")).Map().Set(protoreflect.ValueOfInt32(9).MapKey(), protoreflect.ValueOfString("changed"))
		}
		if unchanged, err := writeWitness(message); err != nil || string(unchanged) != string(got) {
			t.Errorf("%s shares its value with another message: %s", c.field, unchanged)
		}
	}
}

// TestListsAndMapsThatAreBuilt makes lists and maps of all sizes around the number of different items.
func TestListsAndMapsThatAreBuilt(t *testing.T) {
	fields := everyField(t)
	items, rest := strs("a", "b", "a", "c"), strs("x", "y")
	v := values{field: fields("rs")}
	for size := uint64(1); size < 7; size++ {
		repeating, unique := v.listOf(size, false, items), v.listOf(size, true, items)
		if len(repeating) != 1 || uint64(repeating[0].List().Len()) != size {
			t.Fatalf("%d items: %v", size, repeating)
		}
		for i := range int(size) {
			if got := repeating[0].List().Get(i).String(); got != items[i%4].String() {
				t.Errorf("item %d of %d is %s", i, size, got)
			}
		}
		if (len(unique) == 1) != (size <= 3) {
			t.Fatalf("%d of three different items: %v", size, unique)
		}
		seen := map[string]bool{}
		for _, list := range unique {
			for i := range list.List().Len() {
				seen[list.List().Get(i).String()] = true
			}
			if uint64(len(seen)) != size || uint64(list.List().Len()) != size {
				t.Errorf("%d different items are %v", size, seen)
			}
		}
		keyed := values{field: fields("mi")}.mapOf(size, int32s(4, 5, 4, 6), rest)
		if (len(keyed) == 1) != (size <= 3) || len(keyed) == 1 && uint64(keyed[0].Map().Len()) != size {
			t.Errorf("%d of three different keys: %v", size, keyed)
		}
	}
	for _, size := range []uint64{mostItems, mostItems + 1, math.MaxUint64} {
		if got := v.listOf(size, false, items); (len(got) == 1) != (size == mostItems) {
			t.Errorf("there are %d lists with %d items", len(got), size)
		}
	}
	many := make([]protoreflect.Value, mostItems+1)
	for i := range many {
		many[i] = protoreflect.ValueOfInt32(int32(i))
	}
	for _, size := range []uint64{mostItems, mostItems + 1} {
		if got := (values{field: fields("mi")}).mapOf(size, many, rest); (len(got) == 1) != (size == mostItems) {
			t.Errorf("there are %d maps with %d pairs", len(got), size)
		}
	}
	if v.listOf(1, false, nil) != nil || (values{field: fields("mi")}).mapOf(1, int32s(1), nil) != nil {
		t.Error("something was made of nothing")
	}
	for _, all := range [][]protoreflect.Value{
		{protoreflect.ValueOfBytes([]byte("a")), protoreflect.ValueOfBytes([]byte("b")), protoreflect.ValueOfBytes([]byte("a"))},
		{nested(fields("n"), "a"), nested(fields("n"), "b"), nested(fields("n"), "a")}, strs("a", "b", "a"), int32s(1, 2, 1),
	} {
		if got := different(all); len(got) != 2 || !got[0].Equal(all[0]) || !got[1].Equal(all[1]) || len(all) != 3 {
			t.Errorf("different values of %v are %v", all, got)
		}
	}
}

// TestManyDifferentValues asks for more values than the usual examples: all of them pass the rules and enough are different.
func TestManyDifferentValues(t *testing.T) {
	compiled := compile(t, map[string][]byte{
		"c0.proto": source(0, field("repeated string", rule("repeated.items.string.min_len = 2", "repeated.items.string.max_len = 40"))),
		"c1.proto": source(1, field("repeated int32", rule("repeated.items.int32.gt = 5", "repeated.items.int32.lt = 400"))),
		"c2.proto": source(2, field("repeated int32", rule("repeated.items.int32 = {not_in: [7, 9] gte: 6 lte: 20}"))),
	})
	side, err := newSide(Options{}.Now)
	if err != nil {
		t.Fatal(err)
	}
	for name, most := range map[string]int{"c0.M": 300, "c1.M": 394, "c2.M": 13} {
		message := messageOf(t, compiled, name)
		x := message.Fields().ByName("x")
		v := values{side: side, field: x, rules: side.message(message).fields[1]}
		for _, count := range []int{1, 13, 64, 65, 120, most} {
			var good []protoreflect.Value
			for _, item := range different(v.itemExamples(uint64(count))) {
				holder := newMessage(message)
				put(holder, x, listsOf([]protoreflect.Value{item})(x)[0])
				if side.check(holder, nil).accepted {
					good = append(good, item)
				}
			}
			if len(good) < min(count, most) {
				t.Errorf("%s: of %d values %d pass", name, count, len(good))
			}
		}
	}
}

// TestExamplesOfBytes has sizes up to the largest that is built, and affixes.
func TestExamplesOfBytes(t *testing.T) {
	sizes := func(was, is *validate.BytesRules) []int {
		var all []int
		for _, value := range bytesExamples(was, is) {
			all = append(all, len(value.Bytes()))
		}
		slices.Sort(all)
		return slices.Compact(all)
	}
	longer := func(least uint64) *validate.BytesRules {
		return validate.BytesRules_builder{MinLen: &least}.Build()
	}
	for _, c := range []struct {
		was, is *validate.BytesRules
		want    []int
	}{
		{longer(65_536), longer(65_537), []int{0, 65_536}}, {longer(65_537), longer(65_538), []int{0}}, {longer(65_535), longer(65_537), []int{0, 65_535, 65_536}},
		{longer(3), longer(5), []int{0, 3, 4}}, {nil, longer(2), []int{0, 1}}, {longer(4), nil, []int{0, 4, 5}},
		{validate.BytesRules_builder{In: [][]byte{[]byte("abc"), []byte("abcdefg")}}.Build(), validate.BytesRules_builder{NotIn: [][]byte{[]byte("ab")}, Const: []byte("abcde")}.Build(), []int{0, 2, 3, 5, 7}},
	} {
		if got := sizes(c.was, c.is); !slices.Equal(got, c.want) {
			t.Errorf("%v and %v have examples of %v bytes, want %v", c.was, c.is, got, c.want)
		}
	}
	rules := validate.BytesRules_builder{Prefix: []byte("pre"), Contains: []byte("in"), Suffix: []byte("fix"), MaxLen: new(uint64(10))}.Build()
	longest := 0
	for _, value := range bytesExamples(rules, nil) {
		text := string(value.Bytes())
		longest = max(longest, len(text))
		if len(text) > 0 && (!strings.HasPrefix(text, "pre") || !strings.HasSuffix(text, "infix")) {
			t.Errorf("%q has not the affixes", text)
		}
	}
	if longest != 10 {
		t.Errorf("the longest example has %d bytes", longest)
	}
	rules = validate.BytesRules_builder{Pattern: new("^k[0-9]{3}$")}.Build()
	if !slices.ContainsFunc(bytesExamples(rules, nil), func(v protoreflect.Value) bool { return matches("^k[0-9]{3}$", v.Bytes()) }) {
		t.Error("no example has the pattern")
	}
	if matches("^.$", []byte("\xff")) || !matches("^.$", []byte("é")) || matches("(", []byte("(")) {
		t.Error("only texts have a pattern")
	}
}

// TestFormats holds each format against protovalidate, with valid texts and with changes of one character: what passes for sure
// is accepted, and what is accepted may pass.
func TestFormats(t *testing.T) {
	var body strings.Builder
	names := slices.Sorted(maps.Keys(formatExamples))
	for i, name := range names {
		rules := "string." + name + " = true"
		switch name {
		case "header_name", "header_loose_name":
			rules = "string.well_known_regex = KNOWN_REGEX_HTTP_HEADER_NAME"
		case "header_value", "header_loose":
			rules = "string.well_known_regex = KNOWN_REGEX_HTTP_HEADER_VALUE"
		}
		if strings.HasPrefix(name, "header_loose") {
			rules += ", (buf.validate.field).string.strict = false"
		}
		fmt.Fprintf(&body, "optional string f%d = %d [%s];", i, i+1, rule(rules))
	}
	m := messageOf(t, compile(t, map[string][]byte{"c0.proto": source(0, body.String())}), "c0.M")
	validator, err := protovalidate.New()
	if err != nil {
		t.Fatal(err)
	}
	for i, name := range names {
		x := m.Fields().ByNumber(protoreflect.FieldNumber(i + 1))
		rules, err := protovalidate.ResolveFieldRules(x)
		if err != nil {
			t.Fatal(err)
		}
		if got := formatOf(proto.CloneOf(rules).GetString()); got != name {
			t.Fatalf("the format of %s is %s", name, got)
		}
		format := formats()[name]
		accepts := func(text string) bool {
			holder := newMessage(m)
			return put(holder, x, protoreflect.ValueOfString(text)) && validator.Validate(holder.Interface()) == nil
		}
		sure := 0
		try := func(text string, valid bool) {
			accepted := accepts(text)
			if valid && !accepted || format.least.Match(text) && !accepted || accepted && !format.most.Match(text) {
				t.Errorf("%s accepts %q: %t; it passes for sure: %t, it may pass: %t", name, text, accepted, format.least.Match(text), format.most.Match(text))
			}
			if accepted && format.least.Match(text) {
				sure++
			}
		}
		for _, text := range formatExamples[name] {
			try(text, true)
			runes := []rune(text)
			for at := range len(runes) + 1 {
				before, after := string(runes[:at]), string(runes[at:])
				for _, letter := range []string{"", "0", "9", "a", "G", "z", "-", ".", ":", "/", "%", " ", "\n", "\x00", "\x7f", "~", "é", "[", "@"} {
					try(before+letter+after, false)
					if at < len(runes) {
						try(before+letter+string(runes[at+1:]), false)
					}
				}
			}
		}
		if sure == 0 {
			t.Errorf("no text has the format %s for sure", name)
		}
		for _, text := range samples(format.least, seeded(4), 20) {
			try(text, true)
		}
	}
	for from, all := range wider {
		for _, to := range all {
			for _, text := range append(slices.Clone(formatExamples[from]), samples(formats()[from].least, seeded(2), 20)...) {
				holder := newMessage(m)
				put(holder, m.Fields().ByNumber(protoreflect.FieldNumber(slices.Index(names, to)+1)), protoreflect.ValueOfString(text))
				if err := validator.Validate(holder.Interface()); err != nil {
					t.Errorf("%s does not follow from %s: %v", to, from, err)
				}
			}
		}
	}
}
