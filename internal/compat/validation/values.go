package validation

import (
	"context"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
)

// values is what a set of rules is about: the values of a field, the items of a list, the keys or the values of a map.
type values struct {
	side      *side
	field     protoreflect.FieldDescriptor
	rules     *validate.FieldRules
	item      bool // item is a value in a list or a map.
	zeroApart bool // zeroApart leaves the zero value to somebody else.
}

// inclusion is what comparing two sets of rules brought to light.
type inclusion struct {
	proven     bool                 // proven says that every value that passed still passes.
	reason     string               // reason is the argument, one line, or what stood in its way.
	candidates []protoreflect.Value // candidates are values that may show the opposite, the best first.
}

// ignored reports whether the rules have no effect at all.
func (v values) ignored() bool {
	return v.rules.GetIgnore() == validate.Ignore_IGNORE_ALWAYS
}

// skipsZero reports whether items which are zero pass whatever the rules are. Of a whole field presence decides that.
func (v values) skipsZero() bool {
	return v.item && v.rules.GetIgnore() == validate.Ignore_IGNORE_IF_ZERO_VALUE
}

// list reports whether the values are lists.
func (v values) list() bool { return v.field.IsList() && !v.item }

var fieldRuleTypes = (&validate.FieldRules{}).ProtoReflect().Descriptor().Oneofs().ByName("type")

// standard are the rules for the type of the values, such as StringRules. They are not valid where there are none.
func (v values) standard() protoreflect.Message {
	rules := fieldRulesOrNone(v.rules).ProtoReflect()
	set := rules.WhichOneof(fieldRuleTypes)
	if set == nil || v.ignored() {
		return (*validate.Int32Rules)(nil).ProtoReflect()
	}
	return rules.Get(set).Message()
}

// items are the values in a list.
func (v values) items() values {
	return values{side: v.side, field: v.field, rules: v.rules.GetRepeated().GetItems(), item: true}
}

func (v values) keys() values {
	return values{side: v.side, field: v.field.MapKey(), rules: v.rules.GetMap().GetKeys(), item: true}
}

func (v values) mapped() values {
	return values{side: v.side, field: v.field.MapValue(), rules: v.rules.GetMap().GetValues(), item: true}
}

// unwrapped are the values inside google.protobuf.StringValue and its like, and whether the values are of such a type.
func (v values) unwrapped() (values, bool) {
	if v.field.IsMap() || v.list() || v.field.Message() == nil || !isWrapper(v.field.Message()) {
		return v, false
	}
	inner := v
	inner.field, inner.zeroApart = v.field.Message().Fields().ByNumber(1), false
	return inner, true
}

func isWrapper(message protoreflect.MessageDescriptor) bool {
	name := string(message.FullName())
	return strings.HasPrefix(name, "google.protobuf.") && strings.HasSuffix(name, "Value") && name != "google.protobuf.Value" &&
		name != "google.protobuf.ListValue" && message.Fields().ByNumber(1) != nil
}

// include asks whether every value that passes the one rules passes the others.
func include(ctx context.Context, from, to values) inclusion {
	switch {
	case to.ignored():
		return inclusion{proven: true, reason: "there is no rule left that could refuse"}
	case to.rules == nil && !from.ignoring() && !from.ignoresInside():
		return inclusion{proven: true, reason: "there is no rule left that could refuse"}
	}
	result := includeStandard(ctx, from, to)
	if count, refused := countNow(ctx, from, to); count {
		result = inclusion{reason: "the rules of the message inside count now", candidates: append(refused, result.candidates...)}
	}
	if result.proven && !from.impossible(ctx) {
		for _, part := range to.clauses() {
			if !clauseFollows(ctx, from.clauses(), part) {
				result = inclusion{reason: "CEL " + quoted(part.text) + " does not follow from the other rules"}
				break
			}
		}
	}
	if result.proven && len(clockLost(from, to)) > 0 && !from.impossible(ctx) {
		result = inclusion{reason: "less time around now is allowed"}
	}
	had, has := from.opaque(), to.opaque()
	for _, key := range slices.Sorted(maps.Keys(has)) {
		if _, kept := had[key]; !kept && result.proven && !from.impossible(ctx) {
			result.proven = false
			result.reason = fmt.Sprintf("%s can't be compared as a set", has[key])
		}
	}
	return result
}

// impossible reports whether no value passes, as far as sets of numbers and languages show it. Of lists and maps there is always
// the empty one.
func (v values) impossible(ctx context.Context) bool {
	if v.field.IsMap() || v.list() || v.skipsZero() || v.ignored() {
		return false
	}
	if v.field.Kind() == protoreflect.StringKind {
		return len(v.atoms()) > 1 && inside(ctx, regexlang.Union(), v.most()).proven
	}
	set, _, ok := v.numberSetOf()
	return ok && len(set.whole) == 0 && !set.nan
}

