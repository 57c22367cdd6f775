package convention

import (
	"context"
	"fmt"
	"iter"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// Resource is a kind of entities.
type Resource struct {
	Kind string // Kind is the full name of the message.

	conventions *Conventions
	descriptor  protoreflect.MessageDescriptor
	inAccount   bool // inAccount says that each entity belongs to an account.
	operations  map[string]*operation
	custom      Custom
	owned       map[protoreflect.Name]bool // owned are the fields that the server sets.
	refers      []reference
	referred    []reference // referred are the references to this kind.
}

func (c *Conventions) resource(descriptor protoreflect.MessageDescriptor) *Resource {
	return &Resource{
		Kind: string(descriptor.FullName()), conventions: c, descriptor: descriptor,
		inAccount:  isText(descriptor.Fields().ByName(options.AccountID)),
		operations: map[string]*operation{}, owned: map[protoreflect.Name]bool{},
	}
}

// Name returns the name of the kind without its package.
func (r *Resource) Name() string { return string(r.descriptor.Name()) }

// Operations returns which operations have a method, in the order of a life.
func (r *Resource) Operations() []string {
	var found []string
	for _, what := range []string{create, get, listing, update, remove} {
		if r.operations[what] != nil {
			found = append(found, what)
		}
	}
	return found
}

// New returns an empty entity.
func (r *Resource) New() *dynamicpb.Message { return dynamicpb.NewMessage(r.descriptor) }

// scope returns the account in which an entity is stored.
func (r *Resource) scope(entity protoreflect.Message) string {
	if !r.inAccount {
		return ""
	}
	return message.Text(entity, string(options.AccountID))
}

// in returns the account in which the entities of a call are stored.
func (r *Resource) in(account string) string {
	if !r.inAccount {
		return ""
	}
	return account
}

// Get finds an entity; one that is not there, or is in another account, is NotFound.
func (r *Resource) Get(tx *store.Tx, account, id string) (*dynamicpb.Message, error) {
	found, ok := tx.Get(r.Kind, r.in(account), id)
	if !ok {
		return nil, rpc.NotFound(r.Kind, id)
	}
	return r.decode(found)
}

// All yields the entities of an account in the order in which they were created, as they were before the first of them is
// yielded.
func (r *Resource) All(tx *store.Tx, account string) iter.Seq[*dynamicpb.Message] {
	return r.each(tx.List(r.Kind, r.in(account)))
}

// Everywhere yields the entities of all accounts, as they were before the first of them is yielded.
func (r *Resource) Everywhere(tx *store.Tx) iter.Seq[*dynamicpb.Message] {
	return r.each(tx.Everywhere(r.Kind))
}

func (r *Resource) each(found iter.Seq[store.Entity]) iter.Seq[*dynamicpb.Message] {
	return func(yield func(*dynamicpb.Message) bool) {
		for entity := range found {
			// What is stored was encoded here, or checked when it was loaded.
			if decoded, err := r.decode(entity); err == nil && !yield(decoded) {
				return
			}
		}
	}
}

func (r *Resource) decode(found store.Entity) (*dynamicpb.Message, error) {
	entity := r.New()
	if err := proto.Unmarshal(found.Data, entity); err != nil {
		return nil, fmt.Errorf("read the %s %s: %w", r.Kind, found.ID, err)
	}
	return entity, nil
}

// Create fills what the server sets in a new entity, checks it and stores it. Values that are there already stay, but for the
// times and the account, so that behaviours other than a plain creation can set them. Afterwards the entity has what only the
// response to its creation shows.
func (r *Resource) Create(ctx context.Context, call *rpc.Call, entity *dynamicpb.Message) error {
	if err := r.born(call, entity); err != nil {
		return err
	}
	if err := r.checkReferences(call.Tx, nil, entity); err != nil {
		return err
	}
	if r.custom.Create != nil {
		if err := r.custom.Create(ctx, call, entity); err != nil {
			return err
		}
	}
	r.touchParts(nil, entity, call.Now)
	return r.put(call.Tx, call.Now, entity)
}

// Update stores an entity that a client has changed: what the server sets stays as it was, and what is fixed must not change.
func (r *Resource) Update(ctx context.Context, call *rpc.Call, entity *dynamicpb.Message) error {
	before, err := r.Get(call.Tx, call.Account, message.Text(entity, string(idField)))
	if err != nil {
		return err
	}
	if message.Has(before, string(deletedAt)) {
		return rpc.Precondition("DELETED", r.Kind+"/"+message.Text(before, string(idField)),
			"it is being deleted, so it cannot be changed")
	}
	r.keepOwned(before, entity)
	if err := r.checkFixed(before, entity); err != nil {
		return err
	}
	if err := r.checkReferences(call.Tx, before, entity); err != nil {
		return err
	}
	r.touchParts(before, entity, call.Now)
	r.setCaller(call, entity, lastUpdatedBy)
	r.setModified(entity, call.Now)
	// Rules that hold once an entity exists were not asked of a request without the times that the server sets.
	if err := r.conventions.api.Validate(entity, call.Now); err != nil {
		return err
	}
	if r.custom.Update != nil {
		if err := r.custom.Update(ctx, call, before, entity); err != nil {
			return err
		}
	}
	return r.Save(call.Tx, call.Now, entity)
}

// Save stores a changed entity, and sets when it was last modified. Its next step is due from now on if its phase is another.
func (r *Resource) Save(tx *store.Tx, now time.Time, entity *dynamicpb.Message) error {
	r.setModified(entity, now)
	return r.put(tx, now, entity)
}

// Remove removes an entity at once, whatever refers to it; an account with all that is in it.
func (r *Resource) Remove(tx *store.Tx, entity *dynamicpb.Message) {
	id := message.Text(entity, string(idField))
	tx.Delete(r.Kind, r.scope(entity), id)
	if snake(r.Name())+"_id" == string(options.AccountID) {
		for within := range tx.Within(id) {
			tx.Delete(within.Kind, within.Account, within.ID)
		}
	}
}

// put checks and stores an entity.
func (r *Resource) put(tx *store.Tx, now time.Time, entity *dynamicpb.Message) error {
	id := message.Text(entity, string(idField))
	if id == "" {
		return fmt.Errorf("the %s has no id", r.Kind)
	}
	if err := r.checkUnique(tx, entity); err != nil {
		return err
	}
	stored := entity
	if len(r.custom.Once) > 0 {
		stored, _ = proto.Clone(entity).(*dynamicpb.Message)
		for _, path := range r.custom.Once {
			if holder, field, ok := message.Find(stored, path); ok {
				holder.Clear(field)
			}
		}
	}
	if err := r.conventions.api.Validate(stored, now); err != nil { // It is the fault of the server, so it loses its status.
		return fmt.Errorf("the %s %s breaks the rules of the contract: %w", r.Kind, id, err)
	}
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(stored)
	if err != nil {
		return err
	}
	before, _ := tx.Get(r.Kind, r.scope(entity), id)
	due, err := r.due(before, stored, now)
	if err != nil {
		return err
	}
	tx.Put(store.Entity{Kind: r.Kind, Account: r.scope(entity), ID: id, Data: data, Due: due})
	return nil
}

// Seed stores a message of the contract as it is, at the time now. One that breaks the rules of the contract, or of a kind that
// has no id, is an error.
func (c *Conventions) Seed(tx *store.Tx, now time.Time, seed proto.Message) error {
	kind := string(seed.ProtoReflect().Descriptor().FullName())
	r, ok := c.resources[kind]
	if !ok {
		return fmt.Errorf("%s is no kind of entity: want a message of the API with an id", kind)
	}
	encoded, err := proto.Marshal(seed)
	if err != nil {
		return err
	}
	entity, err := r.decode(store.Entity{Data: encoded})
	if err != nil {
		return err
	}
	return r.put(tx, now, entity)
}
