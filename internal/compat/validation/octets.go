package validation

import (
	"bytes"
	"context"
	"math"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
)

// sizesOf are the lengths that rules of bytes allow.
func sizesOf(rules *validate.BytesRules) intSet {
	all := intSet{{new(big.Int), new(big.Int).SetUint64(math.MaxUint64)}}
	limit := func(least, most uint64) {
		all = all.and(spanIf(new(big.Int).SetUint64(least), new(big.Int).SetUint64(most)))
	}
	if rules.HasLen() {
		limit(rules.GetLen(), rules.GetLen())
	}
	if rules.HasMinLen() {
		limit(rules.GetMinLen(), math.MaxUint64)
	}
	if rules.HasMaxLen() {
		limit(0, rules.GetMaxLen())
	}
	if rules.HasConst() {
		limit(uint64(len(rules.GetConst())), uint64(len(rules.GetConst())))
	}
	switch {
	case rules.GetIp():
		all = all.and(spanOf(4, 4).or(spanOf(16, 16)))
	case rules.GetIpv4():
		limit(4, 4)
	case rules.GetIpv6(), rules.GetUuid():
		limit(16, 16)
	}
	if len(rules.GetIn()) > 0 {
		var sizes intSet
		for _, value := range rules.GetIn() {
			sizes = sizes.or(spanOf(int64(len(value)), int64(len(value))))
		}
		all = all.and(sizes)
	}
	for _, part := range [][]byte{rules.GetPrefix(), rules.GetSuffix(), rules.GetContains()} {
		limit(uint64(len(part)), math.MaxUint64)
	}
	return all
}

// includeBytes decides for bytes: lengths exactly, the rest where one rule follows from another.
func includeBytes(ctx context.Context, from, to values) inclusion {
	inner, exact := from.asTexts()
	other, also := to.asTexts()
	if exact && also && from.rules.GetBytes().HasPattern() && !from.ignored() {
		result := includeTexts(ctx, inner, other)
		for i, candidate := range result.candidates {
			result.candidates[i] = protoreflect.ValueOfBytes([]byte(candidate.String()))
		}
		result.candidates = append(result.candidates, bytesExamples(from.rules.GetBytes(), to.rules.GetBytes())...)
		return result
	}
	var was, is *validate.BytesRules
	if was, is = from.rules.GetBytes(), to.rules.GetBytes(); from.ignored() {
		was = nil
	}
	result := inclusion{proven: true, reason: "all bytes that passed still pass", candidates: bytesExamples(was, is)}
	refuse := func(name string) {
		if result.proven {
			result.proven, result.reason = false, name+" does not follow from the other rules"
		}
	}
	sizes := sizesOf(was)
	if from.zeroApart || to.skipsZero() {
		sizes = sizes.without(spanOf(0, 0))
	}
	if from.skipsZero() && !to.skipsZero() && is != nil {
		refuse("that empty bytes pass")
		result.candidates = append(result.candidates, protoreflect.ValueOfBytes(nil))
	}
	if len(sizes) == 0 && !from.skipsZero() {
		return inclusion{proven: true, reason: "no bytes passed"}
	}
	if lost := sizes.without(sizesOf(is)); len(lost) > 0 {
		refuse("the length")
	}
	listed := was.GetIn()
	if was.HasConst() {
		listed = [][]byte{was.GetConst()}
	}
	// follows holds a new rule against the old one of its kind, or against all values that there are.
	follows := func(name string, has bool, holds func([]byte) bool, kept bool) {
		if !has || kept || len(listed) > 0 && !slices.ContainsFunc(listed, func(value []byte) bool { return !holds(value) }) {
			return
		}
		refuse(name)
	}
	equal := func(value []byte) func([]byte) bool {
		return func(other []byte) bool { return bytes.Equal(value, other) }
	}
	follows("const", is.HasConst(), equal(is.GetConst()), was.HasConst() && bytes.Equal(was.GetConst(), is.GetConst()))
	follows("in", len(is.GetIn()) > 0, func(v []byte) bool { return slices.ContainsFunc(is.GetIn(), equal(v)) }, false)
	follows("not_in", len(is.GetNotIn()) > 0, func(v []byte) bool { return !slices.ContainsFunc(is.GetNotIn(), equal(v)) },
		!slices.ContainsFunc(is.GetNotIn(), func(v []byte) bool {
			return !slices.ContainsFunc(was.GetNotIn(), equal(v)) && sizes.has(big.NewInt(int64(len(v))))
		}))
	follows("prefix", is.HasPrefix(), func(v []byte) bool { return bytes.HasPrefix(v, is.GetPrefix()) },
		bytes.HasPrefix(was.GetPrefix(), is.GetPrefix()))
	follows("suffix", is.HasSuffix(), func(v []byte) bool { return bytes.HasSuffix(v, is.GetSuffix()) },
		bytes.HasSuffix(was.GetSuffix(), is.GetSuffix()))
	follows("contains", is.HasContains(), func(v []byte) bool { return bytes.Contains(v, is.GetContains()) },
		bytes.Contains(was.GetContains(), is.GetContains()) || bytes.Contains(was.GetPrefix(), is.GetContains()) ||
			bytes.Contains(was.GetSuffix(), is.GetContains()))
	follows("pattern", is.HasPattern(), func(v []byte) bool { return matches(is.GetPattern(), v) }, false)
	return result
}