// most is a language in which every text is that passes.
func (v values) most() *regexlang.Language {
	var all []*regexlang.Language
	for _, a := range v.atoms() {
		all = append(all, a.most)
	}
	return regexlang.Intersect(all...)
}

// distinct is a bound for the number of values that pass.
func (v values) distinct(ctx context.Context) uint64 {
	if v.impossible(ctx) {
		return 0
	}
	if set, _, ok := v.numberSetOf(); ok && !set.nan {
		return uint64(set.whole.size(math.MaxInt32)) //nolint:gosec // A size is not negative.
	}
	in := v.rules.GetString().GetIn()
	if len(in) == 0 || v.ignored() {
		return math.MaxUint64
	}
	most, different := v.most(), map[string]bool{}
	for _, text := range in {
		if most.Match(text) {
			different[text] = true
		}
	}
	if v.skipsZero() {
		different[""] = true
	}
	return uint64(len(different))
}

func includeStandard(ctx context.Context, from, to values) inclusion {
	if from.field.IsMap() != to.field.IsMap() || from.list() != to.list() {
		return inclusion{reason: fmt.Sprintf("the type changed from %s to %s", fieldType(from.field), fieldType(to.field))}
	}
	if inner, ok := from.unwrapped(); ok {
		return includeWrapped(ctx, from, inner, to)
	}
	switch {
	case from.field.IsMap():
		return includeMaps(ctx, from, to)
	case from.list():
		return includeLists(ctx, from, to)
	case !comparable(from.field, to.field):
		return inclusion{reason: fmt.Sprintf("the type changed from %s to %s", fieldType(from.field), fieldType(to.field))}
	case from.field.Kind() == protoreflect.StringKind:
		return includeTexts(ctx, from, to)
	case from.field.Kind() == protoreflect.BytesKind:
		return includeBytes(ctx, from, to)
	}
	if _, ok := numberScale(from.field); ok {
		return includeNumbers(from, to)
	}
	return includeMessages(from, to)
}

// comparable reports whether a value is the same value on both sides. Integers that are written alike are, where they fit.
func comparable(from, to protoreflect.FieldDescriptor) bool { //nolint:predeclared // It is the word for it.
	if from.Message() != nil && to.Message() != nil {
		return from.Message().FullName() == to.Message().FullName() || !isKnown(from.Message()) && !isKnown(to.Message())
	}
	if from.Kind() == to.Kind() {
		return true
	}
	widths := map[protoreflect.Kind]int{protoreflect.BoolKind: 1, protoreflect.EnumKind: 2, protoreflect.Int32Kind: 2, protoreflect.Int64Kind: 3}
	a, b := widths[from.Kind()], widths[to.Kind()]
	if a > 0 && b > 0 {
		return a <= b
	}
	return from.Kind() == protoreflect.Uint32Kind && to.Kind() == protoreflect.Uint64Kind ||
		from.Kind() == protoreflect.Sint32Kind && to.Kind() == protoreflect.Sint64Kind
}

func isKnown(message protoreflect.MessageDescriptor) bool {
	return strings.HasPrefix(string(message.FullName()), "google.protobuf.")
}

func includeWrapped(ctx context.Context, from, inner, to values) inclusion {
	other, ok := to.unwrapped()
	if !ok {
		return inclusion{reason: fmt.Sprintf("the type changed from %s to %s", fieldType(from.field), fieldType(to.field))}
	}
	result := includeStandard(ctx, inner, other)
	for i, candidate := range result.candidates {
		wrapped := newMessage(from.field.Message())
		wrapped.Set(inner.field, candidate)
		result.candidates[i] = protoreflect.ValueOfMessage(wrapped)
	}
	return result
}

// includeMessages is for messages that rules look into only in CEL, which is opaque, and for Any and FieldMask.
func includeMessages(from, to values) inclusion {
	result := inclusion{proven: true, reason: "no rule looks into the message"}
	switch from.field.Message().FullName() {
	case "google.protobuf.Any":
		result = includeListed(from.rules.GetAny(), to.rules.GetAny(), func(one, other string) bool { return one == other })
		for _, url := range listed(from.rules.GetAny(), to.rules.GetAny()) {
			value := newMessage(from.field.Message())
			value.Set(from.field.Message().Fields().ByNumber(1), protoreflect.ValueOfString(url))
			result.candidates = append(result.candidates, protoreflect.ValueOfMessage(value))
		}
	case "google.protobuf.FieldMask":
		result = includeMasks(from, to)
		for _, path := range listed(from.rules.GetFieldMask(), to.rules.GetFieldMask()) {
			value := newMessage(from.field.Message())
			value.Mutable(from.field.Message().Fields().ByNumber(1)).List().Append(protoreflect.ValueOfString(path))
			result.candidates = append(result.candidates, protoreflect.ValueOfMessage(value))
		}
	}
	return result
}

