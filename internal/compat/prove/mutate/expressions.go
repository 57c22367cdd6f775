package mutate

import (
	"regexp"
	"slices"

	"buf.build/gen/go/bufbuild/protovalidate/protocolbuffers/go/buf/validate"
	"google.golang.org/protobuf/proto"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// reference matches a field in an expression about a message, and a field of that field, but not a function.
var reference = regexp.MustCompile(`\bthis\.(\w+)\b(?:\.(\w+)\b([(]?))?`)

// expressions returns the rules of a message about several fields, or nil.
func expressions(m messageAt) *validate.MessageRules {
	if m.Options == nil || !proto.HasExtension(m.Options, validate.E_Message) {
		return nil
	}
	return option[*validate.MessageRules](m.Options, validate.E_Message)
}

// renameInExpressions renames a field in the expressions of rules, as a person who renames a field does.
func renameInExpressions(t *tree.Tree, f fieldAt, was, is string) {
	for _, m := range messages(t) {
		rules := expressions(m)
		for _, rule := range rules.GetCel() {
			text := reference.ReplaceAllStringFunc(rule.GetExpression(), func(found string) string {
				parts := reference.FindStringSubmatchIndex(found)
				first, rest := found[parts[2]:parts[3]], found[parts[3]:]
				if m.name() == f.message.name() && first == was {
					return "this." + is + rest
				}
				if parts[4] < 0 || found[parts[4]:parts[5]] != was || found[parts[6]:parts[7]] != "" {
					return found
				}
				if outer := fieldOf(m, first); outer != nil && outer.GetTypeName() == f.message.name() {
					return found[:parts[4]] + is
				}
				return found
			})
			rule.Expression = &text
		}
		for _, rule := range rules.GetOneof() {
			if at := slices.Index(rule.GetFields(), was); at >= 0 && m.name() == f.message.name() {
				rule.Fields[at] = is
			}
		}
	}
}

// dropStaleExpressions drops the rules whose expressions name fields that no longer exist.
func dropStaleExpressions(t *tree.Tree) {
	types := map[string]messageAt{}
	for _, m := range messages(t) {
		types[m.name()] = m
	}
	for _, m := range messages(t) {
		rules := expressions(m)
		if rules == nil {
			continue
		}
		rules.Cel = slices.DeleteFunc(rules.GetCel(), func(rule *validate.Rule) bool { return !resolves(m, types, rule.GetExpression()) })
		rules.Oneof = slices.DeleteFunc(rules.GetOneof(), func(rule *validate.MessageOneofRule) bool {
			return slices.ContainsFunc(rule.GetFields(), func(name string) bool { return fieldOf(m, name) == nil })
		})
	}
}

// resolves reports whether all fields in an expression exist.
func resolves(m messageAt, types map[string]messageAt, expression string) bool {
	for _, found := range reference.FindAllStringSubmatch(expression, -1) {
		f := fieldOf(m, found[1])
		if f == nil {
			return false
		}
		inner, known := types[f.GetTypeName()]
		if known && found[2] != "" && found[3] == "" && fieldOf(inner, found[2]) == nil {
			return false
		}
	}
	return true
}

// fieldOf returns the field of a message with a name, or nil.
func fieldOf(m messageAt, name string) *fieldProto {
	for _, f := range m.GetField() {
		if f.GetName() == name {
			return f
		}
	}
	return nil
}
