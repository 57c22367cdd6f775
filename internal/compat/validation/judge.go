package validation

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"slices"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// direction judges one element for messages that are written with the one side's type and read with the other's.
type direction struct {
	ctx      context.Context //nolint:containedctx // It lives as long as the call that made it.
	options  Options
	from, to *side
	pair     pair
	backward bool // backward is the direction from the new type to the old one.
}

// judge reports whether a message that the one side accepts is refused by the element's rules on the other side.
func (d *direction) judge() (Answer, string, []byte) {
	if answer, proof, witness, broken := d.judgeBroken(); broken {
		return answer, proof, witness
	}
	switch {
	case d.pair.to.long(d.to) || d.pair.from.long(d.from) && d.pair.to.name() != "":
		return d.judgeLong()
	case d.pair.to.field != nil:
		return d.judgeField()
	case d.pair.to.oneof != nil && d.pair.to.required():
		return d.judgeOneof()
	case d.pair.to.whole:
		return d.judgeMessage()
	default:
		return No, "there is no rule that could refuse", nil
	}
}

// nested reports whether the messages inside the field count: their rules may be ignored on the one side only.
func (d *direction) nested() bool {
	from := values{field: d.pair.from.field, rules: d.pair.from.rules()}
	return d.pair.to.field != nil && from.field != nil && (from.ignored() || from.ignoresInside())
}

// passes reports whether the element's own rules on the sending side accept the message.
func (d *direction) passes(message protoreflect.Message) bool {
	if d.pair.from == (element{of: d.pair.from.of}) {
		return true // The sender doesn't have the element.
	}
	return d.from.check(message, d.pair.from.filter(message, false)).accepted
}

// refused holds a message against the element's rules on the receiving side.
func (d *direction) refused(message protoreflect.Message) (outcome, bool) {
	received, ok := carry(message, d.pair.to.of.descriptor)
	if !ok {
		return outcome{}, false
	}
	judged := d.to.check(received, d.pair.to.filter(received, d.nested()))
	return judged, !judged.accepted && !judged.broken
}

func (d *direction) judgeField() (Answer, string, []byte) {
	from, to := d.pair.from.field, d.pair.to.field
	// Without the field, and with its zero value, there is one message each, so that running the rules is a proof.
	subject := "a message without " + string(to.Name())
	if from == nil {
		subject = "a message of the other version, which does not have " + string(to.Name()) + ","
	}
	var absent finding
	if from == nil || from.Cardinality() != protoreflect.Required { // Without a required field there is no message.
		absent = d.try(nil, subject)
	}
	if absent.witness != nil || from == nil {
		return d.settled(absent, fmt.Sprintf("a message of the other version does not have %s, and passes without it", to.Name()))
	}
	if !d.pair.to.acts() && !d.nested() {
		return No, "there is no rule that could refuse", nil
	}
	for _, zero := range zerosOf(from) {
		if found := d.try(&zero, ""); found.witness != nil || absent.proof == "" {
			absent = found
		}
		if absent.witness != nil {
			break
		}
	}
	if absent.witness != nil {
		return Yes, absent.proof, absent.witness
	}
	return d.judgeValues(absent)
}

// settled is the answer where one example decides: there is none, or it is as good as it gets.
func (d *direction) settled(best finding, otherwise string) (Answer, string, []byte) {
	switch {
	case best.proof == "":
		return No, otherwise, nil
	case best.witness != nil || !d.entangled():
		return Yes, best.proof, best.witness
	default:
		return Unknown, best.proof + "; but no whole message was found that the other rules accept", nil
	}
}

// entangled reports whether other rules see the field together with others, so that a value that passes its own rules may never
// be accepted.
func (d *direction) entangled() bool {
	rules := d.pair.from.of.rules
	field := d.pair.from.field
	return len(celRulesOf(rulesOrNone(rules))) > 0 || len(rules.GetOneof()) > 0 || field != nil && field.ContainingOneof() != nil
}

// acts reports whether the element's rules can refuse something.
func (e element) acts() bool { return e.rules() != nil && e.ignore() != validate.Ignore_IGNORE_ALWAYS }

// zerosOf are the zero values of a single field that are sent: without presence that is the negative zero only.
func zerosOf(field protoreflect.FieldDescriptor) []protoreflect.Value {
	var zeros []protoreflect.Value
	switch field.Kind() {
	case protoreflect.FloatKind:
		zeros = []protoreflect.Value{protoreflect.ValueOfFloat32(float32(math.Copysign(0, -1))), protoreflect.ValueOfFloat32(0)}
	case protoreflect.DoubleKind:
		zeros = []protoreflect.Value{protoreflect.ValueOfFloat64(math.Copysign(0, -1)), protoreflect.ValueOfFloat64(0)}
	case protoreflect.MessageKind, protoreflect.GroupKind:
		if !field.IsMap() {
			zeros = []protoreflect.Value{protoreflect.ValueOfMessage(newMessage(field.Message()))}
		}
	case protoreflect.EnumKind:
		if !field.Enum().IsClosed() || field.Enum().Values().ByNumber(0) != nil {
			zeros = []protoreflect.Value{protoreflect.ValueOfEnum(0)}
		}
	case protoreflect.StringKind:
		zeros = []protoreflect.Value{protoreflect.ValueOfString("")}
	case protoreflect.BytesKind:
		zeros = []protoreflect.Value{protoreflect.ValueOfBytes(nil)}
	default:
		s, _ := numberScale(field)
		zeros = []protoreflect.Value{s.toGo(zero)}
	}
	if field.IsList() || field.IsMap() {
		return nil
	}
	if !field.HasPresence() {
		return slices.DeleteFunc(zeros, func(value protoreflect.Value) bool {
			number, ok := value.Interface().(float64)
			if single, is := value.Interface().(float32); is {
				number, ok = float64(single), true
			}
			return !ok || !math.Signbit(number)
		})
	}
	return zeros
}

