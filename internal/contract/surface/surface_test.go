package surface_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"google.golang.org/protobuf/reflect/protoreflect"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/surface"
)

// files are the linked files of an image that are its own.
func files(t *testing.T, img *image.Image) []protoreflect.FileDescriptor {
	t.Helper()
	own, err := img.Own()
	if err != nil {
		t.Fatal(err)
	}
	return own
}

// contract is that of the repository with its configuration.
func contract(t *testing.T) (*image.Image, config.Client) {
	t.Helper()
	root := filepath.Join("..", "..", "..")
	img, err := image.FromDir(t.Context(), filepath.Join(root, "proto"))
	if err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(root, config.File))
	if err != nil {
		t.Fatal(err)
	}
	cfg, err := config.Parse(config.File, content)
	if err != nil {
		t.Fatal(err)
	}
	return img, cfg.Client
}

// TestContract holds the configuration to the contract: every phase is said to be waited for or not.
func TestContract(t *testing.T) {
	img, cfg := contract(t)
	if err := surface.Complete(files(t, img), cfg); err != nil {
		t.Error(err)
	}
	client, err := surface.New(files(t, img), img.Options, cfg)
	if err != nil {
		t.Fatal(err)
	}
	methods := map[string]*surface.Method{}
	for _, service := range client.Services {
		for _, method := range service.Methods {
			methods[service.Group+"."+service.Name+"."+method.Call] = method
		}
	}
	for _, name := range []string{
		".Clusters.List", ".Clusters.CreateFromBackup", ".DatabaseApiKeys.Create", ".DatabaseApiKeysV2.Create", "Serverless.Spaces.Get",
		"Serverless.Backups.Restore", ".Backups.ListRestores", "UI.Aggregation.ListUsersWithRoles", ".IAM.ListRoles", ".HybridCloud.GetEnvironment",
	} {
		if methods[name] == nil {
			t.Errorf("the client has no %s", name)
		}
	}
	if t.Failed() {
		return
	}
	create, list, get := methods[".Clusters.Create"], methods[".Clusters.List"], methods[".Clusters.Get"]
	if create.Idempotent || !list.Idempotent || !methods[".Clusters.Delete"].Idempotent || !methods[".Clusters.Update"].Idempotent {
		t.Error("wrong calls would be repeated")
	}
	if len(create.Account) != 2 || create.Account[1].FullName() != "qdrant.cloud.cluster.v1.Cluster.account_id" || methods[".Accounts.List"].Account != nil {
		t.Errorf("the account of CreateCluster is at %v", create.Account)
	}
	if !list.List.Paged || list.List.Total == nil || list.Iterator != "All" || methods[".Monitoring.ListClusterAlerts"].List.Items.Name() != "alerts" {
		t.Errorf("ListClusters is a list %+v", list.List)
	}
	if get.Wait == nil || len(get.Wait.Success) != 1 || get.Wait.ID != nil || methods[".Backups.ListRestores"].Wait.ID == nil {
		t.Errorf("GetCluster waits as %+v", get.Wait)
	}
	if methods[".Clusters.Update"].Mask == nil || create.Mask != nil || !methods[".Platform.ListGlobalCloudProviders"].Anonymous {
		t.Error("the field mask of UpdateCluster, or the anonymous ListGlobalCloudProviders")
	}
	var path []string
	for _, part := range create.Route.Path {
		path = append(path, part.Text)
	}
	if create.Route.Verb != "POST" || create.Route.Body == "" || !slices.Equal(path, []string{"/api/cluster/v1/accounts/", "", "/clusters"}) {
		t.Errorf("the route of CreateCluster is %+v", create.Route)
	}
}

const things = `syntax = "proto3";
package example.cloud.things.v1;
import "google/api/annotations.proto";
import "google/protobuf/field_mask.proto";
enum Phase { PHASE_UNSPECIFIED = 0; PHASE_MAKING = 1; PHASE_READY = 2; PHASE_BROKEN = 3; }
message State { Phase phase = 1; }
message Thing { string id = 1; State state = 2; string account_id = 3; }
message GetThingRequest { string account_id = 1; string name = 2; }
message GetThingResponse { Thing thing = 1; }
message ListThingsRequest {}
message ListThingsResponse { repeated Thing items = 1; }
service ThingService {
  rpc GetThing(GetThingRequest) returns (GetThingResponse) { option (google.api.http) = {get: "/v1/{name=things/*}:read"}; }
  rpc ListThings(ListThingsRequest) returns (ListThingsResponse) { option idempotency_level = NO_SIDE_EFFECTS; }
  rpc Watch(ListThingsRequest) returns (stream Thing);
  rpc DeleteThing(ListThingsRequest) returns (GetThingResponse) { option (google.api.http) = {delete: "/v1/things"}; }
}
`

