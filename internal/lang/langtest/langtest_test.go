package langtest

import (
	"slices"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

// recorder is a test that notes that it failed.
type recorder struct {
	testing.TB

	failures int
}

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failures++ }

func TestCompleteReportsEachMissingLanguage(t *testing.T) {
	table := lang.Table[bool]{lang.Go: true}
	r := &recorder{TB: t}
	Complete(r, "table", table)
	if r.failures != len(lang.All)-1 {
		t.Errorf("%d failures for %d languages of which one has an entry", r.failures, len(lang.All))
	}
}

func TestAddedLanguageIsRemovedAfterTheTest(t *testing.T) {
	table := lang.Table[int]{lang.Go: 1}
	before := lang.IDs()
	t.Run("with it", func(t *testing.T) {
		Add(t, lang.Language{ID: "fake"})
		Enter(t, table, "fake", 2)
		if got := table.IDs(); !slices.Equal(got, []lang.ID{lang.Go, "fake"}) {
			t.Errorf("got %v", got)
		}
	})
	if got := lang.IDs(); !slices.Equal(got, before) {
		t.Errorf("got %v, want %v", got, before)
	}
	if got := table.IDs(); !slices.Equal(got, []lang.ID{lang.Go}) {
		t.Errorf("got %v", got)
	}
}
