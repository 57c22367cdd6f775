package bench

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

func TestUsage(t *testing.T) {
	for want, o := range map[string]Options{
		"-only=lint: choose generate, compat, api or clients": {Only: "lint", Rounds: 1},
		"-rounds=0: want at least 1":                          {},
	} {
		var out strings.Builder
		err := Run(t.Context(), nil, t.TempDir(), o, &out)
		if exit.Of(err) != exit.Usage || err.Error() != want || out.Len() > 0 {
			t.Errorf("got %v and %q, want %q", err, out.String(), want)
		}
	}
}

// Run measures the parts that are asked for, in order, and stops at the first failure.
func TestRun(t *testing.T) {
	old := parts
	t.Cleanup(func() { parts = old })
	fails := errors.New("no buf")
	measure := func(text string, err error) func(context.Context, *toolchain.Toolchain, string, int) (string, error) {
		return func(_ context.Context, _ *toolchain.Toolchain, _ string, rounds int) (string, error) {
			return fmt.Sprintf("%s in %d rounds", text, rounds), err
		}
	}
	parts = []part{{"a", measure("A", nil)}, {"b", measure("B", nil)}, {"c", measure("C", fails)}}
	for only, want := range map[string]string{"": "A in 2 rounds\nB in 2 rounds\n", "b": "B in 2 rounds\n", "c": ""} {
		var out strings.Builder
		err := Run(t.Context(), nil, t.TempDir(), Options{Only: only, Rounds: 2}, &out)
		if out.String() != want || errors.Is(err, fails) != (only != "b") {
			t.Errorf("-only=%s: got %q, %v", only, out.String(), err)
		}
	}
}

func TestReportComparesMedians(t *testing.T) {
	got := table([]*contender{
		{name: "base", times: []time.Duration{3 * time.Second, time.Second, 2 * time.Second}},
		{name: "ours", times: []time.Duration{time.Second, time.Second, 9 * time.Second}},
	})
	for _, want := range []string{"base", "2.00s", "1.00x", "0.50x", "9.00s"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}
