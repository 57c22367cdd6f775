package qdrantcloud

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
)

// phase is a value of an enum of the contract, as generated code has them.
type phase struct {
	protoreflect.EnumValueDescriptor
}

func (p phase) Descriptor() protoreflect.EnumDescriptor {
	return p.Parent().(protoreflect.EnumDescriptor)
}
func (p phase) Type() protoreflect.EnumType { return dynamicpb.NewEnumType(p.Descriptor()) }

func phases(t *testing.T, names ...string) []protoreflect.Enum {
	t.Helper()
	all, err := api.Files.FindDescriptorByName("qdrant.cloud.cluster.v1.ClusterPhase")
	if err != nil {
		t.Fatal(err)
	}
	var found []protoreflect.Enum
	for _, name := range names {
		value := all.(protoreflect.EnumDescriptor).Values().ByName(protoreflect.Name("CLUSTER_PHASE_" + name))
		found = append(found, phase{value})
	}
	return found
}

func phaseOf(cluster *dynamicpb.Message) protoreflect.Enum {
	field := at(cluster, "state").Message()
	descriptor := field.Descriptor().Fields().ByName("phase")
	return phase{descriptor.Enum().Values().ByNumber(field.Get(descriptor).Enum())}
}

func clusterOf(response *dynamicpb.Message) *dynamicpb.Message {
	return at(response, "cluster").Message().Interface().(*dynamicpb.Message)
}

// soon are pauses that a test does not notice.
var soon = Every(time.Millisecond, 2*time.Millisecond)

// waiter waits for a cluster as generated code does.
func waiter(t *testing.T, client *Client, id string) func(ctx context.Context, options ...grpc.CallOption) (*dynamicpb.Message, error) {
	t.Helper()
	ends := life{success: phases(t, "HEALTHY"), failure: phases(t, "FAILED_TO_CREATE", "DELETING")}
	asked := request(t, getCluster, fmt.Sprintf(`{"clusterId": %q}`, id))
	return func(ctx context.Context, options ...grpc.CallOption) (*dynamicpb.Message, error) {
		options = append([]grpc.CallOption{soon}, options...)
		return wait(ctx, reading(caller(client, getCluster), asked, clusterOf, options), phaseOf, ends, options)
	}
}

func TestWait(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		client := connect(withKey()...)
		await := waiter(t, client, newCluster(t, client, "search"))
		looks := 0
		got, err := await(t.Context(), OnProgress(func(*dynamicpb.Message) {
			if looks++; looks == 3 {
				server.Advance(time.Minute)
			}
		}))
		if err != nil || nameOf(phaseOf(got)) != "CLUSTER_PHASE_HEALTHY" || looks != 4 {
			t.Errorf("%v after %d looks, %v", got, looks, err)
		}
		// Other states can be the ones that are waited for.
		if got, err = await(t.Context(), Until(phases(t, "HEALTHY", "SUSPENDED")...)); err != nil || nameOf(phaseOf(got)) != "CLUSTER_PHASE_HEALTHY" {
			t.Errorf("%v, %v", got, err)
		}
	})
}

func TestWaitForAFailure(t *testing.T) {
	server := apitest.New(t)
	client := connected(t, withKey(transports["grpc"](server)...)...)
	id := newCluster(t, client, "search")
	got, err := client.broken(t, id)
	var failed *WaitError
	if !errors.As(err, &failed) || failed.State != "CLUSTER_PHASE_DELETING" || !proto.Equal(failed.Last, got) || err.Error() != "the Cluster is CLUSTER_PHASE_DELETING" {
		t.Errorf("%v", err)
	}
}

// broken waits for a cluster that is being deleted.
func (c *Client) broken(t *testing.T, id string) (*dynamicpb.Message, error) {
	t.Helper()
	if _, err := invoke(t, c, deleteCluster, fmt.Sprintf(`{"clusterId": %q}`, id)); err != nil {
		t.Fatal(err)
	}
	return waiter(t, c, id)(t.Context())
}

