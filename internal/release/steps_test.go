package release

import (
	"bytes"
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/redact"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// flow is what a step of the list reads and assigns, as the code has it.
type flow struct{ name, does, takes, makes string }

// flows reads the list in steps.go: which fields of values each step reads and which it assigns.
func flows(t *testing.T) []flow {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "steps.go", nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	shared := map[string]ast.Node{} // The functions that several steps call.
	var list *ast.CompositeLit
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			if name, ok := n.Lhs[0].(*ast.Ident); ok && n.Tok == token.DEFINE {
				shared[name.Name] = n.Rhs[0]
			}
		case *ast.ReturnStmt:
			if len(n.Results) == 1 {
				if of, ok := n.Results[0].(*ast.CompositeLit); ok {
					list = of
				}
			}
		}
		return true
	})
	if list == nil {
		t.Fatal("steps.go returns no list")
	}
	var all []flow
	for i, element := range list.Elts {
		f := flow{}
		var takes, makes []string
		for _, field := range element.(*ast.CompositeLit).Elts {
			pair := field.(*ast.KeyValueExpr)
			if pair.Key.(*ast.Ident).Name != "run" {
				continue
			}
			var inspect func(n ast.Node) bool
			assigned := map[ast.Node]bool{}
			inspect = func(n ast.Node) bool {
				switch n := n.(type) {
				case *ast.AssignStmt:
					for _, left := range n.Lhs {
						assigned[left] = true
					}
				case *ast.Ident:
					if of := shared[n.Name]; of != nil {
						ast.Inspect(of, inspect)
					}
				case *ast.SelectorExpr:
					of, ok := n.X.(*ast.Ident)
					switch {
					case !ok || of.Name != "v":
					case assigned[n] && !slices.Contains(makes, n.Sel.Name):
						makes = append(makes, n.Sel.Name)
					case !assigned[n] && !slices.Contains(takes, n.Sel.Name):
						takes = append(takes, n.Sel.Name)
					}
				}
				return true
			}
			ast.Inspect(pair.Value, inspect)
		}
		f.takes, f.makes = strings.Join(takes, ", "), strings.Join(makes, ", ")
		s := (&Checkout{}).steps(request{}, new(values))[i]
		f.name, f.does = s.name, s.does
		all = append(all, f)
	}
	return all
}

func fields(list string) []string {
	return strings.FieldsFunc(list, func(r rune) bool { return r == ',' || r == ' ' })
}

// TestValuesAreMadeOnceAndBeforeTheyAreTaken in the whole list and in the range of each target.
func TestValuesAreMadeOnceAndBeforeTheyAreTaken(t *testing.T) {
	all := flows(t)
	makers := map[string]string{"settings": "prepare"}
	for _, f := range all {
		for _, made := range fields(f.makes) {
			if makers[made] != "" {
				t.Errorf("%s is made by %s and by %s", made, makers[made], f.name)
			}
			makers[made] = f.name
		}
	}
	of := reflect.TypeFor[values]()
	for field := range of.Fields() {
		if name := field.Name; makers[name] == "" {
			t.Errorf("no step makes %s", name)
		}
	}
	names := func(f flow) string { return f.name }
	at := func(name string) int { return slices.IndexFunc(all, func(f flow) bool { return names(f) == name }) }
	for target, r := range ranges() {
		from, to := at(r.From), at(r.To)
		if from < 0 || to < from {
			t.Errorf("%s does %v, which is no part of the list", target, r)
			continue
		}
		made := []string{"settings"}
		if from > at("plan") {
			made = append(made, "plan", "feeds") // By prepare.
		}
		for _, f := range all[from : to+1] {
			for _, taken := range fields(f.takes) {
				alone := f.name == "verify" && target == "verify" && taken == "session" // It verifies without one.
				if !slices.Contains(made, taken) && !alone {
					t.Errorf("%s: the step %s takes %s, which nothing has made", target, f.name, taken)
				}
			}
			made = append(made, fields(f.makes)...)
		}
	}
}

// ranges are what the targets do, by their names.
func ranges() map[string]section {
	return map[string]section{
		"release": releasing, "plan": planning, "pack": packing, "publish": publishing, "status": looking, "verify": verifying,
	}
}

