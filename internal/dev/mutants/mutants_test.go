package mutants

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
)

// module has a package of which it is known what its tests notice.
var module = map[string]string{
	"go.mod": "module example.com/m\n\ngo 1.26\n",
	"m.go": `package m

const limit = 3

func Below(n int) bool { return n < limit }

func Unseen(n int) bool { return n > 0 }

func Count(n int) (steps int) {
	for n > 0 {
		n--
		steps++
	}
	return steps
}

func Outer() {
outer:
	for {
		for {
			break outer
		}
	}
}
`,
	"m_test.go": `package m

import "testing"

func TestAll(t *testing.T) {
	if !Below(2) || Below(3) || Count(2) != 2 {
		t.Error("wrong")
	}
	Outer()
}
`,
}

func written(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func TestMeasure(t *testing.T) {
	dir := written(t, module)
	o := Options{Root: dir, Packages: []string{"."}, Slack: 2 * time.Second}
	results, err := Measure(t.Context(), progress.Discard(), o)
	if err != nil {
		t.Fatal(err)
	}
	var text bytes.Buffer
	if err := Write(&text, "text", results); err != nil {
		t.Fatal(err)
	}
	// Count never ends without n--. Outer does not compile without its break, which is therefore not counted.
	want := `package          mutants  killed  of these timed out  survived  share killed
example.com/m    11       8       1                   3         72 %
m.go:7: >= instead of >: func Unseen(n int) bool { return n > 0 }
m.go:7: 1 instead of 0: func Unseen(n int) bool { return n > 0 }
m.go:7: -1 instead of 0: func Unseen(n int) bool { return n > 0 }
`
	if fields(text.String()) != fields(want) {
		t.Errorf("got\n%s\nwant\n%s", text.String(), want)
	}
	for name, content := range module {
		if now, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(now) != content {
			t.Errorf("%s was changed: %v", name, err)
		}
	}
	if left, _ := os.ReadDir(dir); len(left) != len(module) {
		t.Errorf("files were left: %v", left)
	}
}

func fields(text string) string { return strings.Join(strings.Fields(text), " ") }

func TestSampleDependsOnTheSeed(t *testing.T) {
	dir := written(t, module)
	sampled := func(seed uint64) []Mutant {
		o := Options{Root: dir, Packages: []string{"."}, Sample: 5, Seed: seed}
		packages, err := list(t.Context(), dir, ".")
		if err != nil {
			t.Fatal(err)
		}
		all, err := sample(t.Context(), packages[0], o)
		if err != nil {
			t.Fatal(err)
		}
		for i := range all {
			all[i].within = nil
		}
		return all
	}
	if first := sampled(1); len(first) != 5 || !reflect.DeepEqual(first, sampled(1)) || reflect.DeepEqual(first, sampled(2)) {
		t.Errorf("the samples are %v, %v and %v", first, sampled(1), sampled(2))
	}
}

func TestMeasureNeedsTestsThatPass(t *testing.T) {
	for name, files := range map[string]map[string]string{
		"has no tests":                      {"go.mod": module["go.mod"], "m.go": module["m.go"]},
		"the tests fail without any mutant": {"go.mod": module["go.mod"], "m.go": strings.Replace(module["m.go"], "limit = 3", "limit = 4", 1), "m_test.go": module["m_test.go"]},
		"the package does not compile":      {"go.mod": module["go.mod"], "m.go": "package m\n\nfunc f() int {}\n", "m_test.go": module["m_test.go"]},
	} {
		_, err := Measure(t.Context(), progress.Discard(), Options{Root: written(t, files), Packages: []string{"."}})
		if err == nil || !strings.Contains(err.Error(), name) && !strings.Contains(err.Error(), "missing return") {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

func TestSites(t *testing.T) {
	const file = `package m

func f(a, b int, on bool) int {
	switch {
	case a < b && on:
		b += 2
	case on:
		return a - b
	}
	if on {
		g(true)
	}
	if a == b {
		h(
			1)
	}
	c := a
	return c
}
`
	path := filepath.Join(t.TempDir(), "m.go")
	if err := os.WriteFile(path, []byte(file), 0o600); err != nil {
		t.Fatal(err)
	}
	all, err := ofFile(path, "m.go")
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, m := range all {
		_, changed, _ := strings.Cut(string(m.applied([]byte(file), 0, len(file))), "\n\n")
		line := strings.Split(changed, "\n")[m.Line-3]
		got = append(got, strings.TrimSpace(line))
	}
	want := []string{
		"case !(a < b && on):", "case a <= b && on:", "case a < b || on:", "", "b += 3", "b += 1", "case !(on):", "", "return a + b",
		"if !(on) {", "", "g(false)", "if a != b {", "2)", "0)", "",
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("the mutants are %q, want %q", got, want)
	}
}

func TestWriteJSON(t *testing.T) {
	var text bytes.Buffer
	results := []Result{{Package: "p", Mutants: 3, Killed: 2, Survivors: []Mutant{{File: "a.go", Line: 7, Change: "< instead of <=", Code: "a <= b"}}}}
	if err := Write(&text, "json", results); err != nil {
		t.Fatal(err)
	}
	var read []Result
	if err := json.Unmarshal(text.Bytes(), &read); err != nil || !reflect.DeepEqual(read, results) {
		t.Errorf("%s is read as %v: %v", text.String(), read, err)
	}
	if share := results[0].Share(); share != 66 {
		t.Errorf("the share is %d", share)
	}
	if share := (Result{}).Share(); share != 100 {
		t.Errorf("the share of no mutants is %d", share)
	}
}
