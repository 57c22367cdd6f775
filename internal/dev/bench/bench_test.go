package bench

import (
	"strings"
	"testing"
	"time"
)

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
