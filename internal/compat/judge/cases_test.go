package judge

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
)

var update = flag.Bool("update", false, "rewrite the verdicts in testdata/rules")

// casesDir has one case in each file, in the txtar format: a comment that explains it, the files before the change in old/ and after
// it in new/, and in want the verdicts as [lines] formats them. The name of a case begins with the ID of its rule:
// field.removed.response.txtar.
const casesDir = "testdata/rules"

// commonPath is a file of the contract that a case may import without containing it.
const commonPath = "qdrant/cloud/common/v1/common.proto"

// casePolicy has the options of the contract that decide who may call.
func casePolicy() Policy {
	const in = "qdrant.cloud.common.v1."
	p := DefaultPolicy()
	p.Auth = AuthOptions{
		Permissions: in + "permissions", RequiresAll: in + "requires_all_permissions", Authentication: in + "requires_authentication",
		ActorTypes: in + "supported_actor_types", Account: in + "account_id_expression", AccountDefault: "account_id",
		Others: []string{in + "patch_source"},
	}
	p.APIVersion, p.PagingOptIn = in+"api_version", true
	p.Client = &config.Client{Groups: []config.Word{"serverless"}}
	p.Enforced = []string{"shop.v1.quota", "shop.v1.checked"}
	return p
}

// TestCases compares the verdicts in every case with those of the engine; -update rewrites them.
func TestCases(t *testing.T) {
	t.Parallel()
	for _, path := range casePaths(t) {
		t.Run(caseName(path), func(t *testing.T) {
			t.Parallel()
			report, err := judged(path)
			if err != nil {
				t.Fatal(err)
			}
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files, got := split(content), lines(report)
			if len(files.comment) == 0 {
				t.Error("the case doesn't say what it shows: begin it with a comment")
			}
			if *update {
				rewrite(t, path, content, got)
				return
			}
			for _, c := range report.Changes {
				t.Logf("%s\n\tproof: %s", c.Message(), c.Proof)
			}
			if diff := cmp.Diff(files.text["want"], got); diff != "" {
				t.Errorf("the verdicts differ (- want, + got); go test ./internal/compat/judge -update writes them\n%s", diff)
			}
		})
	}
}

// rewrite replaces the verdicts in a case.
func rewrite(t *testing.T, path string, content []byte, verdicts string) {
	t.Helper()
	const title = "\n-- want --\n"
	head, _, _ := bytes.Cut(content, []byte(title))
	now := string(bytes.TrimRight(head, "\n")) + title + verdicts
	if now == string(content) {
		return
	}
	if err := os.WriteFile(path, []byte(now), 0o644); err != nil {
		t.Fatal(err)
	}
}

// lines returns a line for each change: LEVEL RULE ELEMENT breaks=SURFACES, and whether it is a suspicion.
func lines(r *Report) string {
	var b strings.Builder
	for _, c := range r.Changes {
		var broken []string
		for _, surface := range Surfaces() {
			if c.Breaks.Has(surface) {
				broken = append(broken, string(surface))
			}
		}
		if len(broken) == 0 {
			broken = []string{"-"}
		}
		fmt.Fprintf(&b, "%s %s %s breaks=%s", c.Level, c.Rule, c.Element, strings.Join(broken, ","))
		if c.Suspicion {
			b.WriteString(" suspicion")
		}
		b.WriteString("\n")
	}
	return b.String()
}

func casePaths(t *testing.T) []string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(casesDir, "*.txtar"))
	if err != nil || len(paths) == 0 {
		t.Fatalf("no case in %s: %v", casesDir, err)
	}
	return paths
}

func caseName(path string) string { return strings.TrimSuffix(filepath.Base(path), ".txtar") }

var (
	judgedLock sync.Mutex
	judgedOnce = map[string]func() (*Report, error){}
)

// judged returns the report of a case, which it makes once.
func judged(path string) (*Report, error) {
	judgedLock.Lock()
	once := judgedOnce[path]
	if once == nil {
		once = sync.OnceValues(func() (*Report, error) { return judgeCase(path) })
		judgedOnce[path] = once
	}
	judgedLock.Unlock()
	return once()
}

func judgeCase(path string) (*Report, error) {
	content, err := os.ReadFile(path)
	if err != nil {
		return nil, err
	}
	ctx := context.Background()
	before, after, err := compileCase(ctx, split(content))
	if err != nil {
		return nil, err
	}
	return Judge(ctx, before, after, casePolicy())
}

func compileCase(ctx context.Context, files archive) (before, after *schema.Schema, err error) {
	if before, err = compile(ctx, files, "old/"); err != nil {
		return nil, nil, err
	}
	after, err = compile(ctx, files, "new/", before)
	return before, after, err
}

// TestNothingChanged compares every version of every case with itself, read again, which has no change, and judges the cases
// backwards, which has changes if the case has.
func TestNothingChanged(t *testing.T) {
	t.Parallel()
	for _, path := range casePaths(t) {
		t.Run(caseName(path), func(t *testing.T) {
			t.Parallel()
			content, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			files := split(content)
			before, err := compile(t.Context(), files, "old/")
			if err != nil {
				t.Fatal(err)
			}
			encoded, err := compileEncoded(t.Context(), files, "new/")
			if err != nil {
				t.Fatal(err)
			}
			after, err := schema.Read(encoded, before)
			if err != nil {
				t.Fatal(err)
			}
			again, err := schema.Read(encoded)
			if err != nil {
				t.Fatal(err)
			}
			report, err := Judge(t.Context(), after, again, casePolicy())
			if err != nil {
				t.Fatal(err)
			}
			if got := lines(report); got != "" {
				t.Errorf("the new version differs from itself:\n%s", got)
			}
			backwards, err := Judge(t.Context(), after, before, casePolicy())
			if err != nil {
				t.Fatal(err)
			}
			if forwards, err := judged(path); err == nil && len(forwards.Changes) > 0 && len(backwards.Changes) == 0 {
				t.Error("the change is one forwards and none backwards")
			}
		})
	}
}

