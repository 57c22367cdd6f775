//go:build unix

package publish

import (
	"context"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/fulltest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/release/plan"
)

// changeFile has the name of a change of what is released, which a process makes in place of a release.
const changeFile = "change"

// The changes.
const (
	latestBack = "latest back"
	deprecated = "deprecated"
	reworded   = "reworded"
	takenBack  = "taken back"
)

// change makes a change of 1.2.3.
func change(w *world, r Release, op string) error {
	if op == latestBack {
		target := func(name string) Target {
			return Target{Kind: DistTag, Where: "npm", Language: "ts", Package: npmName, Version: "1.2.2", Name: name}
		}
		_, err := Move{Feeds: r.Feeds, Patience: r.Patience, Targets: []Target{target("next"), target("latest")}}.Run(context.Background())
		return err
	}
	d := &plan.Deprecation{
		SchemaVersion: plan.SchemaVersion, Version: r.Plan.Version, Feeds: r.Plan.Feeds, Undo: op == takenBack, Reason: op,
		Targets: []plan.Deprecated{
			{Language: "ts", Feed: "npm", Package: npmName, Version: "1.2.3"}, {Language: "python", Feed: "pypi", Package: pythonName, Version: "1.2.3"},
		},
	}
	if d.Undo {
		d.Reason = ""
	}
	_, err := Warning{Plan: d, Feeds: r.Feeds, Patience: r.Patience}.Run(context.Background())
	return err
}

// TestChangesKilledAtEveryStep kills changes of what is released, and makes them again: the same is there in the end, changed once.
func TestChangesKilledAtEveryStep(t *testing.T) {
	fulltest.Only(t, "kills processes in a loop")
	released := site(t, "1.2.3", "latest", "next")
	if end, said := releaseOf(t, released, 0, ""); end != "exit 0" {
		t.Fatalf("%s: %s", end, said)
	}
	for _, of := range []struct {
		name, before string
		want         map[string]string
	}{
		{latestBack, "", map[string]string{"npm/tag/@acme/sdk/latest": "1.2.2", "npm/tag/@acme/sdk/next": "1.2.2"}},
		{deprecated, "", map[string]string{"npm/gone/@acme/sdk/1.2.3": deprecated, "pypi/gone/acme-sdk/1.2.3": deprecated}},
		{reworded, "old", map[string]string{"npm/gone/@acme/sdk/1.2.3": reworded, "pypi/gone/acme-sdk/1.2.3": reworded}},
		{takenBack, "old", map[string]string{"npm/gone/@acme/sdk/1.2.3": "", "pypi/gone/acme-sdk/1.2.3": ""}},
	} {
		t.Run(of.name, func(t *testing.T) {
			fresh := copySite(t, released)
			feeds := &folder{dir: filepath.Join(fresh, "feeds"), log: os.DevNull}
			for _, key := range []string{"npm/gone/@acme/sdk/1.2.3", "pypi/gone/acme-sdk/1.2.3"} {
				if of.before != "" {
					feeds.set(key, []byte(of.before))
				}
			}
			for _, name := range []string{"log", "steps"} {
				if err := os.Remove(filepath.Join(fresh, name)); err != nil {
					t.Fatal(err)
				}
			}
			if err := os.WriteFile(filepath.Join(fresh, changeFile), []byte(of.name), 0o600); err != nil {
				t.Fatal(err)
			}
			held := func(dir string) map[string]string {
				w := newWorld()
				w.store = &folder{dir: filepath.Join(dir, "feeds")}
				all := w.snapshot()
				maps.DeleteFunc(all, func(key, _ string) bool { return !strings.Contains(key, "/tag/") && !strings.Contains(key, "/gone/") })
				return all
			}
			want := held(fresh)
			maps.Copy(want, of.want)
			calm := copySite(t, fresh)
			if end, said := releaseOf(t, calm, 0, ""); end != "exit 0" {
				t.Fatalf("undisturbed: %s: %s", end, said)
			}
			if diff := cmp.Diff(want, held(calm)); diff != "" {
				t.Errorf("undisturbed: %s", diff)
			}
			content, err := os.ReadFile(filepath.Join(calm, "steps"))
			if err != nil {
				t.Fatal(err)
			}
			steps := strings.Split(strings.TrimSpace(string(content)), "\n")
			for i, name := range steps {
				dir := copySite(t, fresh)
				if end, said := releaseOf(t, dir, i+1, ""); end != "killed" {
					t.Fatalf("step %d, %s: %s: %s", i+1, name, end, said)
				}
				end, said := releaseOf(t, dir, 0, "")
				if diff := cmp.Diff(want, held(dir)); diff != "" || end != "exit 0" {
					t.Errorf("killed at step %d, %s, and made again: %s: %s\n%s", i+1, name, end, said, diff)
				}
				log, err := os.ReadFile(filepath.Join(dir, "log"))
				if n := strings.Count(string(log), "accepted "); err != nil || n != len(of.want) {
					t.Errorf("killed at step %d, %s: %d things were changed, not %d, %v", i+1, name, n, len(of.want), err)
				}
			}
			t.Logf("%s: killed at each of %d steps, one final state", of.name, len(steps))
		})
	}
}

