package publish

import (
	"context"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// Releases that end in the middle, in this process. One is abandoned at a step: its goroutines stand still there for good, and nothing
// that it would have done afterwards happens, as after SIGKILL. It costs next to nothing, so that every step of every kind of release
// has its turn. TestKilledAtEachKindOfStep does the same with processes and a real git.

// journal is a store with a log of what was changed.
type journal struct {
	memory

	logged sync.Mutex
	log    []string
}

func (j *journal) create(key string, content []byte) bool {
	free := j.memory.create(key, content)
	j.note(map[bool]string{true: "accepted ", false: "refused "}[free] + key)
	return free
}

func (j *journal) set(key string, content []byte) {
	j.memory.set(key, content)
	j.note("accepted " + key)
}

func (j *journal) note(line string) {
	j.logged.Lock()
	defer j.logged.Unlock()
	j.log = append(j.log, line)
}

// scene is a checkout with feeds and a remote in memory.
type scene struct {
	root string
	plan *plan.Plan
	held *journal
}

// newScene plans a release in empty feeds, whose dist-tags of before are on a newer version.
func newScene(t *testing.T, of kindOfRelease) *scene {
	t.Helper()
	s := &scene{root: t.TempDir(), held: &journal{memory: memory{items: map[string][]byte{}}}}
	for name := range strings.FieldsSeq(of.before) {
		s.held.memory.set("npm/tag/"+npmName+"/"+name, []byte("1.4.0"))
	}
	s.plan = newPlanOf(t, s.root, "one", of.number, of.distTags...)
	return s
}

// until makes the release up to a step, to its end where that is 0, and returns the steps that it has made.
func (s *scene) until(ctx context.Context, at int) (steps []string, err error) {
	w := newWorld()
	w.store = s.held
	inOrder := w.inOrder(s.plan)
	w.check = func(op, key string) error {
		if op == "upload" {
			return nil
		}
		// What an earlier run has verified counts, so only the files are looked at.
		w.verified = map[string]int{"ts": 1, "python": 1, "go": 1}
		return inOrder(op, key)
	}
	abandoned, done := make(chan struct{}), make(chan struct{})
	w.step = func(name string) {
		steps = append(steps, name)
		if len(steps) == at {
			close(abandoned)
			select {} // It never gets any further.
		}
	}
	r := w.release(s.plan, s.root)
	r.Parallel = 1 // So that the steps have an order.
	go func() {
		defer close(done)
		_, err = r.Run(ctx)
	}()
	select {
	case <-abandoned:
		return steps, nil
	case <-done:
		return steps, err
	}
}

// left is all that a release leaves: what feeds and remote have, what was changed and how often, and the ledger.
func (s *scene) left(t *testing.T) map[string]string {
	t.Helper()
	w := newWorld()
	w.store = s.held
	all := w.snapshot()
	all["log"] = strings.Join(slices.Sorted(slices.Values(s.held.log)), "\n")
	ledger, err := os.ReadFile(filepath.Join(s.root, filepath.FromSlash(LedgerFile)))
	if err != nil {
		t.Fatal(err)
	}
	all["ledger"] = string(ledger)
	return all
}

// kindOfRelease is a release with other dist-tags.
type kindOfRelease struct {
	name, number string
	distTags     []string
	before       string // before are the dist-tags of a newer version, which stay.
}

var kindsOfReleases = []kindOfRelease{
	{name: "a release", number: "1.2.3", distTags: []string{"latest", "next"}},
	{name: "a candidate", number: "1.3.0-rc.1", distTags: []string{"next"}},
	{name: "a release of a line", number: "1.2.3", distTags: []string{"release-1.2"}, before: "latest next"},
	{name: "a late release", number: "1.2.3", distTags: []string{"latest", "next"}, before: "next"},
}

// TestAbandonedAtEveryStep: a release that ends at any step is finished by the same call, and leaves what one leaves that was not
// disturbed, with every change made once.
func TestAbandonedAtEveryStep(t *testing.T) {
	t.Parallel()
	for _, of := range kindsOfReleases {
		t.Run(of.name, func(t *testing.T) {
			t.Parallel()
			calm := newScene(t, of)
			steps, err := calm.until(t.Context(), 0)
			if err != nil {
				t.Fatal(err)
			}
			want := calm.left(t)
			moved := slices.DeleteFunc(slices.Clone(of.distTags), func(name string) bool { return strings.Contains(of.before, name) })
			if got := len(calm.held.log); got != 6+len(moved)+2 || strings.Contains(want["log"], "refused") {
				t.Errorf("%d things were changed, not the 6 files, the dist-tags %v and 2 git tags:\n%s", got, moved, want["log"])
			}
			for name := range strings.FieldsSeq(of.before) {
				if key := "npm/tag/" + npmName + "/" + name; want[key] != "1.4.0" {
					t.Errorf("%s has moved to %s", name, want[key])
				}
			}
			for i, name := range steps {
				s := newScene(t, of)
				before := maps.Clone(s.held.items)
				if _, err := s.until(t.Context(), i+1); err != nil {
					t.Fatalf("step %d, %s: it ended with %v before it was abandoned", i+1, name, err)
				}
				changed := !maps.EqualFunc(before, s.held.items, slices.Equal)
				if _, err := s.until(t.Context(), 0); err != nil {
					t.Errorf("abandoned at step %d, %s, and run again: %v", i+1, name, err)
				}
				if diff := cmp.Diff(want, s.left(t)); diff != "" {
					t.Errorf("abandoned at step %d, %s, and run again (-want +got):\n%s", i+1, name, diff)
				}
				t.Logf("abandoned at step %d, %-40s something was changed by then: %t; run again: as undisturbed", i+1, name, changed)
			}
		})
	}
}
