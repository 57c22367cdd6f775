package validation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"slices"
	"strings"
	"unicode/utf8"

	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
)

// zero is the number.
var zero = new(big.Int)

// put sets a field, and says whether it could.
func put(message protoreflect.Message, field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
	switch {
	case field.IsList():
		if list, ok := value.Interface().(protoreflect.List); ok {
			into := message.NewField(field).List()
			for i := range list.Len() {
				into.Append(copied(list.Get(i)))
			}
			message.Set(field, protoreflect.ValueOfList(into))
			return true
		}
		return false
	case field.IsMap():
		if entries, ok := value.Interface().(protoreflect.Map); ok {
			into := message.NewField(field).Map()
			entries.Range(func(key protoreflect.MapKey, value protoreflect.Value) bool {
				into.Set(key, copied(value))
				return true
			})
			message.Set(field, protoreflect.ValueOfMap(into))
			return true
		}
		return false
	case field.Kind() == protoreflect.StringKind && !utf8.ValidString(value.String()):
		return false
	default:
		message.Set(field, copied(value))
		return true
	}
}

// copied shares nothing with the value.
func copied(value protoreflect.Value) protoreflect.Value {
	if message, ok := value.Interface().(protoreflect.Message); ok {
		return protoreflect.ValueOfMessage(proto.Clone(message.Interface()).ProtoReflect())
	}
	return value
}

// writeWitness writes ProtoJSON the same way each time: protojson varies its spaces.
func writeWitness(message protoreflect.Message) ([]byte, error) {
	text, err := protojson.MarshalOptions{AllowPartial: true}.Marshal(message.Interface())
	if err != nil {
		return nil, err
	}
	var compact bytes.Buffer
	if err := json.Compact(&compact, text); err != nil {
		return nil, err
	}
	return compact.Bytes(), nil
}

// examples are values for which the rules are met, as far as they are understood, the simplest first, and then some that
// lie at the borders of what the hints name and may break them.
func (v values) examples(h *hints, random *rand.Rand, most int) []protoreflect.Value {
	var all []protoreflect.Value
	switch {
	case v.field.IsMap():
		keys, mapped := v.keys().examples(h, random, 32), v.mapped().examples(h, random, 16)
		for _, size := range h.counts(max(1, mapCounts(v.rules.GetMap(), v.ignored()).least)) {
			all = append(all, v.mapOf(size, keys, mapped)...)
		}
	case v.list():
		items := v.items().examples(h, random, 48)
		unique := v.rules.GetRepeated().GetUnique()
		for _, size := range h.counts(max(1, listCounts(v.rules.GetRepeated(), v.ignored()).least)) {
			all = append(all, v.listOf(size, unique, items)...)
		}
		for _, item := range items[:min(len(items), 24)] {
			all = append(all, v.listOf(1, false, []protoreflect.Value{item})...)
			all = append(all, v.listOf(2, false, []protoreflect.Value{item, items[0]})...)
		}
	case v.field.Kind() == protoreflect.StringKind:
		all = texts(v.textExamples(h, random)...)
	case v.field.Kind() == protoreflect.BytesKind:
		all = bytesExamples(v.rules.GetBytes(), v.rules.GetBytes())
		for _, text := range h.texts {
			all = append(all, protoreflect.ValueOfBytes([]byte(text)))
		}
	default:
		all = v.numberExamples(h)
		if all == nil {
			all = v.messageExamples(h, random)
		}
	}
	return all[:min(most, len(all))]
}

func (v values) numberExamples(h *hints) []protoreflect.Value {
	set, s, ok := v.numberSetOf()
	if !ok {
		return nil
	}
	var all []protoreflect.Value
	add := func(number *big.Int) {
		if s.domain.has(number) {
			all = append(all, s.toGo(number))
		}
	}
	small := intSet(nil)
	for _, number := range []int64{1, 2, 3, 10, 100} {
		small = small.or(spanOf(number, number))
	}
	switch {
	case v.field.Enum() != nil:
		for _, number := range set.whole.and(definedNumbers(v.field.Enum())).without(spanOf(0, 0)).examples(32) {
			add(number)
		}
	case s.nan.IsValid():
		for _, number := range []float64{1, 0.5, 2, 10, -1} {
			if key := s.toInt(protoreflect.ValueOfFloat64(number)); set.whole.has(key) {
				add(key)
			}
		}
	default:
		for _, number := range set.whole.and(small).examples(8) {
			add(number)
		}
	}
	for _, number := range set.whole.without(spanOf(0, 0)).examples(24) {
		add(number)
	}
	for _, number := range h.numbers {
		switch {
		case s.nan.IsValid():
			value, _ := new(big.Float).SetInt(number).Float64()
			add(s.toInt(protoreflect.ValueOfFloat64(value)))
		case v.field.Message() == nil:
			add(number)
		}
	}
	if v.field.Message() != nil {
		for _, number := range h.nanos {
			add(number)
		}
	}
	add(zero)
	for _, number := range s.domain.examples(4) {
		add(number)
	}
	if s.nan.IsValid() {
		all = append(all, s.nan)
	}
	return all
}

