package version

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	masterminds "github.com/Masterminds/semver/v3"
	"github.com/google/go-cmp/cmp"
)

// The ranges that our users write, by those who took the SDK at 0.4.2 and at 1.4.2.
var (
	npmRanges    = []string{"^0.4.2", "~0.4.2", ">=0.4.2 <0.5.0", "^0.0.3", "^1.4.2", "~1.4.2", "^1.4.2-rc.1", "^1.4.2-alpha.1", "^1.4.2-beta.1"}
	pythonRanges = []string{"~=0.4.2", ">=0.4.2,<0.5.0", "~=0.0.3", "~=1.4.2", "~=1.4", ">=1.4.2,<2", ">=1.4.2rc1,<2", ">=1.4.2a1,<2", ">=1.4.2b1,<2"}
)

// probes are what a feed could hold then.
var probes = []string{
	"0.0.3", "0.0.4", "0.1.0", "0.4.1", "0.4.2", "0.4.3-pr.7.1.gabc1234", "0.4.3-alpha.1", "0.4.3-rc.1", "0.4.3", "0.4.10",
	"0.5.0-pr.7.1.gabc1234", "0.5.0-alpha.1", "0.5.0-rc.1", "0.5.0", "0.10.0", "1.0.0",
	"1.4.2-alpha.1", "1.4.2-pr.7.1.gabc1234", "1.4.2-rc.1", "1.4.2", "1.4.3", "1.5.0-pr.7.1.gabc1234", "1.5.0",
	"2.0.0-pr.7.1.gabc1234", "2.0.0-alpha.1", "2.0.0-rc.1", "2.0.0",
}

// takes is what each range takes of the probes, by npm's name of the version.
func takes(t *testing.T) map[string][]string {
	t.Helper()
	ask := question{Ranges: pythonRanges}
	npmName := map[string]string{}
	for _, probe := range probes {
		python := must(t, probe).Python()
		ask.Texts = append(ask.Texts, python)
		npmName[python] = probe
	}
	all := map[string][]string{}
	for text, taken := range packaging(t, ask).Takes {
		for _, python := range taken[0] {
			all[text] = append(all[text], npmName[python])
		}
		for _, python := range taken[1] {
			all[text+" --pre"] = append(all[text+" --pre"], npmName[python])
		}
	}
	maps.Copy(all, npm(t).Takes)
	return all
}

func TestWhatRangesTake(t *testing.T) {
	patches := []string{"0.4.2", "0.4.3", "0.4.10"}
	withEarly := []string{"0.4.2", "0.4.3-pr.7.1.gabc1234", "0.4.3-alpha.1", "0.4.3-rc.1", "0.4.3", "0.4.10"}
	ones := []string{"1.4.2", "1.4.3", "1.5.0"}
	want := map[string][]string{
		"^0.4.2":               patches,
		"~0.4.2":               patches,
		">=0.4.2 <0.5.0":       patches,
		"~=0.4.2":              patches,
		"~=0.4.2 --pre":        withEarly,
		">=0.4.2,<0.5.0":       patches,
		">=0.4.2,<0.5.0 --pre": withEarly,
		"^0.0.3":               {"0.0.3"},
		"~=0.0.3":              {"0.0.3", "0.0.4"},
		"^1.4.2":               ones,
		"~1.4.2":               {"1.4.2", "1.4.3"},
		"~=1.4.2":              {"1.4.2", "1.4.3"},
		"~=1.4":                ones,
		">=1.4.2,<2":           ones,
		// Who asks for a candidate gets no preview in either feed. Who asks for an alpha or a beta gets previews of
		// the same release from npm: this is what sameOrder warns of.
		"^1.4.2-rc.1":         append([]string{"1.4.2-rc.1"}, ones...),
		"^1.4.2-beta.1":       append([]string{"1.4.2-pr.7.1.gabc1234", "1.4.2-rc.1"}, ones...),
		"^1.4.2-alpha.1":      append([]string{"1.4.2-alpha.1", "1.4.2-pr.7.1.gabc1234", "1.4.2-rc.1"}, ones...),
		">=1.4.2rc1,<2":       ones,
		">=1.4.2b1,<2":        ones,
		">=1.4.2a1,<2":        ones,
		">=1.4.2rc1,<2 --pre": {"1.4.2-rc.1", "1.4.2", "1.4.3", "1.5.0-pr.7.1.gabc1234", "1.5.0"},
		">=1.4.2b1,<2 --pre":  {"1.4.2-rc.1", "1.4.2", "1.4.3", "1.5.0-pr.7.1.gabc1234", "1.5.0"},
		">=1.4.2a1,<2 --pre":  {"1.4.2-alpha.1", "1.4.2-rc.1", "1.4.2", "1.4.3", "1.5.0-pr.7.1.gabc1234", "1.5.0"},
	}
	all := takes(t)
	for text, versions := range want {
		if diff := cmp.Diff(versions, all[text]); diff != "" {
			t.Errorf("%s (-want +got):\n%s", text, diff)
		}
	}
}

