package version

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	masterminds "github.com/Masterminds/semver/v3"
	"golang.org/x/mod/semver"
)

// grid has every stage of neighbouring versions, with the numbers at which an order by text goes wrong.
func grid(t *testing.T) []Version {
	t.Helper()
	var versions []Version
	for _, core := range []string{"0.0.0", "0.1.0", "0.1.1", "0.2.0", "0.9.9", "0.9.10", "0.10.0", "1.0.0", "1.0.1", "2.0.0", "9.0.0", "10.0.0"} {
		versions = append(versions, must(t, core))
		for _, suffix := range []string{
			"alpha.0", "alpha.9", "alpha.10", "beta.1", "beta.10", "rc.0", "rc.9", "rc.10",
			"pr.1.0.g0000000", "pr.1.9.gabc1234", "pr.1.9.gabd1234", "pr.1.10.g0123456", "pr.9.999999.gfffffff", "pr.10.0.g0000000", "pr.999999999.0.gabcdef0",
		} {
			versions = append(versions, must(t, core+"-"+suffix))
		}
	}
	return versions
}

// random is any version that we release, from few enough numbers that equal ones are frequent.
func random(t *testing.T, source *rand.Rand) Version {
	t.Helper()
	numbers := []uint64{0, 1, 2, 9, 10, 11, 99, 100, 4_294_967_296, mostNumber}
	number := func() uint64 { return numbers[source.IntN(len(numbers))] }
	v := Version{major: source.Uint64N(3), minor: source.Uint64N(2), patch: number(), stage: Final}
	var err error
	switch stage := []Stage{Alpha, Beta, Preview, Candidate, Final}[source.IntN(5)]; stage {
	case Final:
	case Preview:
		v, err = v.WithPreview(1+source.Uint64N(12), []uint64{0, 1, 9, 10, mostRuns - 1}[source.IntN(5)], fmt.Sprintf("%07x", source.Uint64N(3)))
	default:
		v, err = v.WithStage(stage, number())
	}
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// checkOrder holds the order of two versions in each dialect against Compare.
func checkOrder(t *testing.T, v, w Version) {
	t.Helper()
	want := v.Compare(w)
	if back := w.Compare(v); back != -want {
		t.Errorf("%s against %s: %d, and %d the other way", v, w, want, back)
	}
	if (want == 0) != (v == w) {
		t.Errorf("%s against %s: %d", v, w, want)
	}
	if got := semver.Compare(v.Go(), w.Go()); got != want {
		t.Errorf("Go has %s against %s as %d, want %d", v, w, got, want)
	}
	if got := masterminds.MustParse(v.String()).Compare(masterminds.MustParse(w.String())); got != want {
		t.Errorf("SemVer has %s against %s as %d, want %d", v, w, got, want)
	}
	python, err := ParsePEP440(v.Python())
	if err != nil {
		t.Fatal(err)
	}
	other, err := ParsePEP440(w.Python())
	if err != nil {
		t.Fatal(err)
	}
	switch got := python.Compare(other); {
	case sameOrder(v, w) != sameOrder(w, v):
		t.Errorf("sameOrder of %s and %s depends on which comes first", v, w)
	case sameOrder(v, w) != (got == want):
		t.Errorf("PEP 440 has %s against %s as %d, SemVer as %d, and sameOrder says %t", v.Python(), w.Python(), got, want, sameOrder(v, w))
	case !sameOrder(v, w) && v.Core() != w.Core():
		t.Errorf("%s and %s have two orders, though they lead up to different releases", v, w)
	}
}

func TestOneOrderInAllDialects(t *testing.T) {
	versions := grid(t)
	for _, v := range versions {
		for _, w := range versions {
			checkOrder(t, v, w)
		}
	}
	source := rand.New(rand.NewPCG(1, 2))
	for range 20_000 {
		checkOrder(t, random(t, source), random(t, source))
	}
}

func TestSameOrder(t *testing.T) {
	for _, test := range []struct {
		v, w string
		want bool
	}{
		{"1.2.3-pr.1.1.gabc1234", "1.2.3-alpha.1", false},
		{"1.2.3-pr.1.1.gabc1234", "1.2.3-beta.1", false},
		{"1.2.3-pr.1.1.gabc1234", "1.2.3-pr.1.1.gabc1235", false},
		{"1.2.3-pr.1.1.gabc1234", "1.2.3-pr.1.2.gabc1235", true},
		{"1.2.3-pr.1.1.gabc1234", "1.2.3-pr.2.1.gabc1235", true},
		{"1.2.3-pr.1.1.gabc1234", "1.2.3-rc.1", true},
		{"1.2.3-pr.1.1.gabc1234", "1.2.3", true},
		{"1.2.3-pr.1.1.gabc1234", "1.2.2", true},
		{"1.2.3-pr.1.1.gabc1234", "1.2.4-alpha.1", true},
		{"1.2.3-alpha.1", "1.2.3-beta.1", true},
		{"1.2.3", "", true},
		{"", "", true},
	} {
		v, w := must(t, test.v), must(t, test.w)
		if got := sameOrder(v, w); got != test.want {
			t.Errorf("%s and %s: got %t", v, w, got)
		}
	}
	if (Version{}).Compare(must(t, "0.0.0-alpha.0")) != -1 {
		t.Error("none is not the oldest")
	}
}

// What the package says of another spelling: it would leave no pair of versions with two orders, but for previews of one
// run.
func TestAnotherSpellingOfPreviews(t *testing.T) {
	read := func(v Version) PEP440 {
		text := v.Python()
		if v.Stage() == Preview {
			text = strings.Replace(text, ".dev", "rc0.dev", 1)
		}
		parsed, err := ParsePEP440(text)
		if err != nil {
			t.Fatal(err)
		}
		return parsed
	}
	versions := grid(t)
	for _, v := range versions {
		for _, w := range versions {
			oneRun := v.Stage() == Preview && w.Stage() == Preview && !sameOrder(v, w)
			if read(v).Compare(read(w)) != v.Compare(w) && !oneRun {
				t.Errorf("%s against %s", read(v), read(w))
			}
		}
	}
}

// Two previews that are not the same have two versions in PEP 440 too, unless they share pull request and run.
func TestPreviewsDontCollide(t *testing.T) {
	seen := map[string]string{}
	for _, pull := range []uint64{1, 2, 9, 10, 11, 99, 100, 1000, 1001, 10_000, mostPull - 1, mostPull} {
		for _, run := range []uint64{0, 1, 9, 10, 99, 100, 999, 1000, 99_999, 100_000, mostRuns - 1} {
			v, err := must(t, "1.2.3").WithPreview(pull, run, "abc1234")
			if err != nil {
				t.Fatal(err)
			}
			if other, ok := seen[v.Python()]; ok {
				t.Errorf("%s and %s are both %s", other, v, v.Python())
			}
			seen[v.Python()] = v.String()
		}
	}
}

// sameOrder reports whether v and w have one order in all feeds. They have not where one is a preview and the other an alpha
// or beta of the same core: npm has the preview for the newer one, so that a range such as ^1.2.3-alpha.1 takes it, PEP
// 440 for the older one. Nor where they are previews of the same pull request and run: these are one version to PEP 440.
func sameOrder(v, w Version) bool {
	if v == w || v.Core() != w.Core() {
		return true
	}
	if v.stage > w.stage {
		v, w = w, v
	}
	switch {
	case v.stage == Preview && w.stage == Preview:
		return v.pull != w.pull || v.run != w.run
	case w.stage == Preview:
		return v.stage == none
	default:
		return true
	}
}
