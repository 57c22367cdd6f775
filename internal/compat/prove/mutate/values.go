package mutate

import (
	"regexp"
	"strconv"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/types/known/durationpb"
)

// valueMutators change the allowed values of a type in other ways than by limits.
var valueMutators = []mutator{
	{"rule.format", 2, one(only(fields, singular(stringType)), changeFormat)},
	{"rule.enum", 2, one(only(fields, singular(enumType)), changeEnumRule)},
	{"rule.items", 2, one(only(fields, listOf(stringType, int32Type, enumType)), changeItems)},
	{"rule.pairs", 1, one(only(fields, isMap), changePairs)},
	{"rule.time", 1, one(only(fields, isTime), changeTime)},
	{"rule.text", 2, one(only(fields, singular(stringType)), changeText)},
	{"rule.constant", 1, one(only(fields, singular(stringType, boolType, int32Type)), changeConstant)},
	{"rule.field_cel", 2, one(only(fields, singular(stringType, int32Type, int64Type)), changeFieldExpression)},
	{"rule.one_of", 1, one(only(messages, hasTwoAlone), askForOneOf)},
}

func singular(types ...fieldType) func(fieldAt) bool {
	fits := plainOf(types...)
	return func(f fieldAt) bool { return fits(f) && f.GetLabel() != repeated }
}

func listOf(types ...fieldType) func(fieldAt) bool {
	fits := plainOf(types...)
	return func(f fieldAt) bool { return fits(f) && f.GetLabel() == repeated }
}

// madeTextRules returns the rules of a string field, and adds them if there are none.
func madeTextRules(f fieldAt) *validate.StringRules {
	rules := madeRules(f)
	if rules.GetString() == nil {
		rules.Type = &validate.FieldRules_String_{String_: &validate.StringRules{}}
	}
	return rules.GetString()
}

