package version

import (
	"encoding/json"
	"strings"
	"testing"
)

// must is a version that the test is sure of.
func must(t *testing.T, text string) Version {
	t.Helper()
	if text == "" {
		return Version{}
	}
	v, err := Parse(text)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// wantError fails unless err is one line that has the text.
func wantError(t *testing.T, err error, text string) {
	t.Helper()
	if err == nil || !strings.Contains(err.Error(), text) || strings.Contains(err.Error(), "\n") {
		t.Errorf("got error %v, want one line with %s", err, text)
	}
}

func TestDialects(t *testing.T) {
	tests := []struct{ npm, python, golang, tag, distTag string }{
		{"1.2.3", "1.2.3", "v1.2.3", "gen/go/v1.2.3", "latest next"},
		{"0.0.0", "0.0.0", "v0.0.0", "gen/go/v0.0.0", "latest next"},
		{"2.0.0", "2.0.0", "v2.0.0", "gen/go/v2.0.0", "latest next"},
		{"1.2.3-alpha.1", "1.2.3a1", "v1.2.3-alpha.1", "gen/go/v1.2.3-alpha.1", "next"},
		{"1.2.3-beta.2", "1.2.3b2", "v1.2.3-beta.2", "gen/go/v1.2.3-beta.2", "next"},
		{"1.2.3-rc.10", "1.2.3rc10", "v1.2.3-rc.10", "gen/go/v1.2.3-rc.10", "next"},
		{"1.2.3-rc.0", "1.2.3rc0", "v1.2.3-rc.0", "gen/go/v1.2.3-rc.0", "next"},
		{"1.2.3-pr.123.4.gabc1234", "1.2.3.dev123000004", "v1.2.3-pr.123.4.gabc1234", "gen/go/v1.2.3-pr.123.4.gabc1234", "pr-123"},
		{"1.2.3-pr.1.999999.g0000000", "1.2.3.dev1999999", "v1.2.3-pr.1.999999.g0000000", "gen/go/v1.2.3-pr.1.999999.g0000000", "pr-1"},
		{"", "", "", "", ""},
	}
	for _, test := range tests {
		v := must(t, test.npm)
		if got := v.String(); got != test.npm {
			t.Errorf("npm: got %s, want %s", got, test.npm)
		}
		if got := v.Python(); got != test.python {
			t.Errorf("Python: got %s, want %s", got, test.python)
		}
		if got := v.Go(); got != test.golang {
			t.Errorf("Go: got %s, want %s", got, test.golang)
		}
		if got := v.GoTag("gen/go"); got != test.tag {
			t.Errorf("tag: got %s, want %s", got, test.tag)
		}
		if got := v.GoTag(""); got != test.golang {
			t.Errorf("tag at the root: got %s, want %s", got, test.golang)
		}
		if got := strings.Join(DistTags(v, Line{}, nil), " "); got != test.distTag {
			t.Errorf("dist-tag: got %s, want %s", got, test.distTag)
		}
		if v.IsZero() {
			continue
		}
		if got, err := ParseGoTag("gen/go/", test.tag); got != v || err != nil {
			t.Errorf("%s: got %v, %v", test.tag, got, err)
		}
		if got, err := ParsePython(test.python); v.Stage() != Preview && (got != v || err != nil) {
			t.Errorf("%s: got %v, %v", test.python, got, err)
		}
	}
}

func TestParseRefuses(t *testing.T) {
	tests := map[string]string{
		"":                            `"" is no version: write three numbers, as in 1.2.0`,
		"1.2":                         `"1.2" is no version: write three numbers, as in 1.2.0`,
		"1":                           "write three numbers",
		"1.2.3.4":                     "write three numbers",
		"1.2.x":                       "write three numbers",
		"latest":                      "write three numbers",
		"v1.2.3":                      `"v1.2.3" is no version: leave out the v, as in 1.2.3`,
		"v1.2":                        "write three numbers",
		"01.2.3":                      "PEP 440 has it, so write 1.2.3",
		"1.2.3rc1":                    `"1.2.3rc1" is no version: this is how PEP 440 has it, so write 1.2.3-rc.1`,
		"1.2.3-rc1":                   "as in 1.2.0-rc.1",
		"1.2.3-rc":                    "as in 1.2.0-rc.1",
		"1.2.3-RC.1":                  "as in 1.2.0-rc.1",
		"1.2.3-rc.1.2":                "as in 1.2.0-rc.1",
		"1.2.3-rc.x":                  "as in 1.2.0-rc.1",
		"1.2.3-next.1":                "as in 1.2.0-rc.1",
		"1.2.3-rc.01":                 "PEP 440 has it, so write 1.2.3-rc.1",
		"1.2.3-":                      "write three numbers",
		"1.2.3+build.5":               "leave it out",
		"1.2.3-rc.1+build.5":          "leave it out",
		"1.2.3-pr.123":                "as in 1.2.0-pr.123.4.gabc1234",
		"1.2.3-pr.123.4.abc1234":      "as in 1.2.0-pr.123.4.gabc1234",
		"1.2.3-pr.123.4.gabc123":      "as in 1.2.0-pr.123.4.gabc1234",
		"1.2.3-pr.123.4.gABC1234":     "as in 1.2.0-pr.123.4.gabc1234",
		"1.2.3-pr.0.4.gabc1234":       "as in 1.2.0-pr.123.4.gabc1234",
		"1.2.3-pr.1.1000000.gabc1234": "as in 1.2.0-pr.123.4.gabc1234",
		"1.2.9007199254740991":        "go up to 9007199254740990",
		"1.2.99999999999999999999":    "go up to 9007199254740990",
		"1.2.3-rc.9007199254740991":   "as in 1.2.0-rc.1",
		strings.Repeat("9", 1<<20):    "… is no version",
		"1.2.3\n":                     "PEP 440 has it, so write 1.2.3",
		"1.2.٣":                       "write three numbers",
	}
	for text, want := range tests {
		v, err := Parse(text)
		wantError(t, err, want)
		if !v.IsZero() {
			t.Errorf("%q: an error and %v", text, v)
		}
	}
}

func TestWithStageAndPreview(t *testing.T) {
	v := must(t, "1.2.3-rc.1")
	if got, err := v.WithStage(Beta, 7); err != nil || got.String() != "1.2.3-beta.7" {
		t.Errorf("got %v, %v", got, err)
	}
	if got, err := v.WithPreview(123, 4, "abc1234"); err != nil || got != must(t, "1.2.3-pr.123.4.gabc1234") {
		t.Errorf("got %v, %v", got, err)
	}
	whole := strings.Repeat("0123456789", 4)
	if got, err := v.WithPreview(123, 4, whole); err != nil || got.String() != "1.2.3-pr.123.4.g012345678901" {
		t.Errorf("a whole hash: got %v, %v", got, err)
	}
	if got := v.Core().String(); got != "1.2.3" {
		t.Errorf("core: got %s", got)
	}
	if !(Version{}).Core().IsZero() {
		t.Error("none has a core")
	}
	for _, stage := range []Stage{none, Preview, Final, Final + 1, -1} {
		_, err := v.WithStage(stage, 1)
		wantError(t, err, "as in 1.2.3-rc.1")
	}
	_, err := v.WithStage(Alpha, mostNumber+1)
	wantError(t, err, "9007199254740991 is too large")
	_, err = Version{}.WithStage(Alpha, 1)
	wantError(t, err, "of a version")
	_, err = Version{}.WithPreview(1, 1, "abc1234")
	wantError(t, err, "needs the version")
	for _, test := range []struct {
		pull, run    uint64
		commit, want string
	}{
		{0, 1, "abc1234", "0 is no number of a pull request"},
		{mostPull + 1, 1, "abc1234", "1000000000 is no number of a pull request"},
		{1, mostRuns, "abc1234", "1000000 is too large for the run"},
		{1, 1, "", `"" is no commit`},
		{1, 1, "abc123", "7 to 40 lower-case hexadecimal digits"},
		{1, 1, "ABC1234", "7 to 40 lower-case hexadecimal digits"},
		{1, 1, "HEAD~10", "7 to 40 lower-case hexadecimal digits"},
		{1, 1, strings.Repeat("a", 41), "7 to 40 lower-case hexadecimal digits"},
	} {
		_, err := v.WithPreview(test.pull, test.run, test.commit)
		wantError(t, err, test.want)
	}
}

func TestVersionInJSON(t *testing.T) {
	type release struct {
		Last Version `json:"last"`
		Next Version `json:"next"`
	}
	want := release{Next: must(t, "0.1.0-rc.1")}
	text, err := json.Marshal(want)
	if err != nil || string(text) != `{"last":"","next":"0.1.0-rc.1"}` {
		t.Errorf("got %s, %v", text, err)
	}
	var got release
	if err := json.Unmarshal(text, &got); err != nil || got != want {
		t.Errorf("got %v, %v", got, err)
	}
	wantError(t, json.Unmarshal([]byte(`{"next":"1.2"}`), &got), "as in 1.2.0")
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{"1.2.3", "1.2.3-rc.1", "1.2.3-pr.123.4.gabc1234", "v1.2.3", "1.2.3rc1", "1.2", "1.2.3+a.b", "vvv1", "1.2.3-0"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, text string) {
		v, err := Parse(text)
		if err != nil {
			if strings.Contains(err.Error(), "\n") || len(err.Error()) > 600 {
				t.Errorf("not one line: %q", err.Error())
			}
			return
		}
		if v.String() != text {
			t.Errorf("%q comes back as %s", text, v)
		}
		python, err := ParsePEP440(v.Python())
		if err != nil || python.String() != v.Python() {
			t.Errorf("%s is not in normal form: %v, %v", v.Python(), python, err)
		}
	})
}
