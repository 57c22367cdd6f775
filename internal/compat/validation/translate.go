package validation

import (
	"fmt"
	"slices"
	"strings"

	"cel.dev/cel-go/cel"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation/formula"
)

// translator writes one expression in CEL as formulas. An expression is true, false or an error, and only true is accepted; an error
// beside a value that decides alone doesn't matter.
type translator struct {
	env     *cel.Env
	checked *ast.AST
	names   map[string]*place // names are what variables stand for.
	keyed   map[string]*place // keyed are the maps whose keys variables stand for.
	axioms  *[]*formula.Formula
	depth   int
}

// verdicts are the conditions under which an expression is true, and under which it is false.
type verdicts struct{ holds, fails *formula.Formula }

func (v verdicts) negated() verdicts { return verdicts{v.fails, v.holds} }

// where is an expression that is an error unless a condition is met.
func (v verdicts) where(met *formula.Formula) verdicts {
	return verdicts{formula.And(met, v.holds), formula.And(met, v.fails)}
}

// sure is an expression that is no error.
func sure(holds *formula.Formula) verdicts { return verdicts{holds, formula.Not(holds)} }

// translate returns the condition under which a rule in CEL about the value at a place is met.
func translate(side *side, expression string, this *place, axioms *[]*formula.Formula) (*formula.Formula, error) {
	env, err := side.environment(this)
	if err != nil {
		return nil, err
	}
	compiled, issues := env.Compile(expression)
	if issues.Err() != nil {
		return nil, fmt.Errorf("compile %s: %w", expression, issues.Err())
	}
	t := &translator{env: env, checked: compiled.NativeRep(), names: map[string]*place{"this": this}, axioms: axioms}
	root := t.checked.Expr()
	if t.checked.GetType(root.ID()).Kind() == types.StringKind {
		return t.empty(root), nil
	}
	return t.truth(root).holds, nil
}

// celType is the type of the value at a place, and the message that it takes to know it.
func celType(p *place) (*cel.Type, protoreflect.MessageDescriptor) {
	if p.to == nil {
		return cel.ObjectType(string(p.toMsg.FullName())), p.toMsg
	}
	single := func(field protoreflect.FieldDescriptor) (*cel.Type, protoreflect.MessageDescriptor) {
		if field.Message() != nil {
			return cel.ObjectType(string(field.Message().FullName())), field.Message()
		}
		switch field.Kind() {
		case protoreflect.StringKind:
			return cel.StringType, nil
		case protoreflect.BytesKind:
			return cel.BytesType, nil
		case protoreflect.BoolKind:
			return cel.BoolType, nil
		case protoreflect.FloatKind, protoreflect.DoubleKind:
			return cel.DoubleType, nil
		case protoreflect.Uint32Kind, protoreflect.Uint64Kind, protoreflect.Fixed32Kind, protoreflect.Fixed64Kind:
			return cel.UintType, nil
		default:
			return cel.IntType, nil
		}
	}
	switch {
	case p.many() && p.to.IsMap():
		key, _ := single(p.to.MapKey())
		value, message := single(p.to.MapValue())
		return cel.MapType(key, value), message
	case p.many():
		item, message := single(p.to)
		return cel.ListType(item), message
	default:
		return single(p.to)
	}
}

// empty is the condition under which an expression yields an empty text, which means that the rule is met.
func (t *translator) empty(e ast.Expr) *formula.Formula {
	if text, ok := textLiteral(e); ok {
		if text == "" {
			return formula.True
		}
		return formula.False
	}
	if e.Kind() == ast.CallKind && e.AsCall().FunctionName() == operators.Conditional {
		args := e.AsCall().Args()
		condition := t.truth(args[0])
		return formula.Or(formula.And(condition.holds, t.empty(args[1])), formula.And(condition.fails, t.empty(args[2])))
	}
	if at := t.place(e); at != nil && at.text() {
		return inTexts(at, "")
	}
	if saysSomething(e) {
		return formula.False // An error is no empty text either.
	}
	return opaque("empty "+t.write(e), t.source(e))
}

