package bench

import (
	"math"
	"path/filepath"
	"testing"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/langtest"
)

// The programs of all languages call the server by both ways.
func TestClients(t *testing.T) {
	fulltest.Only(t, "installs packages")
	langtest.Complete(t, "bench.overheads", overheads)
	rows, err := timeClients(t.Context(), repository(t), lang.IDs(), 3)
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(lang.IDs()) {
		t.Fatalf("%+v", rows)
	}
	for _, row := range rows {
		if row.Ours <= 0 || row.Theirs <= 0 || row.Met == "" {
			t.Errorf("%+v", row)
		}
	}
}

func TestOverheadIsThatOfPairs(t *testing.T) {
	pair := func(stub, client int) pairOfTimes {
		return pairOfTimes{time.Duration(stub) * time.Microsecond, time.Duration(client) * time.Microsecond}
	}
	disturbed := []pairOfTimes{pair(100, 104), pair(1000, 1040), pair(100, 900)}
	if row := overhead(lang.Go, disturbed); math.Abs(row.Ratio-1.04) > 1e-9 {
		t.Errorf("%+v", row)
	}
	if row := overhead(lang.Go, []pairOfTimes{pair(100, 106)}); row.Met != No {
		t.Errorf("%+v", row)
	}
	if row := overhead(lang.Python, []pairOfTimes{pair(100, 106)}); row.Met != Yes {
		t.Errorf("%+v", row)
	}
}

// repository returns the root of this repository.
func repository(t *testing.T) string {
	t.Helper()
	root, err := filepath.Abs("../../..")
	if err != nil {
		t.Fatal(err)
	}
	return root
}
