package apiserver

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/access"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/behaviour"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/clock"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/convention"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/sample"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

// A life of each resource that the contract has: created, read, listed over pages, updated by mask, in conflict, deleted.
func TestLifeOfEachResource(t *testing.T) {
	compiled, err := image.FromDir(t.Context(), "../../proto")
	if err != nil {
		t.Fatal(err)
	}
	still := clock.Still(time.Date(2030, time.March, 1, 12, 0, 0, 0, time.UTC))
	server, err := Start(Config{Files: compiled.Descriptors, Clock: still})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(server.Close)
	set, err := behaviour.For(server.api, server.access)
	if err != nil {
		t.Fatal(err)
	}
	l := &lives{
		T: t, server: server, kinds: map[string]map[string]*rpc.Method{}, count: map[string]int{},
		parents: map[protoreflect.Name]string{},
		place: map[protoreflect.Name]string{
			"account_id": access.DefaultAccount, "cloud_provider_id": "aws", "cloud_provider_region_id": "us-east-1",
			"schedule": "0 3 * * *",
		},
	}
	if l.maker, err = sample.New(1); err != nil {
		t.Fatal(err)
	}
	l.maker.Text = l.text
	for _, method := range server.api.Methods() {
		if operation, ok := set.Conventions.Operation(method.Name); ok {
			if l.kinds[operation.Kind] == nil {
				l.kinds[operation.Kind] = map[string]*rpc.Method{}
			}
			l.kinds[operation.Kind][operation.What] = method
		}
	}
	packages := l.must("/qdrant.cloud.booking.v1.BookingService/ListPackages", access.DefaultToken,
		fmt.Sprintf(`{"accountId": %q, "cloudProviderId": "aws", "cloudProviderRegionId": "us-east-1"}`, access.DefaultAccount))
	offered := packages.Get(packages.Descriptor().Fields().ByName("items")).List()
	l.place["package_id"] = message.Text(offered.Get(1).Message(), "id") // The first one is free, and for one cluster.
	for kind, operations := range l.kinds {
		if operations["create"] != nil && kind != "qdrant.cloud.account.v1.Account" {
			l.parents[entityField(operations["create"], kind).Name()+"_id"] = kind
		}
	}

	lived, updated := 0, 0
	for _, kind := range slices.Sorted(maps.Keys(l.kinds)) {
		if l.kinds[kind]["create"] == nil {
			continue // It is made by other methods, as the restore of a backup.
		}
		lived++
		if l.kinds[kind]["update"] != nil {
			updated++
		}
		t.Run(kind, func(t *testing.T) {
			one := *l
			one.T = t
			one.live(set.Conventions, kind)
		})
	}
	t.Logf("%d resources lived: %v", lived, l.count)
	if lived < 15 || l.count["create"]+l.count["already exists"] < 4*lived || l.count["already exists"] == 0 ||
		l.count["conflict"] != lived || l.count["update"] != updated || l.count["delete"] != lived {
		t.Errorf("%d resources lived, with the steps %v", lived, l.count)
	}
}

// live lets some entities of a kind live.
func (l *lives) live(conventions *convention.Conventions, kind string) {
	var born []protoreflect.Message
	var first *dynamicpb.Message
	for range 3 {
		request := l.request(kind)
		if first == nil {
			first = request
		}
		entity := l.create(kind, request)
		id := message.Text(entity, "id")
		if len(id) != 36 || slices.ContainsFunc(born, func(other protoreflect.Message) bool { return message.Text(other, "id") == id }) {
			l.Errorf("created with the id %q", id)
		}
		born = append(born, entity)
		_, _ = l.server.clock.Advance(time.Hour)
	}
	l.conflict(kind, first, born[0])
	if method := l.kinds[kind]["get"]; method != nil {
		l.read(method, born)
	}
	if method := l.kinds[kind]["list"]; method != nil {
		l.list(method, born)
	}
	if method := l.kinds[kind]["update"]; method != nil {
		l.update(method, l.kinds[kind]["get"], born[1])
	}
	if method := l.kinds[kind]["delete"]; method != nil {
		l.delete(method, l.kinds[kind], born[2])
	}
}

