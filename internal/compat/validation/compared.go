package validation

import (
	"fmt"
	"math"
	"math/big"
	"slices"

	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"cel.dev/cel-go/common/types/ref"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/validation/formula"
)

// listed translates the membership in a list of constants.
func (t *translator) listed(e, list ast.Expr) (verdicts, bool) {
	at := t.place(e)
	if at == nil || list.Kind() != ast.ListKind {
		return verdicts{}, false
	}
	var any []*formula.Formula
	for _, element := range list.AsList().Elements() {
		one, ok := t.compared(operators.Equals, e, element)
		if !ok || t.constant(element) == nil {
			return verdicts{}, false
		}
		any = append(any, one.holds)
	}
	if at.text() {
		var all []string
		for _, element := range list.AsList().Elements() {
			text, ok := t.constant(element).(types.String)
			if !ok {
				return verdicts{}, false
			}
			all = append(all, string(text))
		}
		return sure(inTexts(at, all...)), true
	}
	return sure(formula.Or(any...)), true
}

// compared translates a comparison.
func (t *translator) compared(operator string, left, right ast.Expr) (verdicts, bool) {
	if operator == operators.NotEquals {
		made, ok := t.compared(operators.Equals, left, right)
		return made.negated(), ok
	}
	if t.constant(left) != nil {
		left, right, operator = right, left, mirrored[operator]
	}
	value := t.constant(right)
	if value == nil {
		if made, ok := t.clocked(operator, left, right); ok {
			return made, true
		}
		return t.ordered(operator, left, right)
	}
	if whole, is := value.(types.Int); is && -mostShift <= whole && whole <= mostShift {
		if number, by, ok := t.shifted(left); ok {
			left, value = number, whole-by
		}
	}
	if sized, there := t.sized(left); sized != nil {
		made, ok := comparedSize(operator, sized, value)
		return made.where(there), ok
	}
	if made, ok := t.filtered(operator, left, value); ok {
		return made, true
	}
	at := t.place(left)
	if inner := at.wrapped(); inner != nil {
		return comparedWrapper(operator, at, inner, value)
	}
	if truth, ok := value.(types.Bool); ok && operator == operators.Equals && t.checked.GetType(left.ID()).Kind() == types.BoolKind {
		made := t.truth(left)
		if !truth {
			made = made.negated()
		}
		return made, true
	}
	if at == nil {
		return verdicts{}, false
	}
	return comparedPlace(operator, at, value)
}

// mostShift bounds the constants of sums, so that none overflows.
const mostShift = math.MaxInt32

// shifted takes a number to which constants are added, or from which they are subtracted, apart into that number and the sum of them. Sums that
// may overflow stay, because that is an error: the numbers are sizes and those of fields with 32 bits.
func (t *translator) shifted(e ast.Expr) (number ast.Expr, by types.Int, ok bool) {
	if e.Kind() == ast.CallKind && len(e.AsCall().Args()) == 2 {
		number, constant, sign := e.AsCall().Args()[0], e.AsCall().Args()[1], types.Int(1)
		switch e.AsCall().FunctionName() {
		case operators.Add:
			if t.constant(number) != nil {
				number, constant = constant, number
			}
		case operators.Subtract:
			sign = -1
		default:
			return nil, 0, false
		}
		more, is := t.constant(constant).(types.Int)
		number, by, ok = t.shifted(number)
		by += sign * more
		return number, by, ok && is && -mostShift <= more && more <= mostShift && -mostShift <= by && by <= mostShift
	}
	if sized, _ := t.sized(e); sized != nil {
		return e, 0, true
	}
	at := t.place(e)
	if at == nil || at.to == nil || at.many() {
		return nil, 0, false
	}
	switch at.to.Kind() {
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return e, 0, true
	default:
		return nil, 0, false
	}
}

