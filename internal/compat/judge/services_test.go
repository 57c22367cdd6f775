package judge

import (
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

func TestDue(t *testing.T) {
	tests := []struct {
		before, after string
		level         version.Level
		due           string
		down          bool
	}{
		{"1.4.2", "1.4.2", version.None, "", false},
		{"1.4.2", "1.4.2", version.Patch, "1.4.3", false},
		{"1.4.2", "1.4.2", version.Minor, "1.5.0", false},
		{"1.4.2", "1.4.2", version.Major, "2.0.0", false},
		{"1.4.2", "1.4.3", version.Patch, "", false},
		{"1.4.2", "1.4.3", version.Minor, "1.5.0", false},
		{"1.4.2", "1.5.0", version.Patch, "", false},
		{"1.4.2", "1.5.0", version.Major, "2.0.0", false},
		{"1.4.2", "2.0.0", version.Major, "", false},
		{"1.4.2", "3.1.0", version.Minor, "", false},
		{"1.4.2", "1.3.9", version.Patch, "1.4.3", true},
		{"1.4.2", "0.9.0", version.Major, "2.0.0", true},
		{"1.10.0", "1.9.0", version.Minor, "1.11.0", true},
		{"0.4.2", "0.4.3", version.Patch, "", false},
		{"0.4.2", "0.4.3", version.Major, "0.5.0", false},
		{"0.4.2", "0.5.0", version.Major, "", false},
		{"0.4.2", "1.0.0", version.Major, "", false},
		{"", "1.0.0", version.Major, "", false},
		{"1.0.0", "", version.Major, "", false},
	}
	for _, test := range tests {
		s := ServiceChange{Before: test.before, After: test.after, Level: test.level}
		if s.Due() != test.due || s.Raised() != (test.due == "") || s.WentDown() != test.down {
			t.Errorf("%s to %s at level %s: due %q, raised %t, down %t", test.before, test.after, test.level, s.Due(), s.Raised(), s.WentDown())
		}
	}
}

func TestMatches(t *testing.T) {
	tests := []struct {
		pattern, name string
		want          bool
	}{
		{"a.v1.M", "a.v1.M", true},
		{"a.v1.M", "a.v1.Me", false},
		{"a.v1.M", "", false},
		{"*", "a.v1.M", true},
		{"*", "", true},
		{"a.*", "a.v1.M", true},
		{"a.*", "b.a.v1", false},
		{"*.M", "a.v1.M", true},
		{"*.M", "a.v1.Me", false},
		{"a.*.x", "a.v1.M.x", true},
		{"a.*.x", "a.x", false},
		{"a*a", "a", false},
		{"a*b*b", "ab", false},
		{"a*b*b", "abb", true},
		{"**", "a", true},
		{"a/*", "a/b/c.proto", true},
		{"a.v1.[M]", "a.v1.M", false},
		{"a.v1.?", "a.v1.M", false},
	}
	for _, test := range tests {
		if got := matches(test.pattern, test.name); got != test.want {
			t.Errorf("%q matches %q: %t", test.pattern, test.name, got)
		}
	}
}

// An accepted break still counts as a break, but an accepted suspicion does not.
func TestCounted(t *testing.T) {
	tests := []struct {
		change Change
		want   version.Level
	}{
		{Change{Level: version.Major}, version.Major},
		{Change{Level: version.Major, Accepted: "on purpose"}, version.Major},
		{Change{Level: version.Major, Suspicion: true}, version.Major},
		{Change{Level: version.Major, Suspicion: true, Accepted: "it is none"}, version.Patch},
		{Change{Level: version.None, Suspicion: true, Accepted: "it is none"}, version.None},
	}
	for _, test := range tests {
		if got := test.change.Counted(); got != test.want {
			t.Errorf("%+v counts as %s", test.change, got)
		}
	}
}
