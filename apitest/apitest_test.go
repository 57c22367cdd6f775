package apitest_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/apitest"
	"github.com/qdrant/qdrant-cloud-public-api/gen/image"
	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
)

const (
	clusters     = "qdrant.cloud.cluster.v1"
	listClusters = "/" + clusters + ".ClusterService/ListClusters"
	clusterID    = "c7f4c1f2-6c1b-4d0e-9a57-0f6d3b1d2a44"
)

// message makes a message of the contract out of ProtoJSON; the tests of this module have no generated code of it.
func message(t *testing.T, name, text string) *dynamicpb.Message {
	t.Helper()
	files, err := apiserver.Files(image.Contract())
	if err != nil {
		t.Fatal(err)
	}
	found, err := files.FindDescriptorByName(protoreflect.FullName(name))
	if err != nil {
		t.Fatal(err)
	}
	descriptor, ok := found.(protoreflect.MessageDescriptor)
	if !ok {
		t.Fatalf("%s is no message", name)
	}
	made := dynamicpb.NewMessage(descriptor)
	if err := protojson.Unmarshal([]byte(text), made); err != nil {
		t.Fatal(err)
	}
	return made
}

// list lists the clusters of the account over a connection.
func list(t *testing.T, conn *grpc.ClientConn) (proto.Message, error) {
	t.Helper()
	response := message(t, clusters+".ListClustersResponse", `{}`)
	request := message(t, clusters+".ListClustersRequest", `{"accountId": "`+apitest.AccountID+`"}`)
	return response, conn.Invoke(t.Context(), listClusters, request, response)
}

func TestServer(t *testing.T) {
	server := apitest.New(t, apitest.At(time.Date(2031, time.March, 3, 10, 0, 0, 0, time.UTC)))

	server.Seed(message(t, clusters+".Cluster", `{"id": "`+clusterID+`", "accountId": "`+apitest.AccountID+`", "name": "search",
		"cloudProviderId": "aws", "cloudProviderRegionId": "eu-central-1", "createdAt": "2031-03-03T09:00:00Z",
		"configuration": {"numberOfNodes": 1, "packageId": "1d0fbb0e-6a49-4a5f-9a53-5c2a1f0e7b66"}}`))
	got, err := list(t, server.Conn())
	if err != nil || !strings.Contains(protojson.Format(got), clusterID) {
		t.Errorf("listed %v (%v), want the cluster that was put there", got, err)
	}

	server.Fail(apitest.Fault{Method: "ListClusters", Code: codes.ResourceExhausted, Times: 1, Retry: time.Second, Message: "later"})
	if _, err := list(t, server.Conn()); status.Code(err) != codes.ResourceExhausted || len(status.Convert(err).Details()) != 1 {
		t.Errorf("a call that shall fail ended with %v", err)
	}
	if _, err := list(t, server.Dial("")); status.Code(err) != codes.Unauthenticated {
		t.Errorf("a call without a key ended with %v", err)
	}
	if _, err := list(t, server.Dial("bearer "+apitest.Token)); err != nil {
		t.Errorf("a call of the user ended with %v", err)
	}
	response, err := http.Get(server.URL() + "/api/platform/v1/cloud-providers")
	if err != nil {
		t.Fatal(err)
	}
	response.Body.Close()
	if response.StatusCode != http.StatusOK {
		t.Errorf("a call over REST ended with %s", response.Status)
	}

	var codesOf []codes.Code
	for _, call := range server.Calls() {
		codesOf = append(codesOf, call.Code)
	}
	if len(codesOf) != 5 || codesOf[1] != codes.ResourceExhausted || codesOf[2] != codes.Unauthenticated {
		t.Errorf("the server recorded %v", server.Calls())
	}
	server.Reset()
	if len(server.Calls()) != 0 {
		t.Errorf("calls outlast a reset: %v", server.Calls())
	}
	if got, err := list(t, server.Conn()); err != nil || strings.Contains(protojson.Format(got), clusterID) {
		t.Errorf("listed %v (%v) after a reset", got, err)
	}
}

func TestAccess(t *testing.T) {
	server := apitest.New(t, apitest.Access([]byte(`
accounts: [{id: `+apitest.AccountID+`, name: Ours}]
management_keys:
  - {id: e83b6a90-14c7-4d58-b2f9-7a5d0c3e1f03, account: `+apitest.AccountID+`, key: reader, permissions: ["read:clusters"]}
  - {id: b5d0a7c2-8e1f-4a36-9c47-6f2e8d3b1a05, account: `+apitest.AccountID+`, key: nobody, permissions: []}
`)))
	for key, want := range map[string]codes.Code{"reader": codes.OK, "nobody": codes.PermissionDenied, apitest.Key: codes.Unauthenticated} {
		if _, err := list(t, server.Dial("apikey "+key)); status.Code(err) != want {
			t.Errorf("a call with the key %s ended with %v, want %v", key, err, want)
		}
	}
}
