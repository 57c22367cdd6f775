package check

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/file"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/toolchain"
)

// times are how long the tests of packages took when they ran last, by the folder of the package.
type times struct {
	path string
	took map[string]time.Duration
}

// readTimes reads the times of the last runs of a kind. A file that is missing or damaged knows none: they decide only the order.
func readTimes(o TestOptions) *times {
	name := "test-times.json"
	if o.Quick {
		name = "test-times-quick.json"
	}
	t := &times{path: filepath.Join(o.Root, toolchain.CacheDir, name)}
	if content, err := os.ReadFile(t.path); err != nil || json.Unmarshal(content, &t.took) != nil || t.took == nil {
		t.took = map[string]time.Duration{}
	}
	return t
}

// order moves the packages that took longest to the front: the go command starts tests in the order of its arguments, and a long one
// that starts last keeps the other processors idle. Those that nobody has timed stay first and in their order, which is that of their
// dependencies. Packages with many of these make whole releases and have the longest tests.
func (t *times) order(packages []string) {
	slices.SortStableFunc(packages, func(a, b string) int {
		return compare(t.took, shortName(a), shortName(b))
	})
}

func compare(took map[string]time.Duration, a, b string) int {
	timeA, knownA := took[a]
	timeB, knownB := took[b]
	switch {
	case knownA && knownB && timeA != timeB:
		return int(max(-1, min(1, timeB-timeA)))
	case knownA && !knownB:
		return 1
	case !knownA && knownB:
		return -1
	}
	return 0
}

// write adds the times of a run. Those of cached results are of no run.
func (t *times) write(ended []*testPackage) error {
	for _, p := range ended {
		if !p.cached {
			t.took[p.name] = p.elapsed
		}
	}
	content, err := json.MarshalIndent(t.took, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(t.path), 0o755); err != nil {
		return err
	}
	if err := file.Write(t.path, content); err != nil {
		return fmt.Errorf("the times of the tests cannot be kept for the order of the next run: %w", err)
	}
	return nil
}
