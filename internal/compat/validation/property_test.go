package validation

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"
)

// randomRules writes a field of a random type with random rules. The kind is the same for the same choice.
func randomRules(random *rand.Rand, kind int) string {
	number := func() int { return random.IntN(8) }
	some := func(rules ...string) []string {
		var chosen []string
		for _, one := range rules {
			if random.IntN(3) == 0 {
				chosen = append(chosen, one)
			}
		}
		return chosen
	}
	patterns := []string{"^[ab]+$", "a", "^a", "b$", "^a?b?$", "^(ab)*$", "[^a]", "^.{2,3}$", "é", "^$"}
	texts := func(prefix string) []string {
		return some(
			fmt.Sprintf("%sstring.min_len = %d", prefix, number()/2), fmt.Sprintf("%sstring.max_len = %d", prefix, number()),
			fmt.Sprintf("%sstring.pattern = %q", prefix, patterns[random.IntN(len(patterns))]),
			prefix+`string.prefix = "a"`, prefix+`string.contains = "b"`, prefix+`string.in = "ab", (buf.validate.field).`+prefix+`string.in = "a"`,
			prefix+`string.not_in = "a"`, fmt.Sprintf("%sstring.min_bytes = %d", prefix, number()/2), fmt.Sprintf("%sstring.max_bytes = %d", prefix, number()),
			prefix+`ignore = IGNORE_IF_ZERO_VALUE`,
			[]string{prefix + "string.uri = true", prefix + "string.hostname = true", prefix + "string.ip = true", prefix + "string.email = true"}[random.IntN(4)],
		)
	}
	numbers := func(name, prefix string) []string {
		low, high := []string{"gt", "gte"}[random.IntN(2)], []string{"lt", "lte"}[random.IntN(2)]
		return some(
			fmt.Sprintf("%s%s.%s = %d", prefix, name, low, number()), fmt.Sprintf("%s%s.%s = %d", prefix, name, high, number()),
			fmt.Sprintf("%s%s.in = %d, (buf.validate.field).%s%s.in = %d", prefix, name, number(), prefix, name, number()),
			fmt.Sprintf("%s%s.not_in = %d", prefix, name, number()), fmt.Sprintf("%s%s.const = %d", prefix, name, number()),
			prefix+"ignore = IGNORE_IF_ZERO_VALUE",
		)
	}
	required := some("required = true")
	optional := []string{"", "optional "}[random.IntN(2)]
	switch kind {
	case 0:
		return field(optional+"string", rule(append(texts(""), required...)...))
	case 1:
		return field(optional+"int32", rule(append(numbers("int32", ""), required...)...))
	case 2:
		return field(optional+"double", rule(append(append(numbers("double", ""), some("double.finite = true")...), required...)...))
	case 3:
		rules := append(texts("repeated.items."), some(fmt.Sprintf("repeated.min_items = %d", number()/3), fmt.Sprintf("repeated.max_items = %d", number()), "repeated.unique = true")...)
		return field("repeated string", rule(rules...))
	case 4:
		rules := append(numbers("int32", "map.keys."), texts("map.values.")...)
		return field("map<int32, string>", rule(append(rules, some(fmt.Sprintf("map.max_pairs = %d", number()))...)...))
	case 5:
		rules := some(fmt.Sprintf("bytes.min_len = %d", number()/2), fmt.Sprintf("bytes.max_len = %d", number()), `bytes.prefix = "a"`, `bytes.in = "ab"`,
			`bytes.not_in = "a"`, `bytes.pattern = "^[ab]*$"`, `bytes.contains = "b"`, "ignore = IGNORE_IF_ZERO_VALUE")
		return field(optional+"bytes", rule(append(rules, required...)...))
	case 6:
		rules := some("enum.defined_only = true", fmt.Sprintf("enum.in = %d", number()), fmt.Sprintf("enum.not_in = %d", number()))
		return field(optional+"E", rule(append(rules, required...)...)) + "--- enum E { A = 0; B = 1; " + strings.Join(some("C = 2;", "D = 3;"), " ") + "}"
	default:
		rules := some(fmt.Sprintf("duration.gt.seconds = %d", number()), fmt.Sprintf("duration.lte.seconds = %d", number()), fmt.Sprintf("duration.not_in = {seconds: %d}", number()))
		return field("google.protobuf.Duration", rule(append(rules, required...)...))
	}
}

const randomKinds = 8

