package changelog

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRevertedMerges: a merge and the commit that reverts it have no entries, and neither has what came in by that merge.
func TestRevertedMerges(t *testing.T) {
	hash := func(name string) string { return strings.Repeat(fmt.Sprintf("%x", name), 40)[:40] }
	commit := func(name, subject, body string, parents ...string) Commit {
		c := Commit{Hash: hash(name), Subject: subject, Body: body}
		for _, parent := range parents {
			c.Parents = append(c.Parents, hash(parent))
		}
		return c
	}
	// The mainline is base, o, m; the branch is base, a, b; m merges it.
	history := []Commit{
		commit("m", "Merge pull request #7 from shop/lists", "Faster lists", "o", "b"),
		commit("o", "other", "Changelog: o", "base"),
		commit("b", "lists again", "Changelog: b", "a"),
		commit("a", "lists", "Changelog: a", "base"),
	}
	for name, test := range map[string]struct {
		later []Commit
		want  []string
	}{
		"no revert": {nil, []string{"a", "b", "o"}},
		"by hash": {
			[]Commit{commit("r", `Revert "Merge pull request #7 from shop/lists"`, "This reverts commit "+hash("m")+", reversing\nchanges made to "+hash("o")+".", "m")}, []string{"o"},
		},
		"the mainline": {
			[]Commit{commit("r", `Revert "Merge"`, "This reverts commit "+hash("m")+", reversing\nchanges made to "+hash("b")+".", "m")}, []string{"a", "b"},
		},
		"by subject": {[]Commit{commit("r", `Revert "Merge pull request #7 from shop/lists" (#8)`, "", "m")}, []string{"o"}},
		"by the number of the pull request": {
			[]Commit{commit("r", `Revert "Faster lists" (#8)`, "Reverts shop/api#7", "m")}, []string{"o"},
		},
		"another number": {[]Commit{commit("r", `Revert "Faster lists" (#8)`, "Reverts shop/api#77", "m")}, []string{"a", "b", "o"}},
		"a commit of the branch": {
			[]Commit{commit("r", `Revert "lists"`, "This reverts commit "+hash("a")+".", "m")}, []string{"b", "o"},
		},
		"several commits": {
			[]Commit{commit("r", "Revert the lists", "This reverts commit "+hash("a")+".\n\nThis reverts commit "+hash("b")+".", "m")}, []string{"o"},
		},
		"reverted, and that as well": {
			[]Commit{
				commit("s", `Reapply "Merge pull request #7 from shop/lists"`, "This reverts commit "+hash("r")+".", "r"),
				commit("r", `Revert "Merge pull request #7 from shop/lists"`, "This reverts commit "+hash("m")+", reversing\nchanges made to "+hash("o")+".", "m"),
			}, []string{"a", "b", "o"},
		},
		"what comes after the merge stays": {
			[]Commit{
				commit("r", `Revert "Merge pull request #7 from shop/lists"`, "This reverts commit "+hash("m")+", reversing\nchanges made to "+hash("o")+".", "n"),
				commit("n", "new", "Changelog: n", "m"),
			}, []string{"o", "n"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, e := range FromCommits(slices.Concat(test.later, history), testOptions) {
				got = append(got, e.Text)
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}
