// Command create_and_wait creates a cluster, waits until it is healthy, and makes a key for its data. Set QDRANT_CLOUD_API_KEY and
// QDRANT_CLOUD_ACCOUNT_ID.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	qdrantbookingv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/booking/v1"
	qdrantclusterauthv2 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/cluster/auth/v2"
	qdrantclusterv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/cluster/v1"
	"github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrantcloud"
)

func main() {
	client, err := qdrantcloud.New()
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Minute)
	defer cancel()

	region := "eu-central-1"
	packages, err := client.Booking().ListPackages(ctx, &qdrantbookingv1.ListPackagesRequest{
		CloudProviderId: "aws", CloudProviderRegionId: &region,
	})
	if err != nil {
		log.Fatal(err)
	}
	created, err := client.Clusters().Create(ctx, &qdrantclusterv1.CreateClusterRequest{Cluster: &qdrantclusterv1.Cluster{
		Name: "search", CloudProviderId: "aws", CloudProviderRegionId: region,
		Configuration: &qdrantclusterv1.ClusterConfiguration{NumberOfNodes: 1, PackageId: packages.GetItems()[0].GetId()},
	}})
	if err != nil {
		log.Fatal(err)
	}

	id := created.GetCluster().GetId()
	cluster, err := client.Clusters().Wait(ctx, &qdrantclusterv1.GetClusterRequest{ClusterId: id},
		qdrantcloud.OnProgress(func(cluster *qdrantclusterv1.Cluster) { log.Println(cluster.GetState().GetPhase()) }))
	var failed *qdrantcloud.WaitError
	if errors.As(err, &failed) {
		log.Fatalln("the cluster has failed:", failed.State, cluster.GetState().GetReason())
	}
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(cluster.GetName(), cluster.GetState().GetPhase())

	key, err := client.DatabaseApiKeysV2().Create(ctx, &qdrantclusterauthv2.CreateDatabaseApiKeyRequest{
		DatabaseApiKey: &qdrantclusterauthv2.DatabaseApiKey{ClusterId: id, Name: "search"},
	})
	if err != nil {
		log.Fatal(err)
	}
	// The key is shown only now: put it where your programs find it.
	fmt.Println("a key of", len(key.GetDatabaseApiKey().GetKey()), "characters")
}
