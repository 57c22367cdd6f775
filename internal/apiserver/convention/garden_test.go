package convention

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/store"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

// garden is a small contract with all that the conventions know.
const garden = `syntax = "proto3";
package garden.v1;
import "buf/validate/validate.proto";
import "google/protobuf/field_mask.proto";
import "google/protobuf/timestamp.proto";
import "qdrant/cloud/common/v1/common.proto";

service Beds {
  rpc ListBeds(ListBedsRequest) returns (ListBedsResponse);
  rpc GetBed(GetBedRequest) returns (GetBedResponse);
  rpc CreateBed(CreateBedRequest) returns (CreateBedResponse) {
    option (qdrant.cloud.common.v1.account_id_expression) = "bed.account_id";
  }
  rpc UpdateBed(UpdateBedRequest) returns (UpdateBedResponse) {
    option (qdrant.cloud.common.v1.account_id_expression) = "bed.account_id";
    option (qdrant.cloud.common.v1.patch_source) = {
      get_method: "/garden.v1.Beds/GetBed"
      field_mapping: [{key: "account_id" value: "bed.account_id"}, {key: "bed_id" value: "bed.id"}]
      response_resource_field: "bed"
      request_resource_field: "bed"
    };
  }
  rpc DeleteBed(DeleteBedRequest) returns (DeleteBedResponse);
  rpc ListPlants(ListPlantsRequest) returns (ListPlantsResponse);
  rpc GetPlant(GetPlantRequest) returns (GetPlantResponse);
  rpc CreatePlant(CreatePlantRequest) returns (CreatePlantResponse) {
    option (qdrant.cloud.common.v1.account_id_expression) = "plant.account_id";
  }
  rpc DeletePlant(DeletePlantRequest) returns (DeletePlantResponse);
  // Not by convention: a field with another meaning, a response with more, another name, another account, a stream.
  rpc CreateWall(CreateWallRequest) returns (CreateWallResponse) {
    option (qdrant.cloud.common.v1.account_id_expression) = "wall.account_id";
  }
  rpc GetWall(GetWallRequest) returns (GetWallResponse);
  rpc ListWalls(ListWallsRequest) returns (ListWallsResponse);
  rpc FetchBed(GetBedRequest) returns (GetBedResponse);
  rpc DeleteWall(DeleteWallRequest) returns (DeleteWallResponse) {
    option (qdrant.cloud.common.v1.account_id_expression) = "";
  }
  rpc UpdateWall(stream CreateWallRequest) returns (CreateWallResponse);
}

message ListBedsRequest {
  string account_id = 1;
  optional string name = 2;
  repeated Soil soils = 3;
  optional string label = 4;
  optional int32 page_size = 10;
  optional string page_token = 11;
}
message ListBedsResponse {
  repeated Bed items = 1;
  optional int32 total_size = 10;
  optional string next_page_token = 11;
}
message GetBedRequest {
  string account_id = 1;
  string bed_id = 2 [(buf.validate.field).string.min_len = 1];
}
message GetBedResponse { Bed bed = 1; }
message CreateBedRequest {
  option (buf.validate.message).cel = {
    id: "no_read_only_fields"
    message: "state is set by the server"
    expression: "!has(this.bed.state)"
  };
  Bed bed = 1 [(buf.validate.field).required = true];
}
message CreateBedResponse { Bed bed = 1; }
message UpdateBedRequest {
  Bed bed = 1 [(buf.validate.field).required = true];
  google.protobuf.FieldMask update_mask = 2;
}
message UpdateBedResponse { Bed bed = 1; }
message DeleteBedRequest {
  string account_id = 1;
  string bed_id = 2;
  bool delete_plants = 3;
  bool force = 4;
}
message DeleteBedResponse {}

message Bed {
  option (buf.validate.message).cel = {
    id: "bed.last_modified_at"
    message: "last_modified_at must not be before created_at"
    expression: "!has(this.created_at) || this.last_modified_at >= this.created_at"
  };
  option (buf.validate.message).cel = {
    id: "bed.sign"
    message: "a bed that exists must not have the sign none"
    expression: "!has(this.created_at) || this.sign != 'none'"
  };
  string id = 1;
  string account_id = 2 [(buf.validate.field).string.min_len = 1];
  google.protobuf.Timestamp created_at = 3;
  google.protobuf.Timestamp last_modified_at = 4;
  google.protobuf.Timestamp deleted_at = 5;
  qdrant.cloud.common.v1.Caller created_by = 6;
  qdrant.cloud.common.v1.Caller last_updated_by = 7;
  qdrant.cloud.common.v1.Caller deleted_by = 8;
  string name = 10 [(buf.validate.field).string.min_len = 2];
  Soil soil = 11;
  repeated string labels = 12;
  optional string sign = 13;
  Config config = 14;
  State state = 15;
  string key = 16;
  string place = 17;
}
message Config {
  google.protobuf.Timestamp last_modified_at = 1;
  int32 size = 2 [(buf.validate.field).int32.gte = 0];
  optional string note = 3;
}
message State { Phase phase = 1; int32 steps = 2; }
enum Phase { PHASE_UNSPECIFIED = 0; PHASE_DUG = 1; PHASE_READY = 2; PHASE_DELETING = 3; }
enum Soil { SOIL_UNSPECIFIED = 0; SOIL_SAND = 1; SOIL_CLAY = 2; }

message Plant {
  string id = 1;
  string account_id = 2;
  string bed_id = 3;
  repeated string neighbour_bed_ids = 4;
  google.protobuf.Timestamp created_at = 5;
}
message ListPlantsRequest { string account_id = 1; string bed_id = 2; }
message ListPlantsResponse { repeated Plant items = 1; }
message GetPlantRequest { string account_id = 1; string bed_id = 2; string id = 3; }
message GetPlantResponse { Plant plant = 1; }
message CreatePlantRequest { Plant plant = 1; }
message CreatePlantResponse { Plant plant = 1; }
message DeletePlantRequest { string account_id = 1; string plant_id = 2; }
message DeletePlantResponse {}

message Wall { string id = 1; string account_id = 2; int32 height = 3; }
message CreateWallRequest { Wall wall = 1; bool dry_run = 2; }
message CreateWallResponse { Wall wall = 1; }
message GetWallRequest { string account_id = 1; string wall_id = 2; }
message GetWallResponse { Wall wall = 1; string warning = 2; }
message ListWallsRequest { string account_id = 1; int32 min_height = 2; }
message ListWallsResponse { repeated Wall items = 1; }
message DeleteWallRequest { string account_id = 1; string wall_id = 2; }
message DeleteWallResponse {}
`

