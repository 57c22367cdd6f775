package apiserver_test

import (
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/grpc/codes"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/sample"
)

// inhabitants are entities of the kinds that others refer to, for servers that shall have the same.
type inhabitants struct {
	seed []byte            // seed is the document with the entities.
	ids  map[string]string // ids are by the field that refers to them.
}

// inhabit makes the entities on a server of its own.
func inhabit(t *testing.T, api *rpc.API) *inhabitants {
	t.Helper()
	at := begin(t, api, nil)
	made := &inhabitants{ids: map[string]string{"account_id": account}}
	kinds := map[string][]json.RawMessage{}
	place := `"cloudProviderId": "aws", "cloudProviderRegionId": "eu-central-1"`
	packages := at.call("/qdrant.cloud.booking.v1.BookingService/ListPackages", fmt.Sprintf(`{"accountId": %q, %s}`, account, place))
	made.ids["package_id"] = message.Text(packages.Get(packages.Descriptor().Fields().ByName("items")).List().Get(0).Message(), "id")
	for _, create := range []struct{ service, method, entity string }{
		{"cluster.v1.ClusterService", "CreateCluster", fmt.Sprintf(
			`"name": "first", %s, "configuration": {"numberOfNodes": 1, "packageId": %q}`, place, made.ids["package_id"])},
		{"cluster.backup.v1.BackupService", "CreateBackup", `"clusterId": "$cluster_id", "displayName": "by-hand"`},
		{"cluster.backup.v1.BackupService", "CreateBackupSchedule",
			`"clusterId": "$cluster_id", "displayName": "nightly", "schedule": "0 3 * * *", "retentionPeriod": "172800s"`},
		{"hybrid.v1.HybridCloudService", "CreateHybridCloudEnvironment", `"name": "own"`},
		{"iam.v1.IAMService", "CreateRole", `"name": "Readers", "roleType": "ROLE_TYPE_CUSTOM", "permissions": [{"value": "read:clusters"}]`},
		{"serverless.space.v1.SpaceService", "CreateSpace", fmt.Sprintf(
			`"name": "space-one", %s, "configuration": {"allowedOrigins": ["https://example.com"]}`, place)},
	} {
		method, ok := at.api.Method("/qdrant.cloud." + create.service + "/" + create.method)
		if !ok {
			t.Fatalf("the contract has no method %s", create.method)
		}
		field := method.Descriptor.Input().Fields().Get(0)
		for name, id := range made.ids {
			create.entity = strings.ReplaceAll(create.entity, "$"+name, id)
		}
		response := at.call(method.Name, fmt.Sprintf(`{%q: {"accountId": %q, %s}}`, field.JSONName(), account, create.entity))
		made.ids[string(field.Name())+"_id"] = message.Text(response, string(field.Name())+".id")
		if _, err := at.clock.Advance(time.Hour); err != nil {
			t.Fatal(err)
		}
		encoded, err := api.JSON(response.Get(response.Descriptor().Fields().ByName(field.Name())).Message().Interface())
		if err != nil {
			t.Fatal(err)
		}
		kind := string(field.Message().FullName())
		kinds[kind] = append(kinds[kind], encoded)
	}
	var err error
	if made.seed, err = json.Marshal(kinds); err != nil {
		t.Fatal(err)
	}
	return made
}

var (
	uuid   = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}`)
	chance = regexp.MustCompile(`"(key|prefix|postfix|token|commands|url|setupIntentId|setupIntentPaymentMethod|clientSecret|id|userAgent)":("[^"]*"|\[[^]]*\])`)
)

// common replaces what differs between two servers with the same entities: what was drawn at random since, and the user agent.
func (m *inhabitants) common(t *testing.T, text string) any {
	t.Helper()
	known := slices.Collect(maps.Values(m.ids))
	text = uuid.ReplaceAllStringFunc(text, func(id string) string {
		if slices.Contains(known, id) {
			return id
		}
		return "another id"
	})
	var value any
	if err := json.Unmarshal([]byte(chance.ReplaceAllString(text, `"$1":"at random"`)), &value); err != nil {
		t.Fatalf("%v: %s", err, text)
	}
	return value
}

// named chooses texts for requests: ids of entities that are there, and a place that is.
func (m *inhabitants) named(field protoreflect.FieldDescriptor) (string, bool) {
	name := string(field.Name())
	if name == "id" {
		// The id of an entity in an update, as in cluster.id.
		name = strings.ToLower(regexp.MustCompile(`([a-z])([A-Z])`).ReplaceAllString(string(field.Parent().Name()), "${1}_$2")) + "_id"
	}
	if id, ok := m.ids[name]; ok {
		return id, true
	}
	switch name {
	case "cloud_provider_id":
		return "aws", true
	case "cloud_provider_region_id", "region_id":
		return "eu-central-1", true
	default:
		return "", false
	}
}

