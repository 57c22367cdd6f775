package mutate

import (
	"regexp"
	"strconv"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/known/durationpb"
)

// acceptedMutators change what a value may be in ways that go beyond a limit.
var acceptedMutators = []mutator{
	{"rule.format", 2, changeFormat},
	{"rule.enum", 2, changeEnumRule},
	{"rule.items", 2, changeItems},
	{"rule.pairs", 1, changePairs},
	{"rule.time", 1, changeTime},
	{"rule.text", 2, changeText},
	{"rule.constant", 1, changeConstant},
	{"rule.field_cel", 2, changeFieldExpression},
	{"rule.one_of", 1, changeOneOfRule},
}

// ofKind is a singular field of a type, with a copy of its rules, which may be empty.
func (e *editor) ofKind(fits func(fieldAt) bool) (fieldAt, *validate.FieldRules, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return plain(f) && f.GetLabel() != repeated && fits(f) })
	if !ok {
		return f, nil, false
	}
	rules := rulesOf(f.FieldDescriptorProto)
	if rules == nil {
		rules = &validate.FieldRules{}
	}
	return f, rules, true
}

func isText(f fieldAt) bool { return f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_STRING }

// textRules are the rules of a text, made where there are none.
func textRules(rules *validate.FieldRules) *validate.StringRules {
	if rules.GetString() == nil {
		rules.Type = &validate.FieldRules_String_{String_: &validate.StringRules{}}
	}
	return rules.GetString()
}

func changeFormat(e *editor) (Edit, bool) {
	f, rules, ok := e.ofKind(isText)
	if !ok {
		return nothing()
	}
	text := textRules(rules)
	was := text.GetWellKnown()
	formats := []*validate.StringRules{
		{},
		{WellKnown: &validate.StringRules_Uuid{Uuid: true}},
		{WellKnown: &validate.StringRules_Email{Email: true}},
		{WellKnown: &validate.StringRules_Hostname{Hostname: true}},
		{WellKnown: &validate.StringRules_Ip{Ip: true}},
		{WellKnown: &validate.StringRules_Ipv4{Ipv4: true}},
		{WellKnown: &validate.StringRules_Ipv6{Ipv6: true}},
		{WellKnown: &validate.StringRules_Uri{Uri: true}},
		{WellKnown: &validate.StringRules_UriRef{UriRef: true}},
		{WellKnown: &validate.StringRules_Address{Address: true}},
		{WellKnown: &validate.StringRules_Tuuid{Tuuid: true}},
		{WellKnown: &validate.StringRules_IpPrefix{IpPrefix: true}},
		{WellKnown: &validate.StringRules_IpWithPrefixlen{IpWithPrefixlen: true}},
		{WellKnown: &validate.StringRules_HostAndPort{HostAndPort: true}},
	}
	text.WellKnown = formats[e.IntN(len(formats))].GetWellKnown()
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "format from %T to %T", was, text.GetWellKnown())
}

func changeEnumRule(e *editor) (Edit, bool) {
	f, rules, ok := e.ofKind(func(f fieldAt) bool { return isEnum(f.GetType()) })
	if !ok {
		return nothing()
	}
	if rules.GetEnum() == nil {
		rules.Type = &validate.FieldRules_Enum{Enum: &validate.EnumRules{}}
	}
	enum := rules.GetEnum()
	switch e.IntN(4) {
	case 0:
		enum.DefinedOnly = new(!enum.GetDefinedOnly())
	case 1:
		enum.NotIn = append(enum.GetNotIn(), int32(e.IntN(3)))
	case 2:
		enum.NotIn = nil
	default:
		enum.In = []int32{0, 1, int32(2 + e.IntN(2))}
	}
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "%v", rules)
}

