package validation

import (
	"fmt"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Bounds on the steps of an expression. Some hundred messages are validated for each element that changed.
const (
	mostSteps = 200_000
	usualSize = 16 // usualSize is taken for lists, maps and texts of messages.
)

// costOf estimates how many steps an expression takes.
func costOf(e ast.Expr) uint64 {
	total := uint64(1)
	add := func(parts ...ast.Expr) {
		for _, part := range parts {
			total += costOf(part)
		}
	}
	switch e.Kind() {
	case ast.CallKind:
		add(arguments(e.AsCall())...)
	case ast.SelectKind:
		add(e.AsSelect().Operand())
	case ast.ListKind:
		add(e.AsList().Elements()...)
	case ast.MapKind:
		for _, entry := range e.AsMap().Entries() {
			add(entry.AsMapEntry().Key(), entry.AsMapEntry().Value())
		}
	case ast.StructKind:
		for _, entry := range e.AsStruct().Fields() {
			add(entry.AsStructField().Value())
		}
	case ast.ComprehensionKind:
		fold := e.AsComprehension()
		add(fold.IterRange(), fold.AccuInit(), fold.Result())
		total += sizeOf(fold.IterRange()) * min(costOf(fold.LoopCondition())+costOf(fold.LoopStep()), mostSteps)
	default:
	}
	return min(total, mostSteps+1)
}

// sizeOf estimates how many elements a list or a map has.
func sizeOf(e ast.Expr) uint64 {
	size := uint64(usualSize)
	switch e.Kind() {
	case ast.ListKind:
		size = uint64(e.AsList().Size()) //nolint:gosec // A length is not negative.
	case ast.MapKind:
		size = uint64(e.AsMap().Size()) //nolint:gosec // As above.
	case ast.ComprehensionKind:
		size = sizeOf(e.AsComprehension().IterRange())
	case ast.CallKind:
		if call := e.AsCall(); call.FunctionName() == operators.Add {
			size = sizeOf(call.Args()[0]) + sizeOf(call.Args()[1])
		}
	default:
	}
	return min(size, mostSteps)
}

// takesLong reports whether one of some expressions takes too many steps to run it again and again.
func takesLong(expressions []string) bool {
	total := uint64(0)
	for _, expression := range expressions {
		if parsed, ok := parseCEL(expression); ok {
			total += costOf(parsed.Expr())
		}
	}
	return total > mostSteps
}

// costly returns the elements of a message whose rules take too many steps. They are not run.
func (s *side) costly(message protoreflect.MessageDescriptor) map[protoreflect.Descriptor]bool {
	if known, ok := s.slow[message]; ok {
		return known
	}
	found := map[protoreflect.Descriptor]bool{}
	of := s.message(message)
	if of.rules != nil && takesLong(celTexts(of.rules)) {
		found[message] = true
	}
	for number, rules := range of.fields {
		if takesLong(celTexts(rules)) {
			found[message.Fields().ByNumber(number)] = true
		}
	}
	s.slow[message] = found
	return found
}

// costlyBelow reports whether a message, or one that it leads to, has rules that take too many steps.
func (s *side) costlyBelow(message protoreflect.MessageDescriptor) bool {
	if known, ok := s.slowBelow[message]; ok {
		return known
	}
	seen, open := map[protoreflect.MessageDescriptor]bool{message: true}, []protoreflect.MessageDescriptor{message}
	for len(open) > 0 {
		next := open[len(open)-1]
		open = open[:len(open)-1]
		if len(s.costly(next)) > 0 {
			s.slowBelow[message] = true
			return true
		}
		for i := range next.Fields().Len() {
			field := next.Fields().Get(i)
			if field.IsMap() {
				field = field.MapValue()
			}
			if inner := field.Message(); inner != nil && !seen[inner] {
				seen[inner] = true
				open = append(open, inner)
			}
		}
	}
	s.slowBelow[message] = false
	return false
}

// long reports whether the rules of the element take too many steps.
func (e element) long(s *side) bool {
	if e.of == nil {
		return false
	}
	slow := s.costly(e.of.descriptor)
	return e.field != nil && slow[e.field] || e.whole && slow[e.of.descriptor]
}

// judgeLong judges rules that take too many steps: by proof alone.
func (d *direction) judgeLong() (Answer, string, []byte) {
	switch {
	case d.pair.to.whole && len(d.openRules()) == 0:
		return No, "every rule that is there follows from one that was, or from what the other version can't set", nil
	case d.pair.to.field != nil && !d.pair.to.acts():
		return No, "there is no rule that could refuse", nil
	case d.pair.to.field != nil && d.pair.from.field != nil && !d.pair.to.required():
		from := values{side: d.from, field: d.pair.from.field, rules: d.pair.from.rules()}
		to := values{side: d.to, field: d.pair.to.field, rules: d.pair.to.rules()}
		if included := include(d.ctx, from, to); included.proven && !d.looksInside() && d.pair.from.field.HasPresence() == d.pair.to.field.HasPresence() {
			return No, included.reason, nil
		}
	}
	return Unknown, fmt.Sprintf("a rule takes more than %d steps, so that it was not run", mostSteps), nil
}
