package validation

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation/formula"
)

// reader writes the rules of one side as formulas about what the other side has written.
type reader struct {
	side   *side
	axioms *[]*formula.Formula
	// strict says that a formula is wanted that implies the rules: what can't be read counts as never met. Otherwise it counts as
	// always met, which is implied by the rules.
	strict bool
	failed []string // failed has the rules that can't be read.
}

// unreadable is the formula for a rule that can't be read.
func (r *reader) unreadable(why string) *formula.Formula {
	r.failed = append(r.failed, why)
	if r.strict {
		return formula.False
	}
	return formula.True
}

// message is the condition under which the own rules of a message are met: those of its fields, its oneofs and itself.
func (r *reader) message(at *place) *formula.Formula {
	of := r.side.message(at.toMsg)
	parts := []*formula.Formula{r.whole(at)}
	for i := range at.toMsg.Oneofs().Len() {
		parts = append(parts, r.oneof(at, at.toMsg.Oneofs().Get(i)))
	}
	for i := range at.toMsg.Fields().Len() {
		if field := at.toMsg.Fields().Get(i); of.fields[field.Number()] != nil {
			parts = append(parts, r.field(at, field))
		}
	}
	return formula.And(parts...)
}

// whole are the rules of a message as a whole.
func (r *reader) whole(at *place) *formula.Formula {
	rules := rulesOrNone(r.side.message(at.toMsg).rules)
	parts := []*formula.Formula{r.expressions(rules, at)}
	for _, rule := range rules.GetOneof() {
		var members []*formula.Formula
		for _, name := range rule.GetFields() {
			if field := at.toMsg.Fields().ByName(protoreflect.Name(name)); field != nil {
				members = append(members, isSet(at.field(field)))
			}
		}
		for i, one := range members {
			for _, other := range members[:i] {
				parts = append(parts, formula.Or(formula.Not(one), formula.Not(other)))
			}
		}
		if rule.GetRequired() {
			parts = append(parts, formula.Or(members...))
		}
	}
	return formula.And(parts...)
}

func (r *reader) expressions(rules celRules, at *place) *formula.Formula {
	var parts []*formula.Formula
	for _, rule := range celRulesOf(rules) {
		parts = append(parts, r.expression(rule.GetExpression(), at))
	}
	return formula.And(parts...)
}

func (r *reader) expression(expression string, at *place) *formula.Formula {
	met, err := translate(r.side, expression, at, r.axioms)
	if err != nil {
		return r.unreadable(expression)
	}
	return met
}

// oneof is the rule that a member of a oneof is set.
func (r *reader) oneof(at *place, oneof protoreflect.OneofDescriptor) *formula.Formula {
	if !r.side.message(at.toMsg).oneofs[oneof.Name()].GetRequired() {
		return formula.True
	}
	var members []*formula.Formula
	for i := range oneof.Fields().Len() {
		members = append(members, isSet(at.field(oneof.Fields().Get(i))))
	}
	return formula.Or(members...)
}

// field are the rules of a field of a message, without those of messages in it.
func (r *reader) field(at *place, field protoreflect.FieldDescriptor) *formula.Formula {
	of := r.side.message(at.toMsg)
	e := element{of: of, field: field}
	if !e.acts() {
		return formula.True
	}
	here := at.field(field)
	met := r.values(here, values{side: r.side, field: field, rules: e.rules()})
	if field.HasPresence() || e.ignore() == validate.Ignore_IGNORE_IF_ZERO_VALUE {
		met = formula.Or(formula.Not(isSet(here)), met)
	}
	if e.required() {
		met = formula.And(isSet(here), met)
	}
	return met
}