// comparedWrapper translates a comparison of a wrapper. One that is not set is null, which equals nothing else and is not ordered.
func comparedWrapper(operator string, at, inner *place, value ref.Val) (verdicts, bool) {
	there := isThere(at)
	if value == types.NullValue {
		return sure(formula.Not(there)), operator == operators.Equals
	}
	made, ok := comparedPlace(operator, inner, value)
	if truth, is := value.(types.Bool); is && operator == operators.Equals && inner.to.Kind() == protoreflect.BoolKind {
		made, ok = sure(inNumbers(inner, scaleBool, numberSet{whole: spanOf(1, 1)})), true
		if !truth {
			made = made.negated()
		}
	}
	if operator == operators.Equals {
		return sure(formula.And(there, made.holds)), ok
	}
	return made.where(there), ok
}

func comparedPlace(operator string, at *place, value ref.Val) (verdicts, bool) {
	switch value := value.(type) {
	case types.Null:
		timed := isTime(at.toMsg)
		if operator == operators.Equals && at.toMsg != nil && !at.many() && (timed || !isKnown(at.toMsg)) {
			return sure(formula.False), true // A message is there for an expression, whether it is set or not.
		}
		return verdicts{}, false
	case types.String:
		if operator != operators.Equals || !at.text() {
			return verdicts{}, false
		}
		return sure(inTexts(at, string(value))), true
	case types.Bytes:
		if operator != operators.Equals || at.to == nil || at.many() || at.to.Kind() != protoreflect.BytesKind {
			return verdicts{}, false
		}
		length := int64(len(value))
		size := inSizes(at, spanOf(length, length))
		if length == 0 {
			return sure(size), true
		}
		return sure(formula.And(size, opaque(fmt.Sprintf("bytes %s %x", at.key, []byte(value)), at.name))), true
	default:
		return comparedNumber(operator, at, value)
	}
}

// isTime reports whether a message is a point in time or a duration; it may be nil.
func isTime(message protoreflect.MessageDescriptor) bool {
	if message == nil {
		return false
	}
	_, timed := timeScale(message)
	return timed
}

// sized is the place whose size an expression asks for, and the condition under which it has one.
func (t *translator) sized(e ast.Expr) (*place, *formula.Formula) {
	if e.Kind() != ast.CallKind || e.AsCall().FunctionName() != "size" {
		return nil, nil
	}
	args := arguments(e.AsCall())
	if len(args) != 1 {
		return nil, nil
	}
	at, there := t.place(args[0]), formula.True
	if inner := at.wrapped(); inner != nil {
		at, there = inner, isThere(at)
	}
	if at == nil || at.to == nil || !at.many() && !at.text() && at.to.Kind() != protoreflect.BytesKind {
		return nil, nil
	}
	return at, there
}

// satisfying are the whole numbers of a range that compare to a bound in this way.
func satisfying(operator string, domain intSet, bound *big.Int) intSet {
	lo, hi := domain[0].lo, domain[len(domain)-1].hi
	var set intSet
	switch operator {
	case operators.Equals:
		set = point(bound)
	case operators.Less:
		set = spanIf(lo, new(big.Int).Sub(bound, one))
	case operators.LessEquals:
		set = spanIf(lo, bound)
	case operators.Greater:
		set = spanIf(new(big.Int).Add(bound, one), hi)
	case operators.GreaterEquals:
		set = spanIf(bound, hi)
	}
	return set.and(domain)
}

func comparedSize(operator string, at *place, value ref.Val) (verdicts, bool) {
	bound, ok := value.(types.Int)
	if !ok {
		return verdicts{}, false
	}
	set := satisfying(operator, sizes, big.NewInt(int64(bound)))
	if !at.text() {
		return sure(inSizes(at, set)), true
	}
	var any []*formula.Formula
	for _, part := range set {
		least, most := part.lo.Uint64(), part.hi.Uint64()
		if most == math.MaxInt64 {
			most = regexlang.Unbounded
		}
		any = append(any, inLanguage(at, exactly(fmt.Sprintf("length %d to %d", least, most), regexlang.Length(least, most))))
	}
	return sure(formula.Or(any...)), true
}

