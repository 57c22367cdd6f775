package verify

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/known/durationpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver"
)

const (
	clusterID     = "c7f4c1f2-6c1b-4d0e-9a57-0f6d3b1d2a44"
	getCluster    = "/qdrant.cloud.cluster.v1.ClusterService/GetCluster"
	updateCluster = "/qdrant.cloud.cluster.v1.ClusterService/UpdateCluster"
	listBackups   = "/qdrant.cloud.cluster.backup.v1.BackupService/ListBackups"
	oneCluster    = `{"cluster": {"id": "` + clusterID + `", "accountId": "` + account + `", "name": "search", "cloudProviderId": "aws"}}`
)

// exampleCases are the programs in the folder examples of each package. They do the same in each language.
var exampleCases = map[string]struct {
	answers map[string]apiserver.Answer
	printed string
	calls   []string
}{
	"errors": {
		answers: map[string]apiserver.Answer{getCluster: func(_, _ proto.Message) error {
			failure, err := status.New(codes.ResourceExhausted, "too many calls").WithDetails(
				&errdetails.BadRequest{FieldViolations: []*errdetails.BadRequest_FieldViolation{{Field: "cluster_id", Description: "is none of yours"}}},
				&errdetails.ErrorInfo{Reason: "RATE_LIMITED"},
				&errdetails.RetryInfo{RetryDelay: durationpb.New(7 * time.Second)},
			)
			if err != nil {
				return err
			}
			return failure.Err()
		}},
		printed: "code: 8\nmessage: too many calls\ntrace: 00000000000000000000000000000001\nfield: cluster_id is none of yours\n" +
			"reason: RATE_LIMITED\nretry after seconds: 7\n",
		calls: []string{getCluster + ` {"accountId":"` + account + `","clusterId":"` + clusterID + `"}`},
	},
	"paging": {
		answers: map[string]apiserver.Answer{listBackups: func(request, response proto.Message) error {
			asked, err := protojson.Marshal(request)
			if err != nil {
				return err
			}
			var page struct{ PageToken string }
			if err := json.Unmarshal(asked, &page); err != nil {
				return err
			}
			return protojson.Unmarshal([]byte(map[string]string{
				"":       `{"items": [{"id": "1", "name": "a"}, {"id": "2", "name": "b"}], "totalSize": 4, "nextPageToken": "second"}`,
				"second": `{"items": [{"id": "3", "name": "c"}], "totalSize": 4, "nextPageToken": "third"}`,
				"third":  `{"items": [{"id": "4", "name": "d"}], "totalSize": 4}`,
			}[page.PageToken]), response)
		}},
		printed: "1 a\n2 b\n3 c\n4 d\n",
		calls: []string{
			listBackups + ` {"accountId":"` + account + `","pageSize":2}`,
			listBackups + ` {"accountId":"` + account + `","pageSize":2,"pageToken":"second"}`,
			listBackups + ` {"accountId":"` + account + `","pageSize":2,"pageToken":"third"}`,
		},
	},
	"update": {
		answers: map[string]apiserver.Answer{
			getCluster:    apiserver.JSON(oneCluster),
			updateCluster: apiserver.JSON(`{"cluster": {"id": "` + clusterID + `", "name": "renamed"}}`),
		},
		printed: clusterID + " renamed\n",
		calls: []string{
			getCluster + ` {"accountId":"` + account + `","clusterId":"` + clusterID + `"}`,
			updateCluster + ` {"cluster":{"id":"` + clusterID + `","accountId":"` + account + `","name":"renamed","cloudProviderId":"aws"},"updateMask":"name"}`,
		},
	},
}

// examples returns what runs all examples of a package. The path is that of an example below gen, with %s for its name.
func examples(t *testing.T, path string) []task {
	t.Helper()
	found, err := filepath.Glob(root("gen", fmt.Sprintf(path, "*")))
	if err != nil || len(found) != len(exampleCases) {
		t.Errorf("the package has the examples %v, and not those of the cases (%v)", found, err)
	}
	var tasks []task
	for name, e := range exampleCases {
		content, err := os.ReadFile(root("gen", fmt.Sprintf(path, name)))
		if err != nil {
			t.Error(err)
			continue
		}
		at := serve(t, e.answers)
		at.env = append(at.env, "CLUSTER_ID="+clusterID)
		text, err := at.program(string(content))
		if err != nil {
			t.Error(err)
			continue
		}
		tasks = append(tasks, task{name, text, at, func(printed string) {
			t.Helper()
			same(t, e.printed, printed)
			var calls []string
			for _, call := range at.server.Calls() {
				calls = append(calls, call.Method+" "+call.Request)
			}
			if diff := cmp.Diff(e.calls, calls); diff != "" {
				t.Errorf("calls of the example %s (-want +got):\n%s", name, diff)
			}
		}})
	}
	return tasks
}
