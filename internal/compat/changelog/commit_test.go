package changelog

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestFromCommits(t *testing.T) {
	template, proto := []string{"templates/README.md"}, []string{"proto/a.proto"}
	hash := strings.Repeat("ab", 20)
	for name, test := range map[string]struct {
		commits []Commit // commits are the newest first.
		want    []string
	}{
		"plain":           {[]Commit{{Subject: "faster parsing of images (#7)", Paths: template}}, []string{"Changed: Faster parsing of images."}},
		"contract":        {[]Commit{{Subject: "Add a field", Paths: proto}}, nil},
		"elsewhere":       {[]Commit{{Subject: "Add a test", Paths: []string{"internal/x.go", "templates.go", "sdk.yaml.orig"}}}, nil},
		"file":            {[]Commit{{Subject: "Python 3.11", Paths: []string{"sdk.yaml"}}}, []string{"Changed: Python 3.11."}},
		"one SDK":         {[]Commit{{Subject: "fix: types of maps", Paths: []string{"tools/node/package.json", "internal/x.go"}}}, []string{"Fixed: TypeScript: Types of maps."}},
		"several SDKs":    {[]Commit{{Subject: "fix: types", Paths: []string{"tools/node/package.json", "templates/go/README.md"}}}, []string{"Fixed: Types."}},
		"feature":         {[]Commit{{Subject: "feat(sdk): hooks", Paths: template}}, []string{"Added: Hooks."}},
		"breaking mark":   {[]Commit{{Subject: "feat!: hooks", Paths: template}}, []string{"Breaking: Hooks."}},
		"breaking footer": {[]Commit{{Subject: "hooks", Body: "Text.\n\nBREAKING CHANGE: call them\n  by name", Paths: template}}, []string{"Breaking: Call them by name."}},
		"docs":            {[]Commit{{Subject: "docs: typos", Paths: template}}, nil},
		"no type":         {[]Commit{{Subject: "Clusters: typos", Paths: template}}, []string{"Changed: Clusters: typos."}},
		"identifier":      {[]Commit{{Subject: "protoc-gen-go 1.37", Paths: template}}, []string{"Changed: protoc-gen-go 1.37."}},
		"merge":           {[]Commit{{Subject: "Merge pull request #3 from a/b", Paths: template}}, nil},
		"fixup":           {[]Commit{{Subject: "fixup! hooks", Paths: template}}, nil},
		"comment":         {[]Commit{{Subject: "x <!-- y --> <b>", Paths: template}}, []string{"Changed: X &lt;!-- y --&gt; &lt;b>."}},
		"trailer": {
			[]Commit{{Subject: "Add a field", Body: "Why.\n\nChangelog: Clusters can\n  **sleep**\nSigned-off-by: A", Paths: proto}}, []string{"Changed: Clusters can **sleep**"},
		},
		"trailer anywhere":       {[]Commit{{Subject: "x", Body: "changelog: security: Keys end"}}, []string{"Security: Keys end"}},
		"trailer of a type":      {[]Commit{{Subject: "fix: x", Body: "Changelog: Note: x works"}}, []string{"Fixed: Note: x works"}},
		"trailers":               {[]Commit{{Subject: "x", Body: "Changelog: Added: a\nChangelog: Removed: b"}}, []string{"Added: a", "Removed: b"}},
		"trailer of a merge":     {[]Commit{{Subject: "Merge branch 'a'", Body: "Changelog: Fixed: a"}}, []string{"Fixed: a"}},
		"skip":                   {[]Commit{{Subject: "x", Body: "Changelog: skip", Paths: template}}, nil},
		"revert":                 {[]Commit{{Subject: `Revert "x"`, Body: "This reverts commit " + hash[:12] + ".", Paths: template}, {Hash: hash, Subject: "x", Paths: template}}, nil},
		"revert by subject":      {[]Commit{{Subject: `Revert "x" (#4)`, Paths: template}, {Subject: "x (#3)", Paths: template}}, nil},
		"revert of a trailer":    {[]Commit{{Subject: `Revert "x"`}, {Subject: "x", Body: "Changelog: a"}}, nil},
		"revert of a revert":     {[]Commit{{Subject: `Revert "Revert "x""`}, {Subject: `Revert "x"`}, {Subject: "x", Body: "Changelog: a"}}, []string{"Changed: a"}},
		"reapplied":              {[]Commit{{Subject: `Reapply "x"`}, {Subject: `Revert "x"`}, {Subject: "x", Body: "Changelog: a"}}, []string{"Changed: a"}},
		"and again":              {[]Commit{{Subject: `x`, Body: "Changelog: b"}, {Subject: `Revert "x"`}, {Subject: "x", Body: "Changelog: a"}}, []string{"Changed: b"}},
		"revert of a release":    {[]Commit{{Subject: `Revert "Better names"`, Body: "This reverts commit 1234567.", Paths: template}}, []string{`Changed: Reverted: "Better names".`}},
		"the oldest comes first": {[]Commit{{Subject: "b", Paths: template}, {Subject: "a", Paths: template}}, []string{"Changed: A.", "Changed: B."}},
	} {
		t.Run(name, func(t *testing.T) {
			var got []string
			for _, e := range FromCommits(test.commits, testOptions) {
				got = append(got, string(e.Category)+": "+e.Text)
			}
			if d := cmp.Diff(test.want, got); d != "" {
				t.Errorf("-want +got\n%s", d)
			}
		})
	}
}

// TestARebaseChangesNothing: keys depend on words, not on hashes.
func TestARebaseChangesNothing(t *testing.T) {
	commit := Commit{Hash: "1", Subject: "hooks", Paths: []string{"templates/a"}}
	before := FromCommits([]Commit{commit}, testOptions)
	commit.Hash = "2"
	if d := cmp.Diff(before, FromCommits([]Commit{commit}, testOptions)); d != "" {
		t.Error(d)
	}
}