func (t *translator) source(e ast.Expr) string {
	text, err := cel.ExprToString(e, t.checked.SourceInfo())
	if err != nil {
		return "an expression"
	}
	return text
}

// unknown is an expression of which nothing is known but that it is not true and false at once.
func (t *translator) unknown(e ast.Expr) verdicts {
	key, name := t.write(e), t.source(e)
	v := verdicts{opaque("true "+key, name), opaque("false "+key, name)}
	*t.axioms = append(*t.axioms, formula.Or(formula.Not(v.holds), formula.Not(v.fails)))
	return v
}

// truth translates an expression that is a truth value.
func (t *translator) truth(e ast.Expr) verdicts {
	if value := t.constant(e); value != nil {
		if value == types.True {
			return sure(formula.True)
		}
		if value == types.False {
			return sure(formula.False)
		}
	}
	switch e.Kind() {
	case ast.SelectKind:
		if e.AsSelect().IsTestOnly() {
			if at := t.selected(e); at != nil {
				return sure(isSet(at))
			}
			return t.unknown(e)
		}
		return t.flag(e)
	case ast.IdentKind:
		return t.flag(e)
	case ast.ComprehensionKind:
		return t.quantified(e)
	case ast.CallKind:
		return t.call(e)
	default:
		return t.unknown(e)
	}
}

// flag is a field that is a truth value.
func (t *translator) flag(e ast.Expr) verdicts {
	at, there := t.place(e), formula.True
	if inner := at.wrapped(); inner != nil {
		at, there = inner, isThere(at)
	}
	if at != nil && at.to != nil && !at.many() && at.to.Kind() == protoreflect.BoolKind {
		return sure(inNumbers(at, scaleBool, numberSet{whole: spanOf(1, 1)})).where(there)
	}
	return t.unknown(e)
}

// place is where the value of an expression stands, or nil.
func (t *translator) place(e ast.Expr) *place {
	switch e.Kind() {
	case ast.IdentKind:
		return t.names[e.AsIdent()]
	case ast.SelectKind:
		if !e.AsSelect().IsTestOnly() {
			return t.selected(e)
		}
	case ast.CallKind:
		return t.indexed(e)
	}
	return nil
}

// indexed is the place of the value under a key that a variable stands for, or nil.
func (t *translator) indexed(e ast.Expr) *place {
	args := e.AsCall().Args()
	if e.AsCall().FunctionName() != operators.Index || len(args) != 2 || args[1].Kind() != ast.IdentKind {
		return nil
	}
	of, keyed := t.place(args[0]), t.keyed[args[1].AsIdent()]
	if of == nil || keyed == nil || of.key != keyed.key || !of.many() {
		return nil
	}
	return of.items()
}

func (t *translator) selected(e ast.Expr) *place {
	of := t.place(e.AsSelect().Operand())
	if of == nil || of.toMsg == nil || of.many() || isKnown(of.toMsg) {
		return nil
	}
	field := of.toMsg.Fields().ByName(protoreflect.Name(e.AsSelect().FieldName()))
	if field == nil {
		return nil
	}
	return of.field(field)
}

// constant is the value of an expression without variables, or nil.
func (t *translator) constant(e ast.Expr) ref.Val {
	if e.Kind() == ast.LiteralKind {
		return e.AsLiteral()
	}
	if known := t.checked.ReferenceMap()[e.ID()]; known != nil && known.Value != nil {
		return known.Value // A value of an enum.
	}
	if e.Kind() != ast.CallKind && e.Kind() != ast.ListKind {
		return nil
	}
	closed := true
	ast.PostOrderVisit(e, ast.NewExprVisitor(func(inner ast.Expr) {
		switch inner.Kind() {
		case ast.CallKind, ast.ListKind, ast.LiteralKind:
		default:
			closed = false
		}
	}))
	if !closed {
		return nil
	}
	part := ast.NewCheckedAST(ast.NewAST(e, t.checked.SourceInfo()), t.checked.TypeMap(), t.checked.ReferenceMap())
	program, err := t.env.PlanProgram(part, cel.CostLimit(100_000))
	if err != nil {
		return nil
	}
	value, _, err := program.Eval(cel.NoVars())
	if err != nil || types.IsUnknownOrError(value) {
		return nil
	}
	return value
}

