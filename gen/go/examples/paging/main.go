// Command paging lists all backups of an account, page by page. Set MANAGEMENT_KEY and ACCOUNT_ID.
package main

import (
	"context"
	"fmt"
	"log"
	"os"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials"
	"google.golang.org/grpc/metadata"
	"google.golang.org/protobuf/proto"

	qdrantbackupv1 "github.com/qdrant/qdrant-cloud-public-api/gen/go/qdrant/cloud/cluster/backup/v1"
)

func main() {
	conn, err := grpc.NewClient("grpc.cloud.qdrant.io:443", grpc.WithTransportCredentials(credentials.NewTLS(nil)))
	if err != nil {
		log.Fatal(err)
	}
	defer conn.Close()
	ctx := metadata.AppendToOutgoingContext(context.Background(), "authorization", "apikey "+os.Getenv("MANAGEMENT_KEY"))

	backups := qdrantbackupv1.NewBackupServiceClient(conn)
	request := &qdrantbackupv1.ListBackupsRequest{AccountId: os.Getenv("ACCOUNT_ID"), PageSize: proto.Int32(2)}
	for {
		page, err := backups.ListBackups(ctx, request)
		if err != nil {
			log.Fatal(err)
		}
		for _, backup := range page.GetItems() {
			fmt.Println(backup.GetId(), backup.GetName())
		}
		// The last page has no token.
		if page.GetNextPageToken() == "" {
			return
		}
		request.PageToken = proto.String(page.GetNextPageToken())
	}
}