// pythonRange is what ^ is to npm: below 1.0 what begins with the same two numbers, and from there with the same one.
func pythonRange(last Version) string {
	if last.major == 0 {
		return "~=" + last.Python()
	}
	return fmt.Sprintf(">=%s,~=%d.%d", last.Python(), last.major, last.minor)
}

// step is a release and the one after it.
type step struct {
	last, next Version
	level      Level
	zeroMajor  ZeroMajor
}

func steps(t *testing.T) []step {
	t.Helper()
	var all []step
	for _, last := range append(grid(t), must(t, "0.4.2"), must(t, "1.4.2"), must(t, "3.0.7")) {
		if last.Stage() != Final {
			continue
		}
		for _, zeroMajor := range []ZeroMajor{BreakingRaisesMinor, AdditionsRaiseMinor} {
			for level := Patch; level <= Major; level++ {
				next, err := Next(last, level, Policy{ZeroMajor: zeroMajor})
				if err != nil {
					t.Fatal(err)
				}
				all = append(all, step{last, next, level, zeroMajor})
			}
		}
	}
	return all
}

// A user who wrote a usual range at a release gets what follows it as long as nothing breaks, and no break: by npm's rules
// and by Python's.
func TestNoBreakReachesARange(t *testing.T) {
	var ask question
	for _, step := range steps(t) {
		ask.Texts = append(ask.Texts, step.next.Python())
		ask.Ranges = append(ask.Ranges, pythonRange(step.last))
	}
	python := packaging(t, ask).Takes
	for _, step := range steps(t) {
		last, next := step.last, step.next
		want := step.level == Patch || step.level == Minor && (last.major > 0 || step.zeroMajor == BreakingRaisesMinor)
		if got := slices.Contains(python[pythonRange(last)][0], next.Python()); got != want {
			t.Errorf("%s takes %s, %s: %t, want %t", pythonRange(last), next, step.level, got, want)
		}
		caret, err := masterminds.NewConstraint("^" + last.String())
		if err != nil {
			t.Fatal(err)
		}
		if last.major == 0 && last.minor == 0 {
			want = false // ^0.0.3 takes nothing but 0.0.3.
		}
		if got := caret.Check(masterminds.MustParse(next.String())); got != want {
			t.Errorf("^%s takes %s, %s: %t, want %t", last, next, step.level, got, want)
		}
	}
}

// The constraints of Masterminds, by which the steps are judged, are npm's as far as they are used. In ranges that begin at
// a pre-release they are not: npm takes pre-releases of that one version, and Masterminds any.
func TestConstraintsAsNPMHasThem(t *testing.T) {
	for _, text := range npmRanges {
		if strings.Contains(text, "-") {
			continue
		}
		constraint, err := masterminds.NewConstraint(text)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, probe := range probes {
			if constraint.Check(masterminds.MustParse(probe)) {
				got = append(got, probe)
			}
		}
		if diff := cmp.Diff(npm(t).Takes[text], got); diff != "" {
			t.Errorf("%s (-npm +got):\n%s", text, diff)
		}
	}
}
