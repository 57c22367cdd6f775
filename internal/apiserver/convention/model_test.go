package convention

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// ledger is a journal in memory.
type ledger map[string]store.Change

func (l ledger) Load(visit func(store.Change) error) error {
	for _, change := range l {
		if err := visit(change); err != nil {
			return err
		}
	}
	return nil
}

func (l ledger) Commit(changes []store.Change) error {
	for _, change := range changes {
		name := fmt.Sprintf("%q %q %q", change.Entity.Kind, change.Entity.Account, change.Entity.ID)
		if change.Deleted {
			delete(l, name)
		} else {
			l[name] = change
		}
	}
	return nil
}

func (l ledger) Close() error { return nil }

// modelled is what a bed has to be like.
type modelled struct {
	id, name, sign string
	size           int
	ready          time.Time // ready is when it leaves its first phase.
	gone           time.Time // gone is when it is removed; zero for one that nobody has deleted.
}

// Random calls are compared with a plain list of what has to be there, and so is a server that loads what the first one has kept.
func TestRandomCalls(t *testing.T) {
	api, err := gardenAPI()
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	for seed := range uint64(12) {
		random := rand.New(rand.NewPCG(seed, 2))
		journal := ledger{}
		w := worldOf(t, api, journal, bed())
		var model []*modelled
		for range 80 {
			w.now = w.now.Add(time.Duration(random.IntN(25)) * time.Second)
			model = slices.DeleteFunc(model, func(m *modelled) bool { return !m.gone.IsZero() && !m.gone.After(w.now) })
			name, size := fmt.Sprintf("bed-%d", random.IntN(8)), random.IntN(4)-1 // A negative size is invalid.
			taken := func(but *modelled) bool {
				return slices.ContainsFunc(model, func(m *modelled) bool { return m != but && m.name == name && m.gone.IsZero() })
			}
			what, want := "", codes.OK
			var err error
			var change func()
			one := &modelled{id: "nowhere"}
			if len(model) > 0 && random.IntN(8) > 0 {
				one = model[random.IntN(len(model))]
			}
			switch random.IntN(4) {
			case 0:
				what = "create"
				if size < 0 {
					want = codes.InvalidArgument
				} else if taken(nil) {
					want = codes.AlreadyExists
				}
				var created map[string]any
				created, err = w.call("CreateBed", fmt.Sprintf(`{"bed":{"account_id":"a","name":%q,"config":{"size":%d}}}`, name, size))
				change = func() {
					id, _ := at(created, "bed.id").(string)
					model = append(model, &modelled{id: id, name: name, size: size, ready: w.now.Add(time.Minute)})
				}
			case 1:
				what = "update"
				switch {
				case one.id == "nowhere":
					want = codes.NotFound
				case size < 0:
					want = codes.InvalidArgument
				case !one.gone.IsZero():
					want = codes.FailedPrecondition
				case taken(one):
					want = codes.AlreadyExists
				}
				_, err = w.call("UpdateBed", fmt.Sprintf(`{"bed":{"account_id":"a","id":%q,"name":%q,"sign":"s","config":{"size":%d}},
					"updateMask":"name,config.size"}`, one.id, name, size))
				change = func() { one.name, one.size = name, size }
			case 2:
				what = "delete"
				if one.id == "nowhere" {
					want = codes.NotFound
				}
				_, err = w.call("DeleteBed", fmt.Sprintf(`{"account_id":"a","bed_id":%q}`, one.id))
				change = func() {
					if one.gone.IsZero() {
						one.gone = w.now.Add(time.Minute)
					}
				}
			case 3:
				what = "sign"
				switch {
				case one.id == "nowhere":
					want = codes.NotFound
				case !one.gone.IsZero():
					want = codes.FailedPrecondition
				}
				_, err = w.call("UpdateBed", fmt.Sprintf(`{"bed":{"account_id":"a","id":%q,"sign":"now %d"},"updateMask":"sign"}`, one.id, size))
				change = func() { one.sign = fmt.Sprintf("now %d", size) }
			}
			if status.Code(err) != want {
				t.Fatalf("seed %d: %s of %+v: %v, want %v", seed, what, one, err, want)
			}
			counts[what+" "+want.String()]++
			if err == nil {
				change()
			}
			w.looksLike(model)
		}
		again := worldOf(t, api, journal, bed())
		again.now = w.now
		again.looksLike(model)
		request := `{"account_id":"a"}`
		before, err := w.wire("ListBeds", w.request("ListBeds", request))
		if err != nil {
			t.Fatal(err)
		}
		after, err := again.wire("ListBeds", again.request("ListBeds", request))
		if err != nil || !bytes.Equal(before, after) {
			t.Fatalf("seed %d: what was kept is another list: %v", seed, err)
		}
	}
	if len(counts) < 11 {
		t.Errorf("not everything happened: %v", counts)
	}
	t.Log(counts)
}

// looksLike compares a list with the model, as a whole and in pages.
func (w *world) looksLike(model []*modelled) {
	w.t.Helper()
	items, _ := w.must("ListBeds", `{"account_id":"a"}`)["items"].([]any)
	var want []string
	for i, m := range model {
		phase := "PHASE_DUG"
		switch {
		case !m.gone.IsZero():
			phase = "PHASE_DELETING"
		case !m.ready.After(w.now):
			phase = "PHASE_READY"
		}
		want = append(want, m.name)
		if i >= len(items) {
			w.t.Fatalf("%d beds, want %d", len(items), len(model))
		}
		bed, _ := items[i].(map[string]any)
		size, _ := at(bed, "config.size").(float64)
		sign, _ := bed["sign"].(string)
		if bed["id"] != m.id || bed["name"] != m.name || int(size) != m.size || sign != m.sign || at(bed, "state.phase") != phase {
			w.t.Fatalf("bed %d is %v, want %+v in %s", i, bed, *m, phase)
		}
	}
	if got, _ := w.pages("", 3, nil); len(items) != len(model) || !slices.Equal(got, want) && len(got)+len(want) > 0 {
		w.t.Fatalf("in pages %q, want %q", got, want)
	}
}
