package config

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestWithRetraction(t *testing.T) {
	content, err := os.ReadFile(filepath.Join(root, File))
	if err != nil {
		t.Fatal(err)
	}
	first := Retraction{"0.1.0", `deletes clusters: use "0.1.1" # really`}
	second := Retraction{"0.1.1", "doesn't compile"}
	one, err := WithRetraction(content, first)
	if err != nil {
		t.Fatal(err)
	}
	two, err := WithRetraction(one, second)
	if err != nil {
		t.Fatal(err)
	}
	parsed, err := Parse(File, two)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]Retraction{second, first}, parsed.SDKs.Go.Retract); diff != "" {
		t.Error(diff)
	}
	added := 0
	for line := range strings.Lines(string(two)) {
		if !strings.Contains(string(content), line) {
			added++
		}
	}
	if added != 3 {
		t.Errorf("%d lines were added, not the key and two entries:\n%s", added, two)
	}
	if again, err := WithRetraction(two, first); err != nil || string(again) != string(two) {
		t.Errorf("a second time: %v\n%s", err, again)
	}
	reworded, err := WithRetraction(two, Retraction{"0.1.1", "another reason"})
	if err != nil {
		t.Fatal(err)
	}
	if want := strings.Replace(string(two), strconv.Quote("doesn't compile"), `"another reason"`, 1); string(reworded) != want {
		t.Errorf("reworded:\n%s", cmp.Diff(want, string(reworded)))
	}
	// Taking them back leaves what was there before.
	back, err := WithoutRetraction(reworded, "0.1.1")
	if err != nil || string(back) != string(one) {
		t.Errorf("one is taken back: %v\n%s", err, cmp.Diff(string(one), string(back)))
	}
	if again, err := WithoutRetraction(back, "0.1.1"); err != nil || string(again) != string(back) {
		t.Errorf("a second time: %v", err)
	}
	if back, err = WithoutRetraction(back, "0.1.0"); err != nil || string(back) != string(content) {
		t.Errorf("both are taken back: %v\n%s", err, cmp.Diff(string(content), string(back)))
	}
	// People write an entry on several lines.
	block := strings.Replace(string(one), "{version: 0.1.0, reason: "+strconv.Quote(string(first.Reason))+"}", "version: 0.1.0\n        reason: old words", 1)
	if reworded, err := WithRetraction([]byte(block), first); err != nil || string(reworded) != string(one) {
		t.Errorf("an entry on several lines: %v\n%s", err, cmp.Diff(string(one), string(reworded)))
	}
	if back, err := WithoutRetraction([]byte(block), "0.1.0"); err != nil || string(back) != string(content) {
		t.Errorf("an entry on several lines is taken back: %v\n%s", err, cmp.Diff(string(content), string(back)))
	}
	flow := strings.Replace(string(content), "  go:\n    module: github.com/qdrant/qdrant-cloud-public-api/gen/go\n    # Up to 0.173.0 the packages were a part of the module in the root of the repository.\n    split: 0.174.0", "  go: {module: example.com/sdk}", 1)
	if _, err := WithRetraction([]byte(flow), first); err == nil || !strings.Contains(err.Error(), "a line for each key") {
		t.Errorf("got %v", err)
	}
}