// conflict creates an entity twice: the second is refused where a field is unique, and else is another entity.
func (l *lives) conflict(kind string, request *dynamicpb.Message, first protoreflect.Message) {
	l.Helper()
	response, err := l.send(l.kinds[kind]["create"], access.DefaultToken, request)
	l.count["conflict"]++
	switch status.Code(err) {
	case codes.OK:
		l.count["create"]++
		entity := response.Get(response.Descriptor().Fields().Get(0)).Message()
		if message.Text(entity, "id") == message.Text(first, "id") {
			l.Errorf("two entities have the id %s", message.Text(first, "id"))
		}
	case codes.AlreadyExists:
		l.count["already exists"]++
	default:
		l.Errorf("created twice: %v", err)
	}
	// A request without the entity is none, and names no account in which somebody could have a permission.
	method := l.kinds[kind]["create"]
	_, err = l.send(method, access.DefaultToken, method.NewRequest())
	if code := status.Code(err); code != codes.InvalidArgument && code != codes.PermissionDenied {
		l.Errorf("created nothing: %v", err)
	}
}

const nobody = "00000000-0000-4000-8000-00000000dead"

// read reads entities, one that is not there, and one as a stranger.
func (l *lives) read(method *rpc.Method, born []protoreflect.Message) {
	l.Helper()
	for _, entity := range born {
		response, err := l.send(method, access.DefaultToken, l.about(method, entity))
		if err != nil {
			l.Fatalf("%s: %v", method.Name, err)
		}
		found := response.Get(response.Descriptor().Fields().Get(0)).Message()
		if message.Text(found, "id") != message.Text(entity, "id") || message.Text(found, "name") != message.Text(entity, "name") {
			l.Errorf("read %v, want %v", found, entity)
		}
		l.count["read"]++
	}
	if born[0].Descriptor().Fields().ByName("account_id") == nil {
		return
	}
	other := proto.Clone(born[0].Interface()).ProtoReflect()
	other.Set(other.Descriptor().Fields().ByName("id"), protoreflect.ValueOfString(nobody))
	if _, err := l.send(method, access.DefaultToken, l.about(method, other)); status.Code(err) != codes.NotFound {
		l.Errorf("read what is not there: %v", err)
	}
	other = proto.Clone(born[0].Interface()).ProtoReflect()
	other.Set(other.Descriptor().Fields().ByName("account_id"), protoreflect.ValueOfString(nobody))
	_, err := l.send(method, access.DefaultToken, l.about(method, other))
	if code := status.Code(err); code != codes.PermissionDenied && code != codes.NotFound {
		l.Errorf("read in another account: %v", err)
	}
}

// list reads the list of an account, as a whole and in pages of one where the method has pages: they have the same entities.
func (l *lives) list(method *rpc.Method, born []protoreflect.Message) {
	l.Helper()
	var seen [2][]string
	input := method.Descriptor.Input().Fields()
	size, token := input.ByName("page_size"), input.ByName("page_token")
	for way := range seen {
		if way == 1 && size == nil {
			break
		}
		request := l.about(method, born[0])
		for {
			if way == 1 {
				request.Set(size, protoreflect.ValueOfInt32(1))
			}
			response, err := l.send(method, access.DefaultToken, request)
			if err != nil {
				l.Fatalf("%s: %v", method.Name, err)
			}
			l.count["list"]++
			items := response.Get(response.Descriptor().Fields().ByName("items")).List()
			for i := range items.Len() {
				seen[way] = append(seen[way], message.Text(items.Get(i).Message(), "id"))
			}
			next := message.Text(response, "next_page_token")
			if next == "" {
				break
			}
			request.Set(token, protoreflect.ValueOfString(next))
		}
	}
	for _, entity := range born {
		if !slices.Contains(seen[0], message.Text(entity, "id")) {
			l.Errorf("%s does not have %s", method.Name, message.Text(entity, "id"))
		}
	}
	if size != nil && !slices.Equal(seen[0], seen[1]) {
		l.Errorf("%s has %q, and in pages %q", method.Name, seen[0], seen[1])
	}
}

