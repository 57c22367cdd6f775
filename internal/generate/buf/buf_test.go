package buf

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
)

// tools has one program, which stands for every tool.
type tools struct{ program string }

func (t tools) Tool(string) string { return t.program }
func (t tools) Env() []string      { return nil }

// repository is an empty contract, and a tool that behaves as the script says and counts its runs in the file runs.
func repository(t *testing.T, script string) (root string, tool tools) {
	t.Helper()
	root = t.TempDir()
	for name, content := range map[string]string{
		"proto/a.proto": "", "buf.yaml": "", "go.sum": "", "tools/buf/package.json": "", "tools/buf/package-lock.json": "",
		"go.mod":                        "module example.com/m\n",
		"cmd/buf-plugin-qdrant/main.go": "package main\n\nimport \"example.com/m/rules\"\n",
		"rules/rules.go":                "package rules\n",
		"internal/generate/buf/buf.go":  "package buf\n",
	} {
		put(t, filepath.Join(root, name), content, 0o644)
	}
	program := filepath.Join(t.TempDir(), "tool")
	put(t, program, "#!/bin/sh\necho run >>"+filepath.Join(root, "runs")+"\n"+script+"\n", 0o755)
	return root, tools{program}
}

func put(t *testing.T, path, content string, mode os.FileMode) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(content), mode); err != nil {
		t.Fatal(err)
	}
}

func runs(t *testing.T, root string) int {
	t.Helper()
	content, err := os.ReadFile(filepath.Join(root, "runs"))
	if err != nil {
		t.Fatal(err)
	}
	return strings.Count(string(content), "run")
}

func TestPassedChecksAreRememberedByContent(t *testing.T) {
	root, tool := repository(t, "exit 0")
	lint := func() {
		t.Helper()
		if err := Lint(t.Context(), tool, progress.Discard(), root, ""); err != nil {
			t.Fatal(err)
		}
	}
	lint()
	lint()
	if runs(t, root) != 1 {
		t.Errorf("ran %d times on the same contract", runs(t, root))
	}
	put(t, filepath.Join(root, "buf.yaml"), "other rules\n", 0o644)
	lint()
	if runs(t, root) != 2 {
		t.Error("not run again under other rules")
	}
	put(t, filepath.Join(root, "tools/buf/package-lock.json"), "another buf", 0o644)
	lint()
	if runs(t, root) != 3 {
		t.Error("not run again by another buf")
	}
	put(t, filepath.Join(root, "rules/rules.go"), "package rules // Other ones.\n", 0o644)
	lint()
	if runs(t, root) != 4 {
		t.Error("not run again under other house rules")
	}
	formatted := func(want int, mistake string) {
		t.Helper()
		if _, err := Formatted(t.Context(), tool, progress.Discard(), root); err != nil || runs(t, root) != want {
			t.Errorf("%s: %d runs, %v", mistake, runs(t, root), err)
		}
	}
	formatted(5, "the format is taken for checked because lint has passed")
	formatted(5, "checked again on the same contract")
	put(t, filepath.Join(root, "internal/generate/buf/buf.go"), "package buf // It reads findings in another way.\n", 0o644)
	formatted(6, "not run again by other code")
	lint()
	if runs(t, root) != 7 {
		t.Error("lint is not run again by other code")
	}
}

