// Command consumer lists the management keys of an account.
package main

import (
	"context"
	"fmt"
	"log"
	"os"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
)

import qdrantauthv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/auth/v1"

func main() {
	conn, err := grpc.NewClient("grpc.cloud.qdrant.io:443", grpc.WithTransportCredentials(credentials.NewTLS(nil)))
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()

	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	ctx = metadata.AppendToOutgoingContext(ctx, "authorization", "apikey "+os.Getenv("MANAGEMENT_KEY"))
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