func (v values) textExamples(h *hints, random *rand.Rand) []string {
	rules := v.rules.GetString()
	var least, most []*regexlang.Language
	for _, a := range v.atoms() {
		least, most = append(least, a.least), append(most, a.most)
	}
	if v.zeroApart || v.item {
		least = append(least, regexlang.Length(1, regexlang.Unbounded))
	}
	all := slices.Concat(rules.GetIn(), rules.GetExample())
	if rules.HasConst() {
		all = append(all, rules.GetConst())
	}
	if v.skipsZero() {
		all = append(all, "")
	}
	may := regexlang.Intersect(most...)
	good := formatExamples[formatOf(rules)]
	if len(v.atoms()) == 0 {
		good = []string{"a", "b", "c"}
	}
	for _, text := range good {
		if may.Match(text) {
			all = append(all, text)
		}
	}
	all = append(all, samples(regexlang.Intersect(least...), random, 24)...)
	all = append(all, h.texts...)
	for _, size := range h.sizes {
		for _, letter := range []string{"a", "1", "é"} {
			all = append(all, strings.Repeat(letter, int(size))) //nolint:gosec // At most mostItems.
		}
	}
	for _, pattern := range h.patterns {
		all = append(all, samples(regexlang.Intersect(may, pattern), random, 12)...)
	}
	all = append(all, "", "a", "A", "0", "-", " ", "é", "a b", "a.b", "a/b", "https://example.com", "😀")
	return all
}

func (v values) messageExamples(h *hints, random *rand.Rand) []protoreflect.Value {
	message := v.field.Message()
	if inner, ok := v.unwrapped(); ok {
		var all []protoreflect.Value
		for _, value := range inner.examples(h, random, 48) {
			wrapped := newMessage(message)
			wrapped.Set(inner.field, value)
			all = append(all, protoreflect.ValueOfMessage(wrapped))
		}
		return all
	}
	switch message.FullName() {
	case "google.protobuf.Any", "google.protobuf.FieldMask":
		return includeMessages(v, v).candidates
	}
	all := []protoreflect.Value{protoreflect.ValueOfMessage(v.side.valid(message))}
	for _, made := range v.side.variants(message, h) {
		all = append(all, protoreflect.ValueOfMessage(made))
	}
	for range 6 {
		all = append(all, protoreflect.ValueOfMessage(v.side.variant(message, h, random)))
	}
	return append(all, protoreflect.ValueOfMessage(newMessage(message)))
}

// describe names a value for a proof: a long text by its length, a long list by the number of its items.
func describe(field protoreflect.FieldDescriptor, value protoreflect.Value) string {
	const most = 60
	if !field.IsList() && !field.IsMap() {
		return describeOne(field, value)
	}
	holder := newMessage(field.ContainingMessage())
	holder.Set(field, value)
	if text, err := writeWitness(holder); err == nil && len(text) <= most {
		return string(text)
	}
	if field.IsList() {
		return fmt.Sprintf("a list of length %d", value.List().Len())
	}
	return fmt.Sprintf("a map of size %d", value.Map().Len())
}

func describeOne(field protoreflect.FieldDescriptor, value protoreflect.Value) string {
	const most = 60
	switch field.Kind() {
	case protoreflect.StringKind:
		if length := utf8.RuneCountInString(value.String()); length > most {
			return fmt.Sprintf("a text of %d characters", length)
		}
		return fmt.Sprintf("%q", value.String())
	case protoreflect.BytesKind:
		if len(value.Bytes()) > most {
			return fmt.Sprintf("%d bytes", len(value.Bytes()))
		}
		return fmt.Sprintf("the bytes %q", value.Bytes())
	default:
		if text := valueText(field, value); len(text) <= most {
			return "the value " + text
		}
		return "a value of " + string(field.Name())
	}
}
