package store

import (
	"bytes"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"
)

// kept is a journal in memory. It fails when told to.
type kept struct {
	entities map[key]Change
	commits  int
	fail     error
}

func (k *kept) Load(visit func(Change) error) error {
	for _, change := range k.entities {
		if err := visit(change); err != nil {
			return err
		}
	}
	return k.fail
}

func (k *kept) Commit(changes []Change) error {
	if k.fail != nil {
		return k.fail
	}
	k.commits++
	for _, change := range changes {
		name := key{change.Entity.Kind, change.Entity.Account, change.Entity.ID}
		if change.Deleted {
			delete(k.entities, name)
		} else {
			k.entities[name] = change
		}
	}
	return nil
}

func (k *kept) Close() error { return k.fail }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// dump writes all that a transaction sees, in each of the ways in which it sees it.
func dump(tx *Tx) string {
	var out strings.Builder
	for entity := range tx.Everything() {
		fmt.Fprintln(&out, "everything", entity.Kind, entity.Account, entity.ID, string(entity.Data), entity.Due.UTC())
	}
	for _, kind := range []string{"k1", "k2"} {
		for entity := range tx.Everywhere(kind) {
			fmt.Fprintln(&out, "everywhere", entity.Kind, entity.Account, entity.ID)
		}
		for _, account := range []string{"", "a", "b"} {
			fmt.Fprintln(&out, kind, account, "has", tx.Len(kind, account))
			var ids []string
			for entity := range tx.List(kind, account) {
				found, ok := tx.Get(kind, account, entity.ID)
				fmt.Fprintln(&out, "list", entity.ID, ok, string(found.Data))
				ids = append(ids, entity.ID)
			}
			var orders []uint64
			for order, entity := range tx.After(kind, account, 0) {
				if entity.ID != ids[len(orders)] {
					fmt.Fprintln(&out, "After has", entity.ID, "and List", ids[len(orders)])
				}
				orders = append(orders, order)
			}
			for i, order := range orders {
				for _, entity := range tx.After(kind, account, order) {
					if entity.ID != ids[i+1] {
						fmt.Fprintln(&out, "after", ids[i], "comes", entity.ID)
					}
					break
				}
			}
		}
	}
	fmt.Fprintln(&out, "due", dues(tx))
	return out.String()
}

// dues returns the order in which entities are due, without changing anything.
func dues(tx *Tx) []string {
	all := slices.Clone(tx.store.due)
	slices.SortFunc(all, func(a, b *Entity) int {
		if c := a.Due.Compare(b.Due); c != 0 {
			return c
		}
		return int(a.seq) - int(b.seq)
	})
	var ids []string
	for _, entity := range all {
		ids = append(ids, entity.Kind+entity.Account+entity.ID)
	}
	if len(all) > 0 {
		first, ok := tx.Due(all[len(all)-1].Due)
		if !ok || first.ID != all[0].ID || first.Kind != all[0].Kind || first.Account != all[0].Account {
			ids = append(ids, "but first is "+first.ID)
		}
		if _, early := tx.Due(all[0].Due.Add(-1)); early {
			ids = append(ids, "due before its time")
		}
	}
	return ids
}

