package validation

import (
	"context"
	"math"
	"math/big"
	"math/rand/v2"
	"slices"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
)

// mostItems bounds the lists and maps that are built as examples.
const mostItems = 50_000

func seeded(seed uint64) *rand.Rand {
	return rand.New(rand.NewPCG(seed, 0x9E3779B97F4A7C15)) //nolint:gosec // Examples have to be the same each time.
}

// counts is a range of sizes.
type counts struct{ least, most uint64 }

func listCounts(rules *validate.RepeatedRules, ignored bool) counts {
	c := counts{0, math.MaxUint64}
	if ignored {
		return c
	}
	if rules.HasMinItems() {
		c.least = rules.GetMinItems()
	}
	if rules.HasMaxItems() {
		c.most = rules.GetMaxItems()
	}
	return c
}

func mapCounts(rules *validate.MapRules, ignored bool) counts {
	c := counts{0, math.MaxUint64}
	if ignored {
		return c
	}
	if rules.HasMinPairs() {
		c.least = rules.GetMinPairs()
	}
	if rules.HasMaxPairs() {
		c.most = rules.GetMaxPairs()
	}
	return c
}

// some reports whether there can be anything at all.
func (c counts) some() bool { return c.most > 0 && c.least <= c.most }

// within asks whether every size of c is one of other. Empty lists and maps are never sent, so 0 doesn't count.
func (c counts) within(other counts) bool {
	c.least = max(1, c.least)
	return c.least > c.most || other.least <= c.least && c.most <= other.most
}

// edges are sizes that tell two ranges apart, small ones first.
func (c counts) edges(other counts) []uint64 {
	var sizes []uint64
	for _, size := range []uint64{c.least, other.least - 1, other.least, other.most, other.most + 1, c.most} {
		if size > 0 && c.least <= size && size <= c.most && size <= mostItems {
			sizes = append(sizes, size)
		}
	}
	if len(sizes) == 0 {
		sizes = append(sizes, max(1, min(c.least, mostItems)))
	}
	return sizes
}

func includeLists(ctx context.Context, from, to values) inclusion {
	was, is := listCounts(from.rules.GetRepeated(), from.ignored()), listCounts(to.rules.GetRepeated(), false)
	unique := from.rules.GetRepeated().GetUnique() && !from.ignored()
	if different := asNested(from, from.items()).distinct(ctx); unique || different == 0 {
		was.most = min(was.most, different)
	}
	items := inclusion{proven: true}
	if was.some() {
		items = include(ctx, asNested(from, from.items()), to.items())
	}
	result := inclusion{proven: true, reason: "every list that passed still passes"}
	need := uint64(64)
	if edges := was.edges(is); unique && !was.within(is) {
		need = slices.Max(edges)
	}
	fillers := from.itemExamples(need)
	if !was.within(is) {
		result = inclusion{reason: "the number of items"}
		for _, size := range was.edges(is) {
			result.candidates = append(result.candidates, from.listOf(size, unique, fillers)...)
		}
	}
	if to.rules.GetRepeated().GetUnique() && !unique && was.some() && was.most > 1 {
		result.proven, result.reason = false, "unique does not follow from the other rules"
		for _, item := range fillers[:min(4, len(fillers))] {
			result.candidates = append(result.candidates, from.listOf(max(2, was.least), false, []protoreflect.Value{item})...)
		}
	}
	if !items.proven {
		result.proven, result.reason = false, "items: "+items.reason
		for _, item := range items.candidates {
			size := max(1, was.least)
			result.candidates = append(result.candidates, from.listOf(size, false, []protoreflect.Value{item})...)
			result.candidates = append(result.candidates, from.listOf(size, unique, append([]protoreflect.Value{item}, fillers...))...)
		}
	}
	return result
}

// asNested passes on that the rules of a whole list or map are ignored, and with them those of what is in it.
func asNested(whole, inner values) values {
	if whole.ignored() {
		inner.rules = validate.FieldRules_builder{Ignore: validate.Ignore_IGNORE_ALWAYS.Enum()}.Build()
	}
	return inner
}