// values are the rules of a value that is there.
func (r *reader) values(at *place, v values) *formula.Formula {
	if v.rules == nil || v.ignored() {
		return formula.True
	}
	parts := []*formula.Formula{r.standard(at, v), r.expressions(v.rules, at)}
	for _, words := range v.opaque() {
		parts = append(parts, r.unreadable(words))
	}
	for _, rule := range predefinedIn(v.standard()) {
		for _, expression := range rule.expressions {
			parts = append(parts, r.expression(expression, at))
		}
	}
	if v.clocked() {
		parts = append(parts, withinClock(at, clockOf(v.standard())))
	}
	return formula.And(parts...)
}

// standard are the rules for the type of a value.
func (r *reader) standard(at *place, v values) *formula.Formula {
	if !v.standard().IsValid() {
		return formula.True
	}
	if inner, ok := v.unwrapped(); ok && at.wrapped() != nil {
		return r.standard(at.wrapped(), inner)
	}
	switch {
	case v.field.IsMap():
		size := mapCounts(v.rules.GetMap(), false)
		parts := []*formula.Formula{inSizes(at, size.set())}
		if v.rules.GetMap().HasKeys() || v.rules.GetMap().HasValues() {
			parts = append(parts, each(at, formula.And(r.item(at.keys(), v.keys()), r.item(at.items(), v.mapped()))))
		}
		return formula.And(parts...)
	case v.list():
		size := listCounts(v.rules.GetRepeated(), false)
		parts := []*formula.Formula{inSizes(at, size.set())}
		if v.rules.GetRepeated().GetUnique() {
			parts = append(parts, isUnique(at))
		}
		if v.rules.GetRepeated().HasItems() {
			parts = append(parts, each(at, r.item(at.items(), v.items())))
		}
		return formula.And(parts...)
	case v.field.Kind() == protoreflect.StringKind:
		var parts []*formula.Formula
		for _, rule := range v.atoms() {
			parts = append(parts, inLanguage(at, rule))
		}
		return formula.And(parts...)
	}
	if v.field.Kind() == protoreflect.BytesKind && v.rules.HasBytes() {
		return r.octets(at, v.rules.GetBytes())
	}
	if s, ok := numberScale(v.field); ok {
		v.item = false // Zero is exempt by the formula.
		if set, _, understood := v.numberSetOf(); understood {
			return inNumbers(at, s, set)
		}
	}
	return r.unseen(at, v.standard().Interface())
}

// octets are the rules of bytes: their size, and what is only compared as it is written.
func (r *reader) octets(at *place, rules *validate.BytesRules) *formula.Formula {
	rest := proto.CloneOf(rules)
	rest.ClearLen()
	rest.ClearMinLen()
	rest.ClearMaxLen()
	rest.ClearWellKnown()
	size := inSizes(at, sizesOf(rules))
	if text := ruleText(rest, false); text == "" && len(rest.ProtoReflect().GetUnknown()) == 0 {
		return size
	}
	return formula.And(size, r.unseen(at, rest))
}

// item are the rules of an item of a list. Zero can be exempt.
func (r *reader) item(at *place, v values) *formula.Formula {
	met := r.values(at, v)
	if !v.skipsZero() {
		return met
	}
	if at.text() {
		return formula.Or(inTexts(at, ""), met)
	}
	if s, ok := at.number(); ok && at.toMsg == nil {
		return formula.Or(inNumbers(at, s, numberSet{whole: point(zero)}), met)
	}
	return formula.Or(opaque("zero "+at.key, at.name), met)
}

// unseen are rules that are only compared as they are written.
func (r *reader) unseen(at *place, rules proto.Message) *formula.Formula {
	text := ruleText(rules, false)
	if strings.Contains(text, "cel") || strings.Contains(text, "(undeclared)") || strings.Contains(text, "[") && hasExtensions(rules.ProtoReflect()) {
		return r.unreadable(text)
	}
	return opaque(fmt.Sprintf("rules %s %s %s", at.key, rules.ProtoReflect().Descriptor().Name(), text), text+" of "+at.name)
}