// compile compiles files with the protos of Google.
func compile(t *testing.T, sources map[string]string) *image.Image {
	t.Helper()
	tree := fstest.MapFS{}
	for name, source := range sources {
		tree[name] = &fstest.MapFile{Data: []byte(source)}
	}
	img, err := imagetest.FromFS(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	return img
}

func TestOtherContract(t *testing.T) {
	img := compile(t, map[string]string{"things.proto": things})
	client, err := surface.New(files(t, img), img.Options, config.Client{})
	if err != nil {
		t.Fatal(err)
	}
	service := client.Services[0]
	if service.Name != "Things" || service.Group != "" || len(service.Methods) != 3 {
		t.Fatalf("%+v", service)
	}
	get, list, remove := service.Methods[0], service.Methods[1], service.Methods[2]
	if parts := get.Route.Path; len(parts) != 3 || parts[0].Text != "/v1/" || !parts[1].Slashes || parts[2].Text != ":read" {
		t.Errorf("the path of GetThing is %+v", parts)
	}
	if !list.Idempotent || remove.Idempotent || list.Route != nil || get.FullName() != "/example.cloud.things.v1.ThingService/GetThing" {
		t.Errorf("%+v %+v %s", list, remove, get.FullName())
	}
}

func TestTableOfWaits(t *testing.T) {
	good := config.Wait{
		Method: "example.cloud.things.v1.ThingService.GetThing", Phase: "thing.state.phase",
		Success: []config.Text{"PHASE_READY"}, Failure: []config.Text{"PHASE_BROKEN"}, Pending: []config.Text{"PHASE_MAKING"}, Line: 7,
	}
	img := compile(t, map[string]string{"things.proto": things})
	for name, test := range map[string]struct {
		change func(*config.Wait)
		want   string
	}{
		"right": {func(*config.Wait) {}, ""},
		"of a list": {func(w *config.Wait) {
			w.Method, w.Phase = "example.cloud.things.v1.ThingService.ListThings", "items.state.phase"
		}, ""},
		"no such method":  {func(w *config.Wait) { w.Method = "example.X.Get" }, "sdk.yaml:7: client.waits[0].method: there is no method example.X.Get"},
		"no such field":   {func(w *config.Wait) { w.Phase = "thing.phase" }, `has no single field "phase"`},
		"no such message": {func(w *config.Wait) { w.Phase = "other.phase" }, `there is no message in a field "other"`},
		"no enum":         {func(w *config.Wait) { w.Phase = "thing.id" }, "thing.id is no enum"},
		"a value left out": {
			func(w *config.Wait) { w.Pending = nil }, "PHASE_MAKING is in none of success, failure and pending: say what it means for who waits",
		},
		"a value twice":   {func(w *config.Wait) { w.Failure = w.Success }, "PHASE_READY is in success and in failure"},
		"a value unknown": {func(w *config.Wait) { w.Failure = []config.Text{"PHASE_X"} }, "PHASE_X in failure is no value of"},
		"without an end":  {func(w *config.Wait) { w.Success, w.Pending = nil, append(w.Pending, "PHASE_READY") }, "waiting would never end"},
	} {
		t.Run(name, func(t *testing.T) {
			entry := good
			test.change(&entry)
			_, err := surface.New(files(t, img), img.Options, config.Client{Waits: []config.Wait{entry}})
			var wrong *config.Error
			switch {
			case test.want == "" && err != nil:
				t.Error(err)
			case test.want != "" && (!errors.As(err, &wrong) || !strings.Contains(err.Error(), test.want)):
				t.Errorf("%v\nwant %s", err, test.want)
			}
		})
	}
	if err := surface.Complete(files(t, img), config.Client{}); err == nil || !strings.Contains(err.Error(), "example.cloud.things.v1.Phase (of example.cloud.things.v1.Thing)") {
		t.Errorf("a phase that is nowhere: %v", err)
	}
	if err := surface.Complete(files(t, img), config.Client{Settled: []config.Text{"example.cloud.things.v1.Phase"}}); err != nil {
		t.Error(err)
	}
}

func TestAccessorsAreUnique(t *testing.T) {
	const one = `syntax = "proto3"; package example.a.v1; message M {} service LogService { rpc Read(M) returns (M); }`
	img := compile(t, map[string]string{"a.proto": one, "b.proto": strings.ReplaceAll(one, "example.a", "example.b")})
	_, err := surface.New(files(t, img), img.Options, config.Client{})
	if err == nil || !strings.Contains(err.Error(), "example.a.v1.LogService and example.b.v1.LogService would both be Log") {
		t.Errorf("two services with one name: %v", err)
	}
	client, err := surface.New(files(t, img), img.Options, config.Client{Groups: []config.Word{"b"}})
	if err != nil {
		t.Fatal(err)
	}
	if got := client.Services[1]; got.Group != "B" || got.Type() != "BLog" {
		t.Errorf("%+v", got)
	}
}

func TestPlace(t *testing.T) {
	for pkg, want := range map[string][2]string{
		"qdrant.cloud.cluster.v1":           {"", ""},
		"qdrant.cloud.cluster.auth.v2":      {"", "V2"},
		"qdrant.cloud.ui.v1":                {"UI", ""},
		"qdrant.cloud.serverless.x.v1beta1": {"Serverless", "V1beta1"},
	} {
		group, suffix := surface.Place(pkg, config.Client{Groups: []config.Word{"serverless", "ui"}})
		if group != want[0] || suffix != want[1] {
			t.Errorf("%s: %q %q", pkg, group, suffix)
		}
	}
}

// TestTemplate writes paths as clients read them.
func TestTemplate(t *testing.T) {
	img := compile(t, map[string]string{"things.proto": things})
	client, err := surface.New(files(t, img), img.Options, config.Client{})
	if err != nil {
		t.Fatal(err)
	}
	if got := client.Services[0].Methods[0].Route.Template(); got != "/v1/{name=**}:read" {
		t.Errorf("got %s", got)
	}
	img, cfg := contract(t)
	if client, err = surface.New(files(t, img), img.Options, cfg); err != nil {
		t.Fatal(err)
	}
	for _, service := range client.Services {
		for _, method := range service.Methods {
			if method.Descriptor.Name() == "CreateCluster" && method.Route.Template() != "/api/cluster/v1/accounts/{cluster.account_id}/clusters" {
				t.Errorf("got %s", method.Route.Template())
			}
		}
	}
}