func (t *translator) call(e ast.Expr) verdicts {
	call := e.AsCall()
	args := arguments(call)
	switch call.FunctionName() {
	case operators.LogicalNot:
		return t.truth(args[0]).negated()
	case operators.LogicalAnd, operators.LogicalOr:
		var holds, fails []*formula.Formula
		for _, arg := range args {
			part := t.truth(arg)
			holds, fails = append(holds, part.holds), append(fails, part.fails)
		}
		if call.FunctionName() == operators.LogicalAnd {
			return verdicts{formula.And(holds...), formula.Or(fails...)}
		}
		return verdicts{formula.Or(holds...), formula.And(fails...)}
	case operators.Conditional:
		condition, then, otherwise := t.truth(args[0]), t.truth(args[1]), t.truth(args[2])
		return verdicts{
			formula.Or(formula.And(condition.holds, then.holds), formula.And(condition.fails, otherwise.holds)),
			formula.Or(formula.And(condition.holds, then.fails), formula.And(condition.fails, otherwise.fails)),
		}
	case operators.Equals, operators.NotEquals, operators.Less, operators.LessEquals, operators.Greater, operators.GreaterEquals:
		if made, ok := t.compared(call.FunctionName(), args[0], args[1]); ok {
			return made
		}
	case operators.In:
		if made, ok := t.listed(args[0], args[1]); ok {
			return made
		}
	case "isNan", "isInf":
		if at := t.place(args[0]); at != nil && at.real() && !at.many() && len(args) == 1 {
			return odd(call.FunctionName(), at)
		}
	case "unique":
		if at := t.place(args[0]); at != nil && at.many() && at.to.IsList() {
			return sure(isUnique(at))
		}
	default:
		if made, ok := t.aboutText(call.FunctionName(), args); ok {
			return made
		}
	}
	return t.unknown(e)
}

// odd states that a float is no number, or infinite.
func odd(function string, at *place) verdicts {
	s, _ := at.number()
	set := numberSet{nan: true}
	if function == "isInf" {
		set = numberSet{whole: point(s.domain[0].lo).or(point(s.domain[len(s.domain)-1].hi))}
	}
	return sure(inNumbers(at, s, set))
}

// aboutText translates functions of texts.
func (t *translator) aboutText(function string, args []ast.Expr) (verdicts, bool) {
	at := t.place(args[0])
	there := formula.True
	if inner := at.wrapped(); inner != nil {
		at, there = inner, isThere(at)
	}
	if at == nil || !at.text() {
		return verdicts{}, false
	}
	var values []ref.Val
	for _, arg := range args[1:] {
		value := t.constant(arg)
		if value == nil {
			return verdicts{}, false
		}
		values = append(values, value)
	}
	rule, ok := textRule(function, values)
	if !ok {
		return verdicts{}, false
	}
	return sure(inLanguage(at, rule)).where(there), true
}

// textRule is a function of a text as a language. Equal to a rule of a field it has the same words.
func textRule(function string, values []ref.Val) (atom, bool) {
	if len(values) == 1 {
		if text, ok := values[0].(types.String); ok {
			switch function {
			case "matches":
				language, err := regexlang.Pattern(string(text))
				return exactly(fmt.Sprintf("pattern %q", string(text)), language), err == nil
			case "startsWith":
				return exactly(fmt.Sprintf("prefix %q", string(text)), regexlang.Prefix(string(text))), true
			case "endsWith":
				return exactly(fmt.Sprintf("suffix %q", string(text)), regexlang.Suffix(string(text))), true
			case "contains":
				return exactly(fmt.Sprintf("contains %q", string(text)), regexlang.Contains(string(text))), true
			}
		}
	}
	rule, ok := formats()[formatFunctions[fmt.Sprint(function, values)]]
	return rule, ok
}

