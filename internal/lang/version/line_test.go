package version

import (
	"slices"
	"strings"
	"testing"
)

func TestParseLine(t *testing.T) {
	for text, want := range map[string]string{"0.174": "0.174", "0.174.x": "0.174", "1": "1", "1.x": "1", "12.0": "12.0"} {
		if got, err := ParseLine(text); err != nil || got.String() != want || LineOfBranch("release/"+text) != got || got.Branch() != "release/"+want {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "v1", "1.2.3", "01", "1.", ".1", "x", "1.x.x", "next", "1 ", "9999999999"} {
		_, err := ParseLine(text)
		wantError(t, err, "as in 0.174 or 1")
		if !LineOfBranch("release/" + text).IsZero() {
			t.Errorf("release/%s maintains a line", text)
		}
	}
	if !LineOfBranch("main").IsZero() || !LineOfBranch("").IsZero() || !LineOfBranch("feature/1.2").IsZero() || (Line{}).Branch() != "" {
		t.Error("a branch that maintains no line has one")
	}
}

func TestLineContains(t *testing.T) {
	for _, test := range []struct {
		line, version string
		want          bool
	}{
		{"0.174", "0.174.0", true}, {"0.174", "0.174.9", true}, {"0.174", "0.174.1-rc.1", true}, {"0.174", "0.175.0", false}, {"0.174", "1.174.0", false},
		{"1", "1.0.0", true}, {"1", "1.9.3", true}, {"1", "2.0.0", false}, {"1.4", "1.5.0", false},
	} {
		l, err := ParseLine(test.line)
		if err != nil || l.Contains(must(t, test.version)) != test.want || !l.Contains(l.First()) {
			t.Errorf("%s in %s: not %t, %v", test.version, test.line, test.want, err)
		}
	}
	for text, want := range map[string]bool{"0.173.9": false, "0.174.0": false, "0.174.8": false, "0.175.0": true, "0.175.0-rc.1": true, "1.0.0": true, "0.174.0-rc.1": false} {
		if got := LineOfBranch("release/0.174").Exceeds(must(t, text)); got != want {
			t.Errorf("%s exceeds the line: %t", text, got)
		}
	}
	if !(Line{}).Contains(must(t, "7.8.9")) || (Line{}).Exceeds(must(t, "7.8.9")) {
		t.Error("the newest versions lack one")
	}
}

func TestDistTags(t *testing.T) {
	for _, test := range []struct{ version, line, known, want string }{
		{"1.2.3", "", "", "latest next"},
		{"1.2.3", "", "1.2.2 1.2.3-rc.1", "latest next"},
		{"1.2.3-rc.1", "", "1.2.2", "next"},
		{"1.2.3-alpha.1", "", "", "next"},
		{"1.2.3-pr.7.1.gabc1234", "", "1.2.2", "pr-7"},
		{"1.2.3", "1.2", "1.2.2 1.3.0", "release-1.2"},
		{"1.2.3", "1.2", "1.2.2 1.3.0-rc.1", "release-1.2 latest next"},
		{"1.2.3", "1.2", "1.2.3", "release-1.2 latest next"},
		{"1.2.3", "1", "1.2.2 2.0.0", "release-1"},
		{"1.2.3-rc.1", "1.2", "1.3.0", "release-1.2-next"},
		{"1.2.3-rc.1", "1.2", "1.2.2", "release-1.2-next next"},
		{"", "", "", ""},
	} {
		var l Line
		var err error
		if test.line != "" {
			if l, err = ParseLine(test.line); err != nil {
				t.Fatal(err)
			}
		}
		var known []Version
		for text := range strings.FieldsSeq(test.known) {
			known = append(known, must(t, text))
		}
		if got := strings.Join(DistTags(must(t, test.version), l, known), " "); got != test.want {
			t.Errorf("%s of the line %q beside %s: got %q, want %q", test.version, test.line, test.known, got, test.want)
		}
	}
}

// A pre-release never moves latest, whatever else exists, and neither does a version of a line below the highest one.
func TestDistTagsOfTheGrid(t *testing.T) {
	versions := grid(t)
	for _, v := range versions {
		for _, l := range []Line{{}, {v.major, v.minor, 2}, {v.major, 0, 1}} {
			for _, other := range versions {
				tags := DistTags(v, l, []Version{other})
				below := !l.IsZero() && other.Stage() == Final && other.Compare(v) > 0
				if len(tags) == 0 || slices.Contains(tags, TagLatest) && (v.Stage() != Final || below) || slices.Contains(tags, TagNext) && below {
					t.Fatalf("%s of %q beside %s gets %v", v, l, other, tags)
				}
			}
		}
	}
}

func TestParsePre(t *testing.T) {
	for text, want := range map[string]string{"rc": "1.0.0-rc.0", "beta": "1.0.0-beta.0", "alpha": "1.0.0-alpha.0", "rc.2": "1.0.0-rc.2", "alpha.10": "1.0.0-alpha.10"} {
		stage, number, err := ParsePre(text)
		if err != nil {
			t.Fatal(err)
		}
		if got, err := must(t, "1.0.0").WithStage(stage, number); err != nil || got.String() != want || !got.IsPre() || got.Number() != number {
			t.Errorf("%s: got %v, %v", text, got, err)
		}
	}
	for _, text := range []string{"", "canary", "RC", "rc.", "rc.0", "rc.01", "rc.x", "rc.1.2", "pr.1", "a", "99", "rc.-1"} {
		_, _, err := ParsePre(text)
		wantError(t, err, "alpha, beta and rc alone")
	}
}
