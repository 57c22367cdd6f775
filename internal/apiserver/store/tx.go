package store

import (
	"cmp"
	"crypto/rand"
	"iter"
	"slices"
	"strings"
	"time"
)

// Private begins the kinds that are no messages of the API, but belong to the server. [Tx.Everything] leaves them out.
const Private = "."

const secrets = Private + "secrets"

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

// List yields the entities of a kind in an account, in the order in which they were created, as they were before the first of
// them is yielded.
func (t *Tx) List(kind, account string) iter.Seq[Entity] {
	if found, ok := t.store.scopes[scope{kind, account}]; ok {
		return each([]*table{found})
	}
	return each(nil)
}

// Everywhere yields the entities of a kind in all accounts, by account and creation, as they were before the first of them is
// yielded.
func (t *Tx) Everywhere(kind string) iter.Seq[Entity] { return each(slices.Clone(t.store.kinds[kind])) }

// Everything yields all entities but the private ones, by kind, account and creation, as they were before the first of them is
// yielded.
func (t *Tx) Everything() iter.Seq[Entity] {
	return each(slices.DeleteFunc(t.store.tables(), func(t *table) bool { return strings.HasPrefix(t.scope.kind, Private) }))
}

// Within yields the entities of all kinds in an account, by kind and creation, as they were before the first of them is yielded.
func (t *Tx) Within(account string) iter.Seq[Entity] {
	return each(slices.DeleteFunc(t.store.tables(), func(t *table) bool { return t.scope.account != account }))
}

func each(tables []*table) iter.Seq[Entity] {
	return func(yield func(Entity) bool) {
		for _, table := range tables {
			for _, entity := range slices.Clone(table.order) {
				if !yield(*entity) {
					return
				}
			}
		}
	}
}

// After yields the entities of a kind in an account that were created after the one with this place in the order of creation,
// with their places. They must not be changed meanwhile.
func (t *Tx) After(kind, account string, order uint64) iter.Seq2[uint64, Entity] {
	return func(yield func(uint64, Entity) bool) {
		table, ok := t.store.scopes[scope{kind, account}]
		if !ok {
			return
		}
		for _, entity := range table.order[table.place(order+1):] {
			if !yield(entity.seq, *entity) {
				return
			}
		}
	}
}

// Due returns the entity whose step is due first, if it is due at this time.
func (t *Tx) Due(now time.Time) (Entity, bool) {
	if len(t.store.due) == 0 || t.store.due[0].Due.After(now) {
		return Entity{}, false
	}
	return *t.store.due[0], true
}

// Next returns when the next step of an entity is due; it is false if none is.
func (t *Tx) Next() (time.Time, bool) {
	if len(t.store.due) == 0 {
		return time.Time{}, false
	}
	return t.store.due[0].Due, true
}

// Secret returns 32 random bytes, which are the same whenever the name is, as long as the store has its entities.
func (t *Tx) Secret(name string) ([]byte, error) {
	if kept, ok := t.Get(secrets, "", name); ok {
		return kept.Data, nil
	}
	secret := make([]byte, 32)
	if _, err := rand.Read(secret); err != nil {
		return nil, err
	}
	t.Put(Entity{Kind: secrets, ID: name, Data: secret})
	return secret, nil
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
