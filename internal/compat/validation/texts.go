package validation

import (
	"context"
	"fmt"
	"slices"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
)

// atom is one rule of a text as a language. A format that is no simple language is between two: every text in least passes
// and every text that passes is in most.
type atom struct {
	text        string // text is the rule for people; equal rules have equal texts.
	least, most *regexlang.Language
}

func exactly(text string, language *regexlang.Language) atom { return atom{text, language, language} }

// atoms are the rules of texts, each a language to be in.
func (v values) atoms() []atom {
	rules := v.rules.GetString()
	if rules == nil || v.ignored() {
		return nil
	}
	var all []atom
	add := func(has bool, name string, value any, language func() (*regexlang.Language, error)) {
		if !has {
			return
		}
		text := fmt.Sprintf("%s %q", name, value)
		if number, ok := value.(uint64); ok {
			text = fmt.Sprintf("%s %d", name, number)
		}
		made, err := language()
		if err != nil {
			all = append(all, atom{text, regexlang.Union(), regexlang.All()})
			return
		}
		all = append(all, exactly(text, made))
	}
	sure := func(language *regexlang.Language) func() (*regexlang.Language, error) {
		return func() (*regexlang.Language, error) { return language, nil }
	}
	add(rules.HasConst(), "const", rules.GetConst(), sure(regexlang.Finite(rules.GetConst())))
	add(rules.HasLen(), "len", rules.GetLen(), sure(regexlang.Length(rules.GetLen(), rules.GetLen())))
	add(rules.HasMinLen(), "min_len", rules.GetMinLen(), sure(regexlang.Length(rules.GetMinLen(), regexlang.Unbounded)))
	add(rules.HasMaxLen(), "max_len", rules.GetMaxLen(), sure(regexlang.Length(0, rules.GetMaxLen())))
	octets := func(least, most uint64) func() (*regexlang.Language, error) {
		return func() (*regexlang.Language, error) { return regexlang.ByteLength(least, most) }
	}
	add(rules.HasLenBytes(), "len_bytes", rules.GetLenBytes(), octets(rules.GetLenBytes(), rules.GetLenBytes()))
	add(rules.HasMinBytes(), "min_bytes", rules.GetMinBytes(), octets(rules.GetMinBytes(), regexlang.Unbounded))
	add(rules.HasMaxBytes(), "max_bytes", rules.GetMaxBytes(), octets(0, rules.GetMaxBytes()))
	add(rules.HasPattern(), "pattern", rules.GetPattern(), func() (*regexlang.Language, error) { return regexlang.Pattern(rules.GetPattern()) })
	add(rules.HasPrefix(), "prefix", rules.GetPrefix(), sure(regexlang.Prefix(rules.GetPrefix())))
	add(rules.HasSuffix(), "suffix", rules.GetSuffix(), sure(regexlang.Suffix(rules.GetSuffix())))
	add(rules.HasContains(), "contains", rules.GetContains(), sure(regexlang.Contains(rules.GetContains())))
	add(rules.HasNotContains(), "not_contains", rules.GetNotContains(), sure(regexlang.Complement(regexlang.Contains(rules.GetNotContains()))))
	add(len(rules.GetIn()) > 0, "in", rules.GetIn(), sure(regexlang.Finite(rules.GetIn()...)))
	for _, value := range rules.GetNotIn() {
		add(true, "not_in", value, sure(regexlang.Complement(regexlang.Finite(value))))
	}
	if format := formatOf(rules); format != "" {
		all = append(all, formats()[format])
	}
	return all
}

// formatOf is the name of the well-known format, or nothing.
func formatOf(rules *validate.StringRules) string {
	message := rules.ProtoReflect()
	set := message.WhichOneof(message.Descriptor().Oneofs().ByName("well_known"))
	switch {
	case set == nil || set.Kind() == protoreflect.BoolKind && !message.Get(set).Bool():
		return ""
	case set.Kind() == protoreflect.BoolKind:
		return string(set.Name())
	}
	loose := rules.HasStrict() && !rules.GetStrict()
	switch rules.GetWellKnownRegex() {
	case validate.KnownRegex_KNOWN_REGEX_HTTP_HEADER_NAME:
		if loose {
			return "header_loose_name"
		}
		return "header_name"
	case validate.KnownRegex_KNOWN_REGEX_HTTP_HEADER_VALUE:
		if loose {
			return "header_loose"
		}
		return "header_value"
	case validate.KnownRegex_KNOWN_REGEX_UNSPECIFIED:
	}
	return ""
}

// includeTexts decides for texts: each new rule has to follow from one old rule or from all of them together.
func includeTexts(ctx context.Context, from, to values) inclusion {
	had, has := from.atoms(), to.atoms()
	if from.zeroApart {
		had = append(had, exactly("not empty", regexlang.Length(1, regexlang.Unbounded)))
	}
	if from.item && from.skipsZero() && !to.skipsZero() && slices.ContainsFunc(has, func(a atom) bool { return !a.least.Match("") }) {
		return inclusion{reason: "an empty text is not exempt any more", candidates: texts("")}
	}
	if to.skipsZero() {
		had = append(had, exactly("not empty", regexlang.Length(1, regexlang.Unbounded)))
	}
	result := inclusion{proven: true, reason: "every text that passed still passes"}
	for _, rule := range has {
		proven, examples := follows(ctx, had, rule)
		if proven {
			continue
		}
		if result.proven {
			result = inclusion{reason: fmt.Sprintf("%s does not follow from the other rules", rule.text)}
		}
		result.candidates = append(result.candidates, texts(examples...)...)
	}
	return result
}

func texts(all ...string) []protoreflect.Value {
	var made []protoreflect.Value
	for _, text := range all {
		made = append(made, protoreflect.ValueOfString(text))
	}
	return made
}

// follows reports whether a rule follows from others, and if not which texts are between them.
func follows(ctx context.Context, had []atom, rule atom) (bool, []string) {
	most := make([]*regexlang.Language, 0, len(had))
	for _, other := range had {
		if other.text == rule.text || implied(other.text, rule.text) {
			return true, nil
		}
		if inside(ctx, rule.least, other.most).proven {
			return true, nil
		}
		most = append(most, other.most)
	}
	all := regexlang.Intersect(most...)
	var examples []string
	result := inside(ctx, rule.least, all)
	if result.proven {
		return true, nil
	}
	// The best example passes every form of the old rules for sure, and fails every form of the new one.
	least := make([]*regexlang.Language, 0, len(had))
	for _, other := range had {
		least = append(least, other.least)
	}
	certain := regexlang.Intersect(least...)
	for _, try := range []struct{ big, small *regexlang.Language }{{rule.most, certain}, {rule.most, all}, {rule.least, certain}} {
		if shown := inside(ctx, try.big, try.small); shown.example != nil {
			examples = append(examples, *shown.example)
		}
	}
	if result.example != nil {
		examples = append(examples, *result.example)
	}
	between := regexlang.Intersect(all, regexlang.Complement(rule.least))
	examples = append(examples, samples(between, seeded(1), 12)...)
	return false, slices.Compact(examples)
}
