package clients_test

import (
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/clients"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

var updatePython = flag.Bool("update-python", false, "write the golden files of Python")

// pythonContract has what the contract of today lacks: two services in a file, messages of other files and inside others, names that
// Python or the client has itself, lists of single values, routes with slashes, a body that is a field, and deprecated methods.
var pythonContract = map[string]string{
	"acme/other-things/v1/other.proto": `syntax = "proto3";
package acme.other.v1;
message Shared {}
`,
	"acme/thing/v2/thing.proto": `syntax = "proto3";
package acme.thing.v2;
import "acme/other-things/v1/other.proto";
import "google/api/annotations.proto";
import "google/protobuf/empty.proto";

// ThingService keeps things. It has a \ and """quotes""" in its comment, and ends with a "word"
service ThingService {
  rpc ListThings(ListThingsRequest) returns (ListThingsResponse) { option (google.api.http) = {get: "/v2/{parent=things/**}/things"}; }
  rpc GetThing(GetThingRequest) returns (GetThingResponse) { option (google.api.http) = {get: "/v2/things/{thing.id}" response_body: "thing"}; }
  rpc UpdateThing(GetThingRequest) returns (google.protobuf.Empty) {
    option deprecated = true;
    option (google.api.http) = {patch: "/v2/things/{thing.id}" body: "thing"};
  }
  // Import has the name of a keyword.
  rpc Import(acme.other.v1.Shared) returns (acme.other.v1.Shared);
  rpc Watch(GetThingRequest) returns (stream GetThingResponse);
}
// CallService has the name of a method of the client.
service CallService {
  option deprecated = true;
  rpc ListNames(ListNamesRequest) returns (ListNamesResponse);
}
message Thing {
  message State { enum Phase { PHASE_UNSPECIFIED = 0; PHASE_READY = 1; PHASE_BROKEN = 2; } Phase phase = 1; }
  string id = 1;
  State state = 2;
}
message ListThingsRequest { string parent = 1; }
message ListThingsResponse { repeated Thing items = 1; }
message GetThingRequest { Thing thing = 1; }
message GetThingResponse { Thing thing = 1; }
message ListNamesRequest {}
message ListNamesResponse { repeated string names = 1; }
`,
}

func TestPython(t *testing.T) {
	tree := map[string][]byte{}
	for name, content := range pythonContract {
		tree[name] = []byte(content)
	}
	img, err := image.FromFiles(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := img.Encode()
	if err != nil {
		t.Fatal(err)
	}
	var set descriptorpb.FileDescriptorSet
	if err := proto.Unmarshal(encoded, &set); err != nil {
		t.Fatal(err)
	}
	request := &pluginpb.CodeGeneratorRequest{ProtoFile: set.GetFile()}
	var paths []string // paths are of Go, which protogen wants of every file.
	for _, file := range img.Files {
		request.FileToGenerate = append(request.FileToGenerate, file.GetName())
		paths = append(paths, "M"+file.GetName()+"=example.com/go")
	}
	request.Parameter = new(strings.Join(paths, ","))
	plugin, err := protogen.Options{}.New(request)
	if err != nil {
		t.Fatal(err)
	}
	cfg := &config.Config{API: config.API{GRPC: "grpc.example.com:443", REST: "https://api.example.com/"}, Client: config.Client{
		Groups: []config.Word{"thing"},
		Waits: []config.Wait{{
			Method: "acme.thing.v2.ThingService.ListThings", Phase: "items.state.phase",
			Success: []config.Text{"PHASE_READY"}, Failure: []config.Text{"PHASE_BROKEN"},
		}},
	}}
	if err := clients.Emit(plugin, lang.Python, cfg); err != nil {
		t.Fatal(err)
	}
	response := plugin.Response()
	if response.Error != nil {
		t.Fatal(response.GetError())
	}
	got := map[string]string{}
	for _, file := range response.GetFile() {
		got[file.GetName()] = file.GetContent()
	}
	for _, name := range []string{"acme/thing/v2/thing_client.py", "qdrant/cloud/client/_clients.py", "qdrant/cloud/client/_contract.py"} {
		golden := filepath.Join("testdata", "python", filepath.Base(name)+".golden")
		if *updatePython {
			if err := os.MkdirAll(filepath.Dir(golden), 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(golden, []byte(got[name]), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(golden)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(string(want), got[name]); diff != "" {
			t.Errorf("%s (-want +got; go test ./internal/generate/clients -update-python):\n%s", name, diff)
		}
		delete(got, name)
	}
	if len(got) > 0 {
		t.Errorf("more files: %v", got)
	}
}
