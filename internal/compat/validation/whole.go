package validation

import (
	"fmt"
	"slices"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// judgeOneof judges a oneof of which a member has to be set.
func (d *direction) judgeOneof() (Answer, string, []byte) {
	members := memberNumbers(d.pair.to.oneof)
	if d.pair.from.oneof != nil && d.pair.from.required() &&
		!slices.ContainsFunc(memberNumbers(d.pair.from.oneof), func(n protoreflect.FieldNumber) bool { return !slices.Contains(members, n) }) {
		return No, "a member had to be set before, and each of them is one still", nil
	}
	var fields []protoreflect.FieldDescriptor
	for _, number := range slices.Concat(memberNumbers(d.pair.from.oneof), members) {
		if field := d.pair.from.of.descriptor.Fields().ByNumber(number); field != nil && !slices.Contains(fields, field) {
			fields = append(fields, field)
		}
	}
	if found := d.searchMessage(fields); found.witness != nil {
		return Yes, found.proof, found.witness
	}
	return Unknown, fmt.Sprintf("none of %d messages was without a member", d.options.Samples), nil
}

// judgeMessage judges the rules of the message as a whole.
func (d *direction) judgeMessage() (Answer, string, []byte) {
	open := d.openRules()
	if len(open) == 0 {
		return No, "every rule that is there follows from one that was, or from what the other version can't set", nil
	}
	if found := d.searchMessage(d.fieldsNamed()); found.witness != nil {
		return Yes, found.proof, found.witness
	}
	return Unknown, fmt.Sprintf("%s does not follow from the other rules, and none of %d messages showed a difference", open[0], d.options.Samples), nil
}

// openRules are the rules of the receiver that don't follow from the sender's. The reasoning about whole requests does not replace this:
// it does not see what functions calculate for fields that nobody sends, and leaves out rules that take too many steps.
func (d *direction) openRules() []string {
	var open []string
	from, to := d.pair.from.of, d.pair.to.of
	kept := sameShape(d.pair)
	had := clausesOf(rulesOrNone(from.rules), from.descriptor)
	sent := func(field protoreflect.FieldDescriptor) bool {
		return from.descriptor.Fields().ByNumber(field.Number()) != nil
	}
	for _, rule := range celRulesOf(rulesOrNone(to.rules)) {
		follows := !slices.ContainsFunc(clausesIn(rule.GetExpression(), to.descriptor), func(part clause) bool {
			if kept && clauseFollows(d.ctx, had, part) {
				return false
			}
			return part.source == "" || !holdsWithout(part.source, to.descriptor, sent)
		})
		if !follows && !holdsWithout(rule.GetExpression(), to.descriptor, sent) {
			open = append(open, "CEL "+quoted(rule.GetExpression()))
		}
	}
	for _, rule := range to.rules.GetOneof() {
		follows := kept && slices.ContainsFunc(from.rules.GetOneof(), func(other *validate.MessageOneofRule) bool {
			return d.oneofFollows(other, rule)
		})
		if !follows && (rule.GetRequired() || len(d.numbersSent(to, rule)) > 1) {
			open = append(open, fmt.Sprintf("the rule oneof of %v", rule.GetFields()))
		}
	}
	return open
}

// oneofFollows reports whether of a larger group at most one field is set, so of a smaller one too; and that one is, if one of
// the same group had to be.
func (d *direction) oneofFollows(other, rule *validate.MessageOneofRule) bool {
	had, has := d.numbersSent(d.pair.from.of, other), d.numbersSent(d.pair.to.of, rule)
	for _, number := range has {
		if !slices.Contains(had, number) {
			return false
		}
	}
	return !rule.GetRequired() || other.GetRequired() && len(had) == len(has)
}

// numbersSent are the fields of a oneof rule that the sender has.
func (d *direction) numbersSent(of *messageRules, rule *validate.MessageOneofRule) []protoreflect.FieldNumber {
	var numbers []protoreflect.FieldNumber
	for _, name := range rule.GetFields() {
		field := of.descriptor.Fields().ByName(protoreflect.Name(name))
		if field != nil && d.pair.from.of.descriptor.Fields().ByNumber(field.Number()) != nil {
			numbers = append(numbers, field.Number())
		}
	}
	return numbers
}

// mostVisited bounds how far messages are followed to see what an expression looks at.
const mostVisited = 200

// sameShape reports whether the fields which an element's expressions look at are on both sides what they were: their numbers,
// types and presence.
func sameShape(p pair) bool {
	words := map[string]bool{}
	var from, to protoreflect.MessageDescriptor
	switch {
	case p.from.whole && p.to.whole:
		from, to = p.from.of.descriptor, p.to.of.descriptor
		for _, of := range []*messageRules{p.from.of, p.to.of} {
			for _, field := range mentioned(of.descriptor, of.rules) {
				words[string(field.Name())] = true
			}
			for word := range hintsOf(celTexts(of.rules)).words {
				words[word] = true
			}
		}
	case p.from.field != nil && p.to.field != nil:
		from, to = p.from.field.Message(), p.to.field.Message()
		for _, e := range []element{p.from, p.to} {
			for word := range hintsOf(celTexts(e.rules())).words {
				words[word] = true
			}
		}
	}
	if from == nil || to == nil || len(words) == 0 {
		return true
	}
	before, after := map[string]string{}, map[string]string{}
	shape(from, words, "", before)
	shape(to, words, "", after)
	for path, is := range after {
		if was, known := before[path]; known && was != is {
			return false
		}
	}
	return true
}

// shape describes the fields with one of the names: what each number is, which number each name has, and the numbers of the
// values of enums, all by their path.
func shape(message protoreflect.MessageDescriptor, words map[string]bool, path string, into map[string]string) {
	for i := range message.Fields().Len() {
		field := message.Fields().Get(i)
		if !words[string(field.Name())] || len(into) >= mostVisited || len(path) > mostVisited {
			continue
		}
		into[fmt.Sprintf("%s.%s", path, field.Name())] = fmt.Sprint(field.Number())
		at := fmt.Sprintf("%s.%d", path, field.Number())
		into[at] = fmt.Sprintf("%s %v %s", field.Kind(), field.HasPresence(), field.Cardinality())
		if enum := field.Enum(); enum != nil {
			for j := range enum.Values().Len() {
				value := enum.Values().Get(j)
				into[at+"="+string(value.Name())] = fmt.Sprint(value.Number())
			}
		}
		if next := field.Message(); next != nil && !isKnown(next) {
			shape(next, words, at, into)
		}
	}
}
