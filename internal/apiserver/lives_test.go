package apiserver

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/sample"
)

// particular has what a new entity needs beyond the rules of the contract: a package that is on offer, a permission that exists.
var particular = map[string]string{
	"qdrant.cloud.cluster.v1.Cluster": `{"configuration": {"numberOfNodes": 1, "packageId": "$package_id"}}`,
	"qdrant.cloud.iam.v1.Role":        `{"permissions": [{"value": "read:clusters"}]}`,
}

// lives is a server on which entities of all kinds live.
type lives struct {
	*testing.T

	server  *Server
	maker   *sample.Maker
	kinds   map[string]map[string]*rpc.Method // kinds has the methods of each kind by what they do.
	place   map[protoreflect.Name]string      // place has texts that new entities need, by the names of their fields.
	parents map[protoreflect.Name]string      // parents has the kinds that fields refer to.
	count   map[string]int                    // count is how often each step of a life was done.
	names   int
}

// text chooses the texts of new entities: what they refer to is there, and no two have the same name.
func (l *lives) text(field protoreflect.FieldDescriptor) (string, bool) {
	if text, ok := l.place[singular(field)]; ok {
		return text, true
	}
	if name := field.Name(); name == "name" || name == "display_name" {
		l.names++
		return fmt.Sprintf("life-%d", l.names), true
	}
	if field.Name() == "user_email" {
		l.names++
		return fmt.Sprintf("life-%d@example.com", l.names), true
	}
	return "", false
}

// singular is the name of a field, for a list of ids as for a single one.
func singular(field protoreflect.FieldDescriptor) protoreflect.Name {
	if field.IsList() {
		return protoreflect.Name(strings.TrimSuffix(string(field.Name()), "s"))
	}
	return field.Name()
}

// entityField is the field of a method's request with the entity.
func entityField(method *rpc.Method, kind string) protoreflect.FieldDescriptor {
	fields := method.Descriptor.Input().Fields()
	for i := range fields.Len() {
		if field := fields.Get(i); field.Message() != nil && string(field.Message().FullName()) == kind && !field.IsList() {
			return field
		}
	}
	return nil
}

// send calls a method as the default user, or with the token of the caller.
func (l *lives) send(method *rpc.Method, token string, request proto.Message) (*dynamicpb.Message, error) {
	l.Helper()
	out := l.server.Invoke(context.Background(), rpc.Incoming{
		Method: method, Header: metadata.Pairs("authorization", "bearer "+token, "user-agent", "life/1"), Protocol: "grpc",
		Decode: func(to proto.Message) error {
			encoded, err := proto.Marshal(request)
			if err != nil {
				return err
			}
			return proto.Unmarshal(encoded, to)
		},
	})
	if out.Err != nil {
		return nil, out.Err
	}
	response := method.NewResponse()
	if err := proto.Unmarshal(out.Response, response); err != nil {
		l.Fatal(err)
	}
	if err := l.server.api.Validate(response, l.server.clock.Now()); err != nil {
		l.Errorf("the response of %s breaks the contract: %v", method.Name, err)
	}
	return response, nil
}

func (l *lives) must(name, token, request string) *dynamicpb.Message {
	l.Helper()
	method, ok := l.server.api.Method(name)
	if !ok {
		l.Fatalf("no method %s", name)
	}
	filled := method.NewRequest()
	if err := (protojson.UnmarshalOptions{Resolver: l.server.api.Types}).Unmarshal([]byte(request), filled); err != nil {
		l.Fatal(err)
	}
	response, err := l.send(method, token, filled)
	if err != nil {
		l.Fatalf("%s: %v", name, err)
	}
	return response
}

// request makes a request for a new entity.
func (l *lives) request(kind string) *dynamicpb.Message {
	l.Helper()
	method := l.kinds[kind]["create"]
	fields := entityField(method, kind).Message().Fields()
	for i := range fields.Len() { // What it refers to has to be there.
		name := singular(fields.Get(i))
		if parent, ok := l.parents[name]; ok && l.place[name] == "" && parent != kind && !fields.Get(i).HasOptionalKeyword() {
			l.place[name] = message.Text(l.create(parent, l.request(parent)), "id")
			_, _ = l.server.clock.Advance(time.Hour)
		}
	}
	request, err := l.maker.Valid(method.Descriptor.Input())
	if err != nil {
		l.Fatal(err)
	}
	if text, ok := particular[kind]; ok {
		entity := request.Mutable(entityField(method, kind)).Message().Interface()
		over := dynamicpb.NewMessage(entity.ProtoReflect().Descriptor())
		text = strings.ReplaceAll(text, "$package_id", l.place["package_id"])
		if err := (protojson.UnmarshalOptions{Resolver: l.server.api.Types}).Unmarshal([]byte(text), over); err != nil {
			l.Fatal(err)
		}
		over.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
			entity.ProtoReflect().Set(field, value)
			return true
		})
	}
	return request
}

// create creates an entity and returns it as in the response.
func (l *lives) create(kind string, request *dynamicpb.Message) protoreflect.Message {
	l.Helper()
	method := l.kinds[kind]["create"]
	response, err := l.send(method, access.DefaultToken, request)
	if err != nil {
		l.Fatalf("%s: %v\n%s", method.Name, err, protojson.MarshalOptions{Resolver: l.server.api.Types}.Format(request))
	}
	l.count["create"]++
	return response.Get(response.Descriptor().Fields().Get(0)).Message()
}

// about makes a request about an entity: with its id, its account, and the fields that request and entity have in common.
func (l *lives) about(method *rpc.Method, entity protoreflect.Message) *dynamicpb.Message {
	request := method.NewRequest()
	fields := method.Descriptor.Input().Fields()
	for i := range fields.Len() {
		field := fields.Get(i)
		if field.Kind() != protoreflect.StringKind || field.IsList() || strings.HasPrefix(string(field.Name()), "page_") {
			continue
		}
		same := entity.Descriptor().Fields().ByName(field.Name())
		switch {
		case same != nil && same.Kind() == protoreflect.StringKind && !same.IsList():
			if entity.Has(same) {
				request.Set(field, entity.Get(same))
			}
		case strings.HasSuffix(string(field.Name()), "id") && !strings.HasPrefix(string(method.Descriptor.Name()), "List"):
			request.Set(field, protoreflect.ValueOfString(message.Text(entity, "id")))
		}
	}
	return request
}