// compile compiles the files of a case below a folder.
func compile(ctx context.Context, files archive, folder string, others ...*schema.Schema) (*schema.Schema, error) {
	encoded, err := compileEncoded(ctx, files, folder)
	if err != nil {
		return nil, err
	}
	return schema.Read(encoded, others...)
}

// compileEncoded returns the image of a case, encoded.
func compileEncoded(ctx context.Context, files archive, folder string) (string, error) {
	tree := fstest.MapFS{}
	for name, text := range files.text {
		path, ok := strings.CutPrefix(name, folder)
		if !ok {
			continue
		}
		tree[path] = &fstest.MapFile{Data: []byte(text)}
		if strings.Contains(text, `import "`+commonPath+`"`) && files.text[folder+commonPath] == "" {
			common, err := os.ReadFile(filepath.Join("..", "..", "..", "proto", filepath.FromSlash(commonPath)))
			if err != nil {
				return "", err
			}
			tree[commonPath] = &fstest.MapFile{Data: common}
		}
	}
	compiled, err := imagetest.FromFS(ctx, tree)
	if err != nil {
		return "", fmt.Errorf("%s: %w", folder, err)
	}
	encoded, err := compiled.Encode()
	return string(encoded), err
}

// archive is a file in the txtar format: a comment, and files that begin with a line "-- name --".
type archive struct {
	comment string
	text    map[string]string
}

func split(content []byte) archive {
	a := archive{text: map[string]string{}}
	name, inFile := "", false
	for line := range strings.Lines(string(content)) {
		title := strings.TrimRight(line, "\n")
		if strings.HasPrefix(title, "-- ") && strings.HasSuffix(title, " --") && len(title) > len("--  --") {
			name, inFile = title[len("-- "):len(title)-len(" --")], true
			a.text[name] = ""
			continue
		}
		if inFile {
			a.text[name] += line
		} else {
			a.comment += line
		}
	}
	return a
}

// exception is an effect in the table that no case can show.
type exception struct {
	rule    RuleID
	surface Surface
	reason  string
}

var exceptions = []exception{}

// TestEveryRuleHasACase compares the table with the cases: each rule has a case, an effect "always" occurs in a case, an effect
// "never" occurs in none, and an effect that depends occurs in one case and is absent in another.
func TestEveryRuleHasACase(t *testing.T) {
	t.Parallel()
	cases := map[RuleID]int{}
	type effect struct {
		rule    RuleID
		surface Surface
	}
	shown, absent := map[effect]string{}, map[effect]string{}
	for _, path := range casePaths(t) {
		report, err := judged(path)
		if err != nil {
			continue // TestCases reports it.
		}
		about := ruleOf(caseName(path))
		if about == "" {
			t.Errorf("%s: the name of the case does not begin with a rule", path)
		}
		// A case may show a change to which the rule does not apply.
		if slices.ContainsFunc(report.Changes, func(c Change) bool { return c.Rule == about }) {
			cases[about]++
		}
		for _, c := range report.Changes {
			for _, surface := range Surfaces() {
				if c.Breaks.Has(surface) {
					shown[effect{c.Rule, surface}] = caseName(path)
				} else {
					absent[effect{c.Rule, surface}] = caseName(path)
				}
			}
		}
	}
	excepted := map[effect]bool{}
	for _, e := range exceptions {
		if excepted[effect{e.rule, e.surface}] = true; e.reason == "" {
			t.Errorf("%s: the exception for %s has no reason", e.rule, e.surface)
		}
	}
	for _, rule := range Rules() {
		if rule.NoCase != "" {
			if cases[rule.ID] > 0 {
				t.Errorf("%s has a case: remove its NoCase", rule.ID)
			}
			continue
		}
		if shows, err := judged(filepath.Join(casesDir, rule.Case())); err != nil {
			t.Errorf("%s has no case of its own: %v", rule.ID, err)
			continue
		} else if !slices.ContainsFunc(shows.Changes, func(c Change) bool { return c.Rule == rule.ID }) {
			t.Errorf("%s does not show its rule", rule.Case())
		}
		for _, surface := range Surfaces() {
			at := effect{rule.ID, surface}
			problem := ""
			switch declared := rule.Effects[surface]; {
			case declared == Never && shown[at] != "":
				problem = "never breaks, and does in " + shown[at]
			case declared != Never && shown[at] == "":
				problem = string(declared) + " breaks, and does in no case"
			case declared == Depends && absent[at] == "" && surface.Language().Title == "":
				// Effects on source code are Depends at most, because the generators decide. They need not be absent in any case.
				problem = "breaks in every case, though it depends"
			}
			switch {
			case problem != "" && !excepted[at]:
				t.Errorf("%s: %s: %s", rule.ID, surface, problem)
			case problem == "" && excepted[at]:
				t.Errorf("%s: %s: the cases show it: remove the exception", rule.ID, surface)
			}
		}
	}
}

// ruleOf returns the longest ID that the name of a case begins with.
func ruleOf(name string) RuleID {
	for ; name != ""; name = name[:max(0, strings.LastIndexByte(name, '.'))] {
		if ruleByID[RuleID(name)] != nil {
			return RuleID(name)
		}
	}
	return ""
}