// Every route answers over gRPC and REST with the same JSON, whoever calls and whatever is sent.
func TestMatrix(t *testing.T) {
	api := contract(t)
	made := inhabit(t, api)
	over := [2]*target{begin(t, api, made.seed), begin(t, api, made.seed)}
	maker, err := sample.New(11)
	if err != nil {
		t.Fatal(err)
	}
	maker.Text = made.named
	counts, ended := map[string]int{}, map[codes.Code]int{}
	for _, method := range api.Methods() {
		if method.Options.Route == nil {
			t.Errorf("%s has no route", method.Name)
			continue
		}
		valid, err := maker.Valid(method.Descriptor.Input())
		if err != nil {
			t.Error(err)
			continue
		}
		requests := map[string]*dynamicpb.Message{"valid": valid}
		if invalid, ok := unfit(maker, method); ok {
			requests["invalid"] = invalid
		}
		for kind, request := range requests {
			for who, caller := range map[string]string{"owner": owner, "person": person, "nobody": "", "guest": guest, "stranger": stranger} {
				grpc := over[0].grpc(method, caller, request)
				rest := over[1].rest(method, caller, request)
				if diff := cmp.Diff(made.common(t, grpc.JSON), made.common(t, rest.JSON)); diff != "" {
					t.Errorf("%s, %s request by %s (-gRPC +REST):\n%s", method.Name, kind, who, diff)
				}
				check(t, method, kind, who, grpc)
				counts[kind+" by "+who]++
				ended[grpc.Code]++
			}
		}
	}
	t.Logf("%d routes, calls over both protocols: %v; they ended with %v", len(api.Methods()), counts, ended)
}

// unfit returns an invalid request that can be sent by the route of its method: what is in the path is there, and enums in the query
// have names.
func unfit(maker *sample.Maker, method *rpc.Method) (*dynamicpb.Message, bool) {
	for range 20 {
		invalid, ok := maker.Invalid(method.Descriptor.Input())
		if !ok {
			return nil, false
		}
		if routable(method, invalid) {
			return invalid, true
		}
	}
	return nil, false
}

// routable says whether a request can be sent by the route of its method.
func routable(method *rpc.Method, request *dynamicpb.Message) bool {
	for _, found := range variable.FindAllStringSubmatch(method.Options.Route.Path, -1) {
		if message.Text(request, found[1]) == "" {
			return false
		}
	}
	known := true
	if method.Options.Route.Body == "" {
		request.Range(func(field protoreflect.FieldDescriptor, value protoreflect.Value) bool {
			known = known && (field.Enum() == nil || field.IsList() || field.Enum().Values().ByNumber(value.Enum()) != nil)
			return known
		})
	}
	return known
}

// check holds the end of a call to what the contract says about the caller.
func check(t *testing.T, method *rpc.Method, kind, who string, got reply) {
	t.Helper()
	switch set := method.Options; {
	case got.Code == codes.Internal, got.Code == codes.Unknown, got.Code == codes.DataLoss:
		t.Errorf("%s, %s request by %s, is a fault of the server: %s", method.Name, kind, who, got.JSON)
	case who == "nobody" && !set.Anonymous:
		if got.Code != codes.Unauthenticated {
			t.Errorf("%s, %s request by nobody, ended with %v", method.Name, kind, got.Code)
		}
	case who == "guest" && slices.ContainsFunc(set.Permissions, func(p string) bool { return p != "" }):
		if kind == "valid" && got.Code != codes.PermissionDenied {
			t.Errorf("%s, valid request without permissions, ended with %v: %s", method.Name, got.Code, got.JSON)
		}
	case who == "stranger" && method.Account != "" && !set.Anonymous:
		if kind == "valid" && got.Code != codes.PermissionDenied {
			t.Errorf("%s, valid request about another's account, ended with %v: %s", method.Name, got.Code, got.JSON)
		}
	case who == "owner" && kind == "invalid" && (len(set.ActorTypes) == 0 || slices.Contains(set.ActorTypes, rpc.ManagementKey)):
		if got.Code != codes.InvalidArgument && got.Code != codes.PermissionDenied && got.Code != codes.Unimplemented {
			t.Errorf("%s, invalid request, ended with %v: %s", method.Name, got.Code, got.JSON)
		}
	}
}
