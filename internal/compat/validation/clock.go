package validation

import (
	"math/big"
	"time"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// clockOf is how far from now a point in time may be, in nanoseconds, by the rules lt_now, gt_now and within.
func clockOf(rules protoreflect.Message) intSet {
	furthest := new(big.Int).Sub(lastTime, firstTime)
	set := intSet{{new(big.Int).Neg(furthest), furthest}}
	if rules == nil || !rules.IsValid() || rules.Descriptor().FullName() != "buf.validate.TimestampRules" {
		return set
	}
	fields := rules.Descriptor().Fields()
	if rules.Get(fields.ByName("lt_now")).Bool() {
		set = set.and(intSet{{new(big.Int).Neg(furthest), zero}})
	}
	if rules.Get(fields.ByName("gt_now")).Bool() {
		set = set.and(intSet{{zero, furthest}})
	}
	if within := fields.ByName("within"); rules.Has(within) {
		duration := rules.Get(within).Message()
		total := big.NewInt(duration.Get(duration.Descriptor().Fields().ByNumber(1)).Int())
		total.Mul(total, nanos).Add(total, big.NewInt(duration.Get(duration.Descriptor().Fields().ByNumber(2)).Int()))
		set = set.and(spanIf(new(big.Int).Neg(total), total))
	}
	return set
}

// clockLost are the distances from now that the receiver's rules do not allow and the sender's do.
func clockLost(from, to values) intSet {
	return clockOf(from.standard()).without(clockOf(to.standard()))
}

// tryClock tries points in time that are too far from now for the receiver. They have no witness: what shows the difference now is
// another time later.
func (d *direction) tryClock(from, to values) finding {
	if !from.message() || from.field.Message().FullName() != timestampName || !to.message() || to.field.Message().FullName() != timestampName {
		return finding{}
	}
	if len(clockOf((*validate.TimestampRules)(nil).ProtoReflect()).without(clockOf(from.standard()))) == 0 {
		return finding{} // The sender's rules allow times of which it is certain for ever whether they are past.
	}
	const slack = int64(4 * time.Second) // The clock goes on while messages are tried.
	for _, part := range clockLost(from, to) {
		if new(big.Int).Sub(part.hi, part.lo).Cmp(big.NewInt(slack)) < 0 {
			continue
		}
		offset := new(big.Int).Add(part.lo, part.hi)
		offset.Rsh(offset, 1)
		for _, bound := range []*big.Int{new(big.Int).Add(part.lo, big.NewInt(int64(time.Hour))), new(big.Int).Sub(part.hi, big.NewInt(int64(time.Hour)))} {
			if new(big.Int).Abs(bound).Cmp(new(big.Int).Abs(offset)) < 0 {
				offset = bound // Of a range without an end, what is near.
			}
		}
		offset.Quo(offset, nanos).Mul(offset, nanos)
		now := d.from.now()
		total := new(big.Int).Mul(big.NewInt(now.Unix()), nanos)
		value := timeMessage(from.field.Message(), total.Add(total, offset).Add(total, big.NewInt(int64(now.Nanosecond()))))
		words := "a time " + time.Duration(offset.Int64()).String() + " from now"
		if offset.Sign() < 0 {
			words = "a time " + time.Duration(-offset.Int64()).String() + " ago"
		}
		if found := d.try(&value, words); found.proof != "" && (found.witness != nil || !d.entangled()) {
			return finding{proof: found.proof}
		}
	}
	return finding{}
}
