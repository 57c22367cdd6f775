package bench

import (
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"runtime/metrics"
	"sync/atomic"
	"testing"
	"testing/fstest"

	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/judge"
	"github.com/qdrant/qdrant-cloud-public-api/internal/compat/report"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/schema"
	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/scale"
)

// TestMemory bounds what the engine keeps at once while it judges a pair of images in which everything differs and writes the report,
// as a multiple of the images. A set of symbols or a report in one piece takes several times as much.
func TestMemory(t *testing.T) {
	const common = "qdrant/cloud/common/v1/common.proto"
	shared, err := os.ReadFile("../../../proto/" + common)
	if err != nil {
		t.Fatal(err)
	}
	tree := scale.Contract(scale.Size{Files: 100, Messages: 2, Depth: 10, Seed: 1})
	tree[common] = &fstest.MapFile{Data: shared}
	compiled, err := imagetest.FromFS(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	old, err := compiled.Encode()
	if err != nil {
		t.Fatal(err)
	}
	compiled = nil //nolint:wastedassign // So that its memory can go.
	for name, most := range map[string]float64{"comments": 7, "names": 9, "everything": 20} {
		now, err := rewritten(old, rewrites[name])
		if err != nil {
			t.Fatal(err)
		}
		changes := 0
		kept := mostLive(func() {
			before, err := schema.Read(string(old))
			if err != nil {
				t.Fatal(err)
			}
			after, err := schema.Read(string(now), before)
			if err != nil {
				t.Fatal(err)
			}
			judged, err := judge.Judge(t.Context(), before, after, judge.DefaultPolicy())
			if err != nil {
				t.Fatal(err)
			}
			changes = len(judged.Changes)
			if err := report.Write(io.Discard, judged, "json", report.Options{}); err != nil {
				t.Fatal(err)
			}
		})
		ratio := float64(kept) / float64(len(old)+len(now))
		t.Logf("%s: %d changes of %d MB, %.1f times that", name, changes, (len(old)+len(now))>>20, ratio)
		if changes < 2000 || ratio > most || ratio < 1 {
			t.Errorf("%s: %d changes keep %.1f times the size of the images, want %.0f at most", name, changes, ratio, most)
		}
	}
}

// mostLive returns how much of the heap was live at most, in bytes, beyond what is live before.
func mostLive(work func()) uint64 {
	live := func() uint64 {
		sample := []metrics.Sample{{Name: "/gc/heap/live:bytes"}}
		metrics.Read(sample)
		return sample[0].Value.Uint64()
	}
	defer debug.SetGCPercent(debug.SetGCPercent(5)) // Each collection is a look.
	runtime.GC()
	before := live()
	var most atomic.Uint64
	var watching atomic.Bool
	watching.Store(true)
	var watch func()
	watch = func() {
		// The collector calls the finalizer of an object that nobody has any more, after each collection.
		runtime.SetFinalizer(new([16]byte), func(*[16]byte) {
			most.Store(max(most.Load(), live()))
			if watching.Load() {
				watch()
			}
		})
	}
	watch()
	work()
	watching.Store(false)
	return most.Load() - min(before, most.Load())
}
