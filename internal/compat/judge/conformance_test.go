package judge_test

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// conformanceDir has one pair in each file, in the txtar format: a comment that explains it, and the files before the change in old/
// and after it in new/. The name begins with a rule of buf: FIELD_SAME_NAME.pinned.txtar.
const conformanceDir = "testdata/conformance"

// pair is two versions of an API, judged by buf and by the engine.
type pair struct {
	name   string   // name is the path below testdata, without extension.
	shows  string   // shows is the comment.
	buf    []string // buf are the rules that buf reports, sorted, each once.
	report *judge.Report
}

// letsPass returns the categories of buf that cover a broken surface, but have no rule that reports the pair.
func (p pair) letsPass(rules []bufRule) []string {
	var all []string
	for category, surfaces := range map[string][]judge.Surface{
		"WIRE": {judge.Wire}, "WIRE_JSON": {judge.Wire, judge.JSON},
	} {
		broken := slices.ContainsFunc(surfaces, func(s judge.Surface) bool { return slices.Contains(p.broken(), string(s)) })
		said := slices.ContainsFunc(rules, func(r bufRule) bool {
			return slices.Contains(r.Categories, category) && slices.Contains(p.buf, r.ID)
		})
		if broken && !said {
			all = append(all, category)
		}
	}
	slices.Sort(all)
	return all
}

// level returns the highest level of the changes.
func (p pair) level() version.Level { return p.report.Level }

// rules returns the rules of the changes with the highest level, each once.
func (p pair) rules() []judge.RuleID {
	var all []judge.RuleID
	for _, c := range p.report.Changes {
		if c.Level == p.level() && !slices.Contains(all, c.Rule) {
			all = append(all, c.Rule)
		}
	}
	return all
}

// broken returns the surfaces that break.
func (p pair) broken() []string {
	var all []string
	for _, surface := range judge.Surfaces() {
		if slices.ContainsFunc(p.report.Changes, func(c judge.Change) bool { return c.Breaks.Has(surface) }) {
			all = append(all, string(surface))
		}
	}
	return all
}

// TestConformance checks that everything that buf reports is a new major version here too, except for exceptions with a reason, and
// that breaks are found which no rule of buf reports. It runs the pinned buf. The results are in testdata/conformance/table.md;
// -update rewrites it.
func TestConformance(t *testing.T) {
	t.Parallel()
	buf := pinnedBuf(t)
	rules := buf.rules(t)
	paths, err := filepath.Glob(filepath.Join(conformanceDir, "*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	pairs := buf.examine(t, paths)
	checkRules(t, rules, pairs)
	checkExceptions(t, pairs)

	paths = paths[:0]
	for _, g := range gaps {
		paths = append(paths, filepath.Join("testdata", g.pair+".txtar"))
	}
	missed := buf.examine(t, paths)
	checkGaps(t, missed)

	table := conformanceTable(rules, pairs) + "\n" + gapTable(missed)
	t.Log("\n" + table)
	golden := filepath.Join(conformanceDir, "table.md")
	if flag.Lookup("update").Value.String() == "true" {
		if err := os.WriteFile(golden, []byte(table), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), table); diff != "" {
		t.Errorf("%s differs (- want, + got); go test ./internal/compat/judge -run TestConformance -update writes it\n%s", golden, diff)
	}
}

// checkRules checks that every rule of buf has a pair on which buf reports it, and that each pair is a new major version.
func checkRules(t *testing.T, rules []bufRule, pairs []pair) {
	t.Helper()
	known := map[string]bool{}
	for _, rule := range rules {
		known[rule.ID] = true
		if !slices.ContainsFunc(pairs, func(p pair) bool { return about(p) == rule.ID }) {
			t.Errorf("the rule %s of buf has no pair: add %s/%[1]s.txtar", rule.ID, conformanceDir)
		}
	}
	for _, p := range pairs {
		switch {
		case !known[about(p)]:
			t.Errorf("%s: buf has no rule %s", p.name, about(p))
		case !slices.Contains(p.buf, about(p)):
			t.Errorf("%s: buf reports %v", p.name, p.buf)
		}
		if p.shows == "" {
			t.Errorf("%s has no comment that explains it", p.name)
		}
		if _, excepted := exceptions[short(p)]; !excepted && p.level() != version.Major {
			t.Errorf("%s: buf reports it, but it is only %v here; broken: %v", p.name, p.level(), p.broken())
		}
	}
}

// checkExceptions checks that each exception is needed, and that the same rule of buf is right about another pair.
func checkExceptions(t *testing.T, pairs []pair) {
	t.Helper()
	for name, e := range exceptions {
		i := slices.IndexFunc(pairs, func(p pair) bool { return short(p) == name })
		if i < 0 {
			t.Errorf("there is no pair for the exception %s", name)
			continue
		}
		if got := pairs[i].level(); got != e.level || got == version.Major {
			t.Errorf("%s is %v, not %v", name, got, e.level)
		}
		hurts := slices.ContainsFunc(pairs, func(p pair) bool {
			return about(p) == about(pairs[i]) && p.level() == version.Major
		})
		if hurts == e.nobody {
			t.Errorf("%s: another pair with the rule breaks somebody: %v; the exception claims that the rule concerns nobody: %v", name, hurts, e.nobody)
		}
	}
}

// checkGaps checks that buf reports none of the gaps, and that each has its verdict here.
func checkGaps(t *testing.T, missed []pair) {
	t.Helper()
	for i, p := range missed {
		if len(p.buf) > 0 {
			t.Errorf("%s: buf reports %v, so it is not a gap", p.name, p.buf)
		}
		found := slices.ContainsFunc(p.report.Changes, func(c judge.Change) bool {
			return c.Rule == gaps[i].rule && c.Level == gaps[i].level && c.Level == p.level()
		})
		if !found {
			t.Errorf("%s: want %v %s, got %v %v", p.name, gaps[i].level, gaps[i].rule, p.level(), p.rules())
		}
		if gaps[i].level == version.Major && len(p.broken()) == 0 {
			t.Errorf("%s: nobody is broken", p.name)
		}
	}
}

// short returns the name of a pair in its folder.
func short(p pair) string { return filepath.Base(p.name) }

// about returns the rule of buf that a pair is about.
func about(p pair) string {
	rule, _, _ := strings.Cut(short(p), ".")
	return rule
}

func conformanceTable(rules []bufRule, pairs []pair) string {
	categories := map[string]string{}
	for _, rule := range rules {
		categories[rule.ID] = strings.Join(rule.Categories, " ")
	}
	var b strings.Builder
	b.WriteString("# What buf calls breaking, and what it is here\n\n" +
		"| buf rule | categories | change | rule here | level | whom it breaks | categories that let it pass | why it is less than buf says |\n|---|---|---|---|---|---|---|---|\n")
	for _, p := range pairs {
		fmt.Fprintf(&b, "| %s | %s | %s | %s | %v | %s | %s | %s |\n", about(p), categories[about(p)], p.shows, strings.Trim(fmt.Sprint(p.rules()), "[]"),
			p.level(), strings.Join(p.broken(), " "), strings.Join(p.letsPass(rules), " "), exceptions[short(p)].reason)
	}
	return b.String()
}

func gapTable(missed []pair) string {
	var b strings.Builder
	b.WriteString("# What no buf rule reports\n\n| gap | example | rule here | level | whom it breaks |\n|---|---|---|---|---|\n")
	for i, p := range missed {
		fmt.Fprintf(&b, "| %s | %s | %s | %v | %s |\n", gaps[i].what, p.name, gaps[i].rule, gaps[i].level, strings.Join(p.broken(), " "))
	}
	return b.String()
}
