package mutate

import (
	"slices"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/genproto/googleapis/api/annotations"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
)

// ruleMutators change what is accepted: rules of protovalidate and field behavior.
var ruleMutators = []mutator{
	{"rule.bound", 5, changeBound},
	{"rule.spelling", 2, respellBound},
	{"rule.add", 4, addRule},
	{"rule.drop", 3, dropRule},
	{"rule.required", 3, changeRequiredRule},
	{"rule.pattern", 3, changePattern},
	{"rule.list", 1, changeList},
	{"rule.ignore", 1, changeIgnore},
	{"rule.cel", 2, changeExpression},
	{"rule.oneof", 1, changeOneofRule},
	{"rule.new_field", 2, addCheckedField},
	{"behavior.required", 1, changeBehavior(annotations.FieldBehavior_REQUIRED)},
	{"behavior.output_only", 1, changeBehavior(annotations.FieldBehavior_OUTPUT_ONLY)},
}

// rulesOf is a copy of the rules of a field; empty where it has none.
func rulesOf(f *descriptorpb.FieldDescriptorProto) *validate.FieldRules {
	if f.GetOptions() == nil || !proto.HasExtension(f.GetOptions(), validate.E_Field) {
		return nil
	}
	rules, _ := proto.GetExtension(f.GetOptions(), validate.E_Field).(*validate.FieldRules)
	return proto.CloneOf(rules)
}

func setRules(f *descriptorpb.FieldDescriptorProto, rules *validate.FieldRules) {
	if f.GetOptions() == nil {
		f.Options = &descriptorpb.FieldOptions{}
	}
	proto.SetExtension(f.GetOptions(), validate.E_Field, rules)
}

// dropRules takes the rules away, which would not fit another type.
func dropRules(f *descriptorpb.FieldDescriptorProto) {
	if f.GetOptions() != nil {
		proto.ClearExtension(f.GetOptions(), validate.E_Field)
	}
}

// ruled is a field with rules that fit.
func (e *editor) ruled(fits func(*validate.FieldRules) bool) (fieldAt, *validate.FieldRules, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool {
		rules := rulesOf(f.FieldDescriptorProto)
		return rules != nil && fits(rules)
	})
	if !ok {
		return f, nil, false
	}
	return f, rulesOf(f.FieldDescriptorProto), true
}

// typed is the message with the rules of the field's type, if there is one.
func typed(rules *validate.FieldRules) protoreflect.Message {
	m := rules.ProtoReflect()
	which := m.WhichOneof(m.Descriptor().Oneofs().ByName("type"))
	if which == nil {
		return nil
	}
	return m.Mutable(which).Message()
}

// bounds are the rules of a type that are numbers and limit something.
func bounds(rules *validate.FieldRules) []protoreflect.FieldDescriptor {
	var all []protoreflect.FieldDescriptor
	at := typed(rules)
	if at == nil {
		return nil
	}
	at.Range(func(f protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		switch f.Kind() {
		case protoreflect.Int32Kind, protoreflect.Int64Kind, protoreflect.Uint32Kind, protoreflect.Uint64Kind, protoreflect.DoubleKind, protoreflect.FloatKind:
			if f.Cardinality() != protoreflect.Repeated && !f.IsExtension() {
				all = append(all, f)
			}
		default:
		}
		return true
	})
	slices.SortFunc(all, func(a, b protoreflect.FieldDescriptor) int { return int(a.Number()) - int(b.Number()) })
	return all
}

func changeBound(e *editor) (Edit, bool) {
	f, rules, ok := e.ruled(func(r *validate.FieldRules) bool { return len(bounds(r)) > 0 })
	if !ok {
		return nothing()
	}
	all := bounds(rules)
	bound := all[e.IntN(len(all))]
	at := typed(rules)
	was := at.Get(bound)
	by := int64(1 + e.IntN(3))
	if e.IntN(2) == 0 {
		by = -by
	}
	at.Set(bound, shifted(was, bound.Kind(), by))
	setRules(f.FieldDescriptorProto, rules)
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

// respellBound writes a bound of integers in its other form: gte: 1 for gt: 0.
func respellBound(e *editor) (Edit, bool) {
	f, rules, ok := e.ruled(func(r *validate.FieldRules) bool {
		return r.GetInt32().GetGreaterThan() != nil || r.GetInt32().GetLessThan() != nil || r.GetUint32().GetGreaterThan() != nil || r.GetInt64().GetGreaterThan() != nil
	})
	if !ok || rules.GetInt32() == nil {
		return nothing()
	}
	r := rules.GetInt32()
	switch g := r.GetGreaterThan().(type) {
	case *validate.Int32Rules_Gte:
		r.GreaterThan = &validate.Int32Rules_Gt{Gt: g.Gte - 1}
	case *validate.Int32Rules_Gt:
		r.GreaterThan = &validate.Int32Rules_Gte{Gte: g.Gt + 1}
	default:
	}
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "a bound in its other form")
}

