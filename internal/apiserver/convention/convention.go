// Package convention finds the resources of the API in its descriptors, and answers the methods that create, get, list, update
// and delete them. What a kind of entity does beyond that comes in as a [Custom].
package convention

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"google.golang.org/protobuf/reflect/protoreflect"
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
	// Delete refuses to delete an entity, or marks it as being deleted: one that it puts into a phase with a next step stays until a
	// step removes it.
	Delete func(ctx context.Context, call *rpc.Call, entity *dynamicpb.Message) error
	// Phase is the path of the enum with the phase, as in state.phase.
	Phase string
	Steps []Step

	// Owned are fields that the server sets, besides those that the contract shows to be so: a client cannot set them.
	Owned []string
	// Fixed are fields that cannot be changed after creation, besides the account and what the entity refers to.
	Fixed []string
	// Once are texts that only the response to the creation has, as the secret of a key. They are not stored.
	Once []string
	// Unique are texts that no two entities of the kind in an account have in common.
	Unique []string
	// Loose are fields with the id of another entity that need not exist.
	Loose []string
	// Dependants says what becomes of the entities of another kind, by its full name, that refer to one that is deleted. A kind
	// without an entry is Restrict, but for one that the request names: DeleteClusterRequest.delete_backups is about backups.
	Dependants map[string]Fate
}

// Fate is what becomes of an entity when one that it refers to is deleted.
type Fate int

// The fates of dependants.
const (
	Restrict Fate = iota // Restrict refuses to delete what has dependants.
	Cascade              // Cascade removes the dependants too.
	Keep                 // Keep leaves them as they are.
)

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

// Operation is what a method does by convention.
type Operation struct {
	What string // What is create, get, list, update or delete.
	Kind string // Kind is the full name of the message of the entity.
}

// Conventions has the resources of an API.
type Conventions struct {
	// Fails, where it is set, says whether an entity of a kind fails to leave a phase as it should. It is set before the first call.
	Fails func(kind, phase string) bool

	api        *rpc.API
	resources  map[string]*Resource
	operations map[string]*operation
	mostSteps  int

	mu    sync.Mutex
	lists map[listKey]list // lists has the last responses that are the same until an entity changes.
}

// Of finds the resources of an API: every message with an id, and those of the customs. A custom for a kind, or about a field,
// that the API does not have is an error.
func Of(api *rpc.API, customs []Custom) (*Conventions, error) {
	c := &Conventions{
		api: api, resources: map[string]*Resource{}, operations: map[string]*operation{}, lists: map[listKey]list{},
		mostSteps: mostSteps,
	}
	api.Files.RangeFiles(func(file protoreflect.FileDescriptor) bool {
		for i := range file.Messages().Len() {
			if descriptor := file.Messages().Get(i); isText(descriptor.Fields().ByName("id")) {
				c.resources[string(descriptor.FullName())] = c.resource(descriptor)
			}
		}
		return true
	})
	for _, method := range api.Methods() {
		if found := c.match(method); found != nil {
			c.operations[method.Name] = found
			found.resource.operations[found.what] = found
		}
	}
	for _, kind := range slices.Sorted(maps.Keys(c.resources)) {
		if err := c.resources[kind].own(); err != nil {
			return nil, fmt.Errorf("read the rules for creating a %s: %w", kind, err)
		}
	}
	c.relate()
	for _, custom := range customs {
		if err := c.customize(custom); err != nil {
			return nil, fmt.Errorf("the custom for %s: %w", custom.Kind, err)
		}
	}
	return c, nil
}

// Resource finds the entities of a kind by the full name of their message.
func (c *Conventions) Resource(kind string) (*Resource, bool) {
	resource, ok := c.resources[kind]
	return resource, ok
}

// Resources returns the kinds of which at least one method is an operation, sorted by name.
func (c *Conventions) Resources() []*Resource {
	var found []*Resource
	for _, kind := range slices.Sorted(maps.Keys(c.resources)) {
		if resource := c.resources[kind]; len(resource.operations) > 0 {
			found = append(found, resource)
		}
	}
	return found
}

// Operation says what a method does by convention; it is false for a method that is no such operation.
func (c *Conventions) Operation(method string) (Operation, bool) {
	found, ok := c.operations[method]
	if !ok {
		return Operation{}, false
	}
	return Operation{What: found.what, Kind: found.resource.Kind}, true
}

// Handlers answers the methods that are operations by convention, by their full names. What a handler returns must not be
// changed.
func (c *Conventions) Handlers() map[string]rpc.Handler {
	handlers := map[string]rpc.Handler{}
	for name, operation := range c.operations {
		switch operation.what {
		case create:
			handlers[name] = operation.create
		case get:
			handlers[name] = operation.get
		case listing:
			handlers[name] = operation.list
		case update:
			handlers[name] = operation.update
		case remove:
			handlers[name] = operation.delete
		}
	}
	return handlers
}
