// Command qdrant-cloud-emulator serves the API of Qdrant Cloud on this machine, as its contract says. docs/emulator.md tells how it
// is used.
package main

import (
	"fmt"
	"os"

	"github.com/qdrant/qdrant-cloud-public-api/internal/base/exit"
	"github.com/qdrant/qdrant-cloud-public-api/internal/base/stop"
)

func main() { os.Exit(run()) }

// run returns the exit code.
func run() int {
	o, err := parse(os.Args[1:], os.Stdout)
	switch {
	case err != nil || o == nil:
	case o.health != "":
		err = healthy(o.health, o.ca)
	default:
		err = serve(o, stop.Signals(), os.Stdin, os.Stdout, os.Stderr)
	}
	if cause, ok := err.(stop.Cause); ok { //nolint:errorlint // It is never wrapped.
		return cause.ExitStatus()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "Error:", err)
	}
	return int(exit.Of(err))
}
