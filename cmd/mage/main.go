// Command mage runs the targets of magefiles/. go.mod names it as a tool, so that go tool mage starts it; package launch explains
// why that is not mage itself.
package main

import (
	"os"

	"github.com/qdrant/qdrant-cloud-public-api/internal/dev/launch"
)

func main() { os.Exit(launch.Main(os.Args[1:])) }
