package convention

import (
	"fmt"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// customize adds what a kind does beyond the conventions.
func (c *Conventions) customize(custom Custom) error {
	r, ok := c.resources[custom.Kind]
	if !ok {
		return fmt.Errorf("the API has no such message with an id")
	}
	for _, name := range custom.Owned {
		r.owned[protoreflect.Name(name)] = true
	}
	for _, names := range [][]string{custom.Owned, custom.Fixed, custom.Loose} {
		for _, name := range names {
			if r.descriptor.Fields().ByName(protoreflect.Name(name)) == nil {
				return fmt.Errorf("it has no field %s", name)
			}
		}
	}
	for _, path := range append(append([]string{}, custom.Once...), custom.Unique...) {
		if !isText(message.Field(r.descriptor, path)) {
			return fmt.Errorf("it has no text %s", path)
		}
	}
	for kind := range custom.Dependants {
		if c.resources[kind] == nil {
			return fmt.Errorf("the API has no dependants %s", kind)
		}
	}
	if custom.Phase != "" {
		field := message.Field(r.descriptor, custom.Phase)
		if field == nil || field.Enum() == nil || field.IsList() {
			return fmt.Errorf("it has no enum %s", custom.Phase)
		}
		for _, step := range custom.Steps {
			for _, name := range []string{step.From, step.To} {
				if name != "" && field.Enum().Values().ByName(protoreflect.Name(name)) == nil {
					return fmt.Errorf("%s has no value %s", field.Enum().FullName(), name)
				}
			}
		}
	} else if len(custom.Steps) > 0 {
		return fmt.Errorf("it has steps, but no phase")
	}
	r.custom = custom
	return nil
}

// step finds what comes after the phase of an entity.
func (r *Resource) step(entity protoreflect.Message) (Step, bool) {
	if r.custom.Phase == "" {
		return Step{}, false
	}
	phase := r.phase(entity)
	for _, step := range r.custom.Steps {
		if step.From == phase {
			return step, true
		}
	}
	return Step{}, false
}

// phase returns the name of the phase of an entity, empty for a kind without phases.
func (r *Resource) phase(entity protoreflect.Message) string {
	if r.custom.Phase == "" {
		return ""
	}
	if holder, field, ok := message.Find(entity, r.custom.Phase); !ok || !holder.Has(field) {
		if unset := message.Field(r.descriptor, r.custom.Phase).Enum().Values().ByNumber(0); unset != nil {
			return string(unset.Name())
		}
	}
	return message.Enum(entity, r.custom.Phase)
}

// due returns when the next step of an entity is due, zero if there is none. One that stays in its phase keeps its time.
func (r *Resource) due(before store.Entity, entity *dynamicpb.Message, now time.Time) (time.Time, error) {
	step, ok := r.step(entity)
	if !ok {
		return time.Time{}, nil
	}
	if step.Wait != nil {
		after, ok := step.Wait(now, entity)
		if !ok {
			return time.Time{}, nil
		}
		return now.Add(after), nil
	}
	if !before.Due.IsZero() {
		was, err := r.decode(before)
		if err != nil {
			return time.Time{}, err
		}
		if r.phase(was) == step.From {
			return before.Due, nil
		}
	}
	return now.Add(step.After), nil
}

// mostSteps is how many steps one call of Settle does at most, so that a clock which is far ahead does not stop the server.
const mostSteps = 10_000

// Settle does the steps that are due at a time, in the order in which they are due. What follows a step is due from the time of
// the step on, and is done too. After very many steps it leaves the rest to the next call.
func (c *Conventions) Settle(tx *store.Tx, now time.Time) error {
	for range c.mostSteps {
		next, ok := tx.Due(now)
		if !ok {
			return nil
		}
		if err := c.settle(tx, next); err != nil {
			return err
		}
	}
	return nil
}

// settle does the step of an entity that is due.
func (c *Conventions) settle(tx *store.Tx, due store.Entity) error {
	forget := func() {
		at := due.Due
		due.Due = time.Time{}
		tx.Put(due)
		due.Due = at
	}
	r, ok := c.resources[due.Kind]
	if !ok { // It was stored by a server with other kinds.
		forget()
		return nil
	}
	entity, err := r.decode(due)
	if err != nil {
		return err
	}
	step, ok := r.step(entity)
	forget()
	if !ok {
		return nil
	}
	if failed := r.failed(step.From); failed != "" && c.Fails != nil && c.Fails(r.Kind, step.From) {
		step = Step{From: step.From, To: failed}
	}
	if step.To != "" {
		if err := message.SetEnum(entity, r.custom.Phase, step.To); err != nil {
			return err
		}
	}
	if step.Do != nil {
		if err := step.Do(tx, due.Due, entity); err != nil {
			return fmt.Errorf("%s %s, after %s: %w", due.Kind, due.ID, step.From, err)
		}
	}
	if step.To == "" {
		r.Remove(tx, entity)
		return nil
	}
	if _, still := tx.Get(due.Kind, due.Account, due.ID); !still { // The step has removed it.
		return nil
	}
	return r.Save(tx, due.Due, entity)
}
