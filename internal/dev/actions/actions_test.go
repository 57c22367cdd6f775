package actions

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/git/gittest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
)

const (
	one = "0123456789abcdef0123456789abcdef01234567"
	two = "76543210fedcba9876543210fedcba9876543210"
)

// TestTheWorkflowsOfThisRepository are pinned.
func TestTheWorkflowsOfThisRepository(t *testing.T) {
	root := filepath.Join("..", "..", "..")
	all, err := All(root)
	if err != nil || len(all) < 10 {
		t.Fatalf("%d actions were found: %v", len(all), err)
	}
	if err := Lint(root); err != nil {
		t.Error(err)
	}
}

func TestLint(t *testing.T) {
	tests := map[string]struct{ steps, want string }{
		"pinned":            {"[{uses: acme/a@" + one + "}] # v1.2.3", "has no version"}, // The comment is of the list.
		"with its version":  {"\n      - uses: acme/a@" + one + " # v1.2.3", ""},
		"a folder of it":    {"\n      - uses: acme/a/init@" + one + " # v1.2.3", ""},
		"of this commit":    {"\n      - uses: ./tools/x", ""},
		"an image":          {"\n      - uses: docker://alpine:3", "docker://alpine:3 is used by a name that can be moved"},
		"an image's digest": {"\n      - uses: docker://alpine@sha256:" + strings.Repeat("0", 64), ""},
		"a tag":             {"\n      - uses: acme/a@v1.2.3", ".github/workflows/w.yml:4: acme/a@v1.2.3 is used by a name that can be moved"},
		"a branch":          {"\n      - uses: acme/a@main # v1.2.3", "can be moved"},
		"a short hash":      {"\n      - uses: acme/a@0123456 # v1.2.3", "can be moved"},
		"no version":        {"\n      - uses: acme/a@" + one, "has no version"},
		"a major version":   {"\n      - uses: acme/a@" + one + " # v1", "has no version"},
		"two commits": {
			"\n      - uses: acme/a@" + one + " # v1.2.3\n      - uses: acme/a@" + two + " # v1.2.4",
			".github/workflows/w.yml:5: acme/a is at another commit in .github/workflows/w.yml:4: use one",
		},
		"quoted":       {"\n      - uses: \"acme/a@v1\"", "can be moved"},
		"no reference": {"\n      - uses: acme/a", "can be moved"},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			root := t.TempDir()
			gittest.Write(t, root, Folder+"/w.yml", "jobs:\n  j:\n    steps:"+map[bool]string{true: " "}[strings.HasPrefix(test.steps, "[")]+test.steps+"\n")
			err := Lint(root)
			findings := (*buf.Findings)(nil)
			switch {
			case test.want == "" && err != nil, test.want != "" && !errors.As(err, &findings):
				t.Errorf("got %v", err)
			case test.want != "" && !strings.Contains(findings.Text, test.want):
				t.Errorf("got %s", findings.Text)
			}
		})
	}
}

// TestRaise has two actions on a host: one with annotated and one with plain tags.
func TestRaise(t *testing.T) {
	root, host := gittest.Repository(t), t.TempDir()
	pins := map[string][]string{}
	for _, name := range []string{"acme/a", "acme/b"} {
		dir := filepath.Join(host, name)
		if err := os.MkdirAll(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		gittest.Run(t, dir, "init", "--quiet", "--initial-branch=main")
		for _, version := range []string{"v1.9.0", "v1.10.0", "v2.0.0-beta"} {
			gittest.Write(t, dir, "version", version)
			pins[name] = append(pins[name], gittest.Commit(t, dir))
			if name == "acme/a" {
				gittest.Run(t, dir, "tag", "--annotate", "--message=x", version)
			} else {
				gittest.Run(t, dir, "tag", version)
			}
		}
		gittest.Run(t, dir, "tag", "v1", pins[name][1]) // It moves with each release.
	}
	workflow := func(pinA, pinB string) string {
		return "jobs:\n  j:\n    steps:\n      # Text stays.\n      - uses: " + pinA + "\n        with: {x: y}\n      - uses: ./own\n      - name: B\n        uses: " + pinB + "\n"
	}
	read := func() string {
		content, err := os.ReadFile(filepath.Join(root, Folder, "w.yml"))
		if err != nil {
			t.Fatal(err)
		}
		return string(content)
	}
	old := workflow("acme/a@"+pins["acme/a"][0]+" # v1.9.0", "acme/b/sub@v1")
	gittest.Write(t, root, Folder+"/w.yml", old)
	var out strings.Builder
	command := Command{Root: root, Host: "file://" + host, Out: &out}
	if err := command.Run(t.Context()); err != nil || read() != old {
		t.Fatalf("a look has changed the workflow, or failed: %v\n%s", err, read())
	}
	if !strings.Contains(out.String(), "acme/a      v1.9.0   v1.10.0  "+pins["acme/a"][1]) {
		t.Errorf("it prints\n%s", out.String())
	}
	command.Raise = true
	want := workflow("acme/a@"+pins["acme/a"][1]+" # v1.10.0", "acme/b/sub@"+pins["acme/b"][1]+" # v1.10.0")
	if err := command.Run(t.Context()); err != nil || read() != want {
		t.Errorf("%v\n%s", err, read())
	}
	if err := Lint(root); err != nil {
		t.Error(err)
	}

	// A commit that is not the one of its version is not replaced.
	other := workflow("acme/a@"+two+" # v1.9.0", "acme/b@"+pins["acme/b"][0]+" # v1.9.0")
	gittest.Write(t, root, Folder+"/w.yml", other)
	err := command.Run(t.Context())
	if err == nil || !strings.Contains(err.Error(), "w.yml:5: the tag v1.9.0 of acme/a is on commit "+pins["acme/a"][0]+", and not on "+two) {
		t.Errorf("got %v", err)
	}
	if want := workflow("acme/a@"+two+" # v1.9.0", "acme/b@"+pins["acme/b"][1]+" # v1.10.0"); read() != want {
		t.Errorf("it is now\n%s", read())
	}
	command.Host = "file://" + filepath.Join(host, "nothing")
	if err := command.Run(t.Context()); err == nil || !strings.Contains(err.Error(), "cannot be read") {
		t.Errorf("without a host: %v", err)
	}
}
