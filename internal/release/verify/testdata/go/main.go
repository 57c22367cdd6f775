// Command consumer lists the management keys of an account.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/grpc/metadata"

	qdrantauthv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/auth/v1"
)

func main() {
	// The endpoint of a test has no TLS; that of the product has (credentials.NewTLS).
	conn, err := grpc.NewClient(os.Getenv("QDRANT_CLOUD_ENDPOINT"), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()

	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "apikey "+os.Getenv("QDRANT_CLOUD_API_KEY"))
	response, err := qdrantauthv1.NewAuthServiceClient(conn).ListManagementKeys(ctx, &qdrantauthv1.ListManagementKeysRequest{
		AccountId: "5f6b2f0e-3c2d-4a0c-9b44-8f4b2d6f1a01",
	})
	if err != nil {
		log.Fatal(err)
	}
	for _, key := range response.GetItems() {
		fmt.Printf("%s %s %s\n", key.GetId(), key.GetPrefix(), key.GetCreatedAt().AsTime().Format(time.RFC3339))
	}
}