// many are different values that pass, as many as are asked for where that is easy.
func (v values) many(count uint64) []protoreflect.Value {
	all := v.examples(&hints{}, seeded(1), 64)
	if count <= uint64(len(all)) || count > mostItems {
		return all
	}
	if v.field.Kind() == protoreflect.StringKind && !v.ignored() {
		var least []*regexlang.Language
		for _, a := range v.atoms() {
			least = append(least, a.least)
		}
		return append(texts(samples(regexlang.Intersect(least...), seeded(1), int(count))...), all...)
	}
	set, s, ok := v.numberSetOf()
	if !ok {
		return all
	}
	for _, part := range set.whole {
		for number := part.lo; number.Cmp(part.hi) <= 0 && uint64(len(all)) < 2*count; number = new(big.Int).Add(number, one) {
			all = append(all, s.toGo(number))
		}
	}
	return all
}

// itemExamples are items that the rules let through.
func (v values) itemExamples(count uint64) []protoreflect.Value {
	return asNested(v, v.items()).many(count)
}

// listOf makes a list of a size of the items, each as often as it takes, or once if they have to be unique.
func (v values) listOf(size uint64, unique bool, items []protoreflect.Value) []protoreflect.Value {
	if unique {
		items = different(items)
	}
	if len(items) == 0 || size > mostItems || unique && size > uint64(len(items)) {
		return nil
	}
	list := newMessage(v.field.ContainingMessage()).NewField(v.field).List()
	for i := range int(size) {
		list.Append(copied(items[i%len(items)]))
	}
	return []protoreflect.Value{protoreflect.ValueOfList(list)}
}

func includeMaps(ctx context.Context, from, to values) inclusion {
	was, is := mapCounts(from.rules.GetMap(), from.ignored()), mapCounts(to.rules.GetMap(), false)
	was.most = min(was.most, asNested(from, from.keys()).distinct(ctx))
	if asNested(from, from.mapped()).distinct(ctx) == 0 {
		was.most = 0
	}
	keys, mapped := inclusion{proven: true}, inclusion{proven: true}
	if was.some() {
		keys = include(ctx, asNested(from, from.keys()), to.keys())
		mapped = include(ctx, asNested(from, from.mapped()), to.mapped())
	}
	result := inclusion{proven: true, reason: "every map that passed still passes"}
	need := max(1, was.least)
	if !was.within(is) {
		need = max(need, slices.Max(was.edges(is)))
	}
	keyFillers := asNested(from, from.keys()).many(need)
	valueFillers := asNested(from, from.mapped()).examples(&hints{}, seeded(1), 16)
	if !was.within(is) {
		result = inclusion{reason: "the number of pairs"}
		for _, size := range was.edges(is) {
			result.candidates = append(result.candidates, from.mapOf(size, keyFillers, valueFillers)...)
		}
	}
	size := max(1, was.least)
	if !keys.proven {
		result.proven, result.reason = false, "keys: "+keys.reason
		for _, key := range keys.candidates {
			result.candidates = append(result.candidates, from.mapOf(size, append([]protoreflect.Value{key}, keyFillers...), valueFillers)...)
		}
	}
	if !mapped.proven {
		result.proven, result.reason = false, "values: "+mapped.reason
		for _, value := range mapped.candidates {
			result.candidates = append(result.candidates, from.mapOf(size, keyFillers, []protoreflect.Value{value})...)
		}
	}
	return result
}

// different leaves out what occurs twice.
func different(items []protoreflect.Value) []protoreflect.Value {
	seen := map[any]bool{}
	return slices.DeleteFunc(slices.Clone(items), func(item protoreflect.Value) bool {
		key := item.Interface()
		switch value := key.(type) {
		case []byte:
			key = string(value)
		case protoreflect.Message:
			wire, _ := proto.MarshalOptions{AllowPartial: true, Deterministic: true}.Marshal(value.Interface())
			key = string(wire)
		}
		twice := seen[key]
		seen[key] = true
		return twice
	})
}

// mapOf makes a map with so many of the keys.
func (v values) mapOf(size uint64, keys, mapped []protoreflect.Value) []protoreflect.Value {
	if len(mapped) == 0 || size > mostItems {
		return nil
	}
	made := newMessage(v.field.ContainingMessage()).NewField(v.field).Map()
	for i, key := range keys {
		if uint64(made.Len()) == size { //nolint:gosec // A length is not negative.
			break
		}
		made.Set(key.MapKey(), copied(mapped[i%len(mapped)]))
	}
	if uint64(made.Len()) != size { //nolint:gosec // As above.
		return nil
	}
	return []protoreflect.Value{protoreflect.ValueOfMap(made)}
}
