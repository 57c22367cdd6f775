package convention

import (
	"context"
	"fmt"

	"google.golang.org/protobuf/encoding/protowire"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// create answers a call that creates an entity. What the server sets is ignored where the rules of the request let it through.
func (o *operation) create(ctx context.Context, call *rpc.Call) ([]byte, error) {
	entity, err := o.sent(call)
	if err != nil {
		return nil, err
	}
	o.resource.dropOwned(entity)
	if err := o.resource.Create(ctx, call, entity); err != nil {
		return nil, err
	}
	return o.respond(entity)
}

// get answers a call that reads an entity, which is stored as the response has it.
func (o *operation) get(_ context.Context, call *rpc.Call) ([]byte, error) {
	found, err := o.find(call)
	if err != nil {
		return nil, err
	}
	return o.wrapAll([][]byte{found.Data}), nil
}

// update answers a call that changes an entity. The request has the whole entity, see [Conventions.Prepare].
func (o *operation) update(ctx context.Context, call *rpc.Call) ([]byte, error) {
	entity, err := o.sent(call)
	if err != nil {
		return nil, err
	}
	if err := o.resource.Update(ctx, call, entity); err != nil {
		return nil, err
	}
	return o.respond(entity)
}

// delete answers a call that deletes an entity. Of one that is being deleted already, nothing changes.
func (o *operation) delete(ctx context.Context, call *rpc.Call) ([]byte, error) {
	found, err := o.find(call)
	if err != nil {
		return nil, err
	}
	entity, err := o.resource.decode(found)
	if err != nil {
		return nil, err
	}
	fates := map[string]Fate{}
	for field, things := range o.along {
		fate := Keep
		if call.Request.Get(o.method.Descriptor.Input().Fields().ByName(field)).Bool() {
			fate = Cascade
		}
		for _, reference := range o.resource.referred {
			if plural(snake(reference.from.Name())) == things {
				fates[reference.from.Kind] = fate
			}
		}
	}
	if o.force != nil && call.Request.Get(o.force).Bool() {
		for _, reference := range o.resource.referred {
			if _, named := fates[reference.from.Kind]; !named && o.resource.custom.Dependants[reference.from.Kind] == Restrict {
				fates[reference.from.Kind] = Keep
			}
		}
	}
	return nil, o.resource.Delete(ctx, call, entity, fates)
}

// Delete deletes an entity as a client does: what refers to it is in the way, or has one of the other fates. An entity that the
// custom puts into a phase with a next step then stays, with deleted_at, until a step removes it; any other is removed at once.
// The fates are by kind and go before those of the custom.
func (r *Resource) Delete(ctx context.Context, call *rpc.Call, entity *dynamicpb.Message, fates map[string]Fate) error {
	if message.Has(entity, string(deletedAt)) {
		return nil
	}
	found, err := r.dependants(call.Tx, entity)
	if err != nil {
		return err
	}
	id := message.Text(entity, string(idField))
	for _, dependants := range found {
		fate, ok := fates[dependants.of.Kind]
		if !ok {
			fate = r.custom.Dependants[dependants.of.Kind]
		}
		switch fate {
		case Keep:
		case Restrict:
			return rpc.Precondition("DEPENDANTS", r.Kind+"/"+id, fmt.Sprintf("it still has %d %s, as %s; delete them first",
				len(dependants.entities), dependants.of.Kind, message.Text(dependants.entities[0], string(idField))))
		case Cascade:
			for _, dependant := range dependants.entities {
				if err := dependants.of.Delete(ctx, call, dependant, nil); err != nil {
					return err
				}
			}
		}
	}
	phase := r.phase(entity)
	if isA(r.descriptor.Fields().ByName(deletedAt), timestamp) {
		if err := message.SetTime(entity, string(deletedAt), call.Now); err != nil {
			return err
		}
	}
	r.setCaller(call, entity, deletedBy)
	if r.custom.Delete != nil {
		if err := r.custom.Delete(ctx, call, entity); err != nil {
			return err
		}
	}
	if due, err := r.due(store.Entity{}, entity, call.Now); err != nil || due.IsZero() || r.phase(entity) == phase {
		r.Remove(call.Tx, entity)
		return err
	}
	return r.Save(call.Tx, call.Now, entity)
}

// find returns the stored entity that a request names by its id and by the fields of the entity that it repeats.
func (o *operation) find(call *rpc.Call) (store.Entity, error) {
	id := call.Request.Get(o.id).String()
	found, ok := call.Tx.Get(o.resource.Kind, o.resource.in(call.Account), id)
	if !ok {
		return store.Entity{}, rpc.NotFound(o.resource.Kind, id)
	}
	matches, err := testOf(o.filters, call.Request)
	if err == nil && matches != nil && !matches(found.Data) {
		err = rpc.NotFound(o.resource.Kind, id)
	}
	return found, err
}

// sent returns the entity of a request as a message of its own.
func (o *operation) sent(call *rpc.Call) (*dynamicpb.Message, error) {
	encoded, err := proto.Marshal(call.Request.Get(o.entity).Message().Interface())
	if err != nil {
		return nil, err
	}
	return o.resource.decode(store.Entity{Data: encoded})
}

// respond encodes the response with an entity.
func (o *operation) respond(entity *dynamicpb.Message) ([]byte, error) {
	data, err := proto.MarshalOptions{Deterministic: true}.Marshal(entity)
	if err != nil {
		return nil, err
	}
	return o.wrapAll([][]byte{data}), nil
}

// wrap appends an encoded message as a field of another one.
func wrap(to []byte, field protoreflect.FieldDescriptor, data []byte) []byte {
	return protowire.AppendBytes(protowire.AppendTag(to, field.Number(), protowire.BytesType), data)
}
