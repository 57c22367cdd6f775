package mutate

import (
	"fmt"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// expressionMutators change the conditions in expressions, of one message or of several that are in each other.
var expressionMutators = []mutator{
	{"cel.add", 3, one(messages, addExpression)},
	{"cel.conjunct", 4, one(only(messages, hasMessageRules), changeConjunct)},
	{"cel.disjunct", 4, one(only(messages, hasMessageRules), changeDisjunct)},
	{"cel.spread", 3, one(only(fields, ofOwnMessage), spreadCondition)},
	{"cel.exclude", 3, one(only(fields, ofOwnMessage), excludeInRequest)},
	{"cel.new_field", 3, one(only(messages, hasMessageRules), newFieldInExpression)},
	{"cel.new_field_around", 3, one(only(fields, ofOwnMessage), newFieldInExpressionAround)},
}

// preparers add what other mutators can change then, so that the former versions differ too.
var preparers = []mutator{
	{"cel.add", 4, one(messages, addExpression)},
	{"cel.spread", 2, one(only(fields, ofOwnMessage), spreadCondition)},
	{"cel.exclude", 3, one(only(fields, ofOwnMessage), excludeInRequest)},
	{"rule.add", 2, one(only(fields, plainWithoutRules), addRule)},
	{"rule.pairs", 1, one(only(fields, isMap), changePairs)},
	{"rule.values", 1, one(only(fields, isMap), changeMapValues)},
	{"extension.add", 1, one(only(messages, hasRange), addExtension)},
}

// ofOwnMessage reports whether a field has one message that is declared in the same package.
func ofOwnMessage(f fieldAt) bool {
	return f.GetType() == messageType && f.GetLabel() != repeated && strings.HasPrefix(f.GetTypeName(), "."+f.file().GetPackage()+".")
}

// messageNamed returns a message of the tree by its full name.
func messageNamed(t *tree.Tree, name string) (messageAt, bool) {
	all := messages(t)
	i := slices.IndexFunc(all, func(m messageAt) bool { return m.name() == name })
	if i < 0 {
		return messageAt{}, false
	}
	return all[i], true
}

// reservedInExpressions are names of fields that an expression cannot have.
var reservedInExpressions = []string{
	"as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop", "namespace", "null",
	"package", "return", "true", "var", "void", "while",
}

// condition returns a condition about a message, which an expression calls by a path.
func (e *editor) condition(m messageAt, path string, depth int) (string, bool) {
	f, ok := pick(e, filtered(fieldsOf(m), func(f fieldAt) bool {
		return f.GetType() != groupType && !slices.Contains(reservedInExpressions, f.GetName())
	}))
	if !ok {
		return "", false
	}
	at := path + "." + f.GetName()
	if depth > 0 && e.IntN(3) == 0 {
		left, ok := e.condition(m, path, 0)
		right, also := e.condition(m, path, depth-1)
		return choose(e, "("+left+" || "+right+")", "("+left+" && "+right+")", "!("+left+" && "+right+")", "("+left+" ? "+right+" : "+left+")"), ok && also
	}
	inner, own := messageNamed(e.tree, f.GetTypeName())
	switch {
	case isMap(f):
		return fmt.Sprintf("size(%s) <= %d", at, 1+e.IntN(4)), true
	case f.GetLabel() == repeated && own && depth > 0:
		within, ok := e.condition(inner, "x", 0)
		return fmt.Sprintf(choose(e, "%s.all(x, %s)", "%s.exists(x, %s)"), at, within), ok
	case f.GetLabel() == repeated && f.GetType() == stringType:
		return at + choose(e, ".all(x, x != '')", ".exists(x, x.startsWith('a'))", ".all(x, x.size() <= 3)", ".size() > 0"), true
	case f.GetLabel() == repeated && f.GetType() == int32Type:
		return at + choose(e, ".all(x, x > 0)", ".exists(x, x == 5)", ".all(x, x >= 2)", ".size() <= 2"), true
	case f.GetLabel() == repeated:
		return at + choose(e, ".size() > 0", ".size() <= 3"), true
	case own && depth > 0 && e.IntN(2) == 0:
		within, ok := e.condition(inner, at, depth-1)
		return "(!has(" + at + ") || " + within + ")", ok
	default:
		return e.atom(f, at)
	}
}

// atom returns a condition about a singular field, which an expression calls by a path.
func (e *editor) atom(f fieldAt, at string) (string, bool) {
	n := e.IntN(6)
	switch f.GetType() {
	case stringType:
		return choose(e,
			at+" == ''", at+" != ''", at+" == 'hybrid'", fmt.Sprintf("%s.size() <= %d", at, n), fmt.Sprintf("size(%s) > %d", at, n), at+".isEmail()",
			at+".matches('^[a-z]*$')", at+".matches('^[a-z0-9-]{1,20}$')", at+" in ['aws', 'gcp']", at+" in ['', 'aws']", at+".startsWith('a')", at+".contains('-')",
		), true
	case int32Type, int64Type, sint32Type, sint64Type, sfixed32Type, sfixed64Type:
		return fmt.Sprintf(choose(e, "%s > %d", "%s >= %d", "%s == %d", "%s < %d", "%s != %d"), at, n), true
	case uint32Type, uint64Type, fixed32Type, fixed64Type:
		return fmt.Sprintf(choose(e, "%s > %du", "%s <= %du"), at, n), true
	case doubleType, floatType:
		return fmt.Sprintf(choose(e, "%s > %d.5", "%s <= %d.0"), at, n), true
	case boolType:
		return choose(e, at, "!"+at), true
	case enumType:
		return fmt.Sprintf(choose(e, "%s == %d", "%s != %d", "%s in [1, %d]"), at, n%3), true
	case messageType:
		return choose(e, "has("+at+")", "!has("+at+")", at+" != null"), true
	default:
		return "", false
	}
}

func addExpression(e *editor, m messageAt) Edit {
	text, ok := e.condition(m, "this", 2)
	if !ok {
		return nothing
	}
	appendExpression(m, text)
	return edited(m.name(), "has the rule %s", text)
}

func appendExpression(m messageAt, text string) {
	rules := madeOption[*validate.MessageRules](made(&m.Options), validate.E_Message)
	id := fmt.Sprintf("made.%d", len(rules.GetCel())+1)
	rules.Cel = append(rules.Cel, &validate.Rule{Id: &id, Message: new("it is refused by " + id), Expression: &text})
}

// changeConjunct adds a condition to an expression, or removes one.
func changeConjunct(e *editor, m messageAt) Edit { return e.changeOperand(m, "&&") }

// changeDisjunct adds an alternative to an expression, or removes one.
func changeDisjunct(e *editor, m messageAt) Edit { return e.changeOperand(m, "||") }

func (e *editor) changeOperand(m messageAt, operator string) Edit {
	rule, ok := pick(e, messageRulesOf(m).GetCel())
	if !ok {
		return nothing
	}
	was := rule.GetExpression()
	parts := operands(was, operator)
	if len(parts) > 1 && e.IntN(2) == 0 {
		at := e.IntN(len(parts))
		parts = slices.Delete(parts, at, at+1)
	} else {
		text, ok := e.condition(m, "this", 1)
		if !ok {
			return nothing
		}
		if len(parts) == 1 {
			parts = []string{"(" + was + ")"}
		}
		parts = slices.Insert(parts, e.IntN(len(parts)+1), text)
	}
	is := strings.Join(parts, " "+operator+" ")
	rule.Expression = &is
	return edited(m.name(), "from %s to %s", was, is)
}

// operands splits an expression at an operator that is outside of parentheses and texts. Where the other operator is there too, it
// does not split.
func operands(expression, operator string) []string {
	other := "||"
	if operator == other {
		other = "&&"
	}
	var parts []string
	depth, from := 0, 0
	quote := byte(0)
	for i := 0; i < len(expression); i++ {
		switch c := expression[i]; {
		case quote != 0:
			if c == quote {
				quote = 0
			}
		case c == '\'' || c == '"':
			quote = c
		case strings.IndexByte("([{", c) >= 0:
			depth++
		case strings.IndexByte(")]}", c) >= 0:
			depth--
		case depth > 0:
		case c == '?' || strings.HasPrefix(expression[i:], other):
			return []string{expression}
		case strings.HasPrefix(expression[i:], operator):
			parts, from = append(parts, strings.TrimSpace(expression[from:i])), i+len(operator)
			i++
		}
	}
	return append(parts, strings.TrimSpace(expression[from:]))
}

// spreadCondition adds a condition to a message, and one about the same message to the one around it.
func spreadCondition(e *editor, f fieldAt) Edit {
	inner, ok := messageNamed(e.tree, f.GetTypeName())
	if !ok || slices.Contains(reservedInExpressions, f.GetName()) {
		return nothing
	}
	below, ok := e.condition(inner, "this", 1)
	if !ok {
		return nothing
	}
	around := strings.ReplaceAll(below, "this.", "this."+f.GetName()+".")
	if e.IntN(2) == 0 {
		if around, ok = e.condition(inner, "this."+f.GetName(), 1); !ok {
			return nothing
		}
	}
	appendExpression(inner, below)
	appendExpression(f.message, "!has(this."+f.GetName()+") || "+around)
	return edited(inner.name(), "has the rule %s, and %s has %s", below, f.message.name(), around)
}

// excludeInRequest adds a rule to the message around another one, or to all that are around it, which refuses what a field of the inner
// one may have.
func excludeInRequest(e *editor, f fieldAt) Edit {
	inner, ok := messageNamed(e.tree, f.GetTypeName())
	if !ok {
		return nothing
	}
	g, ok := pick(e, filtered(fieldsOf(inner), func(g fieldAt) bool {
		return plain(g) && g.GetLabel() != repeated && !slices.Contains(reservedInExpressions, g.GetName())
	}))
	if !ok {
		return nothing
	}
	all := []fieldAt{f}
	if e.IntN(2) == 0 {
		all = filtered(fields(e.tree), func(other fieldAt) bool { return other.GetTypeName() == f.GetTypeName() && ofOwnMessage(other) })
	}
	said := ""
	for _, f := range all {
		at := "this." + f.GetName() + "." + g.GetName()
		switch g.GetType() {
		case stringType:
			said = at + " == ''"
		case int32Type, int64Type:
			said = at + " == 0"
		case messageType:
			said = "!has(" + at + ")"
		case boolType:
			said = "!" + at
		default:
			return nothing
		}
		appendExpression(f.message, said)
	}
	return edited(g.name(), "is excluded by %d messages around it: %s", len(all), said)
}

// newFieldInExpression adds a field, and a condition about it to an expression that is there.
func newFieldInExpression(e *editor, m messageAt) Edit {
	return e.newFieldIn(m, m, "this")
}

// newFieldInExpressionAround adds a field, and a condition about it to an expression of the message around.
func newFieldInExpressionAround(e *editor, f fieldAt) Edit {
	inner, ok := messageNamed(e.tree, f.GetTypeName())
	if !ok || slices.Contains(reservedInExpressions, f.GetName()) {
		return nothing
	}
	return e.newFieldIn(inner, f.message, "this."+f.GetName())
}

func (e *editor) newFieldIn(m, with messageAt, path string) Edit {
	rule, ok := pick(e, messageRulesOf(with).GetCel())
	if !ok {
		return nothing
	}
	f := e.newField(m)
	if f.GetLabel() == repeated || f.GetType() == groupType {
		return nothing
	}
	at := path + "." + f.GetName()
	if fieldOf(m, f.GetName()) != nil {
		return nothing
	}
	e.insert(f)
	if proto3(m.file) && !isMessage(f.GetType()) && e.IntN(2) == 0 {
		addOptional(f)
	}
	text, ok := e.atom(f, at)
	if !ok {
		return nothing
	}
	if e.IntN(2) == 0 && (isMessage(f.GetType()) || synthetic(f.fieldProto)) {
		text = choose(e, "!has("+at+")", "has("+at+")")
	}
	was := rule.GetExpression()
	rule.Expression = new("(" + was + ")" + choose(e, " && ", " || ") + text)
	return edited(f.name(), "is new, and in the rule %s", rule.GetExpression())
}
