package publish

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// inOrder says no to what must not happen yet: a name that moves to what was not verified, a tag before the names.
func (w *world) inOrder(p *plan.Plan) func(op, key string) error {
	return func(op, _ string) error {
		w.mu.Lock()
		verified := len(w.verified)
		w.mu.Unlock()
		moved := string(w.store.all("npm/tag/")["npm/tag/"+npmName+"/"+p.DistTag]) == p.Version.NPM
		switch {
		case op != "upload" && (len(w.store.all("npm/file/")) != 1 || len(w.store.all("pypi/file/")) != 2 || len(w.store.all("go/file/")) != 3):
			return fmt.Errorf("%s before all files are there", op)
		case op != "upload" && verified != 3:
			return fmt.Errorf("%s before all is verified", op)
		case op == "push" && !moved:
			return errors.New("push before latest was moved")
		}
		return nil
	}
}

// chaos is a source of faults of every kind.
type chaos struct {
	mu   sync.Mutex
	rand *rand.Rand
	rate float64
}

func (c *chaos) next(op string) fault {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.rand.Float64() >= c.rate {
		return fault{}
	}
	errs := []error{cut, down, busy, expired, full, errors.New("something else")}
	err := errs[c.rand.IntN(len(errs))]
	switch verb, _, _ := strings.Cut(op, " "); verb {
	case "upload", "tag", "push":
		return []fault{{before: err}, {during: err, before: nil}, {after: err}, {stale: c.rand.IntN(12)}, {after: err, stale: c.rand.IntN(12)}}[c.rand.IntN(5)]
	case "fetch":
		return fault{during: err}
	default:
		return fault{before: err}
	}
}

// calmDown makes faults rarer, so that what can be finished is.
func (c *chaos) calmDown() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.rate *= 0.97
}

// happens says whether something happens that has the given chance.
func (c *chaos) happens(chance float64) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.rand.Float64() < chance
}

// However faults follow on each other, and wherever runs are stopped, the release is finished in the end, in order and with
// each part made once.
func TestRandomFaults(t *testing.T) {
	want := undisturbed(t, "one")
	const seeds, most = 100, 200
	runs := 0
	for seed := range uint64(seeds) {
		c := &chaos{rand: rand.New(rand.NewPCG(seed, 7)), rate: float64(seed%5) / 10}
		w, root := newWorld(), t.TempDir()
		p := newPlan(t, root, "one")
		var broken atomic.Pointer[string]
		inOrder := w.inOrder(p)
		w.fault = c.next
		w.check = func(op, key string) error {
			if err := inOrder(op, key); err != nil {
				text := err.Error()
				broken.Store(&text)
				return err
			}
			return nil
		}
		finished := false
		for n := 0; n < most && !finished; n++ {
			runs++
			c.calmDown()
			ctx, stop := context.WithCancel(t.Context())
			w.step = func(string) {
				if c.happens(0.005) {
					stop()
				}
			}
			ledger, err := w.release(p, root).Run(ctx)
			stop()
			finished = err == nil
			if finished != (ledger != nil && ledger.Complete()) {
				t.Fatalf("seed %d: the error is %v, and the ledger says\n%s", seed, err, ledger.Text())
			}
			if code := exit.Of(err); code != 0 && code != 1 && code != 4 {
				t.Fatalf("seed %d: exit %d: %v", seed, code, err)
			}
			if tags := len(w.store.all("git/")); tags == 1 {
				t.Fatalf("seed %d: one of two tags", seed)
			}
			damage(t, c, filepath.Join(root, filepath.FromSlash(LedgerFile)))
		}
		if text := broken.Load(); text != nil {
			t.Fatalf("seed %d: %s", seed, *text)
		}
		if !finished {
			t.Fatalf("seed %d: not finished after %d runs", seed, most)
		}
		if diff := cmp.Diff(want, w.snapshot()); diff != "" {
			t.Fatalf("seed %d: the world is not as after an undisturbed release: %s", seed, diff)
		}
		w.eachUploadOnce(t, seed)
	}
	t.Logf("%d sequences of faults, %d runs", seeds, runs)
}

// eachUploadOnce is without the name, which moves again where the feed does not show that it has moved.
func (w *world) eachUploadOnce(t *testing.T, seed uint64) {
	t.Helper()
	for key, n := range w.accepted {
		if n != 1 && !strings.Contains(key, "/tag/") {
			t.Fatalf("seed %d: %s was made %d times", seed, key, n)
		}
	}
}

// damage now and then removes the ledger, or a half of it.
func damage(t *testing.T, c *chaos, file string) {
	t.Helper()
	content, err := os.ReadFile(file)
	if err != nil {
		return // There is none yet.
	}
	remove, cut := c.happens(0.1), c.happens(0.1)
	switch {
	case remove:
		err = os.Remove(file)
	case cut:
		err = os.WriteFile(file, content[:len(content)/2], 0o644)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// race runs releases of texts at once, each in a checkout of its own, and returns what came of them.
func race(t *testing.T, w *world, seed uint64, commits []string, texts ...string) []error {
	t.Helper()
	c := &chaos{rand: rand.New(rand.NewPCG(seed, 11))}
	w.step = func(string) {
		for c.happens(0.6) {
			runtime.Gosched()
		}
	}
	releases := make([]Release, len(texts))
	for i, text := range texts {
		root := t.TempDir()
		p := newPlan(t, root, text)
		p.Commit = commits[i]
		releases[i] = w.release(p, root)
	}
	if seed%2 == 0 { // The one that is started last tends to be the first to run.
		slices.Reverse(releases)
	}
	errs := make([]error, len(texts))
	var wait sync.WaitGroup
	for i, r := range releases {
		wait.Go(func() {
			at := slices.Index(commits, r.Plan.Commit)
			if commits[0] == commits[1] {
				at = i
			}
			_, errs[at] = r.Run(t.Context())
		})
	}
	wait.Wait()
	return errs
}

func TestTwoAtOnceWithTheSameBytes(t *testing.T) {
	want := undisturbed(t, "one")
	for seed := range uint64(50) {
		w := newWorld()
		errs := race(t, w, seed, []string{theCommit, theCommit}, "one", "one")
		for i, err := range errs {
			if err != nil {
				t.Fatalf("seed %d: release %d: %v", seed, i, err)
			}
		}
		if diff := cmp.Diff(want, w.snapshot()); diff != "" {
			t.Fatalf("seed %d: %s", seed, diff)
		}
		w.eachUploadOnce(t, seed)
	}
}

func TestTwoAtOnceWithOtherBytes(t *testing.T) {
	other := strings.Repeat("f", 40)
	wins := map[int]int{}
	for seed := range uint64(50) {
		w := newWorld()
		errs := race(t, w, seed, []string{theCommit, other}, "one", "two")
		winner, loser := 0, 1
		if errs[0] != nil {
			winner, loser = 1, 0
		}
		wins[winner]++
		if errs[winner] != nil || exit.Of(errs[loser]) != 3 || !strings.Contains(errs[loser].Error(), "nothing was changed") {
			t.Fatalf("seed %d: %v; %v", seed, errs[winner], errs[loser])
		}
		want := undisturbed(t, []string{"one", "two"}[winner])
		for key, commit := range want {
			if winner == 1 && commit == theCommit {
				want[key] = other
			}
		}
		if diff := cmp.Diff(want, w.snapshot()); diff != "" {
			t.Fatalf("seed %d: the world has something of both: %s", seed, diff)
		}
		if seed == 0 {
			t.Logf("the other one says: %v", errs[loser])
		}
	}
	t.Logf("who wins: %v", wins)
}
