// Package store keeps the entities of the API: clusters, backups, roles… It knows them by kind, account and id, and not what is in
// them. A transaction sees and changes them alone, and either all of its changes last or none.
package store

import (
	"cmp"
	"errors"
	"fmt"
	"iter"
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

	seq uint64 // seq orders the entities by their creation.
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
	seq     uint64
	journal Journal // journal is nil for a store in memory.
}

type scope struct{ kind, account string }

// table has the entities of one kind in one account.
type table struct {
	byID     map[string]*Entity
	order    []*Entity // order is sorted by seq.
	revision uint64    // revision changes with every change in the table.
}

// Open returns a store with the entities of the journal, or an empty one in memory if that is nil.
func Open(journal Journal) (*Store, error) {
	s := &Store{scopes: map[scope]*table{}, journal: journal}
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

// Reset removes all entities.
func (s *Store) Reset() error {
	return s.Do(func(tx *Tx) error {
		for entity := range tx.Everything() {
			tx.Delete(entity.Kind, entity.Account, entity.ID)
		}
		return nil
	})
}

func (s *Store) table(kind, account string) *table {
	t := s.scopes[scope{kind, account}]
	if t == nil {
		t = &table{byID: map[string]*Entity{}}
		s.scopes[scope{kind, account}] = t
	}
	return t
}

// put adds or replaces an entity, which has its place in the order already.
func (s *Store) put(entity *Entity) {
	t := s.table(entity.Kind, entity.Account)
	t.revision++
	at, there := slices.BinarySearchFunc(t.order, entity.seq, func(e *Entity, seq uint64) int { return cmp.Compare(e.seq, seq) })
	if there {
		t.order[at] = entity
	} else {
		t.order = slices.Insert(t.order, at, entity)
	}
	t.byID[entity.ID] = entity
}

func (s *Store) remove(entity *Entity) {
	t := s.table(entity.Kind, entity.Account)
	t.revision++
	if at, there := slices.BinarySearchFunc(t.order, entity.seq, func(e *Entity, seq uint64) int { return cmp.Compare(e.seq, seq) }); there {
		t.order = slices.Delete(t.order, at, at+1)
	}
	delete(t.byID, entity.ID)
}

type key struct{ kind, account, id string }

// Tx is a transaction. It is valid until the function that got it returns.
type Tx struct {
	store  *Store
	before map[key]*Entity // before has the changed entities as they were, nil for one that was not there.
}

// Get finds an entity.
func (t *Tx) Get(kind, account, id string) (Entity, bool) {
	if table, ok := t.store.scopes[scope{kind, account}]; ok {
		if entity, ok := table.byID[id]; ok {
			return *entity, true
		}
	}
	return Entity{}, false
}

// List yields the entities of a kind in an account, in the order in which they were created. They must not be changed meanwhile.
func (t *Tx) List(kind, account string) iter.Seq[Entity] {
	return func(yield func(Entity) bool) {
		table, ok := t.store.scopes[scope{kind, account}]
		if !ok {
			return
		}
		for _, entity := range table.order {
			if !yield(*entity) {
				return
			}
		}
	}
}

// Everywhere yields the entities of a kind in all accounts.
func (t *Tx) Everywhere(kind string) iter.Seq[Entity] {
	return func(yield func(Entity) bool) {
		for entity := range t.Everything() {
			if entity.Kind == kind && !yield(entity) {
				return
			}
		}
	}
}

// Everything yields all entities, by kind, account and creation.
func (t *Tx) Everything() iter.Seq[Entity] {
	scopes := slices.SortedFunc(maps.Keys(t.store.scopes), func(a, b scope) int {
		return cmp.Or(cmp.Compare(a.kind, b.kind), cmp.Compare(a.account, b.account))
	})
	return func(yield func(Entity) bool) {
		for _, scope := range scopes {
			for _, entity := range slices.Clone(t.store.scopes[scope].order) {
				if !yield(*entity) {
					return
				}
			}
		}
	}
}

// Len returns how many entities of a kind an account has.
func (t *Tx) Len(kind, account string) int {
	if table, ok := t.store.scopes[scope{kind, account}]; ok {
		return len(table.order)
	}
	return 0
}

// Revision changes whenever an entity of the kind in the account changes.
func (t *Tx) Revision(kind, account string) uint64 {
	if table, ok := t.store.scopes[scope{kind, account}]; ok {
		return table.revision
	}
	return 0
}

// Put adds an entity or replaces the one with its name, which keeps its place in the order.
func (t *Tx) Put(entity Entity) {
	old := t.remember(entity.Kind, entity.Account, entity.ID)
	if old != nil {
		entity.seq = old.seq
	} else {
		t.store.seq++
		entity.seq = t.store.seq
	}
	t.store.put(&entity)
}

// Delete removes an entity, if it is there.
func (t *Tx) Delete(kind, account, id string) {
	if old := t.remember(kind, account, id); old != nil {
		t.store.remove(old)
	}
}

// remember keeps an entity as it was before its first change, and returns it as it is now.
func (t *Tx) remember(kind, account, id string) *Entity {
	now := t.store.table(kind, account).byID[id]
	name := key{kind, account, id}
	if _, ok := t.before[name]; !ok {
		t.before[name] = now
	}
	return now
}

func (t *Tx) rollback() {
	for name, before := range t.before {
		if now := t.store.table(name.kind, name.account).byID[name.id]; now != nil {
			t.store.remove(now)
		}
		if before != nil {
			t.store.put(before)
		}
	}
}

func (t *Tx) changes() []Change {
	var all []Change
	for name, before := range t.before {
		now := t.store.table(name.kind, name.account).byID[name.id]
		switch {
		case now != nil:
			all = append(all, Change{Entity: *now, Order: now.seq})
		case before != nil:
			all = append(all, Change{Entity: *before, Order: before.seq, Deleted: true})
		}
	}
	slices.SortFunc(all, func(a, b Change) int { return cmp.Compare(a.Order, b.Order) })
	return all
}

// ErrClosed reports a journal that was closed.
var ErrClosed = errors.New("the store is closed")