// Random transactions, some of which are undone, are compared with plain maps, and with what a journal has kept.
func TestRandomTransactions(t *testing.T) {
	for seed := range uint64(60) {
		random := rand.New(rand.NewPCG(seed, 1))
		journal := &kept{entities: map[key]Change{}}
		s, err := Open(journal)
		must(t, err)
		model, order := map[key]string{}, []key{}
		undo := errors.New("undo")
		for range 40 {
			nextModel, nextOrder := maps.Clone(model), slices.Clone(order)
			undone := random.IntN(3) == 0
			err := s.Do(func(tx *Tx) error {
				for range random.IntN(6) {
					name := key{[]string{"k1", "k2"}[random.IntN(2)], []string{"", "a", "b"}[random.IntN(3)], fmt.Sprint(random.IntN(5))}
					if random.IntN(3) == 0 {
						tx.Delete(name.kind, name.account, name.id)
						delete(nextModel, name)
						nextOrder = slices.DeleteFunc(nextOrder, func(k key) bool { return k == name })
						continue
					}
					entity := Entity{Kind: name.kind, Account: name.account, ID: name.id, Data: fmt.Append(nil, random.IntN(100))}
					if random.IntN(2) == 0 {
						entity.Due = time.Unix(int64(random.IntN(5)), 0)
					}
					tx.Put(entity)
					if _, there := nextModel[name]; !there {
						nextOrder = append(nextOrder, name)
					}
					nextModel[name] = string(entity.Data)
				}
				if undone {
					return undo
				}
				return nil
			})
			if undone != errors.Is(err, undo) {
				t.Fatal(err)
			}
			if !undone {
				model, order = nextModel, nextOrder
			}
			compare(t, s, model, order)
		}
		again, err := Open(journal)
		must(t, err)
		compare(t, again, model, order)
		var before, after string
		must(t, s.Do(func(tx *Tx) error { before = dump(tx); return nil }))
		must(t, again.Do(func(tx *Tx) error { after = dump(tx); return nil }))
		if before != after {
			t.Fatalf("seed %d: loaded\n%s\nwant\n%s", seed, after, before)
		}
	}
}

func compare(t *testing.T, s *Store, model map[key]string, order []key) {
	t.Helper()
	must(t, s.Do(func(tx *Tx) error {
		if text := dump(tx); strings.Contains(text, "but ") || strings.Contains(text, "After has") || strings.Contains(text, "comes") {
			t.Fatal(text)
		}
		count := 0
		for entity := range tx.Everything() {
			count++
			if data, ok := model[key{entity.Kind, entity.Account, entity.ID}]; !ok || data != string(entity.Data) {
				t.Fatalf("%v is %q, want %q (%v)", entity, entity.Data, data, ok)
			}
		}
		if count != len(model) {
			t.Fatalf("there are %d entities, want %d", count, len(model))
		}
		for _, scope := range []scope{{"k1", ""}, {"k1", "a"}, {"k2", "b"}} {
			var want, got []string
			for _, name := range order {
				if name.kind == scope.kind && name.account == scope.account {
					want = append(want, name.id)
				}
			}
			for entity := range tx.List(scope.kind, scope.account) {
				got = append(got, entity.ID)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%v are %q, want %q", scope, got, want)
			}
		}
		return nil
	}))
}

func TestListsMayChangeWhileTheyAreRead(t *testing.T) {
	s, err := Open(nil)
	must(t, err)
	must(t, s.Do(func(tx *Tx) error {
		for i := range 5 {
			tx.Put(Entity{Kind: "k", Account: "a", ID: fmt.Sprint(i)})
		}
		seen := 0
		for entity := range tx.List("k", "a") {
			tx.Delete("k", "a", fmt.Sprint(4-seen))
			tx.Put(Entity{Kind: "k", Account: "a", ID: "new" + entity.ID})
			seen++
		}
		if seen != 5 || tx.Len("k", "a") != 5 {
			t.Errorf("saw %d, and there are %d", seen, tx.Len("k", "a"))
		}
		for entity := range tx.Everywhere("k") {
			tx.Delete(entity.Kind, entity.Account, entity.ID)
		}
		for entity := range tx.Within("a") {
			t.Errorf("%s is left", entity.ID)
		}
		return nil
	}))
}

func TestSecrets(t *testing.T) {
	s, err := Open(nil)
	must(t, err)
	var first, second, other []byte
	must(t, s.Do(func(tx *Tx) error {
		first, _ = tx.Secret("x")
		other, _ = tx.Secret("y")
		for entity := range tx.Everything() {
			t.Errorf("%s is shown", entity.Kind)
		}
		return nil
	}))
	must(t, s.Do(func(tx *Tx) error { second, _ = tx.Secret("x"); return nil }))
	if len(first) != 32 || !bytes.Equal(first, second) || bytes.Equal(first, other) {
		t.Errorf("secrets are %x, %x and %x", first, second, other)
	}
	must(t, s.Reset())
	must(t, s.Do(func(tx *Tx) error { second, _ = tx.Secret("x"); return nil }))
	if bytes.Equal(first, second) {
		t.Error("a secret outlasts a reset")
	}
}

