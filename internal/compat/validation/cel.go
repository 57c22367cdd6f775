package validation

import (
	"context"
	"fmt"
	"math/big"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"cel.dev/cel-go/common"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/parser"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// clause is a part of an expression in CEL that has to hold: one of its terms is true.
type clause struct {
	terms  []term
	text   string // text is the whole expression, for people.
	source string // source is the part alone; empty where it can't be written.
}

// term is a truth value in a normal form that expressions share which differ in spelling only. A comparison with a constant
// can be taken apart.
type term struct {
	key      string
	subject  string // subject is what is compared; empty if the term is something else.
	operator string
	bound    *big.Float
	pattern  *string
}

// celRules have rules in CEL: of a field or of a message.
type celRules interface {
	GetCel() []*validate.Rule
	GetCelExpression() []string
}

// celRulesOf are the rules with ids; one that is nothing but an expression has that as its id.
func celRulesOf(rules celRules) []*validate.Rule {
	all := slices.Clone(rules.GetCel())
	for _, expression := range rules.GetCelExpression() {
		all = append(all, validate.Rule_builder{Id: &expression, Expression: &expression}.Build())
	}
	return all
}

// clausesOf are the parts of all expressions. A field of a message counts by its number, so that its name doesn't matter.
func clausesOf(rules celRules, message protoreflect.MessageDescriptor) []clause {
	var all []clause
	for _, rule := range celRulesOf(rules) {
		all = append(all, clausesIn(rule.GetExpression(), message)...)
	}
	return all
}

func clausesIn(expression string, message protoreflect.MessageDescriptor) []clause {
	parsed, ok := parseCEL(expression)
	if !ok {
		return []clause{{terms: []term{{key: "unreadable " + expression}}, text: expression}}
	}
	writer := celWriter{message}
	var all []clause
	for _, part := range flatten(operators.LogicalAnd, truth(parsed.Expr())) {
		made := clause{text: expression}
		if source, ok := sourceOf(part, parsed.SourceInfo()); ok {
			made.source = source
		}
		for _, option := range flatten(operators.LogicalOr, part) {
			made.terms = append(made.terms, writer.term(option))
		}
		all = append(all, made)
	}
	return all
}

func parseCEL(expression string) (*ast.AST, bool) {
	const mostText = 1 << 16
	if len(expression) > mostText {
		return nil, false
	}
	reader, err := parser.NewParser(parser.Macros(parser.AllMacros...), parser.PopulateMacroCalls(true))
	if err != nil {
		return nil, false
	}
	parsed, errs := reader.Parse(common.NewTextSource(expression))
	if errs != nil && len(errs.GetErrors()) > 0 {
		return nil, false
	}
	return parsed, true
}

// sourceOf writes a part of an expression as an expression of its own.
func sourceOf(l logic, info *ast.SourceInfo) (string, bool) {
	if l.operator == "" {
		text, err := parser.Unparse(l.expr, info)
		if err == nil && l.negated {
			text = "!(" + text + ")"
		}
		return text, err == nil
	}
	word := map[string]string{operators.LogicalAnd: " && ", operators.LogicalOr: " || "}[l.operator]
	texts := make([]string, len(l.parts))
	for i, part := range l.parts {
		text, ok := sourceOf(part, info)
		if !ok {
			return "", false
		}
		texts[i] = "(" + text + ")"
	}
	return strings.Join(texts, word), true
}

// logic is an expression of which only the truth matters: "" is true and every other constant text is a violation.
type logic struct {
	operator string // operator is LogicalAnd or LogicalOr, or empty.
	parts    []logic
	expr     ast.Expr
	negated  bool
}

// truth pushes negations down to the terms, and takes expressions that yield the text of a violation for the condition.
func truth(e ast.Expr) logic { return push(e, false) }

func push(e ast.Expr, negated bool) logic {
	if e.Kind() != ast.CallKind {
		return logic{expr: e, negated: negated}
	}
	call := e.AsCall()
	args := call.Args()
	switch call.FunctionName() {
	case operators.LogicalNot:
		return push(args[0], !negated)
	case operators.LogicalAnd, operators.LogicalOr:
		operator := call.FunctionName()
		if negated {
			operator = map[string]string{operators.LogicalAnd: operators.LogicalOr, operators.LogicalOr: operators.LogicalAnd}[operator]
		}
		made := logic{operator: operator}
		for _, arg := range args {
			made.parts = append(made.parts, push(arg, negated))
		}
		return made
	case operators.Conditional:
		then, thenText := textLiteral(args[1])
		otherwise, otherwiseText := textLiteral(args[2])
		switch {
		case negated:
		case thenText && then == "" && otherwiseText && otherwise != "":
			return push(args[0], false)
		case otherwiseText && otherwise == "" && isText(args[1]) && then != "":
			return push(args[0], true)
		}
	}
	return logic{expr: e, negated: negated}
}

func textLiteral(e ast.Expr) (string, bool) {
	if e.Kind() != ast.LiteralKind {
		return "", false
	}
	text, ok := e.AsLiteral().(types.String)
	return string(text), ok
}

// isText reports whether an expression is a constant text.
func isText(e ast.Expr) bool {
	_, ok := textLiteral(e)
	return ok
}

// flatten has the parts of nested uses of one operator.
func flatten(operator string, of logic) []logic {
	if of.operator != operator {
		return []logic{of}
	}
	var all []logic
	for _, part := range of.parts {
		all = append(all, flatten(operator, part)...)
	}
	return all
}

// celWriter writes expressions in a normal form.
type celWriter struct {
	message protoreflect.MessageDescriptor
}

func (w celWriter) term(l logic) term {
	if l.operator != "" {
		return term{key: w.logic(l)}
	}
	made := term{key: w.logic(l)}
	if l.expr.Kind() != ast.CallKind {
		return made
	}
	call := l.expr.AsCall()
	args := arguments(call)
	if len(args) != 2 || l.negated {
		return made
	}
	operator, subject, bound := call.FunctionName(), args[0], args[1]
	if mirrored := mirrored[operator]; mirrored != "" && subject.Kind() == ast.LiteralKind {
		operator, subject, bound = mirrored, bound, subject
	}
	if bound.Kind() != ast.LiteralKind {
		return made
	}
	made.subject, made.operator = w.write(subject), operator
	switch value := bound.AsLiteral().(type) {
	case types.Int:
		made.bound = new(big.Float).SetInt64(int64(value))
	case types.Uint:
		made.bound = new(big.Float).SetUint64(uint64(value))
	case types.String:
		if operator == "matches" {
			made.pattern = (*string)(&value)
		}
	}
	return made
}

// mirrored is the operator that says the same with its sides exchanged.
var mirrored = map[string]string{
	operators.Less: operators.Greater, operators.LessEquals: operators.GreaterEquals,
	operators.Greater: operators.Less, operators.GreaterEquals: operators.LessEquals,
	operators.Equals: operators.Equals, operators.NotEquals: operators.NotEquals,
}

// arguments have what a member function is called on as the first one.
func arguments(call ast.CallExpr) []ast.Expr {
	if call.IsMemberFunction() {
		return slices.Concat([]ast.Expr{call.Target()}, call.Args())
	}
	return call.Args()
}

func (w celWriter) logic(l logic) string {
	if l.operator == "" {
		text := w.write(l.expr)
		if !l.negated {
			return text
		}
		return negation(text)
	}
	var parts []string
	for _, part := range flatten(l.operator, l) {
		parts = append(parts, w.logic(part))
	}
	slices.Sort(parts)
	return l.operator + "(" + strings.Join(slices.Compact(parts), ",") + ")"
}

func negation(text string) string {
	if rest, ok := strings.CutPrefix(text, operators.Equals+"("); ok {
		return operators.NotEquals + "(" + rest
	}
	if rest, ok := strings.CutPrefix(text, operators.NotEquals+"("); ok {
		return operators.Equals + "(" + rest
	}
	return "!(" + text + ")"
}

func (w celWriter) write(e ast.Expr) string {
	switch e.Kind() {
	case ast.CallKind:
		return w.call(e)
	case ast.LiteralKind:
		return fmt.Sprintf("%s:%q", e.AsLiteral().Type().TypeName(), fmt.Sprint(e.AsLiteral().Value()))
	case ast.IdentKind:
		return e.AsIdent()
	case ast.SelectKind:
		chosen := e.AsSelect()
		name := chosen.FieldName()
		if operand := chosen.Operand(); operand.Kind() == ast.IdentKind && operand.AsIdent() == "this" && w.message != nil {
			if field := w.message.Fields().ByName(protoreflect.Name(name)); field != nil {
				name = fmt.Sprintf("#%d", field.Number())
			}
		}
		if chosen.IsTestOnly() {
			return "has(" + w.write(chosen.Operand()) + "." + name + ")"
		}
		return w.write(chosen.Operand()) + "." + name
	case ast.ListKind:
		return "[" + strings.Join(w.writeAll(e.AsList().Elements()), ",") + "]"
	case ast.MapKind:
		return "{" + w.entries(e.AsMap().Entries()) + "}"
	case ast.StructKind:
		return e.AsStruct().TypeName() + "{" + w.entries(e.AsStruct().Fields()) + "}"
	case ast.ComprehensionKind:
		fold := e.AsComprehension()
		return fmt.Sprintf("fold(%s,%s,%s,%s,%s,%s,%s,%s)", fold.IterVar(), fold.IterVar2(), fold.AccuVar(), w.write(fold.IterRange()),
			w.write(fold.AccuInit()), w.write(fold.LoopCondition()), w.write(fold.LoopStep()), w.write(fold.Result()))
	case ast.UnspecifiedExprKind:
	}
	return "?"
}

func (w celWriter) writeAll(all []ast.Expr) []string {
	var parts []string
	for _, e := range all {
		parts = append(parts, w.write(e))
	}
	return parts
}

func (w celWriter) entries(entries []ast.EntryExpr) string {
	var parts []string
	for _, entry := range entries {
		if entry.Kind() == ast.StructFieldKind {
			parts = append(parts, entry.AsStructField().Name()+":"+w.write(entry.AsStructField().Value()))
		} else {
			parts = append(parts, w.write(entry.AsMapEntry().Key())+":"+w.write(entry.AsMapEntry().Value()))
		}
	}
	return strings.Join(parts, ",")
}

func (w celWriter) call(e ast.Expr) string {
	call := e.AsCall()
	name := call.FunctionName()
	switch name {
	case operators.LogicalAnd, operators.LogicalOr, operators.LogicalNot:
		return w.logic(truth(e))
	}
	parts := w.writeAll(arguments(call))
	switch name {
	case operators.Equals, operators.NotEquals:
		slices.Sort(parts)
	case operators.Greater, operators.GreaterEquals:
		name = mirrored[name]
		slices.Reverse(parts)
	case operators.In:
		if list := call.Args()[1]; list.Kind() == ast.ListKind {
			elements := w.writeAll(list.AsList().Elements())
			slices.Sort(elements)
			parts[1] = "[" + strings.Join(slices.Compact(elements), ",") + "]"
		}
	}
	return name + "(" + strings.Join(parts, ",") + ")"
}

// clauseFollows reports whether a clause follows from one of the others.
func clauseFollows(ctx context.Context, had []clause, next clause) bool {
	return slices.ContainsFunc(had, func(one clause) bool {
		return !slices.ContainsFunc(one.terms, func(has term) bool {
			return !slices.ContainsFunc(next.terms, func(other term) bool { return has.implies(ctx, other) })
		})
	})
}

// implies compares what a subject may be: 3 < 4 makes "at most 3" imply "at most 4".
func (t term) implies(ctx context.Context, other term) bool {
	switch {
	case t.key == other.key:
		return true
	case t.subject == "" || t.subject != other.subject:
		return false
	case t.pattern != nil && other.pattern != nil:
		return patternFollows(ctx, *t.pattern, *other.pattern)
	case t.bound == nil || other.bound == nil:
		return false
	}
	order := t.bound.Cmp(other.bound)
	switch other.operator {
	case operators.LessEquals:
		return order <= 0 && slices.Contains([]string{operators.Less, operators.LessEquals, operators.Equals}, t.operator)
	case operators.Less:
		return order < 0 && slices.Contains([]string{operators.LessEquals, operators.Equals}, t.operator) || order <= 0 && t.operator == operators.Less
	case operators.GreaterEquals:
		return order >= 0 && slices.Contains([]string{operators.Greater, operators.GreaterEquals, operators.Equals}, t.operator)
	case operators.Greater:
		return order > 0 && slices.Contains([]string{operators.GreaterEquals, operators.Equals}, t.operator) || order >= 0 && t.operator == operators.Greater
	case operators.NotEquals:
		return order != 0 && t.operator == operators.Equals || order <= 0 && t.operator == operators.Less || order >= 0 && t.operator == operators.Greater ||
			order < 0 && t.operator == operators.LessEquals || order > 0 && t.operator == operators.GreaterEquals
	default:
		return false
	}
}

// ruleIDChanged reports whether a rule in CEL is the same but for its id.
func ruleIDChanged(p pair) bool {
	ids := func(e element) map[string][]string {
		var rules celRules = e.rules()
		var message protoreflect.MessageDescriptor
		if e.whole {
			rules, message = rulesOrNone(e.of.rules), e.of.descriptor
		}
		all := map[string][]string{}
		for _, rule := range celRulesOf(rules) {
			var keys []string
			for _, part := range clausesIn(rule.GetExpression(), message) {
				for _, term := range part.terms {
					keys = append(keys, term.key)
				}
			}
			key := strings.Join(keys, "\n")
			all[key] = append(all[key], rule.GetId())
		}
		return all
	}
	before, after := ids(p.from), ids(p.to)
	for key, is := range after {
		if was := before[key]; was != nil && !slices.Equal(was, is) {
			return true
		}
	}
	return false
}