// update changes the name of an entity, by mask where the method has one, and by an unknown mask.
func (l *lives) update(method, get *rpc.Method, entity protoreflect.Message) {
	l.Helper()
	field := entityField(method, string(entity.Descriptor().FullName()))
	mask := method.Descriptor.Input().Fields().ByName("update_mask")
	name := entity.Descriptor().Fields().ByName("display_name")
	if name == nil {
		name = entity.Descriptor().Fields().ByName("name")
	}
	if name == nil {
		name = entity.Descriptor().Fields().ByName("tax_id")
	}
	current, err := l.send(get, access.DefaultToken, l.about(get, entity))
	if err != nil {
		l.Fatal(err)
	}
	changed := current.Get(current.Descriptor().Fields().Get(0)).Message()
	request := method.NewRequest()
	request.Set(field, protoreflect.ValueOfMessage(changed))
	changed.Set(name, protoreflect.ValueOfString("another-name"))
	paths := func(path string) {
		list := request.Mutable(mask).Message()
		values := list.NewField(list.Descriptor().Fields().ByName("paths"))
		values.List().Append(protoreflect.ValueOfString(path))
		list.Set(list.Descriptor().Fields().ByName("paths"), values)
	}
	if mask != nil {
		// Nothing but the identity and the named field is sent.
		changed.Range(func(field protoreflect.FieldDescriptor, _ protoreflect.Value) bool {
			identity := field.Name() == "id" || strings.HasSuffix(string(field.Name()), "_id")
			if field != name && !identity || strings.HasPrefix(string(field.Name()), "cloud_") {
				changed.Clear(field)
			}
			return true
		})
		paths(string(name.Name()))
	}
	response, err := l.send(method, access.DefaultToken, request)
	if err != nil {
		l.Fatalf("%s: %v", method.Name, err)
	}
	l.count["update"]++
	after := response.Get(response.Descriptor().Fields().Get(0)).Message()
	if got := after.Get(name).String(); got != "another-name" {
		l.Errorf("%s is %q after the update", name.Name(), got)
	}
	created, _ := message.Time(entity, "created_at")
	if again, _ := message.Time(after, "created_at"); !again.Equal(created) {
		l.Errorf("created_at was %v, and is %v", created, again)
	}
	if modified, ok := message.Time(after, "last_modified_at"); ok && !modified.Equal(l.server.clock.Now()) {
		l.Errorf("last_modified_at is %v, and it is %v", modified, l.server.clock.Now())
	}
	if mask != nil {
		paths("no_such_field")
		if _, err := l.send(method, access.DefaultToken, request); status.Code(err) != codes.InvalidArgument {
			l.Errorf("an unknown mask: %v", err)
		}
	}
}

// delete deletes an entity, waits until it is gone, and deletes it again.
func (l *lives) delete(method *rpc.Method, operations map[string]*rpc.Method, entity protoreflect.Message) {
	l.Helper()
	if _, err := l.send(method, access.DefaultToken, l.about(method, entity)); err != nil {
		l.Fatalf("%s: %v", method.Name, err)
	}
	l.count["delete"]++
	_, _ = l.server.clock.Advance(24 * time.Hour)
	if string(entity.Descriptor().FullName()) == "qdrant.cloud.account.v1.AccountInvite" { // It was withdrawn, and stays to be seen.
		if _, err := l.send(method, access.DefaultToken, l.about(method, entity)); status.Code(err) != codes.FailedPrecondition {
			l.Errorf("withdrawn twice: %v", err)
		}
		return
	}
	gone := func(code codes.Code) bool { // Nobody has a permission in an account that is not there.
		return code == codes.NotFound || code == codes.PermissionDenied && entity.Descriptor().Fields().ByName("account_id") == nil
	}
	if _, err := l.send(method, access.DefaultToken, l.about(method, entity)); !gone(status.Code(err)) {
		l.Errorf("deleted twice: %v", err)
	}
	if get := operations["get"]; get != nil {
		if _, err := l.send(get, access.DefaultToken, l.about(get, entity)); !gone(status.Code(err)) {
			l.Errorf("read after it was deleted: %v", err)
		}
	}
}
