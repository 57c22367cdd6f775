package apiserver_test

import (
	"fmt"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/message"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image/imagetest"
)

// The server takes a contract that uses names of this one for less, and one with a resource that nobody has written code for.
func TestOtherContracts(t *testing.T) {
	const service = `
import "common.proto";
import "google/protobuf/timestamp.proto";
message CreateRESOURCERequest { RESOURCE FIELD = 1; }
message CreateRESOURCEResponse { RESOURCE FIELD = 1; }
message GetRESOURCERequest { string account_id = 1; string FIELD_id = 2; }
message GetRESOURCEResponse { RESOURCE FIELD = 1; }
message ListRESOURCEsRequest { string account_id = 1; }
message ListRESOURCEsResponse { repeated RESOURCE items = 1; }
message RESOURCE { string id = 1; string account_id = 2; google.protobuf.Timestamp created_at = 3; string name = 4; }
service RESOURCEService {
  rpc CreateRESOURCE(CreateRESOURCERequest) returns (CreateRESOURCEResponse) {
    option (qdrant.cloud.common.v1.account_id_expression) = "FIELD.account_id";
  }
  rpc GetRESOURCE(GetRESOURCERequest) returns (GetRESOURCEResponse);
  rpc ListRESOURCEs(ListRESOURCEsRequest) returns (ListRESOURCEsResponse);
}
`
	for _, resource := range []struct{ pkg, name, field string }{
		{"qdrant.cloud.cluster.v1", "Cluster", "cluster"},
		{"qdrant.cloud.iam.v1", "Role", "role"},
		{"qdrant.cloud.garden.v1", "Tree", "tree"},
	} {
		t.Run(resource.name, func(t *testing.T) {
			text := strings.NewReplacer("RESOURCE", resource.name, "FIELD", resource.field).Replace(service)
			compiled, err := imagetest.FromFS(t.Context(), fstest.MapFS{
				"common.proto": {Data: []byte(`syntax = "proto3";
package qdrant.cloud.common.v1;
import "google/protobuf/descriptor.proto";
extend google.protobuf.MethodOptions { string account_id_expression = 50002; }
`)},
				"a.proto": {Data: []byte("syntax = \"proto3\";\npackage " + resource.pkg + ";\n" + text)},
			})
			if err != nil {
				t.Fatal(err)
			}
			api, err := rpc.New(compiled.Descriptors)
			if err != nil {
				t.Fatal(err)
			}
			at := begin(t, api, nil)
			prefix := "/" + resource.pkg + "." + resource.name + "Service/"
			made := at.call(prefix+"Create"+resource.name, fmt.Sprintf(`{%q: {"accountId": %q, "name": "first"}}`, resource.field, account))
			id := message.Text(made, resource.field+".id")
			got := at.call(prefix+"Get"+resource.name, fmt.Sprintf(`{"accountId": %q, %q: %q}`, account, resource.field+"Id", id))
			if message.Text(got, resource.field+".name") != "first" {
				t.Errorf("created %v, got %v", made, got)
			}
		})
	}
}