var day = time.Date(2030, time.March, 1, 12, 0, 0, 0, time.UTC)

// gardenAPI compiles the small contract once for all tests.
var gardenAPI = sync.OnceValues(func() (*rpc.API, error) {
	common, err := os.ReadFile("../../../proto/qdrant/cloud/common/v1/common.proto")
	if err != nil {
		return nil, err
	}
	compiled, err := imagetest.FromFS(context.Background(), fstest.MapFS{
		"garden.proto": {Data: []byte(garden)}, "qdrant/cloud/common/v1/common.proto": {Data: common},
	})
	if err != nil {
		return nil, err
	}
	return rpc.New(compiled.Descriptors)
})

// bed is the custom of the small contract.
func bed() Custom {
	return Custom{
		Kind: "garden.v1.Bed", Owned: []string{"key"}, Once: []string{"key"}, Unique: []string{"name"}, Fixed: []string{"place"},
		Phase: "state.phase",
		Steps: []Step{
			{From: "PHASE_DUG", After: time.Minute, To: "PHASE_READY"},
			{From: "PHASE_DELETING", After: time.Minute},
		},
		Create: func(_ context.Context, _ *rpc.Call, entity *dynamicpb.Message) error {
			if err := message.SetText(entity, "key", "secret"); err != nil {
				return err
			}
			return message.SetEnum(entity, "state.phase", "PHASE_DUG")
		},
		Delete: func(_ context.Context, _ *rpc.Call, entity *dynamicpb.Message) error {
			return message.SetEnum(entity, "state.phase", "PHASE_DELETING")
		},
	}
}

// world is a server without a network: an API with its state, and what the pipeline does with a call.
type world struct {
	t        testing.TB
	api      *rpc.API
	c        *Conventions
	store    *store.Store
	handlers map[string]rpc.Handler
	now      time.Time
	actor    rpc.Actor
	agent    string
}

func newWorld(t testing.TB, customs ...Custom) *world {
	t.Helper()
	api, err := gardenAPI()
	if err != nil {
		t.Fatal(err)
	}
	return worldOf(t, api, nil, customs...)
}

func worldOf(t testing.TB, api *rpc.API, journal store.Journal, customs ...Custom) *world {
	t.Helper()
	c, err := Of(api, customs)
	if err != nil {
		t.Fatal(err)
	}
	s, err := store.Open(journal)
	if err != nil {
		t.Fatal(err)
	}
	return &world{
		t: t, api: api, c: c, store: s, handlers: c.Handlers(), now: day,
		actor: rpc.Actor{Type: rpc.User, ID: "ann"}, agent: "test/1",
	}
}

