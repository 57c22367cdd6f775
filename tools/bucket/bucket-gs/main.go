// Bucket-gs fetches and stores many objects of a bucket of Google Cloud Storage. Each provider has its own program, because their libraries take
// long to compile.
package main

import (
	_ "gocloud.dev/blob/gcsblob"

	"github.com/qdrant/qdrant-cloud-public-api/tools/bucket/batch"
)

func main() { batch.Main() }
