package validation

import (
	"math"
	"math/big"
	"slices"

	"google.golang.org/protobuf/reflect/protoreflect"
)

// span is a closed interval.
type span struct{ lo, hi *big.Int }

// intSet is a set of whole numbers: disjoint spans in order. Numbers of every kind are mapped to whole numbers in their
// order, so one arithmetic does for integers, floats, enums, durations and timestamps.
type intSet []span

func spanOf(lo, hi int64) intSet { return intSet{{big.NewInt(lo), big.NewInt(hi)}} }

func point(value *big.Int) intSet { return intSet{{value, value}} }

func (s intSet) has(value *big.Int) bool {
	return slices.ContainsFunc(s, func(part span) bool { return part.lo.Cmp(value) <= 0 && value.Cmp(part.hi) <= 0 })
}

func (s intSet) and(other intSet) intSet {
	var both intSet
	for _, a := range s {
		for _, b := range other {
			lo, hi := a.lo, a.hi
			if b.lo.Cmp(lo) > 0 {
				lo = b.lo
			}
			if b.hi.Cmp(hi) < 0 {
				hi = b.hi
			}
			if lo.Cmp(hi) <= 0 {
				both = append(both, span{lo, hi})
			}
		}
	}
	return both.ordered()
}

func (s intSet) or(other intSet) intSet {
	all := slices.Concat(s, other).ordered()
	var merged intSet
	for _, part := range all {
		if last := len(merged) - 1; last >= 0 && part.lo.Cmp(new(big.Int).Add(merged[last].hi, one)) <= 0 {
			if part.hi.Cmp(merged[last].hi) > 0 {
				merged[last].hi = part.hi
			}
			continue
		}
		merged = append(merged, part)
	}
	return merged
}

var one = big.NewInt(1)

// without is the difference.
func (s intSet) without(other intSet) intSet {
	left := s
	for _, cut := range other {
		var next intSet
		for _, part := range left {
			if cut.hi.Cmp(part.lo) < 0 || cut.lo.Cmp(part.hi) > 0 {
				next = append(next, part)
				continue
			}
			if part.lo.Cmp(cut.lo) < 0 {
				next = append(next, span{part.lo, new(big.Int).Sub(cut.lo, one)})
			}
			if part.hi.Cmp(cut.hi) > 0 {
				next = append(next, span{new(big.Int).Add(cut.hi, one), part.hi})
			}
		}
		left = next
	}
	return left.ordered()
}

func (s intSet) ordered() intSet {
	sorted := slices.Clone(s)
	slices.SortFunc(sorted, func(a, b span) int { return a.lo.Cmp(b.lo) })
	return sorted
}

// examples are members, those first that say most to a reader: ends of the set that are near zero.
func (s intSet) examples(most int) []*big.Int {
	var ends []*big.Int
	for _, part := range s {
		ends = append(ends, part.lo)
		if part.lo.Cmp(part.hi) != 0 {
			ends = append(ends, part.hi)
			for _, inner := range []*big.Int{new(big.Int).Add(part.lo, one), new(big.Int).Sub(part.hi, one)} {
				if part.lo.Cmp(inner) < 0 && inner.Cmp(part.hi) < 0 {
					ends = append(ends, inner)
				}
			}
		}
	}
	slices.SortStableFunc(ends, (*big.Int).CmpAbs)
	return ends[:min(most, len(ends))]
}

// members are all of them, or nil if they are more than so many.
func (s intSet) members(most int64) []*big.Int {
	if s.size(most+1) > most {
		return nil
	}
	var all []*big.Int
	for _, part := range s {
		for next := part.lo; next.Cmp(part.hi) <= 0; next = new(big.Int).Add(next, one) {
			all = append(all, next)
		}
	}
	return all
}

// size is the number of members, capped.
func (s intSet) size(most int64) int64 {
	total := new(big.Int)
	for _, part := range s {
		total.Add(total, new(big.Int).Sub(part.hi, part.lo))
		total.Add(total, one)
		if total.Cmp(big.NewInt(most)) > 0 {
			return most
		}
	}
	return total.Int64()
}

// scale maps values of one kind to whole numbers, in order, and back. toInt returns nil for NaN.
type scale struct {
	domain intSet
	toInt  func(protoreflect.Value) *big.Int
	toGo   func(*big.Int) protoreflect.Value
	nan    protoreflect.Value // nan is the value beside the scale, of floats only.
}

func signed(bits int, toGo func(int64) protoreflect.Value) scale {
	return scale{
		domain: spanOf(math.MinInt64>>(64-bits), math.MaxInt64>>(64-bits)),
		toInt:  func(v protoreflect.Value) *big.Int { return big.NewInt(v.Int()) },
		toGo:   func(i *big.Int) protoreflect.Value { return toGo(i.Int64()) },
	}
}

func unsigned(most uint64, toGo func(uint64) protoreflect.Value) scale {
	return scale{
		domain: intSet{{new(big.Int), new(big.Int).SetUint64(most)}},
		toInt:  func(v protoreflect.Value) *big.Int { return new(big.Int).SetUint64(v.Uint()) },
		toGo:   func(i *big.Int) protoreflect.Value { return toGo(i.Uint64()) },
	}
}

