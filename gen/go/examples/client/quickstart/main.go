// Command quickstart lists the clusters of an account. Set QDRANT_CLOUD_API_KEY and QDRANT_CLOUD_ACCOUNT_ID.
package main

import (
	"context"
	"fmt"
	"log"

	"github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrantcloud"
)

func main() {
	client, err := qdrantcloud.New()
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()
	for cluster, err := range client.Clusters().All(context.Background(), nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(cluster.GetId(), cluster.GetName())
	}
}
