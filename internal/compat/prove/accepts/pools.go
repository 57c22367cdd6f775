package accepts

import (
	"errors"
	"math"
	"regexp"
	"regexp/syntax"
	"slices"
	"strconv"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/dynamicpb"
)

// pool is a field with values to try. The zero [protoreflect.Value] stands for an absent field.
type pool struct {
	field  protoreflect.FieldDescriptor
	values []protoreflect.Value
	inner  []*pool // inner are the pools of a message in the field.
}

// favoured is how many of the first values are chosen more often: absence, and values in rules.
const favoured = 12

// choose returns a random value.
func (s *search) choose(p *pool) protoreflect.Value {
	if s.IntN(3) == 0 {
		return p.values[s.IntN(min(favoured, len(p.values)))]
	}
	return p.values[s.IntN(len(p.values))]
}

func (p *pool) put(m protoreflect.Message, v protoreflect.Value) {
	switch {
	case !v.IsValid():
		m.Clear(p.field)
	case p.field.IsList():
		list := m.NewField(p.field)
		from := v.List()
		for i := range from.Len() {
			list.List().Append(from.Get(i))
		}
		m.Set(p.field, list)
	default:
		m.Set(p.field, v)
	}
}

// without returns the pools of the other fields.
func without(pools []*pool, f protoreflect.FieldDescriptor) []*pool {
	var rest []*pool
	for _, p := range pools {
		if p.field != f {
			rest = append(rest, p)
		}
	}
	return rest
}

// hints are the constants in rules.
type hints struct {
	numbers  []float64
	integers []int64
	texts    []string
	patterns []string
}

// distinct returns the hints without repetition.
func (h hints) distinct() hints {
	unique(&h.numbers)
	unique(&h.integers)
	unique(&h.texts)
	unique(&h.patterns)
	return h
}

func unique[T comparable](all *[]T) {
	seen := map[T]bool{}
	*all = slices.DeleteFunc(*all, func(one T) bool {
		was := seen[one]
		seen[one] = true
		return was
	})
}

// poolsOf makes pools for the sender's fields from the constants in the rules of both sides.
func poolsOf(s *search, p pair, rules protovalidate.Validator) []*pool {
	return s.pools(p, rules, hints{})
}

// pools makes pools like [poolsOf], with the constants in the rules of surrounding messages too.
func (s *search) pools(p pair, rules protovalidate.Validator, around hints) []*pool {
	h := &around
	h.collect(messageRules(p.old))
	h.collect(messageRules(p.now))
	var all []*pool
	for i := range p.old.Fields().Len() {
		f := p.old.Fields().Get(i)
		own := *h
		own.collect(rulesOf(f).ProtoReflect())
		if g := p.now.Fields().ByNumber(f.Number()); g != nil {
			own.collect(rulesOf(g).ProtoReflect())
		}
		made := &pool{field: f, values: own.fieldValues(s, f, rules)}
		if f.Message() != nil && !f.IsMap() && !f.IsList() && s.opens(f.Message()) {
			s.depth++
			made.inner = s.pools(pair{f.Message(), f.Message(), false}, rules, *h)
			s.depth--
		}
		all = append(all, made)
	}
	return all
}

func rulesOf(f protoreflect.FieldDescriptor) *validate.FieldRules {
	options, _ := f.Options().(*descriptorpb.FieldOptions)
	rules, _ := proto.GetExtension(options, validate.E_Field).(*validate.FieldRules)
	return rules
}

func messageRules(m protoreflect.MessageDescriptor) protoreflect.Message {
	options, _ := m.Options().(*descriptorpb.MessageOptions)
	rules, _ := proto.GetExtension(options, validate.E_Message).(*validate.MessageRules)
	return rules.ProtoReflect()
}

var (
	numberInText = regexp.MustCompile(`-?\d+(\.\d+)?`)
	textInText   = regexp.MustCompile(`'([^']*)'|"([^"]*)"`)
)