var (
	scaleBool = scale{
		domain: spanOf(0, 1),
		toInt: func(v protoreflect.Value) *big.Int {
			if v.Bool() {
				return big.NewInt(1)
			}
			return new(big.Int)
		},
		toGo: func(i *big.Int) protoreflect.Value { return protoreflect.ValueOfBool(i.Sign() != 0) },
	}
	scaleInt32  = signed(32, func(i int64) protoreflect.Value { return protoreflect.ValueOfInt32(int32(i)) })
	scaleInt64  = signed(64, protoreflect.ValueOfInt64)
	scaleUint32 = unsigned(math.MaxUint32, func(u uint64) protoreflect.Value { return protoreflect.ValueOfUint32(uint32(u)) })
	scaleUint64 = unsigned(math.MaxUint64, protoreflect.ValueOfUint64)
	scaleFloat  = scale{
		domain: spanOf(floatKey32(float32(math.Inf(-1))), floatKey32(float32(math.Inf(1)))),
		toInt: func(v protoreflect.Value) *big.Int {
			if math.IsNaN(v.Float()) {
				return nil
			}
			return big.NewInt(floatKey32(float32(v.Float())))
		},
		toGo: func(i *big.Int) protoreflect.Value {
			bits := uint32(new(big.Int).Abs(i).Uint64())
			value := math.Float32frombits(bits)
			if i.Sign() < 0 {
				value = -value
			}
			return protoreflect.ValueOfFloat32(value)
		},
		nan: protoreflect.ValueOfFloat32(float32(math.NaN())),
	}
	scaleDouble = scale{
		domain: spanOf(floatKey64(math.Inf(-1)), floatKey64(math.Inf(1))),
		toInt: func(v protoreflect.Value) *big.Int {
			if math.IsNaN(v.Float()) {
				return nil
			}
			return big.NewInt(floatKey64(v.Float()))
		},
		toGo: func(i *big.Int) protoreflect.Value {
			value := math.Float64frombits(new(big.Int).Abs(i).Uint64())
			if i.Sign() < 0 {
				value = -value
			}
			return protoreflect.ValueOfFloat64(value)
		},
		nan: protoreflect.ValueOfFloat64(math.NaN()),
	}
)

// floatKey64 orders floats as whole numbers: the bits of the absolute value, with the sign. Both zeros are 0.
func floatKey64(value float64) int64 {
	key := int64(math.Float64bits(math.Abs(value))) //nolint:gosec // The sign bit is clear.
	if value < 0 {
		return -key
	}
	return key
}

func floatKey32(value float32) int64 {
	key := int64(math.Float32bits(float32(math.Abs(float64(value)))))
	if value < 0 {
		return -key
	}
	return key
}

func scaleEnum(enum protoreflect.EnumDescriptor) scale {
	s := scale{
		domain: scaleInt32.domain,
		toInt: func(v protoreflect.Value) *big.Int {
			if number, ok := v.Interface().(protoreflect.EnumNumber); ok {
				return big.NewInt(int64(number))
			}
			return big.NewInt(v.Int()) // The rules have the numbers as int32.
		},
		toGo: func(i *big.Int) protoreflect.Value {
			return protoreflect.ValueOfEnum(protoreflect.EnumNumber(i.Int64())) //nolint:gosec // The domain is that of int32.
		},
	}
	if enum.IsClosed() {
		s.domain = definedNumbers(enum)
	}
	return s
}

func definedNumbers(enum protoreflect.EnumDescriptor) intSet {
	var defined intSet
	for _, number := range enumNumbers(enum) {
		defined = defined.or(spanOf(int64(number), int64(number)))
	}
	return defined
}

// numberScale is the scale of a kind, and whether it has one.
func numberScale(field protoreflect.FieldDescriptor) (scale, bool) {
	switch field.Kind() {
	case protoreflect.BoolKind:
		return scaleBool, true
	case protoreflect.Int32Kind, protoreflect.Sint32Kind, protoreflect.Sfixed32Kind:
		return scaleInt32, true
	case protoreflect.Int64Kind, protoreflect.Sint64Kind, protoreflect.Sfixed64Kind:
		return scaleInt64, true
	case protoreflect.Uint32Kind, protoreflect.Fixed32Kind:
		return scaleUint32, true
	case protoreflect.Uint64Kind, protoreflect.Fixed64Kind:
		return scaleUint64, true
	case protoreflect.FloatKind:
		return scaleFloat, true
	case protoreflect.DoubleKind:
		return scaleDouble, true
	case protoreflect.EnumKind:
		return scaleEnum(field.Enum()), true
	case protoreflect.MessageKind, protoreflect.GroupKind:
		return timeScale(field.Message())
	case protoreflect.StringKind, protoreflect.BytesKind:
		return scale{}, false
	default:
		return scale{}, false
	}
}
