package bench

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
)

func TestUsage(t *testing.T) {
	for want, o := range map[string]Options{
		"-only=lint: choose generate, setup, compat, api, clients or scale": {Only: []string{"api", "lint"}, Rounds: 1, Format: "text"},
		"-rounds=0: want at least 1":                                        {Format: "text"},
		"-format=yaml: choose text or json":                                 {Rounds: 1, Format: "yaml"},
	} {
		if _, err := Run(t.Context(), t.TempDir(), progress.Discard(), o); exit.Of(err) != exit.Usage || err.Error() != want {
			t.Errorf("got %v, want %q", err, want)
		}
	}
}

// Run measures the parts that are asked for, in order, and stops at the first failure.
func TestRun(t *testing.T) {
	old := parts
	t.Cleanup(func() { parts = old })
	fails := errors.New("no buf")
	measure := func(what string, err error) func(context.Context, *bencher) ([]Row, error) {
		return func(_ context.Context, b *bencher) ([]Row, error) {
			return []Row{{What: what, Unit: Seconds, Ours: float64(b.rounds)}}, err
		}
	}
	parts = []part{{"a", measure("A", nil)}, {"b", measure("B", nil)}, {"c", measure("C", fails)}}
	for only, want := range map[string][]string{"": nil, "b": {"b: B"}, "a,b": {"a: A", "b: B"}} {
		o := Options{Rounds: 2, Format: "text"}
		if only != "" {
			o.Only = strings.Split(only, ",")
		}
		result, err := Run(t.Context(), t.TempDir(), progress.Discard(), o)
		if errors.Is(err, fails) != (only == "") {
			t.Errorf("-only=%s: %v", only, err)
		}
		if want == nil {
			continue
		}
		var got []string
		for _, row := range result.Rows {
			got = append(got, row.Part+": "+row.What)
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") || result.Rows[0].Ours != 2 {
			t.Errorf("-only=%s: got %q, want %q", only, got, want)
		}
	}
}

func TestReport(t *testing.T) {
	busy := 0.4
	result := Result{Cores: 2, Rounds: 5, Others: &busy, Rows: []Row{
		{Part: "generate", What: "one comment", Unit: Seconds, Ours: 1, Memory: 64 << 20, Peer: "mage generate -force", Theirs: 5, Ratio: 0.2, Floor: oneComment, Met: Yes},
		{Part: "generate", What: "nothing changed", Unit: Seconds, Ours: 0.3, Floor: nothingChanged, Met: No},
		{Part: "api", What: "list", Unit: Rate, Ours: 600, Peer: "bare grpc-go", Theirs: 590, Ratio: 1.02, Floor: servesGRPC, Met: Noisy},
		{Part: "scale", What: "diff, growth", Unit: Exponent, Ours: 1.04},
	}}
	var text, encoded strings.Builder
	if err := errors.Join(result.Write(&text, "text"), result.Write(&encoded, "json")); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"64 MB", "1.00s", "5.00s mage", "0.20", "≤ 0.25", "ok", "0.30s", "≤ 0.25s", "missed", "600/s", "590/s", "≥ 0.8", "noisy", "1.04",
		"1 of 3 floors met, 1 missed, 1 cannot be told", "Other programs used 40 % of the processors",
	} {
		if !strings.Contains(text.String(), want) {
			t.Errorf("%q is missing in\n%s", want, text.String())
		}
	}
	var read Result
	if err := json.Unmarshal([]byte(encoded.String()), &read); err != nil || len(read.Rows) != 4 || read.Rows[1].Met != No || *read.Others != busy {
		t.Errorf("%v: %s", err, encoded.String())
	}
	if result.Missed() != 1 {
		t.Errorf("%d missed", result.Missed())
	}
}
