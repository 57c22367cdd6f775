// Package convention finds the resources of the API in its descriptors, and answers the methods that create, get, list, update and
// delete them. What a kind of entity does beyond that comes in as a [Custom].
package convention

import (
	"context"
	"time"

	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// Custom is what a kind of entity does beyond the conventions. Every part may be left out.
type Custom struct {
	Kind string // Kind is the full name of the message.
	// Create completes a new entity before it is checked and stored: its first phase, its endpoint.
	Create func(ctx context.Context, call *rpc.Call, entity *dynamicpb.Message) error
	// Update refuses a change, or completes the changed entity before it is stored.
	Update func(ctx context.Context, call *rpc.Call, before, after *dynamicpb.Message) error
	// Delete refuses to delete an entity, or marks it as being deleted: an entity whose phase has a next step stays until a step
	// removes it.
	Delete func(ctx context.Context, call *rpc.Call, entity *dynamicpb.Message) error
	// Phase is the path of the enum with the phase, as in state.phase.
	Phase string
	Steps []Step
}

// Step is a change of phase that comes by itself.
type Step struct {
	From  string        // From is the name of the enum value that the step begins with.
	After time.Duration // After is how long the entity stays in that phase.
	// Wait, where it is set, takes the place of After: how long this entity stays in the phase from now on. It is false for an
	// entity that stays there for good, as a backup without a retention period. A phase may lead to itself, as that of a schedule.
	Wait func(now time.Time, entity *dynamicpb.Message) (after time.Duration, ok bool)
	To   string // To is the next phase; empty for a step that removes the entity.
	// Do changes the entity, and may change others, when the step is done; nil where there is nothing to do.
	Do func(tx *store.Tx, now time.Time, entity *dynamicpb.Message) error
}
