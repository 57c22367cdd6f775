package qdrantcloud

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
)

// The pauses between two looks of a wait.
const (
	waitInitial = time.Second
	waitLongest = 10 * time.Second
	waitGrowth  = 1.5
)

// patience is how many looks in a row may find the API unavailable, after the retries of each.
const patience = 5

// waitSettings are what options change of a wait.
type waitSettings struct {
	initial, longest time.Duration
	until            []protoreflect.Enum
	progress         func(proto.Message)
}

// Every sets the first and the longest pause between two looks of a wait: 1 s and 10 s without it.
func Every(first, longest time.Duration) grpc.CallOption {
	return callOption{apply: func(s *callSettings) { s.wait.initial, s.wait.longest = first, max(first, longest) }}
}

// Until sets the states in which a wait ends with success, instead of the usual ones: a wait until a cluster is suspended, for example.
func Until[State protoreflect.Enum](states ...State) grpc.CallOption {
	return callOption{apply: func(s *callSettings) {
		for _, state := range states {
			s.wait.until = append(s.wait.until, state)
		}
	}}
}

// OnProgress calls a function after each look of a wait, with what was found.
func OnProgress[Entity proto.Message](report func(Entity)) grpc.CallOption {
	return callOption{apply: func(s *callSettings) {
		s.wait.progress = func(message proto.Message) {
			if entity, ok := message.(Entity); ok {
				report(entity)
			}
		}
	}}
}

// WaitError is a wait for something that has failed.
type WaitError struct {
	State string        // State is the name of the state, as in CLUSTER_PHASE_FAILED_TO_CREATE.
	Last  proto.Message // Last is what the wait saw last, such as the cluster.
}

// Error names what failed and its state.
func (e *WaitError) Error() string {
	return fmt.Sprintf("the %s is %s", e.Last.ProtoReflect().Descriptor().Name(), e.State)
}

// life says in which states a wait ends.
type life struct{ success, failure []protoreflect.Enum }

// has says whether one of some states is this one.
func has(states []protoreflect.Enum, this protoreflect.Enum) bool {
	return slices.ContainsFunc(states, func(state protoreflect.Enum) bool { return state.Number() == this.Number() })
}

// look finds what a wait is for, or an error that is [ErrNotFound].
type look[Entity proto.Message] func(context.Context) (Entity, error)

// reading looks by a method that returns a single entity, for generated methods.
func reading[Request, Response, Entity proto.Message](
	get Method[Request, Response], request Request, of func(Response) Entity, options []grpc.CallOption,
) look[Entity] {
	return func(ctx context.Context) (found Entity, err error) {
		response, err := get(ctx, request, options...)
		if err != nil {
			return found, err
		}
		return of(response), nil
	}
}

// searching looks by a method that lists entities, for generated methods.
func searching[Request, Response, Entity proto.Message](
	list Method[Request, Response], request Request, of func(Response) []Entity,
	idOf func(Entity) string, id string, options []grpc.CallOption,
) look[Entity] {
	return func(ctx context.Context) (found Entity, err error) {
		for entity, err := range items(ctx, list, of, request, options) {
			if err != nil || idOf(entity) == id {
				return entity, err
			}
		}
		return found, failure("", status.Errorf(codes.NotFound, "the list has nothing with the id %q", id))
	}
}

// wait looks at an entity until it has a state in which a wait ends, for generated methods. It returns what it saw last, also with an
// error.
func wait[Entity proto.Message](
	ctx context.Context, find look[Entity], state func(Entity) protoreflect.Enum, ends life, options []grpc.CallOption,
) (last Entity, err error) {
	set := waitSettingsOf(options)
	if len(set.until) > 0 {
		ends.success = set.until
	}
	err = poll(ctx, set, func() (bool, error) {
		found, err := find(ctx)
		if err != nil {
			return false, err
		}
		last = found
		if set.progress != nil {
			set.progress(found)
		}
		switch at := state(found); {
		case has(ends.success, at):
			return true, nil
		case has(ends.failure, at):
			return false, &WaitError{State: nameOf(at), Last: found}
		}
		return false, nil
	})
	return last, err
}

// gone looks at an entity until it is not found any more, for generated methods.
func gone[Entity proto.Message](ctx context.Context, find look[Entity], options []grpc.CallOption) error {
	set := waitSettingsOf(options)
	return poll(ctx, set, func() (bool, error) {
		found, err := find(ctx)
		switch {
		case errors.Is(err, ErrNotFound):
			return true, nil
		case err == nil && set.progress != nil:
			set.progress(found)
		}
		return false, err
	})
}

// poll looks again and again, with pauses that grow, until a look ends it.
func poll(ctx context.Context, set waitSettings, step func() (bool, error)) error {
	unavailable := 0
	for pause := set.initial; ; pause = min(time.Duration(float64(pause)*waitGrowth), set.longest) {
		done, err := step()
		switch {
		case done:
			return nil
		case errors.Is(err, ErrUnavailable) && unavailable < patience:
			unavailable++
		case err != nil:
			return err
		default:
			unavailable = 0
		}
		jitter := 0.8 + 0.4*rand.Float64() //nolint:gosec // No secret depends on it.
		if ended := sleep(ctx, time.Duration(float64(pause)*jitter)); ended != nil {
			return waitEnded(ended, err)
		}
	}
}

// waitEnded is a wait whose context has ended.
func waitEnded(ended, last error) *Error {
	e := failure("", status.FromContextError(errors.Unwrap(ended)).Err())
	e.Message, e.cause = "the wait has ended before what it is for", ended
	if last != nil {
		e.Message += ": " + last.Error()
	}
	e.status = status.New(e.Code, e.Message)
	return e
}

func waitSettingsOf(options []grpc.CallOption) waitSettings {
	set := callSettings{wait: waitSettings{initial: waitInitial, longest: waitLongest}}
	for _, option := range options {
		if own, ok := option.(callOption); ok {
			own.apply(&set)
		}
	}
	return set.wait
}

// nameOf returns the name of a value of an enum, or its number.
func nameOf(state protoreflect.Enum) string {
	if known := state.Descriptor().Values().ByNumber(state.Number()); known != nil {
		return string(known.Name())
	}
	return fmt.Sprint(state.Number())
}
