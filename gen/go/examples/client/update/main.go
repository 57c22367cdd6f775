// Command update renames each cluster of an account and leaves the rest of it alone. Set QDRANT_CLOUD_API_KEY and
// QDRANT_CLOUD_ACCOUNT_ID.
package main

import (
	"context"
	"fmt"
	"log"

	"google.golang.org/protobuf/proto"

	qdrantclusterv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/cluster/v1"
	"github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrantcloud"
)

func main() {
	client, err := qdrantcloud.New()
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	ctx := context.Background()

	for cluster, err := range client.Clusters().All(ctx, nil) {
		if err != nil {
			log.Fatal(err)
		}
		before := proto.CloneOf(cluster)
		cluster.Name += "-renamed"

		// Without a mask the cluster in the request takes the place of the stored one as a whole.
		updated, err := client.Clusters().Update(ctx, &qdrantclusterv1.UpdateClusterRequest{
			Cluster: cluster, UpdateMask: qdrantcloud.Changes(before, cluster),
		})
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(updated.GetCluster().GetName())
	}
}
