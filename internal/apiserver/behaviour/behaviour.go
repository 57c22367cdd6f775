// Package behaviour has what single methods and kinds of the API do beyond the conventions: quotes, metrics, restores, the phases
// of a cluster. Each is registered by the full name of its method or kind, and left out where the contract does not have it.
//
// In: the methods of a contract. Out: their handlers, those of the conventions among them, and a note on each for the docs.
//
// Start reading in For.
package behaviour

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
)

// Set has the behaviours for one contract. It must not be changed, so several goroutines may use it at once.
type Set struct {
	Conventions *convention.Conventions

	api       *rpc.API
	control   *access.Control
	write     writer
	catalogue *catalogue
	methods   map[string]method
}

// method is the explicit behaviour of one method.
type method struct {
	name string // name is the method without its service.
	note string // note says in one sentence what is simulated, or why nothing is.
	// answer returns the response as a literal. It is nil for a method for which any answer would be a lie.
	answer func(call *rpc.Call) (object, error)
}

// For finds the behaviours for a contract. The control decides who has which place in an account.
func For(api *rpc.API, control *access.Control) (*Set, error) { return of(api, control, writer{}) }

func of(api *rpc.API, control *access.Control, write writer) (*Set, error) {
	s := &Set{api: api, control: control, write: write, methods: map[string]method{}}
	var err error
	if s.catalogue, err = read(api, write.strict); err != nil {
		return nil, err
	}
	for _, group := range []func(){
		s.account, s.members, s.invites, s.iam, s.roles, s.profile,
		s.platform, s.booking, s.quota, s.billing, s.metering, s.payment,
		s.cluster, s.releases, s.databaseKeys, s.backup, s.hybrid, s.monitoring,
		s.space, s.spaceKeys, s.ui,
	} {
		group()
	}
	if s.Conventions, err = convention.Of(api, s.customs()); err != nil {
		return nil, err
	}
	return s, nil
}

// service registers the explicit behaviours of a service, without those that the contract does not have.
func (s *Set) service(name string, methods ...method) {
	for _, m := range methods {
		full := "/" + name + "/" + m.name
		if _, ok := s.api.Method(full); ok {
			s.methods[full] = m
		}
	}
}

// Handlers answers methods by their full names: by the conventions, and explicitly where there is more to do.
func (s *Set) Handlers() map[string]rpc.Handler {
	handlers := s.Conventions.Handlers()
	for name, m := range s.methods {
		handlers[name] = s.handler(m)
	}
	return handlers
}

// handler encodes what an explicit behaviour answers.
func (s *Set) handler(m method) rpc.Handler {
	return func(_ context.Context, call *rpc.Call) ([]byte, error) {
		if m.answer == nil {
			return nil, status.Errorf(codes.Unimplemented, "%s is not simulated: %s", call.Method.Name, m.note)
		}
		literal, err := m.answer(call)
		if err != nil {
			return nil, err
		}
		return call.Reply(func(response *dynamicpb.Message) error { return s.write.fill(response, literal) })
	}
}

// customs are what kinds do beyond the conventions, without those that the contract does not have.
func (s *Set) customs() []convention.Custom {
	all := slices.Concat(
		s.accountCustoms(), s.iamCustoms(), s.managementKeyCustoms(), s.paymentCustoms(), s.clusterCustoms(), s.databaseKeyCustoms(),
		s.backupCustoms(), s.hybridCustoms(), s.spaceCustoms(), s.spaceKeyCustoms(),
	)
	var fitting []convention.Custom
	for _, custom := range all {
		ok := s.descriptor(custom.Kind) != nil
		if ok && !s.write.strict {
			custom, ok = s.fit(custom)
		}
		if ok {
			fitting = append(fitting, custom)
		}
	}
	return fitting
}

// descriptor finds the type of a message; nil where the contract does not have it.
func (s *Set) descriptor(kind string) protoreflect.MessageDescriptor {
	found, err := s.api.Files.FindDescriptorByName(protoreflect.FullName(kind))
	if err != nil {
		return nil
	}
	descriptor, _ := found.(protoreflect.MessageDescriptor)
	return descriptor
}

// make makes a message of a kind from a literal.
func (s *Set) make(kind string, from object) (*dynamicpb.Message, error) {
	descriptor := s.descriptor(kind)
	if descriptor == nil {
		return nil, fmt.Errorf("the contract has no message %s", kind)
	}
	made := dynamicpb.NewMessage(descriptor)
	return made, s.write.fill(made, from)
}

// names are the full names of the methods with an explicit behaviour.
func (s *Set) names() []string { return slices.Sorted(maps.Keys(s.methods)) }

// Behaviour puts together what the methods of the contract do.
func (s *Set) Behaviour() rpc.Behaviour {
	handlers := s.Handlers()
	return rpc.Behaviour{
		Handlers: handlers,
		Prepare: func(ctx context.Context, call *rpc.Call) error {
			return s.Conventions.Prepare(ctx, call, handlers)
		},
		Settle: s.Conventions.Settle,
		Seed:   s.Seed,
		Add:    s.Add,
	}
}

// Seed adds the accounts, users and keys of the policy. What is there already stays as it is.
func (s *Set) Seed(tx *store.Tx, now time.Time) error {
	if err := s.seedAccounts(tx, now); err != nil {
		return err
	}
	return s.seedKeys(tx, now)
}
