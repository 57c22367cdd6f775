package validation

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"buf.build/go/protovalidate"
	"cel.dev/cel-go/common/ast"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// predefinedRule is a predefined rule that is set to a value.
type predefinedRule struct {
	name        protoreflect.FullName
	key         string   // key is equal where the rule, its value and its declaration are.
	expressions []string // expressions have the value in place of "rule".
	opaque      bool     // opaque says that an expression can't be written so.
}

// predefinedIn returns the predefined rules among the rules for a type.
func predefinedIn(standard protoreflect.Message) []predefinedRule {
	var all []predefinedRule
	if !standard.IsValid() {
		return nil
	}
	standard.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
		if !field.IsExtension() {
			return true
		}
		found := predefinedRule{name: field.FullName(), key: ruleKey(field, value)}
		declared, _ := protovalidate.ResolvePredefinedRules(field)
		for _, rule := range declared.GetCel() {
			found.key += "\n" + rule.GetExpression()
			text, ok := withValue(rule.GetExpression(), field, value)
			found.opaque = found.opaque || !ok
			found.expressions = append(found.expressions, text)
		}
		if found.opaque {
			found.expressions = nil
		}
		all = append(all, found)
		return true
	})
	slices.SortFunc(all, func(a, b predefinedRule) int { return strings.Compare(a.key, b.key) })
	return all
}

// withValue writes the value of a rule in place of the variable "rule".
func withValue(expression string, field protoreflect.FieldDescriptor, value protoreflect.Value) (string, bool) {
	literal, ok := celLiteral(field, value)
	parsed, reads := parseCEL(expression)
	if !ok || !reads {
		return "", false
	}
	starts, whole := map[int32]bool{}, true
	ast.PostOrderVisit(parsed.Expr(), ast.NewExprVisitor(func(e ast.Expr) {
		switch e.Kind() {
		case ast.IdentKind:
			at, known := parsed.SourceInfo().GetOffsetRange(e.ID())
			switch e.AsIdent() {
			case "rule":
				starts[at.Start], whole = true, whole && known
			case "rules":
				whole = false // All rules for the type are more than one value.
			}
		case ast.ComprehensionKind:
			whole = whole && e.AsComprehension().IterVar() != "rule" && e.AsComprehension().IterVar2() != "rule"
		default:
		}
	}))
	var written strings.Builder
	runes := []rune(expression)
	for i := 0; i < len(runes); i++ {
		if !starts[int32(i)] {
			written.WriteRune(runes[i])
			continue
		}
		if !strings.HasPrefix(string(runes[i:]), "rule") {
			return "", false
		}
		written.WriteString(literal)
		i += len("rule") - 1
	}
	return written.String(), whole
}

// celLiteral writes a value as an expression.
func celLiteral(field protoreflect.FieldDescriptor, value protoreflect.Value) (string, bool) {
	if field.IsList() {
		var items []string
		for i := range value.List().Len() {
			item, ok := celSingle(field, value.List().Get(i))
			if !ok {
				return "", false
			}
			items = append(items, item)
		}
		return "[" + strings.Join(items, ", ") + "]", true
	}
	if field.IsMap() {
		return "", false
	}
	return celSingle(field, value)
}

func celSingle(field protoreflect.FieldDescriptor, value protoreflect.Value) (string, bool) {
	switch value := value.Interface().(type) {
	case bool, int32, int64:
		return fmt.Sprintf("(%v)", value), true
	case uint32, uint64:
		return fmt.Sprintf("%vu", value), true
	case float32:
		return celDouble(float64(value))
	case float64:
		return celDouble(value)
	case string:
		return strconv.Quote(value), true
	case protoreflect.EnumNumber:
		return fmt.Sprintf("(%d)", value), true
	case protoreflect.Message:
		text := strings.Trim(valueText(field, protoreflect.ValueOfMessage(value)), `"`)
		switch value.Descriptor().FullName() {
		case durationName:
			return "duration(" + strconv.Quote(text) + ")", true
		case timestampName:
			return "timestamp(" + strconv.Quote(text) + ")", true
		}
	}
	return "", false
}

func celDouble(value float64) (string, bool) {
	if math.IsNaN(value) || math.IsInf(value, 0) {
		return "", false
	}
	text := strconv.FormatFloat(value, 'e', -1, 64)
	return "(" + text + ")", true
}

// samePredefined reports whether the predefined rules in use are declared alike on both sides.
func samePredefined(a, b *validate.FieldRules) bool {
	return slices.Equal(predefinedKeys(a), predefinedKeys(b))
}

// predefinedKeys has the predefined rules of a field, and of its items, keys and values.
func predefinedKeys(rules *validate.FieldRules) []string {
	if rules == nil {
		return nil
	}
	var keys []string
	if set := rules.ProtoReflect().WhichOneof(fieldRuleTypes); set != nil {
		for _, rule := range predefinedIn(rules.ProtoReflect().Get(set).Message()) {
			keys = append(keys, rule.key)
		}
	}
	for _, inner := range []*validate.FieldRules{rules.GetRepeated().GetItems(), rules.GetMap().GetKeys(), rules.GetMap().GetValues()} {
		keys = append(keys, predefinedKeys(inner)...)
	}
	return keys
}

// predefinedTexts are the expressions of the predefined rules of values, with the value of each rule in place.
func predefinedTexts(rules *validate.FieldRules) []string {
	if rules == nil {
		return nil
	}
	var all []string
	if set := rules.ProtoReflect().WhichOneof(fieldRuleTypes); set != nil {
		for _, rule := range predefinedIn(rules.ProtoReflect().Get(set).Message()) {
			all = append(all, rule.expressions...)
		}
	}
	return all
}

// withPredefined are the rules in CEL of a field, with those of its predefined rules.
func withPredefined(rules *validate.FieldRules) *validate.FieldRules {
	texts := predefinedTexts(rules)
	if len(texts) == 0 {
		return rules
	}
	all := proto.CloneOf(rules)
	all.SetCelExpression(append(all.GetCelExpression(), texts...))
	return all
}
