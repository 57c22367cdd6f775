// Package surface derives the client of the SDKs from the contract: its services and methods by the names that users call them,
// which calls may be repeated, how lists are paged, where the account is, what can be waited for, and how a call goes over REST. The
// emitters of internal/generate/clients write it down in each language, and the compatibility engine compares the names.
package surface

import (
	"fmt"
	"slices"
	"strings"

	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/options"
)

// Client has the services in the order of their full names.
type Client struct{ Services []*Service }

// Service is a service as the client has it.
type Service struct {
	Descriptor protoreflect.ServiceDescriptor
	Group      string // Group is the accessor of the group, as in Serverless, or empty.
	Name       string // Name is the accessor in its group, as in DatabaseApiKeysV2.
	Methods    []*Method
	Deprecated bool
}

// Type is the name of the service without its package's version of a group: ServerlessSpaces, DatabaseApiKeysV2. It is unique in the
// client.
func (s *Service) Type() string { return s.Group + s.Name }

// Method is a unary method as the client has it. Streams have no method in the client; users make them with the stubs.
type Method struct {
	NamedCall

	Descriptor protoreflect.MethodDescriptor
	Idempotent bool                           // Idempotent says that a second call does no more than the first, so a lost one is repeated.
	Anonymous  bool                           // Anonymous says that the method needs no authentication.
	Account    []protoreflect.FieldDescriptor // Account is the path to the text field with the account, nil for none.
	Route      *Route                         // Route is how it goes over REST, nil where it does not.
	List       *List                          // List is set where the response is a list.
	Wait       *Wait                          // Wait is set where the resource has a life to wait for.
	Mask       protoreflect.FieldDescriptor   // Mask is the field mask of an update, nil for none.
	Deprecated bool
}

// FullName is the method as gRPC names it: /qdrant.cloud.cluster.v1.ClusterService/GetCluster.
func (m *Method) FullName() string {
	return fmt.Sprintf("/%s/%s", m.Descriptor.Parent().FullName(), m.Descriptor.Name())
}

// List is where a response has its items.
type List struct {
	Items protoreflect.FieldDescriptor // Items is the repeated field, of messages or of single values.
	Paged bool                         // Paged says that the request has page_size and page_token, and the response next_page_token.
	Total protoreflect.FieldDescriptor // Total is total_size of the response, nil for none.
}

// New derives the client. Files are those of the contract itself; others are only imported. An error about the configuration is a
// *[config.Error].
func New(files []protoreflect.FileDescriptor, reader *options.Reader, cfg config.Client) (*Client, error) {
	waits, err := waitsOf(files, cfg)
	if err != nil {
		return nil, err
	}
	messages := map[protoreflect.FullName]bool{}
	for _, file := range files {
		for i := range file.Messages().Len() {
			messages[file.Messages().Get(i).FullName()] = true
		}
	}
	client := &Client{}
	for _, file := range files {
		for i := range file.Services().Len() {
			service, err := newService(file.Services().Get(i), reader, cfg, waits, messages)
			if err != nil {
				return nil, err
			}
			client.Services = append(client.Services, service)
		}
	}
	slices.SortFunc(client.Services, func(a, b *Service) int {
		return strings.Compare(string(a.Descriptor.FullName()), string(b.Descriptor.FullName()))
	})
	named := map[string]protoreflect.FullName{}
	for _, service := range client.Services {
		if other, taken := named[service.Type()]; taken {
			return nil, fmt.Errorf("%s and %s would both be %s in the clients: rename one, or give their packages different groups in client.groups of %s",
				other, service.Descriptor.FullName(), service.Type(), config.File)
		}
		named[service.Type()] = service.Descriptor.FullName()
	}
	return client, nil
}