// lists are the rules that list what may be and what may not be.
type lists interface {
	GetIn() []string
	GetNotIn() []string
}

// covers reports whether a path of a field mask names the other one, or something that it is in.
func covers(path, other string) bool { return path == other || strings.HasPrefix(other, path+".") }

// includeMasks compares the rules of field masks.
func includeMasks(from, to values) inclusion {
	had, has := from.rules.GetFieldMask(), to.rules.GetFieldMask()
	if !had.HasConst() {
		return includeListed(had, has, covers)
	}
	only := validate.FieldMaskRules_builder{In: had.GetConst().GetPaths()}.Build()
	result := includeListed(only, has, covers)
	if len(only.GetIn()) == 0 {
		result = inclusion{proven: true} // There are no paths.
	}
	switch {
	case has.HasConst() && !slices.Equal(had.GetConst().GetPaths(), has.GetConst().GetPaths()):
		return inclusion{reason: "the only mask that passed is another one now"}
	case result.proven:
		result.reason = "the only mask that passed still passes"
	}
	return result
}

// includeListed compares lists of names: more names in "in" and fewer in "not_in" only let more through. A name stands for all that it
// covers.
func includeListed(from, to lists, covers func(one, other string) bool) inclusion {
	coveredBy := func(all []string) func(string) bool {
		return func(name string) bool {
			return slices.ContainsFunc(all, func(one string) bool { return covers(one, name) })
		}
	}
	apart := func(name string) bool { // The sender's list has nothing of what is excluded.
		return len(from.GetIn()) > 0 && !slices.ContainsFunc(from.GetIn(), func(one string) bool { return covers(one, name) || covers(name, one) })
	}
	lost := func(name string) bool { return !coveredBy(to.GetIn())(name) && !coveredBy(from.GetNotIn())(name) }
	switch {
	case len(to.GetIn()) > 0 && (len(from.GetIn()) == 0 || slices.ContainsFunc(from.GetIn(), lost)):
		return inclusion{reason: "what was listed is not listed any more"}
	case slices.ContainsFunc(to.GetNotIn(), func(name string) bool { return !coveredBy(from.GetNotIn())(name) && !apart(name) }):
		return inclusion{reason: "more is excluded by name"}
	default:
		return inclusion{proven: true, reason: "all that was listed is listed, and nothing more is excluded"}
	}
}

func listed(from, to lists) []string {
	all := slices.Concat(from.GetIn(), to.GetNotIn(), to.GetIn(), from.GetNotIn())
	return append(slices.Compact(all), "type.googleapis.com/google.protobuf.Empty", "name")
}

// clauses are the rules in CEL.
func (v values) clauses() []clause {
	if v.ignored() || v.rules == nil {
		return nil
	}
	var this protoreflect.MessageDescriptor
	if !v.field.IsMap() && !v.list() {
		this = v.field.Message()
	}
	return clausesOf(withPredefined(v.rules), this)
}

// opaque are the rules that no set represents here, by a key that equal rules share, each with the words for it: predefined
// rules, and the ones that look at the clock.
func (v values) opaque() map[string]string {
	all := map[string]string{}
	if v.ignored() || v.rules == nil {
		return all
	}
	standard := v.standard()
	if !standard.IsValid() {
		return all
	}
	for _, rule := range predefinedIn(standard) {
		if rule.opaque {
			all["extension "+rule.key] = "the predefined rule " + string(rule.name)
		}
	}
	standard.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		if field.Name() == "const" && field.Message() != nil && field.Message().FullName() == "google.protobuf.FieldMask" {
			all["mask "+ruleKey(field, value)] = "the rule const"
		}
		return true
	})
	if unknown := standard.GetUnknown(); len(unknown) > 0 {
		all["unknown "+string(unknown)] = "a rule that is not declared"
	}
	return all
}

func ruleKey(field protoreflect.FieldDescriptor, value protoreflect.Value) string {
	if field.Message() != nil && !field.IsList() && !field.IsMap() {
		wire, err := proto.MarshalOptions{Deterministic: true, AllowPartial: true}.Marshal(value.Message().Interface())
		if err == nil {
			return fmt.Sprintf("%s %x", field.FullName(), wire)
		}
	}
	return fmt.Sprintf("%s %s", field.FullName(), value.String())
}

// quoted shortens a text for a line.
func quoted(text string) string {
	const most = 80
	if runes := []rune(text); len(runes) > most {
		text = string(runes[:most]) + "…"
	}
	return fmt.Sprintf("%q", text)
}

// newMessage makes a message that can be changed, whatever its descriptor comes from.
func newMessage(descriptor protoreflect.MessageDescriptor) protoreflect.Message {
	return dynamicpb.NewMessage(descriptor)
}
