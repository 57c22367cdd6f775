package bench

import (
	"io/fs"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

// The pair compiles, and has what it says: every tenth file changed in the same way.
func TestPair(t *testing.T) {
	const files = 40
	old, now := pair(files)
	read := func(tree fs.FS) *schema.Schema {
		t.Helper()
		compiled, err := imagetest.FromFS(t.Context(), tree)
		if err != nil {
			t.Fatal(err)
		}
		encoded, err := compiled.Encode()
		if err != nil {
			t.Fatal(err)
		}
		s, err := schema.Read(string(encoded))
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	before, after := read(old), read(now)
	report, err := judge.Judge(t.Context(), before, after, judge.DefaultPolicy())
	if err != nil {
		t.Fatal(err)
	}
	found := map[judge.RuleID]int{}
	for _, c := range report.Changes {
		found[c.Rule]++
	}
	each := files / changedOneIn * resourcesEach
	for _, rule := range []judge.RuleID{judge.RuleFieldRemoved, judge.RuleFieldRenamed, judge.RuleFieldAdded, judge.RuleMethodAdded} {
		if found[rule] != each {
			t.Errorf("%s: %d times, want %d; found %v", rule, found[rule], each, found)
		}
	}
	if report.Level != version.Major || len(report.Changes) != 4*each {
		t.Errorf("%d changes of level %s: %v", len(report.Changes), report.Level, found)
	}
}