// collect adds the constants in rules, also those inside expressions.
func (h *hints) collect(m protoreflect.Message) {
	if m == nil || !m.IsValid() {
		return
	}
	m.Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		one := func(v protoreflect.Value) {
			switch f.Kind() {
			case protoreflect.MessageKind:
				h.collect(v.Message())
			case protoreflect.StringKind:
				h.text(f, v.String())
			case protoreflect.BytesKind:
				h.texts = append(h.texts, string(v.Bytes()))
			case protoreflect.BoolKind, protoreflect.EnumKind:
			case protoreflect.Uint32Kind, protoreflect.Uint64Kind, protoreflect.Fixed32Kind, protoreflect.Fixed64Kind:
				h.integer(int64(min(v.Uint(), math.MaxInt64)))
			case protoreflect.FloatKind, protoreflect.DoubleKind:
				h.numbers = append(h.numbers, v.Float())
				h.integer(int64(v.Float()))
			default:
				h.integer(v.Int())
			}
		}
		switch {
		case f.IsMap():
		case f.IsList():
			for i := range v.List().Len() {
				one(v.List().Get(i))
			}
		default:
			one(v)
		}
		return true
	})
}

func (h *hints) integer(n int64) {
	h.integers = append(h.integers, n-1, n, n+1)
	h.numbers = append(h.numbers, float64(n)-1, float64(n), float64(n)+1, float64(n)+0.5)
}

func (h *hints) text(f protoreflect.FieldDescriptor, text string) {
	switch f.Name() {
	case "pattern":
		h.patterns = append(h.patterns, text)
	case "expression":
		for _, found := range numberInText.FindAllString(text, -1) {
			if n, err := strconv.ParseFloat(found, 64); err == nil {
				h.integer(int64(n))
			}
		}
		for _, found := range textInText.FindAllStringSubmatch(text, -1) {
			literal := found[1] + found[2]
			h.texts = append(h.texts, literal)
			if _, err := regexp.Compile(literal); err == nil && strings.ContainsAny(literal, `^$[(\+*`) {
				h.patterns = append(h.patterns, literal)
			}
		}
	case "id", "message":
	default:
		h.texts = append(h.texts, text, text+"x", "x"+text, "x"+text+"x")
	}
}

// fieldValues returns values to try for a field, absence among them.
func (h *hints) fieldValues(s *search, f protoreflect.FieldDescriptor, rules protovalidate.Validator) []protoreflect.Value {
	all := []protoreflect.Value{{}}
	switch {
	case f.IsMap():
		return append(all, h.maps(s, f, rules)...)
	case f.IsList():
		return append(all, h.lists(s, f, rules)...)
	default:
		return append(all, h.scalars(s, f, rules)...)
	}
}

// sizes returns numbers of items near the limits.
func (h *hints) sizes() []int {
	all := []int{1, 2, 3}
	for _, n := range h.integers {
		if n >= 0 && n <= 120 {
			all = append(all, int(n))
		}
	}
	return all
}

func (h *hints) lists(s *search, f protoreflect.FieldDescriptor, rules protovalidate.Validator) []protoreflect.Value {
	items := h.scalars(s, f, rules)
	if len(items) == 0 {
		return nil
	}
	holder := dynamicpb.NewMessage(f.ContainingMessage())
	list := func(n int, at func(int) protoreflect.Value) protoreflect.Value {
		v := holder.NewField(f)
		for i := range n {
			v.List().Append(at(i))
		}
		return v
	}
	var all []protoreflect.Value
	sizes := h.sizes()
	good := s.distinct(f, items, slices.Max(sizes), rules)
	for _, n := range sizes {
		for range 2 {
			first := s.IntN(len(items))
			all = append(all, list(n, func(i int) protoreflect.Value { return items[(first+i)%len(items)] }))
		}
		all = append(all, list(n, func(int) protoreflect.Value { return items[s.IntN(len(items))] }))
		if len(good) > 0 {
			all = append(all, list(n, func(i int) protoreflect.Value { return good[i%len(good)] }))
		}
	}
	for i := range items {
		all = append(all, list(1, func(int) protoreflect.Value { return items[i] }), list(2, func(int) protoreflect.Value { return items[i] }))
	}
	return all
}