func comparedNumber(operator string, at *place, value ref.Val) (verdicts, bool) {
	s, ok := at.number()
	if !ok {
		return verdicts{}, false
	}
	var bound *big.Int
	timed := isTime(at.toMsg)
	switch value := value.(type) {
	case types.Int:
		if !at.real() && !timed && !slices.Contains([]protoreflect.Kind{
			protoreflect.Uint32Kind, protoreflect.Uint64Kind, protoreflect.Fixed32Kind, protoreflect.Fixed64Kind, protoreflect.BoolKind,
		}, at.to.Kind()) {
			bound = big.NewInt(int64(value))
		}
	case types.Uint:
		if !at.real() && !timed {
			bound = new(big.Int).SetUint64(uint64(value))
		}
	case types.Double:
		number := float64(value)
		if at.real() && !math.IsNaN(number) && (at.to.Kind() == protoreflect.DoubleKind || float64(float32(number)) == number) {
			bound = s.toInt(protoreflect.ValueOfFloat64(number))
		}
	case types.Duration:
		if timed && at.toMsg.FullName() == durationName && value.Duration != math.MaxInt64 && value.Duration != math.MinInt64 {
			bound = big.NewInt(value.Nanoseconds())
		}
	case types.Timestamp:
		if timed && at.toMsg.FullName() == timestampName {
			bound = new(big.Int).Mul(big.NewInt(value.Unix()), nanos)
			bound.Add(bound, big.NewInt(int64(value.Nanosecond())))
		}
	}
	if bound == nil {
		return verdicts{}, false
	}
	domain := s.domain
	if enum := at.to.Enum(); enum != nil {
		domain = scaleInt32.domain
	}
	set := satisfying(operator, domain, bound)
	if !at.real() {
		return sure(inNumbers(at, s, numberSet{whole: set.and(s.domain)})), true
	}
	// NaN is not equal to anything, and can't be compared otherwise.
	others := numberSet{whole: s.domain.without(set), nan: operator == operators.Equals}
	return verdicts{inNumbers(at, s, numberSet{whole: set}), inNumbers(at, s, others)}, true
}

// ordered translates the comparison of two places: one is less than the other, equal or greater.
func (t *translator) ordered(operator string, left, right ast.Expr) (verdicts, bool) {
	a, b := t.place(left), t.place(right)
	if a == nil || b == nil || a.to == nil || b.to == nil || a.many() || b.many() {
		return verdicts{}, false
	}
	was, is := t.checked.GetType(left.ID()), t.checked.GetType(right.ID())
	timed := isTime(a.toMsg)
	if was.Kind() != is.Kind() || a.toMsg != nil && !timed || !a.text() && !timed && !slices.Contains([]types.Kind{types.IntKind, types.UintKind, types.DoubleKind}, was.Kind()) {
		return verdicts{}, false
	}
	if a.key > b.key {
		a, b, operator = b, a, mirrored[operator]
	}
	if a.key == b.key {
		return verdicts{}, false
	}
	name := fmt.Sprintf("the comparison of %s and %s", a.name, b.name)
	if a.absent || b.absent {
		return verdicts{}, false
	}
	less, equal, greater := isOrdered(a, b, -1, name), isOrdered(a, b, 0, name), isOrdered(a, b, 1, name)
	never := func(x, y *formula.Formula) *formula.Formula { return formula.Or(formula.Not(x), formula.Not(y)) }
	*t.axioms = append(*t.axioms, never(less, equal), never(less, greater), never(equal, greater))
	some := []*formula.Formula{less, equal, greater}
	for _, at := range []*place{a, b} {
		if !at.real() {
			continue
		}
		// What is no number does not compare.
		s, _ := at.number()
		nan := inNumbers(at, s, numberSet{nan: true})
		*t.axioms = append(*t.axioms, never(less, nan), never(equal, nan), never(greater, nan))
		some = append(some, nan)
	}
	*t.axioms = append(*t.axioms, formula.Or(some...))
	switch operator {
	case operators.Less:
		return verdicts{less, formula.Or(equal, greater)}, true
	case operators.LessEquals:
		return verdicts{formula.Or(less, equal), greater}, true
	case operators.Greater:
		return verdicts{greater, formula.Or(equal, less)}, true
	case operators.GreaterEquals:
		return verdicts{formula.Or(greater, equal), less}, true
	default:
		return sure(equal), true
	}
}
