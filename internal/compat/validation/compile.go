package validation

import (
	"strings"

	"buf.build/go/protovalidate"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// broken returns the elements of a message whose rules do not compile, by their names, each with the reason. Where there is one, the
// message is refused whatever it has.
func (s *side) broken(message protoreflect.MessageDescriptor) map[protoreflect.FullName]string {
	if known, ok := s.unusable[message]; ok {
		return known
	}
	found := map[protoreflect.FullName]string{}
	s.unusable[message] = found
	empty := newMessage(message)
	whole := s.check(empty, nil)
	if !whole.broken && (whole.accepted || len(whole.violations) > 0) {
		return found // All rules were asked.
	}
	elements := []protoreflect.Descriptor{message}
	for i := range message.Fields().Len() {
		elements = append(elements, message.Fields().Get(i))
	}
	for _, element := range elements {
		only := protovalidate.FilterFunc(func(_ protoreflect.Message, asked protoreflect.Descriptor) bool { return asked == element })
		if judged := s.check(empty, only); judged.broken {
			found[element.FullName()] = compilerWords(judged.reason())
		}
	}
	if whole.broken && len(found) == 0 {
		found[message.FullName()] = compilerWords(whole.reason())
	}
	return found
}

// compilerWords returns what a compiler of CEL found, without where it was found.
func compilerWords(reason string) string {
	reason = strings.TrimPrefix(reason, "compilation error: ")
	if _, after, ok := strings.Cut(reason, "ERROR: <input>:"); ok {
		if _, words, ok := strings.Cut(after, ": "); ok {
			return words
		}
	}
	return reason
}

// why returns the reason for which the rules of an element do not compile, or nothing.
func (e element) why(s *side) string {
	if e.of == nil || e.name() == "" {
		return ""
	}
	return s.broken(e.of.descriptor)[e.name()]
}

// broke adds the elements whose rules compile on one side only, to those whose rules changed. A field whose message has rules that do not
// compile is left out: its own rules are not at fault.
func (c *Comparer) broke(changed []pair, before, after *messageRules) []pair {
	was, is := c.before.broken(before.descriptor), c.after.broken(after.descriptor)
	if len(was) == 0 && len(is) == 0 {
		return changed
	}
	have := map[protoreflect.FullName]bool{}
	for _, p := range changed {
		have[p.from.name()], have[p.to.name()] = true, true
	}
	add := func(p pair) {
		if (p.from.why(c.before) == "") != (p.to.why(c.after) == "") && !have[p.from.name()] && !have[p.to.name()] {
			changed = append(changed, p)
		}
	}
	add(pair{element{of: before, whole: true}, element{of: after, whole: true}})
	for i := range after.descriptor.Fields().Len() {
		field := after.descriptor.Fields().Get(i)
		sent := before.descriptor.Fields().ByNumber(field.Number())
		if sent != nil && after.fields[field.Number()] != nil {
			add(pair{element{of: before, field: sent}, element{of: after, field: field}})
		}
	}
	return changed
}

// judgeBroken answers where the rules of a side do not compile. The last result reports whether that is so.
func (d *direction) judgeBroken() (answer Answer, proof string, witness []byte, broken bool) {
	now, then := "do not compile", "did not compile"
	if d.backward {
		now, then = then, now
	}
	of := d.pair.from.of.descriptor
	if len(d.from.broken(of)) > 0 {
		return No, "the rules of " + string(of.FullName()) + " " + then + ", so that every message " + map[bool]string{false: "was", true: "is"}[d.backward] + " refused", nil, true
	}
	why := d.pair.to.why(d.to)
	if why == "" {
		return Unknown, "", nil, false
	}
	message := d.from.valid(of)
	if d.from.check(message, nil).accepted {
		witness, _ = writeWitness(message)
	}
	return Yes, "the rules of " + string(d.pair.to.of.descriptor.FullName()) + " " + now + ", so that every message " + d.verb() + ": " + why, witness, true
}