// distinct returns up to n different items that the rules accept: the given ones and variants of them.
func (s *search) distinct(f protoreflect.FieldDescriptor, items []protoreflect.Value, n int, rules protovalidate.Validator) []protoreflect.Value {
	var good []protoreflect.Value
	seen := map[string]bool{}
	add := func(item protoreflect.Value) {
		if key := item.String(); len(good) < n && !seen[key] {
			if seen[key] = true; acceptsItem(f, item, rules) {
				good = append(good, item)
			}
		}
	}
	for _, item := range items {
		add(item)
	}
	for _, item := range slices.Clone(good) {
		for i := range n {
			if other, ok := variant(f.Kind(), item, i); ok {
				add(other)
			}
		}
	}
	return good
}

// acceptsItem reports whether the rules for items accept an item.
func acceptsItem(f protoreflect.FieldDescriptor, item protoreflect.Value, rules protovalidate.Validator) bool {
	m := dynamicpb.NewMessage(f.ContainingMessage())
	m.Mutable(f).List().Append(item)
	return acceptsParts(m, f, rules)
}

// acceptsParts reports whether the rules accept the items of a list or the entries of a map, whatever those of the field itself do.
func acceptsParts(m *dynamicpb.Message, f protoreflect.FieldDescriptor, rules protovalidate.Validator) bool {
	var invalid *protovalidate.ValidationError
	if err := rules.Validate(m); !errors.As(err, &invalid) {
		return err == nil
	}
	return !slices.ContainsFunc(invalid.Violations, func(v *protovalidate.Violation) bool {
		path := v.Proto.GetField().GetElements()
		return len(path) > 0 && path[0].GetFieldNumber() == int32(f.Number()) && path[0].GetSubscript() != nil
	})
}

var digits = regexp.MustCompile(`[0-9]+`)

// variant returns a value similar to an item, a different one for each i; false if there is none.
func variant(kind protoreflect.Kind, item protoreflect.Value, i int) (protoreflect.Value, bool) {
	switch kind {
	case protoreflect.StringKind:
		text := item.String()
		if at := digits.FindStringIndex(text); at != nil {
			return protoreflect.ValueOfString(text[:at[0]] + strconv.Itoa(i) + text[at[1]:]), true
		}
		return protoreflect.ValueOfString(text + strconv.Itoa(i)), true
	case protoreflect.BytesKind:
		return protoreflect.ValueOfBytes(append(slices.Clone(item.Bytes()), byte(i))), true
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32(float32(item.Float()) + float32(i)), true
	case protoreflect.DoubleKind:
		return protoreflect.ValueOfFloat64(item.Float() + float64(i)), true
	case protoreflect.BoolKind, protoreflect.EnumKind, protoreflect.MessageKind, protoreflect.GroupKind:
		return item, false
	default:
		return integerValue(kind, int64(i)), true
	}
}

// nestedSamples is how many values are tried for a field that is a message.
const nestedSamples = 4

func (h *hints) scalars(s *search, f protoreflect.FieldDescriptor, rules protovalidate.Validator) []protoreflect.Value {
	var all []protoreflect.Value
	switch f.Kind() {
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return s.nested(f.Message(), rules, h)
	case protoreflect.BoolKind:
		return []protoreflect.Value{protoreflect.ValueOfBool(true), protoreflect.ValueOfBool(false)}
	case protoreflect.EnumKind:
		for i := range f.Enum().Values().Len() {
			all = append(all, protoreflect.ValueOfEnum(f.Enum().Values().Get(i).Number()))
		}
		if !f.Enum().IsClosed() {
			for _, n := range append(h.integers, 77, -1) {
				all = append(all, protoreflect.ValueOfEnum(protoreflect.EnumNumber(n)))
			}
		}
		return all
	case protoreflect.StringKind:
		for _, text := range h.strings() {
			all = append(all, protoreflect.ValueOfString(text))
		}
		return all
	case protoreflect.BytesKind:
		for _, text := range append(h.strings(), "\xff") {
			all = append(all, protoreflect.ValueOfBytes([]byte(text)))
		}
		return all
	case protoreflect.FloatKind:
		for _, n := range append(h.numbers, 0, 1, -1, 0.5, math.Inf(1), math.NaN()) {
			all = append(all, protoreflect.ValueOfFloat32(float32(n)))
		}
		return all
	case protoreflect.DoubleKind:
		for _, n := range append(h.numbers, 0, 1, -1, 0.5, math.Inf(1), math.NaN()) {
			all = append(all, protoreflect.ValueOfFloat64(n))
		}
		return all
	default:
		for _, n := range append(h.integers, 0, 1, 2, -1, 100, math.MaxInt32, math.MinInt32) {
			all = append(all, integerValue(f.Kind(), n))
		}
		return all
	}
}

