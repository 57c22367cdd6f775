// Package store keeps the entities of the API: clusters, backups, roles… It knows them by kind, account and id, and not what is
// in them. A transaction sees and changes them alone, and either all of its changes last or none.
package store

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"
)

// Entity is an encoded message with a name. Data must not be changed in place.
type Entity struct {
	Kind    string // Kind is the full name of its message.
	Account string // Account is the id of the account that it belongs to, empty where it belongs to none.
	ID      string // ID is unique among the entities of a kind in an account.
	Data    []byte
	Due     time.Time // Due is when the next step of its life is due; zero if there is none.

	seq  uint64 // seq orders the entities by their creation.
	slot int    // slot is the place of the entity among those that are due, 0 for none.
}

// Change is one entity that a transaction changed.
type Change struct {
	Entity  Entity
	Order   uint64 // Order is the place of the entity in the order of creation.
	Deleted bool
}

// Journal keeps the entities while no server runs.
type Journal interface {
	// Load calls visit for every entity, in any order.
	Load(visit func(Change) error) error
	// Commit keeps the changes, all of them or none. When it returns without an error, they last.
	Commit(changes []Change) error
	Close() error
}

// Store has all entities. Its methods may be called from several goroutines.
type Store struct {
	mu      sync.Mutex
	scopes  map[scope]*table
	kinds   map[string][]*table // kinds has the tables of each kind, sorted by account.
	due     schedule
	seq     uint64
	journal Journal // journal is nil for a store in memory.
}

type scope struct{ kind, account string }

// table has the entities of one kind in one account.
type table struct {
	scope    scope
	byID     map[string]*Entity
	order    []*Entity // order is sorted by seq.
	revision uint64    // revision changes with every change in the table.
}

// Open returns a store with the entities of the journal, or an empty one in memory if that is nil.
func Open(journal Journal) (*Store, error) {
	s := &Store{scopes: map[scope]*table{}, kinds: map[string][]*table{}, journal: journal}
	if journal == nil {
		return s, nil
	}
	err := journal.Load(func(change Change) error {
		entity := change.Entity
		entity.seq = change.Order
		s.seq = max(s.seq, entity.seq)
		s.put(&entity)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load the entities: %w", err)
	}
	return s, nil
}

// Close closes the journal.
func (s *Store) Close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.journal == nil {
		return nil
	}
	return s.journal.Close()
}

// Do runs a transaction. It commits if do returns no error; else the store is as it was before.
func (s *Store) Do(do func(*Tx) error) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	tx := &Tx{store: s, before: map[key]*Entity{}}
	done := false
	defer func() {
		if !done {
			tx.rollback()
		}
	}()
	if err := do(tx); err != nil {
		return err
	}
	if s.journal != nil && len(tx.before) > 0 {
		if err := s.journal.Commit(tx.changes()); err != nil {
			return fmt.Errorf("keep the changes: %w", err)
		}
	}
	done = true
	return nil
}

// Reset removes all entities, those of the server too.
func (s *Store) Reset() error {
	return s.Do(func(tx *Tx) error {
		for _, table := range s.tables() {
			for _, entity := range slices.Clone(table.order) {
				tx.Delete(entity.Kind, entity.Account, entity.ID)
			}
		}
		return nil
	})
}

// tables returns all tables by kind and account.
func (s *Store) tables() []*table {
	var all []*table
	for _, kind := range slices.Sorted(maps.Keys(s.kinds)) {
		all = append(all, s.kinds[kind]...)
	}
	return all
}

// table returns the table of a kind and an account, and makes it if it is not there.
func (s *Store) table(kind, account string) *table {
	name := scope{kind, account}
	if t := s.scopes[name]; t != nil {
		return t
	}
	t := &table{scope: name, byID: map[string]*Entity{}}
	s.scopes[name] = t
	at, _ := slices.BinarySearchFunc(s.kinds[kind], account, func(t *table, account string) int {
		return cmp.Compare(t.scope.account, account)
	})
	s.kinds[kind] = slices.Insert(s.kinds[kind], at, t)
	return t
}

// place returns where the first entity with this place in the order of creation, or a later one, is.
func (t *table) place(order uint64) int {
	if n := len(t.order); n > 0 && t.order[n-1].seq < order { // The usual case: a new entity comes last.
		return n
	}
	at, _ := slices.BinarySearchFunc(t.order, order, func(e *Entity, order uint64) int { return cmp.Compare(e.seq, order) })
	return at
}

// put adds or replaces an entity, which has its place in the order already.
func (s *Store) put(entity *Entity) {
	t := s.table(entity.Kind, entity.Account)
	entity.Kind, entity.Account = t.scope.kind, t.scope.account // One text for all, instead of one in each entity.
	t.revision++
	at := t.place(entity.seq)
	if at < len(t.order) && t.order[at].seq == entity.seq {
		s.due.remove(t.order[at])
		t.order[at] = entity
	} else {
		t.order = slices.Insert(t.order, at, entity)
	}
	t.byID[entity.ID] = entity
	s.due.add(entity)
}

func (s *Store) remove(entity *Entity) {
	t := s.table(entity.Kind, entity.Account)
	t.revision++
	if at := t.place(entity.seq); at < len(t.order) && t.order[at].seq == entity.seq {
		t.order = slices.Delete(t.order, at, at+1)
	}
	delete(t.byID, entity.ID)
	s.due.remove(entity)
}
