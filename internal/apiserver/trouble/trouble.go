// Package trouble makes calls fail when a test wants them to: with an error, late, or not until they are tried again. The life of an
// entity can fail as well: a cluster that is never created.
package trouble

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"path"
	"slices"
	"sync"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	spb "google.golang.org/genproto/googleapis/rpc/status"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/types/known/anypb"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
)

// The bounds of trouble.
const (
	MaxLatency = 5 * time.Minute // MaxLatency is how long a call is held back at most.
	MaxFaults  = 1_000           // MaxFaults is how many faults wait at once.
	MaxTimes   = 1_000_000       // MaxTimes is how many calls one fault meets at most, unless it meets all.
)

// Fault is what goes wrong. It is about calls, of the methods that Method matches, or about the life of entities, of a Kind.
type Fault struct {
	ID string `json:"id"` // ID is given by [Faults.Add].
	// Method is the full name of a method, as in /qdrant.cloud.cluster.v1.ClusterService/GetCluster, or a pattern: * stands for
	// any text without a slash, as in /qdrant.cloud.*/List*, and a * alone for every method.
	Method string `json:"method,omitempty"`
	// Code is the gRPC status of the calls, as in UNAVAILABLE. A fault without a code only delays them.
	Code string `json:"code,omitempty"`
	// Message is the text of the error; a default if empty.
	Message string `json:"message,omitempty"`
	// Retry is the delay that the error asks for in google.rpc.RetryInfo.
	Retry Duration `json:"retry,omitempty"`
	// Details are those of the error besides, each an Any as ProtoJSON: {"@type": "type.googleapis.com/google.rpc.Help", ...}.
	Details []json.RawMessage `json:"details,omitempty"`
	// Latency is how long a call is held back.
	Latency Duration `json:"latency,omitempty"`
	// Kind is the full name of the message of the entities whose life fails, as in qdrant.cloud.cluster.v1.Cluster.
	Kind string `json:"kind,omitempty"`
	// Phase is the phase that they do not leave as they should, as in CLUSTER_PHASE_CREATING; empty for the first one.
	Phase string `json:"phase,omitempty"`
	// Skip is how many calls or entities go on as usual before the first one meets the fault.
	Skip int `json:"skip,omitempty"`
	// Times is how many calls or entities meet the fault; 0 stands for all, until it is removed.
	Times int `json:"times,omitempty"`
	// Met is how many have met it.
	Met int `json:"met"`

	skipped int // skipped is how many have gone on as usual.
}

// Faults are what goes wrong at present. The zero value has none. Its methods may be called from several goroutines.
type Faults struct {
	mu    sync.Mutex
	all   []*Fault
	given int
}

// Add adds a fault, and returns it with its id.
func (f *Faults) Add(fault Fault) (Fault, error) {
	if err := fault.check(); err != nil {
		return Fault{}, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.all) >= MaxFaults {
		return Fault{}, fmt.Errorf("there are %d faults already: remove some", MaxFaults)
	}
	f.given++
	fault.ID, fault.Met, fault.skipped = fmt.Sprintf("fault-%d", f.given), 0, 0
	f.all = append(f.all, &fault)
	return fault, nil
}

func (f *Fault) check() error {
	switch {
	case (f.Method == "") == (f.Kind == ""):
		return fmt.Errorf(`a fault is about calls ("method", as in "*" or "/package.Service/Method") or about entities ("kind", as in "package.Message"): name one`)
	case f.Method != "" && f.Code == "" && f.Latency == 0:
		return fmt.Errorf(`a fault of calls needs a "code", as in "UNAVAILABLE", or a "latency", as in "200ms"`)
	case f.Method == "" && (f.Code != "" || f.Latency != 0 || f.Retry != 0 || f.Message != "" || f.Details != nil):
		return fmt.Errorf(`"code", "message", "retry", "details" and "latency" are for faults of calls: name a "method"`)
	case f.Kind == "" && f.Phase != "":
		return fmt.Errorf(`"phase" is for faults of entities: name a "kind"`)
	case f.Code == "" && (f.Retry != 0 || f.Message != "" || f.Details != nil):
		return fmt.Errorf(`"message", "retry" and "details" are parts of an error: name its "code"`)
	case f.Skip < 0 || f.Skip > MaxTimes:
		return fmt.Errorf(`"skip" is %d: want 0 to %d`, f.Skip, MaxTimes)
	case f.Times < 0 || f.Times > MaxTimes:
		return fmt.Errorf(`"times" is %d: want 1 to %d, or 0 for all`, f.Times, MaxTimes)
	case f.Retry < 0 || f.Latency < 0 || time.Duration(f.Latency) > MaxLatency:
		return fmt.Errorf(`"latency" is 0s to %v, and "retry" is not negative`, MaxLatency)
	}
	if _, err := path.Match(f.Method, ""); err != nil {
		return fmt.Errorf(`"method" is %q, which is no pattern: want a full method name, in which * stands for any text without a slash`, f.Method)
	}
	if _, err := f.details(); err != nil {
		return err
	}
	_, err := code(f.Code)
	return err
}

