package validation

import (
	"fmt"
	"math/big"
	"slices"
	"strings"
	"time"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"cel.dev/cel-go/common/ast"
	"cel.dev/cel-go/common/operators"
	"cel.dev/cel-go/common/types"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/regexlang"
)

// mostHinted bounds the sizes that are tried because an expression has such a number.
const mostHinted = 300

// hints are what the rules name: values near which a difference may show.
type hints struct {
	key      string
	texts    []string
	numbers  []*big.Int
	nanos    []*big.Int // nanos are durations and points in time.
	sizes    []uint64
	patterns []*regexlang.Language
	words    map[string]bool // words are names of fields.
}

// counts are sizes for a list or a map, those that fit first.
func (h *hints) counts(least uint64) []uint64 {
	return append([]uint64{least, least + 1}, h.sizes...)
}

func (d *direction) hints() *hints {
	var expressions []string
	for _, e := range []element{d.pair.from, d.pair.to} {
		expressions = append(expressions, celTexts(e.rules())...)
		if e.of != nil {
			expressions = append(expressions, celTexts(e.of.rules)...)
		}
	}
	return hintsOf(expressions)
}

// celTexts are the expressions of rules.
func celTexts(rules proto.Message) []string {
	var all []string
	switch rules := rules.(type) {
	case *validate.FieldRules:
		for _, nested := range []*validate.FieldRules{rules.GetRepeated().GetItems(), rules.GetMap().GetKeys(), rules.GetMap().GetValues()} {
			if nested != nil {
				all = append(all, celTexts(nested)...)
			}
		}
		for _, rule := range celRulesOf(rules) {
			all = append(all, rule.GetExpression())
		}
		all = append(all, predefinedTexts(rules)...)
	case *validate.MessageRules:
		for _, rule := range celRulesOf(rulesOrNone(rules)) {
			all = append(all, rule.GetExpression())
		}
	}
	return all
}

// hintsOf collects the constants and names in expressions.
func hintsOf(expressions []string) *hints {
	h := &hints{key: strings.Join(expressions, "\n"), words: map[string]bool{}}
	for _, expression := range expressions {
		parsed, ok := parseCEL(expression)
		if !ok {
			continue
		}
		ast.PostOrderVisit(parsed.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
			switch e.Kind() {
			case ast.LiteralKind:
				h.literal(e)
			case ast.SelectKind:
				h.words[e.AsSelect().FieldName()] = true
			case ast.CallKind:
				h.call(e.AsCall())
			default:
			}
		}))
	}
	return h
}

func (h *hints) literal(e ast.Expr) {
	switch value := e.AsLiteral().(type) {
	case types.Int:
		h.number(big.NewInt(int64(value)))
	case types.Uint:
		h.number(new(big.Int).SetUint64(uint64(value)))
	case types.Double:
		whole, _ := big.NewFloat(float64(value)).Int(nil)
		h.number(whole)
	case types.String:
		text := string(value)
		h.texts = append(h.texts, text, text+"a", "a"+text)
		if duration, err := time.ParseDuration(text); err == nil {
			h.near(&h.nanos, big.NewInt(duration.Nanoseconds()))
		}
		if at, err := time.Parse(time.RFC3339Nano, text); err == nil {
			total := new(big.Int).Mul(big.NewInt(at.Unix()), nanos)
			h.near(&h.nanos, total.Add(total, big.NewInt(int64(at.Nanosecond()))))
		}
	}
}

// call remembers patterns, and the texts that don't match them.
func (h *hints) call(call ast.CallExpr) {
	args := arguments(call)
	switch call.FunctionName() {
	case "matches":
		if text, ok := textLiteral(args[len(args)-1]); ok {
			if language, err := regexlang.Pattern(text); err == nil {
				h.patterns = append(h.patterns, language, regexlang.Complement(language))
			}
		}
	case operators.Negate:
		if args[0].Kind() == ast.LiteralKind {
			if value, ok := args[0].AsLiteral().(types.Int); ok {
				h.number(big.NewInt(-int64(value)))
			}
		}
	}
}

func (h *hints) number(number *big.Int) {
	h.near(&h.numbers, number)
	if number.IsInt64() && number.Int64() >= 0 && number.Int64() < mostHinted {
		for _, size := range []int64{number.Int64(), number.Int64() + 1, number.Int64() - 1} {
			if size > 0 {
				h.sizes = append(h.sizes, uint64(size))
			}
		}
	}
}

func (h *hints) near(into *[]*big.Int, number *big.Int) {
	*into = append(*into, number, new(big.Int).Add(number, one), new(big.Int).Sub(number, one))
}

