package version

import (
	"strings"
	"testing"
	"time"

	"golang.org/x/mod/module"
	"golang.org/x/mod/semver"
)

const commit = "abc1234def5678900000abc1234def5678900000"

var noon = time.Date(2026, 10, 21, 14, 0, 5, 999, time.FixedZone("CEST", 2*60*60))

func TestParseGoTagRefuses(t *testing.T) {
	for _, test := range []struct{ folder, tag, want string }{
		{"gen/go", "v1.2.3", `no tag of the module in gen/go: want one such as gen/go/v1.2.3`},
		{"gen/go", "gen/golang/v1.2.3", "no tag of the module in gen/go"},
		{"gen/go", "gen/go/1.2.3", "write it with a v, as in gen/go/v1.2.3"},
		{"gen/go", "gen/go/v2/v2.0.0", "as in 1.2.0"},
		{"", "1.2.3", "write it with a v, as in v1.2.3"},
		{"", "gen/go/v1.2.3", "write it with a v"},
		{"", "v1.2", "as in 1.2.0"},
		{"", "v0.1.1-0.20261021120005-abc1234def56", "as in 1.2.0-rc.1"},
		{"", "", "write it with a v"},
	} {
		_, err := ParseGoTag(test.folder, test.tag)
		wantError(t, err, test.want)
	}
	if got, err := ParseGoTag(".", "v1.2.3"); err != nil || got != must(t, "1.2.3") {
		t.Errorf("a tag of the root: got %v, %v", got, err)
	}
}

func TestGoPseudo(t *testing.T) {
	tests := []struct{ version, older, want string }{
		{"0.1.0", "", "v0.0.0-20261021120005-abc1234def56"},
		{"0.2.0", "0.1.9", "v0.1.10-0.20261021120005-abc1234def56"},
		{"0.2.0-pr.7.1.gabc1234", "0.1.9", "v0.1.10-0.20261021120005-abc1234def56"},
		{"1.0.0", "0.9.0", "v0.9.1-0.20261021120005-abc1234def56"},
		{"1.0.0", "1.0.0-rc.1", "v1.0.0-rc.1.0.20261021120005-abc1234def56"},
		{"1.0.0-pr.7.1.gabc1234", "1.0.0-rc.1", "v1.0.0-rc.1.0.20261021120005-abc1234def56"},
		{"2.0.0", "1.9.0", "v2.0.0-20261021120005-abc1234def56"},
		{"2.1.0", "2.0.0", "v2.0.1-0.20261021120005-abc1234def56"},
		{"2.0.0", "", "v2.0.0-20261021120005-abc1234def56"},
	}
	for _, test := range tests {
		v, older := must(t, test.version), must(t, test.older)
		for _, hash := range []string{commit, commit[:12]} {
			got, err := v.GoPseudo(older, noon, hash)
			if err != nil || got != test.want {
				t.Errorf("%s after %s: got %s, %v, want %s", v, older, got, err, test.want)
			}
		}
		if !module.IsPseudoVersion(test.want) {
			t.Errorf("Go takes %s for no pseudo-version", test.want)
		}
		if err := module.Check("example.com/sdk"+majorSuffix(v.Major()), test.want); err != nil {
			t.Error(err)
		}
	}
	for _, test := range []struct {
		version, older string
		at             time.Time
		commit, want   string
	}{
		{"", "", noon, commit, "needs the version"},
		{"1.0.0", "", noon, "abc1234", "the first 12 digits"},
		{"1.0.0", "", noon, strings.ToUpper(commit), "the first 12 digits"},
		{"1.0.0", "", noon, "main", "the first 12 digits"},
		{"1.0.0-pr.7.1.g7777777", "", noon, commit, "is not built of the commit abc1234"},
		{"1.0.0", "0.9.0-pr.7.1.gabc1234", noon, commit, "is a preview, which has no tag"},
		{"1.0.0", "1.0.0", noon, commit, "leads up to nothing newer than 1.0.0"},
		{"1.0.0", "1.0.1-rc.1", noon, commit, "leads up to nothing newer than 1.0.1-rc.1"},
		{"1.0.0", "", time.Time{}, commit, "has no usable time"},
		{"1.0.0", "", time.Date(12026, 1, 1, 0, 0, 0, 0, time.UTC), commit, "has no usable time"},
	} {
		_, err := must(t, test.version).GoPseudo(must(t, test.older), test.at, test.commit)
		wantError(t, err, test.want)
	}
}

// A pseudo-version lies after the tag it counts from and before every later one, and goes by time.
func TestGoPseudoOrder(t *testing.T) {
	versions := grid(t)
	checked := 0
	for _, older := range append(versions, Version{}) {
		if older.Stage() == Preview {
			continue
		}
		for _, next := range versions {
			if next.Stage() != Final || older.Compare(next) >= 0 || majorSuffix(older.major) != majorSuffix(next.major) {
				continue
			}
			pseudo, err := next.GoPseudo(older, noon, commit)
			if err != nil {
				t.Fatal(err)
			}
			if !older.IsZero() && semver.Compare(older.Go(), pseudo) >= 0 {
				t.Errorf("%s does not come after %s", pseudo, older)
			}
			for _, later := range versions {
				if later.Stage() != Preview && later.Compare(older) > 0 && semver.Compare(pseudo, later.Go()) >= 0 {
					t.Errorf("%s after %s does not come before %s", pseudo, older, later)
				}
			}
			second, err := next.GoPseudo(older, noon.Add(time.Second), strings.Repeat("0", 40))
			if err != nil || semver.Compare(pseudo, second) >= 0 {
				t.Errorf("a second later it is %s, not after %s: %v", second, pseudo, err)
			}
			checked++
		}
	}
	if checked < 100 {
		t.Errorf("only %d pairs were looked at", checked)
	}
}
