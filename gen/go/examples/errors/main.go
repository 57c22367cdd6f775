// Command errors reads one cluster within a deadline and shows all that a failed call reports. Set MANAGEMENT_KEY, ACCOUNT_ID and CLUSTER_ID.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"strings"
	"time"

	"google.golang.org/genproto/googleapis/rpc/errdetails"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/grpc/status"

	qdrantclusterv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/cluster/v1"
)

func main() {
	conn, err := grpc.NewClient("grpc.cloud.qdrant.io:443", grpc.WithTransportCredentials(credentials.NewTLS(nil)))
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()

	// Without a deadline a call may wait for ever.
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "apikey "+os.Getenv("MANAGEMENT_KEY"))

	var trailer metadata.MD
	response, err := qdrantclusterv1.NewClusterServiceClient(conn).GetCluster(ctx, &qdrantclusterv1.GetClusterRequest{
		AccountId: os.Getenv("ACCOUNT_ID"),
		ClusterId: os.Getenv("CLUSTER_ID"),
	}, grpc.Trailer(&trailer))
	if err == nil {
		fmt.Println("cluster:", response.GetCluster().GetName())
		return
	}

	failure := status.Convert(err)
	fmt.Println("code:", int(failure.Code()))
	fmt.Println("message:", failure.Message())
	// Name the trace ID when you ask the support about a call.
	fmt.Println("trace:", strings.Join(trailer.Get("qc-trace-id"), ""))
	for _, detail := range failure.Details() {
		switch detail := detail.(type) {
		case *errdetails.BadRequest:
			for _, violation := range detail.GetFieldViolations() {
				fmt.Println("field:", violation.GetField(), violation.GetDescription())
			}
		case *errdetails.ErrorInfo:
			fmt.Println("reason:", detail.GetReason())
		case *errdetails.RetryInfo:
			fmt.Println("retry after seconds:", detail.GetRetryDelay().GetSeconds())
		}
	}
}