// mentioned are the fields of a message that its rules name.
func mentioned(message protoreflect.MessageDescriptor, rules *validate.MessageRules) []protoreflect.FieldDescriptor {
	words := hintsOf(celTexts(rules)).words
	for _, oneof := range rules.GetOneof() {
		for _, name := range oneof.GetFields() {
			words[name] = true
		}
	}
	var fields []protoreflect.FieldDescriptor
	for i := range message.Fields().Len() {
		if field := message.Fields().Get(i); words[string(field.Name())] {
			fields = append(fields, field)
		}
	}
	return fields
}

// searchField tries values of the field that the sender's rules accept.
func (d *direction) searchField(best finding) finding {
	m := d.maker()
	tried := 0
	for round := uint64(0); tried < d.options.Samples && round < 3; round++ {
		v := values{side: d.from, field: d.pair.from.field, rules: d.pair.from.rules()}
		if round == 1 {
			v.side, v.rules = d.to, d.pair.to.rules() // What the other side allows has its own borders.
		}
		if round == 1 && (d.pair.from.field.Message() != nil || !sameType(d.pair.from.field, d.pair.to.field)) {
			continue // Its messages are of another type.
		}
		for _, value := range v.examples(m.hints, seeded(d.options.Seed+round), d.options.Samples-tried) {
			tried++
			found := d.try(&value, "")
			if found.witness != nil {
				return found
			}
			if best.proof == "" {
				best = found
			}
		}
		if d.ctx.Err() != nil {
			break
		}
	}
	return best
}

// searchMessage tries messages in which the given fields vary: first one at a time, then pairs, then at random.
func (d *direction) searchMessage(fields []protoreflect.FieldDescriptor) finding {
	m := d.maker()
	base := m.side.valid(m.of)
	var plan []func(protoreflect.Message)
	plan = append(plan, func(protoreflect.Message) {}, func(message protoreflect.Message) { clearAll(message, fields) })
	set := func(field protoreflect.FieldDescriptor, i int) func(protoreflect.Message) {
		return func(message protoreflect.Message) {
			if examples := m.examples(m.of, field); len(examples) > i {
				put(message, field, examples[i])
			}
		}
	}
	for _, field := range fields {
		plan = append(plan, set(field, 0), func(message protoreflect.Message) { clearAll(message, fields); set(field, 0)(message) })
	}
	for i, field := range fields {
		for _, other := range fields[:i] {
			plan = append(plan, func(message protoreflect.Message) {
				clearAll(message, fields)
				set(field, 0)(message)
				set(other, 0)(message)
			})
		}
	}
	for i := range 48 {
		for _, field := range fields {
			plan = append(plan, set(field, i+1))
		}
	}
	all := m.of.Fields()
	for try := 0; try < d.options.Samples && d.ctx.Err() == nil; try++ {
		message := proto.Clone(base.Interface()).ProtoReflect()
		switch {
		case try%2 == 0 && try/2 < len(plan):
			plan[try/2](message)
		case len(fields) > 0:
			for range 1 + m.random.IntN(3) {
				m.mutate(message, fields[m.random.IntN(len(fields))])
			}
		case all.Len() > 0:
			m.mutate(message, all.Get(m.random.IntN(all.Len())))
		}
		if found := d.tryMessage(m, message, try); found.witness != nil {
			return found
		}
	}
	return finding{}
}

func clearAll(message protoreflect.Message, fields []protoreflect.FieldDescriptor) {
	for _, field := range fields {
		message.Clear(field)
	}
}

// tryMessage holds a message against both sides. One in four that the sender would not accept is repaired first.
func (d *direction) tryMessage(m *maker, message protoreflect.Message, try int) finding {
	if _, refused := d.refused(message); !refused {
		return finding{}
	}
	if !d.from.check(message, nil).accepted && (try%4 != 0 || !m.repair(message, nil)) {
		return finding{}
	}
	judged, refused := d.refused(message)
	if !refused {
		return finding{}
	}
	witness, confirmed := d.confirm(message)
	if !confirmed {
		return finding{}
	}
	return finding{fmt.Sprintf("%s: the message %s (%s)", d.difference(), d.verb(), judged.reason()), witness}
}

// fieldsNamed are the sender's fields that the element's rules name on either side.
func (d *direction) fieldsNamed() []protoreflect.FieldDescriptor {
	message := d.pair.from.of.descriptor
	fields := mentioned(message, d.pair.from.of.rules)
	for _, field := range mentioned(d.pair.to.of.descriptor, d.pair.to.of.rules) {
		if same := message.Fields().ByNumber(field.Number()); same != nil && !slices.Contains(fields, same) {
			fields = append(fields, same)
		}
	}
	return fields
}