// changeItems changes the rules of a list and of what is in it.
func changeItems(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		return plain(f) && f.GetLabel() == repeated && (isText(f) || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_INT32 || isEnum(f.GetType()))
	})
	if !ok {
		return nothing()
	}
	rules := rulesOf(f.FieldDescriptorProto)
	if rules.GetRepeated() == nil {
		rules = &validate.FieldRules{Type: &validate.FieldRules_Repeated{Repeated: &validate.RepeatedRules{}}}
	}
	list := rules.GetRepeated()
	switch {
	case e.IntN(3) == 0:
		list.Unique = new(!list.GetUnique())
	case list.GetItems() != nil && e.IntN(2) == 0:
		list.Items = nil
	case isText(f):
		list.Items = &validate.FieldRules{Type: &validate.FieldRules_String_{String_: &validate.StringRules{MinLen: new(uint64(1 + e.IntN(3)))}}}
	case isEnum(f.GetType()):
		list.Items = &validate.FieldRules{Type: &validate.FieldRules_Enum{Enum: &validate.EnumRules{DefinedOnly: new(true), NotIn: []int32{0}}}}
	default:
		list.Items = &validate.FieldRules{Type: &validate.FieldRules_Int32{Int32: &validate.Int32Rules{LessThan: &validate.Int32Rules_Lt{Lt: int32(10 + e.IntN(90))}}}}
	}
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "%v", rules)
}

func changePairs(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return entryOf(f) != nil })
	if !ok {
		return nothing()
	}
	rules := rulesOf(f.FieldDescriptorProto)
	if rules.GetMap() == nil {
		rules = &validate.FieldRules{Type: &validate.FieldRules_Map{Map: &validate.MapRules{}}}
	}
	n := uint64(1 + e.IntN(4))
	switch text := entryOf(f).GetField()[0].GetType() == descriptorpb.FieldDescriptorProto_TYPE_STRING; {
	case e.IntN(3) == 0:
		rules.GetMap().MinPairs = &n
	case text && e.IntN(2) == 0:
		rules.GetMap().Keys = &validate.FieldRules{Type: &validate.FieldRules_String_{String_: &validate.StringRules{MinLen: &n}}}
	default:
		rules.GetMap().MaxPairs = new(n + 4)
	}
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "%v", rules)
}

// changeTime changes what a timestamp or a duration may be.
func changeTime(e *editor) (Edit, bool) {
	f, rules, ok := e.ofKind(func(f fieldAt) bool {
		return f.GetTypeName() == ".google.protobuf.Timestamp" || f.GetTypeName() == ".google.protobuf.Duration"
	})
	if !ok {
		return nothing()
	}
	if f.GetTypeName() == ".google.protobuf.Duration" {
		span := &validate.DurationRules{}
		switch e.IntN(3) {
		case 0:
			span.GreaterThan = &validate.DurationRules_Gte{Gte: durationpb.New(0)}
		case 1:
			span.LessThan = &validate.DurationRules_Lt{Lt: &durationpb.Duration{Seconds: int64(60 * (1 + e.IntN(60)))}}
		default:
		}
		rules.Type = &validate.FieldRules_Duration{Duration: span}
	} else {
		moment := &validate.TimestampRules{}
		switch e.IntN(3) {
		case 0:
			moment.LessThan = &validate.TimestampRules_LtNow{LtNow: true}
		case 1:
			moment.GreaterThan = &validate.TimestampRules_GtNow{GtNow: true}
		default:
		}
		rules.Type = &validate.FieldRules_Timestamp{Timestamp: moment}
	}
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "%v", rules)
}

// changeText changes what is in a text, and whether its size is counted in characters or in bytes.
func changeText(e *editor) (Edit, bool) {
	f, rules, ok := e.ofKind(isText)
	if !ok {
		return nothing()
	}
	text, toggle := textRules(rules), func(rule **string, to string) {
		if *rule != nil && e.IntN(2) == 0 {
			*rule = nil
		} else {
			*rule = &to
		}
	}
	switch e.IntN(6) {
	case 0:
		toggle(&text.Prefix, "a")
	case 1:
		toggle(&text.Suffix, "z")
	case 2:
		toggle(&text.Contains, "-")
	case 3:
		toggle(&text.NotContains, "/")
	case 4:
		text.NotIn = []string{"", "none"}[e.IntN(2):]
	default:
		text.MaxBytes, text.MaxLen = text.MaxLen, text.MaxBytes
	}
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "%v", rules)
}

