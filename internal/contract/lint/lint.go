// Package lint implements the house rules of the contract, in addition to the built-in rules of buf.
//
// [Rules] lists them. cmd/buf-plugin-qdrant passes them to buf, docs/house-rules.md documents them, and testdata has a good and a
// bad example of each. A rule reads only the compiled contract and reports nothing if it cannot decide, for example because the
// contract does not declare an option.
//
// No rule id may be a prefix of another one: buf applies a comment that silences a rule to all rules whose id is a prefix of the
// id in the comment.
package lint

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"buf.build/go/bufplugin/check"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Category is the name that selects all house rules in buf.yaml.
const Category = "QDRANT"

// Rule is one house rule.
type Rule struct {
	ID      string
	Purpose string // Purpose is one sentence that explains the rule.
	check   func(c *contract, found findings)
}

// findings records a finding: the place, and one sentence with what is wrong and how to fix it.
type findings func(at place, format string, args ...any)

// place is a position in a file.
type place struct {
	file string
	path protoreflect.SourcePath
}

// Rules returns all house rules, in the order of the documentation.
func Rules() []Rule {
	return slices.Concat(permissionRules, routeRules, requestRules, entityRules, layoutRules, importRules, nameRules, commentRules)
}

// Spec returns the specification of a buf plugin with these rules.
func Spec() *check.Spec {
	spec := &check.Spec{
		Categories: []*check.CategorySpec{{ID: Category, Purpose: "Checks the house rules of the Qdrant Cloud API."}},
		Before:     before,
	}
	for _, rule := range Rules() {
		spec.Rules = append(spec.Rules, &check.RuleSpec{
			ID: rule.ID, CategoryIDs: []string{Category}, Default: true, Purpose: rule.Purpose, Type: check.RuleTypeLint,
			Handler: check.RuleHandlerFunc(func(ctx context.Context, w check.ResponseWriter, _ check.Request) error {
				return rule.handle(ctx, w)
			}),
		})
	}
	return spec
}

// contractKey is the context key of the contract, which all rules share.
type contractKey struct{}

func before(ctx context.Context, request check.Request) (context.Context, check.Request, error) {
	c, err := read(request.FileDescriptors())
	if err != nil {
		return nil, nil, fmt.Errorf("read the contract: %w", err)
	}
	for _, rule := range Rules() {
		c.rules = append(c.rules, rule.ID)
	}
	return context.WithValue(ctx, contractKey{}, c), request, nil
}

func (r Rule) handle(ctx context.Context, w check.ResponseWriter) error {
	c, ok := ctx.Value(contractKey{}).(*contract)
	if !ok {
		return errors.New("the contract was not read before the rules")
	}
	r.check(c, func(at place, format string, args ...any) {
		w.AddAnnotation(check.WithFileNameAndSourcePath(at.file, at.path), check.WithMessagef(format, args...))
	})
	return nil
}
