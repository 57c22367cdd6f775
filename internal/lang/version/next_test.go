package version

import (
	"encoding/json"
	"testing"
)

func TestNext(t *testing.T) {
	tests := []struct {
		last      string
		level     Level
		zeroMajor ZeroMajor
		want      string
	}{
		{"", None, BreakingRaisesMinor, "0.1.0"},
		{"", Major, BreakingRaisesMinor, "0.1.0"},
		{"0.4.2", None, BreakingRaisesMinor, "0.4.2"},
		{"0.4.2", Patch, BreakingRaisesMinor, "0.4.3"},
		{"0.4.2", Minor, BreakingRaisesMinor, "0.4.3"},
		{"0.4.2", Major, BreakingRaisesMinor, "0.5.0"},
		{"0.4.2", None, AdditionsRaiseMinor, "0.4.2"},
		{"0.4.2", Patch, AdditionsRaiseMinor, "0.4.3"},
		{"0.4.2", Minor, AdditionsRaiseMinor, "0.5.0"},
		{"0.4.2", Major, AdditionsRaiseMinor, "0.5.0"},
		{"0.0.3", Patch, BreakingRaisesMinor, "0.0.4"},
		{"0.0.3", Major, BreakingRaisesMinor, "0.1.0"},
		{"0.9.9", Major, BreakingRaisesMinor, "0.10.0"},
		{"1.4.2", None, BreakingRaisesMinor, "1.4.2"},
		{"1.4.2", Patch, BreakingRaisesMinor, "1.4.3"},
		{"1.4.2", Minor, BreakingRaisesMinor, "1.5.0"},
		{"1.4.2", Major, BreakingRaisesMinor, "2.0.0"},
		{"1.4.2", Minor, AdditionsRaiseMinor, "1.5.0"},
		{"9.9.9", Major, BreakingRaisesMinor, "10.0.0"},
	}
	for _, test := range tests {
		policy := Policy{First: must(t, "0.1.0"), ZeroMajor: test.zeroMajor}
		got, err := Next(must(t, test.last), test.level, policy)
		if err != nil || got != must(t, test.want) {
			t.Errorf("%s at level %s: got %v, %v, want %s", test.last, test.level, got, err, test.want)
		}
	}
	first := Policy{First: must(t, "0.1.0")}
	for _, test := range []struct {
		last   string
		level  Level
		policy Policy
		want   string
	}{
		{"", Patch, Policy{}, "such as 0.1.0"},
		{"1.0.0-rc.1", Patch, first, "1.0.0-rc.1 is not a release"},
		{"1.0.0-pr.1.1.gabc1234", Patch, first, "is not a release"},
		{"1.0.0", -1, first, "level -1 does not exist: they go from none to major"},
		{"1.0.0", Major + 1, first, "level 4 does not exist"},
		{"0.1.0", Patch, Policy{ZeroMajor: 2}, "does not exist"},
		{"0.1.0", Patch, Policy{ZeroMajor: -1}, "does not exist"},
		{"1.0.9007199254740990", Patch, first, "has no next version"},
	} {
		_, err := Next(must(t, test.last), test.level, test.policy)
		wantError(t, err, test.want)
	}
}

// What is more goes further, and every level but none goes up.
func TestNextGrows(t *testing.T) {
	for _, last := range grid(t) {
		if last.Stage() != Final {
			continue
		}
		for _, zeroMajor := range []ZeroMajor{BreakingRaisesMinor, AdditionsRaiseMinor} {
			before := last
			for level := Patch; level <= Major; level++ {
				next, err := Next(last, level, Policy{ZeroMajor: zeroMajor})
				if err != nil || next.Compare(last) <= 0 || next.Compare(before) < 0 {
					t.Errorf("%s at level %s: got %v, %v, after %s", last, level, next, err, before)
				}
				before = next
			}
		}
	}
}

func TestLevelAndPolicyInJSON(t *testing.T) {
	for level, name := range map[Level]string{None: "none", Patch: "patch", Minor: "minor", Major: "major"} {
		text, err := json.Marshal(level)
		if err != nil || string(text) != `"`+name+`"` {
			t.Errorf("got %s, %v, want %q", text, err, name)
		}
		var got Level
		if err := json.Unmarshal(text, &got); err != nil || got != level {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
	_, err := ParseLevel("breaking")
	wantError(t, err, `"breaking" is no level: write one of none, patch, minor, major`)
	_, err = json.Marshal(Level(7))
	wantError(t, err, "level 7 does not exist")
	for policy, name := range map[ZeroMajor]string{BreakingRaisesMinor: "breaking", AdditionsRaiseMinor: "additions"} {
		text, err := json.Marshal(policy)
		if err != nil || string(text) != `"`+name+`"` {
			t.Errorf("got %s, %v, want %q", text, err, name)
		}
		var got ZeroMajor
		if err := json.Unmarshal(text, &got); err != nil || got != policy {
			t.Errorf("%s: got %v, %v", name, got, err)
		}
	}
	var got ZeroMajor
	wantError(t, json.Unmarshal([]byte(`"minor"`), &got), "write breaking, or additions")
	_, err = json.Marshal(ZeroMajor(7))
	wantError(t, err, "is 7, which does not exist")
}
