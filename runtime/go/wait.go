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
	until            []protoreflect.EnumNumber
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
			s.wait.until = append(s.wait.until, state.Number())
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
type life struct{ success, failure []protoreflect.EnumNumber }

// wait looks at something until it has a state in which a wait ends, for generated methods. It returns what it saw last, also with an
// error.
func wait[Request, Response, Entity proto.Message](
	ctx context.Context, get Lister[Request, Response], request Request,
	of func(Response) Entity, state func(Entity) protoreflect.Enum, ends life, options []grpc.CallOption,
) (Entity, error) {
	var last Entity
	set := waitSettingsOf(options)
	if len(set.until) > 0 {
		ends.success = set.until
	}
	err := poll(ctx, set, func() (bool, error) {
		found, err := get(ctx, request, options...)
		if err != nil {
			return false, err
		}
		last = of(found)
		if set.progress != nil {
			set.progress(last)
		}
		at := state(last)
		switch {
		case slices.Contains(ends.success, at.Number()):
			return true, nil
		case slices.Contains(ends.failure, at.Number()):
			return false, &WaitError{State: nameOf(at), Last: last}
		}
		return false, nil
	})
	return last, err
}

// WaitGone waits until a method that reads something, such as client.Clusters().Get, does not find it any more.
func WaitGone[Request, Response proto.Message](
	ctx context.Context, get Lister[Request, Response], request Request, options ...grpc.CallOption,
) error {
	set := waitSettingsOf(options)
	return poll(ctx, set, func() (bool, error) {
		found, err := get(ctx, request, options...)
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
func poll(ctx context.Context, set waitSettings, look func() (bool, error)) error {
	unavailable := 0
	for pause := set.initial; ; pause = min(time.Duration(float64(pause)*waitGrowth), set.longest) {
		done, err := look()
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

// notListed is an entity that the list does not have in which a wait looks for it.
func notListed(kind, id string) error {
	return failure("", status.Errorf(codes.NotFound, "there is no %s %s in the list", kind, id))
}