func changeFormat(e *editor, f fieldAt) Edit {
	text := madeTextRules(f)
	was := text.GetWellKnown()
	text.WellKnown = choose(e,
		&validate.StringRules{},
		&validate.StringRules{WellKnown: &validate.StringRules_Uuid{Uuid: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_Email{Email: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_Hostname{Hostname: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_Ip{Ip: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_Ipv4{Ipv4: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_Ipv6{Ipv6: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_Uri{Uri: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_UriRef{UriRef: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_Address{Address: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_Tuuid{Tuuid: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_IpPrefix{IpPrefix: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_IpWithPrefixlen{IpWithPrefixlen: true}},
		&validate.StringRules{WellKnown: &validate.StringRules_HostAndPort{HostAndPort: true}},
	).GetWellKnown()
	return edited(f.name(), "format from %T to %T", was, text.GetWellKnown())
}

func changeEnumRule(e *editor, f fieldAt) Edit {
	rules := madeRules(f)
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
	return edited(f.name(), "%v", rules)
}

// changeItems changes the rules of a list and of its items.
func changeItems(e *editor, f fieldAt) Edit {
	if rulesOf(f).GetRepeated() == nil {
		setRules(f, listRules(&validate.RepeatedRules{}))
	}
	list := rulesOf(f).GetRepeated()
	switch {
	case e.IntN(3) == 0:
		list.Unique = new(!list.GetUnique())
	case list.GetItems() != nil && e.IntN(2) == 0:
		list.Items = nil
	case isText(f):
		list.Items = stringRules(&validate.StringRules{MinLen: new(uint64(1 + e.IntN(3)))})
	case f.GetType() == enumType:
		list.Items = enumRules(&validate.EnumRules{DefinedOnly: new(true), NotIn: []int32{0}})
	default:
		list.Items = int32Rules(&validate.Int32Rules{LessThan: &validate.Int32Rules_Lt{Lt: int32(10 + e.IntN(90))}})
	}
	return edited(f.name(), "%v", rulesOf(f))
}

// changePairs changes how many pairs a map may have, or the rules of its keys.
func changePairs(e *editor, f fieldAt) Edit {
	if rulesOf(f).GetMap() == nil {
		setRules(f, &validate.FieldRules{Type: &validate.FieldRules_Map{Map: &validate.MapRules{}}})
	}
	pairs, key := rulesOf(f).GetMap(), entryOf(f).GetField()[0]
	n := uint64(1 + e.IntN(4))
	switch {
	case e.IntN(3) == 0:
		pairs.MinPairs = &n
	case key.GetType() == stringType && e.IntN(2) == 0:
		pairs.Keys = stringRules(&validate.StringRules{MinLen: &n})
	default:
		pairs.MaxPairs = new(n + 4)
	}
	return edited(f.name(), "%v", rulesOf(f))
}

const (
	timestampName = ".google.protobuf.Timestamp"
	durationName  = ".google.protobuf.Duration"
)

func isTime(f fieldAt) bool {
	return f.GetLabel() != repeated && (f.GetTypeName() == timestampName || f.GetTypeName() == durationName)
}

// changeTime changes the rules of a timestamp or a duration.
func changeTime(e *editor, f fieldAt) Edit {
	rules := madeRules(f)
	if f.GetTypeName() == durationName {
		rules.Type = &validate.FieldRules_Duration{Duration: e.spanRules()}
	} else {
		rules.Type = &validate.FieldRules_Timestamp{Timestamp: choose(e,
			&validate.TimestampRules{LessThan: &validate.TimestampRules_LtNow{LtNow: true}},
			&validate.TimestampRules{GreaterThan: &validate.TimestampRules_GtNow{GtNow: true}},
			&validate.TimestampRules{},
		)}
	}
	return edited(f.name(), "%v", rules)
}

func (e *editor) spanRules() *validate.DurationRules {
	switch e.IntN(3) {
	case 0:
		return &validate.DurationRules{GreaterThan: &validate.DurationRules_Gte{Gte: &durationpb.Duration{}}}
	case 1:
		return &validate.DurationRules{LessThan: &validate.DurationRules_Lt{Lt: &durationpb.Duration{Seconds: int64(60 * (1 + e.IntN(60)))}}}
	default:
		return &validate.DurationRules{}
	}
}

// changeText changes the rules of a string, and whether its size is counted in characters or bytes.
func changeText(e *editor, f fieldAt) Edit {
	text, toggle := madeTextRules(f), func(rule **string, to string) {
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
	return edited(f.name(), "%v", rulesOf(f))
}

func changeConstant(e *editor, f fieldAt) Edit {
	switch rules := madeRules(f); f.GetType() {
	case stringType:
		madeTextRules(f).Const = new(e.word())
	case boolType:
		rules.Type = &validate.FieldRules_Bool{Bool: &validate.BoolRules{Const: new(e.IntN(2) == 0)}}
	default:
		rules.Type = &validate.FieldRules_Int32{Int32: &validate.Int32Rules{In: []int32{0, 1, int32(2 + e.IntN(9))}}}
	}
	return edited(f.name(), "%v", rulesOf(f))
}

var (
	textExpressions    = []string{"this.size() < 20", "this == '' || this.startsWith('a')", "!this.contains(' ')", "this.matches('^[a-z]*$')", "this != 'none'"}
	integerExpressions = []string{"this < 100", "this >= 0", "this % 2 == 0", "this != 7", "this == 0 || this > 5"}
	numberInExpression = regexp.MustCompile(`\b[0-9]+\b`)
)

// changeFieldExpression adds an expression to a field, changes the numbers in an existing one, or removes it.
func changeFieldExpression(e *editor, f fieldAt) Edit {
	expressions := integerExpressions
	if isText(f) {
		expressions = textExpressions
	}
	rules := madeRules(f)
	switch had := rules.GetCel(); {
	case len(had) == 0:
		rules.Cel = []*validate.Rule{{Id: new("own"), Message: new("it is refused"), Expression: new(choose(e, expressions...))}}
	case e.IntN(2) == 0:
		rules.Cel = nil
	default:
		had[0].Expression = new(numberInExpression.ReplaceAllStringFunc(had[0].GetExpression(), func(text string) string {
			n, _ := strconv.Atoi(text)
			return strconv.Itoa(n + 1)
		}))
	}
	return edited(f.name(), "%v", rules.GetCel())
}

// fieldsAlone returns the names of the fields that a oneof rule may list: singular ones outside of oneofs.
func fieldsAlone(m messageAt) []string {
	var all []string
	for _, f := range m.Field {
		if f.OneofIndex == nil && f.GetLabel() == optional {
			all = append(all, f.GetName())
		}
	}
	return all
}

func hasTwoAlone(m messageAt) bool { return len(fieldsAlone(m)) >= 2 }

// askForOneOf adds a rule that requires exactly one, or at most one, of two fields.
func askForOneOf(e *editor, m messageAt) Edit {
	rules := madeOption[*validate.MessageRules](made(&m.Options), validate.E_Message)
	switch had := rules.GetOneof(); {
	case len(had) == 0:
		rules.Oneof = []*validate.MessageOneofRule{{Fields: fieldsAlone(m)[:2], Required: new(e.IntN(2) == 0)}}
	case e.IntN(2) == 0:
		rules.Oneof = nil
	default:
		had[0].Required = new(!had[0].GetRequired())
	}
	return edited(m.name(), "%v", rules.GetOneof())
}
