package gate

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/environ"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/run"
)

// TestTargets proves that the targets of the magefiles are the commands that the scripts run: by their exit codes, what they
// read and what they print.
func TestTargets(t *testing.T) {
	fulltest.Only(t, "compiles the targets of mage")
	top, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	repo := t.TempDir()
	if err := os.CopyFS(repo, os.DirFS("testdata/repo")); err != nil {
		t.Fatal(err)
	}
	const shop = "proto/qdrant/cloud/shop/v1/shop.proto"
	broken := filepath.Join(t.TempDir(), "broken")
	if err := os.CopyFS(broken, os.DirFS("testdata/repo")); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(broken, shop))
	if err != nil {
		t.Fatal(err)
	}
	content = bytes.Replace(content, []byte("  string note = 2;\n"), nil, 1)
	if err := os.WriteFile(filepath.Join(broken, shop), content, 0o600); err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		code  int
		args  string
		stdin string
		said  string
		level string
	}{
		{0, "diff -against=BROKEN -input=. -format=json", "", "", "minor"},
		{1, "diff -against=. -input=BROKEN -format=json", "", "Error: 1 change breaks users: revert it, or accept it with a reason in sdk.yaml\n", "major"},
		{1, "breaking -against=. -input=BROKEN -format=json", "", "Error: 1 change breaks users: revert it, or accept it with a reason in sdk.yaml\n", "major"},
		{2, "diff -against=. -format=xml", "", "Error: -format=xml: choose one of text, json, markdown, sarif, github\n", ""},
		{2, "breaking -against=-", "no image", "Error: standard input ", ""},
		{2, "version", "", "Error: the last release cannot be found: git: ", ""},
	}
	for _, test := range tests {
		t.Run(test.args, func(t *testing.T) {
			var stdout, stderr bytes.Buffer
			args := []string{"go", "tool", "mage", "-d", filepath.Join(top, "magefiles"), "-w", repo}
			args = append(args, strings.Fields(strings.ReplaceAll(test.args, "BROKEN", broken))...)
			err := run.Run(t.Context(), run.Cmd{
				Args: args, Dir: top, Kind: environ.Tests, Env: []string{"GIT_CEILING_DIRECTORIES=" + filepath.Dir(repo)},
				Stdin: strings.NewReader(test.stdin), Stdout: &stdout, Stderr: &stderr,
			})
			if code := max(run.ExitCode(err), 0); code != test.code {
				t.Errorf("the exit code is %d, want %d: %v", code, test.code, err)
			}
			if said := stderr.String(); !strings.HasPrefix(said, test.said) || strings.Count(said, "\n") != min(test.code, 1) {
				t.Errorf("it says %q", said)
			}
			if test.level == "" {
				if stdout.Len() > 0 {
					t.Errorf("it prints %s", stdout.String())
				}
				return
			}
			var report struct{ Level string }
			if err := json.Unmarshal(stdout.Bytes(), &report); err != nil || report.Level != test.level {
				t.Errorf("the level is %q, want %q: %v", report.Level, test.level, err)
			}
		})
	}
}