func TestWaitWithoutEnd(t *testing.T) {
	server := apitest.New(t)
	client := connected(t, withKey(append(transports["grpc"](server), fast)...)...)
	await := waiter(t, client, newCluster(t, client, "search"))
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	got, err := await(ctx)
	if !errors.Is(err, context.DeadlineExceeded) || got == nil || nameOf(phaseOf(got)) != "CLUSTER_PHASE_CREATING" {
		t.Errorf("%v, %v", got, err)
	}
	// The API may be away for a while, but not for ever, and no other error is waited out.
	server.Fail(apitest.Fault{Method: "GetCluster", Code: codes.Unavailable, Times: 3})
	looks := 0
	if _, err = await(t.Context(), NoRetry(), OnProgress(func(*dynamicpb.Message) { looks++; server.Advance(time.Minute) })); err != nil || looks != 2 {
		t.Errorf("after an outage: %d looks, %v", looks, err)
	}
	for _, code := range []codes.Code{codes.Unavailable, codes.PermissionDenied} {
		server.Reset()
		server.Fail(apitest.Fault{Method: "GetCluster", Code: code})
		if _, err = await(t.Context(), NoRetry()); codeOfError(err) != code {
			t.Errorf("%v: %v", code, err)
		}
		if calls := len(server.Calls()); calls != map[codes.Code]int{codes.Unavailable: patience + 1, codes.PermissionDenied: 1}[code] {
			t.Errorf("%v: %d calls", code, calls)
		}
	}
}

func TestWaitGone(t *testing.T) {
	onBoth(t, func(t *testing.T, server *apitest.Server, connect func(...Option) *Client) {
		t.Helper()
		client := connect(withKey()...)
		id := newCluster(t, client, "search")
		asked := request(t, getCluster, fmt.Sprintf(`{"clusterId": %q}`, id))
		looks := 0
		options := []grpc.CallOption{soon, OnProgress(func(*dynamicpb.Message) {
			if looks++; looks == 2 {
				invoke(t, client, deleteCluster, fmt.Sprintf(`{"clusterId": %q}`, id)) //nolint:errcheck // The wait would not end.
				server.Advance(time.Hour)
			}
		})}
		if err := gone(t.Context(), reading(caller(client, getCluster), asked, clusterOf, options), options); err != nil || looks < 2 {
			t.Errorf("%d looks, %v", looks, err)
		}
		server.Fail(apitest.Fault{Method: "GetCluster", Code: codes.Internal})
		if err := gone(t.Context(), reading(caller(client, getCluster), asked, clusterOf, options), options); !errors.Is(err, ErrInternal) {
			t.Errorf("%v", err)
		}
	})
}

func TestWaitInAList(t *testing.T) {
	server := apitest.New(t)
	client := connected(t, withKey(transports["grpc"](server)...)...)
	newCluster(t, client, "other")
	id := newCluster(t, client, "search")
	all := func(page *dynamicpb.Message) []*dynamicpb.Message {
		var found []*dynamicpb.Message
		for _, item := range itemsOf(page) {
			found = append(found, item.Interface().(*dynamicpb.Message))
		}
		return found
	}
	idOf := func(cluster *dynamicpb.Message) string { return at(cluster, "id").String() }
	options := []grpc.CallOption{soon, PageSize(1)}
	find := func(id string) look[*dynamicpb.Message] {
		return searching(caller(client, listClusters), request(t, listClusters, `{}`), all, idOf, id, options)
	}
	server.Advance(time.Minute)
	got, err := wait(t.Context(), find(id), phaseOf, life{success: phases(t, "HEALTHY")}, options)
	if err != nil || idOf(got) != id {
		t.Errorf("%v, %v", got, err)
	}
	if err := gone(t.Context(), find("nobody"), options); err != nil {
		t.Errorf("of nobody: %v", err)
	}
}

func TestPausesOfAWait(t *testing.T) {
	set := waitSettingsOf(nil)
	if set.initial != time.Second || set.longest != 10*time.Second {
		t.Errorf("%+v", set)
	}
	if set = waitSettingsOf([]grpc.CallOption{Every(time.Minute, time.Second), Every(3*time.Second, time.Second)}); set.longest != 3*time.Second {
		t.Errorf("%+v", set)
	}
	var ends []time.Duration
	began := time.Now()
	err := poll(t.Context(), waitSettings{initial: 20 * time.Millisecond, longest: 30 * time.Millisecond}, func() (bool, error) {
		ends = append(ends, time.Since(began))
		return len(ends) == 4, nil
	})
	// 20, 30 and 30 ms, each by a fifth more or less.
	if least := 64 * time.Millisecond; err != nil || ends[3] < least || !slices.IsSorted(ends) {
		t.Errorf("the looks were at %v, %v", ends, err)
	}
}

func TestAnUnknownState(t *testing.T) {
	known := phases(t, "HEALTHY")[0]
	if got := nameOf(known); got != "CLUSTER_PHASE_HEALTHY" {
		t.Error(got)
	}
	if got := nameOf(numbered{known}); got != "4711" || strings.Contains(got, "CLUSTER") {
		t.Error(got)
	}
}

// numbered is a state that only a newer contract knows.
type numbered struct{ protoreflect.Enum }

func (numbered) Number() protoreflect.EnumNumber { return 4711 }
