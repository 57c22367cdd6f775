package convention

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// settle does what is due at a time, and returns how each bed is, as in "roses READY 12:01:00".
func (w *world) settle(now time.Time) []string {
	w.t.Helper()
	resource, _ := w.c.Resource("garden.v1.Bed")
	beds := []string{}
	err := w.store.Do(func(tx *store.Tx) error {
		if err := w.c.Settle(tx, now); err != nil {
			return err
		}
		for bed := range resource.All(tx, "a") {
			modified, _ := message.Time(bed, "last_modified_at")
			beds = append(beds, fmt.Sprint(message.Text(bed, "name"), " ", strings.TrimPrefix(message.Enum(bed, "state.phase"), "PHASE_"),
				" ", modified.Format(time.TimeOnly)))
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return beds
}

func TestSteps(t *testing.T) {
	w := newWorld(t, bed())
	w.dig("a", "roses")
	w.now = w.now.Add(30 * time.Second)
	lilies := w.dig("a", "lilies")
	for _, step := range []struct {
		at   time.Duration
		want []string
	}{
		{59 * time.Second, []string{"roses DUG 12:00:00", "lilies DUG 12:00:30"}},
		{60 * time.Second, []string{"roses READY 12:01:00", "lilies DUG 12:00:30"}},
		{time.Hour, []string{"roses READY 12:01:00", "lilies READY 12:01:30"}},
	} {
		if got := w.settle(day.Add(step.at)); !slices.Equal(got, step.want) {
			t.Errorf("after %v: %q, want %q", step.at, got, step.want)
		}
	}
	w.now = day.Add(2 * time.Hour)
	w.must("DeleteBed", `{"account_id":"a","bed_id":"`+lilies+`"}`)
	if got := w.settle(w.now.Add(59 * time.Second)); !slices.Equal(got, []string{"roses READY 12:01:00", "lilies DELETING 14:00:00"}) {
		t.Errorf("being deleted: %q", got)
	}
	if got := w.settle(w.now.Add(time.Minute)); !slices.Equal(got, []string{"roses READY 12:01:00"}) {
		t.Errorf("deleted: %q", got)
	}
}

// A change within a phase does not put off the next step.
func TestUpdateKeepsTheTimeOfAStep(t *testing.T) {
	w := newWorld(t, bed())
	id := w.dig("a", "roses")
	w.now = w.now.Add(50 * time.Second)
	w.must("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`","name":"lilies"},"updateMask":"name"}`)
	if got := w.settle(day.Add(time.Minute)); !slices.Equal(got, []string{"lilies READY 12:01:00"}) {
		t.Errorf("got %q", got)
	}
}

// A deletion goes before the next step of the phase in which it comes.
func TestDeleteBeforeAStep(t *testing.T) {
	w := newWorld(t, bed())
	id := w.dig("a", "roses")
	w.now = w.now.Add(50 * time.Second)
	w.must("DeleteBed", `{"account_id":"a","bed_id":"`+id+`"}`)
	if got := w.settle(day.Add(time.Minute)); !slices.Equal(got, []string{"roses DELETING 12:00:50"}) {
		t.Errorf("got %q", got)
	}
	if got := w.settle(day.Add(111 * time.Second)); len(got) != 0 {
		t.Errorf("got %q", got)
	}
}

// Steps follow each other from the time of the one before, however late they are looked at, and those of all entities in order.
func TestStepsFollowEachOther(t *testing.T) {
	var log []string
	custom := Custom{
		Kind: "garden.v1.Bed", Phase: "state.phase",
		Steps: []Step{
			{From: "PHASE_UNSPECIFIED", After: time.Minute, To: "PHASE_DUG"},
			{From: "PHASE_DUG", After: time.Minute, To: "PHASE_READY"},
			{From: "PHASE_READY", After: time.Hour},
		},
	}
	for i := range custom.Steps {
		custom.Steps[i].Do = func(_ *store.Tx, now time.Time, bed *dynamicpb.Message) error {
			log = append(log, fmt.Sprint(message.Text(bed, "name"), " ", message.Enum(bed, "state.phase"), " ", now.Format(time.TimeOnly)))
			return nil
		}
	}
	w := newWorld(t, custom)
	w.dig("a", "roses")
	w.now = w.now.Add(30 * time.Second)
	w.dig("a", "lilies")
	if got := w.settle(day.Add(24 * time.Hour)); len(got) != 0 {
		t.Errorf("left: %q", got)
	}
	want := []string{
		"roses PHASE_DUG 12:01:00", "lilies PHASE_DUG 12:01:30", "roses PHASE_READY 12:02:00", "lilies PHASE_READY 12:02:30",
		"roses PHASE_READY 13:02:00", "lilies PHASE_READY 13:02:30",
	}
	if !slices.Equal(log, want) {
		t.Errorf("got %q, want %q", log, want)
	}
}

// A phase that leads to itself comes again and again, as long as the entity says.
func TestRecurringSteps(t *testing.T) {
	custom := Custom{Kind: "garden.v1.Bed", Phase: "state.phase", Steps: []Step{{
		From: "PHASE_UNSPECIFIED", To: "PHASE_UNSPECIFIED",
		Wait: func(_ time.Time, bed *dynamicpb.Message) (time.Duration, bool) {
			note := message.Text(bed, "config.note")
			wait, err := time.ParseDuration(note)
			return wait, err == nil
		},
		Do: func(tx *store.Tx, _ time.Time, bed *dynamicpb.Message) error {
			tx.Put(store.Entity{Kind: "visit", ID: fmt.Sprint(tx.Len("visit", ""))})
			return nil
		},
	}}}
	w := newWorld(t, custom)
	created := w.must("CreateBed", `{"bed":{"account_id":"a","name":"roses","config":{"note":"10s"}}}`)
	id, _ := at(created, "bed.id").(string)
	w.dig("a", "never")
	visits := func(now time.Time) (count int) {
		w.settle(now)
		if err := w.store.Do(func(tx *store.Tx) error { count = tx.Len("visit", ""); return nil }); err != nil {
			t.Fatal(err)
		}
		return count
	}
	if got := visits(day.Add(65 * time.Second)); got != 6 {
		t.Errorf("visited %d times in 65 s", got)
	}
	w.now = day.Add(66 * time.Second)
	w.must("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`","config":{"note":"1m"}},"updateMask":"config.note"}`)
	if got := visits(day.Add(125 * time.Second)); got != 6 {
		t.Errorf("visited %d times, although it was put off", got)
	}
	if got := visits(day.Add(126 * time.Second)); got != 7 {
		t.Errorf("visited %d times", got)
	}
	w.must("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`"},"updateMask":"config.note"}`)
	if got := visits(day.Add(1000 * time.Hour)); got != 7 {
		t.Errorf("visited %d times after the end", got)
	}
	// Very many steps are done in several calls, so that each ends.
	w.c.mostSteps = 100
	w.now = day
	w.must("UpdateBed", `{"bed":{"account_id":"a","id":"`+id+`","config":{"note":"1s"}},"updateMask":"config.note"}`)
	far := day.Add(110 * time.Second)
	if got := visits(far); got != 107 {
		t.Errorf("visited %d times at once", got)
	}
	if got := visits(far); got != 117 {
		t.Errorf("visited %d times in two calls", got)
	}
}

func TestStepsThatGoWrong(t *testing.T) {
	broken := errors.New("broken")
	custom := bed()
	custom.Steps[0].Do = func(_ *store.Tx, _ time.Time, _ *dynamicpb.Message) error { return broken }
	w := newWorld(t, custom)
	w.dig("a", "roses")
	err := w.store.Do(func(tx *store.Tx) error { return w.c.Settle(tx, day.Add(time.Hour)) })
	if !errors.Is(err, broken) || !strings.Contains(err.Error(), "PHASE_DUG") {
		t.Errorf("got %v", err)
	}

	custom.Steps[0].Do = func(tx *store.Tx, _ time.Time, bed *dynamicpb.Message) error {
		tx.Delete("garden.v1.Bed", "a", message.Text(bed, "id"))
		return nil
	}
	w = newWorld(t, custom)
	w.dig("a", "roses")
	if got := w.settle(day.Add(time.Hour)); len(got) != 0 {
		t.Errorf("a step has removed it, and it is back: %q", got)
	}

	w = newWorld(t)
	err = w.store.Do(func(tx *store.Tx) error {
		tx.Put(store.Entity{Kind: "of another version", ID: "x", Due: day})
		tx.Put(store.Entity{Kind: "garden.v1.Bed", Account: "a", ID: "without phases", Due: day})
		if err := w.c.Settle(tx, day); err != nil {
			return err
		}
		if next, ok := tx.Next(); ok {
			return fmt.Errorf("still due at %v", next)
		}
		return nil
	})
	if err != nil {
		t.Errorf("entities of another version: %v", err)
	}
}
