package behaviour

import (
	"context"
	"fmt"

	"strings"
	"sync"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// contract is the contract of this repository, which is compiled once.
var contract = sync.OnceValues(func() (*rpc.API, error) {
	compiled, err := image.FromDir(context.Background(), "../../../proto")
	if err != nil {
		return nil, err
	}
	return rpc.New(compiled.Descriptors)
})

// account and key are those of the policy of the tests; alice owns the account, bob is nowhere yet.
const (
	account = access.DefaultAccount
	alice   = access.DefaultUser
	bob     = "7a0f9f0e-30a5-4b57-9a8e-6f6c1d1f0b10"
)

// policy has a second user beside the default one.
func policy() *access.Policy {
	p := access.Default()
	p.Users = append(p.Users, access.User{ID: bob, Email: "bob@example.com", Token: "token-of-bob"})
	return p
}

// world is a store with behaviours, and a clock that tests drive. It judges every response by the rules of the contract.
type world struct {
	*testing.T

	set      *Set
	handlers map[string]rpc.Handler
	store    *store.Store
	now      time.Time
	actor    rpc.Actor
	header   metadata.MD // header is that of the last response.
}

func newWorld(t *testing.T) *world {
	t.Helper()
	api, err := contract()
	if err != nil {
		t.Fatal(err)
	}
	set, err := of(api, access.New(api, policy()), writer{strict: true})
	if err != nil {
		t.Fatal(err)
	}
	w := &world{T: t, set: set, handlers: set.Handlers(), now: time.Date(2031, time.March, 3, 10, 0, 0, 0, time.UTC)}
	w.as(alice)
	if w.store, err = store.Open(nil); err != nil {
		t.Fatal(err)
	}
	w.do(func(tx *store.Tx) error { return set.Seed(tx, w.now) })
	return w
}

// as makes a user the caller.
func (w *world) as(user string) { w.actor = rpc.Actor{Type: rpc.User, ID: user} }

// do runs a transaction.
func (w *world) do(do func(*store.Tx) error) {
	w.Helper()
	if err := w.store.Do(do); err != nil {
		w.Fatal(err)
	}
}

// pass lets time pass, with all that it brings about.
func (w *world) pass(length time.Duration) {
	w.Helper()
	w.now = w.now.Add(length)
	w.do(func(tx *store.Tx) error { return w.set.Conventions.Settle(tx, w.now) })
}

// try calls a method with a request in ProtoJSON. The method is named by the last parts of its full name.
func (w *world) try(method, request string, values ...any) (*dynamicpb.Message, error) {
	w.Helper()
	found := w.method(method)
	call := &rpc.Call{Method: found, Request: found.NewRequest(), Actor: w.actor, Agent: "test", Now: w.now, Header: metadata.MD{}}
	if err := protojson.Unmarshal(fmt.Appendf(nil, request, values...), call.Request); err != nil {
		w.Fatalf("%s: %v", method, err)
	}
	call.Account = message.Text(call.Request, found.Account)
	response := found.NewResponse()
	err := w.store.Do(func(tx *store.Tx) error {
		call.Tx = tx
		if err := w.set.Conventions.Prepare(w.Context(), call, w.handlers); err != nil {
			return err
		}
		if err := w.set.api.Validate(call.Request, w.now); err != nil {
			return err
		}
		data, err := w.handlers[found.Name](w.Context(), call)
		if err != nil {
			return err
		}
		return proto.Unmarshal(data, response)
	})
	if err != nil {
		return nil, err
	}
	if err := w.set.api.Validate(response, w.now); err != nil {
		w.Errorf("the response of %s breaks the contract: %v\n%v", method, err, response)
	}
	w.header = call.Header
	return response, nil
}

// call calls a method that succeeds.
func (w *world) call(method, request string, values ...any) *dynamicpb.Message {
	w.Helper()
	response, err := w.try(method, request, values...)
	if err != nil {
		w.Fatalf("%s: %v", method, err)
	}
	return response
}

// fails calls a method that is refused with a code, and words in its message.
func (w *world) fails(code codes.Code, words, method, request string, values ...any) {
	w.Helper()
	response, err := w.try(method, request, values...)
	if status.Code(err) != code || !strings.Contains(status.Convert(err).Message(), words) {
		w.Errorf("%s: got %v and %v, want %s with %q", method, response, err, code, words)
	}
}

// method finds a method by the last parts of its full name.
func (w *world) method(name string) *rpc.Method {
	w.Helper()
	for _, method := range w.set.api.Methods() {
		if strings.HasSuffix(method.Name, "/"+name) || strings.HasSuffix(method.Name, "."+name) {
			return method
		}
	}
	w.Fatalf("the contract has no method %s", name)
	return nil
}

// text returns the text or the name of the enum value at a path.
func text(m protoreflect.Message, path string) string {
	if enum := message.Enum(m, path); enum != "" {
		return enum
	}
	return message.Text(m, path)
}

// want compares texts and enums of a message, by their paths.
func (w *world) want(m protoreflect.Message, values map[string]string) {
	w.Helper()
	for path, value := range values {
		if got := text(m, path); got != value {
			w.Errorf("%s: got %q, want %q", path, got, value)
		}
	}
}

// size is the number of messages in a list.
func (w *world) size(m protoreflect.Message, path string, want int) []protoreflect.Message {
	w.Helper()
	all := parts(m, path)
	if len(all) != want {
		w.Fatalf("%d %s, want %d: %v", len(all), path, want, all)
	}
	return all
}

// newCluster creates a cluster of a package and returns its id.
func (w *world) newCluster(name, with string) string {
	w.Helper()
	created := w.call("ClusterService/CreateCluster", `{"cluster": {"accountId": %q, "name": %q, "cloudProviderId": "aws",
		"cloudProviderRegionId": "eu-central-1", "configuration": {"numberOfNodes": 2, "packageId": %q}}}`, account, name, with)
	return text(created, "cluster.id")
}

// runningCluster creates a cluster and waits until it is healthy.
func (w *world) runningCluster(name string) string {
	w.Helper()
	id := w.newCluster(name, mx2)
	w.pass(time.Minute)
	w.phase(id, phaseHealthy)
	return id
}

// phase checks the phase of a cluster, and returns the cluster.
func (w *world) phase(id, want string) protoreflect.Message {
	w.Helper()
	cluster := message.Sub(w.call("ClusterService/GetCluster", `{"accountId": %q, "clusterId": %q}`, account, id), "cluster")
	w.want(cluster, map[string]string{"state.phase": want})
	return cluster
}

// Packages of the catalogue.
const (
	free2   = "c1000000-0000-4000-8000-000000000001"
	mx1     = "c1000000-0000-4000-8000-000000000002"
	mx2     = "c1000000-0000-4000-8000-000000000003"
	mx4     = "c1000000-0000-4000-8000-000000000004"
	gone    = "c1000000-0000-4000-8000-000000000011"
	hybrid2 = "c2000000-0000-4000-8000-000000000001"
	nobody  = "00000000-0000-4000-8000-00000000dead"
)
