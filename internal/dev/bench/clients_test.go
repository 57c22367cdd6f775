package bench

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/langtest"
)

// The programs of all languages call the server by both ways.
func TestClients(t *testing.T) {
	fulltest.Only(t, "installs packages")
	langtest.Complete(t, "bench.mostOverhead", mostOverhead)
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	got, err := timeClients(t.Context(), root, lang.IDs(), 3)
	if err != nil {
		t.Fatal(err)
	}
	t.Log(got)
	for _, want := range []string{"20 clusters", "Go", "Python", "TypeScript"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
}

func TestOverheadIsThatOfPairs(t *testing.T) {
	pair := func(stub, client time.Duration) pairOfTimes {
		return pairOfTimes{stub * time.Microsecond, client * time.Microsecond}
	}
	disturbed := []pairOfTimes{pair(100, 104), pair(1000, 1040), pair(100, 900)}
	if got := overhead(lang.Go, disturbed); !strings.Contains(got, "4.0%") || strings.Contains(got, "over") {
		t.Error(got)
	}
	if got := overhead(lang.Go, []pairOfTimes{pair(100, 106)}); !strings.Contains(got, "6.0%       5%  over") {
		t.Error(got)
	}
}
