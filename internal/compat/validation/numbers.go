package validation

import (
	"math/big"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// Seconds and nanoseconds of a duration and a timestamp, as whole nanoseconds.
var (
	nanos        = big.NewInt(1_000_000_000)
	mostDuration = new(big.Int).Mul(big.NewInt(315_576_000_000), nanos)
	firstTime    = new(big.Int).Mul(big.NewInt(-62_135_596_800), nanos)
	lastTime     = new(big.Int).Sub(new(big.Int).Mul(big.NewInt(253_402_300_800), nanos), one)
)

const (
	durationName  protoreflect.FullName = "google.protobuf.Duration"
	timestampName protoreflect.FullName = "google.protobuf.Timestamp"
)

// timeScale is the scale of a duration or a timestamp, in nanoseconds.
func timeScale(message protoreflect.MessageDescriptor) (scale, bool) {
	s := scale{
		toInt: func(v protoreflect.Value) *big.Int {
			fields := v.Message().Descriptor().Fields()
			total := big.NewInt(v.Message().Get(fields.ByNumber(1)).Int())
			return total.Mul(total, nanos).Add(total, big.NewInt(v.Message().Get(fields.ByNumber(2)).Int()))
		},
		toGo: func(i *big.Int) protoreflect.Value { return timeMessage(message, i) },
	}
	switch message.FullName() {
	case durationName:
		s.domain = intSet{{new(big.Int).Neg(mostDuration), mostDuration}}
	case timestampName:
		s.domain = intSet{{firstTime, lastTime}}
	default:
		return scale{}, false
	}
	return s, true
}

// timeMessage is a duration or a timestamp of so many nanoseconds. A duration has one sign for both of its parts; the
// nanoseconds of a timestamp count forward.
func timeMessage(message protoreflect.MessageDescriptor, total *big.Int) protoreflect.Value {
	seconds, rest := new(big.Int), new(big.Int)
	if message.FullName() == durationName {
		seconds.QuoRem(total, nanos, rest)
	} else {
		seconds.DivMod(total, nanos, rest)
	}
	made := newMessage(message)
	if seconds.Sign() != 0 {
		made.Set(message.Fields().ByNumber(1), protoreflect.ValueOfInt64(seconds.Int64()))
	}
	if rest.Sign() != 0 {
		made.Set(message.Fields().ByNumber(2), protoreflect.ValueOfInt32(int32(rest.Int64()))) //nolint:gosec // Less than a second.
	}
	return protoreflect.ValueOfMessage(made)
}

// numberSet is what rules of numbers accept.
type numberSet struct {
	whole intSet
	nan   bool
}

// numbersOf reads const, in, not_in, the ranges and finite. The last result says whether the rules are understood: a
// bound that is NaN is a mistake that only protovalidate can judge.
func numbersOf(rules protoreflect.Message, s scale) (numberSet, bool) {
	set := numberSet{s.domain, s.nan.IsValid()}
	if !rules.IsValid() {
		return set, true
	}
	read := func(name protoreflect.Name) (*big.Int, bool) {
		field := rules.Descriptor().Fields().ByName(name)
		if field == nil || !rules.Has(field) {
			return nil, false
		}
		return s.toInt(rules.Get(field)), true
	}
	list := func(name protoreflect.Name) (intSet, bool) {
		field := rules.Descriptor().Fields().ByName(name)
		if field == nil || rules.Get(field).List().Len() == 0 {
			return nil, false
		}
		var all intSet
		for i := range rules.Get(field).List().Len() {
			if value := s.toInt(rules.Get(field).List().Get(i)); value != nil {
				all = all.or(point(value))
			}
		}
		return all, true
	}
	if value, ok := read("const"); ok {
		set.nan = false
		if set.whole = nil; value != nil {
			set.whole = s.domain.and(point(value))
		}
	}
	if listed, ok := list("in"); ok {
		set = numberSet{set.whole.and(listed), false}
	}
	if listed, ok := list("not_in"); ok {
		set.whole = set.whole.without(listed)
	}
	if field := rules.Descriptor().Fields().ByName("finite"); field != nil && rules.Get(field).Bool() {
		infinite := intSet{{s.domain[0].lo, s.domain[0].lo}, {s.domain[0].hi, s.domain[0].hi}}
		set = numberSet{set.whole.without(infinite), false}
	}
	bounds, bounded, understood := boundsOf(read, s)
	if bounded {
		set = numberSet{set.whole.and(bounds), false}
	}
	return set, understood
}

// boundsOf reads a range. Where the lower bound is above the upper one, the range is what lies outside of the two.
func boundsOf(read func(protoreflect.Name) (*big.Int, bool), s scale) (bounds intSet, bounded, understood bool) {
	lo, hi := s.domain[0].lo, s.domain[len(s.domain)-1].hi
	lower, upper := intSet{{lo, hi}}, intSet{{lo, hi}}
	var least, most *big.Int
	understood = true
	bound := func(name protoreflect.Name, into **big.Int, apply func(*big.Int)) {
		value, ok := read(name)
		switch {
		case ok && value == nil:
			understood = false
		case ok:
			*into, bounded = value, true
			apply(value)
		}
	}
	bound("gt", &least, func(v *big.Int) { lower = spanIf(new(big.Int).Add(v, one), hi) })
	bound("gte", &least, func(v *big.Int) { lower = spanIf(v, hi) })
	bound("lt", &most, func(v *big.Int) { upper = spanIf(lo, new(big.Int).Sub(v, one)) })
	bound("lte", &most, func(v *big.Int) { upper = spanIf(lo, v) })
	if least != nil && most != nil && most.Cmp(least) < 0 {
		return lower.or(upper), bounded, understood
	}
	return lower.and(upper), bounded, understood
}

func spanIf(lo, hi *big.Int) intSet {
	if lo.Cmp(hi) > 0 {
		return nil
	}
	return intSet{{lo, hi}}
}

// numberSetOf is what a value's rules accept, as far as they are about its number.
func (v values) numberSetOf() (numberSet, scale, bool) {
	s, ok := numberScale(v.field)
	if !ok {
		return numberSet{}, s, false
	}
	set, understood := numbersOf(v.standard(), s)
	if enum := v.field.Enum(); enum != nil && v.rules.GetEnum().GetDefinedOnly() {
		set.whole = set.whole.and(definedNumbers(enum))
	}
	if v.ignored() {
		set = numberSet{s.domain, s.nan.IsValid()}
	}
	if v.skipsZero() {
		set.whole = set.whole.or(spanOf(0, 0).and(s.domain))
	}
	return set, s, understood
}

// includeNumbers decides for numbers; the answer is always exact.
func includeNumbers(from, to values) inclusion {
	was, s, ok := from.numberSetOf()
	is, other, also := to.numberSetOf()
	if !ok || !also {
		return inclusion{reason: "the numbers can't be compared"}
	}
	lost := was.whole.without(is.whole)
	if enum := to.field.Enum(); enum != nil && enum.IsClosed() && !to.item && !to.rules.GetRequired() {
		lost = lost.and(other.domain) // The reader takes a number that it does not know for an unknown field.
	}
	if from.zeroApart {
		lost = lost.without(spanOf(0, 0))
	}
	var result inclusion
	for _, number := range lost.examples(6) {
		result.candidates = append(result.candidates, s.toGo(number))
	}
	if was.nan && !is.nan {
		result.candidates = append(result.candidates, s.nan)
	}
	result.reason = "some numbers are not allowed any more"
	if len(result.candidates) == 0 {
		result.proven, result.reason = true, "every number that passed still passes"
	}
	return result
}
