package trace

import (
	"os"
	"path/filepath"
	"sync"
	"testing"
)

func TestSpans(t *testing.T) {
	path := filepath.Join(t.TempDir(), "trace.json")
	t.Setenv(Variable, path)
	if err := Create(path); err != nil {
		t.Fatal(err)
	}
	outer := Begin(Step, "outer")
	inner := Begin(Process, "inner")
	inner(map[string]any{"cpu_ms": 3})
	again := Begin(Process, "again")
	again(nil)
	outer(nil)
	events, err := Read(path)
	if err != nil || len(events) != 3 {
		t.Fatalf("%v, %v", events, err)
	}
	inside, next, outside := events[0], events[1], events[2]
	if inside.Name != "inner" || inside.Category != Process || inside.Args["cpu_ms"] != 3.0 || inside.Process != os.Getpid() {
		t.Errorf("%+v", inside)
	}
	if outside.Lane == inside.Lane || inside.Lane != next.Lane {
		t.Errorf("lanes: %d in %d, then %d", inside.Lane, outside.Lane, next.Lane)
	}
	if inside.Start < outside.Start || inside.Start+inside.Duration > outside.Start+outside.Duration {
		t.Errorf("%+v is not within %+v", inside, outside)
	}
}

func TestManyAtOnce(t *testing.T) {
	path := filepath.Join(t.TempDir(), "trace.json")
	t.Setenv(Variable, path)
	if err := Create(path); err != nil {
		t.Fatal(err)
	}
	var all sync.WaitGroup
	for range 50 {
		all.Go(func() { Begin(Step, "one of many")(nil) })
	}
	all.Wait()
	if events, err := Read(path); err != nil || len(events) != 50 {
		t.Errorf("%d events, %v", len(events), err)
	}
}

// Without the variable, or where its file is gone, nothing happens.
func TestNoTrace(t *testing.T) {
	for _, path := range []string{"", filepath.Join(t.TempDir(), "none", "trace.json")} {
		t.Setenv(Variable, path)
		Begin(Step, "unseen")(nil)
		if path != "" {
			if _, err := os.Stat(path); err == nil {
				t.Errorf("%s was made", path)
			}
		}
	}
}

func TestEmptyTrace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "trace.json")
	if err := Create(path); err != nil {
		t.Fatal(err)
	}
	if events, err := Read(path); err != nil || len(events) != 0 {
		t.Errorf("%v, %v", events, err)
	}
}