// formatFunctions are the formats by the calls that their rules stand for.
var formatFunctions = map[string]string{
	"isEmail[]": "email", "isHostname[]": "hostname", "isUri[]": "uri", "isUriRef[]": "uri_ref",
	"isIp[]": "ip", "isIp[4]": "ipv4", "isIp[6]": "ipv6", "isHostAndPort[true]": "host_and_port",
	"isIpPrefix[]": "ip_with_prefixlen", "isIpPrefix[4]": "ipv4_with_prefixlen", "isIpPrefix[6]": "ipv6_with_prefixlen",
	"isIpPrefix[true]": "ip_prefix", "isIpPrefix[4 true]": "ipv4_prefix", "isIpPrefix[6 true]": "ipv6_prefix",
}

// saysSomething reports whether an expression yields no empty text, whatever is in it: a constant, something around one, or a format
// with words of its own.
func saysSomething(e ast.Expr) bool {
	if text, ok := textLiteral(e); ok {
		return text != ""
	}
	if e.Kind() != ast.CallKind {
		return false
	}
	args := arguments(e.AsCall())
	switch e.AsCall().FunctionName() {
	case operators.Add:
		return slices.ContainsFunc(args, saysSomething)
	case "format":
		text, ok := textLiteral(args[0])
		before, _, _ := strings.Cut(text, "%")
		return ok && before != ""
	}
	return false
}

// write writes an expression so that equal texts have equal values: places by their numbers, with all that can be found there.
func (t *translator) write(e ast.Expr) string {
	if at := t.place(e); at != nil {
		text := "<" + at.key
		message := at.toMsg
		if message == nil && at.to != nil {
			if message = at.to.Message(); at.to.IsMap() && !at.item {
				message = at.to.MapValue().Message()
			}
			text += fmt.Sprint(" ", at.to.Kind(), at.to.HasPresence(), at.to.Cardinality())
		}
		if message != nil {
			text += " " + digest(message)
		}
		return text + ">"
	}
	if value := t.constant(e); value != nil {
		return fmt.Sprintf("%s:%q", value.Type().TypeName(), fmt.Sprint(value.Value()))
	}
	all := func(parts []ast.Expr) string {
		texts := make([]string, len(parts))
		for i, part := range parts {
			texts[i] = t.write(part)
		}
		return strings.Join(texts, ",")
	}
	switch e.Kind() {
	case ast.CallKind:
		return e.AsCall().FunctionName() + "(" + all(arguments(e.AsCall())) + ")"
	case ast.LiteralKind:
		return fmt.Sprintf("%s:%q", e.AsLiteral().Type().TypeName(), fmt.Sprint(e.AsLiteral().Value()))
	case ast.IdentKind:
		return e.AsIdent()
	case ast.SelectKind:
		operand := t.write(e.AsSelect().Operand())
		if e.AsSelect().IsTestOnly() {
			return "has(" + operand + "." + e.AsSelect().FieldName() + ")"
		}
		return operand + "." + e.AsSelect().FieldName()
	case ast.ListKind:
		return "[" + all(e.AsList().Elements()) + "]"
	case ast.ComprehensionKind:
		fold := e.AsComprehension()
		inner := *t
		inner.names = map[string]*place{}
		for name, at := range t.names {
			if name != fold.IterVar() && name != fold.IterVar2() && name != fold.AccuVar() {
				inner.names[name] = at
			}
		}
		return fmt.Sprintf("fold(%s,%s,%s,%s,%s,%s,%s,%s)", fold.IterVar(), fold.IterVar2(), fold.AccuVar(), t.write(fold.IterRange()),
			inner.write(fold.AccuInit()), inner.write(fold.LoopCondition()), inner.write(fold.LoopStep()), inner.write(fold.Result()))
	default:
		return fmt.Sprintf("%p", e) // Equal to nothing else.
	}
}
