package mutate

import (
	"cmp"
	"slices"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// ruleMutators change what is accepted: existing and new rules of protovalidate, and field behavior.
var ruleMutators = []mutator{
	{"rule.bound", 5, one(only(fields, hasBounds), changeBound)},
	{"rule.spelling", 2, one(only(fields, hasIntegerBounds), respellBound)},
	{"rule.add", 4, one(only(fields, plainWithoutRules), addRule)},
	{"rule.drop", 3, one(only(fields, hasRules), dropRule)},
	{"rule.required", 3, one(fields, changeRequiredRule)},
	{"rule.pattern", 3, one(only(fields, hasPattern), changePattern)},
	{"rule.list", 1, one(only(fields, hasList), changeList)},
	{"rule.ignore", 1, one(only(fields, hasRules), changeIgnore)},
	{"rule.cel", 2, one(only(messages, hasMessageRules), changeExpression)},
	{"rule.oneof", 1, one(only(messages, hasOneofs), changeOneofRule)},
	{"rule.new_field", 2, one(messages, addCheckedField)},
	{"behavior.required", 1, one(fields, changeBehavior(annotations.FieldBehavior_REQUIRED))},
	{"behavior.output_only", 1, one(fields, changeBehavior(annotations.FieldBehavior_OUTPUT_ONLY))},
	{"behavior.other", 1, one(fields, changeOtherBehavior)},
}

// rulesOf returns the rules of a field, or nil.
func rulesOf(f fieldAt) *validate.FieldRules {
	return option[*validate.FieldRules](f.Options, validate.E_Field)
}

func hasRules(f fieldAt) bool { return rulesOf(f) != nil }

func plainWithoutRules(f fieldAt) bool { return plain(f) && !hasRules(f) }

// madeRules returns the rules of a field, and adds them if there are none.
func madeRules(f fieldAt) *validate.FieldRules {
	return madeOption[*validate.FieldRules](made(&f.Options), validate.E_Field)
}

func setRules(f fieldAt, rules *validate.FieldRules) {
	proto.SetExtension(made(&f.Options), validate.E_Field, rules)
}

// dropRules removes rules, which would not fit another type.
func dropRules(f *fieldProto) {
	if f.GetOptions() != nil {
		proto.ClearExtension(f.GetOptions(), validate.E_Field)
	}
}

func stringRules(r *validate.StringRules) *validate.FieldRules {
	return &validate.FieldRules{Type: &validate.FieldRules_String_{String_: r}}
}

func int32Rules(r *validate.Int32Rules) *validate.FieldRules {
	return &validate.FieldRules{Type: &validate.FieldRules_Int32{Int32: r}}
}

func enumRules(r *validate.EnumRules) *validate.FieldRules {
	return &validate.FieldRules{Type: &validate.FieldRules_Enum{Enum: r}}
}

func listRules(r *validate.RepeatedRules) *validate.FieldRules {
	return &validate.FieldRules{Type: &validate.FieldRules_Repeated{Repeated: r}}
}

// typed returns the rules for the field's type, if there are any.
func typed(rules *validate.FieldRules) protoreflect.Message {
	m := rules.ProtoReflect()
	which := m.WhichOneof(m.Descriptor().Oneofs().ByName("type"))
	if which == nil {
		return nil
	}
	return m.Mutable(which).Message()
}

// boundsOf returns the rules for the field's type that are numeric limits.
func boundsOf(f fieldAt) []protoreflect.FieldDescriptor {
	at := typed(rulesOf(f))
	if at == nil {
		return nil
	}
	var all []protoreflect.FieldDescriptor
	at.Range(func(f protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		switch f.Kind() {
		case protoreflect.Int32Kind, protoreflect.Int64Kind, protoreflect.Uint32Kind, protoreflect.Uint64Kind, protoreflect.DoubleKind, protoreflect.FloatKind:
			if !f.IsList() && !f.IsExtension() {
				all = append(all, f)
			}
		default:
		}
		return true
	})
	slices.SortFunc(all, func(a, b protoreflect.FieldDescriptor) int { return cmp.Compare(a.Number(), b.Number()) })
	return all
}

func hasBounds(f fieldAt) bool { return len(boundsOf(f)) > 0 }

func changeBound(e *editor, f fieldAt) Edit {
	bound, at := choose(e, boundsOf(f)...), typed(rulesOf(f))
	by := int64(1 + e.IntN(3))
	if e.IntN(2) == 0 {
		by = -by
	}
	was := at.Get(bound)
	at.Set(bound, shifted(was, bound.Kind(), by))
	return edited(f.name(), "%s from %v to %v", bound.Name(), was.Interface(), at.Get(bound).Interface())
}

func shifted(v protoreflect.Value, kind protoreflect.Kind, by int64) protoreflect.Value {
	switch kind {
	case protoreflect.Int32Kind:
		return protoreflect.ValueOfInt32(int32(v.Int() + by))
	case protoreflect.Int64Kind:
		return protoreflect.ValueOfInt64(v.Int() + by)
	case protoreflect.Uint32Kind:
		return protoreflect.ValueOfUint32(uint32(max(0, int64(v.Uint())+by)))
	case protoreflect.Uint64Kind:
		return protoreflect.ValueOfUint64(uint64(max(0, int64(v.Uint())+by)))
	case protoreflect.FloatKind:
		return protoreflect.ValueOfFloat32(float32(v.Float() + float64(by)))
	default:
		return protoreflect.ValueOfFloat64(v.Float() + float64(by))
	}
}

func hasIntegerBounds(f fieldAt) bool {
	r := rulesOf(f)
	return r.GetInt32().GetGreaterThan() != nil || r.GetInt32().GetLessThan() != nil || r.GetUint32().GetGreaterThan() != nil || r.GetInt64().GetGreaterThan() != nil
}

// respellBound writes a bound of an int32 in its other form: gte: 1 for gt: 0.
func respellBound(_ *editor, f fieldAt) Edit {
	r := rulesOf(f).GetInt32()
	if r == nil {
		return nothing
	}
	switch g := r.GetGreaterThan().(type) {
	case *validate.Int32Rules_Gte:
		r.GreaterThan = &validate.Int32Rules_Gt{Gt: g.Gte - 1}
	case *validate.Int32Rules_Gt:
		r.GreaterThan = &validate.Int32Rules_Gte{Gte: g.Gt + 1}
	default:
	}
	return edited(f.name(), "a bound in its other form")
}

func addRule(e *editor, f fieldAt) Edit {
	rules := e.newRules(f)
	if rules == nil {
		return nothing
	}
	setRules(f, rules)
	return edited(f.name(), "%v", rules)
}

// newRules returns rules that fit the type of a field, or nil.
func (e *editor) newRules(f fieldAt) *validate.FieldRules {
	n := uint64(1 + e.IntN(5))
	switch {
	case f.GetLabel() == repeated:
		if e.IntN(2) == 0 {
			return listRules(&validate.RepeatedRules{MinItems: &n})
		}
		return listRules(&validate.RepeatedRules{MaxItems: &n})
	case isText(f):
		return stringRules(choose(e,
			&validate.StringRules{MinLen: &n},
			&validate.StringRules{MaxLen: new(n * 10)},
			&validate.StringRules{Pattern: new("^[a-z]*$")},
			&validate.StringRules{Prefix: new("x-")},
			&validate.StringRules{WellKnown: &validate.StringRules_Email{Email: true}},
		))
	case f.GetType() == int32Type:
		return int32Rules(&validate.Int32Rules{LessThan: &validate.Int32Rules_Lte{Lte: int32(n) * 100}})
	case f.GetType() == int64Type:
		return &validate.FieldRules{Type: &validate.FieldRules_Int64{Int64: &validate.Int64Rules{GreaterThan: &validate.Int64Rules_Gte{Gte: 0}}}}
	case f.GetType() == enumType:
		return enumRules(&validate.EnumRules{DefinedOnly: new(true)})
	case f.GetType() == messageType:
		return &validate.FieldRules{Required: new(true)}
	default:
		return nil
	}
}

func dropRule(_ *editor, f fieldAt) Edit {
	rules := rulesOf(f)
	dropRules(f.fieldProto)
	return edited(f.name(), "without %v", rules)
}

func changeRequiredRule(_ *editor, f fieldAt) Edit {
	rules := madeRules(f)
	rules.Required = new(!rules.GetRequired())
	return edited(f.name(), "required %t", rules.GetRequired())
}

func hasPattern(f fieldAt) bool { return rulesOf(f).GetString().GetPattern() != "" }

func changePattern(e *editor, f fieldAt) Edit {
	text := rulesOf(f).GetString()
	was := text.GetPattern()
	now := choose(e, "^[a-z]+$", "^[a-z0-9-]*$", "^[a-z][a-z0-9-]{0,20}$", "^.*$", was+"|^x$", "^("+was+")$")
	text.Pattern = &now
	return edited(f.name(), "pattern from %s to %s", was, now)
}

func hasList(f fieldAt) bool { return len(rulesOf(f).GetString().GetIn()) > 1 }

func changeList(e *editor, f fieldAt) Edit {
	text := rulesOf(f).GetString()
	switch e.IntN(3) {
	case 0:
		text.In = append(text.GetIn(), e.word())
	case 1:
		text.In = text.GetIn()[1:]
	default:
		text.In[0], text.In[1] = text.GetIn()[1], text.GetIn()[0]
	}
	return edited(f.name(), "in %q", text.GetIn())
}

func changeIgnore(e *editor, f fieldAt) Edit {
	now := choose(e, validate.Ignore_IGNORE_UNSPECIFIED, validate.Ignore_IGNORE_IF_ZERO_VALUE, validate.Ignore_IGNORE_ALWAYS)
	rulesOf(f).Ignore = &now
	return edited(f.name(), "ignore %s", now)
}

// messageRulesOf returns the rules of a message, or nil.
func messageRulesOf(m messageAt) *validate.MessageRules {
	return option[*validate.MessageRules](m.Options, validate.E_Message)
}

func hasMessageRules(m messageAt) bool { return messageRulesOf(m) != nil }

// changeExpression changes the CEL rules of a message, or removes all of them.
func changeExpression(e *editor, m messageAt) Edit {
	rules := messageRulesOf(m)
	rule, ok := pick(e, rules.GetCel())
	if !ok {
		return nothing
	}
	was := rule.GetExpression()
	switch e.IntN(5) {
	case 0:
		rule.Expression = new("(" + was + ")")
	case 1:
		rule.Expression = new("true")
	case 2:
		rule.Message = new("other words")
	case 3:
		rule.Expression = new("(" + was + ") && (" + was + ")")
	default:
		rules.Cel = nil
	}
	return edited(m.name(), "from %s to %s", was, rule.GetExpression())
}

func changeOneofRule(e *editor, m messageAt) Edit {
	oneof := m.OneofDecl[choose(e, declaredOneofs(m)...)]
	rules := madeOption[*validate.OneofRules](made(&oneof.Options), validate.E_Oneof)
	rules.Required = new(!rules.GetRequired())
	return edited(m.name()+"."+oneof.GetName(), "required %t", rules.GetRequired())
}

// addCheckedField adds a field with a rule that may refuse requests of old callers.
func addCheckedField(e *editor, m messageAt) Edit {
	f := e.bareField(m)
	f.Type = stringType.Enum()
	e.insert(f)
	rules := stringRules(&validate.StringRules{MinLen: new(uint64(e.IntN(2)))})
	if e.IntN(2) == 0 {
		rules = &validate.FieldRules{Required: new(true)}
	}
	setRules(f, rules)
	if e.IntN(2) == 0 && proto3(m.file) {
		addOptional(f)
	}
	return edited(m.name(), "has %s with %v", f.GetName(), rules)
}

// changeBehavior sets or removes a behavior.
func changeBehavior(behavior annotations.FieldBehavior) func(*editor, fieldAt) Edit {
	return func(_ *editor, f fieldAt) Edit {
		have, _ := proto.GetExtension(f.Options, annotations.E_FieldBehavior).([]annotations.FieldBehavior)
		now := without(slices.Clone(have), behavior)
		if len(now) == len(have) {
			now = append(now, behavior)
		}
		proto.SetExtension(made(&f.Options), annotations.E_FieldBehavior, now)
		return edited(f.name(), "behavior %v", now)
	}
}

func changeOtherBehavior(e *editor, f fieldAt) Edit {
	return changeBehavior(choose(e, annotations.FieldBehavior_INPUT_ONLY, annotations.FieldBehavior_IMMUTABLE, annotations.FieldBehavior_IDENTIFIER, annotations.FieldBehavior_OPTIONAL))(e, f)
}
