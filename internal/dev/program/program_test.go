package program

import (
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/langtest"
)

func TestEveryLanguage(t *testing.T) { langtest.Complete(t, "program.installers", installers) }
