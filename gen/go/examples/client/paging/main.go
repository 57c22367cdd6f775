// Command paging goes through the backups of an account, first one by one and then page by page. Set QDRANT_CLOUD_API_KEY and
// QDRANT_CLOUD_ACCOUNT_ID.
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
	ctx := context.Background()

	// All asks for the next page when it is needed: a loop that is left early makes no more calls.
	for backup, err := range client.Backups().All(ctx, nil, qdrantcloud.PageSize(2)) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(backup.GetId(), backup.GetName())
	}

	// Pages has what belongs to a page and not to an item, such as the number of all matches.
	for page, err := range qdrantcloud.Pages(ctx, client.Backups().List, nil, qdrantcloud.PageSize(2)) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(len(page.GetItems()), "of", page.GetTotalSize())
	}
}
