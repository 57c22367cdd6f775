package clients_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"google.golang.org/protobuf/compiler/protogen"
	"google.golang.org/protobuf/reflect/protodesc"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/descriptorpb"
	"google.golang.org/protobuf/types/pluginpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/config"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
	"github.com/qdrant/qdrant-cloud-public-api/internal/generate/clients"
	"github.com/qdrant/qdrant-cloud-public-api/internal/lang"
)

const gardens = `syntax = "proto3";
package example.cloud.garden.v2;
option go_package = "example.com/gen/go/example/garden/v2;gardenv2";
import "google/api/annotations.proto";
import "google/protobuf/descriptor.proto";
enum BedPhase { BED_PHASE_UNSPECIFIED = 0; BED_PHASE_READY = 1; BED_PHASE_BARE = 2; BED_PHASE_FROZEN = 3; }
message Bed { string id = 1; string account_id = 2; BedPhase phase = 3; }
message ListBedsRequest { string account_id = 1; optional int32 page_size = 2; optional string page_token = 3; }
message ListBedsResponse { repeated Bed items = 1; optional string next_page_token = 2; }
message GetBedRequest { string account_id = 1; string bed_id = 2; }
message GetBedResponse { Bed bed = 1; }
message ListColorsRequest {}
message ListColorsResponse { repeated string colors = 1; repeated BedPhase phases = 2; }
message ListNamesResponse { repeated string names = 1; }
// BedService keeps the beds.
service BedService {
  // ListBeds returns the beds.
  rpc ListBeds(ListBedsRequest) returns (ListBedsResponse) { option (google.api.http) = {get: "/v2/accounts/{account_id}/beds"}; }
  rpc GetBed(GetBedRequest) returns (GetBedResponse) { option (google.api.http) = {get: "/v2/{bed_id=beds/*}:read"}; }
  rpc ListNames(ListColorsRequest) returns (ListNamesResponse);
  // Digs.
  rpc Dig(GetBedRequest) returns (GetBedResponse) { option deprecated = true; option (google.api.http) = {post: "/v2/dig", body: "*", response_body: "bed"}; }
}
`

// emitGo runs the plugin for Go on a contract.
func emitGo(t *testing.T, sources map[string]string, client config.Client) (map[string]string, error) {
	t.Helper()
	tree := fstest.MapFS{}
	for name, source := range sources {
		tree[name] = &fstest.MapFile{Data: []byte(source)}
	}
	img, err := imagetest.FromFS(t.Context(), tree)
	if err != nil {
		t.Fatal(err)
	}
	request := &pluginpb.CodeGeneratorRequest{}
	sent := map[string]bool{}
	var send func(file protoreflect.FileDescriptor)
	send = func(file protoreflect.FileDescriptor) { // What is imported comes first.
		if sent[file.Path()] {
			return
		}
		sent[file.Path()] = true
		for i := range file.Imports().Len() {
			send(file.Imports().Get(i).FileDescriptor)
		}
		request.ProtoFile = append(request.GetProtoFile(), protodesc.ToFileDescriptorProto(file))
	}
	for _, file := range img.Files {
		request.FileToGenerate = append(request.GetFileToGenerate(), file.GetName())
		linked, err := img.Descriptors.FindFileByPath(file.GetName())
		if err != nil {
			t.Fatal(err)
		}
		send(linked)
	}
	for _, file := range img.Files { // These have their comments.
		at := slices.IndexFunc(request.GetProtoFile(), func(sent *descriptorpb.FileDescriptorProto) bool { return sent.GetName() == file.GetName() })
		request.ProtoFile[at] = file
	}
	plugin, err := protogen.Options{}.New(request)
	if err != nil {
		t.Fatal(err)
	}
	cfg := &config.Config{Client: client}
	cfg.SDKs.Go.Module = "example.com/gen/go"
	if err := clients.Emit(plugin, lang.Go, cfg); err != nil {
		return nil, err
	}
	files := map[string]string{}
	for _, file := range plugin.Response().GetFile() {
		files[file.GetName()] = file.GetContent()
	}
	return files, nil
}

