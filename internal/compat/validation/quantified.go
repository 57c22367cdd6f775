package validation

import (
	"math"
	"math/big"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation/formula"
)

// deepest is how deep quantifiers are read in each other.
const deepest = 4

// quantified translates all, exists and exists_one over a list, or over the keys of a map.
func (t *translator) quantified(e ast.Expr) verdicts {
	fold := e.AsComprehension()
	list, step := t.folded(fold), fold.LoopStep()
	if list == nil || step.Kind() != ast.CallKind {
		return t.unknown(e)
	}
	call, accumulated := step.AsCall(), fold.AccuVar()
	start := t.constant(fold.AccuInit())
	switch {
	case start == types.True && call.FunctionName() == operators.LogicalAnd && len(call.Args()) == 2 && isVariable(call.Args()[0], accumulated) &&
		isVariable(fold.Result(), accumulated):
		body := t.body(fold, list, call.Args()[1])
		return verdicts{each(list, body.holds), some(list, body.fails)}
	case start == types.False && call.FunctionName() == operators.LogicalOr && len(call.Args()) == 2 && isVariable(call.Args()[0], accumulated) &&
		isVariable(fold.Result(), accumulated):
		body := t.body(fold, list, call.Args()[1])
		return verdicts{some(list, body.holds), each(list, body.fails)}
	case start == types.IntZero && call.FunctionName() == operators.Conditional && fold.Result().Kind() == ast.CallKind &&
		isVariable(call.Args()[2], accumulated):
		// If there is exactly one, there is some; if all of several are, there is more than one.
		one, body := t.unknown(e), t.body(fold, list, call.Args()[0])
		*t.axioms = append(*t.axioms,
			formula.Or(formula.Not(one.holds), some(list, body.holds)),
			formula.Or(formula.Not(each(list, body.holds)), inSizes(list, spanOf(1, 1)), formula.Not(one.holds)))
		return one
	}
	return t.unknown(e)
}

// folded is the list or the map that a macro goes through, or nil.
func (t *translator) folded(fold ast.ComprehensionExpr) *place {
	list := t.place(fold.IterRange())
	if list == nil || !list.many() || fold.HasIterVar2() || t.depth >= deepest {
		return nil
	}
	return list
}

func isVariable(e ast.Expr, name string) bool {
	return e.Kind() == ast.IdentKind && e.AsIdent() == name
}

// body translates the condition of a macro for each item or key.
func (t *translator) body(fold ast.ComprehensionExpr, list *place, condition ast.Expr) verdicts {
	inner := *t
	inner.depth++
	inner.names, inner.keyed = map[string]*place{fold.IterVar(): list.items()}, map[string]*place{}
	if list.to.IsMap() {
		inner.names[fold.IterVar()], inner.keyed[fold.IterVar()] = list.keys(), list
	}
	for name, at := range t.names {
		if name != fold.IterVar() {
			inner.names[name] = at
		}
	}
	for name, at := range t.keyed {
		if name != fold.IterVar() {
			inner.keyed[name] = at
		}
	}
	return inner.truth(condition)
}

// filtered translates the size of what filter() leaves, compared with a constant, as far as it says that there is none or some.
func (t *translator) filtered(operator string, e ast.Expr, value ref.Val) (verdicts, bool) {
	bound, isInt := value.(types.Int)
	if !isInt || e.Kind() != ast.CallKind || e.AsCall().FunctionName() != "size" || len(arguments(e.AsCall())) != 1 {
		return verdicts{}, false
	}
	of := arguments(e.AsCall())[0]
	if of.Kind() != ast.ComprehensionKind {
		return verdicts{}, false
	}
	fold := of.AsComprehension()
	list, step := t.folded(fold), fold.LoopStep()
	if list == nil || fold.AccuInit().Kind() != ast.ListKind || fold.AccuInit().AsList().Size() != 0 || !isVariable(fold.Result(), fold.AccuVar()) ||
		step.Kind() != ast.CallKind || step.AsCall().FunctionName() != operators.Conditional || !isVariable(step.AsCall().Args()[2], fold.AccuVar()) {
		return verdicts{}, false
	}
	body := t.body(fold, list, step.AsCall().Args()[0])
	none := each(list, body.fails)
	any := formula.And(some(list, body.holds), each(list, formula.Or(body.holds, body.fails)))
	set := satisfying(operator, sizes, big.NewInt(int64(bound)))
	switch {
	case len(set.without(spanOf(0, 0))) == 0 && set.has(zero):
		return verdicts{none, any}, true
	case !set.has(zero) && len(spanOf(1, math.MaxInt64).without(set)) == 0:
		return verdicts{any, none}, true
	default:
		return verdicts{}, false
	}
}
