package version_test

import (
	"path/filepath"
	"testing"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/progress"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang/version"
)

func init() { //nolint:gochecknoinits // The tests of the package cannot import the toolchain themselves.
	version.PinnedPython = func(t *testing.T) string {
		t.Helper()
		root, err := filepath.Abs("../../..")
		if err != nil {
			t.Fatal(err)
		}
		chain := toolchain.New(root, progress.Discard())
		if err := chain.Ensure(t.Context(), toolchain.PythonDev); err != nil {
			t.Fatal(err)
		}
		return chain.PythonPath()
	}
}
