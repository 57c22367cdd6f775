package fulltest

import (
	"flag"
	"testing"
)

// recorder notes how a test was left out.
type recorder struct {
	testing.TB

	skipped []any
}

func (r *recorder) Helper() {}

func (r *recorder) Skip(args ...any) { r.skipped = append(r.skipped, args...) }

func TestOnly(t *testing.T) {
	short := flag.Lookup("test.short").Value
	before := short.String()
	t.Cleanup(func() {
		if err := short.Set(before); err != nil {
			t.Error(err)
		}
	})
	for value, want := range map[string]int{"true": 1, "false": 0} {
		if err := short.Set(value); err != nil {
			t.Fatal(err)
		}
		r := &recorder{TB: t}
		Only(r, "installs packages")
		if len(r.skipped) != want || want > 0 && r.skipped[0] != "full run only: this test installs packages" {
			t.Errorf("-short=%s: %v", value, r.skipped)
		}
	}
}