func hasExtensions(rules protoreflect.Message) bool {
	found := false
	rules.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		found = found || field.IsExtension() || field.Message() != nil && !field.IsList() && !field.IsMap() && hasExtensions(value.Message())
		return !found
	})
	return found
}

// set are the sizes in a range.
func (c counts) set() intSet {
	return spanIf(new(big.Int).SetUint64(c.least), new(big.Int).SetUint64(c.most)).and(sizes)
}

// nested are the rules of all messages that a message leads to by single fields and lists, as far as the places in a formula are in
// them. Rules that are ignored don't count.
func (r *reader) nested(at *place, wanted []string, depth int) *formula.Formula {
	parts := []*formula.Formula{r.message(at)}
	const deepest = 6
	if depth >= deepest {
		return parts[0]
	}
	of := r.side.message(at.toMsg)
	for i := range at.toMsg.Fields().Len() {
		field := at.toMsg.Fields().Get(i)
		e := element{of: of, field: field}
		inner := field.Message()
		if field.IsMap() {
			inner = field.MapValue().Message()
		}
		if inner == nil || isKnown(inner) || ignoresSomewhere(e.rules()) {
			continue
		}
		here := at.field(field)
		if !slices.ContainsFunc(wanted, func(key string) bool {
			return strings.HasPrefix(key, here.key+".") || strings.HasPrefix(key, here.key+"[")
		}) {
			continue
		}
		if field.IsList() || field.IsMap() {
			parts = append(parts, each(here, r.nested(here.items(), wanted, depth+1)))
			continue
		}
		parts = append(parts, formula.Or(formula.Not(isSet(here)), r.nested(here, wanted, depth+1)))
	}
	return formula.And(parts...)
}

// required are the rules of a message with those of the messages that it has to have.
func (r *reader) required(at *place, depth int) *formula.Formula {
	parts := []*formula.Formula{r.message(at)}
	const deepest = 6
	of := r.side.message(at.toMsg)
	for i := range at.toMsg.Fields().Len() {
		field := at.toMsg.Fields().Get(i)
		e := element{of: of, field: field}
		single := field.Message() != nil && !field.IsList() && !field.IsMap() && !isKnown(field.Message())
		if depth < deepest && single && e.required() && !ignoresSomewhere(e.rules()) {
			parts = append(parts, r.required(at.field(field), depth+1))
		}
	}
	return formula.And(parts...)
}

// placesIn are the keys of the places that a formula is about.
func placesIn(f *formula.Formula) []string {
	var all []string
	f.Atoms(func(atom *formula.Atom) {
		switch fact := atom.Fact.(type) {
		case textFact:
			all = append(all, fact.at.key)
		case numberFact:
			all = append(all, fact.at.key)
		case sizeFact:
			all = append(all, fact.at.key)
		case presenceFact:
			all = append(all, fact.at.key)
		case eachFact:
			all = append(all, fact.at.key)
			all = append(all, placesIn(fact.body)...)
		}
	})
	return all
}

// ignoresSomewhere reports whether the rules of a field with messages leave some of them unchecked: all, or the empty ones.
func ignoresSomewhere(rules *validate.FieldRules) bool {
	return slices.ContainsFunc([]*validate.FieldRules{
		rules, rules.GetRepeated().GetItems(), rules.GetMap().GetKeys(), rules.GetMap().GetValues(),
	}, func(r *validate.FieldRules) bool { return r.GetIgnore() != validate.Ignore_IGNORE_UNSPECIFIED })
}

// clocked reports whether the rules of a time depend on when they are asked.
func (v values) clocked() bool {
	standard := v.standard()
	if !standard.IsValid() || standard.Descriptor().FullName() != "buf.validate.TimestampRules" {
		return false
	}
	return slices.ContainsFunc([]protoreflect.Name{"lt_now", "gt_now", "within"}, func(name protoreflect.Name) bool {
		return standard.Has(standard.Descriptor().Fields().ByName(name))
	})
}