func addRule(e *editor) (Edit, bool) {
	f, ok := pickFunc(e, e.fields(), func(f fieldAt) bool { return rulesOf(f.FieldDescriptorProto) == nil && plain(f) })
	if !ok {
		return nothing()
	}
	rules := &validate.FieldRules{}
	n := uint64(1 + e.IntN(5))
	switch {
	case f.GetLabel() == repeated:
		rules.Type = &validate.FieldRules_Repeated{Repeated: &validate.RepeatedRules{MaxItems: &n}}
		if e.IntN(2) == 0 {
			rules.Type = &validate.FieldRules_Repeated{Repeated: &validate.RepeatedRules{MinItems: &n}}
		}
	case f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_STRING:
		text := &validate.StringRules{}
		switch e.IntN(5) {
		case 0:
			text.MinLen = &n
		case 1:
			text.MaxLen = new(n * 10)
		case 2:
			text.Pattern = new("^[a-z]*$")
		case 3:
			text.Prefix = new("x-")
		default:
			text.WellKnown = &validate.StringRules_Email{Email: true}
		}
		rules.Type = &validate.FieldRules_String_{String_: text}
	case f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_INT32:
		rules.Type = &validate.FieldRules_Int32{Int32: &validate.Int32Rules{LessThan: &validate.Int32Rules_Lte{Lte: int32(n) * 100}}}
	case f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_INT64:
		rules.Type = &validate.FieldRules_Int64{Int64: &validate.Int64Rules{GreaterThan: &validate.Int64Rules_Gte{Gte: 0}}}
	case f.GetType() == descriptorpb.FieldDescriptorProto_TYPE_ENUM:
		rules.Type = &validate.FieldRules_Enum{Enum: &validate.EnumRules{DefinedOnly: new(true)}}
	case isMessage(f.GetType()):
		rules.Required = new(true)
	default:
		return nothing()
	}
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "%v", rules)
}

func dropRule(e *editor) (Edit, bool) {
	f, rules, ok := e.ruled(func(*validate.FieldRules) bool { return true })
	if !ok {
		return nothing()
	}
	dropRules(f.FieldDescriptorProto)
	return edited(f.name(), "without %v", rules)
}

func changeRequiredRule(e *editor) (Edit, bool) {
	f, ok := pick(e, e.fields())
	if !ok {
		return nothing()
	}
	rules := rulesOf(f.FieldDescriptorProto)
	if rules == nil {
		rules = &validate.FieldRules{}
	}
	rules.Required = new(!rules.GetRequired())
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "required %t", rules.GetRequired())
}

func changePattern(e *editor) (Edit, bool) {
	f, rules, ok := e.ruled(func(r *validate.FieldRules) bool { return r.GetString().GetPattern() != "" })
	if !ok {
		return nothing()
	}
	text := rules.GetString()
	was := text.GetPattern()
	now := []string{"^[a-z]+$", "^[a-z0-9-]*$", "^[a-z][a-z0-9-]{0,20}$", "^.*$", was + "|^x$", "^(" + was + ")$"}[e.IntN(6)]
	text.Pattern = &now
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "pattern from %s to %s", was, now)
}

func changeList(e *editor) (Edit, bool) {
	f, rules, ok := e.ruled(func(r *validate.FieldRules) bool { return len(r.GetString().GetIn()) > 1 })
	if !ok {
		return nothing()
	}
	text := rules.GetString()
	switch e.IntN(3) {
	case 0:
		text.In = append(text.In, e.word())
	case 1:
		text.In = text.GetIn()[1:]
	default:
		text.In[0], text.In[1] = text.GetIn()[1], text.GetIn()[0]
	}
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "in %q", text.GetIn())
}