func TestGo(t *testing.T) {
	files, err := emitGo(t, map[string]string{"garden.proto": gardens}, config.Client{Waits: []config.Wait{{
		Method: "example.cloud.garden.v2.BedService.GetBed", Phase: "bed.phase",
		Success: []config.Text{"BED_PHASE_READY"}, Failure: []config.Text{"BED_PHASE_FROZEN"}, Pending: []config.Text{"BED_PHASE_BARE"},
	}}})
	if err != nil {
		t.Fatal(err)
	}
	for name, wants := range map[string][]string{
		"qdrantcloud/methods.go": {
			`"/example.cloud.garden.v2.BedService/ListBeds":  {account: "account_id", verb: "GET", path: "/v2/accounts/{account_id}/beds", idempotent: true},`,
			`"/example.cloud.garden.v2.BedService/GetBed":    {account: "account_id", verb: "GET", path: "/v2/{bed_id=**}:read", idempotent: true},`,
			`"/example.cloud.garden.v2.BedService/ListNames": {},`,
			`"/example.cloud.garden.v2.BedService/Dig":       {account: "account_id", verb: "POST", path: "/v2/dig", body: "*", response: "bed"},`,
		},
		"qdrantcloud/services.go": {"func (c *Client) BedsV2() BedsV2Client { return BedsV2Client{c.conn} }"},
		"qdrantcloud/beds_v2_client.go": {
			"// BedsV2Client keeps the beds.\ntype BedsV2Client struct{ conn *conn }",
			"// List returns the beds.\nfunc (c BedsV2Client) List(",
			"// Dig makes the call Dig.\n//\n// Digs.\n//\n// Deprecated: ",
			"iter.Seq2[*qdrantgardenv2.Bed, error]", "iter.Seq2[string, error]", "(*qdrantgardenv2.ListNamesResponse).GetNames",
			"return of.GetPhase()", "success: []protoreflect.Enum{\n\t\t\tqdrantgardenv2.BedPhase_BED_PHASE_READY,\n\t\t}",
		},
	} {
		for _, want := range wants {
			if !strings.Contains(files[name], want) {
				t.Errorf("%s lacks %s:\n%s", name, want, files[name])
			}
		}
	}
	if len(files) != 3 {
		t.Errorf("%d files are written", len(files))
	}
	want := []string{"All", "AllNames", "Dig", "Get", "List", "ListNames", "Wait", "WaitGone"}
	if got := methodsOf(t, files["qdrantcloud/beds_v2_client.go"]); !slices.Equal(got, want) {
		t.Errorf("the methods are %q, want %q", got, want)
	}
}

// methodsOf parses a file, and returns the names of its methods.
func methodsOf(t *testing.T, source string) []string {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "client.go", source, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, declaration := range file.Decls {
		if method, ok := declaration.(*ast.FuncDecl); ok {
			names = append(names, method.Name.Name)
			if method.Doc == nil || !strings.HasPrefix(method.Doc.Text(), method.Name.Name+" ") {
				t.Errorf("%s is documented as %q", method.Name.Name, method.Doc.Text())
			}
		}
	}
	slices.Sort(names)
	return names
}

func TestGoAccessorsThatAreTaken(t *testing.T) {
	source := strings.NewReplacer("garden.v2", "garden.v1", "BedService", "ConnService").Replace(gardens)
	if _, err := emitGo(t, map[string]string{"garden.proto": source}, config.Client{}); err == nil || !strings.Contains(err.Error(), "example.cloud.garden.v1.ConnService would be the accessor Conn") {
		t.Errorf("%v", err)
	}
}

// Where the folders of a path differ and the names of the packages do not, both can be imported.
func TestGoPackagesOfOneName(t *testing.T) {
	files, err := emitGo(t, map[string]string{
		"a.proto": `syntax = "proto3"; package a; option go_package = "example.com/gen/go/a/v1;thingv1"; message M {}`,
		"b.proto": `syntax = "proto3"; package b; option go_package = "example.com/gen/go/b/v1;thingv1"; import "a.proto"; message N {}
			service S { rpc Do(N) returns (a.M); }`,
	}, config.Client{})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`qdrantthingv1 "example.com/gen/go/`, `	bv1 "example.com/gen/go/b/v1"`} {
		if text := files["qdrantcloud/s_client.go"]; !strings.Contains(text, want) {
			t.Errorf("%s is missing in\n%s", want, text)
		}
	}
}
