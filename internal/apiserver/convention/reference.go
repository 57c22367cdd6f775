package convention

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// reference is a field with the id of another entity of the same account, or with several ids.
type reference struct {
	from, to *Resource
	field    protoreflect.FieldDescriptor
}

// relate finds the fields that refer to entities which clients create: cluster_id, user_role_ids.
func (c *Conventions) relate() {
	for _, kind := range slices.Sorted(maps.Keys(c.resources)) {
		from := c.resources[kind]
		if !from.inAccount {
			continue
		}
		fields := from.descriptor.Fields()
		for i := range fields.Len() {
			field := fields.Get(i)
			if to := c.target(from, field); to != nil {
				r := reference{from: from, to: to, field: field}
				from.refers, to.referred = append(from.refers, r), append(to.referred, r)
			}
		}
	}
}

// target finds the kind that a field refers to. Of several with the same name it is the one whose package is nearest.
func (c *Conventions) target(from *Resource, field protoreflect.FieldDescriptor) *Resource {
	if field.Kind() != protoreflect.StringKind || field.IsMap() || field.Name() == options.AccountID {
		return nil
	}
	name := string(field.Name())
	if field.IsList() {
		if !strings.HasSuffix(name, "_ids") {
			return nil
		}
		name = strings.TrimSuffix(name, "s")
	}
	var best *Resource
	for _, kind := range slices.Sorted(maps.Keys(c.resources)) {
		to := c.resources[kind]
		of := snake(to.Name()) + "_id"
		if !to.inAccount || to.operations[create] == nil || name != of && !strings.HasSuffix(name, "_"+of) {
			continue
		}
		if best == nil || cmp.Or(
			cmp.Compare(len(to.Name()), len(best.Name())),
			cmp.Compare(shared(from.Kind, to.Kind), shared(from.Kind, best.Kind)),
		) > 0 {
			best = to
		}
	}
	return best
}

// shared returns how many of the first parts of two full names are the same.
func shared(a, b string) int {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	n := 0
	for n < min(len(as), len(bs)) && as[n] == bs[n] {
		n++
	}
	return n
}

// ids returns the ids that a reference has in an entity.
func (r reference) ids(entity protoreflect.Message) []string {
	if !entity.Has(r.field) {
		return nil
	}
	if !r.field.IsList() {
		return []string{entity.Get(r.field).String()}
	}
	var all []string
	list := entity.Get(r.field).List()
	for i := range list.Len() {
		all = append(all, list.Get(i).String())
	}
	return all
}

// checkReferences refuses an entity that newly refers to one that is not there. before is nil for a new one.
func (r *Resource) checkReferences(tx *store.Tx, before, entity protoreflect.Message) error {
	var wrong []rpc.Violation
	for _, reference := range r.refers {
		name := string(reference.field.Name())
		if slices.Contains(r.custom.Loose, name) || r.owned[reference.field.Name()] || r.operations[create] == nil {
			continue // What the server sets was there when it set it.
		}
		var known []string
		if before != nil {
			known = reference.ids(before)
		}
		for i, id := range reference.ids(entity) {
			if slices.Contains(known, id) {
				continue
			}
			at := name
			if reference.field.IsList() {
				at = fmt.Sprintf("%s[%d]", name, i)
			}
			found, err := reference.to.Get(tx, r.scope(entity), id)
			switch {
			case err != nil:
				wrong = append(wrong, rpc.Violation{
					Field: r.path(at), Reason: "reference.not_found",
					Text: fmt.Sprintf("the account has no %s %q", reference.to.Kind, id),
				})
			case message.Has(found, string(deletedAt)):
				return rpc.Precondition("DELETED", reference.to.Kind+"/"+id,
					fmt.Sprintf("the %s of %s is being deleted", reference.to.Kind, r.path(at)))
			}
		}
	}
	if len(wrong) > 0 {
		return rpc.Invalid(wrong...)
	}
	return nil
}

// path writes a field of an entity as a path in the requests that have the entity.
func (r *Resource) path(field string) string {
	for _, what := range []string{create, update} {
		if operation := r.operations[what]; operation != nil {
			return string(operation.entity.Name()) + "." + field
		}
	}
	return field
}

// checkFixed refuses to change what cannot be changed.
func (r *Resource) checkFixed(before, entity protoreflect.Message) error {
	names := slices.Clone(r.custom.Fixed)
	if r.inAccount {
		names = append(names, string(options.AccountID))
	}
	for _, reference := range r.refers {
		if !reference.field.IsList() {
			names = append(names, string(reference.field.Name()))
		}
	}
	var wrong []rpc.Violation
	for _, name := range names {
		field := r.descriptor.Fields().ByName(protoreflect.Name(name))
		if !before.Get(field).Equal(entity.Get(field)) {
			wrong = append(wrong, rpc.Violation{
				Field: r.path(name), Reason: "immutable", Text: "it cannot be changed after creation",
			})
		}
	}
	if len(wrong) > 0 {
		return rpc.Invalid(wrong...)
	}
	return nil
}

// checkUnique refuses an entity with the same value of a unique field as another one.
func (r *Resource) checkUnique(tx *store.Tx, entity protoreflect.Message) error {
	id := message.Text(entity, string(idField))
	for _, path := range r.custom.Unique {
		value := message.Text(entity, path)
		if value == "" {
			continue
		}
		for candidate := range tx.List(r.Kind, r.scope(entity)) {
			if candidate.ID == id || !bytes.Contains(candidate.Data, []byte(value)) {
				continue
			}
			other, err := r.decode(candidate)
			if err != nil {
				return err
			}
			if !message.Has(other, string(deletedAt)) && message.Text(other, path) == value {
				return rpc.Conflict(r.Kind, path, value)
			}
		}
	}
	return nil
}

// dependants are entities of a kind that refer to another one.
type dependants struct {
	of       *Resource
	entities []*dynamicpb.Message
}

// dependants returns the entities that refer to one, those that are being deleted aside.
func (r *Resource) dependants(tx *store.Tx, entity protoreflect.Message) ([]dependants, error) {
	id := message.Text(entity, string(idField))
	var all []dependants
	for _, reference := range r.referred {
		wanted, err := encodeField(reference.field, protoreflect.ValueOfString(id))
		if err != nil {
			return nil, err
		}
		found := dependants{of: reference.from}
		for candidate := range tx.List(reference.from.Kind, r.scope(entity)) {
			if !hasField(candidate.Data, reference.field.Number(), [][]byte{wanted}) {
				continue
			}
			decoded, err := reference.from.decode(candidate)
			if err != nil {
				return nil, err
			}
			if !message.Has(decoded, string(deletedAt)) {
				found.entities = append(found.entities, decoded)
			}
		}
		if len(found.entities) > 0 {
			all = append(all, found)
		}
	}
	return all, nil
}