func changeIgnore(e *editor) (Edit, bool) {
	f, rules, ok := e.ruled(func(*validate.FieldRules) bool { return true })
	if !ok {
		return nothing()
	}
	now := []validate.Ignore{validate.Ignore_IGNORE_UNSPECIFIED, validate.Ignore_IGNORE_IF_ZERO_VALUE, validate.Ignore_IGNORE_ALWAYS}[e.IntN(3)]
	rules.Ignore = &now
	setRules(f.FieldDescriptorProto, rules)
	return edited(f.name(), "ignore %s", now)
}

// changeExpression changes the CEL of a message that has some, or adds some to one with two numbers.
func changeExpression(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return m.Options != nil && proto.HasExtension(m.Options, validate.E_Message) })
	if !ok {
		return nothing()
	}
	rules, _ := proto.GetExtension(m.Options, validate.E_Message).(*validate.MessageRules)
	rules = proto.CloneOf(rules)
	if len(rules.GetCel()) == 0 {
		return nothing()
	}
	rule := rules.GetCel()[e.IntN(len(rules.GetCel()))]
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
	proto.SetExtension(m.Options, validate.E_Message, rules)
	return edited(m.name(), "from %s to %s", was, rule.GetExpression())
}

func changeOneofRule(e *editor) (Edit, bool) {
	m, ok := pickFunc(e, e.messages(), func(m messageAt) bool { return len(declaredOneofs(m.DescriptorProto)) > 0 })
	if !ok {
		return nothing()
	}
	index, _ := pick(e, declaredOneofs(m.DescriptorProto))
	oneof := m.OneofDecl[index]
	if oneof.GetOptions() == nil {
		oneof.Options = &descriptorpb.OneofOptions{}
	}
	was := false
	if rules, ok := proto.GetExtension(oneof.GetOptions(), validate.E_Oneof).(*validate.OneofRules); ok {
		was = rules.GetRequired()
	}
	proto.SetExtension(oneof.GetOptions(), validate.E_Oneof, &validate.OneofRules{Required: new(!was)})
	return edited(m.name()+"."+oneof.GetName(), "required %t", !was)
}

func addCheckedField(e *editor) (Edit, bool) {
	m, ok := pick(e, e.messages())
	if !ok {
		return nothing()
	}
	f := &descriptorpb.FieldDescriptorProto{
		Name: new(e.word()), Number: new(e.freshNumber(m.DescriptorProto)), Label: optional.Enum(),
		Type: descriptorpb.FieldDescriptorProto_TYPE_STRING.Enum(),
	}
	f.JsonName = new(camel(f.GetName()))
	e.insert(m.DescriptorProto, f)
	rules := &validate.FieldRules{Type: &validate.FieldRules_String_{String_: &validate.StringRules{MinLen: new(uint64(e.IntN(2)))}}}
	if e.IntN(2) == 0 {
		rules = &validate.FieldRules{Required: new(true)}
	}
	setRules(f, rules)
	if e.IntN(2) == 0 && proto3(m.file) {
		addOptional(m.DescriptorProto, f)
	}
	return edited(m.name(), "has %s with %v", f.GetName(), rules)
}

// changeBehavior sets or removes a behavior.
func changeBehavior(behavior annotations.FieldBehavior) func(*editor) (Edit, bool) {
	return func(e *editor) (Edit, bool) {
		f, ok := pick(e, e.fields())
		if !ok {
			return nothing()
		}
		if f.Options == nil {
			f.Options = &descriptorpb.FieldOptions{}
		}
		have, _ := proto.GetExtension(f.Options, annotations.E_FieldBehavior).([]annotations.FieldBehavior)
		var now []annotations.FieldBehavior
		for _, b := range have {
			if b != behavior {
				now = append(now, b)
			}
		}
		if len(now) == len(have) {
			now = append(now, behavior)
		}
		if len(now) == 0 {
			proto.ClearExtension(f.Options, annotations.E_FieldBehavior)
		} else {
			proto.SetExtension(f.Options, annotations.E_FieldBehavior, now)
		}
		return edited(f.name(), "behavior %v", now)
	}
}
