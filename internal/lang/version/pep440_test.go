package version

import (
	"strings"
	"testing"
)

// inOrder has every kind of version that PEP 440 knows, the oldest first. Spellings of one version stand in one line.
var inOrder = [][]string{
	{"0.dev0", "0dev", "0.0.0.dev"},
	{"0", "0.0", "v0", "0!0", "00"},
	{"1.dev1"},
	{"1a0.dev1", "1.0-alpha-dev1"},
	{"1a0", "1a", "1.alpha", "1_A_0", "1a-0"},
	{"1a0.post0.dev3"},
	{"1a0.post0", "1a0-0", "1a.rev"},
	{"1a2", "1alpha02"},
	{"1a10"},
	{"1b1.dev1"},
	{"1b1", "1-beta-1"},
	{"1rc1.dev5"},
	{"1rc1", "1c1", "1pre1", "1preview1", "1.0.0-PREVIEW.1", "1-rc.1"},
	{"1rc2"},
	{"1", "1.0", "1.0.0", " 1.0\n", "01.00"},
	{"1+a"},
	{"1+a.b"},
	{"1+ab"},
	{"1+1", "1+01", "1.0+1"},
	{"1+1.0", "1+1-0", "1+1_0"},
	{"1+10"},
	{"1.post0.dev0"},
	{"1.post0", "1-0", "1-r", "1.rev", "1post"},
	{"1.post1", "1-1", "1.0.post1", "1.r1"},
	{"1.post1+x"},
	{"1.post10"},
	{"1.0.1.dev1"},
	{"1.2"},
	{"1.10"},
	{"99999999999999999999999999999999"},
	{"100000000000000000000000000000000"},
	{"1!0.dev1"},
	{"1!0"},
	{"2!0"},
	{"10!0"},
}

func TestPEP440Order(t *testing.T) {
	for i, line := range inOrder {
		for j, other := range inOrder {
			want := min(1, max(-1, i-j))
			for _, a := range line {
				for _, b := range other {
					v, err := ParsePEP440(a)
					if err != nil {
						t.Fatal(err)
					}
					w, err := ParsePEP440(b)
					if err != nil {
						t.Fatal(err)
					}
					if got := v.Compare(w); got != want {
						t.Errorf("%q against %q: got %d, want %d", a, b, got, want)
					}
				}
			}
		}
	}
}

func TestParsePEP440Refuses(t *testing.T) {
	for _, text := range append(noPEP440, strings.Repeat("1.", 200)+"1") {
		v, err := ParsePEP440(text)
		wantError(t, err, "is no version of a Python package")
		if got := v.String(); got != "" {
			t.Errorf("%q: an error and %s", text, got)
		}
	}
}

// noPEP440 looks like a version and is none.
var noPEP440 = []string{
	"", "v", "a", "1.", ".1", "1..2", "1!", "!1", "1.2.x", "1.2.3-pr.123.4.gabc1234", "1-2-3", "1+", "1+a+b", "1+a..b", "1+-a", "1 2",
	"1.dev1.post1", "1.post1a1", "1a1b1", "1.0.١", "1.poſt1", "1.0-", "1__a1", "latest", "1.0.*", "==1.0",
}

func TestParsePython(t *testing.T) {
	for text, want := range map[string]string{
		"1.2.3": "1.2.3", "1.2.3rc1": "1.2.3-rc.1", "v1.2.3-RC.1": "1.2.3-rc.1", "1.2.3alpha": "1.2.3-alpha.0", "0!1.2.3b2": "1.2.3-beta.2",
	} {
		if got, err := ParsePython(text); err != nil || got != must(t, want) {
			t.Errorf("%s: got %v, %v, want %s", text, got, err, want)
		}
	}
	for _, text := range []string{"1.2", "1.2.3.4", "1.2.3.dev123000004", "1.2.3.post1", "1!1.2.3", "1.2.3a1.dev1", "1.2.3+x", "1.2.99999999999999999999"} {
		_, err := ParsePython(text)
		wantError(t, err, "is no version that we release")
	}
	_, err := ParsePython("one")
	wantError(t, err, "is no version of a Python package")
}

func FuzzPEP440(f *testing.F) {
	for _, line := range inOrder {
		f.Add(line[0], line[len(line)-1])
	}
	f.Fuzz(func(t *testing.T, a, b string) {
		v, err := ParsePEP440(a)
		if err != nil {
			return
		}
		if again, err := ParsePEP440(v.String()); err != nil || again.Compare(v) != 0 || again.String() != v.String() {
			t.Errorf("%q is %s, which is read as %s, %v", a, v, again, err)
		}
		if w, err := ParsePEP440(b); err == nil && v.Compare(w) != -w.Compare(v) {
			t.Errorf("%s against %s: %d, and %d the other way", v, w, v.Compare(w), w.Compare(v))
		}
	})
}