// wire calls a method with an encoded request, and returns the encoded response.
func (w *world) wire(method string, request *dynamicpb.Message) (response []byte, err error) {
	w.t.Helper()
	if err := w.store.Do(func(tx *store.Tx) error { return w.c.Settle(tx, w.now) }); err != nil {
		w.t.Fatal(err)
	}
	m := w.method(method)
	call := &rpc.Call{
		Method: m, Request: request, Account: message.Text(request, m.Account), Now: w.now, Actor: w.actor, Agent: w.agent,
	}
	err = w.store.Do(func(tx *store.Tx) error {
		call.Tx = tx
		if err := w.c.Prepare(w.t.Context(), call, w.handlers); err != nil {
			return err
		}
		if err := w.api.Validate(request, w.now); err != nil {
			return err
		}
		response, err = w.handlers[m.Name](w.t.Context(), call)
		return err
	})
	if err == nil {
		decoded := m.NewResponse()
		if err := proto.Unmarshal(response, decoded); err != nil {
			w.t.Fatal(err)
		}
		if err := w.api.Validate(decoded, w.now); err != nil {
			w.t.Errorf("the response of %s breaks the contract: %v", method, err)
		}
	}
	return response, err
}

func (w *world) method(name string) *rpc.Method {
	w.t.Helper()
	if !strings.HasPrefix(name, "/") {
		name = "/garden.v1.Beds/" + name
	}
	m, ok := w.api.Method(name)
	if !ok || w.handlers[name] == nil {
		w.t.Fatalf("%s is no method by convention", name)
	}
	return m
}

func (w *world) request(method, text string) *dynamicpb.Message {
	w.t.Helper()
	request := w.method(method).NewRequest()
	if err := (protojson.UnmarshalOptions{Resolver: w.api.Types}).Unmarshal([]byte(text), request); err != nil {
		w.t.Fatal(err)
	}
	return request
}

// call calls a method with a request as JSON, and returns the response as a tree of JSON.
func (w *world) call(method, request string) (map[string]any, error) {
	w.t.Helper()
	return w.tree(method, w.request(method, request))
}

// tree calls a method and returns the response as a tree of JSON.
func (w *world) tree(method string, request *dynamicpb.Message) (map[string]any, error) {
	w.t.Helper()
	wire, err := w.wire(method, request)
	if err != nil {
		return nil, err
	}
	response := w.method(method).NewResponse()
	if err := proto.Unmarshal(wire, response); err != nil {
		w.t.Fatal(err)
	}
	text, err := protojson.MarshalOptions{Resolver: w.api.Types, UseProtoNames: true}.Marshal(response)
	if err != nil {
		w.t.Fatal(err)
	}
	var tree map[string]any
	if err := json.Unmarshal(text, &tree); err != nil {
		w.t.Fatal(err)
	}
	return tree, nil
}

// must calls a method that has to succeed.
func (w *world) must(method, request string) map[string]any {
	w.t.Helper()
	response, err := w.call(method, request)
	if err != nil {
		w.t.Fatalf("%s %s: %v", method, request, err)
	}
	return response
}

// refused calls a method that has to fail with a code and a text.
func (w *world) refused(method, request string, code codes.Code, text string) {
	w.t.Helper()
	_, err := w.call(method, request)
	if !isRefused(err, code, text) {
		w.t.Errorf("%s %s: got %v, want %v with %q", method, request, errText(err), code, text)
	}
}

func isRefused(err error, code codes.Code, text string) bool {
	return status.Code(err) == code && strings.Contains(errText(err), text)
}

// setMask sets the update mask of a request to paths that JSON could not write, too.
func setMask(request *dynamicpb.Message, paths string) {
	if paths == "" {
		return
	}
	mask := request.Mutable(request.Descriptor().Fields().ByName(updateMask)).Message()
	list := mask.Mutable(mask.Descriptor().Fields().ByName("paths")).List()
	for path := range strings.SplitSeq(paths, ",") {
		list.Append(protoreflect.ValueOfString(path))
	}
}

// errText is the message of an error with its details.
func errText(err error) string {
	if err == nil {
		return ""
	}
	text, _ := protojson.Marshal(status.Convert(err).Proto())
	var compact bytes.Buffer
	_ = json.Compact(&compact, text) // protojson varies its white space deliberately.
	return err.Error() + " " + compact.String()
}

// at returns what is at a path of a tree, as in "bed.state.phase"; nil where there is nothing.
func at(tree map[string]any, path string) any {
	var value any = tree
	for name := range strings.SplitSeq(path, ".") {
		inner, ok := value.(map[string]any)
		if !ok {
			return nil
		}
		value = inner[name]
	}
	return value
}

// dig creates a bed and returns its id.
func (w *world) dig(account, name string) string {
	w.t.Helper()
	created := w.must("CreateBed", `{"bed":{"account_id":"`+account+`","name":"`+name+`"}}`)
	id, _ := at(created, "bed.id").(string)
	return id
}
