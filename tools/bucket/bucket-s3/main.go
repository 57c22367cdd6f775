// Bucket-s3 fetches and stores many objects of a bucket of S3 and what speaks like it. Each provider has its own program, because their libraries take
// long to compile.
package main

import (
	_ "gocloud.dev/blob/s3blob"

	"github.com/qdrant/qdrant-cloud-public-api/tools/bucket/batch"
)

func main() { batch.Main() }