// Where nothing but comments has changed, the linter looks at the files that did. What it finds there is found again in the whole contract.
func TestLintLooksAtChangedComments(t *testing.T) {
	root, tool := repository(t, `echo "$@" >>args; case "$*" in *--path*) grep -q mistake proto/a.proto && exit 100;; esac; exit 0`)
	put(t, filepath.Join(root, "proto/b.proto"), "", 0o644)
	const whole, part = "lint --error-format json proto", "lint --error-format json proto --path proto/a.proto"
	for _, test := range []struct {
		content, compiled string
		want              []string
	}{
		{"", "code", []string{whole}},
		{"// A comment.", "code", []string{part}},
		{"// A comment.", "code", nil},
		{"// A comment.", "", nil},
		{"message M {}", "other code", []string{whole}},
		{"message M {} // A mistake, for a part.", "other code", []string{part, whole}},
		{"message M {} // Unknown.", "", []string{whole}},
		{"message M {} // Known again.", "other code", []string{whole}},
	} {
		put(t, filepath.Join(root, "proto/a.proto"), test.content, 0o644)
		put(t, filepath.Join(root, "args"), "", 0o644)
		if err := Lint(t.Context(), tool, progress.Discard(), root, test.compiled); err != nil {
			t.Fatal(err)
		}
		ran, err := os.ReadFile(filepath.Join(root, "args"))
		if err != nil {
			t.Fatal(err)
		}
		if got := strings.FieldsFunc(string(ran), func(r rune) bool { return r == '\n' }); !slices.Equal(got, test.want) {
			t.Errorf("%q, compiled to %q: ran %q, want %q", test.content, test.compiled, got, test.want)
		}
	}
}

func TestFormatLooksAtChangedFiles(t *testing.T) {
	root, tool := repository(t, `echo "$@" >>args`)
	put(t, filepath.Join(root, "proto/b.proto"), "", 0o644)
	for _, test := range []struct{ content, want string }{
		{"", "format --diff --exit-code proto\n"},
		{"changed", "format --diff --exit-code proto --path proto/a.proto\n"},
		{"changed", ""},
	} {
		put(t, filepath.Join(root, "proto/a.proto"), test.content, 0o644)
		put(t, filepath.Join(root, "args"), "", 0o644)
		if formatted, err := Formatted(t.Context(), tool, progress.Discard(), root); err != nil || !formatted {
			t.Fatal(formatted, err)
		}
		if ran, err := os.ReadFile(filepath.Join(root, "args")); err != nil || string(ran) != test.want {
			t.Errorf("%q: ran %q, want %q", test.content, ran, test.want)
		}
	}
}

func TestFindingsAreToldFromFailures(t *testing.T) {
	const (
		first  = `{"path":"proto/a.proto","start_line":1,"start_column":2,"end_line":1,"end_column":9,"type":"RULE","message":"wrong: 100%"}`
		second = `{"path":"proto/a.proto","start_line":9,"start_column":1,"end_line":9,"end_column":9,"type":"OTHER","message":"no"}`
	)
	root, tool := repository(t, "echo '"+second+"'; echo '"+first+"'; echo '"+first+"'; exit 100")
	for _, test := range []struct{ actions, want string }{ // A failed check is never remembered.
		{"", "proto/a.proto:1:2: wrong: 100% (RULE)\nproto/a.proto:9:1: no (OTHER)"},
		{"true", "::error file=proto/a.proto,line=1,endLine=1,col=2,title=RULE::proto/a.proto:1:2: wrong: 100%25 (RULE)\n" +
			"::error file=proto/a.proto,line=9,endLine=9,col=1,title=OTHER::proto/a.proto:9:1: no (OTHER)"},
	} {
		t.Setenv("GITHUB_ACTIONS", test.actions)
		err := Lint(t.Context(), tool, progress.Discard(), root, "")
		var findings *Findings
		if !errors.As(err, &findings) || findings.Text != test.want {
			t.Errorf("got %#v", err)
		}
	}
	root, tool = repository(t, `echo "out of memory" >&2; exit 2`)
	err := Lint(t.Context(), tool, progress.Discard(), root, "")
	var findings *Findings
	if err == nil || errors.As(err, &findings) || !strings.Contains(err.Error(), "out of memory") {
		t.Errorf("got %#v", err)
	}
}

func TestChangeUnderARunningCheckIsNotTakenForChecked(t *testing.T) {
	root, tool := repository(t, `echo "changed" >proto/a.proto`)
	for range 2 {
		if err := Lint(t.Context(), tool, progress.Discard(), root, ""); err != nil {
			t.Fatal(err)
		}
	}
	if runs(t, root) != 2 {
		t.Errorf("ran %d times, but what changed during the first run was not checked by it", runs(t, root))
	}
}
