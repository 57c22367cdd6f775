package qdrantcloudtest_test

import (
	"context"
	"errors"
	"testing"

	"google.golang.org/grpc"
	"google.golang.org/grpc/codes"
	"google.golang.org/grpc/health/grpc_health_v1"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"
	"google.golang.org/protobuf/proto"

	qdrantcloud "github.com/qdrant/qdrant-cloud-public-api/runtime/go"
	"github.com/qdrant/qdrant-cloud-public-api/runtime/go/qdrantcloudtest"
)

// health is a service of a test.
type health struct {
	grpc_health_v1.UnimplementedHealthServer

	kept *grpc_health_v1.HealthCheckRequest
}

func (h *health) Check(ctx context.Context, asked *grpc_health_v1.HealthCheckRequest) (*grpc_health_v1.HealthCheckResponse, error) {
	h.kept = asked
	if asked.GetService() == "" {
		return nil, status.Error(codes.NotFound, "no service")
	}
	sent, _ := metadata.FromIncomingContext(ctx)
	if len(sent.Get("authorization")) != 1 {
		return nil, status.Error(codes.Unauthenticated, "no key")
	}
	return &grpc_health_v1.HealthCheckResponse{Status: grpc_health_v1.HealthCheckResponse_SERVING}, nil
}

func TestConn(t *testing.T) {
	conn := qdrantcloudtest.NewConn()
	service := &health{}
	grpc_health_v1.RegisterHealthServer(conn, service)
	client, err := qdrantcloud.New(qdrantcloud.WithConn(conn), qdrantcloud.WithAPIKey("test-key"))
	if err != nil {
		t.Fatal(err)
	}
	stub := grpc_health_v1.NewHealthClient(client.Conn())
	asked := &grpc_health_v1.HealthCheckRequest{Service: "a"}
	got, err := stub.Check(t.Context(), asked)
	if err != nil || got.GetStatus() != grpc_health_v1.HealthCheckResponse_SERVING {
		t.Errorf("%v, %v", got, err)
	}
	if service.kept == asked || !proto.Equal(service.kept, asked) {
		t.Errorf("the service got %v, which is no copy", service.kept)
	}
	if _, err := stub.Check(t.Context(), &grpc_health_v1.HealthCheckRequest{}); !errors.Is(err, qdrantcloud.ErrNotFound) {
		t.Errorf("an error of the service is %v", err)
	}
	if _, err := stub.List(t.Context(), nil); !errors.Is(err, qdrantcloud.ErrUnimplemented) {
		t.Errorf("a method that the test does not have: %v", err)
	}
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := stub.Check(ended, asked); !errors.Is(err, qdrantcloud.ErrCanceled) {
		t.Errorf("after the end: %v", err)
	}
	if err := client.Conn().Invoke(t.Context(), "/a.B/C", asked, &grpc_health_v1.HealthCheckResponse{}); !errors.Is(err, qdrantcloud.ErrUnauthenticated) && !errors.Is(err, qdrantcloud.ErrUnimplemented) {
		t.Errorf("a service that the test does not have: %v", err)
	}
	if _, err := client.Conn().NewStream(t.Context(), &grpc.StreamDesc{}, "/a.B/C"); !errors.Is(err, qdrantcloud.ErrUnimplemented) {
		t.Errorf("a stream: %v", err)
	}
	calls := conn.Calls()
	if len(calls) != 4 || !proto.Equal(calls[0].Request, asked) || calls[0].Err != nil || status.Code(calls[1].Err) != codes.NotFound ||
		calls[0].Method != grpc_health_v1.Health_Check_FullMethodName {
		t.Errorf("the calls are %v", calls)
	}
}

func TestWhatIsNoMessage(t *testing.T) {
	if err := qdrantcloudtest.NewConn().Invoke(t.Context(), "/a.B/C", 1, 2); status.Code(err) != codes.Internal {
		t.Errorf("%v", err)
	}
}
