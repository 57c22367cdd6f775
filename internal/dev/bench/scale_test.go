package bench

import (
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
)

// All operations work on a small contract beside that of this repository, in a copy of it.
func TestScale(t *testing.T) {
	fulltest.Only(t, "generates in a copy of the repository")
	w, err := open(t.Context(), repository(t), progress.Discard())
	if err != nil {
		t.Fatal(err)
	}
	rows, err := w.operations(t.Context(), 4)
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range rows {
		if row.Ours <= 0 || row.Memory <= 0 {
			t.Errorf("%+v", row)
		}
	}
	if len(rows) != 6 {
		t.Errorf("%d rows", len(rows))
	}
}