// TestMovedOnPurposeStays: a plan that is released does not move a dist-tag again that somebody has moved since, back or forward.
func TestMovedOnPurposeStays(t *testing.T) {
	for _, now := range []string{"1.2.2", "1.3.0", "1.3.0-rc.1"} {
		w, root := newWorld(), t.TempDir()
		r := w.release(newPlanOf(t, root, "one", "1.2.3", "latest", "next"), root)
		if _, err := r.Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, name := range []string{"latest", "next"} {
			w.store.set("npm/tag/"+npmName+"/"+name, []byte(now))
		}
		for _, ledger := range []bool{true, false} { // With the ledger, and on another machine.
			if !ledger {
				if err := os.Remove(filepath.Join(root, filepath.FromSlash(LedgerFile))); err != nil {
					t.Fatal(err)
				}
			}
			status, err := r.Status(t.Context())
			if err != nil || !status.Complete() {
				t.Errorf("at %s: the status is %v\n%s", now, err, status.Text())
			}
			done, err := r.Run(t.Context())
			if err != nil || done.Changed || string(w.store.all("npm/tag/")["npm/tag/"+npmName+"/latest"]) != now {
				t.Errorf("at %s: %v\n%s", now, err, done.Text())
			}
			if now == "1.2.2" && !strings.Contains(done.Text(), "latest is 1.2.2 since; mage latest moves it") {
				t.Errorf("it does not show why:\n%s", done.Text())
			}
		}
		// The next release moves both forward again.
		nextRoot := t.TempDir()
		next := newPlanOf(t, nextRoot, "two", "1.3.1", "latest", "next")
		if _, err := w.release(next, nextRoot).Run(t.Context()); err != nil {
			t.Fatal(err)
		}
		for name, at := range w.store.all("npm/tag/") {
			if string(at) != "1.3.1" {
				t.Errorf("after the next release %s is %s", name, at)
			}
		}
	}
}

// TestLatestIsFinal: the first version of a package is the latest one whatever it is, and the first final one replaces it.
func TestLatestIsFinal(t *testing.T) {
	w, root := newWorld(), t.TempDir()
	w.store.set("npm/tag/"+npmName+"/latest", []byte("2.0.0-rc.1"))
	w.store.set("npm/tag/"+npmName+"/next", []byte("2.0.0-rc.1"))
	if _, err := w.release(newPlanOf(t, root, "one", "1.2.3", "latest", "next"), root).Run(t.Context()); err != nil {
		t.Fatal(err)
	}
	tags := w.store.all("npm/tag/")
	if got := fmt.Sprintf("%s %s", tags["npm/tag/"+npmName+"/latest"], tags["npm/tag/"+npmName+"/next"]); got != "1.2.3 2.0.0-rc.1" {
		t.Errorf("latest and next are %s", got)
	}
}

// TestChangesWithFaults makes changes whose requests fail in each way.
func TestChangesWithFaults(t *testing.T) {
	for _, op := range []string{latestBack, deprecated, reworded, takenBack} {
		kind := map[bool]string{true: "tag npm", false: "deprecate npm"}[op == latestBack]
		for name, test := range map[string]struct {
			fault fault
			codes []exit.Code
		}{
			"cut": {fault{before: cut}, []exit.Code{0}}, "502": {fault{before: down}, []exit.Code{0}}, "429": {fault{before: busy}, []exit.Code{0}},
			"an error though it is done": {fault{after: cut}, []exit.Code{0}}, "a late index": {fault{stale: 2}, []exit.Code{0}},
			"expired": {fault{before: expired}, []exit.Code{4, 0}},
		} {
			w, root := newWorld(), t.TempDir()
			r := w.release(newPlanOf(t, root, "one", "1.2.3", "latest", "next"), root)
			if _, err := r.Run(t.Context()); err != nil {
				t.Fatal(err)
			}
			if op == reworded || op == takenBack {
				w.store.set("npm/gone/"+npmName+"/1.2.3", []byte("old"))
			}
			w.fault = script(map[string][]fault{kind: {test.fault}})
			for _, want := range test.codes {
				if err := change(w, r, op); exit.Of(err) != want {
					t.Errorf("%s, %s: got %v, wanted the code %d", op, name, err, want)
				}
			}
			want := map[string]string{latestBack: "1.2.2", deprecated: deprecated, reworded: reworded}[op]
			key := map[bool]string{true: "npm/tag/" + npmName + "/latest", false: "npm/gone/" + npmName + "/1.2.3"}[op == latestBack]
			if got := string(w.store.all(key)[key]); got != want {
				t.Errorf("%s, %s: in the end it is %q, not %q", op, name, got, want)
			}
		}
	}
}
