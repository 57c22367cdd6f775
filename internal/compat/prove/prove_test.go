package prove

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/sdk"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

const root = "../../.."

// casesDir has the cases of the engine's own tests: a pair of protos for each rule.
const casesDir = root + "/internal/compat/judge/testdata/rules"

// policy has the options of the contract that decide who may call.
func policy() judge.Policy {
	const in = "qdrant.cloud.common.v1."
	p := judge.DefaultPolicy()
	p.Auth = judge.AuthOptions{
		Permissions: in + "permissions", RequiresAll: in + "requires_all_permissions", Authentication: in + "requires_authentication",
		ActorTypes: in + "supported_actor_types", Account: in + "account_id_expression", AccountDefault: "account_id",
		Others: []string{in + "patch_source"},
	}
	p.APIVersion, p.Client = in+"api_version", &sdk.ClientSettings
	return p
}

// compilers are prepared once for all tests.
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
	fulltest.Only(t, "runs the generators and compilers of all languages")
	made, err := compilers()
	if err != nil {
		t.Fatal(err)
	}
	return &Prover{Judge: Engine(policy()), Compilers: made}
}

// sample has the seeds of the fixed sample, and the number of cases for each.
var sample = map[uint64]int{1: 30, 2: 30}

// The engine and the evidence agree on a fixed sample.
func TestSample(t *testing.T) {
	bases, err := tree.Bases(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	var cases []Case
	for _, seed := range slices.Sorted(maps.Keys(sample)) {
		cases = append(cases, Cases(bases, seed, sample[seed])...)
	}
	outcomes, err := prover(t).Run(t.Context(), cases)
	if err != nil {
		t.Fatal(err)
	}
	if hits, _ := agree(t, outcomes); hits < 100 {
		t.Errorf("only %d breaks have evidence: the sample proves nothing", hits)
	}
}

// explained has disagreements in which both are right, by kind, surface and case, with the reason.
var explained = map[string]string{
	"miss on wire: enum.renamed.prefix":                                  "the engine knows a renamed enum by its numbers; peers take it for another one, whose values mean something else",
	"miss on python: field.json_name_taken":                              "the runtime of Python refuses the whole file, and those of the other languages do not",
	"miss on python: field.json_name_taken.required":                     "the runtime of Python refuses the whole file, and those of the other languages do not",
	"miss on python: field.json_name_taken.response":                     "the runtime of Python refuses the whole file, and those of the other languages do not",
	"false alarm on typescript: field.map.keys_to_text":                  "no program has a map of a type of its own",
	"false alarm on typescript: field.map.keys_to_text_response":         "no program has a map of a type of its own",
	"false alarm on typescript: field.map.keys_widened":                  "no program has a map of a type of its own",
	"false alarm on typescript: field.map.keys_widened_response":         "no program has a map of a type of its own",
	"false alarm on wire: field.type.other.closed_enum_to_text":          "the only value of the enum is the default, which binary messages leave out",
	"false alarm on wire: field.type.other.text_to_closed_enum_response": "the only value of the enum is the default, which binary messages leave out",
	"false alarm on validation: validate.tightened.sum_that_overflows":   "the rule fails with an error at run time, which the evidence does not take for a refusal",
	"false alarm on wire: method.request_type.free_object":               "the requests have no field in common, so that none is lost",
}

// agree reports each disagreement of the engine and the evidence that is not explained. It counts the breaks that both see, and returns
// the explanations that it needed.
func agree(t *testing.T, outcomes []Outcome) (hits int, used map[string]bool) {
	t.Helper()
	used = map[string]bool{}
	for _, o := range outcomes {
		for _, c := range o.Compare() {
			switch c.Kind {
			case Hit:
				hits++
			case Miss, FalseAlarm:
				if key := fmt.Sprintf("%s on %s: %s", c.Kind, c.Surface, o.Name); explained[key] != "" {
					used[key] = true
					continue
				}
				t.Errorf("%s on %s: %s\n\tdid %s\n\t%s", c.Kind, c.Surface, o.Name, strings.Join(o.Edits, "; "), c.Text)
			case Beyond:
			}
		}
	}
	return hits, used
}

// TestEveryRuleIsNeeded turns off each rule in turn. For each surface of the rule, some case of the engine's tests has to become a
// miss, because the evidence still shows the break.
func TestEveryRuleIsNeeded(t *testing.T) {
	outcomes, err := prover(t).Run(t.Context(), slices.Concat(engineCases(t), disagreed(t)))
	if err != nil {
		t.Fatal(err)
	}
	t.Run("agreement", func(t *testing.T) {
		_, used := agree(t, outcomes)
		for key := range explained {
			if !used[key] {
				t.Errorf("explained has %q, and nothing disagrees there", key)
			}
		}
	})
	type effect struct {
		rule    judge.RuleID
		surface judge.Surface
	}
	missed := map[effect]string{}
	for _, o := range outcomes {
		for _, rule := range rulesIn(o) {
			for _, surface := range judge.Surfaces() {
				if missedWithout(o, rule, surface) {
					missed[effect{rule, surface}] = o.Name
				}
			}
		}
	}
	for _, rule := range judge.Rules() {
		for _, surface := range judge.Surfaces() {
			declared, blind := rule.Effects[surface] != judge.Never, unseen(rule.ID, surface)
			switch seen := missed[effect{rule.ID, surface}]; {
			case declared && seen == "" && !blind:
				t.Errorf("without %s there is no miss on %s: if evidence cannot show it, add the reason to blindSpots", rule.ID, surface)
			case seen != "" && blind:
				t.Errorf("%s on %s is in blindSpots, but %s shows it", rule.ID, surface, seen)
			}
		}
	}
}

// unseen reports whether no evidence can show any break of a rule on a surface.
func unseen(rule judge.RuleID, surface judge.Surface) bool {
	for _, spot := range blindSpots {
		if spot.rule == rule && !spot.partly && (spot.surface == "" || spot.surface == surface) {
			return true
		}
	}
	return false
}

// missedWithout reports whether turning off a rule leaves evidence on a surface unreported: no rule reports anything there, or none
// reports the elements that this rule reported.
func missedWithout(o Outcome, rule judge.RuleID, surface judge.Surface) bool {
	silent := o
	silent.Changes = slices.DeleteFunc(slices.Clone(o.Changes), func(c judge.Change) bool { return c.Rule == rule })
	for _, c := range silent.Compare() {
		if c.Kind == Miss && c.Surface == surface {
			return true
		}
	}
	for _, c := range o.Changes {
		if c.Rule != rule || !c.Breaks.Has(surface) || o.Invalid != "" || o.Unknown[surface] != "" {
			continue
		}
		for _, f := range o.Evidence[surface] {
			if !f.Weak && within(f.Element, c.Element) && !slices.ContainsFunc(silent.Changes, func(other judge.Change) bool {
				return other.Breaks.Has(surface) && (within(f.Element, other.Element) || within(other.Element, f.Element))
			}) {
				return true
			}
		}
	}
	return false
}

// within reports whether an element is the other one or inside it.
func within(element, other string) bool {
	return element == other || strings.HasPrefix(element, other+".")
}

func rulesIn(o Outcome) []judge.RuleID {
	var all []judge.RuleID
	for _, c := range o.Changes {
		if c.Breaks.Any() && !slices.Contains(all, c.Rule) {
			all = append(all, c.Rule)
		}
	}
	return all
}

// disagreed returns reduced cases in which the evidence was wrong before. Cases in which the engine was wrong are among the engine's.
func disagreed(t *testing.T) []Case {
	t.Helper()
	return readCases(t, filepath.Join("testdata", "cases"), func([]byte) bool { return true })
}

// engineCases returns the cases of the engine's tests that break somebody and are complete contracts.
func engineCases(t *testing.T) []Case {
	t.Helper()
	return readCases(t, casesDir, func(archive []byte) bool {
		_, verdict, _ := strings.Cut(string(archive), "\n-- want --\n")
		return strings.Contains(verdict, "\nmajor ") || strings.HasPrefix(verdict, "major ")
	})
}

func readCases(t *testing.T, dir string, wanted func(archive []byte) bool) []Case {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(dir, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no case in %s: %v", dir, err)
	}
	content, err := os.ReadFile(filepath.Join(root, "proto", filepath.FromSlash(commonProto)))
	if err != nil {
		t.Fatal(err)
	}
	var all []Case
	for _, path := range paths {
		archive, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !wanted(archive) {
			continue
		}
		c, err := parseCase(t.Context(), strings.TrimSuffix(filepath.Base(path), ".txtar"), archive, map[string][]byte{commonProto: content})
		if err != nil {
			t.Logf("%s is no case here: %v", path, err)
			continue
		}
		all = append(all, c)
	}
	return all
}

const docsPath = root + "/docs/compatibility.md"

var update = flag.Bool("update", false, "rewrite the list of blind spots in docs/compatibility.md")

// The page lists the blind spots.
func TestDocs(t *testing.T) {
	content, err := os.ReadFile(docsPath)
	if err != nil {
		t.Fatal(err)
	}
	known := map[judge.RuleID]bool{}
	for _, rule := range judge.Rules() {
		known[rule.ID] = true
	}
	var list strings.Builder
	for _, spot := range blindSpots {
		if !known[spot.rule] {
			t.Errorf("there is no rule %s", spot.rule)
		}
		on := ""
		if spot.surface != "" {
			on = " on `" + string(spot.surface) + "`"
		}
		fmt.Fprintf(&list, "- `%s`%s: %s.\n", spot.rule, on, spot.why)
	}
	const begin, end = "<!-- beyond: go test ./internal/compat/prove -run TestDocs -update makes it of the list -->\n", "<!-- end of beyond -->"
	head, rest, found := strings.Cut(string(content), begin)
	_, tail, closed := strings.Cut(rest, end)
	if !found || !closed {
		t.Fatalf("%s lacks the markers of the list", docsPath)
	}
	want := head + begin + "\n" + list.String() + "\n" + end + tail
	switch {
	case want == string(content):
	case *update:
		if err := os.WriteFile(docsPath, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	default:
		t.Errorf("%s is not up to date: go test ./internal/compat/prove -run TestDocs -update writes it", docsPath)
	}
}
