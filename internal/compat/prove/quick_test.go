package prove

import (
	"flag"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/prove/tree"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

var (
	quickCases = flag.Int("cases", 40, "how many cases TestWithoutCompilers checks")
	quickSeed  = flag.Uint64("cases-seed", 3, "the seed of the cases of TestWithoutCompilers")
)

// TestWithoutCompilers checks cases on the surfaces that need no compiler.
func TestWithoutCompilers(t *testing.T) {
	bases, err := tree.Bases(t.Context(), root)
	if err != nil {
		t.Fatal(err)
	}
	outcomes, err := (&Prover{Judge: Engine(policy())}).Run(t.Context(), Cases(bases, *quickSeed, *quickCases))
	if err != nil {
		t.Fatal(err)
	}
	valid := 0
	for i := range outcomes {
		for _, id := range lang.IDs() {
			outcomes[i].Unknown[judge.SurfaceOf(id)] = "there is no compiler"
		}
		if outcomes[i].Invalid == "" {
			valid++
		}
	}
	hits, _ := agree(t, outcomes)
	if t.Logf("%d cases, of which %d are valid: %d breaks have evidence", len(outcomes), valid, hits); hits < *quickCases/4 {
		t.Errorf("only %d breaks have evidence: the sample proves nothing", hits)
	}
}
