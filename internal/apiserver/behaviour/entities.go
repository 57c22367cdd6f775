package behaviour

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// resource finds a kind of entities.
func (s *Set) resource(kind string) (*convention.Resource, error) {
	resource, ok := s.Conventions.Resource(kind)
	if !ok {
		return nil, fmt.Errorf("the contract has no entities of the kind %s", kind)
	}
	return resource, nil
}

// get finds an entity of an account. One that is not there is NotFound.
func (s *Set) get(tx *store.Tx, kind, account, id string) (*dynamicpb.Message, error) {
	resource, err := s.resource(kind)
	if err != nil {
		return nil, err
	}
	return resource.Get(tx, account, id)
}

// all returns the entities of an account in the order of their creation; none for a kind that the contract does not have.
func (s *Set) all(tx *store.Tx, kind, account string) []*dynamicpb.Message {
	resource, ok := s.Conventions.Resource(kind)
	if !ok {
		return nil
	}
	return slices.Collect(resource.All(tx, account))
}

// save stores a changed entity.
func (s *Set) save(tx *store.Tx, now time.Time, entity *dynamicpb.Message) error {
	resource, err := s.resource(string(entity.Descriptor().FullName()))
	if err != nil {
		return err
	}
	return resource.Save(tx, now, entity)
}

// create makes an entity from a literal and stores it as a creation by its method would.
func (s *Set) create(call *rpc.Call, kind string, from object) (*dynamicpb.Message, error) {
	resource, err := s.resource(kind)
	if err != nil {
		return nil, err
	}
	entity, err := s.make(kind, from)
	if err != nil {
		return nil, err
	}
	// Nothing in a creation waits for anything, so there is nothing that a context could end.
	return entity, resource.Create(context.Background(), call, entity)
}

// record reads a message that has no id of its own, such as the profile of a user; nil where there is none.
func (s *Set) record(tx *store.Tx, kind, account, id string) (*dynamicpb.Message, error) {
	found, ok := tx.Get(kind, account, id)
	if !ok {
		return nil, nil
	}
	one, err := s.make(kind, nil)
	if err != nil {
		return nil, err
	}
	return one, proto.Unmarshal(found.Data, one)
}

// records returns the messages of a kind that have no id of their own, in the order of their creation.
func (s *Set) records(tx *store.Tx, kind, account string) ([]*dynamicpb.Message, error) {
	var all []*dynamicpb.Message
	for found := range tx.List(kind, account) {
		one, err := s.record(tx, kind, account, found.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}

// putRecord stores a message that has no id of its own.
func putRecord(tx *store.Tx, account, id string, one *dynamicpb.Message) error {
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(one)
	if err == nil {
		tx.Put(store.Entity{Kind: string(one.Descriptor().FullName()), Account: account, ID: id, Data: data})
	}
	return err
}

// note reads a record that the server keeps beside the entities of the contract, as JSON. It is false where there is none.
func note[T any](tx *store.Tx, kind, account, id string) (T, bool) {
	var value T
	found, ok := tx.Get(kind, account, id)
	if !ok || len(found.Data) == 0 {
		return value, ok
	}
	return value, json.Unmarshal(found.Data, &value) == nil
}

// keep stores a record beside the entities of the contract, as JSON.
func keep(tx *store.Tx, kind, account, id string, value any) error {
	data, err := json.Marshal(value)
	if err == nil {
		tx.Put(store.Entity{Kind: kind, Account: account, ID: id, Data: data})
	}
	return err
}

// derived returns a UUID that is the same for the same names.
func derived(names ...string) string {
	hash := sha256.New()
	for _, name := range names {
		fmt.Fprintf(hash, "%d:%s", len(name), name)
	}
	sum := hash.Sum(nil)
	sum[6], sum[8] = sum[6]&0x0f|0x80, sum[8]&0x3f|0x80 // Version 8 is for ids that are made in a way of one's own.
	return fmt.Sprintf("%x-%x-%x-%x-%x", sum[:4], sum[4:6], sum[6:8], sum[8:10], sum[10:16])
}
