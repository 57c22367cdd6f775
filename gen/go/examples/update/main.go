// Command update renames a cluster and leaves the rest of it alone. Set MANAGEMENT_KEY, ACCOUNT_ID and CLUSTER_ID.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/types/known/fieldmaskpb"

	qdrantclusterv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/cluster/v1"
)

func main() {
	conn, err := grpc.NewClient("grpc.cloud.qdrant.io:443", grpc.WithTransportCredentials(credentials.NewTLS(nil)))
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()
	ctx := metadata.AppendToOutgoingContext(context.Background(), "authorization", "apikey "+os.Getenv("MANAGEMENT_KEY"))

	clusters := qdrantclusterv1.NewClusterServiceClient(conn)
	current, err := clusters.GetCluster(ctx, &qdrantclusterv1.GetClusterRequest{
		AccountId: os.Getenv("ACCOUNT_ID"),
		ClusterId: os.Getenv("CLUSTER_ID"),
	})
	if err != nil {
		log.Fatal(err)
	}
	cluster := current.GetCluster()
	cluster.Name = "renamed"

	// Without a mask the cluster in the request takes the place of the stored one as a whole.
	response, err := clusters.UpdateCluster(ctx, &qdrantclusterv1.UpdateClusterRequest{
		Cluster:    cluster,
		UpdateMask: &fieldmaskpb.FieldMask{Paths: []string{"name"}},
	})
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(response.GetCluster().GetId(), response.GetCluster().GetName())
}
