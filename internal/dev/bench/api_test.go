package bench

import (
	"path/filepath"
	"testing"
)

// The server answers what the bare one repeats, over both protocols.
func TestAPI(t *testing.T) {
	rows, err := measureAPI(t.Context(), &bencher{root: filepath.Join("..", "..", ".."), rounds: 1})
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != 3 {
		t.Fatalf("%+v", rows)
	}
	for _, row := range rows[1:] {
		if row.Ours <= 0 || row.Theirs <= 0 || row.Met == "" {
			t.Errorf("%+v", row)
		}
	}
	if rows[0].Ours <= 0 {
		t.Errorf("%+v", rows[0])
	}
}

func TestRatesAreComparedByRound(t *testing.T) {
	base := &service{name: "base", rates: []float64{300, 100, 200}}
	row := (&service{rates: []float64{150, 75, 160}}).beside(base, "list", &Floor{Least: 0.5})
	if row.Ratio != 0.75 || row.Ours != 150 || row.Theirs != 200 || row.Met != Yes {
		t.Errorf("%+v", row)
	}
}
