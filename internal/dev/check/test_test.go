package check

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/buf"
)

// events is what go test -json writes about a package that passes, one that fails and one that cannot be built.
const events = `{"Action":"start","Package":"github.com/qdrant/qdrant-cloud-public-api/internal/a"}
{"Action":"output","Package":"github.com/qdrant/qdrant-cloud-public-api/internal/a","Test":"TestGood","Output":"=== RUN TestGood\n"}
{"Action":"pass","Package":"github.com/qdrant/qdrant-cloud-public-api/internal/a","Test":"TestGood","Elapsed":0.5}
{"Action":"skip","Package":"github.com/qdrant/qdrant-cloud-public-api/internal/a","Test":"TestLeftOut","Elapsed":0}
{"Action":"output","Package":"github.com/qdrant/qdrant-cloud-public-api/internal/b","Test":"TestBad","Output":"    b_test.go:7: wrong\n"}
{"Action":"fail","Package":"github.com/qdrant/qdrant-cloud-public-api/internal/b","Test":"TestBad","Elapsed":0.01}
{"Action":"fail","Package":"github.com/qdrant/qdrant-cloud-public-api/internal/b","Elapsed":12.5}
{"ImportPath":"github.com/qdrant/qdrant-cloud-public-api/internal/c","Action":"build-output","Output":"internal/c/c.go:1:1: syntax error\n"}
{"ImportPath":"github.com/qdrant/qdrant-cloud-public-api/internal/c","Action":"build-fail"}
{"Action":"fail","Package":"github.com/qdrant/qdrant-cloud-public-api/internal/c","Elapsed":0}
{"Action":"pass","Package":"github.com/qdrant/qdrant-cloud-public-api/internal/a","Elapsed":1.5}
{"Action":"output","Package":"github.com/qdrant/qdrant-cloud-public-api/internal/d","Output":"ok  \tinternal/d\t(cached)\n"}
{"Action":"pass","Package":"github.com/qdrant/qdrant-cloud-public-api/internal/d","Elapsed":0}
{"Action":"skip","Package":"github.com/qdrant/qdrant-cloud-public-api/cmd/e","Elapsed":0}
go: a message of the go command
`

func TestOutputIsForPeople(t *testing.T) {
	for _, size := range []int{1, 7, len(events)} { // A write ends anywhere.
		var out strings.Builder
		o := &testOutput{out: &out, running: map[string]*testPackage{}}
		for rest := events; rest != ""; {
			n := min(size, len(rest))
			if written, err := o.Write([]byte(rest[:n])); err != nil || written != n {
				t.Fatal(written, err)
			}
			rest = rest[n:]
		}
		o.summary()
		const want = `    b_test.go:7: wrong
FAIL      12.5s  internal/b
internal/c/c.go:1:1: syntax error
FAIL      0.00s  internal/c
ok        1.50s  internal/a
ok       cached  internal/d
ok     no tests  cmd/e
go: a message of the go command

slowest packages:
    12.5s  internal/b
    1.50s  internal/a
    0.00s  internal/c
    0.00s  cmd/e
5 packages, 1 cached, 14.0s of tests, 1 tests are for a full run
`
		if out.String() != want {
			t.Errorf("got\n%s\nwant\n%s", out.String(), want)
		}
		if o.failed != 2 {
			t.Errorf("%d packages failed", o.failed)
		}
	}
}

// A module of its own has one package that passes, one that fails on demand and one that skips.
func TestTest(t *testing.T) {
	root := t.TempDir()
	put(t, filepath.Join(root, "go.mod"), "module example.com/m\n\ngo 1.26\n", 0o644)
	test := func(body string) string {
		return "package p\n\nimport \"testing\"\n\nfunc TestIt(t *testing.T) {\n\t" + body + "\n}\n"
	}
	for _, c := range []struct {
		name, body string
		quick      bool
		printed    string
		summary    string // summary is that of the findings; empty where there are none.
	}{
		{"passes", "t.Log(testing.Short())", false, "ok ", ""},
		{"fails", "t.Error(\"wrong\")", false, "p_test.go:6: wrong", "tests of 1 packages failed (see above)"},
		{"skips", "t.Skip()", false, "ok ", "a full run skips no test"},
		{"skips in a quick run", "if testing.Short() {\n\t\tt.Skip()\n\t}", true, "1 tests are for a full run", ""},
		{"is left to vet", "t.Errorf(\"%d\", \"text\")", true, "wrong type string", "tests of 1 packages failed (see above)"},
	} {
		t.Run(c.name, func(t *testing.T) {
			put(t, filepath.Join(root, "p/p_test.go"), test(c.body), 0o644)
			var out strings.Builder
			err := Test(t.Context(), TestOptions{Root: root, Quick: c.quick, Out: &out})
			var findings *buf.Findings
			if errors.As(err, &findings) != (c.summary != "") || findings != nil && findings.Summary != c.summary || findings == nil && err != nil {
				t.Errorf("got %v, want %q", err, c.summary)
			}
			if !strings.Contains(out.String(), c.printed) || !strings.Contains(out.String(), "example.com/m/p") {
				t.Errorf("printed\n%s\nwant …%s…", out.String(), c.printed)
			}
		})
	}
}

// TestCollectionOfAPerson keeps what somebody has set for the collection of garbage, whose machine may have little memory.
func TestCollectionOfAPerson(t *testing.T) {
	for name, want := range map[string]string{"": "GOGC=400 GOMEMLIMIT=3GiB", "GOGC": "GOMEMLIMIT=3GiB", "GOMEMLIMIT": "GOGC=400"} {
		set := func(asked string) string { return map[string]string{name: "50"}[asked] }
		if got := strings.Join(rarelyCollecting(set), " "); got != want {
			t.Errorf("with %s set: %q, want %q", name, got, want)
		}
	}
}
