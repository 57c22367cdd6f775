// Bucket-file fetches and stores many objects of a bucket in a folder, such as one that machines share. Each provider has its own program, because their libraries take
// long to compile.
package main

import (
	_ "gocloud.dev/blob/fileblob"

	"github.com/qdrant/qdrant-cloud-public-api/tools/bucket/batch"
)

func main() { batch.Main() }
