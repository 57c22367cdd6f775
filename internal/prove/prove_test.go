package prove

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat"
	"github.com/qdrant/qdrant-cloud-public-api/internal/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/sdk"
	"github.com/qdrant/qdrant-cloud-public-api/internal/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/toolchain"
)

const root = "../.."

// casesDir has the cases of the engine's own tests: a pair of protos for each rule. They prove the rules here.
const casesDir = root + "/internal/compat/testdata/rules"

// policy knows the options of the contract that decide who may call.
func policy() compat.Policy {
	const in = "qdrant.cloud.common.v1."
	p := compat.DefaultPolicy()
	p.Auth = compat.AuthOptions{
		Permissions: in + "permissions", RequiresAll: in + "requires_all_permissions", Authentication: in + "requires_authentication",
		ActorTypes: in + "supported_actor_types", Account: in + "account_id_expression", AccountDefault: "account_id",
		Others: []string{in + "patch_source"},
	}
	p.APIVersion = in + "api_version"
	return p
}

// compilers are made once for all tests.
var compilers = sync.OnceValues(func() (*sdk.Compilers, error) {
	at, err := filepath.Abs(root)
	if err != nil {
		return nil, err
	}
	tools := toolchain.New(at, progress.Discard())
	if err := tools.Ensure(context.Background(), Sets...); err != nil {
		return nil, err
	}
	return sdk.New(context.Background(), tools, at)
})

func TestMain(m *testing.M) {
	code := m.Run()
	if made, err := compilers(); err == nil {
		_ = made.Close()
	}
	os.Exit(code)
}

func prover(t *testing.T) *Prover {
	t.Helper()
	made, err := compilers()
	if err != nil {
		t.Fatal(err)
	}
	return &Prover{Judge: Engine(policy()), Compilers: made}
}

// sample are the seeds of the fixed sample, and how many cases are made of each.
var sample = map[uint64]int{1: 30, 2: 30}

// regressions are cases in which the engine and the evidence did not agree once, as seed and number. What the engine had wrong is
// a case of its own tests as well.
var regressions = [][2]uint64{
	{1, 17}, {1, 165}, {2, 5}, {2, 189}, {3, 131}, {3, 232}, {7, 8}, {7, 133}, {7, 180}, {7, 186}, {7, 276}, {7, 342}, {7, 458}, {7, 623}, {7, 642}, {7, 715},
}

// The engine and the evidence agree on a fixed sample, and on all cases in which they once did not.
func TestSample(t *testing.T) {
	bases, err := tree.Bases(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	var cases []Case
	for _, seed := range []uint64{1, 2} {
		cases = append(cases, Cases(bases, seed, sample[seed])...)
	}
	for _, r := range regressions {
		cases = append(cases, caseOf(bases, r[0], int(r[1])))
	}
	outcomes, err := prover(t).Run(t.Context(), cases)
	if err != nil {
		t.Fatal(err)
	}
	hits := 0
	for _, o := range outcomes {
		for _, c := range o.Compare() {
			switch c.Kind {
			case Hit:
				hits++
			case Miss, FalseAlarm:
				t.Errorf("%s on %s: %s\n\tdid %s\n\t%s", c.Kind, c.Surface, o.Name, strings.Join(o.Edits, "; "), c.Text)
			case Beyond:
			}
		}
	}
	if hits < 100 {
		t.Errorf("only %d breaks are evident: the sample proves nothing", hits)
	}
}

// TestEveryRuleIsNeeded turns off each rule in turn. For each surface that the rule breaks, some case of the engine's tests has
// to become a miss: the evidence sees what is not reported any more.
func TestEveryRuleIsNeeded(t *testing.T) {
	cases := engineCases(t)
	outcomes, err := prover(t).Run(t.Context(), cases)
	if err != nil {
		t.Fatal(err)
	}
	type effect struct {
		rule    string
		surface compat.Surface
	}
	missed := map[effect]string{}
	for _, o := range outcomes {
		for _, rule := range rulesIn(o) {
			silent := o
			silent.Changes = slices.DeleteFunc(slices.Clone(o.Changes), func(c compat.Change) bool { return c.Rule == rule })
			for _, c := range silent.Compare() {
				if c.Kind == Miss {
					missed[effect{rule, c.Surface}] = o.Name
				}
			}
		}
	}
	for _, rule := range compat.Rules() {
		for _, surface := range compat.Surfaces {
			declared := rule.Effects[surface] != compat.Never
			reason := unseen(rule.ID, surface)
			switch seen := missed[effect{rule.ID, surface}]; {
			case declared && seen == "" && reason == "":
				t.Errorf("without %s nobody misses anything on %s: the evidence does not see it; if it can't, say why in beyondRules", rule.ID, surface)
			case seen != "" && reason != "":
				t.Errorf("%s on %s is said to be beyond evidence, and %s shows it", rule.ID, surface, seen)
			}
		}
	}
}

func rulesIn(o Outcome) []string {
	var all []string
	for _, c := range o.Changes {
		if c.Breaks.Any() && !slices.Contains(all, c.Rule) {
			all = append(all, c.Rule)
		}
	}
	return all
}

// engineCases are the cases of the engine's tests that generators take.
func engineCases(t *testing.T) []Case {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(casesDir, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no case in %s: %v", casesDir, err)
	}
	const common = "qdrant/cloud/common/v1/common.proto"
	content, err := os.ReadFile(filepath.Join(root, "proto", filepath.FromSlash(common)))
	if err != nil {
		t.Fatal(err)
	}
	var all []Case
	for _, path := range paths {
		archive, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		c, err := Parse(t.Context(), strings.TrimSuffix(filepath.Base(path), ".txtar"), archive, map[string][]byte{common: content})
		if err != nil {
			t.Logf("%s is no case here: %v", path, err)
			continue
		}
		all = append(all, c)
	}
	return all
}