func integerValue(kind protoreflect.Kind, n int64) protoreflect.Value {
	switch kind {
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return protoreflect.ValueOfInt64(n)
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return protoreflect.ValueOfUint32(uint32(n))
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return protoreflect.ValueOfUint64(uint64(n))
	default:
		return protoreflect.ValueOfInt32(int32(n))
	}
}

// nested returns messages that the rules accept, and an empty one.
func (s *search) nested(m protoreflect.MessageDescriptor, rules protovalidate.Validator, h *hints) []protoreflect.Value {
	all := []protoreflect.Value{protoreflect.ValueOfMessage(dynamicpb.NewMessage(m))}
	if !s.opens(m) {
		return append(all, h.wellKnown(s, m, rules)...)
	}
	s.depth++
	defer func() { s.depth-- }()
	pools := poolsOf(s, pair{m, m, false}, rules)
	for i := range nestedSamples {
		if one := s.accepted(m, pools, rules, i); one != nil {
			all = append(all, protoreflect.ValueOfMessage(one))
		}
	}
	for range nestedSamples { // Where the rules below are ignored, anything is accepted.
		one := dynamicpb.NewMessage(m)
		for _, pool := range pools {
			pool.put(one, s.choose(pool))
		}
		if proto.CheckInitialized(one) == nil {
			all = append(all, protoreflect.ValueOfMessage(one))
		}
	}
	return all
}

// opens reports whether the search tries the fields of a message.
func (s *search) opens(m protoreflect.MessageDescriptor) bool {
	return s.depth < 3 && !strings.HasPrefix(string(m.FullName()), "google.protobuf.")
}

// wellKnown returns values of a timestamp, a duration or a field mask.
func (h *hints) wellKnown(s *search, m protoreflect.MessageDescriptor, rules protovalidate.Validator) []protoreflect.Value {
	var all []protoreflect.Value
	add := func(set func(*dynamicpb.Message)) {
		one := dynamicpb.NewMessage(m)
		set(one)
		all = append(all, protoreflect.ValueOfMessage(one))
	}
	if paths := m.Fields().ByName("paths"); paths != nil {
		for _, path := range append(slices.Clone(h.texts), "some_path") {
			add(func(one *dynamicpb.Message) { one.Mutable(paths).List().Append(protoreflect.ValueOfString(path)) })
		}
		return all
	}
	if value := m.Fields().ByName("value"); value != nil && strings.HasSuffix(string(m.Name()), "Value") && m.Fields().Len() == 1 {
		for _, wrapped := range h.scalars(s, value, rules) {
			add(func(one *dynamicpb.Message) { one.Set(value, wrapped) })
		}
		return all
	}
	seconds := m.Fields().ByName("seconds")
	if seconds == nil {
		return nil
	}
	// The last ones are the ends of the years that have four digits.
	values := []int64{1, 3600, 86_400, 2_000_000_000, -5, 253_402_300_799, -62_135_596_800}
	if m.Name() == "Timestamp" {
		for _, n := range append(slices.Clone(h.integers), 1, 60) {
			values = append(values, today.Unix()+n, today.Unix()-n)
		}
	}
	for _, n := range append(values, h.integers...) {
		add(func(one *dynamicpb.Message) { one.Set(seconds, protoreflect.ValueOfInt64(n)) })
	}
	return all
}