// judgeValues decides for fields that are set, to something else than zero. What was found before is the best so far.
func (d *direction) judgeValues(best finding) (Answer, string, []byte) {
	from := values{side: d.from, field: d.pair.from.field, rules: d.pair.from.rules(), zeroApart: true}
	to := values{side: d.to, field: d.pair.to.field, rules: d.pair.to.rules(), zeroApart: true}
	included := include(d.ctx, from, to)
	if included.proven && !d.looksInside() {
		return d.settled(best, included.reason)
	}
	if found := d.tryClock(from, to); found.proof != "" {
		return Yes, found.proof, nil
	}
	for _, candidate := range included.candidates {
		if found := d.try(&candidate, ""); found.witness != nil {
			return Yes, found.proof, found.witness
		} else if best.proof == "" {
			best = found
		}
	}
	if searched := d.searchField(best); searched.witness != nil || best.proof == "" {
		best = searched
	}
	if best.proof == "" {
		return Unknown, fmt.Sprintf("%s, and none of %d messages showed a difference", included.reason, d.options.Samples), nil
	}
	return d.settled(best, "")
}

// looksInside reports whether a rule in CEL looks into a message whose fields mean something else on the other side.
func (d *direction) looksInside() bool { return !sameShape(d.pair) }

// finding is an example with its words.
type finding struct {
	proof   string
	witness []byte
}

// try holds one value of the field against both sides, unset without one, and builds a whole message around it where they
// disagree. The finding is empty where they don't.
func (d *direction) try(value *protoreflect.Value, subject string) finding {
	holder := newMessage(d.pair.from.of.descriptor)
	if value != nil && !put(holder, d.pair.from.field, *value) {
		return finding{}
	}
	judged, refused := d.refused(holder)
	if !refused || !d.passes(holder) {
		return finding{}
	}
	if subject == "" {
		subject = describe(d.pair.from.field, *value)
	}
	found := finding{proof: fmt.Sprintf("%s: %s %s (%s)", d.difference(), subject, d.verb(), judged.reason())}
	maker := d.maker()
	if message, ok := maker.around(d.pair.from.field, value); ok {
		found.witness, _ = d.confirm(message)
	}
	return found
}

// verb says what happens to a message that is refused.
func (d *direction) verb() string {
	if d.backward {
		return "was refused before"
	}
	return "is refused now"
}

// confirm makes the message smaller as long as it shows the same, and writes it.
func (d *direction) confirm(message protoreflect.Message) ([]byte, bool) {
	if d.from.costlyBelow(message.Descriptor()) {
		return nil, false // Nobody knows whether the rules that were left out accept it.
	}
	shows := func() bool {
		if !d.from.check(message, nil).accepted {
			return false
		}
		_, refused := d.refused(message)
		return refused
	}
	if !shows() {
		return nil, false
	}
	var set []protoreflect.FieldDescriptor
	message.Range(func(field protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
		set = append(set, field)
		return true
	})
	slices.SortFunc(set, func(a, b protoreflect.FieldDescriptor) int { return int(a.Number()) - int(b.Number()) })
	d.shrink(message, set, shows)
	witness, err := writeWitness(message)
	return witness, err == nil
}

// mostShown is how many fields of a witness are tried one at a time. Of more, all are cleared that can be at once.
const mostShown = 16

// shrink clears the fields that a message can do without.
func (d *direction) shrink(message protoreflect.Message, set []protoreflect.FieldDescriptor, shows func() bool) {
	if len(set) > mostShown {
		kept := newMessage(message.Descriptor())
		for _, field := range set {
			if field != d.pair.from.field {
				kept.Set(field, message.Get(field))
				message.Clear(field)
			}
		}
		if shows() {
			return
		}
		// The rules name those that have to be there.
		for _, field := range set {
			if kept.Has(field) && (d.pair.from.of.fields[field.Number()] != nil || field.ContainingOneof() != nil || d.entangled()) {
				message.Set(field, kept.Get(field))
			}
		}
		if !shows() {
			kept.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
				message.Set(field, value)
				return true
			})
		}
		return
	}
	for _, field := range set {
		value := message.Get(field)
		message.Clear(field)
		if !shows() {
			message.Set(field, value)
		}
	}
}

// difference is what changed in the rules, in short.
func (d *direction) difference() string {
	was, is := d.pair.from, d.pair.to
	if d.backward {
		was, is = is, was
	}
	before, after := was.text(false), is.text(false)
	switch {
	case before == after && was.field != nil && is.field != nil && fieldType(was.field) != fieldType(is.field):
		return fmt.Sprintf("%s, %s → %s", quietly(after), fieldType(was.field), fieldType(is.field))
	case before == after:
		return quietly(after)
	default:
		return quietly(cmp.Or(before, "no rules")) + " → " + quietly(cmp.Or(after, "no rules"))
	}
}

func quietly(text string) string {
	const most = 120
	if runes := []rune(text); len(runes) > most {
		return string(runes[:most]) + "…"
	}
	return text
}