func newService(
	descriptor protoreflect.ServiceDescriptor, reader *options.Reader, cfg config.Client, waits map[protoreflect.FullName]*Wait, messages map[protoreflect.FullName]bool,
) (*Service, error) {
	set, err := reader.Service(descriptor)
	if err != nil {
		return nil, err
	}
	calls := Calls{Service: string(descriptor.Name()), Keeps: messages[descriptor.ParentFile().Package().Append(protoreflect.Name(Noun(string(descriptor.Name()))))]}
	var methods []*Method
	for i := range descriptor.Methods().Len() {
		method := descriptor.Methods().Get(i)
		if method.IsStreamingClient() || method.IsStreamingServer() {
			continue
		}
		read, err := newMethod(method, reader)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", method.FullName(), err)
		}
		read.Wait = waits[method.FullName()]
		call := Call{Name: string(method.Name()), Lists: read.List != nil}
		if read.Wait != nil {
			call.Item = string(read.Wait.Resource.Name())
		}
		calls.Methods, methods = append(calls.Methods, call), append(methods, read)
	}
	named := Names(calls)
	for i, method := range methods {
		method.NamedCall = named.Methods[i]
	}
	group, suffix := Place(string(descriptor.ParentFile().Package()), cfg)
	return &Service{Descriptor: descriptor, Group: group, Name: named.Service + suffix, Methods: methods, Deprecated: set.Deprecated}, nil
}

func newMethod(method protoreflect.MethodDescriptor, reader *options.Reader) (*Method, error) {
	set, err := reader.Method(method)
	if err != nil {
		return nil, err
	}
	read := &Method{
		Descriptor: method, Anonymous: set.Anonymous, Deprecated: set.Deprecated,
		Account: accountIn(method.Input(), set.AccountIn(method.Input())),
		List:    listIn(method),
	}
	for i := range method.Input().Fields().Len() {
		field := method.Input().Fields().Get(i)
		if field.Message() != nil && field.Message().FullName() == "google.protobuf.FieldMask" && !field.IsList() {
			read.Mask = field
		}
	}
	if set.Route != nil {
		if read.Route, err = newRoute(method, set.Route); err != nil {
			return nil, err
		}
	}
	read.Idempotent = idempotent(method, read.Route)
	return read, nil
}

// idempotent follows the definition of HTTP (RFC 9110, section 9.2.2), unless the method says it itself. A DELETE without an id in
// its path may remove something else the second time.
func idempotent(method protoreflect.MethodDescriptor, route *Route) bool {
	set, _ := method.Options().(*descriptorpb.MethodOptions)
	switch {
	case set.GetIdempotencyLevel() != descriptorpb.MethodOptions_IDEMPOTENCY_UNKNOWN:
		return true
	case route == nil:
		return false
	case route.Verb == "DELETE":
		return slices.ContainsFunc(route.Path, func(part Part) bool { return part.Field != nil })
	}
	return route.Verb == "GET" || route.Verb == "PUT"
}

// accountIn resolves the path of the account. One that does not lead to a text field is none, as servers ignore it.
func accountIn(request protoreflect.MessageDescriptor, path string) []protoreflect.FieldDescriptor {
	fields, err := fieldsAt(request, path)
	if err != nil || fields[len(fields)-1].Kind() != protoreflect.StringKind {
		return nil
	}
	return fields
}

// listIn finds the items of a response: the field items, or the only repeated field of a method that is called List….
func listIn(method protoreflect.MethodDescriptor) *List {
	fields := method.Output().Fields()
	list := &List{Items: fields.ByName(options.Items), Paged: options.Pages(method), Total: fields.ByName(options.TotalSize)}
	if list.Items != nil && list.Items.IsList() {
		return list
	}
	if !IsList(string(method.Name())) {
		return nil
	}
	list.Items = nil
	for i := range fields.Len() {
		if field := fields.Get(i); field.IsList() {
			if list.Items != nil {
				return nil
			}
			list.Items = field
		}
	}
	if list.Items == nil {
		return nil
	}
	return list
}

// fieldsAt resolves a path of singular fields, as in cluster.account_id.
func fieldsAt(message protoreflect.MessageDescriptor, path string) ([]protoreflect.FieldDescriptor, error) {
	var fields []protoreflect.FieldDescriptor
	for name := range strings.SplitSeq(path, ".") {
		if message == nil {
			return nil, fmt.Errorf("%s: %s has no fields", path, fields[len(fields)-1].FullName())
		}
		field := message.Fields().ByName(protoreflect.Name(name))
		if field == nil || field.Cardinality() == protoreflect.Repeated {
			return nil, fmt.Errorf("%s: %s has no single field %q", path, message.FullName(), name)
		}
		fields, message = append(fields, field), field.Message()
	}
	return fields, nil
}