// plain are strings that formats of protovalidate accept, and some that they refuse.
var plain = []string{
	"", "a", "ab", "abc", "A", "1", "0", "-", "a-b", "a b", "é", "\n", "AB123", "x-y", "/", "a/b", "US", "USD",
	"b3e6f3a4-8f0a-4a5e-9c53-2a1f7d1f8e10", "B3E6F3A4-8F0A-4A5E-9C53-2A1F7D1F8E10", "b3e6f3a48f0a4a5e9c532a1f7d1f8e10", "00000000-0000-0000-0000-000000000000",
	"^@a", "abcdefghijklmnopqrstuvwxyz@example.com", "a@example.com", "a+b@example.com", "example.com", "http://example.com/a?b=c", "https://example.com", "//example.com", "/a/b", "10.0.0.1", "::1", "10.0.0.0/8", "10.0.0.1/8",
	"example.com:80", "::1/64", "2026-01-01", "text/plain", "01ARZ3NDEKTSV4RRFFQ69G5FAV",
}

// strings returns strings for the limits of lengths, the constants and the patterns.
func (h *hints) strings() []string {
	all := append([]string{}, h.texts...)
	all = append(all, plain...)
	for _, n := range h.integers {
		if n >= 0 && n <= 5000 {
			for _, unit := range []string{"a", "é", "7", "Z"} {
				all = append(all, strings.Repeat(unit, int(n)))
			}
		}
	}
	for _, pattern := range h.patterns {
		all = append(all, matching(pattern)...)
	}
	return all
}

// matching returns strings for a pattern: with the fewest and with more repetitions, with the first and with the last character of
// each class, and some with one character too many.
func matching(pattern string) []string {
	parsed, err := syntax.Parse(pattern, syntax.Perl)
	if err != nil {
		return nil
	}
	var all []string
	for variant := range 12 {
		var b strings.Builder
		write(&b, parsed, variant, 0)
		text := b.String()
		all = append(all, text)
		if variant < 4 {
			all = append(all, text+"x", text+"X", text+"-", text+"0", text+"é", "-"+text, "1"+text, "a"+text, "Z"+text, text+"\n")
			if len(text) > 0 {
				all = append(all, text[:len(text)-1], strings.ToUpper(text), text[:1]+"-"+text[1:])
			}
		}
	}
	return all
}

// write appends a string that a parsed pattern matches.
func write(b *strings.Builder, r *syntax.Regexp, variant, depth int) {
	times := func(least, most int) {
		n := least
		switch variant % 4 {
		case 1:
			n = least + 1
		case 2:
			n = least + 3
		case 3:
			n = most
		}
		if most >= 0 {
			n = min(n, most)
		} else if n < least {
			n = least + 7
		}
		for i := range min(n, 300) {
			write(b, r.Sub[0], variant+i, depth+1)
		}
	}
	switch r.Op {
	case syntax.OpLiteral:
		for _, c := range r.Rune {
			b.WriteRune(c)
		}
	case syntax.OpCharClass:
		if len(r.Rune) > 0 {
			at := (variant + b.Len()) % (len(r.Rune) / 2)
			low, high := r.Rune[2*at], r.Rune[2*at+1]
			if variant%3 == 1 && high < 0x10000 {
				low = high
			}
			b.WriteRune(low)
		}
	case syntax.OpAnyChar, syntax.OpAnyCharNotNL:
		b.WriteByte("aZ0-"[variant%4])
	case syntax.OpStar:
		times(0, -1)
	case syntax.OpPlus:
		times(1, -1)
	case syntax.OpQuest:
		times(0, 1)
	case syntax.OpRepeat:
		times(r.Min, r.Max)
	case syntax.OpCapture:
		write(b, r.Sub[0], variant, depth+1)
	case syntax.OpConcat:
		for _, sub := range r.Sub {
			write(b, sub, variant, depth+1)
		}
	case syntax.OpAlternate:
		write(b, r.Sub[(variant+depth)%len(r.Sub)], variant, depth+1)
	default:
	}
}
