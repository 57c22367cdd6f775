package wire

import (
	"context"
	"fmt"
	"io"
	"net"
	"net/http"
	"path/filepath"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/encoding/protojson"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/types/dynamicpb"

	"github.com/qdrant/qdrant-cloud-public-api/internal/apiserver/rpc"
	"github.com/qdrant/qdrant-cloud-public-api/internal/contract/image"
)

const listClusters = "/qdrant.cloud.cluster.v1.ClusterService/ListClusters"

// constant answers every call with the same bytes.
type constant []byte

func (c constant) Invoke(_ context.Context, in rpc.Incoming) rpc.Outcome {
	if err := in.Decode(in.Method.NewRequest()); err != nil {
		return rpc.Outcome{Err: err}
	}
	return rpc.Outcome{Response: c}
}

func (c constant) Unknown(string, metadata.MD) rpc.Outcome { return rpc.Outcome{} }

// contract is the API of this repository, with a response of ListClusters that has 1,000 clusters.
func contract(b *testing.B) (*rpc.API, []byte) {
	b.Helper()
	compiled, err := image.FromDir(b.Context(), filepath.FromSlash("../../../proto"))
	if err != nil {
		b.Fatal(err)
	}
	api, err := rpc.New(compiled.Descriptors)
	if err != nil {
		b.Fatal(err)
	}
	method, _ := api.Method(listClusters)
	one := dynamicpb.NewMessage(method.Descriptor.Output())
	if err := protojson.Unmarshal([]byte(`{"items": [{
		"id": "4f5b5c3e-8d0e-4f2a-9c8f-1a2b3c4d5e6f", "createdAt": "2026-01-02T03:04:05.678901Z", "accountId": "0e5b5c3e-8d0e-4f2a-9c8f-1a2b3c4d5e6f",
		"name": "a-cluster-of-many", "labels": [{"key": "team", "value": "search"}, {"key": "stage", "value": "production"}],
		"cloudProviderId": "aws", "cloudProviderRegionId": "eu-central-1",
		"configuration": {"version": "v1.15.4", "numberOfNodes": 3, "packageId": "7e5b5c3e-8d0e-4f2a-9c8f-1a2b3c4d5e6f",
			"lastModifiedAt": "2026-02-02T03:04:05Z", "additionalResources": {"disk": 100},
			"databaseConfiguration": {"collection": {"replicationFactor": 2, "writeConsistencyFactor": 1, "vectors": {"onDisk": true}},
				"storage": {"performance": {"optimizerCpuBudget": 1, "asyncScorer": true}}, "logLevel": "DATABASE_CONFIGURATION_LOG_LEVEL_INFO"},
			"allowedIpSourceRanges": ["10.0.0.0/8", "192.168.0.0/16"], "restartPolicy": "CLUSTER_CONFIGURATION_RESTART_POLICY_ROLLING"},
		"state": {"version": "v1.15.4", "nodesUp": 3, "phase": "CLUSTER_PHASE_HEALTHY", "reason": "All nodes are up and take requests.",
			"endpoint": {"url": "https://4f5b5c3e-8d0e-4f2a-9c8f-1a2b3c4d5e6f.eu-central-1-0.aws.cloud.qdrant.io", "restPort": 6333, "grpcPort": 6334}}
	}]}`), one); err != nil {
		b.Fatal(err)
	}
	encoded, err := proto.Marshal(one)
	if err != nil {
		b.Fatal(err)
	}
	var all []byte
	for range 1000 {
		all = append(all, encoded...)
	}
	return api, all
}

func BenchmarkListClusters(b *testing.B) {
	api, response := contract(b)
	b.Logf("%d bytes", len(response))
	listen := func() net.Listener {
		listener, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			b.Fatal(err)
		}
		return listener
	}
	call := func(b *testing.B, at net.Addr) {
		conn, err := grpc.NewClient(at.String(), grpc.WithTransportCredentials(insecure.NewCredentials()), grpc.WithDefaultCallOptions(grpc.ForceCodecV2(codec{})))
		if err != nil {
			b.Fatal(err)
		}
		defer conn.Close()
		for b.Loop() {
			var got raw
			if err := conn.Invoke(b.Context(), listClusters, raw(nil), &got); err != nil || len(got) != len(response) {
				b.Fatal(err, len(got))
			}
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
	}
	b.Run("bare", func(b *testing.B) {
		bare := grpc.NewServer(grpc.ForceServerCodecV2(codec{}), grpc.UnknownServiceHandler(func(_ any, stream grpc.ServerStream) error {
			var request raw
			if err := stream.RecvMsg(&request); err != nil {
				return err
			}
			return stream.SendMsg(raw(response))
		}))
		listener := listen()
		go bare.Serve(listener) //nolint:errcheck // It ends with Stop.
		defer bare.Stop()
		call(b, listener.Addr())
	})
	server, err := Serve(listen(), Config{API: api, Invoker: constant(response)})
	if err != nil {
		b.Fatal(err)
	}
	defer server.Close()
	b.Run("grpc", func(b *testing.B) { call(b, server.Addr()) })
	b.Run("rest", func(b *testing.B) {
		url := fmt.Sprintf("http://%s/api/cluster/v1/accounts/a/clusters", server.Addr())
		for b.Loop() {
			answer, err := http.Get(url)
			if err != nil {
				b.Fatal(err)
			}
			n, err := io.Copy(io.Discard, answer.Body)
			if err != nil || n < int64(len(response)) {
				b.Fatal(err, n)
			}
			answer.Body.Close()
		}
		b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "calls/s")
	})
	b.Run("json", func(b *testing.B) {
		method, _ := api.Method(listClusters)
		for b.Loop() {
			if _, err := server.json.Marshal(method.Descriptor.Output(), response); err != nil {
				b.Fatal(err)
			}
		}
	})
}