func TestRevision(t *testing.T) {
	s, err := Open(nil)
	must(t, err)
	seen := map[uint64]bool{}
	check := func(what string, fresh bool) {
		t.Helper()
		must(t, s.Do(func(tx *Tx) error {
			revision := tx.Revision("k", "a")
			if seen[revision] == fresh {
				t.Errorf("%s: revision %d, and seen before is %v", what, revision, seen[revision])
			}
			seen[revision] = true
			return nil
		}))
	}
	change := func(tx *Tx) error { tx.Put(Entity{Kind: "k", Account: "a", ID: "1"}); return nil }
	check("empty", true)
	must(t, s.Do(change))
	check("a new entity", true)
	must(t, s.Do(func(tx *Tx) error { tx.Put(Entity{Kind: "k", Account: "b", ID: "1"}); return nil }))
	check("a change in another account", false)
	must(t, s.Do(change))
	check("a changed entity", true)
	if err := s.Do(func(tx *Tx) error { return errors.Join(change(tx), errors.New("undo")) }); err == nil {
		t.Error("not undone")
	}
	check("undone", true) // What was seen in between must not be taken for what is there now.
	must(t, s.Reset())
	check("reset", true)
	must(t, s.Do(change))
	check("after a reset", true)
}

func TestPanicUndoes(t *testing.T) {
	s, err := Open(nil)
	must(t, err)
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the panic is lost")
			}
		}()
		_ = s.Do(func(tx *Tx) error { tx.Put(Entity{Kind: "k", ID: "1"}); panic("broken") })
	}()
	must(t, s.Do(func(tx *Tx) error {
		if tx.Len("k", "") != 0 {
			t.Error("the change is still there")
		}
		return nil
	}))
}

func TestJournal(t *testing.T) {
	journal := &kept{entities: map[key]Change{}}
	s, err := Open(journal)
	must(t, err)
	must(t, s.Do(func(*Tx) error { return nil }))
	if journal.commits != 0 {
		t.Error("a transaction without changes is committed")
	}
	must(t, s.Do(func(tx *Tx) error { tx.Put(Entity{Kind: "k", ID: "1"}); return nil }))
	must(t, s.Do(func(tx *Tx) error { // One that is there for a moment is never kept.
		tx.Put(Entity{Kind: "k", ID: "2"})
		tx.Delete("k", "", "2")
		return nil
	}))
	if len(journal.entities) != 1 {
		t.Errorf("%d entities are kept", len(journal.entities))
	}
	journal.fail = errors.New("disk full")
	if err := s.Do(func(tx *Tx) error { tx.Delete("k", "", "1"); return nil }); !errors.Is(err, journal.fail) {
		t.Errorf("got %v", err)
	}
	must(t, s.Do(func(tx *Tx) error {
		if _, ok := tx.Get("k", "", "1"); !ok {
			t.Error("what was not committed is gone in memory")
		}
		return nil
	}))
	if err := s.Close(); !errors.Is(err, journal.fail) {
		t.Errorf("closed with %v", err)
	}
	if _, err := Open(journal); !errors.Is(err, journal.fail) {
		t.Errorf("opened with %v", err)
	}
	journal.fail = nil
	must(t, s.Reset())
	if len(journal.entities) != 0 {
		t.Errorf("%d entities are kept after a reset", len(journal.entities))
	}
}

func BenchmarkPut(b *testing.B) {
	for _, there := range []int{1_000, 100_000} {
		b.Run(fmt.Sprint(there), func(b *testing.B) {
			s, err := Open(nil)
			if err != nil {
				b.Fatal(err)
			}
			put := func(i int) error {
				return s.Do(func(tx *Tx) error {
					tx.Put(Entity{Kind: "k", Account: "a", ID: fmt.Sprint(i), Due: time.Unix(int64(i), 0), Data: []byte("data")})
					return nil
				})
			}
			for i := range there {
				if err := put(i); err != nil {
					b.Fatal(err)
				}
			}
			for i := 0; b.Loop(); i++ {
				if err := put(i % there); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
