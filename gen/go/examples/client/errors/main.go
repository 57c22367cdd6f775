// Command errors shows all that a failed call reports. Set QDRANT_CLOUD_API_KEY and QDRANT_CLOUD_ACCOUNT_ID.
package main

import (
	"context"
	"errors"
	"fmt"
	"log"
	"time"

	qdrantclusterv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/cluster/v1"
	"github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrantcloud"
)

func main() {
	client, err := qdrantcloud.New()
	if err != nil {
		log.Fatal(err)
	}
	defer client.Close()

	request := &qdrantclusterv1.GetClusterRequest{ClusterId: "no-uuid"}
	_, err = client.Clusters().Get(context.Background(), request, qdrantcloud.Timeout(10*time.Second))
	if errors.Is(err, qdrantcloud.ErrNotFound) {
		fmt.Println("there is no such cluster")
		return
	}
	var failed *qdrantcloud.Error
	if !errors.As(err, &failed) {
		log.Fatal(err)
	}
	fmt.Println("code:", failed.Code)
	for _, violation := range failed.Violations {
		fmt.Println("field:", violation.Field, violation.Rule)
	}
	if failed.Retryable {
		fmt.Println("come back after:", failed.RetryAfter)
	}
	// Name the trace ID when you ask the support about a call.
	fmt.Println("trace:", failed.TraceID)
}