func changeConstant(e *editor) (Edit, bool) {
	f, rules, ok := e.ofKind(func(f fieldAt) bool {
		return isText(f) || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_BOOL || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_INT32
	})
	if !ok {
		return nothing()
	}
	switch {
	case isText(f):
		textRules(rules).Const = new(e.word())
	case f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_BOOL:
		rules.Type = &validate.FieldRules_Bool{Bool: &validate.BoolRules{Const: new(e.IntN(2) == 0)}}
	default:
		rules.Type = &validate.FieldRules_Int32{Int32: &validate.Int32Rules{In: []int32{0, 1, int32(2 + e.IntN(9))}}}
	}
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "%v", rules)
}

var numberInExpression = regexp.MustCompile(`\b[0-9]+\b`)

// changeFieldExpression gives a field an expression, changes the number in one that it has, or takes it away.
func changeFieldExpression(e *editor) (Edit, bool) {
	f, rules, ok := e.ofKind(func(f fieldAt) bool {
		return isText(f) || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_INT32 || f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_INT64
	})
	if !ok {
		return nothing()
	}
	expressions := []string{"this < 100", "this >= 0", "this % 2 == 0", "this != 7", "this == 0 || this > 5"}
	if isText(f) {
		expressions = []string{"this.size() < 20", "this == '' || this.startsWith('a')", "!this.contains(' ')", "this.matches('^[a-z]*$')", "this != 'none'"}
	}
	switch had := rules.GetCel(); {
	case len(had) == 0:
		rules.Cel = []*validate.Rule{{Id: new("own"), Message: new("it is refused"), Expression: new(expressions[e.IntN(len(expressions))])}}
	case e.IntN(2) == 0:
		rules.Cel = nil
	default:
		was := had[0].GetExpression()
		had[0].Expression = new(numberInExpression.ReplaceAllStringFunc(was, func(text string) string {
			n, _ := strconv.Atoi(text)
			return strconv.Itoa(n + 1)
		}))
	}
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "%v", rules.GetCel())
}

// changeOneOfRule asks for one of two fields, or for one at most.
func changeOneOfRule(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return len(plainFields(m)) >= 2 })
	if !ok {
		return nothing()
	}
	if m.Options == nil {
		m.Options = &descriptorpb.MessageOptions{}
	}
	rules, _ := proto.GetExtension(m.Options, validate.E_Message).(*validate.MessageRules)
	if rules = proto.CloneOf(rules); rules == nil {
		rules = &validate.MessageRules{}
	}
	switch fields := plainFields(m); {
	case len(rules.GetOneof()) == 0:
		rules.Oneof = []*validate.MessageOneofRule{{Fields: fields[:2], Required: new(e.IntN(2) == 0)}}
	case e.IntN(2) == 0:
		rules.Oneof = nil
	default:
		rules.GetOneof()[0].Required = new(!rules.GetOneof()[0].GetRequired())
	}
	proto.SetExtension(m.Options, validate.E_Message, rules)
	return edited(m.name(), "%v", rules.GetOneof())
}

// plainFields are the names of fields that are neither in a oneof nor in a rule for one.
func plainFields(m messageAt) []string {
	var all []string
	for _, f := range m.GetField() {
		if f.OneofIndex == nil && f.GetLabel() != repeated && f.GetLabel() != descriptorpb.FieldDescriptorProto_LABEL_REQUIRED {
			all = append(all, f.GetName())
		}
	}
	return all
}
