// Package house holds the house rules of the contract: what this API has agreed on beyond what buf knows by itself.
//
// The rules are data ([Rules]). cmd/buf-plugin-qdrant hands them to buf, docs/house-rules.md shows them to people, and each
// has its own good and bad example in testdata. A rule reads the compiled contract only and stays silent where it can't
// judge, for example where a file does not know an option.
//
// No id is the beginning of another one: buf takes a comment that silences one rule for a comment on all the rules whose id
// is a beginning of what it names.
package lint

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"buf.build/go/bufplugin/check"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// Category is the name by which buf.yaml asks for all house rules.
const Category = "QDRANT"

// Rule is one house rule.
type Rule struct {
	ID      string
	Purpose string // Purpose is one sentence, for people who meet the rule for the first time.
	check   func(c *contract, found findings)
}

// findings takes what a rule finds: where, what is wrong, and the fix, in one sentence.
type findings func(at place, format string, args ...any)

// place is a spot in a file.
type place struct {
	file string
	path protoreflect.SourcePath
}

// Rules are all house rules, in the order of the documentation.
func Rules() []Rule {
	return slices.Concat(permissionRules, routeRules, requestRules, entityRules, layoutRules, nameRules, commentRules)
}

// Spec is what a buf plugin with these rules is made of.
func Spec() *check.Spec {
	spec := &check.Spec{
		Categories: []*check.CategorySpec{{ID: Category, Purpose: "Holds the contract to the house rules of the Qdrant Cloud API."}},
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

// contractKey is where the context of a request holds its contract, which all rules share.
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
