package prove

import (
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
)

// The evidence finds out a judge that lacks a rule, and the reduced case has only the change itself.
func TestShrink(t *testing.T) {
	bases, err := tree.Bases(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	base := bases[slices.IndexFunc(bases, func(b *tree.Tree) bool { return b.Name == "shop" })]
	after := base.Clone()
	for _, m := range after.File(tree.Token + "/shop/v1/shop.proto").GetMessageType() {
		for _, f := range m.GetField() {
			if m.GetName() == "UpdateItemRequest" && f.GetName() == "update_mask" {
				*f.JsonName = "other"
			}
		}
	}
	blind := &Prover{Judge: func(ctx context.Context, before, after *tree.Tree) (*judge.Report, error) {
		report, err := Engine(policy())(ctx, before, after)
		if err == nil {
			report.Changes = slices.DeleteFunc(report.Changes, func(c judge.Change) bool { return c.Rule == judge.RuleFieldJSONName })
		}
		return report, err
	}}
	c := Case{Name: "json_name", Before: base, After: after}
	outcomes, err := blind.Run(t.Context(), []Case{c})
	if err != nil {
		t.Fatal(err)
	}
	compared := outcomes[0].Compare()
	if len(compared) != 1 || compared[0].Kind != Miss || compared[0].Surface != judge.JSON {
		t.Fatalf("the missing rule is not noticed: %v", compared)
	}
	small, err := blind.Shrink(t.Context(), c, compared[0])
	if err != nil {
		t.Fatal(err)
	}
	content, err := Format(small, "a miss")
	if err != nil {
		t.Fatal(err)
	}
	if lines := strings.Count(string(content), "\n"); lines > 60 {
		t.Errorf("%d lines are left of the case:\n%s", lines, content)
	}
	again, err := parseCase(t.Context(), "again", content, nil)
	if err != nil {
		t.Fatalf("%v\n%s", err, content)
	}
	outcomes, err = blind.Run(t.Context(), []Case{again})
	if err != nil {
		t.Fatal(err)
	}
	if compared := outcomes[0].Compare(); len(compared) != 1 || compared[0].Kind != Miss {
		t.Errorf("the file has another disagreement: %v\n%s", compared, content)
	}
}