// TestTheDocumentsShowTheList holds the tables of docs/releasing.md, and the line in docs/architecture.md, to the code.
func TestTheDocumentsShowTheList(t *testing.T) {
	var steps strings.Builder
	steps.WriteString("| step | takes | makes | what it does |\n|---|---|---|---|\n")
	var names []string
	for _, f := range flows(t) {
		fmt.Fprintf(&steps, "| %s | %s | %s | %s |\n", f.name, f.takes, f.makes, f.does)
		names = append(names, f.name)
	}
	for path, want := range map[string]string{
		"releasing.md": steps.String(), "architecture.md": strings.Join(names, " ─▶ "),
	} {
		content, err := os.ReadFile(filepath.Join("..", "..", "docs", path))
		if err != nil {
			t.Fatal(err)
		}
		text := string(content)
		if path == "architecture.md" {
			text = strings.Join(strings.Fields(text), " ") // The line may be broken.
		}
		if !strings.Contains(text, want) {
			t.Errorf("docs/%s does not show the list as it is:\n%s", path, want)
		}
		if path != "releasing.md" {
			continue
		}
		for target, r := range ranges() {
			row := fmt.Sprintf("| `go tool mage %s` | %s |", target, strings.Join(slices.Compact([]string{r.From, r.To}), " to "))
			if !strings.Contains(text, row) {
				t.Errorf("docs/%s has no row\n%s", path, row)
			}
		}
	}
}

// TestSkippedSteps: of a release that is complete, nothing is done but the look.
func TestSkippedSteps(t *testing.T) {
	s := newSetting(t)
	c := &Checkout{Root: s.repo, Progress: progress.Discard(), Getenv: s.getenv, Secrets: &redact.Secrets{}, publishing: quickly}
	var names []string
	for _, want := range []map[Skip]int{{"": 9}, {"": 3, Released: 6}} {
		v, steps, err := c.do(t.Context(), request{section: publishing})
		if err != nil || !v.session.Complete() {
			t.Fatal(err)
		}
		got := map[Skip]int{}
		names = nil
		for _, step := range steps {
			got[step.Skip]++
			names = append(names, step.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("steps by why they were left out (-want +got):\n%s", diff)
		}
	}
	want := []string{"look", "preflight", "upload", "verify", "dist-tags", "git tags", "announce", "completeness", "clone tags"}
	if diff := cmp.Diff(want, names); diff != "" {
		t.Errorf("steps (-want +got):\n%s", diff)
	}
}

// TestUntilAStep stops after it; a later call without an end named goes on.
func TestUntilAStep(t *testing.T) {
	s := newSetting(t)
	var out bytes.Buffer
	c := &Command{Checkout: Checkout{
		Root: s.repo, Progress: progress.Discard(), Getenv: s.getenv, Secrets: &redact.Secrets{}, publishing: quickly,
	}, Out: &out}
	for _, name := range []string{"plan", "completeness", "clone tags", "nonsense"} {
		err := c.PublishPlan(t.Context(), Options{}, name)
		if exit.Of(err) != 2 || !strings.Contains(err.Error(), "choose one of look, preflight, upload, verify, dist-tags, git tags, announce") {
			t.Errorf("until %s: %v", name, err)
		}
	}
	if err := c.PublishPlan(t.Context(), Options{}, "upload"); err != nil || !strings.Contains(out.String(), "is not released yet") {
		t.Errorf("got %v\n%s", err, out.String())
	}
	if got := s.held(t); got["refs/tags/v"+released] != "" || got["npm "+released] == "" {
		t.Errorf("after the upload there is\n%s", describe(got))
	}
	out.Reset()
	if err := c.PublishPlan(t.Context(), Options{}, ""); err != nil || !strings.Contains(out.String(), "is released to ") {
		t.Errorf("got %v\n%s", err, out.String())
	}
}

// TestNothingHasChanged ends a release before it packs, and removes the plan of an earlier commit, which nobody should publish.
func TestNothingHasChanged(t *testing.T) {
	last, err := version.Parse("1.2.3")
	if err != nil {
		t.Fatal(err)
	}
	s := newSetting(t)
	c := &Checkout{Root: s.repo}
	if err := c.changes(decision{version: last}); err != nil {
		t.Errorf("with changes: %v", err)
	}
	if _, err := plan.Read(s.repo); err != nil {
		t.Errorf("a plan is removed although there are changes: %v", err)
	}
	d := decision{version: last, base: tagged{version: last}, nothing: true}
	err = c.changes(d)
	if nothing := nothingToRelease(err); nothing == nil || nothing.Since != "v1.2.3" || d.String() != "nothing to release" {
		t.Errorf("without changes: %v", err)
	}
	if _, err := os.Stat(filepath.Join(s.repo, filepath.FromSlash(plan.File))); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("the plan of an earlier commit is still there: %v", err)
	}
	// Packages alone can be made of it.
	for _, st := range c.steps(request{packs: true}, new(values)) {
		if st.name == "changes" && st.skip() != LastOnes {
			t.Error("mage pack does not skip the step changes")
		}
	}
}