// asTexts has the rules as rules of texts, and whether they mean the same for all bytes that are a text.
func (v values) asTexts() (values, bool) {
	rules := v.rules.GetBytes()
	made := &validate.StringRules{}
	if rules.HasConst() {
		made.SetConst(string(rules.GetConst()))
	}
	lists := func(all [][]byte) []string {
		var listed []string
		for _, value := range all {
			listed = append(listed, string(value))
		}
		return listed
	}
	made.SetIn(lists(rules.GetIn()))
	made.SetNotIn(lists(rules.GetNotIn()))
	sizes := sizesOf(rules)
	exact := len(sizes) == 1 && sizes[0].lo.IsUint64() && sizes[0].hi.IsUint64()
	if exact {
		made.SetMinBytes(sizes[0].lo.Uint64())
		made.SetMaxBytes(sizes[0].hi.Uint64())
	}
	if rules.HasPattern() {
		made.SetPattern(rules.GetPattern())
	}
	for _, affix := range []struct {
		has   bool
		value []byte
		set   func(string)
	}{
		{rules.HasPrefix(), rules.GetPrefix(), made.SetPrefix}, {rules.HasSuffix(), rules.GetSuffix(), made.SetSuffix},
		{rules.HasContains(), rules.GetContains(), made.SetContains},
	} {
		if affix.has {
			affix.set(string(affix.value))
			exact = exact && utf8.Valid(affix.value)
		}
	}
	v.rules = proto.CloneOf(v.rules)
	if v.rules != nil {
		v.rules.SetString(made)
	}
	return v, exact
}

// matches reports whether bytes are a text with the pattern.
func matches(pattern string, value []byte) bool {
	language, err := regexlang.Pattern(pattern)
	return err == nil && utf8.Valid(value) && language.Match(string(value))
}

func patternFollows(ctx context.Context, from, to string) bool {
	if from == to {
		return true
	}
	small, err := regexlang.Pattern(from)
	if err != nil {
		return false
	}
	big, err := regexlang.Pattern(to)
	return err == nil && inside(ctx, big, small).proven
}

// bytesExamples are values at the borders of what both sides name.
func bytesExamples(was, is *validate.BytesRules) []protoreflect.Value {
	var made []protoreflect.Value
	add := func(value []byte) { made = append(made, protoreflect.ValueOfBytes(value)) }
	for _, rules := range []*validate.BytesRules{was, is} {
		for _, value := range slices.Concat(rules.GetIn(), rules.GetNotIn(), [][]byte{rules.GetConst()}) {
			add(value)
		}
	}
	const mostExample = 1 << 16
	var sizes []uint64
	for _, set := range []intSet{sizesOf(was).without(sizesOf(is)), sizesOf(was)} {
		for _, size := range set.examples(4) {
			if size.IsUint64() && size.Uint64() <= mostExample {
				sizes = append(sizes, size.Uint64())
			}
		}
	}
	for _, size := range sizes {
		for _, fill := range []string{"a", "1", "\x00", "\xff"} {
			prefix, suffix := string(was.GetPrefix()), string(was.GetContains())+string(was.GetSuffix())
			rest := max(0, int(size)-len(prefix)-len(suffix)) //nolint:gosec // The size is below mostExample.
			add([]byte(prefix + strings.Repeat(fill, rest) + suffix))
		}
	}
	if was.HasPattern() {
		if language, err := regexlang.Pattern(was.GetPattern()); err == nil {
			for _, text := range samples(language, seeded(1), 8) {
				add([]byte(text))
			}
		}
	}
	return made
}