// List returns the faults in the order in which they were added.
func (f *Faults) List() []Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	all := make([]Fault, len(f.all))
	for i, fault := range f.all {
		all[i] = *fault
	}
	return all
}

// Remove removes a fault, and says whether it was there.
func (f *Faults) Remove(id string) bool {
	f.mu.Lock()
	defer f.mu.Unlock()
	before := len(f.all)
	f.all = slices.DeleteFunc(f.all, func(fault *Fault) bool { return fault.ID == id })
	return len(f.all) < before
}

// Clear removes all faults.
func (f *Faults) Clear() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.all = nil
}

// Meet holds a call back and makes it fail, as the first fault for it says, or else its own metadata. It returns nil for a call
// that shall go on.
func (f *Faults) Meet(ctx context.Context, method string, header metadata.MD) error {
	fault, ok := f.take(func(fault *Fault) bool { return fault.matches(method) })
	if !ok {
		asked, err := fromHeader(header)
		if err != nil || asked == nil {
			return err
		}
		fault = *asked
	}
	return fault.happen(ctx)
}

// Fails says whether an entity of a kind fails to leave a phase, and takes a fault for it.
func (f *Faults) Fails(kind, phase string) bool {
	_, ok := f.take(func(fault *Fault) bool {
		return fault.Kind == kind && (fault.Phase == "" || fault.Phase == phase)
	})
	return ok
}

// take finds the first fault that is to be met, and counts it. Those before it that are not due yet count what they skip.
func (f *Faults) take(matches func(*Fault) bool) (Fault, bool) {
	f.mu.Lock()
	defer f.mu.Unlock()
	at := slices.IndexFunc(f.all, func(fault *Fault) bool {
		if !matches(fault) {
			return false
		}
		if fault.skipped < fault.Skip {
			fault.skipped++
			return false
		}
		return true
	})
	if at < 0 {
		return Fault{}, false
	}
	fault := f.all[at]
	fault.Met++
	if fault.Met == fault.Times {
		f.all = slices.Delete(f.all, at, at+1)
	}
	return *fault, true
}

func (f *Fault) matches(method string) bool {
	if f.Method == "*" {
		return true
	}
	ok, err := path.Match(f.Method, method)
	return ok && err == nil
}

// happen waits, and returns the error of the fault. A caller who gives up ends the wait.
func (f *Fault) happen(ctx context.Context) error {
	if f.Latency > 0 {
		timer := time.NewTimer(time.Duration(f.Latency))
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-ctx.Done():
			return rpc.Error(contextCode(ctx), "the caller gave up while a fault held the call back")
		}
	}
	if f.Code == "" {
		return nil
	}
	as, err := code(f.Code)
	if err != nil {
		return err
	}
	details, err := f.details()
	if err != nil {
		return err
	}
	return status.FromProto(&spb.Status{
		Code: int32(as), Message: cmp.Or(f.Message, "a fault that was asked for"), Details: details, //nolint:gosec // Codes are small.
	}).Err()
}

// details are those of the error, with the delay that it asks for at the front.
func (f *Fault) details() ([]*anypb.Any, error) {
	var all []*anypb.Any
	if f.Retry > 0 {
		delay, err := anypb.New(&errdetails.RetryInfo{RetryDelay: durationpb.New(time.Duration(f.Retry))})
		if err != nil {
			return nil, err
		}
		all = append(all, delay)
	}
	for i, encoded := range f.Details {
		detail := &anypb.Any{}
		err := protojson.Unmarshal(encoded, detail)
		if err == nil && detail.GetTypeUrl() == "" {
			err = errors.New("@type is missing")
		}
		if err != nil {
			return nil, fmt.Errorf(`"details"[%d] is no message of google.rpc with its type, as in {"@type": "type.googleapis.com/google.rpc.Help", "links": []}: %w`, i, err)
		}
		all = append(all, detail)
	}
	return all, nil
}

func contextCode(ctx context.Context) codes.Code {
	if ctx.Err() == context.DeadlineExceeded {
		return codes.DeadlineExceeded
	}
	return codes.Canceled
}

// code reads the name of a code, as in UNAVAILABLE; none is OK.
func code(name string) (codes.Code, error) {
	if name == "" {
		return codes.OK, nil
	}
	c, ok := rpc.CodeOf(name)
	if !ok || c == codes.OK {
		return codes.OK, fmt.Errorf(`the code is %q: want the name of a gRPC status other than OK, as in UNAVAILABLE, RESOURCE_EXHAUSTED or DEADLINE_EXCEEDED`, name)
	}
	return c, nil
}
