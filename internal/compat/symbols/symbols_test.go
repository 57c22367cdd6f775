package symbols

import (
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/langtest"
)

func TestEveryLanguageHasALister(t *testing.T) {
	langtest.Complete(t, "Listers", Listers)
	langtest.Complete(t, "Modules", Modules)
}
