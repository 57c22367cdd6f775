package bench

import "testing"

func TestVerdicts(t *testing.T) {
	most, least := Floor{Most: 0.25}, Floor{Least: 0.8}
	for _, test := range []struct {
		floor             Floor
		low, median, high float64
		want              Met
	}{
		{most, 0.20, 0.22, 0.24, Yes},
		{most, 0.20, 0.22, 0.26, Noisy},
		{most, 0.24, 0.26, 0.30, Noisy},
		{most, 0.26, 0.28, 0.30, No},
		{most, 0.25, 0.25, 0.25, Yes},
		{least, 0.8, 0.9, 1, Yes},
		{least, 0.7, 0.9, 1, Noisy},
		{least, 0.5, 0.6, 0.7, No},
	} {
		if got := test.floor.verdict(test.low, test.median, test.high); got != test.want {
			t.Errorf("%+v: %v to %v is %s, want %s", test.floor, test.low, test.high, got, test.want)
		}
	}
}

// The bounds of few values are all of them; those of many come closer to the median, which one that something disturbed does not move.
func TestInterval(t *testing.T) {
	check := func(values []float64, low, median, high float64) {
		t.Helper()
		if l, m, h := interval(values); l != low || m != median || h != high {
			t.Errorf("%d values: %v %v %v, want %v %v %v", len(values), l, m, h, low, median, high)
		}
	}
	check([]float64{3}, 3, 3, 3)
	check([]float64{4, 2}, 2, 3, 4)
	check([]float64{5, 1, 2, 100, 3}, 1, 3, 100)
	var many []float64
	for i := range 101 {
		many = append(many, float64(100-i))
	}
	check(many, 40, 50, 60)
	many[0] = 1e9
	check(many, 40, 50, 60)
}

// A row judges the ratio or, if the floor says so, the value.
func TestRows(t *testing.T) {
	ours := &contender{name: "ours", times: []float64{1, 2, 3}, memory: 5 << 20}
	peer := &contender{name: "peer", times: []float64{2, 4, 6}}
	row := ours.beside(peer, "it", &Floor{Most: 0.5})
	if row.Ratio != 0.5 || row.Met != Yes || row.Theirs != 4 || row.Peer != "peer" || row.Memory != 5<<20 || row.Low != 0.5 {
		t.Errorf("%+v", row)
	}
	if row := ours.beside(peer, "it", &Floor{Most: 0.5, Value: true}); row.Met != No || row.Low != 1 || row.High != 3 {
		t.Errorf("%+v", row)
	}
	if row := ours.alone("it", nil); row.Met != "" || row.Ours != 2 {
		t.Errorf("%+v", row)
	}
}

func TestGrowth(t *testing.T) {
	for ours, want := range map[float64]Met{8: Yes, 8.9: Yes, 12: No} {
		row := growth("diff", []int{100, 1000, 8000}, []Row{{Ours: 0.5}, {Ours: 1}, {Ours: ours}})
		if row.Met != want || row.Unit != Exponent {
			t.Errorf("8 times the files take %v times as long: %+v", ours, row)
		}
	}
}
