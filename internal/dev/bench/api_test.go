package bench

import (
	"strings"
	"testing"
	"time"
)

// The server answers what the bare one repeats, over both protocols.
func TestAPI(t *testing.T) {
	got, err := API(t.Context(), nil, "", 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(got)
	for _, want := range []string{"first answer", "1000 clusters", "100%", "the server, gRPC", "the server, REST"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

func TestRatesCompareMedians(t *testing.T) {
	times := []time.Duration{time.Millisecond}
	got := rates([]*service{{name: "base", rates: []float64{300, 100, 200}, times: times}, {name: "ours", rates: []float64{150, 1, 900}, times: times}})
	if !strings.Contains(got, "200     100%") || !strings.Contains(got, "150      75%") {
		t.Error(got)
	}
}