// randomValue is a value near those that the rules name.
func randomValue(random *rand.Rand, of protoreflect.FieldDescriptor) protoreflect.Value {
	text := func() string {
		letters := []string{"a", "b", "ab", "é", "c", ".", "1", ":", "@"}
		var all strings.Builder
		for range random.IntN(6) {
			all.WriteString(letters[min(random.IntN(len(letters)), random.IntN(len(letters)))])
		}
		return all.String()
	}
	number := random.IntN(11) - 1
	switch of.Kind() {
	case protoreflect.StringKind:
		return protoreflect.ValueOfString(text())
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes([]byte(text()))
	case protoreflect.Int32Kind:
		return protoreflect.ValueOfInt32(int32(number))
	case protoreflect.EnumKind:
		return protoreflect.ValueOfEnum(protoreflect.EnumNumber(number))
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64([]float64{float64(number), float64(number) / 2, scaleDouble.nan.Float(), -1 / negativeZero(), negativeZero()}[random.IntN(5)])
	default:
		made := newMessage(of.Message())
		made.Set(of.Message().Fields().ByNumber(1), protoreflect.ValueOfInt64(int64(number)))
		made.Set(of.Message().Fields().ByNumber(2), protoreflect.ValueOfInt32(int32(random.IntN(2))))
		return protoreflect.ValueOfMessage(made)
	}
}

func negativeZero() float64 { return -1 / infinite }

var infinite = scaleDouble.toGo(scaleDouble.domain[0].hi).Float()

func randomMessage(random *rand.Rand, of protoreflect.MessageDescriptor) *dynamicpb.Message {
	message := dynamicpb.NewMessage(of)
	x := of.Fields().ByNumber(1)
	switch {
	case random.IntN(12) == 0:
	case x.IsList():
		for range random.IntN(5) {
			message.Mutable(x).List().Append(randomValue(random, x))
		}
	case x.IsMap():
		for range random.IntN(4) {
			message.Mutable(x).Map().Set(randomValue(random, x.MapKey()).MapKey(), randomValue(random, x.MapValue()))
		}
	default:
		message.Set(x, randomValue(random, x))
	}
	return message
}

// TestRandomChanges holds verdicts on random rules against random messages: a No is never contradicted, and each Yes has a
// witness that holds.
func TestRandomChanges(t *testing.T) {
	const pairs, messages = 400, 300
	random := rand.New(rand.NewPCG(7, 7))
	was, is := map[string][]byte{}, map[string][]byte{}
	for i := range pairs {
		was[fmt.Sprintf("c%d.proto", i)] = source(i, randomRules(random, i%randomKinds))
		is[fmt.Sprintf("c%d.proto", i)] = source(i, randomRules(random, i%randomKinds))
	}
	before, after := compile(t, was), compile(t, is)
	comparer, err := NewComparer(Options{Seed: 3})
	if err != nil {
		t.Fatal(err)
	}
	validator, err := protovalidate.New()
	if err != nil {
		t.Fatal(err)
	}
	count := map[Answer]int{}
	bare := 0
	for i := range pairs {
		name := fmt.Sprintf("c%d.M", i)
		from, to := messageOf(t, before, name), messageOf(t, after, name)
		verdicts, err := comparer.Compare(t.Context(), from, to)
		if err != nil {
			t.Fatal(err)
		}
		shrank, grew := No, No
		for _, verdict := range verdicts {
			shrank, grew = verdict.Shrank, verdict.Grew
			checkProofs(t, change{bare: true}, verdict, from, to)
			count[shrank]++
			count[grew]++
			if shrank == Yes && verdict.ShrankWitness == nil {
				bare++
			}
			if shrank == Unknown || grew == Unknown {
				t.Logf("%d: %q → %q: %s; %s", i, verdict.Before, verdict.After, verdict.ShrankProof, verdict.GrewProof)
			}
		}
		for range messages {
			if shrank == No {
				contradict(t, validator, randomMessage(random, from), to, verdicts)
			}
			if grew == No {
				contradict(t, validator, randomMessage(random, to), from, verdicts)
			}
		}
	}
	t.Logf("%v; %d without a witness", count, bare)
	if count[Unknown]*20 > count[Yes]+count[No] {
		t.Errorf("too many answers are unknown: %v", count)
	}
}

// contradict fails if a message that one side accepts is refused as the other type reads it.
func contradict(t *testing.T, validator protovalidate.Validator, message *dynamicpb.Message, to protoreflect.MessageDescriptor, verdicts []Verdict) {
	t.Helper()
	if validator.Validate(message) != nil {
		return
	}
	wire, err := proto.Marshal(message)
	if err != nil {
		t.Fatal(err)
	}
	received := dynamicpb.NewMessage(to)
	if err := proto.Unmarshal(wire, received); err != nil {
		t.Fatal(err)
	}
	if err := validator.Validate(received); err != nil {
		t.Errorf("%v is refused: %v, against %+v", message, err, verdicts)
	}
}
